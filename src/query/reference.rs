//! The manual page of the query, printed from the table of fields.

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

One question, wherever it is asked: by the country keys, in the prompt, with the facets, on the density strip, and on the
command line. It is shown in the form that the command line takes.

Terms stand side by side and are joined by *and*. A `-` before a term negates it.

```
koizumi                      the word anywhere: in titles, summaries, accounts, excerpts, names of people, places, documents …
\"peace treaty\"               the phrase
country:JP+RU                both countries        country:JP,RU    either        only:JP+RU    these two and no other
kind:summit,call             any of the kinds      -topic:energy    without the topic
date:2002..2004-06           in that time          from:2003        then or later
```

Case, accents, hyphens and apostrophes make no difference, and all the names of a person, a place or a country are one:
`kim jong-il`, `\"Kim Jong Il\"` and `김정일` find the same events. Words that stand side by side and together are such a name are
read as that name. A word is found inside a longer one too.

## Fields

Several values of one term are joined with `,` (any of them) or `+` (all of them). A value may be cut short as long as no other
begins in the same way. A value with a blank in it stands in quotation marks: `person:\"kim jong il\"`.

";

const CONCLUSION: &str = "
## Countries

A country is given by its code, its name in English or in its own language, its adjective or its key. In `country:` and `only:` a mark
behind it says what it has to do with the event: `country:JP!+RU` asks for Japan taking part and Russia taking part or concerned,
`country:JP~` for Japan concerned only. `country:JP!` is `party:JP`, and `country:JP~` is `about:JP`.

## People, places, publishers, documents

A value is looked for in every name and at the beginning of any word of it. One that fits a single entry is that entry; one that fits
several means any of them: `person:ivanov` finds Igor Ivanov and Sergei Ivanov. A city takes in the venues in it.

## Time

A date of the chronology may be a span, a month, or one of several days. It is found *for certain* where all of it lies within the time asked
for, and *possibly* where only a part of it does; results are counted as \"41, and 3 possibly\". What is possible stays possible
when the term is negated. Several terms of time narrow one another.
";
