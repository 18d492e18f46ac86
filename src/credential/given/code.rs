//! The code in a text.

use crate::credential::{
    link::{self, Scan},
    refusal::Malformed,
    token::{MAX_CODE_CHARS, Token},
};

/// No text is looked through that is longer: a mail with a code in it.
pub const MAX_GIVEN_BYTES: usize = 16_384;

/// How every code begins: tag 18, an array of four, and a protected header of
/// 13 bytes with two entries, the algorithm first (FORMAT.md, sections 1 and 3).
const BEGINNING: &str = "2KCE3IQB";

/// Enough of it to look closer.
const FIRST: &str = "2KCE";

/// Letters that tell how long the whole is: 20 bytes.
const TELLING: usize = 32;

/// More codes in a text are not looked at.
const MAX_CODES: usize = 16;

/// The letters of a code and the host of the link around them; not yet read.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Letters {
    /// The host that the link names, lower case. To be shown, never followed.
    pub host: Option<String>,
    /// The letters, upper case.
    pub code: String,
}

/// The code in what was scanned, typed or pasted.
pub fn code(text: &str) -> Result<Scan, Malformed> {
    letters(text)?.read()
}

/// Whether there is a code in the text, or a part of one, whatever is around.
pub fn holds_code(text: &str) -> bool {
    text.len() <= MAX_GIVEN_BYTES && !candidates(&decoded(text)).is_empty()
}

/// The letters of the one code in a text.
///
/// A text that is a link or a code and nothing else is taken as it is.
pub fn letters(text: &str) -> Result<Letters, Malformed> {
    if text.len() > MAX_GIVEN_BYTES {
        return Err(Malformed::TooLong);
    }
    let written = link::split(text);
    if let Ok((host, code)) = &written
        && code.bytes().all(|byte| byte.is_ascii_alphanumeric())
    {
        return Ok(Letters { host: host.clone(), code: code.clone() });
    }
    let found = candidates(&decoded(text));
    if found.is_empty() {
        return written.map(|(host, code)| Letters { host, code });
    }
    the_one(found)
}

impl Letters {
    /// Reads them strictly.
    pub fn read(self) -> Result<Scan, Malformed> {
        match Token::from_code(&self.code) {
            Ok(token) => Ok(Scan { host: self.host, token }),
            Err(_) if self.are_a_beginning() => Err(Malformed::Incomplete),
            Err(malformed) => Err(malformed),
        }
    }

    /// Whether more letters would have to follow.
    fn are_a_beginning(&self) -> bool {
        let is_shorter = match whole(&self.code) {
            Whole::Letters(wanted) => self.code.len() < wanted,
            Whole::NotSaid => self.code.starts_with(BEGINNING),
            Whole::No => false,
        };
        is_shorter && is_base32(&self.code)
    }
}

/// Of several the one with a whole code. Two that differ are not one.
fn the_one(found: Vec<Result<Letters, Malformed>>) -> Result<Letters, Malformed> {
    let mut refused = None;
    let mut the_one: Option<Letters> = None;
    for candidate in found {
        match (candidate, &mut the_one) {
            (Err(malformed), _) => refused = refused.or(Some(malformed)),
            (Ok(letters), None) => the_one = Some(letters),
            (Ok(letters), Some(known)) if letters.code != known.code => return Err(Malformed::SeveralCodes),
            // The same code in a link and alone.
            (Ok(letters), Some(known)) => match (&letters.host, &known.host) {
                (Some(one), Some(other)) if one != other => return Err(Malformed::SeveralCodes),
                (Some(_), None) => *known = letters,
                _ => {}
            },
        }
    }
    the_one.ok_or(refused.unwrap_or(Malformed::NotALink))
}

/// What begins like a code, in the order of the text.
fn candidates(text: &str) -> Vec<Result<Letters, Malformed>> {
    let mut found = Vec::new();
    let mut from = 0;
    while let Some(at) = beginning(text, from)
        && found.len() < MAX_CODES
    {
        let runs = Runs::of(&text[at..]);
        if !runs.joined.starts_with(BEGINNING) {
            // A part of one is told from a word by its first eight letters.
            from = at + FIRST.len();
            continue;
        }
        let taken = runs.code();
        from = at + taken.as_ref().map_or(BEGINNING.len(), |(_, length)| *length).max(FIRST.len());
        found.push(host(&text[..at]).and_then(|host| Ok(Letters { host, code: taken?.0 })));
    }
    found
}

/// Where the next letters begin that a code begins with; not within a word.
fn beginning(text: &str, from: usize) -> Option<usize> {
    let bytes = text.as_bytes();
    (from..bytes.len().saturating_sub(FIRST.len() - 1)).find(|at| {
        bytes[*at..*at + FIRST.len()].eq_ignore_ascii_case(FIRST.as_bytes())
            && (*at == 0 || !bytes[*at - 1].is_ascii_alphanumeric())
    })
}

/// Letters and digits, parted by what mails, editors and people put between.
struct Runs {
    /// All of them, upper case.
    joined: String,
    runs: Vec<Run>,
}

/// One of them.
struct Run {
    /// Letters up to its end, of this run and those before.
    letters: usize,
    /// Letters of its own.
    length: usize,
    /// The byte of the text at which it ends.
    ends: usize,
    /// Whether it begins a line.
    in_new_line: bool,
}

impl Runs {
    fn of(text: &str) -> Self {
        let mut runs = Self { joined: String::new(), runs: Vec::new() };
        let (mut letter_case, mut at, mut in_new_line) = (Case::default(), 0, false);
        while runs.joined.len() <= MAX_CODE_CHARS {
            let run = run(&text[at..]);
            let of_this_run = Case::of(run);
            if run.is_empty() || !letter_case.goes_on_as(of_this_run) {
                break;
            }
            letter_case = letter_case.and(of_this_run);
            let before = runs.joined.len();
            runs.joined.extend(run.chars().filter(|c| !is_unseen(*c)).map(|c| c.to_ascii_uppercase()));
            at += run.len();
            let letters = runs.joined.len();
            runs.runs.push(Run { letters, length: letters - before, ends: at, in_new_line });
            let gap = between(&text[at..]);
            in_new_line = text[at..at + gap].contains('\n');
            at += gap;
        }
        runs
    }

    /// The code that these runs begin with, and how many bytes it takes.
    ///
    /// A code ends where a run ends: after a part of one come words, and what
    /// has its letters from them would be called altered.
    fn code(&self) -> Result<(String, usize), Malformed> {
        let first = self.runs.first().ok_or(Malformed::NotALink)?;
        let wanted = match whole(&self.joined) {
            Whole::Letters(wanted) if wanted > MAX_CODE_CHARS => return Err(Malformed::TooLong),
            Whole::Letters(wanted) => wanted,
            Whole::NotSaid => return Err(self.not_whole()),
            Whole::No => return Ok((self.joined[..first.letters].to_owned(), first.ends)),
        };
        let last = self.runs.iter().position(|run| run.letters == wanted);
        if let Some(last) = last.filter(|last| self.are_regular(*last)) {
            return Ok((self.joined[..wanted].to_owned(), self.runs[last].ends));
        }
        // Letters that follow at once make it another code, to be read as such.
        if first.letters > wanted {
            Ok((self.joined[..first.letters].to_owned(), first.ends))
        } else {
            Err(self.not_whole())
        }
    }

    /// Whether the runs up to this one are the parts of one text: lines end
    /// where they may, but groups and lines that were joined are of one length,
    /// but for the first and the last. Words are not.
    fn are_regular(&self, last: usize) -> bool {
        let in_line = |runs: &[Run]| -> Vec<usize> {
            runs.iter().filter(|run| !run.in_new_line).map(|run| run.length).collect()
        };
        let middle = in_line(self.runs.get(1..last).unwrap_or_default());
        let Some(&length) = middle.first() else { return true };
        middle.iter().all(|other| *other == length)
            && (self.runs[last].in_new_line || self.runs[last].length <= length)
    }

    fn not_whole(&self) -> Malformed {
        let first = self.runs.first().map_or(0, |run| run.letters);
        if is_base32(&self.joined[..first]) { Malformed::Incomplete } else { Malformed::Base32 }
    }
}

fn is_base32(letters: &str) -> bool {
    letters.bytes().all(|byte| byte.is_ascii_uppercase() || (b'2'..=b'7').contains(&byte))
}

/// How many letters a code has that begins like this.
enum Whole {
    Letters(usize),
    /// There are too few to tell.
    NotSaid,
    /// It does not begin as a code does.
    No,
}

fn whole(code: &str) -> Whole {
    let Some(telling) = code.get(..TELLING) else { return Whole::NotSaid };
    let bytes = data_encoding::BASE32_NOPAD.decode(telling.as_bytes());
    let bytes = bytes.ok().and_then(|bytes| Token::announced_bytes(&bytes));
    bytes.map_or(Whole::No, |bytes| Whole::Letters((bytes * 8).div_ceil(5)))
}

/// The letters and digits that a text begins with, and the unseen among them.
fn run(text: &str) -> &str {
    let end = text.find(|c: char| !c.is_ascii_alphanumeric() && !is_unseen(c)).unwrap_or(text.len());
    &text[..end]
}

/// How many bytes there are to the next run: white space and hyphens, and the
/// marks of mails before and after the end of a line. 0 where something else
/// follows.
fn between(text: &str) -> usize {
    let mut in_new_line = false;
    for (at, c) in text.char_indices() {
        let ends_line = |rest: &str| rest.trim_start_matches([' ', '\t', '\r']).starts_with('\n');
        match c {
            '\n' => in_new_line = true,
            '-' => {}
            _ if c.is_whitespace() || is_unseen(c) => {}
            // Quoted-printable ends a line so, and answers begin one so.
            '=' if ends_line(&text[at + 1..]) => {}
            '>' | '|' if in_new_line => {}
            _ if c.is_ascii_alphanumeric() => return at,
            _ => return 0,
        }
    }
    0
}

/// Marks that no one sees: soft hyphens, marks of width and direction.
fn is_unseen(c: char) -> bool {
    matches!(c, '\u{ad}' | '\u{200b}'..='\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2060}'..='\u{2064}' | '\u{feff}')
}

/// Whether letters are capitals, small, or both.
#[derive(Clone, Copy, Default)]
struct Case {
    capital: bool,
    small: bool,
}

impl Case {
    fn of(run: &str) -> Self {
        let has = |of: fn(&u8) -> bool| run.as_bytes().iter().any(of);
        Self { capital: has(u8::is_ascii_uppercase), small: has(u8::is_ascii_lowercase) }
    }

    /// Words after a code in capitals are in small letters.
    fn goes_on_as(self, next: Self) -> bool {
        let begun = self.capital || self.small;
        !begun || ((self.capital || !next.capital) && (self.small || !next.small))
    }

    fn and(self, next: Self) -> Self {
        Self { capital: self.capital || next.capital, small: self.small || next.small }
    }
}

/// The host of the link that ends in this text; none when a code stands alone.
///
/// It is the host that a browser would open: of a link within a link the outer
/// one. A name before `@`, or letters that no host of ours has, are no link.
fn host(before: &str) -> Result<Option<String>, Malformed> {
    let link = before.trim_end_matches(|c: char| c.is_whitespace() || is_unseen(c));
    let head = link.len().checked_sub("/V/".len()).and_then(|at| link.split_at_checked(at));
    let Some((before, _)) = head.filter(|(_, path)| path.eq_ignore_ascii_case("/V/")) else {
        return if last_word(before).contains("://") || before.ends_with(['/', '@']) {
            Err(Malformed::NotALink)
        } else {
            Ok(None)
        };
    };
    let is_of_host = |c: char| c.is_ascii_alphanumeric() || matches!(c, '-' | '.' | ':');
    let name = before.trim_end_matches(is_of_host).len();
    let (before, name) = before.split_at(name);
    let outer = match before.strip_suffix("//").and_then(|before| before.strip_suffix(':')) {
        Some(before) => {
            let scheme = before.trim_end_matches(|c: char| c.is_ascii_alphanumeric()).len();
            let (before, scheme) = before.split_at(scheme);
            let of_web = ["http", "https"].iter().any(|known| scheme.eq_ignore_ascii_case(known));
            of_web.then(|| last_word(before))
        }
        // People leave the scheme out; then it has to look like an address.
        None => (begins_word(before) && is_address(name)).then_some(""),
    };
    let outer = outer.ok_or(Malformed::NotALink)?;
    let name =
        outer.split_once("://").map_or(name, |(_, rest)| rest.split(['/', '?', '#']).next().unwrap_or(""));
    let name = name.to_ascii_uppercase();
    if link::is_host(&name) { Ok(Some(name.to_ascii_lowercase())) } else { Err(Malformed::NotALink) }
}

fn last_word(text: &str) -> &str {
    text.rsplit(char::is_whitespace).next().unwrap_or("")
}

fn begins_word(before: &str) -> bool {
    let opens = |c: char| c.is_whitespace() || "<>([{\"'“”‘’«»,;".contains(c);
    before.chars().next_back().is_none_or(opens)
}

fn is_address(name: &str) -> bool {
    let host = name.split(':').next().unwrap_or("");
    host.contains('.') || host.eq_ignore_ascii_case("localhost")
}

/// The text with the signs that a link may have in it decoded (RFC 3986,
/// section 2.1). White space and what no link of ours has stay as they are: a
/// link within another one must not come apart.
fn decoded(text: &str) -> String {
    let mut decoded = String::with_capacity(text.len());
    let mut rest = text;
    while let Some((before, after)) = rest.split_once('%') {
        decoded.push_str(before);
        let byte = after.get(..2).and_then(|digits| u8::from_str_radix(digits, 16).ok());
        match byte.filter(u8::is_ascii_graphic) {
            Some(byte) => {
                decoded.push(char::from(byte));
                rest = &after[2..];
            }
            None => {
                decoded.push('%');
                rest = after;
            }
        }
    }
    decoded.push_str(rest);
    decoded
}
