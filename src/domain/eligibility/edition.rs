//! O2b: the edition of the standard that the organisation's own certificate
//! names.

use crate::dates::Day;
use crate::domain::application::given;
use crate::domain::bilingual::{Bilingual, written};
use crate::domain::edition::{self, Acceptance, Edition, Reading};

use super::case::{Case, Lacks};
use super::organisation::{QMS, of_qms, qms};
use super::{Finding, Rule, Verdict};

/// O2b: certificates to the edition are accepted on D; an officer judges a
/// newer edition than the national standard, and a text that cannot be read.
pub fn qms_edition(case: &Case<'_>) -> Finding {
    let named = qms(case).and_then(|paper| given(paper.edition.as_ref()));
    let reading = named.map(edition::read);
    let (verdict, text) = match (named, reading) {
        (Some(_), Some(Reading::Edition(edition))) => of_edition(edition, case.on),
        (Some(named), Some(Reading::None)) => (Verdict::Officer, unread(named)),
        (Some(named), Some(Reading::Several)) => (Verdict::Officer, several(named)),
        _ => {
            let lacks = Lacks::default().note(false, "phiên bản tiêu chuẩn", "the edition of the standard");
            (Verdict::Unmet, lacks.sentence(QMS))
        }
    };
    let read_as = match reading {
        Some(Reading::Edition(edition)) => Some(edition.name()),
        _ => None,
    };
    of_qms(case.finding(Rule::O2b, verdict, text)).fact("edition", ("Phiên bản", "Edition"), named).fact(
        "read_as",
        ("Đọc là", "Read as"),
        read_as,
    )
}

fn of_edition(edition: &Edition, on: Day) -> (Verdict, Bilingual) {
    let (name, on_day) = (edition.name(), written(on));
    match edition.acceptance(on) {
        Acceptance::Accepted => (
            Verdict::Met,
            Bilingual::new(
                format!("Chứng chỉ theo {name} được chấp nhận vào ngày {on_day}."),
                format!("Certificates to {name} are accepted on {on_day}."),
            ),
        ),
        Acceptance::Newer => (Verdict::Officer, newer(edition, on)),
        Acceptance::Unpublished(day) => {
            let day = written(day);
            let vi = format!("{name} đến ngày {day} mới công bố, sau ngày xét {on_day}.");
            let en = format!("{name} was published only on {day}, after the day judged, {on_day}.");
            (Verdict::Unmet, Bilingual::new(vi, en))
        }
        Acceptance::Over => (
            Verdict::Unmet,
            Bilingual::new(
                format!("Chứng chỉ theo {name} không được chấp nhận vào ngày {on_day}."),
                format!("Certificates to {name} are not accepted on {on_day}."),
            ),
        ),
    }
}

fn newer(edition: &Edition, on: Day) -> Bilingual {
    let (name, on) = (edition.name(), written(on));
    Bilingual::new(
        format!("{name} mới hơn phiên bản TCVN hiện hành vào ngày {on}. Cần xem có chấp nhận được không."),
        format!("{name} is newer than the edition adopted as TCVN on {on}. See whether it can be accepted."),
    )
}

fn unread(text: &str) -> Bilingual {
    Bilingual::new(
        format!("Không đọc được phiên bản ISO 9001 nào trong “{text}”. Cần xem trên chứng chỉ."),
        format!("No edition of ISO 9001 can be read in “{text}”. See it on the certificate."),
    )
}

fn several(text: &str) -> Bilingual {
    Bilingual::new(
        format!("“{text}” ghi nhiều năm. Cần xem chứng chỉ theo phiên bản nào."),
        format!("“{text}” names more than one year. See to which edition the certificate is."),
    )
}
