//! What the sources keep to: the arrows between the layers, the one way of an
//! act, and the length of a file.

mod reading;

use std::fs;
use std::path::{Path, PathBuf};

use reading::Source;

/// Each layer with the layers it may use. The ground (`dates`) is open to all.
const ARROWS: &[(&str, &[&str])] = &[
    ("credential", &[]),
    ("domain", &["credential"]),
    ("storage", &["credential", "domain", "entropy", "priority", "secret"]),
    ("jobs", &["domain", "storage", "clock", "entropy"]),
    ("conformance", &["credential", "clock"]),
    ("documents", &["credential", "domain", "language"]),
    ("language", &["credential", "domain"]),
    ("hardware", &["secret"]),
    ("smtp", &["secret"]),
    (
        "acts",
        &[
            "credential",
            "domain",
            "storage",
            "jobs",
            "documents",
            "language",
            "clock",
            "entropy",
            "hardware",
            "priority",
            "secret",
            "smtp",
        ],
    ),
    ("verification", &["credential", "domain", "storage", "documents", "acts", "clock", "priority"]),
    ("demo", &["credential", "domain", "storage", "acts", "clock", "entropy"]),
    (
        "web",
        &[
            "credential",
            "domain",
            "storage",
            "documents",
            "language",
            "jobs",
            "acts",
            "verification",
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

/// Every source under this folder or in this file of `src/`, by its path there.
fn read(part: &str) -> Vec<(PathBuf, Source)> {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("src");
    let one_file = root.join(format!("{part}.rs"));
    let mut files = if root.join(part).is_dir() { sources(&root.join(part)) } else { Vec::new() };
    files.extend(one_file.is_file().then_some(one_file));
    let read = files.into_iter().map(|file| {
        let place = file.strip_prefix(&root).expect("under it").to_owned();
        let source = Source::of(&place, &fs::read_to_string(&file).expect("a source"));
        (place, source)
    });
    read.collect()
}

#[test]
fn no_arrow_between_the_layers_points_back() {
    let mut wrong = Vec::new();
    for (layer, below) in ARROWS {
        for (place, source) in read(layer) {
            for path in source.paths() {
                let Some(module) = path.first() else { continue };
                if module != layer && module != "dates" && !below.contains(&module.as_str()) {
                    wrong.push(format!("{} uses {}", place.display(), path.join("::")));
                }
            }
        }
    }
    assert!(wrong.is_empty(), "arrows that point back:\n{}", wrong.join("\n"));
}

/// Parts of `acts` that do no acts: they inspect, follow and print what is.
const NO_ACTS: [&str; 4] =
    ["acts/inspection/", "acts/log.rs", "acts/printing/printers.rs", "acts/printing/batches/"];

/// Whether a source is at one of these places.
fn is_at(place: &Path, places: &[&str]) -> bool {
    places.iter().any(|at| place.to_string_lossy().starts_with(at))
}

/// Those of these sources, except at these places, that say one of these.
fn saying(parts: &[&str], except: &[&str], forbidden: &[&[&str]]) -> Vec<String> {
    let mut found = Vec::new();
    for (place, source) in parts.iter().flat_map(|part| read(part)) {
        for words in forbidden.iter().filter(|words| source.says(words) && !is_at(&place, except)) {
            found.push(format!("{}: {}", place.display(), words.concat()));
        }
    }
    found
}

/// Those of these sources, except at these places, that name this function.
fn naming(part: &str, except: &[&str], function: &[&str]) -> Vec<String> {
    let names = |source: &Source| source.paths().iter().any(|path| path.iter().eq(function));
    let all = read(part).into_iter().filter(|(place, source)| !is_at(place, except) && names(source));
    all.map(|(place, _)| format!("{}: {}", place.display(), function.join("::"))).collect()
}

#[test]
fn an_act_is_done_by_its_work_alone() {
    let (work, look) = ("acts/work.rs", "acts/look.rs");
    // Before there is a register, it is made.
    let makes = "acts/mod.rs";
    let clock: [&[&str]; 2] = [&["clock", ".", "now", "("], &["clock", ".", "today", "("]];
    let mut wrong = saying(&["acts"], &[&[work, look, makes][..], &NO_ACTS].concat(), &clock);
    wrong.extend(saying(&["acts"], &[work, makes], &[&[".", "begin", "(", ")"]]));
    for (module, function) in [("audit", "append"), ("audit", "append_of_others"), ("entries", "append")] {
        wrong.extend(naming("acts", &[work], &["storage", module, function]));
    }
    assert_eq!(wrong, [""; 0], "what only acts::work does");
}

#[test]
fn verification_never_acts() {
    // The register, and with which key of an issuer its lists are signed.
    let taken = [&["acts", "Registry"][..], &["acts", "keyring"], &["acts", "keyring", "trust_list"]];
    let mut wrong = saying(&["verification"], &[], &[&[".", "begin", "(", ")"]]);
    for (place, source) in read("verification") {
        for path in
            source.paths().into_iter().filter(|path| path.first().is_some_and(|layer| layer == "acts"))
        {
            let is_taken = taken.iter().any(|taken| path.iter().eq(*taken));
            wrong.extend((!is_taken).then(|| format!("{} uses {}", place.display(), path.join("::"))));
        }
    }
    assert_eq!(wrong, [""; 0], "verification reads, and does nothing");
}

#[test]
fn whose_something_is_is_asked_in_one_place() {
    let mut wrong = Vec::new();
    for (place, source) in ["acts", "web"].iter().flat_map(|part| read(part)) {
        let compares =
            source.compares("issuer") && !is_at(&place, &[&["acts/scope.rs"][..], &NO_ACTS].concat());
        wrong.extend(compares.then(|| place.display().to_string()));
    }
    assert_eq!(wrong, [""; 0], "issuers are compared in acts::scope alone");
}

#[test]
fn a_page_looks_at_the_register_through_the_acts() {
    let wrong = saying(&["web"], &[], &[&[".", "read", "(", ")"], &[".", "begin", "(", ")"]]);
    assert_eq!(wrong, [""; 0], "a page takes a look: acts::look");
}

#[test]
fn modules_are_found_by_whatever_path_they_are_named() {
    let text = r##"
        //! crate::a
        use super::super::super::web::{Page, parts::{self, Form as Shape}};
        use crate::domain::ids; // crate::b
        mod inside {
            use super::super::decision::Basis;
            fn x() { super::own(); Basis::of() }
        }
        fn x<'a>(page: &'a Page) { ids::new(); parts::crumb('"'); Shape::new("crate::c", r#""crate::d"#); $crate::e::f!() }
    "##;
    let source = Source::of(Path::new("acts/filing/papers.rs"), text);
    let paths: Vec<String> = source.paths().iter().map(|path| path.join("::")).collect();
    let expected = [
        "web::Page",
        "web::parts",
        "web::parts::Form",
        "domain::ids",
        "acts::filing::decision::Basis",
        "acts::filing::papers::own",
        "acts::filing::decision::Basis::of",
        "domain::ids::new",
        "web::parts::crumb",
        "web::parts::Form::new",
        "e::f",
    ];
    assert_eq!(paths, expected);
    let compares = |text| Source::of(Path::new("acts/x.rs"), text).compares("issuer");
    for text in ["a.issuer == b", "b != self.a.issuer", "if a == b.issuer {", "(*issuer != x)"] {
        assert!(compares(text), "{text}");
    }
    for text in
        ["issuer = b == c", "// a.issuer == b", "a.issuers == b", "a == b.issuer()", "a == issuer_of(b)"]
    {
        assert!(!compares(text), "{text}");
    }
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
