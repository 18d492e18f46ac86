//! Reads a Rust source as far as rules over it need: its words without comments
//! and texts, and the modules it names, by whatever path it names them.

use std::collections::BTreeMap;
use std::path::Path;

/// A source.
pub(super) struct Source {
    /// Its module, from the root of the crate: `["acts", "filing", "papers"]`.
    module: Vec<String>,
    /// Identifiers, and everything else letter by letter; `::`, `==` and `!=`
    /// are one word. Texts are `""`.
    pub(super) words: Vec<String>,
}

impl Source {
    /// Reads the source of the file at this path under `src/`.
    pub(super) fn of(path: &Path, text: &str) -> Self {
        let mut module: Vec<String> =
            path.with_extension("").iter().map(|part| part.to_string_lossy().into_owned()).collect();
        module.retain(|part| !["mod", "lib", "main"].contains(&part.as_str()));
        Self { module, words: words(text) }
    }

    /// Every path into this crate that the source names, in imports and in its
    /// code, from the root: `["storage", "audit", "append"]`.
    pub(super) fn paths(&self) -> Vec<Vec<String>> {
        let (mut imported, mut paths) = (BTreeMap::new(), Vec::new());
        let mut at = 0;
        let mut inside = Inside::default();
        while at < self.words.len() {
            let here = [&self.module[..], &inside.modules()].concat();
            if self.words[at] == "use" {
                let mut tree = Tree { words: &self.words, at: at + 1, leaves: Vec::new() };
                tree.read(&[]);
                at = tree.at;
                for (name, path) in tree.leaves {
                    if let Some(path) = resolved(&here, &path, &imported) {
                        imported.insert(name, path.clone());
                        paths.push(path);
                    }
                }
                continue;
            }
            inside.pass(&self.words, at);
            let path = path_at(&self.words, at);
            at += if path.is_empty() { 1 } else { path.len() * 2 - 1 };
            if path.len() > 1 {
                paths.extend(resolved(&here, &path, &imported));
            }
        }
        paths
    }

    /// Whether these words stand in it, one after the other.
    pub(super) fn says(&self, wanted: &[&str]) -> bool {
        self.words.windows(wanted.len()).any(|words| words == wanted)
    }

    /// Whether a field or a value of this name is compared with something.
    pub(super) fn compares(&self, name: &str) -> bool {
        let is_compared = |at: usize| {
            let after = self.words.get(at + 1).map(String::as_str);
            let chain =
                self.words[..at].iter().rev().take_while(|word| *word == "." || is_name(word)).count();
            let before =
                self.words[..at - chain].iter().rev().find(|word| !["*", "&", "("].contains(&word.as_str()));
            let is_operator = |word: &str| word == "==" || word == "!=";
            after.is_some_and(is_operator)
                || before.is_some_and(|word| is_operator(word))
                    && after.is_none_or(|word| word != "(" && word != ".")
        };
        (0..self.words.len()).any(|at| self.words[at] == name && is_compared(at))
    }
}

/// The modules written within a file.
#[derive(Default)]
struct Inside {
    depth: usize,
    open: Vec<(String, usize)>,
}

impl Inside {
    fn modules(&self) -> Vec<String> {
        self.open.iter().map(|(name, _)| name.clone()).collect()
    }

    fn pass(&mut self, words: &[String], at: usize) {
        match words[at].as_str() {
            "{" => self.depth += 1,
            "}" => {
                self.depth = self.depth.saturating_sub(1);
                self.open.retain(|(_, depth)| *depth <= self.depth);
            }
            "mod" if words.get(at + 2).is_some_and(|next| next == "{") => {
                self.open.push((words[at + 1].clone(), self.depth + 1));
            }
            _ => {}
        }
    }
}

/// The tree of an import: what each of its names is.
struct Tree<'w> {
    words: &'w [String],
    at: usize,
    leaves: Vec<(String, Vec<String>)>,
}

impl Tree<'_> {
    fn read(&mut self, before: &[String]) {
        let mut path = before.to_vec();
        while let Some(word) = self.words.get(self.at).cloned() {
            self.at += 1;
            match word.as_str() {
                "::" => {}
                "{" => {
                    while self.words.get(self.at).is_some_and(|word| word != "}") {
                        self.read(&path);
                    }
                    self.at += 1;
                    return;
                }
                "as" => {
                    let name = self.words[self.at].clone();
                    self.at += 1;
                    return self.leaf(name, path);
                }
                "," | ";" => return self.named(path),
                "}" => {
                    self.at -= 1;
                    return self.named(path);
                }
                _ => path.push(word),
            }
        }
    }

    fn named(&mut self, mut path: Vec<String>) {
        if path.last().is_some_and(|last| last == "self") {
            path.pop();
        }
        if let Some(name) = path.last().cloned() {
            self.leaf(name, path);
        }
    }

    fn leaf(&mut self, name: String, path: Vec<String>) {
        self.leaves.push((name, path));
        if self.words.get(self.at).is_some_and(|word| word == ",") {
            self.at += 1;
        }
    }
}

/// The path that begins at this word; empty when none does.
fn path_at(words: &[String], at: usize) -> Vec<String> {
    let mut path = Vec::new();
    let mut next = at;
    while words.get(next).is_some_and(|word| is_name(word)) {
        path.push(words[next].clone());
        if words.get(next + 1).is_none_or(|word| word != "::") {
            break;
        }
        next += 2;
    }
    path
}

/// Where a path leads, from the root of the crate; none when it leads out of
/// it, or to what is named nowhere.
fn resolved(
    here: &[String],
    path: &[String],
    imported: &BTreeMap<String, Vec<String>>,
) -> Option<Vec<String>> {
    let (first, rest) = path.split_first()?;
    let mut from = match first.as_str() {
        "crate" => Vec::new(),
        "self" => here.to_vec(),
        "super" => here[..here.len().checked_sub(1)?].to_vec(),
        name => imported.get(name)?.clone(),
    };
    for part in rest {
        match part.as_str() {
            "super" => drop(from.pop()),
            name => from.push(name.to_owned()),
        }
    }
    Some(from)
}

fn is_name(word: &str) -> bool {
    word.starts_with(|letter: char| letter.is_alphabetic() || letter == '_')
}

fn words(text: &str) -> Vec<String> {
    let (letters, mut words, mut at) = (text.chars().collect::<Vec<char>>(), Vec::new(), 0);
    let starts =
        |at: usize, wanted: &str| wanted.chars().enumerate().all(|(n, c)| letters.get(at + n) == Some(&c));
    while at < letters.len() {
        let letter = letters[at];
        if starts(at, "//") {
            at += letters[at..].iter().take_while(|letter| **letter != '\n').count();
        } else if let Some(length) = text_length(&letters[at..]) {
            words.push("\"\"".to_owned());
            at += length;
        } else if letter.is_alphanumeric() || letter == '_' {
            let length = letters[at..].iter().take_while(|c| c.is_alphanumeric() || **c == '_').count();
            words.push(letters[at..at + length].iter().collect());
            at += length;
        } else if let Some(two) = ["::", "==", "!="].into_iter().find(|two| starts(at, two)) {
            words.push(two.to_owned());
            at += 2;
        } else {
            words.extend((!letter.is_whitespace()).then(|| letter.to_string()));
            at += 1;
        }
    }
    words
}

/// The length of the text or letter that begins here, if one does.
fn text_length(letters: &[char]) -> Option<usize> {
    let hashes = letters.get(1..)?.iter().take_while(|letter| **letter == '#').count();
    if letters[0] == 'r' && letters.get(1 + hashes) == Some(&'"') {
        let end: Vec<char> = std::iter::once('"').chain(std::iter::repeat_n('#', hashes)).collect();
        let body = &letters[hashes + 2..];
        let inside = body.windows(end.len()).position(|window| window == end)?;
        return Some(hashes + 2 + inside + end.len());
    }
    let quote = *letters.first().filter(|letter| matches!(letter, '"' | '\''))?;
    // A lifetime is no letter in quotes.
    if quote == '\'' && letters.get(1) != Some(&'\\') && letters.get(2) != Some(&'\'') {
        return None;
    }
    let mut at = 1;
    while at < letters.len() && letters[at] != quote {
        at += if letters[at] == '\\' { 2 } else { 1 };
    }
    Some(at + 1)
}
