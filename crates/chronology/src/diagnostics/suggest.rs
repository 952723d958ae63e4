//! "Did you mean": the nearest valid name.

/// The candidate nearest to `written`, if any is near enough to be a slip of it.
#[must_use]
pub fn nearest<'a>(written: &str, candidates: impl IntoIterator<Item = &'a str>) -> Option<String> {
    /// In bytes. Longer names are not compared, so that a hostile one costs nothing.
    const LONGEST: usize = 200;
    /// Comparing more would take seconds for a file with many errors.
    const MOST_CANDIDATES: usize = 20_000;
    /// Below this a candidate is another name rather than a slip.
    const LEAST_LIKENESS: f64 = 0.7;
    if written.len() > LONGEST {
        return None;
    }
    let lower = written.to_lowercase();
    candidates
        .into_iter()
        .take(MOST_CANDIDATES)
        .filter(|candidate| candidate.len() <= LONGEST && candidate.len().abs_diff(written.len()) <= written.len())
        .map(|candidate| (likeness(&lower, &candidate.to_lowercase()), candidate))
        .filter(|(likeness, _)| *likeness >= LEAST_LIKENESS)
        .max_by(|(a, first), (b, second)| a.total_cmp(b).then_with(|| second.cmp(first)))
        .map(|(_, candidate)| candidate.to_owned())
}

/// From 0 to 1, where 1 means equal. A few wrong letters count little, and so does a different end.
fn likeness(a: &str, b: &str) -> f64 {
    strsim::normalized_damerau_levenshtein(a, b).max(if a.len() >= 4 { similarity(a, b) - 0.1 } else { 0.0 })
}

/// The Jaro–Winkler similarity, which favours a common beginning: from 0 to 1, where 1 means equal.
#[must_use]
pub fn similarity(a: &str, b: &str) -> f64 {
    strsim::jaro_winkler(a, b)
}

/// The Damerau–Levenshtein distance: how many characters must be inserted, deleted, replaced or swapped with a neighbour.
#[must_use]
pub fn edit_distance(a: &str, b: &str) -> usize {
    strsim::damerau_levenshtein(a, b)
}
