//! How the browser ends, and what the process ends with then.

use std::process::ExitCode;

use signal_hook::low_level::emulate_default_handler;

/// How the browser ended.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Exit {
    /// The reader quit.
    Quit,
    /// A signal ended it; SIGHUP also means that the terminal has vanished.
    Signal(i32),
}

impl Exit {
    /// Ends the process as it was asked to: a signal is raised again with its default action, so that the parent process
    /// sees what ended it. Call this last.
    #[must_use]
    pub fn code(self) -> ExitCode {
        match self {
            Self::Quit => ExitCode::SUCCESS,
            Self::Signal(signal) => {
                let _ = emulate_default_handler(signal);
                // Only reached if the system refuses. Shells report signals as 128 and more.
                ExitCode::from(u8::try_from(signal).map_or(u8::MAX, |signal| signal.saturating_add(128)))
            },
        }
    }
}
