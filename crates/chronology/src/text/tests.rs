use proptest::prelude::*;
use unicode_segmentation::UnicodeSegmentation;

use super::*;

/// Text with a good share of what is hard: controls, sequences, marks, joiners, kana, Hangul, wide and invisible characters.
fn hard_text() -> impl Strategy<Value = String> {
    let hard = prop::sample::select(vec![
        "\u{1b}",
        "\u{1b}[31m",
        "\u{1b}]8;;http://x\u{7}",
        "\u{9b}",
        "\u{9d}",
        "\u{9c}",
        "[",
        "]",
        "\\",
        "\r",
        "\n",
        "\t",
        " ",
        "  ",
        "-",
        "–",
        "'",
        "’",
        "ʹ",
        "\u{202e}",
        "\u{2066}",
        "\u{200b}",
        "\u{200c}",
        "\u{200d}",
        "\u{feff}",
        "\u{301}",
        "\u{306}",
        "\u{3099}",
        "\u{94d}",
        "क",
        "ه",
        "か",
        "が",
        "ᄀ",
        "ᅡ",
        "ᆨ",
        "김",
        "小",
        "泉",
        "、",
        "「",
        "İ",
        "ß",
        "ё",
        "й",
        "ō",
        "ﬁ",
        "Å",
        "👩",
        "👩\u{200d}👧",
        "e",
        "Jun",
        "word",
        "\u{2028}",
        "\u{e0041}",
    ]);
    prop::collection::vec(prop_oneof![4 => hard.prop_map(str::to_owned), 1 => any::<String>()], 0..24)
        .prop_map(|parts| parts.concat())
}

mod cleaning {
    use super::*;

    #[test]
    fn clean_text_is_borrowed() {
        for text in ["", "Koizumi meets Putin", "ёлка 小泉純一郎 김정일\nsecond line", "Việt Nam", "می\u{200c}خواهم"]
        {
            assert!(matches!(clean(text), std::borrow::Cow::Borrowed(_)), "{text:?}");
            assert_eq!(find_unclean(text), None);
        }
    }

    #[test]
    fn escape_sequences_are_removed_whole() {
        for (dirty, cleaned) in [
            ("a\u{1b}[1;31mb", "ab"),
            ("a\u{9b}2Jb", "ab"),
            ("a\u{1b}]0;title\u{7}b", "ab"),
            ("a\u{1b}]8;;http://evil\u{1b}\\b", "ab"),
            ("a\u{9d}52;c;Zm9v\u{9c}b", "ab"),
            ("a\u{1b}P1$q\u{1b}\\b\u{1b}_x\u{9c}c\u{1b}^y\u{1b}\\d\u{1b}Xz\u{9c}", "abcd"),
            ("a\u{1b}cb\u{1b}(Bc\u{1b}#8d", "abcd"),
            ("a\u{1b}]0;one\u{1b}[2Jb", "ab"),
        ] {
            assert_eq!(clean(dirty), cleaned, "{dirty:?}");
        }
    }

    #[test]
    fn an_unfinished_sequence_removes_no_text() {
        assert_eq!(clean("a\u{1b}]0;the whole rest"), "a0;the whole rest");
        assert_eq!(clean("a\u{1b}[12\u{e9}"), "a12\u{e9}");
        assert_eq!(clean("a\u{1b}"), "a");
    }

    #[test]
    fn controls_become_spaces_and_line_feeds_or_are_removed() {
        assert_eq!(clean("a\tb\u{b}c"), "a b c");
        assert_eq!(clean("a\r\nb\rc\u{85}d\u{2028}e"), "a\nb\nc\nd\ne");
        assert_eq!(clean("a\u{7}\u{8}\u{7f}\u{0}b"), "ab");
        assert_eq!(clean_line("a\r\nb\nc"), "a b c");
    }

    #[test]
    fn characters_that_mislead_are_removed() {
        assert_eq!(clean("a\u{202e}b\u{2067}c\u{200f}d\u{61c}e"), "abcde");
        assert_eq!(clean("a\u{200b}b\u{feff}c\u{ad}d\u{e0041}e\u{fff9}f\u{ffff}g"), "abcdefg");
        assert_eq!(clean("👩\u{200d}👧"), "👩👧");
        assert_eq!(clean(&format!("e{}x", "\u{301}".repeat(30))), format!("e{}x", "\u{301}".repeat(4)));
    }

    #[test]
    fn the_first_unclean_part_is_found() {
        let found = |text: &str| find_unclean(text).map(|unclean| (unclean.offset, unclean.what.to_string()));
        assert_eq!(found("ab\u{1b}[2Jc"), Some((2, "escape sequence".to_owned())));
        assert_eq!(found("é\u{7}"), Some((2, "control character U+0007".to_owned())));
        assert_eq!(found("a\u{202e}"), Some((1, "bidirectional override U+202E".to_owned())));
        assert_eq!(found("a\u{200b}"), Some((1, "invisible character U+200B".to_owned())));
        assert_eq!(find_unclean("a\nb"), None);
        assert_eq!(find_unclean_line("a\nb").map(|unclean| unclean.what.to_string()), Some("line break".to_owned()));
    }

    proptest! {
        #[test]
        fn cleaning_is_idempotent(text in hard_text()) {
            let once = clean(&text).into_owned();
            prop_assert_eq!(clean(&once), &*once);
            let line = clean_line(&text).into_owned();
            prop_assert_eq!(clean_line(&line), &*line);
            prop_assert!(!line.contains(char::is_control));
        }

        #[test]
        fn finding_and_cleaning_agree(text in hard_text()) {
            prop_assert_eq!(find_unclean(&text).is_none(), clean(&text) == text);
            prop_assert_eq!(find_unclean_line(&text).is_none(), clean_line(&text) == text);
        }

        #[test]
        fn no_control_but_the_line_feed_is_kept(text in hard_text()) {
            prop_assert!(!clean(&text).contains(|character: char| character.is_control() && character != '\n'));
        }
    }
}

mod folding {
    use super::*;

    #[test]
    fn spellings_of_a_name_fold_to_one_form() {
        for (one, other) in [
            ("Kim Jong-il", "kim  jong IL"),
            ("Jun'ichirō", "junichiro"),
            ("Junʼichirō Koizumi", "Jun’ichiro KOIZUMI"),
            ("Кремлёвский", "кремлевский"),
            ("Igorʹ", "igor"),
            ("Japan–Russia", "japan russia"),
            ("Ｋｏｉｚｕｍｉ", "koizumi"),
            ("Pak Ŭi-chʼun", "pak ui chun"),
            ("김정일", "\u{1100}\u{1175}\u{11b7}\u{110c}\u{1165}\u{11bc}\u{110b}\u{1175}\u{11af}"),
            ("Straße", "STRASSE"),
            ("Οδυσσεύς", "ΟΔΥΣΣΕΥΣ"),
            ("プーチン・ウラジーミル", "プーチン ウラジーミル"),
        ] {
            assert_eq!(fold(one), fold(other), "{one} and {other}");
        }
    }

    #[test]
    fn different_letters_stay_different() {
        assert_ne!(fold("が"), fold("か"));
        assert_ne!(fold("ぱ"), fold("は"));
        assert_ne!(fold("की"), fold("क"));
        assert_eq!(fold("ガ"), "ガ");
        assert_eq!(fold("김정일"), "김정일");
    }

    #[test]
    fn folding_any_character_is_idempotent() {
        for character in ('\0'..='\u{2ffff}').chain('\u{e0000}'..='\u{e0fff}') {
            let once = fold(&format!("x{character}y"));
            assert_eq!(fold(&once), once, "U+{:04X}", u32::from(character));
        }
    }

    #[test]
    fn matches_are_found_in_the_original_text() {
        let found = |text: &str, needle: &str| -> Vec<String> {
            find_folded(text, &fold(needle)).into_iter().map(|range| text[range].to_owned()).collect()
        };
        assert_eq!(found("Mr Jun'ichirō Koizumi", "junichiro"), ["Jun'ichirō"]);
        assert_eq!(found("Kim Jong-il, KIM  JONG IL and 김정일", "kim jong il"), ["Kim Jong-il", "KIM  JONG IL"]);
        assert_eq!(found("총비서 김정일", "김정일"), ["김정일"]);
        assert_eq!(found("“peace treaty”", "peace treaty"), ["peace treaty"]);
        assert_eq!(found("ﬁsh", "f"), ["ﬁ"]);
        assert_eq!(found("Fuß", "s"), ["ß"]);
        assert_eq!(found("anything", ""), [""; 0]);
    }

    proptest! {
        #[test]
        fn folding_is_idempotent(text in hard_text()) {
            let once = fold(&text);
            prop_assert_eq!(fold(&once), once);
        }

        #[test]
        fn every_match_folds_to_the_needle(text in hard_text(), needle in "[a-z가-힣か-ご ]{1,3}") {
            let needle = fold(&needle);
            let mut end = 0;
            for range in find_folded(&text, &needle) {
                prop_assert!(range.start >= end);
                end = range.end;
                prop_assert!(fold(&text[range]).contains(&needle));
            }
        }

        #[test]
        fn a_word_is_found_in_its_own_text(before in "[a-z ]{0,8}", word in "[A-Za-zёй小가é'’-]{1,6}", after in "[a-z ]{0,8}") {
            let needle = fold(&word);
            prop_assume!(!needle.is_empty());
            let text = [before, word, after].concat();
            prop_assert!(!find_folded(&text, &needle).is_empty());
        }
    }
}

mod laying_out {
    use super::*;

    fn lines(text: &str, columns: usize) -> Vec<&str> {
        wrap(text, columns).into_iter().map(|range| &text[range]).collect()
    }

    #[test]
    fn width_counts_columns() {
        assert_eq!(width("Koizumi"), 7);
        assert_eq!(width("小泉"), 4);
        assert_eq!(width("김정일"), 6);
        assert_eq!(width("e\u{301}"), 1);
        assert_eq!(width(""), 0);
        assert_eq!(width("a\nb"), 2);
    }

    #[test]
    fn truncated_text_ends_with_an_ellipsis_and_fits() {
        assert_eq!(truncate("Koizumi", 7), "Koizumi");
        assert_eq!(truncate("Koizumi", 6), "Koizu…");
        assert_eq!(truncate("the first visit", 11), "the first…");
        assert_eq!(truncate("小泉純一郎", 6), "小泉…");
        assert_eq!(truncate("小泉", 1), "…");
        assert_eq!(truncate("Koizumi", 0), "");
        assert_eq!(truncate("", 0), "");
    }

    #[test]
    fn lines_break_at_spaces() {
        assert_eq!(lines("the four islands should be settled", 10), ["the four", "islands", "should be", "settled"]);
        assert_eq!(lines("one  two", 3), ["one", "two"]);
        assert_eq!(lines("exact fit", 9), ["exact fit"]);
        assert_eq!(lines("trailing   ", 9), ["trailing"]);
    }

    #[test]
    fn hard_line_breaks_are_kept() {
        assert_eq!(lines("one\n\ntwo\n", 9), ["one", "", "two"]);
        assert_eq!(lines("", 9), [""; 0]);
        assert_eq!(lines("\n", 9), [""]);
    }

    #[test]
    fn lines_break_after_hyphens_and_dashes() {
        assert_eq!(lines("the Japan–Russia plan", 10), ["the Japan–", "Russia", "plan"]);
        assert_eq!(lines("minus -5 degrees", 7), ["minus", "-5", "degrees"]);
    }

    #[test]
    fn long_words_are_broken_between_graphemes() {
        assert_eq!(lines("a Donaudampfschiff", 6), ["a", "Donaud", "ampfsc", "hiff"]);
        assert_eq!(lines("e\u{301}e\u{301}e\u{301}", 2), ["e\u{301}e\u{301}", "e\u{301}"]);
        assert_eq!(lines("abc", 1), ["a", "b", "c"]);
        assert_eq!(lines("小泉", 1), ["小", "泉"]);
        assert_eq!(lines("abc", 0), [""; 0]);
    }

    #[test]
    fn east_asian_text_breaks_between_characters() {
        assert_eq!(lines("小泉純一郎首相", 6), ["小泉純", "一郎首", "相"]);
        assert_eq!(lines("日本は「小泉」。", 8), ["日本は", "「小", "泉」。"]);
        assert_eq!(lines("김정일 위원장", 8), ["김정일", "위원장"]);
    }

    #[test]
    fn no_line_breaks_at_a_no_break_space() {
        assert_eq!(lines("of 10\u{a0}January", 8), ["of", "10\u{a0}Janua", "ry"]);
    }

    proptest! {
        #[test]
        fn no_line_is_too_wide(text in hard_text(), columns in 1_usize..30) {
            for line in lines(&text, columns) {
                prop_assert!(width(line) <= columns || line.graphemes(true).filter(|g| width(g) > 0).count() == 1, "{line:?}");
            }
        }

        #[test]
        fn wrapping_loses_only_spaces(text in hard_text(), columns in 1_usize..30) {
            let visible = |text: &str| text.chars().filter(|c| !c.is_whitespace()).collect::<String>();
            let wrapped: String = lines(&text, columns).concat();
            prop_assert_eq!(visible(&wrapped), visible(&text));
        }

        #[test]
        fn graphemes_are_those_of_unicode(
            hard in hard_text(),
            joined in "[ -~]{0,3}[\u{600}\u{301}\u{200d}\u{1f1ef}\u{1f468}\u{1100}\u{915}\u{94d}\r\n]{0,4}[ -~]{0,3}[\u{600}\u{301}é]{0,2}.{0,4}",
        ) {
            for text in [&hard, &joined] {
                let ours: Vec<_> = super::super::layout::graphemes(text).collect();
                prop_assert_eq!(ours, text.grapheme_indices(true).collect::<Vec<_>>());
            }
        }

        #[test]
        fn truncated_text_fits(text in hard_text(), columns in 0_usize..30) {
            prop_assert!(width(&truncate(&text, columns)) <= columns);
        }
    }
}
