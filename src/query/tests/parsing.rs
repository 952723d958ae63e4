use super::*;

#[test]
fn values_are_completed_and_sorted() {
    for (text, expected) in [
        ("kind:sum", "kind:summit"),
        ("kind:Summit,CALL", "kind:call,summit"),
        ("topic:abd", "topic:abductions"),
        ("topic:\"peace treaty\"", "topic:peace-treaty"),
        ("level:leaders", "level:leader"),
        ("class:off", "class:official"),
        ("status:plan -status:held", "status:planned -status:held"),
        ("is:low", "is:doubtful"),
        ("has:exc", "has:excerpt"),
        ("mode:Phone", "mode:phone"),
        ("KIND:summit", "kind:summit"),
    ] {
        assert_eq!(canonical(text), expected, "{text}");
    }
}

#[test]
fn countries_are_known_by_all_their_names() {
    for text in ["JP", "jp", "japan", "Japanese", "日本", "J", "jap"] {
        assert_eq!(canonical(&format!("country:{text}")), "country:JP", "{text}");
    }
    assert_eq!(canonical("country:\"north korea\""), "country:KP");
    assert_eq!(canonical("country:north"), "country:KP");
}

#[test]
fn conditions_on_countries_are_merged() {
    for (text, expected) in [
        ("country:JP country:RU", "country:JP+RU"),
        ("country:RU+JP", "country:JP+RU"),
        ("country:JP!", "party:JP"),
        ("party:JP party:RU", "party:JP+RU"),
        ("country:JP party:RU", "country:JP+RU!"),
        ("country:JP party:JP", "party:JP"),
        ("country:JP~", "about:JP"),
        ("country:JP about:KP", "country:JP about:KP"),
        ("party:JP about:KP", "party:JP about:KP"),
        ("country:JP,RU!", "country:JP,RU!"),
        ("country:JP,JP", "country:JP"),
        ("only:RU+JP!", "only:JP!+RU"),
        ("-country:JP -party:RU", "-country:JP,RU!"),
        ("-country:JP+RU", "-country:JP+RU"),
        ("pair:RU-JP", "pair:JP-RU"),
    ] {
        assert_eq!(canonical(text), expected, "{text}");
    }
}

#[test]
fn terms_of_one_field_are_merged_where_possible() {
    for (text, expected) in [
        ("topic:energy topic:islands", "topic:energy+islands"),
        ("topic:energy,islands topic:economy", "topic:economy topic:energy,islands"),
        ("-topic:energy -topic:islands", "-topic:energy,islands"),
        ("-topic:energy+islands -topic:economy", "-topic:economy -topic:energy+islands"),
        ("person:putin+koizumi", "person:junichiro-koizumi+vladimir-putin"),
        ("kind:summit kind:summit", "kind:summit"),
    ] {
        assert_eq!(canonical(text), expected, "{text}");
    }
}

#[test]
fn names_are_found_in_every_script() {
    for text in ["person:koizumi", "person:小泉", "person:\"Koizumi Jun'ichirō\"", "person:junichiro", "person:KOIZUMI"]
    {
        assert_eq!(canonical(text), "person:junichiro-koizumi", "{text}");
    }
    for text in ["person:kim", "person:\"Kim Jong-il\"", "person:김정일", "person:\"kim chong\""] {
        assert_eq!(canonical(text), "person:kim-jong-il", "{text}");
    }
    assert_eq!(canonical("place:Москва"), "place:moscow");
    assert_eq!(canonical("place:kremlin"), "place:moscow-kremlin");
    assert_eq!(canonical("publisher:kremlin"), "publisher:kremlin");
    assert_eq!(canonical("publisher:korean"), "publisher:kcna");
    assert_eq!(canonical("document:kremlin-2001"), "document:kremlin-2001-08-04");
}

#[test]
fn a_name_of_several_people_is_kept() {
    assert_eq!(canonical("person:Ivanov"), "person:ivanov");
    assert_eq!(canonical("person:\"Ivanov,\""), "person:\"ivanov,\"");
}

#[test]
fn dates_are_printed_in_the_shortest_form() {
    for (text, expected) in [
        ("year:2003", "year:2003"),
        ("date:2003", "year:2003"),
        ("date:2003-01", "date:2003-01"),
        ("month:2003-01", "date:2003-01"),
        ("date:2003-12", "date:2003-12"),
        ("date:2003-01-01", "date:2003-01-01"),
        ("date:2003-01-10", "date:2003-01-10"),
        ("date:2002..2004", "date:2002..2004"),
        ("date:2002-01-01..2004-12-31", "date:2002..2004"),
        ("date:2003-02..2003-06-15", "date:2003-02..2003-06-15"),
        ("date:2003-01-09/2003-01-12", "date:2003-01-09..2003-01-12"),
        ("date:[2003-01-09..2003-01-12]", "date:2003-01-09..2003-01-12"),
        ("date:2003-01-09/..", "from:2003-01-09"),
        ("from:2002-06", "from:2002-06"),
        ("from:2002-06-01 to:2003", "date:2002-06..2003"),
        ("to:2003", "to:2003"),
        ("date:2002..", "from:2002"),
        ("date:..2003-06", "to:2003-06"),
        ("year:2003,2005", "year:2003,2005"),
        ("year:2005,2004,2003", "date:2003..2005"),
        ("date:2003-01,2005", "date:2003-01,2005"),
        ("year:2003 from:2003-06", "date:2003-06..2003"),
        ("-year:2003 -year:2005", "-year:2003,2005"),
        ("-from:2005", "-from:2005"),
        ("date:..2003,2003..", ""),
    ] {
        assert_eq!(canonical(text), expected, "{text}");
    }
}

#[test]
fn words_are_folded_and_keep_their_order() {
    for (text, expected) in [
        ("Treaty peace", "treaty peace"),
        ("kim jong-il", "kim \"jong il\""),
        ("\"Peace  Treaty\"", "\"peace treaty\""),
        ("“peace treaty”", "\"peace treaty\""),
        ("-energy", "-energy"),
        ("-\"peace treaty\"", "-\"peace treaty\""),
        ("text:Pipeline", "pipeline"),
        ("text:\"kind:summit\"", "\"kind:summit\""),
        ("12:06", "12:06"),
        ("treaty treaty", "treaty"),
        ("김정일", "김정일"),
    ] {
        assert_eq!(canonical(text), expected, "{text}");
    }
}

#[test]
fn terms_are_printed_in_one_order() {
    assert_eq!(
        canonical("treaty year:2003 -topic:energy person:putin kind:summit country:JP+RU"),
        "country:JP+RU kind:summit -topic:energy person:vladimir-putin year:2003 treaty"
    );
    assert_eq!(canonical("  "), "");
    assert!(query("").is_empty());
}

#[test]
fn an_unfinished_term_at_the_cursor_is_no_error() {
    let chronology = &*CHRONOLOGY;
    let typed = |text: &str| Query::parse_lenient(text, text.len(), chronology).map(|query| query.to_string());
    for (text, expected) in [
        ("kind:", ""),
        ("kind:s", "kind:statement,summit"),
        ("kind:sum", "kind:summit"),
        ("kind:summit,", "kind:summit"),
        ("country:JP+", "country:JP"),
        ("-", ""),
        ("-kind:", ""),
        ("\"peace tr", "\"peace tr\""),
        ("person:\"kim j", "person:kim-jong-il"),
        ("date:20", ""),
        ("date:2003-", ""),
        ("date:2003..", "from:2003"),
        ("year:2003 koi", "year:2003 koi"),
    ] {
        assert_eq!(typed(text), Ok(expected.to_owned()), "{text}");
    }
    assert!(typed("kind: koizumi").is_err(), "the cursor has left the field");
    assert!(typed("kind:xyz").is_err());
}
