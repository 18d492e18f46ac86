//! Numbers in a text: of papers, of dossiers and slips, of enterprises.

use std::cmp::Reverse;
use std::sync::LazyLock;

use super::signs::Text;
use super::{CODE, Item, Number, NumberForm, NumberKind, enterprise};
use crate::domain::enterprise_code::EnterpriseCode;
use crate::domain::issuer::{IssuerCode, Profile};
use crate::domain::numbering::{Before, LeftOut, NumberRead, Sign, Template};

/// Letters of the part of a slip's code that nobody can guess.
const MARK: usize = 16;

/// Letters of it between two dashes.
const GROUP: usize = 4;

/// Words before an enterprise code.
const CODE_LABELS: [&str; 5] = ["MST", "MSDN", "THUE", "NGHIEP", "REGISTER"];

/// A form of numbers that an issuer gives.
struct Form {
    issuer: String,
    of: FormOf,
    template: Template,
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum FormOf {
    Paper(NumberKind),
    Dossier,
}

static FORMS: LazyLock<Vec<Form>> = LazyLock::new(|| IssuerCode::all().flat_map(forms_of).collect());

fn forms_of(issuer: IssuerCode) -> impl Iterator<Item = Form> {
    let numbering = Profile::of(issuer).numbering;
    let forms = [
        (FormOf::Paper(NumberKind::Certificate), numbering.certificate),
        (FormOf::Paper(NumberKind::Card), numbering.card),
        (FormOf::Paper(NumberKind::Card), numbering.independent_card),
        (FormOf::Dossier, numbering.dossier),
    ];
    forms.into_iter().map(move |(of, template)| Form { issuer: issuer.to_string(), of, template })
}

/// What was read at one place.
struct ReadNumber {
    of: FormOf,
    number: NumberRead,
    left_out: LeftOut,
}

/// The numbers in a text, in its order, no more than `most`.
pub(super) fn items(text: &Text, most: usize) -> Vec<Item> {
    let (mut items, mut from) = (Vec::new(), 0);
    let mut last_word = String::new();
    for at in text.words() {
        if at < from || items.len() == most {
            continue;
        }
        if let Some((item, length)) = number_at(&text.signs[at..]).or_else(|| code_at(text, at, &last_word)) {
            items.push(item);
            from = at + length;
        }
        last_word = text.word(at).iter().map(|sign| sign.letter).collect();
    }
    items
}

/// The cards that a person's digits may be of, whoever issued them.
pub(super) fn of_person(digits: &str) -> Option<Number> {
    let signs: Vec<Sign> = digits.chars().map(|letter| Sign { letter, before: Before::Nothing }).collect();
    let cards = FORMS.iter().filter(|form| form.of == FormOf::Paper(NumberKind::Card));
    let candidates: Vec<String> = cards
        .flat_map(|form| form.template.read(&form.issuer, &signs, LeftOut::AllButPerson))
        .map(|read| read.number)
        .collect();
    let kind = NumberKind::Card;
    (!candidates.is_empty()).then_some(Number { kind, candidates, form: NumberForm::Guessed })
}

/// The number that begins here, and how many signs it takes. Of several ways
/// to read it the one with the fewest guesses, and of these the longest.
fn number_at(signs: &[Sign]) -> Option<(Item, usize)> {
    let all = FORMS.iter().flat_map(|form| {
        [LeftOut::Nothing, LeftOut::Issuer].into_iter().flat_map(move |left_out| {
            let read = form.template.read(&form.issuer, signs, left_out);
            read.into_iter().map(move |read| ReadNumber { of: form.of, number: read, left_out })
        })
    });
    let all = all.filter(|read| read.may_stand(signs));
    let all: Vec<ReadNumber> = all.map(|read| read.within(signs)).collect();
    let best = all.iter().map(ReadNumber::rank).min()?;
    let mut best = all.into_iter().filter(|read| read.rank() == best);
    let first = best.next()?;
    let length = first.number.length;
    let FormOf::Paper(kind) = first.of else {
        return Some(dossier(first.number.number, &signs[length..], length));
    };
    let form = first.form();
    let others = best.filter(|other| other.of == first.of).map(|other| other.number.number);
    let mut candidates: Vec<String> = std::iter::once(first.number.number.clone()).chain(others).collect();
    candidates.dedup();
    Some((Item::Number(Number { kind, candidates, form }), length))
}

impl ReadNumber {
    /// Whether what was left out may have been: a dossier without its issuer is
    /// any six and four digits, and what something is joined to has another
    /// issuer, if any.
    fn may_stand(&self, signs: &[Sign]) -> bool {
        let is_free =
            |sign: Option<&Sign>| sign.is_none_or(|sign| matches!(sign.before, Before::Blank | Before::Bar));
        let is_apart = is_free(signs.first()) && is_free(signs.get(self.number.length));
        self.left_out == LeftOut::Nothing || (self.of != FormOf::Dossier && is_apart)
    }

    /// The same, among the signs around it: a number that is joined to other
    /// letters may be another one.
    fn within(mut self, signs: &[Sign]) -> Self {
        let around = [signs.first(), signs.get(self.number.length)];
        let joints = around.into_iter().flatten().filter(|sign| sign.before == Before::Tight);
        self.number.guesses += u32::try_from(joints.count()).unwrap_or(u32::MAX);
        self
    }

    fn rank(&self) -> (u32, Reverse<usize>) {
        let left_out = if self.left_out == LeftOut::Nothing { 0 } else { 2 };
        (self.number.guesses + left_out + u32::from(!self.number.fits), Reverse(self.number.length))
    }

    fn form(&self) -> NumberForm {
        if !self.number.fits {
            NumberForm::Mistyped
        } else if self.number.guesses > 0 || self.left_out != LeftOut::Nothing {
            NumberForm::Guessed
        } else {
            NumberForm::Exact
        }
    }
}

/// A dossier, or its slip when the code follows: sixteen letters and digits in
/// one word or in fours.
fn dossier(number: String, rest: &[Sign], length: usize) -> (Item, usize) {
    let mark: Vec<&Sign> = rest.iter().take(MARK).collect();
    let of_code = |sign: &&Sign| sign.letter.is_ascii_uppercase() || ('2'..='7').contains(&sign.letter);
    let is_whole = mark.len() == MARK
        && mark.iter().all(of_code)
        && rest.get(MARK).is_none_or(|next| next.before != Before::Nothing);
    let begins = |at: usize| mark[at].before != Before::Nothing;
    let in_one = |at: usize| at == 0 || !begins(at);
    let in_fours = |at: usize| begins(at) == at.is_multiple_of(GROUP);
    if !is_whole || !((0..MARK).all(in_one) || (0..MARK).all(in_fours)) {
        return (Item::Dossier(number), length);
    }
    let groups: Vec<String> =
        mark.chunks(GROUP).map(|group| group.iter().map(|sign| sign.letter).collect()).collect();
    (Item::Slip(format!("{number}-{}", groups.join("-"))), length + MARK)
}

/// An enterprise code among other words: behind its label, or one whose check
/// digit is right. Other numbers have ten digits too.
fn code_at(text: &Text, at: usize, label: &str) -> Option<(Item, usize)> {
    let letters = |at: usize| text.word(at).iter().map(|sign| sign.letter).collect::<String>();
    let is_digits = |word: &String| word.bytes().all(|byte| byte.is_ascii_digit());
    let word = Some(letters(at)).filter(is_digits)?;
    let code: EnterpriseCode = word.get(..CODE)?.parse().ok()?;
    if !CODE_LABELS.contains(&label) && !code.has_right_check_digit() {
        return None;
    }
    let next = text.signs.get(at + word.len()).filter(|next| next.before == Before::Tight);
    let branch = next.map(|_| letters(at + word.len())).filter(is_digits);
    let with_branch = branch.and_then(|branch| enterprise(&(word.clone() + &branch)));
    match with_branch {
        Some(item) => Some((item, word.len() + 3)),
        None => Some((enterprise(&word)?, word.len())),
    }
}
