use proptest::prelude::*;
use summits_chronology::chronology::CountryCode;

use super::*;

// With a second layer, so that the laws hold of origins too.
static CHRONOLOGY: LazyLock<Chronology> = LazyLock::new(fixture::layered::chronology);
static INDEX: LazyLock<Index> = LazyLock::new(|| Index::new(&CHRONOLOGY));

/// A term of a query, right or nearly so.
fn any_term() -> impl Strategy<Value = String> {
    let country = prop::sample::select(vec!["JP", "KP", "RU", "JP!", "RU~", "japan", "K"]);
    let separator = prop::sample::select(vec![",", "+"]);
    let countries = (
        prop::sample::select(vec!["country", "party", "about", "only"]),
        prop::collection::vec(country, 1..4),
        separator.clone(),
    )
        .prop_map(|(field, values, separator)| format!("{field}:{}", values.join(separator)));
    let valued = prop::sample::select(vec![
        ("kind", vec!["summit", "call", "vis", "letter"]),
        ("level", vec!["leader", "minister"]),
        ("topic", vec!["energy", "islands", "peace", "dprk-nuclear"]),
        ("person", vec!["koizumi", "ivanov", "\"kim jong il\"", "小泉", "vladimir-putin", "notes/vladimir-putin"]),
        ("place", vec!["moscow", "kremlin", "東京", "tokyo"]),
        ("publisher", vec!["kremlin", "bbc", "ministry"]),
        ("document", vec!["kremlin", "yearbook-2002", "summit"]),
        ("class", vec!["official", "news"]),
        ("origin", vec!["base", "notes", "no", "\"my notes\""]),
        ("has", vec!["difference", "excerpt", "link"]),
        ("is", vec!["held", "uncertain", "low"]),
        ("pair", vec!["JP-RU", "RU-KP"]),
    ]);
    let values = valued.prop_flat_map(move |(field, values)| {
        (prop::collection::vec(prop::sample::select(values), 1..4), separator.clone())
            .prop_map(move |(values, separator)| format!("{field}:{}", values.join(separator)))
    });
    let date =
        (2000_i32..2010, 1_u32..13, 1_u32..29, 0_u8..3).prop_map(|(year, month, day, precision)| match precision {
            0 => format!("{year}"),
            1 => format!("{year}-{month:02}"),
            _ => format!("{year}-{month:02}-{day:02}"),
        });
    let time = prop_oneof![
        date.clone().prop_map(|date| format!("date:{date}")),
        date.clone().prop_map(|date| format!("from:{date}")),
        date.clone().prop_map(|date| format!("to:{date}")),
        (date.clone(), date.clone()).prop_map(|(from, to)| format!("date:{from}..{to}")),
        (date.clone(), date).prop_map(|(one, other)| format!("year:{one},{other}")),
    ];
    let word = prop_oneof![
        prop::sample::select(vec![
            "kim",
            "jong-il",
            "Kim Jong Il",
            "김정일",
            "treaty",
            "\"peace treaty\"",
            "\"a:b\"",
            "12:06"
        ])
        .prop_map(str::to_owned),
        "\\PC{1,6}".prop_map(|text| format!("\"{}\"", text.replace('"', ""))),
        "[a-zé'’][a-zé'’:.!,+-]{0,5}",
    ];
    let term = prop_oneof![2 => countries, 3 => values, 2 => time, 2 => word];
    (any::<bool>(), term).prop_map(|(negated, term)| if negated { format!("-{term}") } else { term })
}

fn any_text() -> impl Strategy<Value = String> {
    prop::collection::vec(any_term(), 0..6).prop_map(|terms| terms.join(" "))
}

/// A right query, and some edits of it.
fn any_query() -> impl Strategy<Value = Query> {
    let edit = (0_usize..7, prop::sample::select(vec!["JP", "KP", "RU"]), 2000_i32..2010);
    (prop::collection::vec(any_term(), 0..6), prop::collection::vec(edit, 0..4)).prop_map(|(terms, edits)| {
        let chronology = &*CHRONOLOGY;
        let parsed = terms.iter().filter_map(|term| Query::parse(term, chronology).ok());
        let query = parsed.fold(Query::default(), |query, term| query.and(&term).unwrap_or(query));
        edits.into_iter().fold(query, |query, (edit, country, year)| {
            let code = CountryCode::parse(country).unwrap();
            match edit {
                0 => query.cycle_country(code),
                1 => query.cycle_country_mode(),
                2 => query.toggle(Field::Kind, "summit"),
                3 => query.exclude(Field::Topic, "energy"),
                4 => query.toggle(Field::Year, &year.to_string()),
                5 => query.exclude(Field::Country, country),
                _ => query.exclude(Field::Year, &year.to_string()),
            }
        })
    })
}

proptest! {
    #[test]
    fn a_printed_query_is_parsed_back_to_itself(query in any_query()) {
        let printed = query.to_string();
        let read = Query::parse(&printed, &CHRONOLOGY);
        prop_assert_eq!(read, Ok(query), "{}", printed);
    }

    #[test]
    fn any_text_is_parsed_or_has_an_error_at_a_span_of_it(text in prop_oneof![any_text(), any::<String>()], cursor in 0_usize..60) {
        let chronology = &*CHRONOLOGY;
        for read in [Query::parse(&text, chronology), Query::parse_lenient(&text, cursor, chronology)] {
            match read {
                Ok(query) => prop_assert_eq!(Query::parse(&query.to_string(), chronology), Ok(query)),
                Err(error) => {
                    prop_assert!(text.get(error.span.clone()).is_some_and(|part| !part.is_empty()));
                    prop_assert!(!error.to_string().is_empty() && !error.expected().is_empty());
                },
            }
        }
        let cursor = text.char_indices().map(|(offset, _)| offset).chain([text.len()]).nth(cursor).unwrap_or(text.len());
        let completions = complete(&text, cursor, chronology);
        prop_assert!(text.get(completions.span).is_some());
    }

    #[test]
    fn a_further_term_never_finds_more(query in any_query(), term in any_term()) {
        let (chronology, index) = (&*CHRONOLOGY, &*INDEX);
        let Ok(term) = Query::parse(&term, chronology) else { return Ok(()) };
        // Words that become one name together find what the name finds, which is not what the words find.
        if !term.words.is_empty() { return Ok(()) }
        let Some(both) = query.and(&term) else { return Ok(()) };
        let (more, fewer) = (index.select(chronology, &query), index.select(chronology, &both));
        prop_assert!(fewer.events().all(|event| more.position(event).is_some()));
    }

    #[test]
    fn cached_answers_change_no_answer(earlier in any_query(), later in any_query()) {
        let chronology = &*CHRONOLOGY;
        for later in [Some(later.clone()), earlier.and(&later)].into_iter().flatten() {
            let (used, fresh) = (Index::new(chronology), Index::new(chronology));
            prop_assert_eq!(used.select(chronology, &earlier), fresh.select(chronology, &earlier));
            let fresh = Index::new(chronology);
            prop_assert_eq!(used.select(chronology, &later), fresh.select(chronology, &later));
        }
    }

    #[test]
    fn the_inverted_index_finds_what_the_texts_contain(from in 0_usize..4000, length in 1_usize..14) {
        let chronology = &*CHRONOLOGY;
        let finds = |needle: &str| -> Vec<usize> {
            let finder = memchr::memmem::Finder::new(needle);
            (0..chronology.events().len()).filter(|event| inverted_index::contains(chronology, *event, &finder)).collect()
        };
        let said: String = chronology.events().iter().flat_map(|event| [&*event.title, &*event.summary, "|"]).collect();
        let said = summits_chronology::text::fold(&said);
        let part: String = said.chars().skip(from % said.chars().count()).take(length).collect();
        let part = part.trim();
        prop_assume!(!part.is_empty());
        let index = inverted_index::InvertedIndex::new(chronology.events().len());
        let all = bit_set::BitSet::all(chronology.events().len());
        let mut found = bit_set::BitSet::none(all.length());
        index.search(chronology, 0, part, &all, &mut found);
        prop_assert_eq!(found.iter().collect::<Vec<_>>(), finds(part), "{}", part);
    }

    #[test]
    fn no_event_certainly_meets_a_term_and_its_negation(term in any_term()) {
        let (chronology, index) = (&*CHRONOLOGY, &*INDEX);
        let (Ok(one), Ok(other)) = (
            Query::parse(&term, chronology),
            Query::parse(&term.strip_prefix('-').map_or_else(|| format!("-{term}"), str::to_owned), chronology),
        ) else { return Ok(()) };
        if one.is_empty() || one.words.len() > 1 { return Ok(()) }
        let (one, other) = (index.select(chronology, &one), index.select(chronology, &other));
        prop_assert_eq!(one.definite() + other.definite() + one.possible(), chronology.events().len());
        prop_assert_eq!(one.possible(), other.possible());
    }

    #[test]
    fn typing_letter_by_letter_never_widens_a_word(word in "[a-z]{2,6}") {
        let chronology = &*CHRONOLOGY;
        let typed = Index::new(chronology);
        for length in 1..=word.len() {
            let query = Query::parse_lenient(&word[..length], length, chronology).unwrap();
            prop_assert_eq!(typed.select(chronology, &query), Index::new(chronology).select(chronology, &query));
        }
    }
}
