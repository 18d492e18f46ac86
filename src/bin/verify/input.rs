//! What was given: a text, or a file of one of the known kinds.

use std::{fs::File, io, path::Path};

use consultant_registry::credential::{
    Malformed,
    given::{self, pdf},
    offline::{Form, Ground, Report, check_all},
};
use consultant_registry::domain::inquiry::{Inquiry, Item, offline::check_typed};

use crate::{bounded, picture};

/// A photo of a telephone; a PDF of ours has a tenth of it.
const MAX_FILE_BYTES: usize = 32 << 20;

/// Scanned pages of a PDF that are looked at.
const MAX_PAGES: usize = 24;

/// Checks what was given; a report for every code or document in it, at least
/// one. Fails when there is nothing of that name to be read.
pub(crate) fn checked(input: &str, ground: &Ground<'_>) -> Result<Vec<Report>, String> {
    let bytes = if input == "-" {
        bounded(io::stdin().lock(), MAX_FILE_BYTES).map_err(|error| format!("standard input: {error}"))?
    } else if Path::new(input).is_file() {
        let file = File::open(input).map_err(|error| format!("{input}: {error}"))?;
        bounded(file, MAX_FILE_BYTES).map_err(|error| format!("{input}: {error}"))?
    } else if looks_like_a_path(input) {
        return Err(format!("{input}: no such file"));
    } else {
        return Ok(vec![check_typed(input, ground)]);
    };
    Ok(match bytes {
        Some(bytes) => of_bytes(&bytes, ground),
        None => vec![Report::unreadable(Form::Document, ground.day(), Malformed::TooLong)],
    })
}

/// A name with a point or a slash in which there is neither a code, a link, a
/// number nor JSON.
fn looks_like_a_path(input: &str) -> bool {
    let text = input.trim();
    text.contains(['.', '/', '\\'])
        && !text.contains("://")
        && !text.starts_with('{')
        && !given::holds_code(text)
        && !names_something(text)
}

/// A number, which has slashes and points as paths have; or one among words.
fn names_something(text: &str) -> bool {
    let inquiry = Inquiry::of(text, "");
    inquiry.items.iter().any(|item| !matches!(item, Item::Code | Item::Name(_)))
}

fn of_bytes(bytes: &[u8], ground: &Ground<'_>) -> Vec<Report> {
    let unreadable = |form, malformed| vec![Report::unreadable(form, ground.day(), malformed)];
    match given::File::of(bytes) {
        given::File::Text(text) => vec![check_typed(&text, ground)],
        given::File::Pdf => of_pdf(bytes, ground).unwrap_or_else(|why| unreadable(Form::Document, why)),
        given::File::Picture => {
            of_picture(picture::codes(bytes), ground).unwrap_or_else(|why| unreadable(Form::Code, why))
        }
        given::File::Other => unreadable(Form::Document, Malformed::NotALink),
    }
}

fn of_picture(
    read: Result<Vec<String>, picture::Unreadable>,
    ground: &Ground<'_>,
) -> Result<Vec<Report>, Malformed> {
    let reports = of_all(&read.map_err(|_| Malformed::Picture)?, ground);
    if reports.is_empty() { Err(Malformed::NoCode) } else { Ok(reports) }
}

/// The documents attached to a PDF; where there are none, the codes on its
/// scanned pages.
fn of_pdf(bytes: &[u8], ground: &Ground<'_>) -> Result<Vec<Report>, Malformed> {
    let mut reports = of_all(&pdf::documents(bytes), ground);
    if reports.is_empty() {
        let texts = pdf::pictures(bytes).take(MAX_PAGES).flat_map(|page| match page {
            pdf::Picture::Jpeg(jpeg) => picture::codes(&jpeg).unwrap_or_default(),
            pdf::Picture::Grey { width, height, points } => picture::codes_in(&points, width, height),
        });
        let mut texts: Vec<String> = texts.collect();
        texts.sort();
        texts.dedup();
        reports = of_all(&texts, ground);
    }
    if reports.is_empty() { Err(Malformed::PrintedPdf) } else { Ok(reports) }
}

fn of_all(texts: &[String], ground: &Ground<'_>) -> Vec<Report> {
    check_all(texts, ground).into_iter().map(|(_, report)| report).collect()
}
