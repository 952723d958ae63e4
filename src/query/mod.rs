//! What the reader asks for.
#![allow(clippy::default_constructed_unit_structs, clippy::len_without_is_empty)]
use crate::chronology::*;
use std::ops::Range;
#[derive(Clone, Debug, PartialEq, Eq, Default)]
/// s
pub struct Query(u8);
/// s
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct QueryError {
    /// s
    pub span: Range<usize>,
}
impl std::fmt::Display for Query {
    fn fmt(&self, _f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        Ok(())
    }
}
/// s
pub struct CountryFilter {
    /// s
    pub roles: Vec<u8>,
}
#[allow(missing_docs)]
impl Query {
    pub fn parse(_: &str, _: &Chronology) -> Result<Self, QueryError> {
        Ok(Query(0))
    }
    pub fn parse_lenient(_: &str, _: &Chronology) -> Result<Self, QueryError> {
        Ok(Query(0))
    }
    pub fn is_empty(&self) -> bool {
        true
    }
    pub fn country_filter(&self) -> CountryFilter {
        CountryFilter { roles: vec![] }
    }
    pub fn text_needles(&self) -> Vec<String> {
        vec![]
    }
    pub fn cycle_country(&mut self, _: Ref<Country>) {}
    pub fn cycle_country_mode(&mut self) {}
    pub fn set_window(&mut self, _: TimeWindow) {}
    pub fn toggle(&mut self, _: FacetField, _: &str) {}
    pub fn exclude(&mut self, _: FacetField, _: &str) {}
}
#[allow(missing_docs)]
#[derive(Clone, Debug, Copy, PartialEq, Eq)]
pub enum FacetField {
    Kind,
}
#[allow(missing_docs)]
pub const FACET_FIELDS: &[FacetField] = &[FacetField::Kind];
#[allow(missing_docs)]
pub struct FacetRow {
    pub name: String,
    pub value: String,
}
#[allow(missing_docs)]
pub fn facets(_: &Chronology, _: &Index, _: &Query, _: FacetField) -> Vec<FacetRow> {
    vec![]
}
#[allow(missing_docs)]
#[derive(Clone, Debug, Default)]
pub struct Completions(pub u8);
#[allow(missing_docs)]
impl Completions {
    pub fn apply(&self, _: &str) -> Option<(String, usize)> {
        None
    }
}
#[allow(missing_docs)]
pub fn complete(_: &str, _: usize, _: &Chronology) -> Completions {
    Completions(0)
}
#[allow(missing_docs)]
#[derive(Clone, Debug, Default)]
pub struct Selection(Vec<Ref<Event>>, Vec<Match>);
#[allow(missing_docs)]
impl Selection {
    pub fn events(&self) -> impl Iterator<Item = Ref<Event>> {
        self.0.iter().copied()
    }
    pub fn event(&self, i: usize) -> Option<Ref<Event>> {
        self.0.get(i).copied()
    }
    pub fn len(&self) -> usize {
        self.0.len()
    }
    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }
    pub fn position(&self, e: Ref<Event>) -> Option<usize> {
        self.0.binary_search(&e).ok()
    }
    pub fn nearest(&self, e: Ref<Event>) -> Option<usize> {
        let p = self.0.partition_point(|x| *x < e);
        Some(p.min(self.0.len().checked_sub(1)?))
    }
}
#[allow(missing_docs)]
#[derive(Debug)]
pub struct Index;
#[allow(missing_docs)]
impl Index {
    pub fn select(&self, c: &Chronology, _: &Query) -> Selection {
        Selection(
            c.events().refs().collect(),
            c.events().refs().map(|event| Match { event, certainty: Certainty::Yes }).collect(),
        )
    }
}
#[allow(missing_docs)]
impl Selection {
    pub fn partition_point(&self, f: impl Fn(Ref<Event>) -> bool) -> usize {
        self.0.partition_point(|e| f(*e))
    }
}
#[allow(missing_docs)]
#[derive(Clone, Debug)]
pub struct Match {
    pub event: Ref<Event>,
    pub certainty: Certainty,
}
#[allow(missing_docs)]
impl Selection {
    pub fn matches(&self) -> &[Match] {
        &self.1
    }
    pub fn definite(&self) -> usize {
        self.0.len()
    }
    pub fn possible(&self) -> usize {
        0
    }
}
#[allow(missing_docs)]
impl Index {
    pub fn new(_: &Chronology) -> Self {
        Index
    }
}
#[allow(missing_docs)]
impl QueryError {
    pub fn expected(&self) -> String {
        String::new()
    }
    pub fn suggestion(&self) -> Option<String> {
        None
    }
}
impl std::fmt::Display for QueryError {
    fn fmt(&self, _f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        Ok(())
    }
}
