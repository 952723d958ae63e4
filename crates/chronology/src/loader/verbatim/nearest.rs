//! The passage of a text that is most similar to a misquoted one, and the difference between the two.
//!
//! Both are split into words (characters in scripts without spaces) and punctuation marks. First the part of the text with
//! the most words in common is found; then it and its surroundings are compared with the passage word by word.

use std::collections::HashMap;

use similar::{Algorithm, DiffOp, DiffTag};
use unicode_segmentation::UnicodeSegmentation;

/// The most words of a passage that are compared. Quotations are shorter.
const LONGEST: usize = 1000;
/// How many common words are shown before and after a difference.
const CONTEXT: usize = 4;

/// The passage of a text that is nearest to another.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct Nearest {
    pub(super) passage: String,
    /// Both passages in one: `[-only in the excerpt-]`, `{+only in the text+}`.
    pub(super) difference: String,
}

/// A word or a punctuation mark.
#[derive(Clone, Copy)]
struct Word<'t> {
    text: &'t str,
    /// Whether a space precedes it.
    after_space: bool,
}

/// The passage of `text` that is nearest to `passage`; `None` if none is similar.
pub(super) fn nearest(passage: &str, text: &str) -> Option<Nearest> {
    let (excerpt, text_words) = (words(passage), words(text));
    let excerpt = &excerpt[..excerpt.len().min(LONGEST)];
    let (start, shared) = most_shared(excerpt, &text_words)?;
    // With less than half of the words in common it is another passage.
    if shared * 2 < excerpt.len() {
        return None;
    }
    let margin = excerpt.len() / 4 + 8;
    let end = (start + excerpt.len() + margin).min(text_words.len());
    let around = &text_words[start.saturating_sub(margin)..end];
    let operations = compare(excerpt, around);
    let mut same = operations.iter().filter(|operation| operation.tag() == DiffTag::Equal);
    let first = same.next()?;
    let last = same.next_back().unwrap_or(first);
    // Before the first common word and after the last, the two passages are taken to have the same length.
    let from = first.new_range().start.saturating_sub(first.old_range().start);
    let to = (last.new_range().end + excerpt.len() - last.old_range().end).min(around.len());
    let found = &around[from..to];
    Some(Nearest { passage: joined(found), difference: difference(excerpt, found) })
}

fn words(text: &str) -> Vec<Word<'_>> {
    let mut after_space = false;
    let mut words = Vec::new();
    for piece in text.split_word_bounds() {
        if piece.trim().is_empty() {
            after_space = true;
        } else {
            words.push(Word { text: piece, after_space });
            after_space = false;
        }
    }
    words
}

/// The position where as many words as `excerpt` has share the most with it, and how many they share.
fn most_shared(excerpt: &[Word<'_>], text_words: &[Word<'_>]) -> Option<(usize, usize)> {
    let mut missing: HashMap<&str, isize> = HashMap::new();
    for word in excerpt {
        *missing.entry(word.text).or_default() += 1;
    }
    let (mut shared, mut best) = (0_usize, None);
    for (position, word) in text_words.iter().enumerate() {
        if let Some(count) = missing.get_mut(word.text) {
            shared += usize::from(*count > 0);
            *count -= 1;
        }
        let leaves = position.checked_sub(excerpt.len()).and_then(|left| text_words.get(left));
        if let Some(count) = leaves.and_then(|word| missing.get_mut(word.text)) {
            *count += 1;
            shared -= usize::from(*count > 0);
        }
        if best.is_none_or(|(_, most)| shared > most) {
            best = Some(((position + 1).saturating_sub(excerpt.len()), shared));
        }
    }
    best.filter(|(_, shared)| *shared > 0)
}

/// The steps from one to the other that keep the most words.
fn compare(excerpt: &[Word<'_>], text_words: &[Word<'_>]) -> Vec<DiffOp> {
    similar::capture_diff_slices_by_key(Algorithm::Lcs, excerpt, text_words, |word| word.text)
}

fn joined(words: &[Word<'_>]) -> String {
    let mut out = String::new();
    for word in words {
        if word.after_space && !out.is_empty() {
            out.push(' ');
        }
        out.push_str(word.text);
    }
    out
}

/// Both in one. Of a long part in common, only what is next to a difference is shown.
fn difference(excerpt: &[Word<'_>], text_words: &[Word<'_>]) -> String {
    let mut out = String::new();
    let mut put = |words: &[Word<'_>], open: &str, close: &str| {
        let Some(first) = words.first() else { return };
        if !out.is_empty() && (first.after_space || !open.is_empty()) && !out.ends_with(' ') {
            out.push(' ');
        }
        out.push_str(open);
        out.push_str(&joined(words));
        out.push_str(close);
        if !close.is_empty() {
            out.push(' ');
        }
    };
    let operations = compare(excerpt, text_words);
    for (number, operation) in operations.iter().enumerate() {
        let stretch = &text_words[operation.new_range()];
        if operation.tag() != DiffTag::Equal {
            put(&excerpt[operation.old_range()], "[-", "-]");
            put(stretch, "{+", "+}");
            continue;
        }
        let lead = if number == 0 { 0 } else { CONTEXT };
        let tail = if number + 1 == operations.len() { 0 } else { CONTEXT };
        if stretch.len() > lead + tail + 1 {
            put(&stretch[..lead], "", "");
            put(&[Word { text: "…", after_space: true }], "", "");
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
    fn the_nearest_passage_is_shown_with_the_differences() {
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
    fn words_that_are_missing_or_added_are_shown() {
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
    fn a_long_passage_is_shown_only_around_its_differences() {
        let text = "one two three four five six seven eight nine ten eleven twelve thirteen fourteen";
        let found = nearest(&text.replace("seven", "VII"), text).unwrap();
        assert_eq!(found.difference, "… three four five six [-VII-] {+seven+} eight nine ten eleven …");
    }

    #[test]
    fn scripts_without_spaces_are_compared_by_character() {
        differs("両首脳は会談した", "その後、両首脳は会見した。", "両首脳は会見した", "両首脳は会 [-談-] {+見+} した");
    }

    #[test]
    fn nothing_is_shown_if_no_passage_is_similar() {
        assert_eq!(nearest("the two leaders met in Moscow", "A page about the weather in May."), None);
        assert_eq!(nearest("Moscow", ""), None);
    }
}
