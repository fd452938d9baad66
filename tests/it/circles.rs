//! The shape of the sources, seen from nearer: which files rest on each other.
//!
//! A file rests on another if it names something that is defined there: by a `use`, by
//! a path, or by the name of a module of its own. Passing a name on by `pub use` rests
//! on nothing; who takes it from there rests on where it is defined.

use std::collections::{BTreeMap, BTreeSet};

use crate::layers::all_sources;

/// Files that may rest on each other, and why.
const DEFENDED: &[(&[&str], &str)] = &[];

/// A path of names, from the crate on.
type Names = Vec<String>;

/// One source, by what it says of modules.
struct Source {
    /// Its module.
    module: Names,
    /// The modules that it declares.
    children: BTreeSet<String>,
    /// What it brings into scope or names, each from the crate on.
    named: Vec<Names>,
    /// What it passes on: the name it gives it, and what it is.
    passed_on: Vec<(String, Names)>,
}

/// The module that a file is.
fn module_of(file: &str) -> Names {
    let inside = file.trim_end_matches(".rs");
    let inside = inside.strip_suffix("/mod").unwrap_or(inside);
    if inside == "lib" { Vec::new() } else { inside.split('/').map(str::to_owned).collect() }
}

/// The code of a source: without comments and texts.
fn code_of(text: &str) -> String {
    let mut code = String::new();
    let mut rest = text;
    while let Some(c) = rest.chars().next() {
        let skipped = if rest.starts_with("//") {
            rest.find('\n').unwrap_or(rest.len())
        } else if c == '"' {
            let mut escaped = false;
            let end = rest[1..].find(|c| {
                let ends = c == '"' && !escaped;
                escaped = c == '\\' && !escaped;
                ends
            });
            end.map_or(rest.len(), |end| end + 2)
        } else if rest.starts_with("'\"'") {
            3
        } else if rest.starts_with("pub(in ") {
            // Who may see something is no use of it.
            code.push_str("pub");
            rest.find(')').map_or(rest.len(), |end| end + 1)
        } else {
            code.push(c);
            c.len_utf8()
        };
        rest = &rest[skipped..];
    }
    code
}

/// The paths of a `use`, of which `{}` may hold several.
fn unfold(tree: &str, before: &[String], found: &mut Vec<(Names, Option<String>)>) {
    let tree = tree.trim();
    let (head, inner) = match tree.split_once('{') {
        Some((head, inner)) => (head, inner.rsplit_once('}').map(|(inner, _)| inner)),
        None => (tree, None),
    };
    let (head, alias) = match head.split_once(" as ") {
        Some((head, alias)) => (head, Some(alias.trim().to_owned())),
        None => (head, None),
    };
    let mut path = before.to_vec();
    path.extend(head.split("::").map(str::trim).filter(|name| !name.is_empty()).map(str::to_owned));
    let Some(inner) = inner else {
        if path.last().is_some_and(|name| name == "self") {
            path.pop();
        }
        return found.push((path, alias));
    };
    let (mut depth, mut start) = (0, 0);
    for (at, c) in inner.char_indices() {
        match c {
            '{' => depth += 1,
            '}' => depth -= 1,
            ',' if depth == 0 => {
                unfold(&inner[start..at], &path, found);
                start = at + 1;
            }
            _ => {}
        }
    }
    if !inner[start..].trim().is_empty() {
        unfold(&inner[start..], &path, found);
    }
}

/// A path from the crate on, if it is one of this crate.
fn resolve(path: &[String], module: &[String], children: &BTreeSet<String>) -> Option<Names> {
    let mut base: Names = match path.first()?.as_str() {
        "crate" => Vec::new(),
        "self" | "super" => module.to_vec(),
        name if children.contains(name) => {
            return Some(module.iter().chain(path).cloned().collect());
        }
        _ => return None,
    };
    let mut rest = path;
    while let Some(first) = rest.first() {
        match first.as_str() {
            "super" => drop(base.pop()),
            "crate" | "self" => {}
            _ => break,
        }
        rest = &rest[1..];
    }
    base.extend(rest.iter().cloned());
    Some(base)
}

fn is_name(c: char) -> bool {
    c.is_alphanumeric() || c == '_'
}

/// The paths in code that is no `use`: runs of names with `::` between them.
fn paths_in(code: &str) -> impl Iterator<Item = Names> {
    code.split(|c: char| !(is_name(c) || c == ':'))
        .filter(|word| word.contains("::"))
        .map(|word| word.split("::").map(|name| name.trim_matches(':').to_owned()).collect())
}

impl Source {
    fn read(file: &str, text: &str) -> Self {
        let module = module_of(file);
        let code = code_of(text);
        let children: BTreeSet<String> = code
            .lines()
            .filter_map(|line| line.trim().strip_suffix(';')?.rsplit_once("mod "))
            .filter(|(before, _)| before.is_empty() || before.starts_with("pub"))
            .map(|(_, name)| name.to_owned())
            .collect();
        let mut source = Self { module, children, named: Vec::new(), passed_on: Vec::new() };
        let mut others = String::new();
        let mut lines = code.lines();
        while let Some(line) = lines.next() {
            let line = line.trim();
            let (passes_on, begun) = match line.split_once("use ") {
                Some(("", rest)) => (false, rest),
                Some((before, rest)) if before.starts_with("pub") => (true, rest),
                _ => {
                    others.push_str(line);
                    others.push('\n');
                    continue;
                }
            };
            let mut tree = begun.to_owned();
            while !tree.ends_with(';') {
                let Some(line) = lines.next() else { break };
                tree.push_str(line.trim());
            }
            source.take_in(passes_on, tree.trim_end_matches(';'));
        }
        for path in paths_in(&others) {
            source.named.extend(resolve(&path, &source.module, &source.children));
        }
        source
    }

    fn take_in(&mut self, passes_on: bool, tree: &str) {
        let mut found = Vec::new();
        unfold(tree, &[], &mut found);
        for (path, alias) in found {
            let Some(full) = resolve(&path, &self.module, &self.children) else { continue };
            let name = alias.or_else(|| full.last().cloned()).unwrap_or_default();
            if passes_on {
                self.passed_on.push((name, full));
            } else {
                self.named.push(full);
            }
        }
    }
}

/// All sources, by module.
struct Sources(BTreeMap<Names, Source>);

impl Sources {
    /// The module in which what a path names is defined.
    fn defined_in(&self, path: &[String]) -> Option<&Names> {
        let at = (1..=path.len()).rev().find(|n| self.0.contains_key(&path[..*n]))?;
        let (module, source) = self.0.get_key_value(&path[..at]).expect("it was found");
        let Some(name) = path.get(at) else { return Some(module) };
        let mut passed_on = source.passed_on.iter();
        match passed_on.find(|(given, _)| given == name) {
            Some((_, from)) => self.defined_in(from),
            None => Some(module),
        }
    }

    /// On which modules each rests.
    fn edges(&self) -> BTreeMap<&Names, BTreeSet<&Names>> {
        let rests_on = |source: &Source| {
            let named = source.named.iter().filter_map(|path| self.defined_in(path));
            named.filter(|module| **module != source.module).collect()
        };
        self.0.iter().map(|(module, source)| (module, rests_on(source))).collect()
    }
}

/// Groups of modules each of which rests on all the others.
fn circles(sources: &Sources) -> Vec<Vec<String>> {
    let edges = sources.edges();
    let reached = |from: &Names| {
        let mut reached: BTreeSet<&Names> = BTreeSet::new();
        let mut open: Vec<&Names> = edges[from].iter().copied().collect();
        while let Some(module) = open.pop() {
            if reached.insert(module) {
                open.extend(edges[module].iter().copied());
            }
        }
        reached
    };
    let reach: BTreeMap<&Names, BTreeSet<&Names>> =
        edges.keys().map(|module| (*module, reached(module))).collect();
    let mut circles: Vec<Vec<String>> = Vec::new();
    for (module, reached) in &reach {
        if !reached.contains(*module) {
            continue;
        }
        let both = reached.iter().filter(|other| reach[**other].contains(*module));
        let circle: Vec<String> = both.map(|module| module.join("::")).collect();
        if !circles.contains(&circle) {
            circles.push(circle);
        }
    }
    circles
}

/// A circle, with what in it rests on what.
fn told(sources: &Sources, circle: &[String]) -> String {
    let edges = sources.edges();
    let inside = |module: &&Names| circle.contains(&module.join("::"));
    let line = |module: &Names| {
        let on: Vec<String> =
            edges[module].iter().copied().filter(inside).map(|on| on.join("::")).collect();
        format!("  {} rests on {}\n", module.join("::"), on.join(", "))
    };
    let lines: String = edges.keys().copied().filter(inside).map(line).collect();
    format!("{} files\n{lines}", circle.len())
}

#[test]
fn no_files_rest_on_each_other_but_those_that_are_defended() {
    let all = all_sources();
    let all = all.iter().filter(|(file, _)| file != "lib.rs" && file != "main.rs");
    let all = all.map(|(file, text)| (module_of(file), Source::read(file, text)));
    let sources = Sources(all.collect());
    // The test itself sees something: a file that is known to rest on another.
    let rests_on = |a: &str, b: &str| {
        let names = |path: &str| path.split("::").map(str::to_owned).collect::<Names>();
        sources.edges()[&names(a)].contains(&names(b))
    };
    assert!(rests_on("sim::game", "rules::holders") && rests_on("view::build", "view::kept"));
    let circles = circles(&sources);
    let defended: Vec<Vec<String>> = DEFENDED
        .iter()
        .map(|(circle, why)| {
            assert!(why.ends_with('.'), "say in a sentence why");
            circle.iter().map(|module| (*module).to_owned()).collect()
        })
        .collect();
    let undefended: String =
        circles.iter().filter(|it| !defended.contains(it)).map(|it| told(&sources, it)).collect();
    assert!(undefended.is_empty(), "files that rest on each other:\n{undefended}");
    for circle in defended {
        assert!(circles.contains(&circle), "no circle any more: {}", circle.join(", "));
    }
}
