//! The clipboard inside tmux.
//!
//! The terminal gets a text for the clipboard by OSC 52, which tmux ignores by default. So the text is also given to tmux by
//! its own command: tmux keeps it in its newest buffer and passes it to the terminal around it.

use std::env;
use std::io::{self, Write};
use std::process::{Command, Stdio};

use summits_chronology::text;

use super::message::{Message, MessageSender, Notice};
use super::watch;

/// Gives a text to tmux, in the background, if the browser runs inside it. A failure becomes a notice.
pub fn hand_to_tmux(text: String, sender: &MessageSender) {
    if env::var_os("TMUX").is_none_or(|tmux| tmux.is_empty()) {
        return;
    }
    let _ = watch::spawn("tmux", sender, move |sender| {
        // Before 3.2 tmux has no `-w`, and only keeps the text in its buffer.
        let taken = load(&["load-buffer", "-w", "-"], &text).or_else(|_| load(&["load-buffer", "-"], &text));
        if let Err(error) = taken {
            let words = format!("tmux did not accept the copy: {}", text::reason(&error));
            let _ = sender.send(Message::Notice(Notice::Failed(words)));
        }
    });
}

fn load(arguments: &[&str], text: &str) -> io::Result<()> {
    let mut tmux = Command::new("tmux")
        .args(arguments)
        .stdin(Stdio::piped())
        .stdout(Stdio::null())
        .stderr(Stdio::null())
        .spawn()?;
    let written = tmux.stdin.take().map_or(Ok(()), |mut stdin| stdin.write_all(text.as_bytes()));
    let ended = tmux.wait()?;
    written?;
    if ended.success() { Ok(()) } else { Err(io::Error::other(ended.to_string())) }
}
