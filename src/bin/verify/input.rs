//! What was given: a text, or a file of one of the known kinds.

use std::{fs::File, io, path::Path};

use consultant_registry::credential::{
    Malformed, link,
    offline::{Form, Ground, Report, check},
};

use crate::{bounded, pdf, picture};

/// A photo of a telephone; a PDF of ours has a tenth of it.
const MAX_FILE_BYTES: usize = 32 << 20;

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
        return Ok(vec![check(input, ground)]);
    };
    Ok(match bytes {
        Some(bytes) => of_bytes(&bytes, ground),
        None => vec![Report::unreadable(Form::Document, ground.day(), Malformed::TooLong.code())],
    })
}

/// A name with a point or a slash that is neither a link nor JSON.
fn looks_like_a_path(input: &str) -> bool {
    let text = input.trim();
    text.contains(['.', '/', '\\']) && !text.contains("://") && !text.starts_with('{')
}

/// By its first bytes, not by its name: names are changed on the way.
fn of_bytes(bytes: &[u8], ground: &Ground<'_>) -> Vec<Report> {
    let unreadable = |form, reason| vec![Report::unreadable(form, ground.day(), reason)];
    if pdf::is_one(bytes) {
        let attached = pdf::attached(bytes);
        let reports: Vec<Report> = attached.iter().map(|text| check(text, ground)).collect();
        return if reports.is_empty() { unreadable(Form::Document, "no_attachment") } else { reports };
    }
    if picture::is_one(bytes) {
        return match picture::codes(bytes) {
            Ok(texts) if texts.is_empty() => unreadable(Form::Code, "no_code"),
            Ok(texts) => of_codes(&texts, ground),
            Err(picture::Unreadable) => unreadable(Form::Code, "picture"),
        };
    }
    match std::str::from_utf8(bytes) {
        Ok(text) => vec![check(text, ground)],
        Err(_) => unreadable(Form::Document, Malformed::NotALink.code()),
    }
}

/// Other people's codes on the same sheet are left out beside one of ours.
fn of_codes(texts: &[String], ground: &Ground<'_>) -> Vec<Report> {
    let ours = |text: &&String| link::parse(text) != Err(Malformed::NotALink);
    let found: Vec<&String> = texts.iter().filter(ours).collect();
    let shown = if found.is_empty() { texts.iter().collect() } else { found };
    shown.into_iter().map(|text| check(text, ground)).collect()
}
