//! What an export could not take along.

/// What an export could not take along, to be said beside the result.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct LeftOut {
    /// Events whose day is not known, in a format that has no place for them.
    pub undated: usize,
    /// Links to events that are not written, in a format that must hold what it links to.
    pub links: usize,
}

impl LeftOut {
    /// A line for each reason.
    #[must_use]
    pub fn remarks(self) -> Vec<String> {
        let undated = match self.undated {
            0 => None,
            1 => Some("1 event left out, of which only the month or year is known".to_owned()),
            more => Some(format!("{more} events left out, of which only the month or year is known")),
        };
        let links = match self.links {
            0 => None,
            1 => Some("1 link left out, to an event that is not among these".to_owned()),
            more => Some(format!("{more} links left out, to events that are not among these")),
        };
        undated.into_iter().chain(links).collect()
    }
}
