use summits_chronology::chronology::{CountryCode, TimeWindow};

use super::*;

fn code(text: &str) -> CountryCode {
    CountryCode::parse(text).unwrap()
}

#[test]
fn a_country_key_cycles() {
    let mut steps = vec![query("")];
    for _ in 0..3 {
        steps.push(steps.last().unwrap().cycle_country(code("KP")));
    }
    let printed: Vec<String> = steps.iter().map(ToString::to_string).collect();
    assert_eq!(printed, ["", "country:KP", "party:KP", ""]);
}

#[test]
fn two_country_keys_mean_both_and_the_mode_cycles() {
    let both = query("year:2003").cycle_country(code("RU")).cycle_country(code("JP"));
    let mut printed = vec![both.to_string()];
    let mut turned = both.clone();
    for _ in 0..3 {
        turned = turned.cycle_country_mode();
        printed.push(turned.to_string());
    }
    assert_eq!(
        printed,
        ["country:JP+RU year:2003", "country:JP,RU year:2003", "only:JP+RU year:2003", "country:JP+RU year:2003"]
    );
    assert_eq!(turned, both);
}

#[test]
fn the_mode_skips_any_of_with_one_country_and_stays_with_none() {
    assert_eq!(query("country:JP").cycle_country_mode().to_string(), "only:JP");
    assert_eq!(query("only:JP").cycle_country_mode().to_string(), "country:JP");
    assert_eq!(query("kind:call").cycle_country_mode(), query("kind:call"));
    assert_eq!(query("country:JP,RU").cycle_country(code("RU")).to_string(), "country:JP,RU!");
    assert_eq!(query("country:JP,RU!").cycle_country(code("RU")).to_string(), "country:JP");
}

#[test]
fn the_country_filter_has_the_mode_and_roles_of_the_query() {
    let filter = query("only:JP!+RU kind:call").country_filter();
    assert_eq!(filter.mode, CountryMode::Only);
    assert_eq!(filter.role(code("JP")), Some(Role::TookPart));
    assert_eq!(filter.role(code("RU")), Some(Role::Involved));
    assert_eq!(filter.role(code("KP")), None);
    assert_eq!(query("").country_filter(), CountryFilter::default());
}

#[test]
fn concerned_countries_are_kept_in_every_mode() {
    let mut turned = query("party:JP about:KP");
    let printed: Vec<String> = std::iter::repeat_with(|| {
        turned = turned.cycle_country_mode();
        turned.to_string()
    })
    .take(3)
    .collect();
    assert_eq!(printed, ["country:JP!,KP~", "only:JP!+KP~", "party:JP about:KP"]);
}

#[test]
fn a_facet_value_is_added_and_removed() {
    let one = query("year:2003").toggle(Field::Kind, "summit");
    assert_eq!(one.to_string(), "kind:summit year:2003");
    let two = one.toggle(Field::Kind, "call");
    assert_eq!(two.to_string(), "kind:call,summit year:2003");
    assert_eq!(two.toggle(Field::Kind, "call"), one);
    assert_eq!(one.toggle(Field::Kind, "summit").to_string(), "year:2003");
}

#[test]
fn a_facet_value_is_excluded_and_included_again() {
    let without = query("").exclude(Field::Topic, "energy").exclude(Field::Topic, "islands");
    assert_eq!(without.to_string(), "-topic:energy,islands");
    assert_eq!(without.exclude(Field::Topic, "energy").to_string(), "-topic:islands");
    assert_eq!(without.toggle(Field::Topic, "energy").to_string(), "topic:energy -topic:islands");
    assert_eq!(query("topic:energy").exclude(Field::Topic, "energy").to_string(), "-topic:energy");
}

#[test]
fn years_are_toggled_as_spans() {
    let years = query("").toggle(Field::Year, "2003").toggle(Field::Year, "2005");
    assert_eq!(years.to_string(), "year:2003,2005");
    assert_eq!(years.toggle(Field::Year, "2004").to_string(), "date:2003..2005");
    assert_eq!(query("date:2003..2005").toggle(Field::Year, "2004").to_string(), "year:2003,2005");
    assert_eq!(query("year:2003").toggle(Field::Year, "2003"), query(""));
    assert_eq!(query("").exclude(Field::Year, "2003").to_string(), "-year:2003");
    assert_eq!(query("-date:2003..2004").exclude(Field::Year, "2003").to_string(), "-year:2004");
    assert_eq!(query("").toggle(Field::Month, "2003-01").to_string(), "date:2003-01");
}

#[test]
fn toggling_a_country_edits_the_country_filter() {
    assert_eq!(query("country:JP").toggle(Field::Country, "RU").to_string(), "country:JP+RU");
    assert_eq!(query("country:JP+RU").toggle(Field::Country, "RU").to_string(), "country:JP");
    assert_eq!(query("").exclude(Field::Country, "RU").exclude(Field::Country, "KP").to_string(), "-country:KP,RU");
    assert_eq!(query("-country:KP,RU").exclude(Field::Country, "RU").to_string(), "-country:KP");
}

#[test]
fn a_window_replaces_the_time() {
    let window = |from: &str, to: &str| TimeWindow { from: from.parse().ok(), to: to.parse().ok() };
    let set = query("year:2001 kind:call").with_window(window("2003-01-01", "2004-06-30"));
    assert_eq!(set.to_string(), "kind:call date:2003..2004-06");
    assert_eq!(set.window(), window("2003-01-01", "2004-06-30"));
    assert_eq!(set.with_window(TimeWindow::default()).to_string(), "kind:call");
    assert_eq!(query("").window(), TimeWindow::default());
}

#[test]
fn two_queries_are_joined() {
    assert_eq!(query("year:2003").and(&query("year:2004")), None);
    assert_eq!(query("-to:2003").and(&query("-from:2003")), None);
    assert_eq!(
        query("country:JP year:2003").and(&query("country:RU treaty")).unwrap().to_string(),
        "country:JP+RU year:2003 treaty"
    );
}

#[test]
fn each_condition_can_be_removed_by_itself() {
    let whole = query("country:JP kind:call -topic:energy year:2003 putin");
    let conditions = whole.conditions();
    let words: Vec<&str> = conditions.iter().map(|(words, _)| words.as_str()).collect();
    assert_eq!(words, ["country:JP", "kind:call", "-topic:energy", "year:2003", "putin"]);
    for (words, rest) in &conditions {
        assert_eq!(rest.and(&query(words)), Some(whole.clone()), "{words}");
        assert_ne!(*rest, whole);
    }
    assert!(query("").conditions().is_empty());
}
