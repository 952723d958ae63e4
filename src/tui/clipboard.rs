//! The clipboard where the terminal is one of tmux.
//!
//! A text is put on the clipboard by OSC 52, which tmux as it comes passes over. So tmux is asked to take it as well, by its
//! own command: it then stands in its newest buffer, and tmux hands it on to the terminal around it.

use std::env;
use std::io::{self, Write};
use std::process::{Command, Stdio};

use summits_chronology::text;

use super::message::{Message, MessageSender, Notice};
use super::watch;

/// Hands a text to tmux, beside the loop, if that is where the browser is. What goes wrong is told.
pub fn hand_to_tmux(text: String, sender: &MessageSender) {
    if env::var_os("TMUX").is_none_or(|tmux| tmux.is_empty()) {
        return;
    }
    let _ = watch::spawn("tmux", sender, move |sender| {
        // Before 3.2 it knows no `-w`, and keeps the text to itself.
        let taken = load(&["load-buffer", "-w", "-"], &text).or_else(|_| load(&["load-buffer", "-"], &text));
        if let Err(error) = taken {
            let words = format!("tmux has not taken the copy: {}", text::reason(&error));
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
