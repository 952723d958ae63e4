//! What is counted while a chronology is read: bytes, and diagnostics beyond those that are shown.

use std::sync::Mutex;

use super::*;

#[test]
fn progress_reaches_the_bytes_of_all_files() {
    let directory = tempfile::tempdir().unwrap();
    write_table(directory.path(), |_, row| row);
    let event = "[[event]]\nid = \"z\"\ndate = \"2004\"\ntitle = \"A call\"\nkind = \"call\"\nparties = [\"JP\"]\n";
    std::fs::write(directory.path().join("events/more.toml"), event).unwrap();
    let files = ["chronology.toml", "events/all.csv", "events/more.toml"];
    let size = |file: &&str| std::fs::metadata(directory.path().join(file)).unwrap().len();
    let (first, all) = (size(&files[0]), files.iter().map(size).sum::<u64>());

    let reported = Mutex::new(Vec::new());
    // Progress is reported although the event without a source is an error.
    let loaded = load_with_progress(&Location::Directory(directory.path().to_owned()), &|done, total| {
        reported.lock().unwrap().push((done, total));
    });
    assert!(loaded.is_err());
    let reported = reported.into_inner().unwrap();
    assert!(reported.iter().all(|(done, total)| done <= total && *total == all), "{reported:?} of {all}");
    assert_eq!(reported[..2], [(0, all), (first, all)]);
    assert_eq!(reported.iter().map(|(done, _)| *done).max(), Some(all));
    assert!(reported.len() > 5, "many pieces are reported of one by one: {reported:?}");
}

#[test]
fn diagnostics_of_a_table_past_the_limit_are_counted() {
    let directory = tempfile::tempdir().unwrap();
    write_table(directory.path(), |_, row| row.replace(",call,", ",cal,").replace("2003-01-", "2003-13-"));
    let report = check(&Location::Directory(directory.path().to_owned()));
    assert_eq!((report.errors(), report.warnings(), report.diagnostics.len()), (1800, 1, 1000));
    let text = report.render(false);
    assert!(text.ends_with("… and 801 more like these\n\n1800 errors and 1 warning in 1 file\n"), "{text}");
}

#[test]
fn diagnostics_of_a_file_past_the_limit_are_counted() {
    let directory = tempfile::tempdir().unwrap();
    write_table(directory.path(), |_, row| row);
    std::fs::remove_file(directory.path().join("events/all.csv")).unwrap();
    let event = "[[event]]\nid = \"not an id\"\ndate = \"2004\"\ntitle = \"A call\"\nkind = \"call\"\nparties = [\"JP\"]\nsource = [{ document = \"d\" }]\n";
    std::fs::write(directory.path().join("events/all.toml"), event.repeat(1200)).unwrap();
    let report = check(&Location::Directory(directory.path().to_owned()));
    assert_eq!((report.errors(), report.warnings(), report.diagnostics.len()), (1200, 0, 1000), "{report}");
    assert!(report.render(false).ends_with("… and 200 more like these\n\n1200 errors in 1 file\n"));
}
