//! What leaves the browser.

/// Something that the state asks the loop to do outside.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Effect {
    /// End the browser.
    Quit,
    /// Stop it, until the shell brings it back.
    Suspend,
    /// Draw everything again.
    Redraw,
    /// Use the mouse, or leave it to the terminal.
    Mouse(bool),
    /// Put a text on the clipboard.
    Copy {
        /// The text.
        text: String,
        /// What it is, for the message.
        what: String,
    },
    /// Open an address in the reader's web browser.
    Open(String),
}
