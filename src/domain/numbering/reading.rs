//! Reading numbers out of what people type: rendering turned around.
//!
//! A number is typed from a paper, read out on the telephone, copied by a
//! machine that takes O for 0. What has another form is no number; what had to
//! be guessed at is counted, so that nobody calls a guess "never issued".

use super::{Part, PersonNumber, Slot, Template};

/// The longest running number that is read: no issuer comes near it.
const LONGEST_SEQ: usize = 7;

/// Digits of a person's number.
const PERSON: usize = 8;

/// A letter or digit of a text, capital and without marks.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Sign {
    /// The letter.
    pub letter: char,
    /// What stands before it.
    pub before: Before,
}

/// What stands between a sign and the one before it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Before {
    /// Nothing: they are of one word.
    Nothing,
    /// Blanks, and what joins nothing: a colon, a quote.
    Blank,
    /// A slash, a dash or a dot with blanks around it.
    Loose,
    /// A slash, a dash or a dot alone: what it joins belongs together.
    Tight,
    /// What parts one thing from the next: a comma, a bracket.
    Bar,
}

/// What people leave out of a number.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum LeftOut {
    /// Nothing.
    Nothing,
    /// The issuer's code.
    Issuer,
    /// All but the digits of the person.
    AllButPerson,
}

/// A number as it was read.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct NumberRead {
    /// The number as it is printed.
    pub number: String,
    /// How many signs it takes.
    pub length: usize,
    /// How often something else was taken for what was typed.
    pub guesses: u32,
    /// Whether its check digit fits, or it has none.
    pub fits: bool,
}

impl Template {
    /// Every way in which a number of this template, given by the issuer of this
    /// code, can begin these signs and end where a word ends.
    pub fn read(&self, issuer: &str, signs: &[Sign], left_out: LeftOut) -> Vec<NumberRead> {
        let mut reading = Reading { issuer, signs, left_out, found: Vec::new() };
        reading.go_on(&self.parts, PartialNumber { number: String::new(), at: 0, guesses: 0, fits: true });
        reading.found
    }
}

struct Reading<'s> {
    issuer: &'s str,
    signs: &'s [Sign],
    left_out: LeftOut,
    found: Vec<NumberRead>,
}

/// A number as far as it was read.
#[derive(Clone)]
struct PartialNumber {
    number: String,
    /// The sign that comes next.
    at: usize,
    guesses: u32,
    fits: bool,
}

/// Digits that stand somewhere.
struct Digits {
    text: String,
    end: usize,
    guesses: u32,
}

impl Reading<'_> {
    fn go_on(&mut self, parts: &[Part], begun: PartialNumber) {
        let Some((part, rest)) = parts.split_first() else {
            if begun.at > 0 && self.ends_word(begun.at) {
                let PartialNumber { number, at, guesses, fits } = begun;
                self.found.push(NumberRead { number, length: at, guesses, fits });
            }
            return;
        };
        for next in self.part(part, &begun) {
            self.go_on(rest, next);
        }
    }

    /// Each way in which a part can follow.
    fn part(&self, part: &Part, begun: &PartialNumber) -> Vec<PartialNumber> {
        match part {
            Part::Literal(text) if self.left_out == LeftOut::AllButPerson => vec![begun.with_unread(text)],
            Part::Slot(Slot::Issuer, _) if self.left_out != LeftOut::Nothing => {
                vec![begun.with_unread(self.issuer)]
            }
            Part::Literal(text) => self.literal(text, begun).into_iter().collect(),
            Part::Slot(Slot::Issuer, _) => self.literal(self.issuer, begun).into_iter().collect(),
            Part::Slot(Slot::Seq, width) => self.running(*width, begun),
            Part::Slot(Slot::Year, _) => self.year(begun),
            Part::Slot(Slot::YearMonthDay, _) => self.day(begun).into_iter().collect(),
            Part::Slot(Slot::Person, _) => self.person(begun),
        }
    }

    /// Letters as they are printed; what stands between them is left aside.
    fn literal(&self, text: &str, begun: &PartialNumber) -> Option<PartialNumber> {
        let (mut at, mut guesses) = (begun.at, begun.guesses);
        for wanted in text.chars().filter(|letter| letter.is_alphanumeric()) {
            let sign = self.sign(at)?;
            let wanted = if wanted == 'Đ' { 'D' } else { wanted.to_ascii_uppercase() };
            if sign.letter != wanted {
                let is_alike = digit(sign.letter).is_some_and(|is| digit(wanted) == Some(is));
                guesses += is_alike.then_some(1)?;
            }
            at += 1;
        }
        Some(PartialNumber { number: begun.number.clone() + text, at, guesses, ..begun.clone() })
    }

    /// A running number of one word or its beginning.
    fn running(&self, width: usize, begun: &PartialNumber) -> Vec<PartialNumber> {
        let read = (1..=LONGEST_SEQ).filter_map(|length| {
            let read = self.digits(begun.at, length)?;
            let seq = read.text.trim_start_matches('0');
            (!seq.is_empty()).then(|| begun.with(&format!("{seq:0>width$}"), &read))
        });
        read.collect()
    }

    /// Four digits of this century, or the last two of them as a word.
    fn year(&self, begun: &PartialNumber) -> Vec<PartialNumber> {
        let whole = self.digits(begun.at, 4).filter(|read| read.text.starts_with("20"));
        let short = self.digits(begun.at, 2).filter(|read| self.is_word(begun.at, read.end));
        let whole = whole.map(|read| begun.with(&read.text, &read));
        let short = short.map(|read| begun.with(&format!("20{}", read.text), &read).guessed());
        whole.into_iter().chain(short).collect()
    }

    fn day(&self, begun: &PartialNumber) -> Option<PartialNumber> {
        let read = self.digits(begun.at, 6)?;
        let (month, day) = (&read.text[2..4], &read.text[4..6]);
        let is_day = ("01"..="12").contains(&month) && ("01"..="31").contains(&day);
        is_day.then(|| begun.with(&read.text, &read))
    }

    /// Eight digits, also in groups; or fewer as a word, for the zeros before
    /// them are easily left out.
    fn person(&self, begun: &PartialNumber) -> Vec<PartialNumber> {
        let whole = self.digits(begun.at, PERSON).or_else(|| self.grouped(begun.at));
        let short = (1..PERSON).filter_map(|length| self.digits(begun.at, length));
        let short =
            short.filter(|read| self.is_word(begun.at, read.end) && self.left_out == LeftOut::Nothing);
        let filled = |read: &Digits| format!("{:0>PERSON$}", read.text);
        let whole = whole.map(|read| begun.with(&read.text, &read));
        let short = short.map(|read| begun.with(&filled(&read), &read).guessed());
        let mut read: Vec<PartialNumber> = whole.into_iter().chain(short).collect();
        for read in &mut read {
            let digits = &read.number[read.number.len() - PERSON..];
            read.fits &= digits.parse::<PersonNumber>().is_ok();
        }
        read.retain(|read| !read.number.ends_with("00000000"));
        read
    }

    /// Digits of one word.
    fn digits(&self, from: usize, length: usize) -> Option<Digits> {
        let mut read = Digits { text: String::new(), end: from, guesses: 0 };
        for at in from..from + length {
            let sign = self.sign(at).filter(|sign| at == from || sign.before == Before::Nothing)?;
            read.take(sign)?;
        }
        Some(read)
    }

    /// A person's number in groups of two digits and more, as people part it.
    /// Only with its check digit: other digits may follow a short number.
    fn grouped(&self, from: usize) -> Option<Digits> {
        let mut read = Digits { text: String::new(), end: from, guesses: 0 };
        for at in from..from + PERSON {
            let sign = self.sign(at)?;
            let begins = at > from && sign.before != Before::Nothing;
            if begins && self.sign(at + 1).is_none_or(|next| next.before != Before::Nothing) {
                return None;
            }
            read.take(sign)?;
        }
        read.text.parse::<PersonNumber>().is_ok().then_some(read)
    }

    /// The sign at a place; none where something else begins.
    fn sign(&self, at: usize) -> Option<Sign> {
        self.signs.get(at).copied().filter(|sign| at == 0 || sign.before != Before::Bar)
    }

    fn ends_word(&self, end: usize) -> bool {
        self.signs.get(end).is_none_or(|next| next.before != Before::Nothing)
    }

    fn is_word(&self, from: usize, end: usize) -> bool {
        let begins = from == 0 || self.signs.get(from).is_some_and(|sign| sign.before != Before::Nothing);
        begins && self.ends_word(end)
    }
}

impl PartialNumber {
    fn with_unread(&self, text: &str) -> Self {
        Self { number: self.number.clone() + text, ..self.clone() }
    }

    fn with(&self, text: &str, read: &Digits) -> Self {
        let guesses = self.guesses + read.guesses;
        Self { number: self.number.clone() + text, at: read.end, guesses, fits: self.fits }
    }

    fn guessed(self) -> Self {
        Self { guesses: self.guesses + 1, ..self }
    }
}

impl Digits {
    fn take(&mut self, sign: Sign) -> Option<()> {
        self.text.push(digit(sign.letter)?);
        self.guesses += u32::from(!sign.letter.is_ascii_digit());
        self.end += 1;
        Some(())
    }
}

/// The digit that a letter is, or that it is taken for.
pub fn digit(letter: char) -> Option<char> {
    match letter {
        '0'..='9' => Some(letter),
        'O' => Some('0'),
        'I' | 'L' => Some('1'),
        _ => None,
    }
}
