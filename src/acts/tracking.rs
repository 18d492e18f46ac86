//! Following a dossier with its slip: whoever holds the slip sees the stage and
//! the next day due, and nothing private.
//!
//! The code is the dossier's number, which finds it, and a keyed hash of its
//! id, which nobody can guess: eighty bits, and the pages are rate limited.

use super::Registry;
use crate::domain::ids::DossierId;
use crate::storage::StorageError;
use crate::storage::dossiers::{self, DossierSummary};

/// Letters of the part nobody can guess, 5 bits each.
const LETTERS: usize = 16;

/// Letters between two dashes, where people read and type it.
const GROUP: usize = 4;

/// A dossier as anyone with its slip may see it.
#[derive(Clone, Debug)]
pub struct TrackedDossier {
    /// Its number.
    pub number: String,
    /// Where it is, and where it was filed. Its title is not for others.
    pub summary: DossierSummary,
}

/// The link in a slip's QR.
pub fn link(registry: &Registry, dossier: DossierId, number: &str) -> String {
    format!("{}{}", registry.origin, path(registry, dossier, number))
}

/// The same as people type it: `registry.example/T/52-261122-0015-ABCD-…`.
pub fn address(registry: &Registry, dossier: DossierId, number: &str) -> String {
    format!("{}{}", registry.origin.host(), path(registry, dossier, number))
}

fn path(registry: &Registry, dossier: DossierId, number: &str) -> String {
    let mark = registry.seal.tracking_mark(dossier);
    let groups: Vec<&str> = (0..LETTERS).step_by(GROUP).map(|at| &mark[at..at + GROUP]).collect();
    let number: String = number.bytes().map(in_path).collect();
    format!("/T/{number}-{}", groups.join("-"))
}

/// A byte of a number, as it stands in a path and fits the letters of a QR.
fn in_path(byte: u8) -> String {
    match byte {
        b'/' | b'-' | b'.' => char::from(byte).to_string(),
        _ if byte.is_ascii_alphanumeric() => char::from(byte).to_string(),
        _ => format!("%{byte:02X}"),
    }
}

/// The dossier that a code leads to, forgiving of case and of dashes left out.
/// A wrong code and a number that was never given are the same answer.
pub async fn follow(registry: &Registry, code: &str) -> Result<Option<TrackedDossier>, StorageError> {
    let Some((number, mark)) = parts(code) else { return Ok(None) };
    let mut transaction = registry.storage.read().await?;
    let found = dossiers::numbered(&mut transaction, number).await?;
    Ok(found
        .filter(|(_, summary)| same(&registry.seal.tracking_mark(summary.id), &mark))
        .map(|(number, summary)| TrackedDossier { number, summary }))
}

/// Number and mark of a code, the mark in capitals. A full stop or bracket of
/// the sentence around it is none of it.
fn parts(code: &str) -> Option<(&str, String)> {
    let code = code.trim().trim_end_matches(|letter: char| !letter.is_alphanumeric());
    let mut mark = Vec::new();
    let mut end = code.len();
    for (at, letter) in code.char_indices().rev() {
        if mark.len() == LETTERS {
            break;
        }
        end = at;
        match letter.to_ascii_uppercase() {
            '-' | ' ' => {}
            letter @ ('A'..='Z' | '2'..='7') => mark.push(letter),
            _ => return None,
        }
    }
    let number = code[..end].trim_end_matches(['-', ' ']);
    let whole = mark.len() == LETTERS && !number.is_empty() && number.len() <= 80;
    whole.then(|| (number, mark.into_iter().rev().collect()))
}

/// Whether two marks are the same, in a time that does not tell where they
/// first differ.
pub(super) fn same(one: &str, other: &str) -> bool {
    let differs = one.bytes().zip(other.bytes()).fold(0, |found, (one, other)| found | (one ^ other));
    one.len() == other.len() && differs == 0
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_code_is_read_however_it_is_typed() {
        let expected = Some(("52-261122-0015", "ABCDEFGHIJKLMNOP".to_owned()));
        for typed in [
            "52-261122-0015-ABCD-EFGH-IJKL-MNOP",
            "52-261122-0015-abcdefghijklmnop",
            " 52-261122-0015 ABCD EFGH IJKL MNOP ",
            "52-261122-0015-ABCD-EFGH-IJKL-MNOP.",
            "52-261122-0015-ABCD-EFGH-IJKL-MNOP/”),",
        ] {
            assert_eq!(parts(typed), expected, "{typed}");
        }
        for other in ["", "ABCDEFGHIJKLMNOP", "52-261122-0015", "52-261122-0015-ABCD-EFGH-IJKL-MNO1", "Đ"] {
            assert_eq!(parts(other), None, "{other}");
        }
    }

    #[test]
    fn marks_that_differ_anywhere_are_not_the_same() {
        assert!(same("ABCD", "ABCD"));
        for other in ["ABCE", "XBCD", "ABC", ""] {
            assert!(!same("ABCD", other), "{other}");
        }
    }
}
