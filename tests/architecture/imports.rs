//! No file imports another that imports it back, at any remove.
//!
//! A file imports another if its code names an item that the other defines, in a `use` or in place. Names are followed from
//! module to module and through re-exports to the file of the definition. A re-export alone is no import, so a `mod.rs` may
//! re-export what its children define, and they may use what it defines, as long as it does not use theirs. Comments and
//! unit tests do not count. Methods are not seen, as they need no import; neither is what a macro writes.

use std::collections::{BTreeMap, BTreeSet, VecDeque};
use std::path::Path;

use super::{code, files, root};

/// The modules of a crate by their path from its root: `["keymap", "chord"]`.
type Modules = BTreeMap<Vec<String>, Module>;

#[derive(Default)]
struct Module {
    file: String,
    /// What the `use` declarations bring in: each name, and the path of the item.
    names: BTreeMap<String, String>,
    /// The paths and names in the code, except those that are only re-exported.
    used: BTreeSet<String>,
}

impl Module {
    fn new(file: &Path) -> Self {
        let mut module = Self { file: file.strip_prefix(root()).unwrap().display().to_string(), ..Self::default() };
        // `pub(in crate::loader)` names a module, but uses nothing of it.
        let code = code(file).replace("(in crate::", "(in ");
        let mut lines = code.lines().map(str::trim);
        while let Some(line) = lines.next() {
            if let Some((visibility, tree)) = line.split_once("use ").filter(|(before, _)| is_visibility(before)) {
                let mut tree = tree.to_owned();
                while !tree.ends_with(';') {
                    tree.push_str(lines.next().unwrap());
                }
                for path in branches("", tree.trim_end_matches(';')) {
                    let (path, name) = path.split_once(" as ").unwrap_or((&path, path.rsplit("::").next().unwrap()));
                    module.names.insert(name.to_owned(), path.to_owned());
                    module.used.extend(visibility.is_empty().then(|| path.to_owned()));
                }
            } else if !line.split_once("mod ").is_some_and(|(before, _)| is_visibility(before)) {
                let words = line.split(|c: char| !c.is_alphanumeric() && c != '_' && c != ':');
                module.used.extend(words.map(|word| word.trim_matches(':').to_owned()));
            }
        }
        module
    }
}

fn is_visibility(text: &str) -> bool {
    matches!(text, "" | "pub ") || text.starts_with("pub(") && text.ends_with(") ")
}

/// The paths of a `use` tree: `a::b` and `a::c::d` of `a::{b, c::d}`.
fn branches(prefix: &str, tree: &str) -> Vec<String> {
    let Some((head, rest)) = tree.split_once('{') else {
        return vec![format!("{prefix}{}", tree.trim()).trim_end_matches("::self").to_owned()];
    };
    let (prefix, mut depth) = (format!("{prefix}{}", head.trim()), 0);
    let parts = rest.trim_end_matches('}').split(|c| {
        depth += i32::from(c == '{') - i32::from(c == '}');
        c == ',' && depth == 0
    });
    parts.filter(|part| !part.trim().is_empty()).flat_map(|part| branches(&prefix, part)).collect()
}

fn modules(source: &Path) -> Modules {
    let sources = files(source).into_iter().filter(|file| !file.ends_with("main.rs"));
    let by_path = sources.map(|file| {
        let path = file.strip_prefix(source).unwrap().with_extension("");
        let mut path: Vec<String> = path.iter().map(|part| part.to_str().unwrap().to_owned()).collect();
        path.pop_if(|last| last == "mod" || last == "lib");
        (path, Module::new(&file))
    });
    by_path.collect()
}

/// The module that defines the item at `path`, as the module `from` writes it. `None` for a module, a local name, or an item
/// of another crate. `steps` limits how many `use` declarations are followed.
fn definition<'m>(modules: &'m Modules, from: &[String], path: &str, steps: usize) -> Option<&'m Module> {
    let follow = |at: &[String], name: &str, rest: &[&str]| {
        let target = modules.get(at)?.names.get(name)?;
        definition(modules, at, &[&[target.as_str()], rest].concat().join("::"), steps.checked_sub(1)?)
    };
    let segments: Vec<&str> = path.split("::").collect();
    let mut at = from.to_vec();
    for (index, name) in segments.iter().enumerate() {
        let rest = &segments[index + 1..];
        let child = [&at[..], &[(*name).to_owned()]].concat();
        match *name {
            "crate" => at.clear(),
            "self" => {},
            "super" => drop(at.pop()),
            // The last name of a path can also be a function that is called like its module.
            _ if modules.contains_key(&child) && !rest.is_empty() => at = child,
            _ if modules.contains_key(&child) => return follow(&at, name, rest),
            _ if index == 0 => return follow(&at, name, rest),
            _ => return follow(&at, name, rest).or_else(|| modules.get(&at)),
        }
    }
    None
}

/// The shortest way from a file over its imports back to the file.
fn circle<'m>(imports: &BTreeMap<&'m str, BTreeSet<&'m str>>, start: &'m str) -> Option<Vec<&'m str>> {
    let mut seen = BTreeSet::new();
    let mut ways = VecDeque::from([vec![start]]);
    while let Some(way) = ways.pop_front() {
        for next in &imports[way[way.len() - 1]] {
            if *next == start {
                return Some(way);
            }
            if seen.insert(*next) {
                ways.push_back([&way[..], &[*next]].concat());
            }
        }
    }
    None
}

#[test]
fn no_file_imports_another_that_imports_it_back() {
    let mut found = BTreeMap::new();
    for source in ["src", "crates/chronology/src"] {
        let modules = modules(&root().join(source));
        let of_file = |(path, module): (&Vec<String>, &Module)| {
            let defining = module.used.iter().filter_map(|used| definition(&modules, path, used, 9));
            defining.map(|defining| &*defining.file).filter(|file| *file != module.file).collect()
        };
        let imports = modules.iter().map(|entry| (&*entry.1.file, of_file(entry))).collect();
        for circle in modules.values().filter_map(|module| circle(&imports, &module.file)) {
            let files: BTreeSet<String> = circle.iter().map(|file| (*file).to_owned()).collect();
            found.insert(files, format!("{} imports {} again", circle.join(" imports "), circle[0]));
        }
    }
    let found: Vec<String> = found.into_values().collect();
    assert!(found.is_empty(), "files that import each other:\n{}", found.join("\n"));
}
