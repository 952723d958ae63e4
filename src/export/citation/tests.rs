//! Citations of real documents, each checked by hand against the register, and of documents made for what the register
//! does not hold.

use proptest::prelude::*;
use summits_chronology::chronology::{EventDate, Register, fixture};
use summits_chronology::loader::sample::chronology;

use super::*;

/// A document of the chronology of the tests, in a style.
fn cited(style: Style, id: &str) -> String {
    let document = chronology().documents.find(id).unwrap();
    citations(style, chronology(), &[document])
}

/// A document of the small chronology, changed, in a style.
fn changed(style: Style, id: &str, change: impl Fn(&mut Document)) -> String {
    let mut registers = fixture::registers();
    let mut documents: Vec<Document> = registers.documents.iter().cloned().collect();
    let place = documents.iter().position(|document| &*document.id == id).unwrap();
    change(&mut documents[place]);
    registers.documents = Register::new(documents);
    citations(style, &Chronology::new(registers, Vec::new()), &[Ref::new(place)])
}

/// The date of a document as each style writes it: the note's words, BibLaTeX, RIS, CSL-JSON.
fn dated(date: &str) -> [String; 4] {
    let of = |style| changed(style, "bbc-2003-01-10", |document| document.published = Some(fixture::date(date)));
    let line = |text: String, begin: &str| {
        let line = text.lines().find_map(|line| line.trim().strip_prefix(begin).map(str::to_owned));
        line.unwrap_or_default()
    };
    let json: serde_json::Value = serde_json::from_str(&of(Style::CslJson)).unwrap();
    let note = of(Style::Note);
    let words = note.trim_end().strip_prefix("“Japan and Russia seek N Korea solution”, BBC News, ").unwrap();
    [
        words.strip_suffix(", https://example.org/bbc-2003-01-10").unwrap().to_owned(),
        line(of(Style::Biblatex), "date = ").trim_matches(['{', '}', ',']).to_owned(),
        line(of(Style::Ris), "DA  - "),
        json[0]["issued"].to_string(),
    ]
}

#[test]
fn a_note_names_body_title_date_and_address() {
    for (id, expected) in [
        // A title that the editor supplied: brackets, no quotation marks.
        (
            "kremlin-2003-01-10",
            "President of Russia, [Talks between Vladimir Putin and Junichiro Koizumi], 10 January 2003, \
             http://en.special.kremlin.ru/events/president/news/27962",
        ),
        // A paper that names its source.
        (
            "japan-times-2002-06-29",
            "“Koizumi eyes visit to Russia to reactivate bilateral talks”, The Japan Times (Kyodo), 29 June 2002, \
             https://www.japantimes.co.jp/news/2002/06/29/national/\
             koizumi-eyes-visit-to-russia-to-reactivate-bilateral-talks/",
        ),
        // An agency read elsewhere, on a day that is not certain, in another language.
        (
            "bbc-2011-09",
            "BBC News, [Gazprom and North Korea begin talks on a pipeline], as printed in Vkrizis.info (BBC), \
             September 2011 (approximate), https://vkrizis.info/?p=18844",
        ),
        // The original title, its translation in brackets, and an archived copy.
        (
            "nhk-2012-09-08",
            "“日ロ首脳会談始まる” [Japan-Russia summit begins], NHK, 8 September 2012, \
             http://www3.nhk.or.jp/news/html/20120908/k10014880041000.html [archived: \
             https://megalodon.jp/ref/2012-0908-1314-54/www3.nhk.or.jp/news/html/20120908/k10014880041000.html]",
        ),
        (
            "aju-2011-05-27",
            "“G8 정상 선언문: 북한 도발 비난”, Aju Business Daily, 27 May 2011, \
             https://m.ajunews.com/view/20110527000446",
        ),
        // A joint statement has no author, and was adopted somewhere.
        (
            "mofa-japan-2003-01-10-3",
            "“Joint Statement Concerning the Adoption of a Japan-Russia Action Plan”, Kremlin, Moscow, Ministry of \
             Foreign Affairs of Japan, 10 January 2003, https://www.mofa.go.jp/region/europe/russia/pmv0301/joint.html",
        ),
        // An article in a journal, read in a copy.
        (
            "ijkus-2006",
            "“Economic Sanctions by Japan against North Korea”, International Journal of Korean Unification Studies \
             (KINU), as printed in Satoru Miyamoto, International Journal of Korean Unification Studies (copy on \
             DocsLib), 2006, https://docslib.org/doc/5743879/economic-sanctions-by-japan-against-north-korea-\
             consideration-of-the-legislation-process-for-feftcl-february-2004-and-lsmcipess-june-2004",
        ),
        // A date that is not sure says so, and a name is never taken apart.
        (
            "boynton-2016",
            "Robert S. Boynton, The Invitation-Only Zone, “The Invitation-Only Zone (page 17 of an online copy)”, \
             2016 (approximate), https://bookreadfree.com/341017/8393521",
        ),
    ] {
        let document = chronology().documents.find(id).unwrap();
        assert_eq!(note(chronology(), document), expected);
        assert_eq!(cited(Style::Note, id), format!("{expected}\n"));
    }
}

#[test]
fn a_note_ends_with_the_day_of_access_and_has_no_date_where_there_is_none() {
    let line = changed(Style::Note, "kremlin-2003-01-10", |document| {
        document.archived_url = "https://archive.example.org/1".into();
        document.accessed = Some(fixture::date("2020-05-01"));
        document.as_named = "Johnson's Russia List".into();
        document.published = None;
    });
    assert_eq!(
        line,
        "President of Russia, “Russian-Japanese talks were held”, as printed in Johnson's Russia List, \
         https://example.org/kremlin-2003-01-10 [archived: https://archive.example.org/1], accessed 1 May 2020\n"
    );
}

#[test]
fn what_a_document_is_decides_its_type_in_every_style() {
    for (id, biblatex, ris, csl) in [
        ("kremlin-2003-01-10", "@online{", "ELEC", "webpage"),
        ("ria-novosti-2001-03-02", "@article{", "NEWS", "article-newspaper"),
        ("bbc-2003-01-10", "@article{", "NEWS", "article-newspaper"),
        ("mofa-japan-2003-01-10-3", "@misc{", "RPRT", "document"),
        ("kantei-2003-01-10", "@misc{", "RPRT", "document"),
        ("jamestown-2001-01", "@online{", "ELEC", "webpage"),
        ("ijkus-2006", "@article{", "JOUR", "article-journal"),
        ("piie-2013-06", "@report{", "RPRT", "report"),
    ] {
        assert!(cited(Style::Biblatex, id).starts_with(&format!("{biblatex}{id},\n")), "{id}");
        assert!(cited(Style::Ris, id).starts_with(&format!("TY  - {ris}\r\nID  - {id}\r\n")), "{id}");
        let item: serde_json::Value = serde_json::from_str(&cited(Style::CslJson, id)).unwrap();
        assert_eq!((item[0]["type"].as_str(), item[0]["id"].as_str()), (Some(csl), Some(id)));
    }
}

#[test]
fn a_treaty_is_recognised_by_its_own_title_only() {
    let kind = |title: &str| {
        let text = changed(Style::CslJson, "mofa-japan-2003-01-10", |document| document.title = title.into());
        let item: serde_json::Value = serde_json::from_str(&text).unwrap();
        item[0]["type"].as_str().unwrap().to_owned()
    };
    assert_eq!(kind("Treaty of Friendship, Good-Neighbourliness and Cooperation"), "treaty");
    assert_eq!(kind("Договор о дружбе, добрососедстве и сотрудничестве"), "treaty");
    assert_eq!(kind("日露原子力協定"), "treaty");
    assert_eq!(kind("日朝平壌宣言"), "document");
    assert_eq!(kind("Совместное заявление Президента России и Премьер-министра Японии"), "document");
    assert_eq!(kind("Moscow Declaration"), "document");
    assert_eq!(kind("Statement by the Minister on the Adoption of the Joint Statement"), "webpage");
    assert_eq!(kind("Joint Press Conference by the Leaders of Japan and Russia"), "webpage");
    assert_eq!(kind("日露原子力協定の効力発生のための通告"), "webpage");
}

#[test]
fn biblatex_holds_the_fields_of_an_official_page_in_their_order() {
    assert_eq!(
        cited(Style::Biblatex, "kremlin-2003-01-10"),
        "@online{kremlin-2003-01-10,
  author = {{President of Russia}},
  title = {[Talks between Vladimir Putin and Junichiro Koizumi]},
  organization = {{President of Russia}},
  date = {2003-01-10},
  url = {http://en.special.kremlin.ru/events/president/news/27962},
  langid = {english},
  keywords = {official, record of Russia},
}
"
    );
}

#[test]
fn biblatex_holds_a_translated_title_and_the_archived_address_beside_the_original() {
    assert_eq!(
        cited(Style::Biblatex, "nhk-2012-09-08"),
        r"@article{nhk-2012-09-08,
  title = {日ロ首脳会談始まる},
  titleaddon = {[Japan-Russia summit begins]},
  entrysubtype = {newspaper},
  journaltitle = {NHK},
  date = {2012-09-08},
  url = {http://www3.nhk.or.jp/news/html/20120908/k10014880041000.html},
  langid = {japanese},
  keywords = {news},
  addendum = {Archived: \url{https://megalodon.jp/ref/2012-0908-1314-54/www3.nhk.or.jp/news/html/20120908/k10014880041000.html}},
}
"
    );
}

#[test]
fn biblatex_says_when_and_where_a_joint_statement_was_adopted() {
    assert_eq!(
        cited(Style::Biblatex, "mofa-japan-2002-11-14"),
        "@misc{mofa-japan-2002-11-14,
  title = {Joint Press Statement on the Results of the Japan-Russian Consultations on Counter-Terrorism},
  howpublished = {{Ministry of Foreign Affairs of Japan}},
  eventdate = {2002-11-13/2002-11-14},
  venue = {Tokyo},
  date = {2002-11-14},
  url = {https://www.mofa.go.jp/region/europe/russia/consult0211.html},
  langid = {english},
  keywords = {official, record of Japan},
}
"
    );
}

#[test]
fn special_characters_of_latex_are_escaped_in_an_entry() {
    let entry = changed(Style::Biblatex, "bbc-2003-01-10", |document| {
        document.title = r"50% of $1 & {more} #2 a_b ~ ^ \end".into();
        document.url = "https://example.org/a{b}?q=1%20&r=~x#y_z".into();
        document.archived_url = "https://archive.example.org/a%20b#c".into();
    });
    let field = |name: &str| entry.lines().find(|line| line.trim().starts_with(name)).unwrap().trim().to_owned();
    assert_eq!(
        field("title"),
        r"title = {50\% of \$1 \& \{more\} \#2 a\_b \textasciitilde{} \textasciicircum{} \textbackslash{}end},"
    );
    assert_eq!(field("url"), "url = {https://example.org/a%7Bb%7D?q=1%20&r=~x#y_z},");
    assert_eq!(field("addendum"), r"addendum = {Archived: \url{https://archive.example.org/a\%20b\#c}},");
}

#[test]
fn ris_has_two_blanks_a_hyphen_a_blank_and_ends_its_lines_and_its_record() {
    assert_eq!(
        cited(Style::Ris, "bbc-2011-09"),
        "TY  - NEWS\r\n\
         ID  - bbc-2011-09\r\n\
         AU  - BBC News\r\n\
         TI  - [Gazprom and North Korea begin talks on a pipeline]\r\n\
         T2  - Vkrizis.info (BBC)\r\n\
         PB  - BBC News\r\n\
         PY  - 2011\r\n\
         DA  - 2011/09//September 2011 (approximate)\r\n\
         UR  - https://vkrizis.info/?p=18844\r\n\
         LA  - ru\r\n\
         KW  - news\r\n\
         N1  - Title supplied by the editor\r\n\
         ER  - \r\n"
    );
}

#[test]
fn a_break_in_a_text_does_not_break_a_line_of_ris() {
    let record = changed(Style::Ris, "bbc-2003-01-10", |document| document.title = "One\nER  - \r\nTwo".into());
    assert_eq!(record.lines().filter(|line| line.starts_with("ER")).count(), 1);
    assert!(record.contains("\r\nTI  - One ER  -   Two\r\n"), "{record}");
}

#[test]
fn csl_json_keeps_to_the_names_of_its_schema() {
    assert_eq!(
        cited(Style::CslJson, "mofa-japan-2003-01-10-3"),
        r#"[
  {
    "id": "mofa-japan-2003-01-10-3",
    "type": "document",
    "genre": "Joint statement",
    "title": "Joint Statement Concerning the Adoption of a Japan-Russia Action Plan",
    "publisher": "Ministry of Foreign Affairs of Japan",
    "issued": {
      "date-parts": [
        [
          2003,
          1,
          10
        ]
      ]
    },
    "event-date": {
      "date-parts": [
        [
          2003,
          1,
          10
        ]
      ]
    },
    "event-place": "Kremlin, Moscow",
    "URL": "https://www.mofa.go.jp/region/europe/russia/pmv0301/joint.html",
    "language": "en",
    "keyword": "official, record of Japan"
  }
]
"#
    );
}

#[test]
fn an_archived_copy_is_in_three_fields_of_csl_json_because_it_has_none_of_its_own() {
    let item: serde_json::Value = serde_json::from_str(&cited(Style::CslJson, "peoples-korea-2002-09-04")).unwrap();
    let copy = "https://web.archive.org/web/20160817073618/https://www1.korea-np.co.jp/pk/183rd_issue/2002090401.htm";
    assert_eq!(item[0]["URL"], "https://www1.korea-np.co.jp/pk/183rd_issue/2002090401.htm");
    assert_eq!(item[0]["archive"], "Internet Archive");
    assert_eq!(item[0]["archive_location"], copy);
    assert_eq!(item[0]["note"], format!("Archived: {copy}"));
}

#[test]
fn a_date_says_what_is_known_and_no_more() {
    for (date, expected) in [
        ("2003-01-10", ["10 January 2003", "2003-01-10", "2003/01/10/", r#"{"date-parts":[[2003,1,10]]}"#]),
        ("2003-01", ["January 2003", "2003-01", "2003/01//", r#"{"date-parts":[[2003,1]]}"#]),
        ("2003", ["2003", "2003", "2003///", r#"{"date-parts":[[2003]]}"#]),
        (
            "2003-01-10~",
            [
                "10 January 2003 (approximate)",
                "2003-01-10~",
                "2003/01/10/10 January 2003 (approximate)",
                r#"{"date-parts":[[2003,1,10]],"raw":"2003-01-10~","circa":true}"#,
            ],
        ),
        (
            "2003?",
            [
                "2003 (uncertain)",
                "2003?",
                "2003///2003 (uncertain)",
                r#"{"date-parts":[[2003]],"raw":"2003?","circa":true}"#,
            ],
        ),
        (
            "2003-01-09/2003-01-12",
            [
                "9–12 January 2003",
                "2003-01-09/2003-01-12",
                "2003/01/09/9–12 January 2003",
                r#"{"date-parts":[[2003,1,9],[2003,1,12]]}"#,
            ],
        ),
        (
            "[2003-01-09..2003-01-12]",
            [
                "between 9 and 12 January 2003",
                "2003?",
                "///between 9 and 12 January 2003",
                r#"{"literal":"[2003-01-09..2003-01-12]","circa":true}"#,
            ],
        ),
        (
            "2003-01-09/..",
            [
                "from 9 January 2003",
                "2003-01-09/..",
                "///from 9 January 2003",
                r#"{"literal":"2003-01-09/..","circa":true}"#,
            ],
        ),
    ] {
        assert_eq!(dated(date), expected.map(str::to_owned), "{date}");
    }
}

#[test]
fn the_day_of_access_is_in_every_style() {
    let read = |document: &mut Document| document.accessed = Some(fixture::date("2020-05-01"));
    let of = |style| changed(style, "bbc-2003-01-10", read);
    assert!(of(Style::Biblatex).contains("  urldate = {2020-05-01},\n"));
    assert!(of(Style::Ris).contains("\r\nY2  - 2020/05/01/\r\n"));
    let item: serde_json::Value = serde_json::from_str(&of(Style::CslJson)).unwrap();
    assert_eq!(item[0]["accessed"], serde_json::json!({ "date-parts": [[2020, 5, 1]] }));
}

#[test]
fn a_document_that_two_events_cite_is_exported_once_at_its_first_citation() {
    let chronology = fixture::chronology();
    let mut out = Vec::new();
    write_cited(Style::Note, &chronology, chronology.events().refs(), &mut out).unwrap();
    let notes = String::from_utf8(out).unwrap();
    let address = |note: &str| note.rsplit_once(", ").unwrap().1.to_owned();
    let found: Vec<String> = notes.lines().map(address).collect();
    let mut expected: Vec<String> = Vec::new();
    for event in chronology.events() {
        for citation in &event.citations {
            let url = chronology.documents[citation.document].url.to_string();
            if !expected.contains(&url) {
                expected.push(url);
            }
        }
    }
    let all: usize = chronology.events().iter().map(|event| event.citations.len()).sum();
    assert!(expected.len() < all, "no document is cited twice, so this shows nothing");
    assert_eq!(found, expected);
}

#[test]
fn nothing_gives_an_empty_bibliography() {
    let empty = Style::ALL.map(|style| citations(style, chronology(), &[]));
    assert_eq!(empty, ["", "", "", "[]\n"]);
}

/// How deep the braces of a text go where it ends; `None` where more are closed than were opened. A brace behind a
/// backslash is a sign.
fn depth(text: &str) -> Option<usize> {
    let mut depth = 0_usize;
    let mut signs = text.chars();
    while let Some(sign) = signs.next() {
        match sign {
            '\\' => drop(signs.next()),
            '{' => depth += 1,
            '}' => depth = depth.checked_sub(1)?,
            _ => {},
        }
    }
    Some(depth)
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(100))]

    #[test]
    fn whatever_a_title_and_an_address_hold_an_entry_stays_one_entry(
        title in r"[\\{}%#$&_^~ a-z\[\]\n\r-]{0,30}",
        address in r"https?://[\\{}%#$&_^~a-z/ -]{0,20}",
    ) {
        let hold = |document: &mut Document| {
            document.title = title.clone().into();
            document.url = address.clone().into();
            document.archived_url = address.clone().into();
        };
        let entry = changed(Style::Biblatex, "bbc-2003-01-10", hold);
        prop_assert_eq!(depth(&entry), Some(0), "{}", entry);
        for line in entry.lines().filter(|line| line.starts_with("  url = ")) {
            prop_assert!(!line[9..line.len() - 2].contains(['{', '}', '\\', ' ']), "{}", line);
        }
        let record = changed(Style::Ris, "bbc-2003-01-10", hold);
        let tagged = |line: &str| line.len() >= 6 && &line[2..6] == "  - ";
        prop_assert!(record.strip_suffix("\r\n").unwrap().split("\r\n").all(tagged), "{}", record);
        let items: serde_json::Value = serde_json::from_str(&changed(Style::CslJson, "bbc-2003-01-10", hold)).unwrap();
        prop_assert_eq!(items[0]["URL"].as_str(), Some(&*address));
    }
}

/// A document's date is that of the register, whatever the style.
#[test]
fn every_document_of_the_register_can_be_cited_in_every_style() {
    for (place, document) in chronology().documents.entries() {
        let all = Style::ALL.map(|style| citations(style, chronology(), &[place]));
        for text in &all {
            assert!(text.contains(&*document.url), "{}: {text}", document.id);
        }
        let words = document.published.as_ref().map(EventDate::words_for_citation).unwrap_or_default();
        assert!(all[0].contains(&words) && all[0].lines().count() == 1, "{}", all[0]);
    }
}
