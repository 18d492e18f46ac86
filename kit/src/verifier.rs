//! The questions of a page as JSON, and the answers.

use std::collections::BTreeMap;

use consultant_registry::credential::offline::{Form, Ground, Hosts, Report, Snapshot, check_all};
use consultant_registry::credential::status::KnownLists;
use consultant_registry::credential::{Malformed, TrustList, given};
use consultant_registry::dates::{Day, Instant};
use consultant_registry::domain::inquiry::offline::check_typed;
use consultant_registry::language::Language;
use consultant_registry::language::offline::Wording;
use serde::{Deserialize, Serialize};

/// What codes are judged on, taken in once.
pub(crate) struct Verifier {
    trust: TrustList,
    snapshot: Option<Snapshot>,
    hosts: Hosts,
}

/// What the page has at hand.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct AtHand {
    /// The trust list, its JSON as text.
    trust: String,
    /// The status snapshot, its JSON as text; none when there is none.
    status: Option<String>,
    /// The sites whose codes are accepted; at least one, or `any_host`.
    hosts: Vec<String>,
    /// Whether codes of every site are accepted.
    #[serde(default)]
    any_host: bool,
    /// The numbers of the newest lists seen before, by their names.
    #[serde(default)]
    seen: BTreeMap<String, u32>,
}

/// A question.
#[derive(Deserialize)]
struct Question {
    #[serde(flatten)]
    what: What,
    /// Now, by the clock of the machine.
    at: Instant,
    /// The day asked about; today when there is none.
    #[serde(default)]
    on: Option<Day>,
}

/// What is to be checked.
#[derive(Deserialize)]
#[serde(rename_all = "snake_case")]
enum What {
    /// What was scanned, typed or pasted.
    Text(String),
    /// All texts of one picture or file; the answer is a list.
    Texts(Vec<String>),
    /// Nothing, and why: it is to be told as the program tells it.
    Unread(Unread),
}

/// Why a page could not get at anything to be checked.
#[derive(Clone, Copy, Deserialize)]
#[serde(rename_all = "snake_case")]
enum Unread {
    NoCode,
    Picture,
    PrintedPdf,
    TooLong,
    NotALink,
}

/// The report, and what is told of it in both languages.
#[derive(Serialize)]
struct Answer {
    #[serde(flatten)]
    report: Report,
    /// The letters of the code in the text, when it is one: what is around it
    /// is nobody else's business.
    code: Option<String>,
    vi: Wording,
    en: Wording,
}

/// Why nothing can be checked, for whoever looks after the page.
#[derive(Serialize)]
pub(crate) struct Unusable {
    error: String,
}

impl Verifier {
    /// Takes trust list, status and hosts in. A status that cannot be read is
    /// as none: then nothing is valid. Without keys or hosts nothing works.
    pub(crate) fn open(given: &[u8]) -> Result<Self, Unusable> {
        let at_hand: AtHand = serde_json::from_slice(given).map_err(Unusable::of)?;
        let trust = TrustList::from_json(&at_hand.trust).map_err(Unusable::of)?;
        // An empty list would accept every host, and may be a slip.
        if at_hand.hosts.is_empty() != at_hand.any_host {
            return Err(Unusable { error: "no host".to_owned() });
        }
        let hosts = Hosts::only(at_hand.hosts.iter().map(String::as_str)).map_err(Unusable::of)?;
        let seen = remembered(&at_hand.seen);
        let snapshot = at_hand.status.and_then(|status| Snapshot::read(&status, &trust, seen).ok());
        Ok(Self { trust, snapshot, hosts })
    }

    /// What was taken in, or why not, as JSON.
    pub(crate) fn described(opened: &Result<Self, Unusable>) -> String {
        match opened {
            Ok(verifier) => json(&verifier.snapshot.as_ref().map(Snapshot::summary)),
            Err(unusable) => json(unusable),
        }
    }

    /// The report on a question, as JSON.
    pub(crate) fn check(verifier: Option<&Self>, given: &[u8]) -> String {
        let Some(verifier) = verifier else { return json(&Unusable { error: "not opened".to_owned() }) };
        match serde_json::from_slice::<Question>(given) {
            Ok(question) => verifier.answer(&question),
            Err(error) => json(&Unusable::of(error)),
        }
    }

    fn answer(&self, question: &Question) -> String {
        let ground = Ground {
            trust: &self.trust,
            snapshot: self.snapshot.as_ref(),
            hosts: &self.hosts,
            at: question.at,
            on: question.on,
        };
        match &question.what {
            What::Text(text) => json(&Answer::of_typed(text, &ground)),
            What::Texts(texts) if texts.len() == 1 => json(&[Answer::of_typed(&texts[0], &ground)]),
            What::Texts(texts) => {
                let reports = check_all(texts, &ground).into_iter();
                let answers = reports.map(|(text, report)| Answer::of(report, given::letters(text).ok()));
                json(&answers.collect::<Vec<_>>())
            }
            What::Unread(unread) => {
                json(&Answer::of(Report::unreadable(Form::Code, ground.day(), unread.malformed()), None))
            }
        }
    }
}

impl Answer {
    fn of_typed(text: &str, ground: &Ground<'_>) -> Self {
        Self::of(check_typed(text, ground), given::letters(text).ok())
    }

    fn of(report: Report, letters: Option<given::Letters>) -> Self {
        let (vi, en) = (Language::Vi.told(&report), Language::En.told(&report));
        let code = letters.filter(|_| report.form == Form::Code).map(|letters| letters.code);
        Self { report, code, vi, en }
    }
}

impl Unread {
    fn malformed(self) -> Malformed {
        match self {
            Self::NoCode => Malformed::NoCode,
            Self::Picture => Malformed::Picture,
            Self::PrintedPdf => Malformed::PrintedPdf,
            Self::TooLong => Malformed::TooLong,
            Self::NotALink => Malformed::NotALink,
        }
    }
}

impl Unusable {
    fn of(error: impl ToString) -> Self {
        Self { error: error.to_string() }
    }
}

/// A name that is none of ours is of another page's making, and forgotten.
fn remembered(seen: &BTreeMap<String, u32>) -> KnownLists {
    let mut known = KnownLists::default();
    for (name, number) in seen {
        if let Ok(name) = name.parse() {
            known.remember(name, *number);
        }
    }
    known
}

fn json(value: &impl Serialize) -> String {
    serde_json::to_string(value).expect("texts and numbers can be written")
}
