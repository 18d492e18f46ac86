//! The issuer's certificates: those that end soon first.

use askama::Template;
use rocket::get;

use super::conditions::mark_of;
use super::corrections::{self, CorrectionView};
use super::measures::{self, MeasureView};
use super::notices::{self, NoticeView};
use super::search::Search;
use super::supervision::path_of_certificate;
use super::{Desk, MenuLink, certificate};
use crate::acts::look::Look;
use crate::acts::overview::expiring_until;
use crate::acts::scope::another_office;
use crate::credential::verdict::Verdict as Standing;
use crate::dates::Day;
use crate::domain::certificate::Certificate;
use crate::domain::eligibility::Verdict;
use crate::domain::export::ExportedList;
use crate::domain::issuer::IssuerCode;
use crate::domain::question::Question;
use crate::language::Language;
use crate::language::desk::papers::PaperTexts;
use crate::storage::certificates::{self, DeskFilter};
use crate::web::address::encoded;
use crate::web::{Answer, Failure, Frame};

/// The most rows of a page.
const MOST: i64 = 200;

#[derive(Template)]
#[template(path = "desk/certificates.html")]
struct CertificatesPage {
    frame: Frame,
    menu: Vec<MenuLink>,
    unreadable: Vec<String>,
    texts: &'static PaperTexts,
    issuer: String,
    /// Whose certificates they are, where another office's are read.
    supervised: Option<IssuerCode>,
    next: Option<String>,
    /// Where to look for what is the number of a dossier.
    among_dossiers: Option<(String, &'static str)>,
    views: Vec<(String, &'static str, bool)>,
    view: &'static str,
    question: Question,
    rows: Vec<Row>,
    /// What waits for somebody, of each kind of which something does.
    waiting: Vec<WaitingList>,
    empty: &'static str,
    /// The lists that can be had as files.
    exports: [(&'static str, &'static str); 4],
}

impl CertificatesPage {
    /// Whether papers are printed from the list: of the reader's own office.
    fn prints(&self) -> bool {
        self.supervised.is_none() && self.frame.begins_batches()
    }
}

/// What waits of one kind.
struct WaitingList {
    id: &'static str,
    heading: &'static str,
    /// What it is, where it is, by whom or when.
    columns: [&'static str; 3],
    lines: Vec<WaitingLine>,
}

struct WaitingLine {
    href: String,
    number: String,
    title: String,
    state: String,
    by: String,
}

struct Row {
    href: String,
    number: String,
    holder: String,
    mark: &'static str,
    standing: String,
    ends: String,
    left: Option<String>,
}

/// The certificates of the officer's issuer.
#[get("/desk/certificates?<view>&<q>&<issuer>&<after>")]
pub(super) async fn page(
    view: Option<&str>,
    q: Option<&str>,
    issuer: Option<&str>,
    after: Option<&str>,
    desk: Desk<'_>,
) -> Result<Answer, Failure> {
    let other = another_office(&desk.officer, issuer.and_then(|code| code.parse().ok()))?;
    let office = other.unwrap_or(desk.officer.issuer);
    let language = desk.frame.language;
    let (texts, today) = (language.papers(), desk.site.registry.clock.today());
    let sought = Search::of(&desk, q);
    let among_dossiers = sought.among_dossiers(&desk);
    let question = sought.question;
    let choices = [
        ("all", texts.all),
        ("expiring", texts.expiring),
        ("in_force", texts.in_force),
        ("suspended", texts.suspended),
        ("revoked", texts.revoked),
        ("given_up", texts.given_up),
    ];
    let view = choices.iter().map(|choice| choice.0).find(|word| Some(*word) == view).unwrap_or("all");
    let mut look = Look::at(desk.site.registry).await?;
    let soon = expiring_until(&mut look, office).await?;
    let filter = DeskFilter {
        ends_from: matches!(view, "expiring" | "in_force" | "suspended").then_some(today),
        ends_to: (view == "expiring").then_some(soon),
        standing: match view {
            "in_force" | "expiring" => Some("in_force"),
            "suspended" => Some("suspended"),
            "revoked" => Some("revoked"),
            "given_up" => Some("given_up"),
            _ => None,
        },
        today,
        question: &question,
        after: after.and_then(place),
        limit: MOST + 1,
    };
    let waiting = if other.is_none() { waiting(&mut look, &desk).await? } else { Vec::new() };
    let mut found = certificates::at_desk(&mut look, office, &filter).await?;
    let is_more = i64::try_from(found.rows.len()).is_ok_and(|count| count > MOST);
    found.rows.truncate(usize::try_from(MOST).unwrap_or(usize::MAX));
    let last = found.rows.last().filter(|_| is_more);
    let next = last.map(|last| {
        let place = format!("{},{}", last.paper.expires_on, last.paper.number);
        let typed = encoded(question.typed());
        format!("/desk/certificates?view={view}{}&q={typed}&after={}", at_office(other), encoded(&place))
    });
    // What still counts comes before what has ended, the first to end first.
    found.sort_by_key(|certificate| certificate.paper.expires_on < today);
    Answer::page(&CertificatesPage {
        menu: desk.menu(),
        unreadable: found.references(),
        texts,
        issuer: language.office_called(&office),
        supervised: other,
        next,
        among_dossiers,
        views: choices
            .into_iter()
            .map(|(word, label)| {
                (format!("/desk/certificates?view={word}{}", at_office(other)), label, word == view)
            })
            .collect(),
        view,
        waiting,
        rows: found
            .iter()
            .map(|certificate| {
                let row = Row::of(language, today, soon, certificate);
                if other.is_some() { row.supervised() } else { row }
            })
            .collect(),
        exports: exports(language),
        empty: if question.is_blank() { texts.empty } else { texts.nothing_found },
        question,
        frame: desk.frame,
    })
}

/// The lists that can be had as files, by their names in an address.
fn exports(language: Language) -> [(&'static str, &'static str); 4] {
    let texts = language.imports();
    [
        (ExportedList::Certificates.as_str(), texts.certificates),
        (ExportedList::Cards.as_str(), texts.cards),
        (ExportedList::Dossiers.as_str(), texts.dossiers),
        (ExportedList::Organisations.as_str(), texts.organisations),
    ]
}

/// Measures, what holders gave notice of, and corrections.
async fn waiting(look: &mut Look, desk: &Desk<'_>) -> Result<Vec<WaitingList>, Failure> {
    let language = desk.frame.language;
    let (of_measures, of_notices, of_corrections) =
        (language.measures(), language.notices(), language.corrections());
    let measures = measures::waiting(look, desk).await?.into_iter();
    let notices = notices::waiting(look, desk).await?.into_iter();
    let corrections = corrections::waiting(look, desk).await?.into_iter();
    let lists = [
        WaitingList {
            id: "waiting",
            heading: of_measures.waiting,
            columns: [of_measures.measure, of_measures.state, of_measures.proposed_by],
            lines: measures.map(WaitingLine::of_measure).collect(),
        },
        WaitingList {
            id: "notices",
            heading: of_notices.waiting,
            columns: [of_notices.notice, of_notices.state, of_notices.given_at],
            lines: notices.map(WaitingLine::of_notice).collect(),
        },
        WaitingList {
            id: "corrections",
            heading: of_corrections.waiting,
            columns: [of_corrections.correction, of_notices.state, of_corrections.proposed_by],
            lines: corrections.map(WaitingLine::of_correction).collect(),
        },
    ];
    Ok(lists.into_iter().filter(|list| !list.lines.is_empty()).collect())
}

impl WaitingLine {
    fn of_measure(MeasureView { href, number, title, state, by, .. }: MeasureView) -> Self {
        Self { href, number, title: title.to_owned(), state, by }
    }

    fn of_notice(NoticeView { href, number, title, state, at, .. }: NoticeView) -> Self {
        Self { href, number, title, state, by: at }
    }

    fn of_correction(view: CorrectionView) -> Self {
        let CorrectionView { href, number, title, state, by, at, .. } = view;
        Self { href, number, title, state: state.to_owned(), by: format!("{by} · {at}") }
    }
}

/// Where a page of the list begins: behind this last day and number.
fn place(text: &str) -> Option<(&str, &str)> {
    text.split_once(',').filter(|_| !text.contains('\0'))
}

/// What an address says of another office.
fn at_office(other: Option<IssuerCode>) -> String {
    other.map(|issuer| format!("&issuer={issuer}")).unwrap_or_default()
}

impl Row {
    /// The same row for who supervises another office.
    fn supervised(self) -> Self {
        Self { href: path_of_certificate(&self.number), ..self }
    }

    fn of(language: Language, today: Day, soon: Day, certificate: &Certificate) -> Self {
        let paper = &certificate.paper;
        let verdict = certificate.verdict(today);
        let ends_soon = verdict.is_valid() && paper.expires_on <= soon;
        Self {
            href: certificate::path(&paper.number),
            number: paper.number.clone(),
            holder: paper.holder_name.clone(),
            mark: mark(&verdict),
            standing: language.standing(&verdict, today),
            ends: language.day(paper.expires_on),
            left: ends_soon.then(|| language.days_of_validity(paper.expires_on.days_since(today))),
        }
    }
}

/// The class and shape that go with a paper's standing.
pub(super) fn mark(verdict: &Standing) -> &'static str {
    match verdict {
        Standing::Valid => mark_of(Verdict::Met),
        Standing::NotValid(_) => mark_of(Verdict::Unmet),
        Standing::NotNow(_) => "not-now",
        Standing::CouldNotCheck(_) => mark_of(Verdict::Officer),
    }
}
