use std::fs;
use std::process::{Command, Stdio};
use std::thread;
use std::time::Duration;

use summits_chronology::chronology::{Annotation, AnnotationChange as Change};
use tempfile::TempDir;

use super::*;

const SUMMIT: &str = "2003-01-10-koizumi-putin-moscow";
const CALL: &str = "2002-12-24-kawaguchi-ivanov-telephone";

/// Set in a process that a test starts: the notebook to write, and what to write in it.
const WRITER: &str = "SUMMITS_NOTEBOOK_WRITER";

fn notebook(directory: &TempDir) -> PathBuf {
    directory.path().join("state").join("built-in.toml")
}

fn open(path: &Path) -> Notebook {
    let (notebook, error) = Notebook::open(Some(path.to_owned()));
    assert!(error.is_none(), "{error:?}");
    notebook
}

#[test]
fn marks_and_notes_are_kept_between_runs() {
    let directory = TempDir::new().unwrap();
    let path = notebook(&directory);
    let mut first = open(&path);
    first.change(SUMMIT, Change::Mark(true)).unwrap();
    first.change(SUMMIT, Change::Note("Trade: compare the spans.\nSecond line.".to_owned())).unwrap();
    let again = open(&path);
    assert_eq!(
        *again.annotations().get(SUMMIT).unwrap(),
        Annotation { marked: true, note: "Trade: compare the spans.\nSecond line.".to_owned() }
    );
}

#[test]
fn a_removed_mark_or_note_leaves_no_trace() {
    let directory = TempDir::new().unwrap();
    let path = notebook(&directory);
    let mut open_one = open(&path);
    open_one.change(SUMMIT, Change::Mark(true)).unwrap();
    open_one.change(SUMMIT, Change::Mark(false)).unwrap();
    assert!(open_one.annotations().is_empty());
    assert!(!fs::read_to_string(&path).unwrap().contains(SUMMIT));
}

#[test]
fn two_instances_keep_what_the_other_wrote() {
    let directory = TempDir::new().unwrap();
    let path = notebook(&directory);
    let (mut one, mut other) = (open(&path), open(&path));
    one.change(SUMMIT, Change::Mark(true)).unwrap();
    other.change(SUMMIT, Change::Note("from the other copy".to_owned())).unwrap();
    other.change(CALL, Change::Mark(true)).unwrap();
    one.change(CALL, Change::Note("and back".to_owned())).unwrap();
    let merged = open(&path);
    assert_eq!(
        *merged.annotations().get(SUMMIT).unwrap(),
        Annotation { marked: true, note: "from the other copy".to_owned() }
    );
    assert_eq!(*merged.annotations().get(CALL).unwrap(), Annotation { marked: true, note: "and back".to_owned() });
    assert_eq!(one.annotations(), merged.annotations(), "the copy that wrote last has seen everything");
}

#[test]
fn a_damaged_file_is_reported_and_unchanged_while_memory_keeps_the_change() {
    let directory = TempDir::new().unwrap();
    let path = notebook(&directory);
    fs::create_dir_all(path.parent().unwrap()).unwrap();
    let damaged = "[event.\"a\"]\nmarked = true\nnote = half a li";
    fs::write(&path, damaged).unwrap();
    let (mut notebook, error) = Notebook::open(Some(path.clone()));
    assert!(matches!(error, Some(NotebookError::Damaged { line: 3, .. })), "{error:?}");
    let refused = notebook.change(SUMMIT, Change::Mark(true)).unwrap_err();
    assert!(matches!(refused, NotebookError::Damaged { .. }), "{refused}");
    assert_eq!(fs::read_to_string(&path).unwrap(), damaged);
    assert!(notebook.annotations().get(SUMMIT).unwrap().marked);
    assert_eq!(notebook.unwritten(), 1);

    // Mended by hand, the file takes what waited.
    fs::write(&path, "[event.\"a\"]\nmarked = true\n").unwrap();
    notebook.change(CALL, Change::Mark(true)).unwrap();
    assert_eq!(open(&path).annotations().iter().map(|(id, _)| id.to_owned()).collect::<Vec<_>>(), [CALL, SUMMIT, "a"]);
    assert_eq!(notebook.unwritten(), 0);
}

#[test]
fn a_change_that_cannot_be_written_stays_in_memory() {
    let directory = TempDir::new().unwrap();
    // A file where the directory should be cannot be written into, not even by root.
    fs::write(directory.path().join("state"), "not a directory").unwrap();
    let (mut notebook, _) = Notebook::open(Some(notebook(&directory)));
    let refused = notebook.change(SUMMIT, Change::Note("kept".to_owned())).unwrap_err();
    assert!(refused.while_running().contains("the change is kept"), "{refused}");
    assert_eq!(notebook.annotations().get(SUMMIT).unwrap().note, "kept");
}

#[test]
fn changes_that_cannot_be_written_at_the_end_are_returned_as_toml() {
    let directory = TempDir::new().unwrap();
    fs::write(directory.path().join("state"), "not a directory").unwrap();
    let (mut kept, _) = Notebook::open(Some(notebook(&directory)));
    assert_eq!(kept.close(), None);
    kept.change(SUMMIT, Change::Mark(true)).unwrap_err();
    kept.change(SUMMIT, Change::Note("Compare the spans.".to_owned())).unwrap_err();
    let unsaved = kept.close().unwrap();
    assert!(unsaved.contains("cannot be written"), "{unsaved}");
    assert!(!unsaved.contains("kept") && !unsaved.contains("next one"), "{unsaved}");
    let entry = format!("[event.{SUMMIT}]\nmarked = true\nnote = \"Compare the spans.\"\n");
    assert!(unsaved.ends_with(&entry), "{unsaved}");

    // With the way free, it is written after all.
    fs::remove_file(directory.path().join("state")).unwrap();
    assert_eq!(kept.close(), None);
    assert_eq!(open(&notebook(&directory)).annotations().get(SUMMIT).unwrap().note, "Compare the spans.");
}

#[test]
fn without_a_home_the_notebook_is_in_memory_and_an_error_says_so() {
    let (mut notebook, error) = Notebook::open(None);
    assert!(error.is_none());
    let refused = notebook.change(SUMMIT, Change::Mark(true)).unwrap_err();
    assert!(refused.while_running().contains("will be lost when the program ends"), "{refused}");
    assert!(notebook.annotations().get(SUMMIT).unwrap().marked);
}

#[test]
fn hostile_text_in_the_file_is_cleaned() {
    let directory = TempDir::new().unwrap();
    let path = notebook(&directory);
    fs::create_dir_all(path.parent().unwrap()).unwrap();
    fs::write(&path, "[event.\"a\\u001B[31m\"]\nnote = \"red \\u001B[31m\\u202E\"\n").unwrap();
    assert_eq!(open(&path).annotations().get("a").unwrap().note, "red ");
}

#[test]
fn the_path_in_an_error_is_clean() {
    let directory = TempDir::new().unwrap();
    let path = directory.path().join("a\u{1b}]0;b\u{7}\u{202e}c");
    fs::create_dir(&path).unwrap();
    let (_, error) = Notebook::open(Some(path));
    let said = error.unwrap().to_string();
    assert!(said.contains("/ac cannot be read"), "{said:?}");
}

#[test]
fn each_chronology_has_its_own_file() {
    let state = Path::new("/state");
    assert_eq!(path_for(state, None), Path::new("/state/summits-tui/built-in.toml"));
    let one = path_for(state, Some(Path::new("/a/cold war")));
    let other = path_for(state, Some(Path::new("/b/cold war")));
    assert!(one.to_string_lossy().contains("cold-war-"), "{one:?}");
    assert_ne!(one, other);
}

/// Not a test itself: the two tests below start it as a process, and it writes one note after the other until it is
/// killed or done.
#[test]
fn writer_process() {
    let Ok(order) = std::env::var(WRITER) else { return };
    let (path, event, count) = match order.split('\n').collect::<Vec<_>>().as_slice() {
        [path, event, count] => (PathBuf::from(path), (*event).to_owned(), count.parse::<u32>().unwrap()),
        other => panic!("{other:?}"),
    };
    let (mut notebook, _) = Notebook::open(Some(path.clone()));
    let begin =
        notebook.annotations().get(&event).and_then(|annotation| annotation.note.parse::<u32>().ok()).unwrap_or(0);
    for number in begin + 1..=begin.saturating_add(count) {
        notebook.change(&event, Change::Note(number.to_string())).unwrap();
    }
}

fn writer(path: &Path, event: &str, count: u32) -> Command {
    let mut command = Command::new(std::env::current_exe().unwrap());
    command
        .args(["--exact", "notebook::tests::writer_process", "--test-threads=1"])
        .env(WRITER, format!("{}\n{event}\n{count}", path.display()))
        .stdout(Stdio::null())
        .stderr(Stdio::null());
    command
}

fn number_of(path: &Path, event: &str) -> u32 {
    let notebook = open(path);
    notebook.annotations().get(event).map_or(0, |annotation| annotation.note.parse().unwrap())
}

#[test]
fn a_kill_at_any_instant_leaves_the_old_state_or_the_new_one() {
    const KILLS: u64 = 200;
    let directory = TempDir::new().unwrap();
    let path = notebook(&directory);
    let mut kept = open(&path);
    kept.change("keep", Change::Note("must survive".to_owned())).unwrap();
    let mut reached = 0;
    for kill in 0..KILLS {
        let mut child = writer(&path, "count", u32::MAX).spawn().unwrap();
        // Instants spread over the start of the process and its first writes.
        thread::sleep(Duration::from_micros(500 + kill * 7919 % 12_000));
        child.kill().unwrap();
        child.wait().unwrap();
        let number = number_of(&path, "count");
        assert!(number >= reached, "{number} was written after {reached}");
        reached = number;
        assert_eq!(open(&path).annotations().get("keep").unwrap().note, "must survive");
    }
    assert!(reached > 20, "the writer was killed while it wrote, not before: it reached {reached}");
}

#[test]
fn two_writers_at_once_lose_nothing() {
    const WRITES: u32 = 60;
    let directory = TempDir::new().unwrap();
    let path = notebook(&directory);
    let mut writers: Vec<_> =
        ["one", "other"].iter().map(|event| writer(&path, event, WRITES).spawn().unwrap()).collect();
    for writer in &mut writers {
        assert!(writer.wait().unwrap().success());
    }
    assert_eq!((number_of(&path, "one"), number_of(&path, "other")), (WRITES, WRITES));
}
