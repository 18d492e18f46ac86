//! What the sources keep to: the arrows between the layers, and the length of
//! a file.

use std::fs;
use std::path::{Path, PathBuf};

/// Each layer with the layers it may use. The ground (`dates`) is open to all.
const ARROWS: &[(&str, &[&str])] = &[
    ("credential", &[]),
    ("domain", &["credential"]),
    ("storage", &["credential", "domain", "entropy", "secret"]),
    ("conformance", &["credential", "clock"]),
    ("documents", &["credential", "domain", "language", "pictures"]),
    ("pictures", &["domain"]),
    ("language", &["credential", "domain"]),
    ("hardware", &["secret"]),
    (
        "acts",
        &[
            "credential",
            "domain",
            "storage",
            "documents",
            "pictures",
            "language",
            "clock",
            "entropy",
            "hardware",
            "secret",
        ],
    ),
    ("demo", &["credential", "domain", "storage", "acts", "clock", "entropy"]),
    (
        "web",
        &[
            "credential",
            "domain",
            "storage",
            "documents",
            "language",
            "acts",
            "clock",
            "config",
            "entropy",
            "secret",
        ],
    ),
];

fn sources(folder: &Path) -> Vec<PathBuf> {
    let mut files = Vec::new();
    for entry in fs::read_dir(folder).expect("a folder").flatten() {
        let path = entry.path();
        if path.is_dir() {
            files.extend(sources(&path));
        } else if path.extension().is_some_and(|extension| extension == "rs") {
            files.push(path);
        }
    }
    files
}

/// The modules of this crate that a source names after `crate::`.
fn used(source: &str) -> Vec<&str> {
    let name =
        |rest: &'_ str| rest.find(|c: char| !c.is_ascii_alphanumeric() && c != '_').unwrap_or(rest.len());
    let code = source.lines().filter(|line| !line.trim_start().starts_with("//"));
    code.flat_map(|line| line.split("crate::").skip(1)).map(|rest| &rest[..name(rest)]).collect()
}

#[test]
fn no_arrow_between_the_layers_points_back() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("src");
    let mut wrong = Vec::new();
    for (layer, below) in ARROWS {
        let one_file = root.join(format!("{layer}.rs"));
        let mut files = if root.join(layer).is_dir() { sources(&root.join(layer)) } else { Vec::new() };
        files.extend(one_file.is_file().then_some(one_file));
        for file in files {
            let source = fs::read_to_string(&file).expect("a source");
            for module in used(&source) {
                if module != *layer && module != "dates" && !module.is_empty() && !below.contains(&module) {
                    wrong.push(format!("{} uses {module}", file.display()));
                }
            }
        }
    }
    assert!(wrong.is_empty(), "arrows that point back:\n{}", wrong.join("\n"));
}

#[test]
fn the_arrows_are_found_where_they_are() {
    let source =
        "use crate::web::Page;\n// crate::acts\nlet x = crate::domain::ids::new();\n$crate::storage::x!()";
    assert_eq!(used(source), ["web", "domain", "storage"]);
}

#[test]
fn no_source_is_longer_than_four_hundred_lines() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let mut long = Vec::new();
    for folder in ["src", "tests"] {
        for file in sources(&root.join(folder)) {
            let lines = fs::read_to_string(&file).expect("a source").lines().count();
            if lines > 400 {
                long.push(format!("{}: {lines}", file.display()));
            }
        }
    }
    assert!(long.is_empty(), "two things live in:\n{}", long.join("\n"));
}

#[test]
fn the_style_sheet_stays_small() {
    let style = Path::new(env!("CARGO_MANIFEST_DIR")).join("static/site.css");
    assert!(fs::metadata(style).expect("the style sheet").len() < 20_000);
}
