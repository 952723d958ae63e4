//! What becomes of a piece of source.

use crate::listing::{Genre, Mutant};
use crate::{rewrite, sites};

/// A mutant whose place is that of `marked` in the source.
fn mutant(number: u32, source: &str, marked: &str, genre: Genre, replacement: &str) -> Mutant {
    let at = source.find(marked).expect("it is in the source");
    let line = source[..at].matches('\n').count() + 1;
    let column = source[..at].rsplit('\n').next().unwrap_or_default().chars().count() + 1;
    let (file, what, diff) = (String::new(), String::new(), String::new());
    Mutant { number, file, line, column, genre, replacement: replacement.to_owned(), what, before: 0, diff }
}

/// The source with these mutants in it, and the numbers of those that have no site.
fn rewritten(source: &str, mutants: &[Mutant]) -> (String, Vec<u32>) {
    let (sites, without) = sites::find(source, &mutants.iter().collect::<Vec<_>>()).expect("it is Rust");
    let (new, _) = rewrite::rewrite(source, &sites);
    let new = new.replace("crate::mutant::", "");
    syn::parse_file(&new).expect("it is still Rust");
    assert_eq!(new.lines().count(), source.lines().count());
    (new, without.into_keys().collect())
}

#[test]
fn a_value_is_returned_at_once_and_an_operator_is_one_of_two() {
    let source = "fn f(a: i32) -> bool {\n    a == // why\n    1\n}\n";
    let mutants =
        [mutant(1, source, "a ==", Genre::FnValue, "true"), mutant(2, source, "==", Genre::BinaryOperator, "!=")];
    let (new, without) = rewritten(source, &mutants);
    let body = "if is(1) { return true; } \n    (if is(2) { a != 1 } else { a == // why\n    1 })\n";
    assert_eq!(new, format!("fn f(a: i32) -> bool {{{body}}}\n"));
    assert!(without.is_empty());
}

#[test]
fn an_operator_that_binds_otherwise_is_read_with_all_of_its_chain() {
    let source = "fn f() -> i32 { 9 - 2 * 3 }\n";
    let (new, _) = rewritten(source, &[mutant(1, source, "*", Genre::BinaryOperator, "+")]);
    assert_eq!(new, "fn f() -> i32 { (if is(1) { 9 - 2 + 3 } else { 9 - 2 * 3 }) }\n");
}

#[test]
fn nothing_stands_between_conditions_with_let() {
    let source = "fn f() { if let Some(a) = b && a == c {} }\n";
    let mutants =
        [mutant(1, source, "&&", Genre::BinaryOperator, "||"), mutant(2, source, "==", Genre::BinaryOperator, "!=")];
    let (new, without) = rewritten(source, &mutants);
    assert_eq!(new, "fn f() { if let Some(a) = b && (if is(2) { a != c } else { a == c }) {} }\n");
    assert_eq!(without, [1]);
}

#[test]
fn an_arm_is_passed_over_by_its_guard() {
    let source = "fn f() { match a { 1 => x, 2 if b => y, _ => z } }\n";
    let mutants = [
        mutant(1, source, "1 =>", Genre::MatchArm, ""),
        mutant(2, source, "2 if", Genre::MatchArm, ""),
        mutant(3, source, "b =>", Genre::MatchArmGuard, "true"),
        mutant(4, source, "b =>", Genre::MatchArmGuard, "false"),
    ];
    let (new, _) = rewritten(source, &mutants);
    let arms = "1 if true && !is(1) => x, 2 if is(3) || !is(2) && !is(4) && (b) => y, _ => z";
    assert_eq!(new, format!("fn f() {{ match a {{ {arms} }} }}\n"));
}

#[test]
fn a_field_is_left_out_and_a_negation_taken_away() {
    let source = "fn f() -> A { A { b: !c, ..d } }\n";
    let mutants = [mutant(1, source, "b:", Genre::StructField, ""), mutant(2, source, "!c", Genre::UnaryOperator, "")];
    let (new, _) = rewritten(source, &mutants);
    let inner = "A { b: (if is(2) { c } else { !c }), ..d }";
    assert_eq!(new, format!("fn f() -> A {{ (if is(1) {{ A {{ .. d }} }} else {{ {inner} }}) }}\n"));
}

#[test]
fn iterators_are_wrapped() {
    let source = "fn f() -> impl Iterator<Item = u8> { g() }\n";
    let mutants =
        [mutant(1, source, "g()", Genre::FnValue, "empty()"), mutant(2, source, "g()", Genre::FnValue, "once(1)")];
    let (new, _) = rewritten(source, &mutants);
    let variants = "if is(1) { return Either::Mutant(empty ()); } if is(2) { return Either::Original(Either::Mutant(once (1))); } ";
    let body = format!("{variants}Either::Original(Either::Original({{ g() }}))");
    assert_eq!(new, format!("fn f() -> impl Iterator<Item = u8> {{{body}}}\n"));
}
