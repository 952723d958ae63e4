//! Where a passage is not in a text: the passage of the text that is nearest to it, and the difference.
//!
//! Both are taken as words (in scripts without blanks, characters) and marks. The stretch of the text that shares the most
//! words with the passage is found first; it and a little around it are then compared with the passage word by word.

use std::collections::HashMap;

use similar::{Algorithm, DiffOp, DiffTag};
use unicode_segmentation::UnicodeSegmentation;

/// The most words of a passage that are compared; a quotation is shorter.
const LONGEST: usize = 1000;
/// How many words that are the same are shown beside a difference.
const AROUND: usize = 4;

/// What a text has in the place of a passage.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct Nearest {
    /// The passage of the text.
    pub(super) passage: String,
    /// Both in one: `[-only in the passage that was looked for-]`, `{+only in the text+}`.
    pub(super) difference: String,
}

/// A word or a mark, and whether a blank stands before it.
#[derive(Clone, Copy)]
struct Word<'t> {
    text: &'t str,
    apart: bool,
}

/// The passage of `text` that is nearest to `passage`; `None` where nothing is near.
pub(super) fn nearest(passage: &str, text: &str) -> Option<Nearest> {
    let (wanted, there) = (words(passage), words(text));
    let wanted = &wanted[..wanted.len().min(LONGEST)];
    let (start, shared) = richest(wanted, &there)?;
    // With less in common it is another passage.
    if shared * 2 < wanted.len() {
        return None;
    }
    let margin = wanted.len() / 4 + 8;
    let end = (start + wanted.len() + margin).min(there.len());
    let around = &there[start.saturating_sub(margin)..end];
    let operations = compared(wanted, around);
    let mut same = operations.iter().filter(|operation| operation.tag() == DiffTag::Equal);
    let first = same.next()?;
    let last = same.next_back().unwrap_or(first);
    // Before the first word in common, and after the last, the two are taken to be equally long.
    let from = first.new_range().start.saturating_sub(first.old_range().start);
    let to = (last.new_range().end + wanted.len() - last.old_range().end).min(around.len());
    let found = &around[from..to];
    Some(Nearest { passage: joined(found), difference: difference(wanted, found) })
}

fn words(text: &str) -> Vec<Word<'_>> {
    let mut apart = false;
    let mut words = Vec::new();
    for piece in text.split_word_bounds() {
        if piece.trim().is_empty() {
            apart = true;
        } else {
            words.push(Word { text: piece, apart });
            apart = false;
        }
    }
    words
}

/// Where a stretch as long as `wanted` shares the most words with it, and how many.
fn richest(wanted: &[Word<'_>], there: &[Word<'_>]) -> Option<(usize, usize)> {
    let mut missing: HashMap<&str, isize> = HashMap::new();
    for word in wanted {
        *missing.entry(word.text).or_default() += 1;
    }
    let (mut shared, mut best) = (0_usize, None);
    for (place, word) in there.iter().enumerate() {
        if let Some(count) = missing.get_mut(word.text) {
            shared += usize::from(*count > 0);
            *count -= 1;
        }
        let leaves = place.checked_sub(wanted.len()).and_then(|place| there.get(place));
        if let Some(count) = leaves.and_then(|word| missing.get_mut(word.text)) {
            *count += 1;
            shared -= usize::from(*count > 0);
        }
        if best.is_none_or(|(_, most)| shared > most) {
            best = Some(((place + 1).saturating_sub(wanted.len()), shared));
        }
    }
    best.filter(|(_, shared)| *shared > 0)
}

/// What turns the one into the other, with as many words in common as can be.
fn compared(wanted: &[Word<'_>], there: &[Word<'_>]) -> Vec<DiffOp> {
    similar::capture_diff_slices_by_key(Algorithm::Lcs, wanted, there, |word| word.text)
}

fn joined(words: &[Word<'_>]) -> String {
    let mut out = String::new();
    for word in words {
        if word.apart && !out.is_empty() {
            out.push(' ');
        }
        out.push_str(word.text);
    }
    out
}

/// Both texts in one. Of a long stretch that is the same, only what is beside a difference is shown.
fn difference(wanted: &[Word<'_>], there: &[Word<'_>]) -> String {
    let mut out = String::new();
    let mut put = |words: &[Word<'_>], open: &str, close: &str| {
        let Some(first) = words.first() else { return };
        if !out.is_empty() && (first.apart || !open.is_empty()) && !out.ends_with(' ') {
            out.push(' ');
        }
        out.push_str(open);
        out.push_str(&joined(words));
        out.push_str(close);
        if !close.is_empty() {
            out.push(' ');
        }
    };
    let operations = compared(wanted, there);
    for (number, operation) in operations.iter().enumerate() {
        let stretch = &there[operation.new_range()];
        if operation.tag() != DiffTag::Equal {
            put(&wanted[operation.old_range()], "[-", "-]");
            put(stretch, "{+", "+}");
            continue;
        }
        let lead = if number == 0 { 0 } else { AROUND };
        let tail = if number + 1 == operations.len() { 0 } else { AROUND };
        if stretch.len() > lead + tail + 1 {
            put(&stretch[..lead], "", "");
            put(&[Word { text: "…", apart: true }], "", "");
            put(&stretch[stretch.len() - tail..], "", "");
        } else {
            put(stretch, "", "");
        }
    }
    out.trim_end().to_owned()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn differs(passage: &str, text: &str, nearest_passage: &str, difference: &str) {
        let found = nearest(passage, text).unwrap();
        assert_eq!((found.passage.as_str(), found.difference.as_str()), (nearest_passage, difference));
    }

    #[test]
    fn the_nearest_passage_is_shown_with_what_is_other_in_it() {
        differs(
            "the two leaders met in Moscow",
            "It was cold. There the two leaders talked in Moscow, and left. The leaders of two parties were in Tokyo.",
            "the two leaders talked in Moscow",
            "the two leaders [-met-] {+talked+} in Moscow",
        );
        differs(
            "He said that “all” is well",
            "He said that \"all\" is well.",
            "He said that \"all\" is well",
            "He said that [-“-] {+\"+} all [-”-] {+\"+} is well",
        );
    }

    #[test]
    fn words_that_were_left_out_or_added_at_either_end_are_seen() {
        differs(
            "agreed to meet again in May",
            "They agreed to try to meet again in May.",
            "agreed to try to meet again in May",
            "agreed to {+try to+} meet again in May",
        );
        differs(
            "Putin agreed to meet",
            "Yesterday Koizumi agreed to meet him",
            "Koizumi agreed to meet",
            "[-Putin-] {+Koizumi+} agreed to meet",
        );
    }

    #[test]
    fn only_the_surroundings_of_a_difference_are_shown_of_a_long_passage() {
        let text = "one two three four five six seven eight nine ten eleven twelve thirteen fourteen";
        let found = nearest(&text.replace("seven", "VII"), text).unwrap();
        assert_eq!(found.difference, "… three four five six [-VII-] {+seven+} eight nine ten eleven …");
    }

    #[test]
    fn scripts_without_blanks_are_compared_by_character() {
        differs("両首脳は会談した", "その後、両首脳は会見した。", "両首脳は会見した", "両首脳は会 [-談-] {+見+} した");
    }

    #[test]
    fn where_nothing_is_near_nothing_is_shown() {
        assert_eq!(nearest("the two leaders met in Moscow", "A page about the weather in May."), None);
        assert_eq!(nearest("Moscow", ""), None);
    }
}
