//! A dossier file as programs and people hand it in.

use serde_json::Value;

use super::{Application, Expert, Fault, MOST_BYTES, parse};
use crate::domain::typed::{self, Proposal, Undrawn};

/// Reads an application from a file of someone else: also in UTF-16 or with a
/// byte order mark, and every text as a form would keep it. A name typed for
/// an old font stays as it is, for a person to look at: see [`proposals`].
pub fn read_file(bytes: &[u8]) -> Result<Application, Fault> {
    if bytes.len() > MOST_BYTES {
        return Err(Fault::too_large(MOST_BYTES));
    }
    let application = parse(typed::decoded(bytes).as_ref())?;
    let mut value = serde_json::to_value(&application).expect("an application has text keys");
    clean("", &mut value);
    let application = parse(value.to_string().as_bytes())?;
    match undrawn_in(&application) {
        Some((path, sign)) => Err(Fault::undrawn(&path, sign)),
        None => Ok(application),
    }
}

/// The first sign that papers cannot show, in what they print, and its path. A
/// name typed for an old font is looked at by a person.
fn undrawn_in(application: &Application) -> Option<(String, Undrawn)> {
    let sign = |text: &Option<String>, find: fn(&str) -> Option<Undrawn>| {
        let text = text.as_deref().filter(|text| typed::proposal(text).is_none())?;
        find(text)
    };
    let holder = application.organisation.as_ref().and_then(|holder| {
        let name = sign(&holder.name, typed::undrawn_in_name).map(|found| ("organisation.name", found));
        let address = || sign(&holder.address, typed::undrawn).map(|found| ("organisation.address", found));
        name.or_else(address).map(|(path, found)| (path.to_owned(), found))
    });
    let of_expert = |(at, expert): (usize, &Expert)| {
        let name = sign(&expert.name, typed::undrawn_in_name).map(|found| ("name", found));
        let address = || {
            let contact = expert.contact.as_ref()?;
            Some(("contact.address", sign(&contact.address, typed::undrawn)?))
        };
        name.or_else(address).map(|(key, found)| (format!("experts[{at}].{key}"), found))
    };
    holder.or_else(|| application.experts.iter().enumerate().find_map(of_expert))
}

/// Texts of the application that seem typed for an old font, with what they
/// seem to mean.
pub fn proposals(application: &Application) -> Vec<Proposal> {
    let value = serde_json::to_value(application).expect("an application has text keys");
    let mut found = Vec::new();
    propose(&value, &mut found);
    found
}

fn clean(key: &str, value: &mut Value) {
    match value {
        Value::String(text) => *text = kept(key, text),
        Value::Array(rows) => rows.iter_mut().for_each(|row| clean(key, row)),
        Value::Object(fields) => fields.iter_mut().for_each(|(key, field)| clean(key, field)),
        Value::Null | Value::Bool(_) | Value::Number(_) => {}
    }
}

fn kept(key: &str, text: &str) -> String {
    let digits = typed::digits(text);
    match key {
        "enterprise_code" | "personal_number" if digits.bytes().all(|byte| byte.is_ascii_digit()) => digits,
        "email" => typed::email(text),
        _ if typed::proposal(text).is_some() => text.to_owned(),
        _ => typed::line(text),
    }
}

fn propose(value: &Value, found: &mut Vec<Proposal>) {
    match value {
        Value::String(text) => found.extend(typed::proposal(text)),
        Value::Array(rows) => rows.iter().for_each(|row| propose(row, found)),
        Value::Object(fields) => fields.values().for_each(|field| propose(field, found)),
        Value::Null | Value::Bool(_) | Value::Number(_) => {}
    }
}

#[cfg(test)]
mod tests {
    use unicode_normalization::UnicodeNormalization;

    use super::*;

    const WHOLE: &str = include_str!("../../../tests/cases/organisation-meets-all.json");

    fn utf16(text: &str, bytes: fn(u16) -> [u8; 2]) -> Vec<u8> {
        std::iter::once(0xfeff).chain(text.encode_utf16()).flat_map(bytes).collect()
    }

    #[test]
    fn a_file_reads_the_same_in_every_clothing() {
        let plain = parse(WHOLE.as_bytes()).expect("a dossier");
        let marked = format!("\u{feff}{WHOLE}").into_bytes();
        let apart: String = WHOLE.nfd().collect();
        let lines = WHOLE.replace('\n', "\r\n");
        let spaced = WHOLE.replace("Công ty ", "\u{200b}Công\u{a0}ty\u{202f} ");
        let files = [
            WHOLE.as_bytes().to_vec(),
            marked,
            utf16(WHOLE, u16::to_le_bytes),
            utf16(WHOLE, u16::to_be_bytes),
            apart.into_bytes(),
            lines.into_bytes(),
            spaced.into_bytes(),
        ];
        for file in files {
            assert_eq!(read_file(&file).as_ref(), Ok(&plain));
        }
    }

    #[test]
    fn codes_and_addresses_are_kept_as_a_form_keeps_them() {
        let pasted = r#"{"format": "dossier/1", "procedure": "new_organisation", "issuer": "BKHCN",
            "received_on": "2026-10-05",
            "organisation": {"enterprise_code": "0101 234.567", "email": "mailto:a@example.test;"},
            "experts": [{"personal_number": "\u200b079 085 001 234"}, {"personal_number": "CMND 12"}]}"#;
        let read = read_file(pasted.as_bytes()).expect("a dossier");
        let organisation = read.organisation.expect("an organisation");
        assert_eq!(organisation.enterprise_code.as_deref(), Some("0101234567"));
        assert_eq!(organisation.email.as_deref(), Some("a@example.test"));
        assert_eq!(read.experts[0].personal_number.as_deref(), Some("079085001234"));
        assert_eq!(read.experts[1].personal_number.as_deref(), Some("CMND 12"), "to be refused as it is");
    }

    #[test]
    fn a_name_for_an_old_font_stays_to_be_looked_at() {
        let typed = "C«ng ty T\u{ad} vÊn ViÖt";
        let file = WHOLE.replace("Công ty TNHH Tư vấn Đại Việt Xanh", typed);
        let read = read_file(file.as_bytes()).expect("a dossier");
        assert_eq!(read.organisation.as_ref().and_then(|firm| firm.name.as_deref()), Some(typed));
        let proposed: Vec<String> = proposals(&read).into_iter().map(|found| found.text).collect();
        assert!(proposed.contains(&"Công ty Tư vấn Việt".to_owned()), "{proposed:?}");
        assert_eq!(proposals(&parse(WHOLE.as_bytes()).expect("a dossier")), []);
    }

    #[test]
    fn a_sign_that_no_paper_shows_is_refused_at_its_key() {
        let name = WHOLE.replace("Công ty TNHH Tư vấn Đại Việt Xanh", "김민수 (Kim Min-su)");
        let fault = read_file(name.as_bytes()).expect_err("no font has it");
        assert_eq!(fault.path, "organisation.name");
        assert!(fault.text.vi.contains("“김” (U+AE40)"), "{}", fault.text.vi);
        let bullet = WHOLE.replace("Công ty TNHH Tư vấn Đại Việt Xanh", "\u{f0b7} Công ty Tư vấn");
        let read = read_file(bullet.as_bytes()).expect("a dossier");
        assert_eq!(read.organisation.and_then(|firm| firm.name).as_deref(), Some("- Công ty Tư vấn"));
    }

    #[test]
    fn what_is_no_text_is_refused_and_not_more() {
        for wrong in [&b"\xff\xfe{"[..], b"\xff\xfe\x00\xd8", b"\xef\xbb\xbf", b"\xff", b""] {
            assert!(read_file(wrong).is_err());
        }
        assert!(read_file(&vec![b' '; MOST_BYTES + 1]).expect_err("too large").text.en.contains("larger"));
    }
}
