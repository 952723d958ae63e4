//! Where in a file the mutants have their place: each is looked for in the syntax tree, by the line and column that
//! cargo-mutants gives, and becomes part of a *site*: a stretch of the text and what may stand there instead.

use std::collections::{BTreeMap, HashMap};
use std::ops::Range;

use proc_macro2::{Span, TokenStream};
use syn::spanned::Spanned;
use syn::visit::{self, Visit};
use syn::{BinOp, Block, Expr, ExprBinary, ExprMatch, ExprStruct, ExprUnary, ReturnType};

use crate::compile::Unswitchable;
use crate::listing::{Genre, LET_CHAIN, Mutant};

/// What is done with the text of a site.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Debug)]
pub enum Form {
    /// The empty place behind the opening brace of a function: it may return another value at once.
    Body,
    /// What stands between the braces of a function that returns `impl Iterator`: every value has to be wrapped.
    IteratorBody,
    /// The empty place behind the pattern of an arm without a guard: the arm may be passed over.
    Arm,
    /// The guard of an arm. `true` and `false` stand for it, and an empty text for the arm that is passed over.
    Guard,
    /// A guard with `let`: the arm may be passed over.
    LetGuard,
    /// A `match`, which stays as it is. The arms without a guard that may be passed over are its mutants: the compiler
    /// says of the whole that there are too few arms.
    Match,
    /// An expression, which may be another one.
    Expression,
}

/// A stretch of the text with the mutants that have their place there.
pub struct Site {
    pub range: Range<usize>,
    pub form: Form,
    /// The number of each mutant and what stands there if it is switched on, on one line.
    pub variants: Vec<(u32, String)>,
}

/// The sites of a file, an outer one before those in it; and the mutants that can have none, with the reason.
pub fn find(text: &str, mutants: &[&Mutant]) -> syn::Result<(Vec<Site>, Unswitchable)> {
    let file = syn::parse_file(text)?;
    let mut waiting: HashMap<(usize, usize), Vec<&Mutant>> = HashMap::new();
    for mutant in mutants {
        waiting.entry((mutant.line, mutant.column)).or_default().push(mutant);
    }
    let mut finder = Finder { text, waiting, sites: BTreeMap::new(), without: Unswitchable::new() };
    finder.visit_file(&file);
    let lost =
        finder.waiting.into_values().flatten().map(|mutant| (mutant.number, "its place was not found".to_owned()));
    finder.without.extend(lost);
    let sites = finder.sites.into_iter().map(|((start, end, form), variants)| Site {
        range: start..if end == EMPTY_FIRST { start } else { usize::MAX - end },
        form,
        variants,
    });
    Ok((sites.collect(), finder.without))
}

/// In the order of sites an empty one comes before all that begin at the same place.
const EMPTY_FIRST: usize = 0;

struct Finder<'a> {
    text: &'a str,
    /// By line and column, counted from 1.
    waiting: HashMap<(usize, usize), Vec<&'a Mutant>>,
    /// By start, then the larger first.
    sites: BTreeMap<(usize, usize, Form), Vec<(u32, String)>>,
    without: Unswitchable,
}

impl<'a> Finder<'a> {
    /// The mutants of a genre that begin where this does. They are found once.
    fn take(&mut self, at: Span, genre: Genre) -> Vec<&'a Mutant> {
        let start = at.start();
        let Some(here) = self.waiting.get_mut(&(start.line, start.column + 1)) else { return Vec::new() };
        here.extract_if(.., |mutant| mutant.genre == genre).collect()
    }

    fn add(&mut self, range: Range<usize>, form: Form, number: u32, variant: String) {
        let end = if range.is_empty() { EMPTY_FIRST } else { usize::MAX - range.end };
        self.sites.entry((range.start, end, form)).or_default().push((number, variant));
    }

    /// The text of a stretch in which a part is replaced, without comments and line breaks.
    fn replaced(&self, whole: &Range<usize>, part: &Range<usize>, replacement: &str) -> String {
        let text = format!("{}{replacement}{}", &self.text[whole.start..part.start], &self.text[part.end..whole.end]);
        on_one_line(&text)
    }

    fn without(&mut self, mutants: Vec<&Mutant>, reason: &str) {
        self.without.extend(mutants.into_iter().map(|mutant| (mutant.number, reason.to_owned())));
    }

    /// A function with a body. What it returns decides how another value can be returned.
    fn function(&mut self, output: &ReturnType, block: &Block) {
        let mut mutants = self.take(block.span(), Genre::FnValue);
        if let Some(first) = block.stmts.first() {
            mutants.extend(self.take(first.span(), Genre::FnValue));
        }
        let braces = block.brace_token.span;
        let inside = braces.open().byte_range().end..braces.close().byte_range().start;
        let is_opaque = matches!(output, ReturnType::Type(_, of) if matches!(**of, syn::Type::ImplTrait(_)));
        let (place, form) =
            if is_opaque { (inside, Form::IteratorBody) } else { (inside.start..inside.start, Form::Body) };
        for mutant in mutants {
            self.add(place.clone(), form, mutant.number, on_one_line(&mutant.replacement));
        }
    }

    /// An expression with a binary operator. `chain` is the outermost such expression of which it is a part, without
    /// parentheses between them: where another operator binds more or less strongly, all of that is read anew, as it
    /// would be if the source were changed.
    fn binary(&mut self, expression: &'a ExprBinary, chain: Option<Range<usize>>) {
        let whole = expression.span().byte_range();
        let operator = expression.op.span();
        let mutants = self.take(operator, Genre::BinaryOperator);
        let has_let = holds_let(expression);
        if has_let {
            // `||` and any other operator between conditions with `let` are refused by the compiler.
            self.without(mutants, LET_CHAIN);
        } else {
            for mutant in mutants {
                let same = syn::parse_str::<BinOp>(&mutant.replacement)
                    .is_ok_and(|other| strength(&other) == strength(&expression.op));
                let place = if same { &whole } else { chain.as_ref().unwrap_or(&whole) };
                let variant = self.replaced(place, &operator.byte_range(), &mutant.replacement);
                self.add(place.clone(), Form::Expression, mutant.number, variant);
            }
        }
        let chain = (!has_let).then(|| chain.unwrap_or(whole));
        for side in [&expression.left, &expression.right] {
            match &**side {
                Expr::Binary(inner) => self.binary(inner, chain.clone()),
                other => self.visit_expr(other),
            }
        }
    }
}

/// Comments and line breaks are gone, so that the lines of the copy are those of the source.
fn on_one_line(text: &str) -> String {
    text.parse::<TokenStream>().map_or_else(|_| text.replace('\n', " "), |tokens| tokens.to_string())
}

/// Whether `let` stands in this chain of conditions.
fn holds_let(expression: &ExprBinary) -> bool {
    [&expression.left, &expression.right].into_iter().any(|side| match &**side {
        Expr::Let(_) => true,
        Expr::Binary(inner) => holds_let(inner),
        _ => false,
    })
}

/// How strongly an operator binds.
fn strength(operator: &BinOp) -> u8 {
    match operator {
        BinOp::Mul(_) | BinOp::Div(_) | BinOp::Rem(_) => 8,
        BinOp::Add(_) | BinOp::Sub(_) => 7,
        BinOp::Shl(_) | BinOp::Shr(_) => 6,
        BinOp::BitAnd(_) => 5,
        BinOp::BitXor(_) => 4,
        BinOp::BitOr(_) => 3,
        BinOp::And(_) => 1,
        BinOp::Or(_) => 0,
        BinOp::Eq(_) | BinOp::Ne(_) | BinOp::Lt(_) | BinOp::Le(_) | BinOp::Gt(_) | BinOp::Ge(_) => 2,
        _ => 9,
    }
}

impl<'a> Visit<'a> for Finder<'a> {
    fn visit_item_fn(&mut self, item: &'a syn::ItemFn) {
        self.function(&item.sig.output, &item.block);
        visit::visit_item_fn(self, item);
    }

    fn visit_impl_item_fn(&mut self, item: &'a syn::ImplItemFn) {
        self.function(&item.sig.output, &item.block);
        visit::visit_impl_item_fn(self, item);
    }

    fn visit_trait_item_fn(&mut self, item: &'a syn::TraitItemFn) {
        if let Some(block) = &item.default {
            self.function(&item.sig.output, block);
        }
        visit::visit_trait_item_fn(self, item);
    }

    fn visit_expr_binary(&mut self, expression: &'a ExprBinary) {
        self.binary(expression, None);
    }

    fn visit_expr_unary(&mut self, expression: &'a ExprUnary) {
        let (whole, operator) = (expression.span().byte_range(), expression.op.span());
        for mutant in self.take(operator, Genre::UnaryOperator) {
            let variant = self.replaced(&whole, &operator.byte_range(), &mutant.replacement);
            self.add(whole.clone(), Form::Expression, mutant.number, variant);
        }
        visit::visit_expr_unary(self, expression);
    }

    fn visit_expr_match(&mut self, expression: &'a ExprMatch) {
        let whole = expression.span().byte_range();
        for arm in &expression.arms {
            let deleted = self.take(arm.span(), Genre::MatchArm);
            let Some((_, guard)) = &arm.guard else {
                let end = arm.pat.span().byte_range().end;
                for mutant in deleted {
                    self.add(end..end, Form::Arm, mutant.number, String::new());
                    self.add(whole.clone(), Form::Match, mutant.number, String::new());
                }
                continue;
            };
            let has_let =
                matches!(&**guard, Expr::Let(_)) || matches!(&**guard, Expr::Binary(chain) if holds_let(chain));
            let form = if has_let { Form::LetGuard } else { Form::Guard };
            let replaced = self.take(guard.span(), Genre::MatchArmGuard);
            for mutant in deleted.iter().chain(replaced.iter().filter(|_| !has_let)) {
                self.add(guard.span().byte_range(), form, mutant.number, mutant.replacement.clone());
            }
            if has_let {
                self.without(replaced, "replaces a guard with `let`");
            }
        }
        visit::visit_expr_match(self, expression);
    }

    fn visit_expr_struct(&mut self, expression: &'a ExprStruct) {
        let whole = expression.span().byte_range();
        for pair in expression.fields.pairs() {
            let part = pair.span().byte_range();
            for mutant in self.take(pair.value().span(), Genre::StructField) {
                let variant = self.replaced(&whole, &part, "");
                self.add(whole.clone(), Form::Expression, mutant.number, variant);
            }
        }
        visit::visit_expr_struct(self, expression);
    }
}
