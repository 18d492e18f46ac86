//! The words under which organisations, papers and dossiers are found.
//!
//! A question is answered from an index: the longest word asked for, which
//! few names have, leads to the names, and the others are looked for in these
//! alone.

use std::collections::{BTreeMap, BTreeSet};

use super::database::{execute, fetch_all};
use super::{StorageError, Transaction};
use crate::domain::fold;
use crate::domain::question::{MOST_WORDS, Question};

/// What is found.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Kind {
    /// `holder` is the enterprise code.
    Organisation,
    /// `holder` is the issuer, `line` the place in its status lists; name,
    /// number and enterprise code.
    Certificate,
    /// As a certificate; the name alone, for the public may ask by it.
    Card,
    /// As a card; the number.
    CardNumber,
    /// `holder` is the id; line 0 is the applicant with number and code, the
    /// others are the experts.
    Dossier,
}

impl Kind {
    fn as_str(self) -> &'static str {
        match self {
            Self::Organisation => "organisation",
            Self::Certificate => "certificate",
            Self::Card => "card",
            Self::CardNumber => "card_number",
            Self::Dossier => "dossier",
        }
    }
}

/// Text by text, the words under which a thing is found.
pub(super) type Lines = BTreeMap<i64, BTreeSet<String>>;

/// A select of the holders (`named.holder`, `named.line`) of a kind one of
/// whose texts has, for each of `$1` to `$8` that is not empty, a word that
/// begins with it. No word has U+10FFFF, so all that begin with a text come
/// before the text with it.
///
/// The `offset 0` keeps PostgreSQL from reading all words of the table to join
/// them: it looks for the other words in the names that the first one found.
macro_rules! named {
    ($kind:literal) => {
        concat!(
            "select named.holder, named.line from words named where named.kind = '",
            $kind,
            "' and named.word >= $1 and named.word < $1 || '\u{10ffff}'",
            crate::storage::words::named!(also "$2"),
            crate::storage::words::named!(also "$3"),
            crate::storage::words::named!(also "$4"),
            crate::storage::words::named!(also "$5"),
            crate::storage::words::named!(also "$6"),
            crate::storage::words::named!(also "$7"),
            crate::storage::words::named!(also "$8"),
        )
    };
    (also $word:literal) => {
        concat!(
            " and (", $word, " = '' or exists (select 1 from words also where also.kind = named.kind
                 and also.holder = named.holder and also.line = named.line
                 and also.word >= ", $word, " and also.word < ", $word, " || '\u{10ffff}'
                 limit 1 offset 0))"
        )
    };
}

/// All rows of a statement that has [`named!`] in it: `fetch_named!(transaction,
/// Row, "select …", question, value, …)`; the first value is `$9`.
macro_rules! fetch_named {
    ($transaction:expr, $row:ty, $sql:expr, $question:expr $(, $value:expr)* $(,)?) => {{
        let [one, two, three, four, five, six, seven, eight] = $crate::storage::words::asked($question);
        $crate::storage::database::fetch_all!(
            $transaction, $row, $sql, one, two, three, four, five, six, seven, eight $(, $value)*
        )
    }};
}

pub(super) use {fetch_named, named};

/// The values of `$1` to `$8`: the longest word first. Without any word, one
/// that no name has.
pub(super) fn asked(question: &Question) -> [String; MOST_WORDS] {
    let mut words: Vec<String> =
        question.words().iter().map(|word| ended(word).unwrap_or(word.clone())).collect();
    words.sort_by_key(|word| std::cmp::Reverse(word.chars().count()));
    let mut words = words.into_iter();
    let first = words.next().unwrap_or_else(|| " ".to_owned());
    let mut rest = std::iter::once(first).chain(words);
    std::array::from_fn(|_| rest.next().unwrap_or_default())
}

/// The words of names and numbers together, as one text.
pub(super) fn of<'a>(names: impl IntoIterator<Item = &'a str>, numbers: &[&str]) -> BTreeSet<String> {
    let mut words: BTreeSet<String> = names.into_iter().flat_map(fold::words).collect();
    for number in numbers {
        let folded = fold::fold(number);
        let parts: Vec<&str> = folded.split(' ').take(MOST_WORDS).collect();
        for at in 0..parts.len() {
            // `1/2026` is 01/2026, and nobody sets the parts apart as we do.
            let written = [parts[at].to_owned(), parts[at..].concat()];
            let bare = written.each_ref().map(|word| word.trim_start_matches('0').to_owned());
            words.extend(written.into_iter().chain(bare).filter(|word| !word.is_empty()).map(fold::cut));
        }
    }
    let ended: Vec<String> = words.iter().filter_map(|word| ended(word)).collect();
    words.extend(ended);
    words
}

/// A number of few digits is asked for whole: the 2 of 2/2026 begins no 2026.
/// It stands in the index once more, with its end.
fn ended(word: &str) -> Option<String> {
    let is_short = word.len() < 4 && word.bytes().all(|byte| byte.is_ascii_digit());
    is_short.then(|| format!("{word}."))
}

/// Keeps the words of one text.
pub(super) async fn keep(
    transaction: &mut Transaction,
    kind: Kind,
    (holder, line): (&str, i64),
    words: BTreeSet<String>,
) -> Result<(), StorageError> {
    let kept: Vec<(i64, String)> = fetch_all!(
        transaction,
        (i64, String),
        "select line, word from words where kind = $1 and holder = $2 and line = $3",
        kind.as_str(),
        holder,
        line,
    )?;
    change(transaction, kind, holder, kept, &Lines::from([(line, words)])).await
}

/// Keeps the words of all texts of a thing.
pub(super) async fn keep_lines(
    transaction: &mut Transaction,
    kind: Kind,
    holder: &str,
    lines: &Lines,
) -> Result<(), StorageError> {
    let kept: Vec<(i64, String)> = fetch_all!(
        transaction,
        (i64, String),
        "select line, word from words where kind = $1 and holder = $2",
        kind.as_str(),
        holder,
    )?;
    change(transaction, kind, holder, kept, lines).await
}

/// Most acts change no name: only what differs is written.
async fn change(
    transaction: &mut Transaction,
    kind: Kind,
    holder: &str,
    kept: Vec<(i64, String)>,
    lines: &Lines,
) -> Result<(), StorageError> {
    let wanted = lines.iter().flat_map(|(line, words)| words.iter().map(|word| (*line, word.clone())));
    let (kept, wanted): (BTreeSet<_>, BTreeSet<_>) = (kept.into_iter().collect(), wanted.collect());
    for (line, word) in kept.difference(&wanted) {
        execute!(
            transaction,
            "delete from words where kind = $1 and holder = $2 and line = $3 and word = $4",
            kind.as_str(),
            holder,
            *line,
            word,
        )?;
    }
    for (line, word) in wanted.difference(&kept) {
        execute!(
            transaction,
            "insert into words (kind, holder, line, word) values ($1, $2, $3, $4)
             on conflict (kind, holder, line, word) do nothing",
            kind.as_str(),
            holder,
            *line,
            word,
        )?;
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_number_is_found_in_parts_without_zeros_and_joined() {
        let words = of([], &["01/2026/GXN-BKHCN", "BKHCN-261127-0001"]);
        for word in
            ["01", "1", "2026", "gxn", "12026gxnbkhcn", "261127", "0001", "bkhcn2611270001", "2611270001"]
        {
            assert!(words.contains(word), "{word} in {words:?}");
        }
    }

    #[test]
    fn the_longest_word_leads_and_signs_find_nothing() {
        let asked_for = asked(&Question::of("an tư vấn"));
        assert_eq!(asked_for.each_ref().map(String::as_str)[..4], ["van", "an", "tu", ""]);
        assert_eq!(asked(&Question::of("%"))[0], " ");
        assert_eq!(asked(&Question::of("2/2026"))[..2], ["2026", "2."]);
        assert!(of([], &["02/2026"]).contains("2.") && of(["QUATEST 3"], &[]).contains("3."));
    }
}
