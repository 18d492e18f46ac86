//! The texts of `texts.json`, filled with a code.

use serde_json::Value;

/// A text as somebody gives it.
#[derive(Debug)]
pub(crate) struct GivenText {
    pub(crate) name: String,
    pub(crate) text: String,
    /// A verdict, its reason, or the reason of a refusal.
    pub(crate) expected: String,
}

/// All of them with this link, which is one as the QR has it.
pub(crate) fn given_texts(link: &str) -> Vec<GivenText> {
    let table: Value = serde_json::from_str(include_str!("texts.json")).expect("the table is JSON");
    let places = places(link);
    let filled =
        |text: &str| places.iter().fold(text.to_owned(), |text, (place, with)| text.replace(place, with));
    let member = |row: &Value, name: &str| row[name].as_str().expect("a text").to_owned();
    let rows = table.as_array().expect("a list").iter();
    rows.map(|row| GivenText {
        name: member(row, "name"),
        text: filled(&member(row, "text")),
        expected: member(row, "expected"),
    })
    .collect()
}

fn places(link: &str) -> Vec<(&'static str, String)> {
    let (before, code) = link.split_at(link.find("/V/").expect("a link") + 3);
    let (_, bare) = link.split_once("://").expect("a link");
    let parted = |text: &str, length: usize, by: &str| {
        let parts: Vec<&str> =
            (0..text.len()).step_by(length).map(|at| &text[at..text.len().min(at + length)]).collect();
        parts.join(by)
    };
    let at = code.len() - 40;
    let changed = if code[at..].starts_with('A') { 'B' } else { 'A' };
    vec![
        ("{LINK}", link.to_owned()),
        ("{link}", link.to_ascii_lowercase()),
        ("{CODE}", code.to_owned()),
        ("{code}", code.to_ascii_lowercase()),
        ("{BARE}", bare.to_owned()),
        ("{GROUPS}", parted(code, 5, " ")),
        ("{HYPHENS}", parted(code, 5, "-")),
        ("{WRAPPED}", parted(link, 76, "\r\n")),
        ("{JOINED}", parted(link, 76, " ")),
        ("{QUOTED}", parted(link, 76, "\r\n> ")),
        ("{SOFT}", parted(link, 75, "=\r\n")),
        ("{LINE}", link[..76].to_owned()),
        ("{PERCENT}", link.replace(':', "%3A").replace('/', "%2f")),
        ("{HALF}", link[..before.len() + code.len() / 2].to_owned()),
        ("{HALFCODE}", code[..code.len() / 2].to_owned()),
        ("{OTHER}", format!("{before}{}{changed}{}", &code[..at], &code[at + 1..])),
        ("{WRONGLETTER}", format!("{before}{}1", &code[..code.len() / 2])),
    ]
}
