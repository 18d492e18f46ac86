//! Looking at a PDF with the programs other people use: poppler, qpdf, zbar.

use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

use image::GrayImage;

/// A PDF written to disk, and left there for people to look at.
pub(crate) struct Printed {
    pub(crate) path: PathBuf,
}

/// A word and where it stands on its page, in millimetres.
#[derive(Clone, Debug)]
pub(crate) struct Word {
    pub(crate) page: usize,
    pub(crate) text: String,
    pub(crate) left: f64,
    pub(crate) top: f64,
    pub(crate) right: f64,
    pub(crate) bottom: f64,
}

impl Printed {
    pub(crate) fn new(name: &str, pdf: &[u8]) -> Self {
        let folder = Path::new(env!("CARGO_TARGET_TMPDIR")).join("papers");
        fs::create_dir_all(&folder).expect("a folder under target");
        let path = folder.join(name).with_extension("pdf");
        fs::write(&path, pdf).expect("a file under target");
        Self { path }
    }

    pub(crate) fn page_count(&self) -> usize {
        let text = run("pdfinfo", &[&self.name()]);
        let line = text.lines().find_map(|line| line.strip_prefix("Pages:")).expect("a number of pages");
        line.trim().parse().expect("a number")
    }

    /// The text of a page, its white space as single spaces.
    pub(crate) fn page_text(&self, page: usize) -> String {
        let page = page.to_string();
        let text = run("pdftotext", &["-f", &page, "-l", &page, &self.name(), "-"]);
        text.split_whitespace().collect::<Vec<_>>().join(" ")
    }

    /// A page as a grey picture with this many pixels an inch.
    pub(crate) fn picture(&self, page: usize, dpi: u32) -> PathBuf {
        let stem = self.path.with_extension(format!("{page}-{dpi}"));
        let (dpi, page) = (dpi.to_string(), page.to_string());
        let stem_name = stem.display().to_string();
        run(
            "pdftoppm",
            &["-gray", "-png", "-singlefile", "-r", &dpi, "-f", &page, "-l", &page, &self.name(), &stem_name],
        );
        PathBuf::from(format!("{stem_name}.png"))
    }

    /// What a program says of the file.
    pub(crate) fn told_by(&self, program: &str, before: &[&str]) -> String {
        let name = self.name();
        run(program, &[before, &[&name]].concat())
    }

    /// Every word with its place.
    pub(crate) fn words(&self) -> Vec<Word> {
        let xml = run("pdftotext", &["-bbox", &self.name(), "-"]);
        let mut page = 0;
        let mut words = Vec::new();
        for line in xml.lines().map(str::trim) {
            page += usize::from(line.starts_with("<page"));
            if let Some(rest) = line.strip_prefix("<word ") {
                let number = |key: &str| -> f64 {
                    let from = rest.find(key).expect("such an attribute") + key.len() + 2;
                    let text = rest[from..].split('"').next().expect("a value");
                    text.parse::<f64>().expect("a number") / 72.0 * 25.4
                };
                let text = rest[rest.find('>').expect("an end") + 1..].trim_end_matches("</word>").to_owned();
                let (left, top, right, bottom) =
                    (number("xMin"), number("yMin"), number("xMax"), number("yMax"));
                words.push(Word { page, text, left, top, right, bottom });
            }
        }
        words
    }

    fn name(&self) -> String {
        self.path.display().to_string()
    }
}

/// Output of a program that must succeed.
pub(crate) fn run(program: &str, arguments: &[&str]) -> String {
    let output =
        Command::new(program).args(arguments).output().unwrap_or_else(|error| panic!("{program}: {error}"));
    let said = String::from_utf8_lossy(&output.stdout).into_owned();
    assert!(
        output.status.success(),
        "{program} {arguments:?}: {said}{}",
        String::from_utf8_lossy(&output.stderr)
    );
    said
}

/// Words over each other by more than lines set close together would be.
pub(crate) fn collisions(words: &[Word]) -> Vec<(String, String)> {
    let mut found = Vec::new();
    for (at, one) in words.iter().enumerate() {
        for other in words[at + 1..].iter().filter(|other| other.page == one.page) {
            let across = one.right.min(other.right) - one.left.max(other.left);
            let down = one.bottom.min(other.bottom) - one.top.max(other.top);
            let height = (one.bottom - one.top).min(other.bottom - other.top);
            if across > 0.2 && down > 0.45 * height {
                found.push((one.text.clone(), other.text.clone()));
            }
        }
    }
    found
}

/// Width and height of a picture, in points.
pub(crate) fn size(picture: &GrayImage) -> [usize; 2] {
    [picture.width(), picture.height()].map(|side| usize::try_from(side).expect("a picture's side"))
}
