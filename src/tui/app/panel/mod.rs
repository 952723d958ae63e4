//! What is open over the main view: the data alone. The files of the same names one folder up do the actions.

mod choice;
mod diagnostics;
mod facets;
mod prompt;

pub use choice::{Choice, ChoiceKind, ChoiceRow};
pub use diagnostics::DiagnosticsPanel;
pub use facets::FacetsPanel;
pub use prompt::{Preview, Prompt, PromptKind};

/// What is open over the main view.
#[derive(Debug, Clone)]
pub enum Panel {
    /// A line that is being edited.
    Prompt(Box<Prompt>),
    Facets(FacetsPanel),
    /// A list to choose from.
    Choice(Choice),
    /// The errors of the files, which were changed meanwhile.
    Diagnostics(DiagnosticsPanel),
}
