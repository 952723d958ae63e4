use super::*;

/// What could be written at `|`: the text that is replaced, and the candidates.
fn completed(marked: &str) -> (String, Vec<String>) {
    let cursor = marked.find('|').unwrap();
    let text = marked.replace('|', "");
    let completions = complete(&text, cursor, &CHRONOLOGY);
    let candidates = completions.candidates.into_iter().map(|candidate| candidate.text).collect();
    (text[completions.span].to_owned(), candidates)
}

#[test]
fn fields_are_offered_first() {
    assert_eq!(
        completed("p|"),
        ("p".to_owned(), ["party:", "pair:", "person:", "place:", "publisher:"].map(str::to_owned).to_vec())
    );
    assert_eq!(completed("year:2003 |").1.len(), FIELDS.len());
    assert_eq!(completed("-ki|").1, ["kind:"]);
    assert_eq!(completed("ki|nd:summit"), ("kind:".to_owned(), vec!["kind:".to_owned()]));
}

#[test]
fn values_are_offered_after_the_colon() {
    assert_eq!(completed("kind:su|"), ("su".to_owned(), vec!["summit".to_owned()]));
    assert_eq!(completed("kind:summit,ca|"), ("ca".to_owned(), vec!["call".to_owned()]));
    assert_eq!(completed("person:ivanov|").1, ["igor-ivanov", "sergei-ivanov"]);
    assert_eq!(completed("person:김|").1, ["kim-jong-il"]);
    assert_eq!(completed("country:|").1, ["JP", "KP", "RU"]);
    assert_eq!(completed("topic:nuc|").1, ["dprk-nuclear"]);
    assert_eq!(completed("nonsense:x|").1, [""; 0]);
}
