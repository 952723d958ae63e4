//! What an export left out.

/// What an export left out, for a remark to the user.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct LeftOut {
    /// Events whose day is not known, in a format that needs one.
    pub undated: usize,
    /// Links to events that are not exported, in a format that must contain what it links to.
    pub links: usize,
}

impl LeftOut {
    /// One line for each reason.
    #[must_use]
    pub fn remarks(self) -> Vec<String> {
        let undated = match self.undated {
            0 => None,
            1 => Some("1 event left out: its day is not known".to_owned()),
            more => Some(format!("{more} events left out: their day is not known")),
        };
        let links = match self.links {
            0 => None,
            1 => Some("1 link left out: its event is not exported".to_owned()),
            more => Some(format!("{more} links left out: their events are not exported")),
        };
        undated.into_iter().chain(links).collect()
    }
}
