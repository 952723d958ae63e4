//! "Did you mean": the nearest valid name.

/// The candidate nearest to `written`, if any is near enough to be a slip of it.
#[must_use]
pub fn nearest<'a>(written: &str, candidates: impl IntoIterator<Item = &'a str>) -> Option<String> {
    /// Longer names are compared no further, so that a hostile one costs nothing.
    const LONGEST: usize = 200;
    /// So many names are compared. More would take seconds for a file with many faults.
    const MOST: usize = 20_000;
    if written.len() > LONGEST {
        return None;
    }
    let lower = written.to_lowercase();
    candidates
        .into_iter()
        .take(MOST)
        .filter(|candidate| candidate.len() <= LONGEST && candidate.len().abs_diff(written.len()) <= written.len())
        .map(|candidate| (likeness(&lower, &candidate.to_lowercase()), candidate))
        .filter(|(likeness, _)| *likeness >= 0.7)
        .max_by(|(a, first), (b, second)| a.total_cmp(b).then_with(|| second.cmp(first)))
        .map(|(_, candidate)| candidate.to_owned())
}

/// From 0 to 1, where 1 is the same. A few wrong letters count little, and so does a start in common.
fn likeness(a: &str, b: &str) -> f64 {
    strsim::normalized_damerau_levenshtein(a, b).max(if a.len() >= 4 { strsim::jaro_winkler(a, b) - 0.1 } else { 0.0 })
}
