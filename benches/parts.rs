//! The cost of the parts: loading, querying, drawing.
//!
//! `cargo bench --bench parts` measures them on the built-in chronology; see docs/performance.md.

#![allow(clippy::unwrap_used, missing_docs, reason = "a measurement that cannot be made should stop")]

use std::{hint::black_box, sync::Arc};

use criterion::{Criterion, criterion_group, criterion_main};
use ratatui::{buffer::Buffer, layout::Rect};
use summits_chronology::{chronology::Chronology, loader};
use summits_tui::built_in::BUILT_IN;
use summits_tui::{
    config::{self, Sources},
    keymap::{Action, Keymap},
    query::{Index, Query},
    tui::{
        app::{App, Start},
        message::Message,
        theme::Theme,
        view,
    },
};

fn chronology() -> Chronology {
    loader::load(&BUILT_IN).unwrap().chronology
}

fn load(criterion: &mut Criterion) {
    criterion.bench_function("load the built-in chronology", |bencher| bencher.iter(chronology));
    let chronology = chronology();
    criterion.bench_function("index it", |bencher| bencher.iter(|| Index::new(&chronology)));
}

fn query(criterion: &mut Criterion) {
    let chronology = chronology();
    let index = Index::new(&chronology);
    let text = "country:JP+RU -topic:energy date:2002..2004 person:koizumi \"peace treaty\"";
    criterion.bench_function("parse a query", |bencher| {
        bencher.iter(|| Query::parse(black_box(text), &chronology).unwrap());
    });
    let parse = |text: &str| Query::parse(text, &chronology).unwrap();
    // More words than the cache keeps, so that every search is a new one.
    let words =
        ["treaty", "abduct", "gas", "fish", "border", "rice", "visa", "island", "missile", "trade", "aid", "rail"];
    let words = words.map(|word| parse(&format!("country:JP {word}")));
    let mut words = words.iter().cycle();
    criterion.bench_function("select with a new word", |bencher| {
        bencher.iter(|| index.select(&chronology, black_box(words.next().unwrap())));
    });
    let known = parse("country:JP peace");
    criterion.bench_function("select with a known word", |bencher| {
        bencher.iter(|| index.select(&chronology, black_box(&known)));
    });
}

fn draw(criterion: &mut Criterion) {
    let chronology = Arc::new(chronology());
    let config = config::load(&Sources::default()).config;
    let theme = Theme::new(&config.theme, &chronology);
    for (columns, rows) in [(120, 34), (200, 60)] {
        let mut app = App::new(Start {
            index: Arc::new(Index::new(&chronology)),
            keymap: Keymap::new(&config.bindings, &chronology),
            chronology: Arc::clone(&chronology),
            layout: config.layout,
            mouse: true,
            editor: false,
            directories: vec![None],
            query: Query::parse("country:JP+RU \"peace treaty\"", &chronology).unwrap(),
            notice: None,
        });
        app.handle(Message::Resize(columns, rows));
        let mut buffer = Buffer::empty(Rect::new(0, 0, columns, rows));
        criterion.bench_function(&format!("draw a frame of {columns} x {rows}"), |bencher| {
            bencher.iter(|| {
                buffer.reset();
                view::draw(&app, &theme, &mut buffer)
            });
        });
        let keys = [Action::MoveDown, Action::MoveUp];
        let mut keys = keys.iter().cycle();
        criterion.bench_function(&format!("a key and its frame of {columns} x {rows}"), |bencher| {
            bencher.iter(|| {
                app.update(keys.next().unwrap().clone());
                buffer.reset();
                view::draw(&app, &theme, &mut buffer)
            });
        });
    }
}

criterion_group!(parts, load, query, draw);
criterion_main!(parts);
