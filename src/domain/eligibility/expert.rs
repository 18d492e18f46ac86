//! The expert's rules on learning, E1 to E3: one function each.

use crate::dates::Day;
use crate::domain::application::{Period, ProofKind, QmsTraining, StateAdministration, given};
use crate::domain::bilingual::{Bilingual, written};

use super::case::{ExpertCase, Lacks};
use super::finding::Item;
use super::organisation::{after, met, read_by_officer};
use super::{Finding, Rule, Verdict};

const DEGREE: (&str, &str) = ("Bằng tốt nghiệp", "The degree");
const ADMINISTRATION: (&str, &str) =
    ("Chứng chỉ quản lý hành chính nhà nước", "The certificate in state administrative management");
const TRAINING: (&str, &str) = ("Chứng chỉ đào tạo tư vấn", "The certificate of QMS-consulting training");

type Opinion = (Verdict, Bilingual);

/// E1: a degree of an accepted level, graduated by D.
pub fn degree(case: &ExpertCase<'_>) -> Finding {
    let degree = case.expert.degree.as_ref();
    let level = degree.and_then(|degree| given(degree.level.as_ref()));
    let graduated_on = degree.and_then(|degree| degree.graduated_on);
    let (verdict, text) = match (level, graduated_on) {
        (Some(level), Some(_)) if !accepts(&case.asks().degree_levels.value, level) => (
            Verdict::Unmet,
            Bilingual::new(
                format!("Trình độ “{level}” không phải đại học trở lên."),
                format!("The level “{level}” is not a university degree or higher."),
            ),
        ),
        (Some(_), Some(day)) if day > case.on() => (Verdict::Unmet, after(DEGREE, day, case.on())),
        (Some(_), Some(day)) => (
            Verdict::Met,
            Bilingual::new(
                format!("Tốt nghiệp đại học trở lên ngày {}.", written(day)),
                format!("Graduated on {}.", written(day)),
            ),
        ),
        _ => {
            let lacks = Lacks::default().note(level.is_some(), "trình độ", "its level");
            let lacks = lacks.note(graduated_on.is_some(), "ngày tốt nghiệp", "the day of graduation");
            (Verdict::Unmet, lacks.sentence(DEGREE))
        }
    };
    case.finding(Rule::E1, verdict, text)
        .fact("level", ("Trình độ", "Level"), level)
        .fact("graduated_on", ("Ngày tốt nghiệp", "Graduated on"), graduated_on)
        .shown_by(Item::Degree, case.path("degree"))
}

/// E2: a certificate of an accepted programme by D; an officer judges an
/// exemption.
pub fn state_administration(case: &ExpertCase<'_>) -> Finding {
    let proof = case.expert.state_administration.as_ref();
    let programme = proof.and_then(|proof| given(proof.programme.as_ref()));
    let (verdict, text) = match proof.and_then(|proof| proof.kind.map(|kind| (kind, proof))) {
        None => (Verdict::Unmet, nothing_shown(ADMINISTRATION)),
        Some((ProofKind::Exempt, proof)) => (Verdict::Officer, exemption(given(proof.basis.as_ref()))),
        Some((ProofKind::Certificate, proof)) => administration_certificate(case, proof),
    };
    case.finding(Rule::E2, verdict, text)
        .fact("kind", ("Hình thức", "Proof"), proof.and_then(|proof| proof.kind).map(ProofKind::as_str))
        .fact("programme", ("Chương trình", "Programme"), programme)
        .fact("issued_on", ("Ngày cấp", "Date"), proof.and_then(|proof| proof.issued_on))
        .fact(
            "basis",
            ("Căn cứ miễn", "Basis of the exemption"),
            proof.and_then(|proof| given(proof.basis.as_ref())),
        )
        .shown_by(Item::StateAdministration, case.path("state_administration"))
}

fn administration_certificate(case: &ExpertCase<'_>, proof: &StateAdministration) -> Opinion {
    let (number, programme) = (given(proof.number.as_ref()), given(proof.programme.as_ref()));
    match (number, proof.issued_on, programme) {
        (Some(_), Some(day), Some(_)) if day > case.on() => {
            (Verdict::Unmet, after(ADMINISTRATION, day, case.on()))
        }
        (Some(_), Some(day), Some(programme)) => {
            let accepted = accepts(&case.asks().programmes.value, programme);
            let (vi, en) = if accepted { ("được", "is") } else { ("không được", "is not") };
            let (day, named) = (written(day), programme_name(programme));
            (
                met(accepted),
                Bilingual::new(
                    format!("Chứng chỉ ngày {day}, chương trình “{}” {vi} chấp nhận.", named.vi),
                    format!("Certificate of {day}; the programme “{}” {en} accepted.", named.en),
                ),
            )
        }
        _ => {
            let lacks = Lacks::default()
                .note(number.is_some(), "số", "its number")
                .note(proof.issued_on.is_some(), "ngày cấp", "its date")
                .note(programme.is_some(), "chương trình", "the programme");
            (Verdict::Unmet, lacks.sentence(ADMINISTRATION))
        }
    }
}

/// A programme as people call it; one we have no name for stays as written.
fn programme_name(word: &str) -> Bilingual {
    match word {
        "chuyen_vien" => Bilingual::new("chuyên viên", "chuyên viên grade"),
        "chuyen_vien_chinh" => Bilingual::new("chuyên viên chính", "chuyên viên chính grade"),
        "chuyen_vien_cao_cap" => Bilingual::new("chuyên viên cao cấp", "chuyên viên cao cấp grade"),
        "bkhcn" => {
            Bilingual::new("của Bộ Khoa học và Công nghệ", "of the Ministry of Science and Technology")
        }
        other => Bilingual::new(other, other),
    }
}

/// E3: a certificate with the score needed, from a facility eligible on the
/// day the course ended; an officer judges what is not known, and an
/// exemption by an older card.
pub fn qms_training(case: &ExpertCase<'_>) -> Finding {
    let proof = case.expert.qms_training.as_ref();
    let (verdict, text) = match proof.and_then(|proof| proof.kind.map(|kind| (kind, proof))) {
        None => (Verdict::Unmet, nothing_shown(TRAINING)),
        Some((ProofKind::Exempt, proof)) => older_card(given(proof.old_card.as_ref())),
        Some((ProofKind::Certificate, proof)) => training_certificate(case, proof),
    };
    let facility_eligible = proof.and_then(|proof| proof.facility_eligible);
    case.finding(Rule::E3, verdict, text)
        .fact("kind", ("Hình thức", "Proof"), proof.and_then(|proof| proof.kind).map(ProofKind::as_str))
        .fact("completed_on", ("Ngày hoàn thành", "Completed on"), proof.and_then(|proof| proof.completed_on))
        .fact("score", ("Điểm", "Score"), proof.and_then(score))
        .fact("score_needed", ("Điểm cần đạt", "Score needed"), Some(case.asks().score_needed.value))
        .fact(
            "eligible_from",
            ("Cơ sở đủ điều kiện từ", "Facility eligible from"),
            facility_eligible.and_then(|p| p.from),
        )
        .fact(
            "eligible_to",
            ("Cơ sở đủ điều kiện đến", "Facility eligible to"),
            facility_eligible.and_then(|p| p.to),
        )
        .fact("old_card", ("Thẻ cũ", "Older card"), proof.and_then(|proof| given(proof.old_card.as_ref())))
        .shown_by(Item::QmsTraining, case.path("qms_training"))
}

fn training_certificate(case: &ExpertCase<'_>, proof: &QmsTraining) -> Opinion {
    let (Some(_), Some(completed_on)) = (given(proof.number.as_ref()), proof.completed_on) else {
        let lacks = Lacks::default().note(given(proof.number.as_ref()).is_some(), "số", "its number").note(
            proof.completed_on.is_some(),
            "ngày hoàn thành",
            "the day of completion",
        );
        return (Verdict::Unmet, lacks.sentence(TRAINING));
    };
    if completed_on > case.on() {
        return (Verdict::Unmet, after(TRAINING, completed_on, case.on()));
    }
    let needed = case.asks().score_needed.value;
    let (score, day) = (score(proof), written(completed_on));
    let eligible = proof.facility_eligible.and_then(|period| contains(period, completed_on));
    match (score, eligible) {
        (Some(score), _) if score < f64::from(needed) => (
            Verdict::Unmet,
            Bilingual::new(
                format!("Điểm {}, cần ít nhất {needed}.", Bilingual::decimal(score).vi),
                format!("The score is {score}, at least {needed} is needed."),
            ),
        ),
        (_, Some(false)) => (
            Verdict::Unmet,
            Bilingual::new(
                format!("Cơ sở đào tạo không đủ điều kiện vào ngày hoàn thành khóa học {day}."),
                format!("The facility was not eligible on {day}, when the course was completed."),
            ),
        ),
        (Some(score), Some(true)) => (
            Verdict::Met,
            Bilingual::new(
                format!(
                    "Hoàn thành ngày {day} với điểm {} (cần ít nhất {needed}), tại cơ sở đủ điều kiện.",
                    Bilingual::decimal(score).vi
                ),
                format!(
                    "Completed on {day} with a score of {score} (at least {needed}), at an eligible facility."
                ),
            ),
        ),
        _ => {
            let lacks = Lacks::default().note(score.is_some(), "điểm", "the score").note(
                eligible.is_some(),
                "thời gian cơ sở đủ điều kiện",
                "when the facility was eligible",
            );
            (Verdict::Officer, lacks.sentence(TRAINING))
        }
    }
}

/// Whether the day is within, or none when the period does not tell. An end
/// that is missing is open: the facility is eligible until told otherwise.
fn contains(period: Period, day: Day) -> Option<bool> {
    match (period.from, period.to) {
        (_, Some(to)) if day > to => Some(false),
        (Some(from), _) => Some(from <= day),
        (None, _) => None,
    }
}

fn score(proof: &QmsTraining) -> Option<f64> {
    proof.score.as_ref().and_then(serde_json::Number::as_f64)
}

fn older_card(card: Option<&str>) -> Opinion {
    let text = match card {
        Some(card) => Bilingual::new(
            format!("Đề nghị miễn theo thẻ cũ {card}. Cần cán bộ xét."),
            format!("Exemption asked by the older card {card}. An officer judges it."),
        ),
        None => Bilingual::new(
            "Đề nghị miễn nhưng không nêu thẻ cũ.",
            "An exemption is asked without naming the older card.",
        ),
    };
    (read_by_officer(card.is_some()), text)
}

fn exemption(basis: Option<&str>) -> Bilingual {
    match basis {
        Some(basis) => Bilingual::new(
            format!("Đề nghị miễn, căn cứ: {basis}. Cần cán bộ xét."),
            format!("Exemption asked, on the basis of {basis}. An officer judges it."),
        ),
        None => Bilingual::new(
            "Đề nghị miễn, không nêu căn cứ. Cần cán bộ xét.",
            "Exemption asked without a basis. An officer judges it.",
        ),
    }
}

fn nothing_shown(paper: (&str, &str)) -> Bilingual {
    Bilingual::new(
        format!("{}: chưa có, cũng không có căn cứ miễn.", paper.0),
        format!("{} is not there, and no exemption is asked.", paper.1),
    )
}

/// Whether a word stands in a list of the regime.
pub(super) fn accepts(list: &[String], word: &str) -> bool {
    list.iter().any(|accepted| accepted == word)
}
