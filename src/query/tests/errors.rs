use super::*;

/// The part of the text, the message, what was expected and the suggestion, as a report shows them.
fn report(text: &str) -> String {
    let error = error(text);
    let suggestion = error.suggestion().map(|meant| format!("\n{meant}")).unwrap_or_default();
    format!("{}\n{error}\nexpected {}{suggestion}", &text[error.span.clone()], error.expected())
}

#[test]
fn an_unknown_field_names_the_fields() {
    insta::assert_snapshot!(report("koizumi knid:summit"), @r"
    knid
    there is no field `knid`
    expected one of the fields country, party, about, only, pair, kind, level, topic, person, place, publisher, class, document, origin, status, mode, aspect, has, is, date, year, month, from, to, note, text; or quote the word to search for it
    did you mean kind:?
    ");
}

#[test]
fn an_unknown_value_suggests_the_most_similar() {
    insta::assert_snapshot!(report("kind:sumit"), @r"
    sumit
    no kind matches `sumit`
    expected a kind of event
    did you mean summit?
    ");
    insta::assert_snapshot!(report("person:koizmui"), @r"
    koizmui
    no person matches `koizmui`
    expected an id, or the beginning of any word of a name, in any script
    did you mean junichiro-koizumi?
    ");
    insta::assert_snapshot!(report("country:JP+Rusia"), @r"
    Rusia
    no country matches `Rusia`
    expected a country; `!` after it: took part; `~`: concerned only
    did you mean RU?
    ");
}

#[test]
fn an_unknown_value_reads_as_a_sentence() {
    assert_eq!(error("only:France").to_string(), "no country matches `France`");
    assert_eq!(error("is:tall").to_string(), "`is:` does not know `tall`");
}

#[test]
fn an_ambiguous_beginning_lists_the_candidates() {
    insta::assert_snapshot!(report("topic:dprk"), @r"
    dprk
    `dprk` can be dprk-nuclear or dprk-missiles
    expected a topic
    did you mean dprk-nuclear or dprk-missiles?
    ");
}

#[test]
fn joining_is_explained() {
    insta::assert_snapshot!(report("kind:summit+call"), @r"
    kind:summit+call
    `kind:` takes values joined with `,`: an event has only one, so `+` would find nothing
    expected a term such as `kind:summit,call`
    ");
    insta::assert_snapshot!(report("only:JP,RU"), @r"
    only:JP,RU
    `only:` takes values joined with `+`
    expected a term such as `only:JP+RU`
    ");
    insta::assert_snapshot!(report("from:2003,2004"), @r"
    from:2003,2004
    `from:` takes one value
    expected a term such as `from:2002-06`
    ");
    insta::assert_snapshot!(report("country:JP+KP,RU"), @r"
    country:JP+KP,RU
    `,` and `+` cannot be mixed in one term
    expected `,` for any of the values, or `+` for all of them
    ");
}

#[test]
fn dates_are_explained() {
    insta::assert_snapshot!(report("date:2003-13"), @r"
    2003-13
    `2003-13` is not a date: there is no such month
    expected a year, month or day, an EDTF date, or a range `A..B`, `A..`, `..B`
    ");
    insta::assert_snapshot!(report("date:2004..2003"), @r"
    2004..2003
    `2004..2003` is not a date: the range ends before it starts
    expected a year, month or day, an EDTF date, or a range `A..B`, `A..`, `..B`
    ");
    insta::assert_snapshot!(report("year:2003 to:2002"), @r"
    to:2002
    no day meets all the dates in the query
    expected dates that overlap
    ");
}

#[test]
fn what_is_missing_is_pointed_at() {
    insta::assert_snapshot!(report("kind:"), @r"
    kind:
    a value is missing after `kind:`
    expected a kind of event
    ");
    insta::assert_snapshot!(report("country:JP+"), @r"
    country:JP+
    a value is missing after `country:`
    expected a country; `!` after it: took part; `~`: concerned only
    ");
    insta::assert_snapshot!(report("koizumi \"peace"), @r#"
    "peace
    the closing quotation mark is missing
    expected a second quotation mark after the phrase
    "#);
    insta::assert_snapshot!(report("koizumi -"), @r"
    -
    this contains nothing to search for
    expected a word, a quoted phrase, or a field with its value
    ");
}
