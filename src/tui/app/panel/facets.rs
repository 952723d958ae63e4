//! The facets that are open: which field is shown, and which of its values.

use tui_input::Input;

use crate::query::Field;

/// The fields, in the order of the panel. The last is only shown where there are several chronologies.
const FACET_FIELDS: &[Field] = &[
    Field::Kind,
    Field::Level,
    Field::Topic,
    Field::Country,
    Field::Person,
    Field::Place,
    Field::Publisher,
    Field::Class,
    Field::Status,
    Field::Year,
    Field::Origin,
];

#[derive(Debug, Clone)]
pub struct FacetsPanel {
    pub fields: &'static [Field],
    /// The number of the field whose values are shown.
    pub field: usize,
    /// The number of the focused row.
    pub cursor: usize,
    /// Shows only the values that contain it.
    pub filter: Input,
    /// Whether that is being typed.
    pub filtering: bool,
}

impl FacetsPanel {
    /// At the first field. `layered`: whether there are several chronologies.
    pub(in crate::tui::app) fn new(layered: bool) -> Self {
        let hidden = usize::from(!layered);
        let fields = &FACET_FIELDS[..FACET_FIELDS.len() - hidden];
        Self { fields, field: 0, cursor: 0, filter: Input::default(), filtering: false }
    }

    /// The field whose values are shown.
    #[must_use]
    pub fn field(&self) -> Field {
        self.fields[self.field.min(self.fields.len() - 1)]
    }

    /// Shows a neighbouring field.
    pub(in crate::tui::app) fn turn(&mut self, by: isize) {
        let fields = self.fields.len();
        self.field = (self.field + fields).saturating_add_signed(by) % fields;
        self.show_all();
    }

    /// Shows every value of the field, from the first.
    pub(in crate::tui::app) fn show_all(&mut self) {
        self.cursor = 0;
        self.filtering = false;
        self.filter.reset();
    }
}
