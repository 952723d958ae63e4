//! The manual page of the query language, printed from the table of fields.

use super::field::{FIELDS, Several};

/// `docs/query.md`.
#[must_use]
pub fn reference() -> String {
    let mut page = String::from(INTRODUCTION);
    page.push_str("| field | takes | several | example | finds |\n| --- | --- | --- | --- | --- |\n");
    for info in FIELDS {
        let several = match info.several {
            Several::No => "",
            Several::AnyOf => "`,`",
            Several::AnyOrAllOf => "`,` `+`",
            Several::AllOf => "`+`",
        };
        page.push_str(&format!(
            "| `{}:` | {} | {several} | `{}` | {} |\n",
            info.name, info.takes, info.example, info.help
        ));
    }
    page.push_str(CONCLUSION);
    page
}

const INTRODUCTION: &str = "\
<!-- Printed by the program from its table of fields. Do not edit. -->

# The query

The country keys, the prompt, the facets, the density strip and the command line all edit the same query. The browser shows it
in the form that the command line takes.

Terms are separated by blanks and joined by *and*. A `-` before a term negates it.

```
koizumi                      the word anywhere: in titles, summaries, accounts, excerpts, names of people, places, documents …
\"peace treaty\"               the phrase
country:JP+RU                both countries        country:JP,RU    either        only:JP+RU    these two and no other
kind:summit,call             any of the kinds      -topic:energy    without the topic
date:2002..2004-06           in that time          from:2003        then or later
```

Case, accents, hyphens and apostrophes make no difference, and all names of a person, a place or a country are equivalent:
`kim jong-il`, `\"Kim Jong Il\"` and `김정일` find the same events. Adjacent words that form a known name are read as that name. A
word is also found inside a longer one.

## Fields

Several values of one term are joined with `,` (any of them) or `+` (all of them). A value may be abbreviated while unambiguous.
Put a value that contains a blank in quotation marks: `person:\"kim jong il\"`.

";

const CONCLUSION: &str = "
## Countries

A country is given by its code, its name in English or in its own language, its adjective or its key. In `country:` and `only:` a mark
after it says how the event involves it: `country:JP!+RU` finds events in which Japan took part and Russia took part or is
concerned, `country:JP~` those that concern Japan and in which it took no part. `country:JP!` is `party:JP`, and `country:JP~` is `about:JP`.

## People, places, publishers, documents

A value is compared with the beginning of every word of every name. If only one person, place, publisher or document has such a name,
the value means that one; if several have, it means any of them: `person:ivanov` finds Igor Ivanov and Sergei Ivanov. A city
includes the venues in it.

## Time

The date of an event may be a span, a month, or one of several days. The event is a *certain* match if its whole date is within the time
in the query, and a *possible* match if only a part of it is; results are counted as \"44 events (3 possible)\". A possible match
is still possible when the term is negated. If a query has several terms of time, an event must match all of them.
";
