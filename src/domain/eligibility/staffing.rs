//! O4: enough experts who pass every rule, judged from their own findings.

use crate::domain::bilingual::Bilingual;

use super::case::Case;
use super::finding::Item;
use super::organisation::reaches;
use super::{Finding, Rule, Subject, Verdict};

/// How an expert stands by the verdicts of their rules.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Standing {
    /// Every rule is met or not applicable.
    Passes,
    /// No rule is unmet, and some wait for an officer.
    Open,
    /// A rule is unmet.
    Fails,
}

impl Standing {
    /// The standing these verdicts give.
    pub fn of(verdicts: impl IntoIterator<Item = Verdict>) -> Self {
        verdicts.into_iter().fold(Self::Passes, |standing, verdict| match (standing, verdict) {
            (Self::Fails, _) | (_, Verdict::Unmet) => Self::Fails,
            (Self::Open, _) | (_, Verdict::Officer) => Self::Open,
            _ => Self::Passes,
        })
    }
}

/// The verdict of O4: enough experts pass, or enough may still pass.
pub fn verdict(standings: &[Standing], needed: u32) -> Verdict {
    let count = |keep: &[Standing]| standings.iter().filter(|standing| keep.contains(standing)).count();
    if reaches(count(&[Standing::Passes]), needed) {
        Verdict::Met
    } else if reaches(count(&[Standing::Passes, Standing::Open]), needed) {
        Verdict::Officer
    } else {
        Verdict::Unmet
    }
}

/// O4, from the experts' findings on their E rules.
pub fn staffing(case: &Case<'_>, experts: &[Finding]) -> Finding {
    let standings: Vec<Standing> =
        case.experts().map(|expert| standing_of(experts, expert.position)).collect();
    let needed = case.asks().experts_needed.value;
    let count = |wanted| standings.iter().filter(|standing| **standing == wanted).count();
    let (passing, open, failing) = (count(Standing::Passes), count(Standing::Open), count(Standing::Fails));
    let text = Bilingual::new(
        format!(
            "{passing} chuyên gia đạt, {open} chờ cán bộ xét, {failing} không đạt; cần ít nhất {needed} đạt."
        ),
        format!(
            "{passing} experts pass, {open} wait for an officer, {failing} fail; at least {needed} must pass."
        ),
    );
    case.finding(Rule::O4, verdict(&standings, needed), text)
        .fact("passing", ("Đạt", "Pass"), Some(passing))
        .fact("open", ("Chờ cán bộ xét", "Wait for an officer"), Some(open))
        .fact("failing", ("Không đạt", "Fail"), Some(failing))
        .fact("needed", ("Cần ít nhất", "Needed"), Some(needed))
        .shown_by(Item::ExpertList, "experts")
}

fn standing_of(findings: &[Finding], position: usize) -> Standing {
    let own = findings.iter().filter(|finding| finding.subject == Subject::Expert(position));
    Standing::of(own.map(|finding| finding.verdict))
}
