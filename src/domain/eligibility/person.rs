//! The expert's rules on the person, E5 to E7: one function each.

use crate::dates::Day;
use crate::domain::application::{ActiveCard, Photo, Procedure, given};
use crate::domain::bilingual::{Bilingual, written};
use crate::domain::fold::fold;
use crate::domain::regime::PhotoForm;

use super::case::{ExpertCase, Lacks};
use super::expert::accepts;
use super::finding::Item;
use super::organisation::{met, read_by_officer};
use super::{Finding, Rule, Verdict};

/// E5: of age on D, and both declarations made; an officer judges ethics and
/// capacity.
pub fn capacity(case: &ExpertCase<'_>) -> Finding {
    let declaration = case.expert.declaration.unwrap_or_default();
    let age = case.expert.born_on.map(|born_on| case.on().full_years_since(born_on));
    let needed = case.asks().age_needed.value;
    let of_age = age.and_then(|age| u32::try_from(age).ok()).is_some_and(|age| age >= needed);
    let declared = declaration.good_ethics == Some(true) && declaration.full_capacity == Some(true);
    let text = if of_age && declared {
        Bilingual::new(
            "Đủ tuổi và đã cam kết. Cán bộ xét đạo đức và năng lực hành vi dân sự.",
            "Of age, and declared. An officer judges ethics and capacity.",
        )
    } else {
        Lacks::default()
            .note(age.is_some(), "chưa khai ngày sinh", "no birth date")
            .note(
                age.is_none() || of_age,
                &format!("chưa đủ {needed} tuổi"),
                &format!("not yet {needed} years old"),
            )
            .note(
                declaration.good_ethics == Some(true),
                "chưa cam kết đạo đức tốt",
                "good ethics not declared",
            )
            .note(
                declaration.full_capacity == Some(true),
                "chưa cam kết đủ năng lực hành vi dân sự",
                "full capacity not declared",
            )
            .because(("Còn thiếu", "Lacking"))
    };
    case.finding(Rule::E5, read_by_officer(of_age && declared), text)
        .fact("of_age", ("Đủ tuổi", "Of age"), age.map(|_| of_age))
        .fact("good_ethics", ("Cam kết đạo đức tốt", "Declares good ethics"), declaration.good_ethics)
        .fact("full_capacity", ("Cam kết đủ năng lực", "Declares full capacity"), declaration.full_capacity)
        .shown_by(Item::Declaration, case.path("declaration"))
}

/// E6: official staff of this organisation and of no other; an officer sees
/// the papers where social insurance does not show it.
pub fn employment(case: &ExpertCase<'_>) -> Finding {
    if case.case.is_independent() {
        let text = Bilingual::new(
            "Không áp dụng với chuyên gia tư vấn độc lập.",
            "Not asked of an independent consultant.",
        );
        return case.finding(Rule::E6, Verdict::NotApplicable, text);
    }
    let staff = Staff::of(case);
    let months = case.expert.employment.as_ref().and_then(|employment| employment.social_insurance_months);
    let verdict = match months {
        _ if !staff.lacks().none() => Verdict::Unmet,
        None | Some(0) => Verdict::Officer,
        Some(_) => Verdict::Met,
    };
    let text = match (verdict, months) {
        (Verdict::Unmet, _) => staff.lacks().because(("Chưa phải nhân sự chính thức", "Not official staff")),
        (_, Some(months)) if months > 0 => Bilingual::new(
            format!("Là nhân sự chính thức, đã đóng bảo hiểm xã hội {months} tháng."),
            format!("Official staff, with {months} months of social insurance."),
        ),
        _ => Bilingual::new(
            "Là nhân sự chính thức theo hợp đồng nhưng chưa thấy bảo hiểm xã hội. Cần cán bộ xét.",
            "Official staff by contract, but no social insurance is shown. An officer judges it.",
        ),
    };
    let finding = case
        .finding(Rule::E6, verdict, text)
        .fact("employer", ("Nơi làm việc", "Employer"), staff.employer)
        .fact("kind", ("Hình thức làm việc", "Kind of employment"), staff.kind)
        .fact("since", ("Từ ngày", "Since"), staff.since)
        .fact("social_insurance_months", ("Số tháng bảo hiểm xã hội", "Months of social insurance"), months)
        .fact(
            "card_elsewhere",
            ("Có thẻ ở tổ chức khác", "Card at another organisation"),
            staff.card_elsewhere,
        );
    // Nothing is said of a card that there is not.
    let finding =
        match staff.other_card.and_then(|card| card.number.as_deref().zip(card.organisation.as_deref())) {
            Some((number, organisation)) => {
                let at = ("Tổ chức của thẻ cũ", "Organisation of the old card");
                let finding = finding.fact("old_card", ("Thẻ cũ", "Old card"), Some(number));
                finding.fact("old_card_at", at, Some(organisation))
            }
            None => finding,
        };
    finding
        .shown_by(Item::EmploymentPaper, case.path("employment"))
        .shown_by(Item::Register, "register.active_cards")
}

/// What shows that an expert is official staff of one organisation.
struct Staff<'a> {
    employer: Option<&'a str>,
    kind: Option<&'a str>,
    since: Option<Day>,
    is_kind: bool,
    is_employer: bool,
    has_begun: bool,
    /// None when the register cannot tell.
    card_elsewhere: Option<bool>,
    /// The card that keeps the person from another, as far as it is known.
    other_card: Option<&'a ActiveCard>,
    /// What is said of it.
    other_said: Bilingual,
}

impl<'a> Staff<'a> {
    fn of(case: &ExpertCase<'a>) -> Self {
        let employment = case.expert.employment.as_ref();
        let employer = employment.and_then(|employment| given(employment.employer.as_ref()));
        let kind = employment.and_then(|employment| given(employment.kind.as_ref()));
        let since = employment.and_then(|employment| employment.since);
        let organisation =
            case.case.organisation().and_then(|organisation| given(organisation.name.as_ref()));
        let same = |(employer, organisation)| fold(employer) == fold(organisation);
        Self {
            employer,
            kind,
            since,
            is_kind: kind.is_some_and(|kind| accepts(&case.asks().employment_kinds.value, kind)),
            is_employer: employer.zip(organisation).is_some_and(same),
            has_begun: since.is_some_and(|since| since <= case.on()),
            card_elsewhere: card_elsewhere(case),
            other_card: other_card(case),
            other_said: other_said(case),
        }
    }

    fn lacks(&self) -> Lacks {
        Lacks::default()
            .note(
                self.is_kind,
                "không phải viên chức hay hợp đồng không xác định thời hạn",
                "neither a public employee nor on an indefinite-term contract",
            )
            .note(
                self.is_employer,
                "nơi làm việc không trùng tên tổ chức",
                "the employer is not of the organisation's name",
            )
            .note(self.has_begun, "chưa bắt đầu làm việc vào ngày xét", "not begun by the day judged")
            .note(
                self.card_elsewhere.is_some(),
                "chưa tra cứu được thẻ đang dùng",
                "active cards were not looked up",
            )
            .note(self.card_elsewhere != Some(true), &self.other_said.vi, &self.other_said.en)
    }
}

fn card_elsewhere(case: &ExpertCase<'_>) -> Option<bool> {
    held_cards(case).map(|mut held| held.any(|card| is_another(case, card)))
}

/// The card that keeps the person from another; none when there is none, or the
/// register cannot tell.
fn other_card<'a>(case: &ExpertCase<'a>) -> Option<&'a ActiveCard> {
    held_cards(case)?.find(|card| is_another(case, card))
}

fn is_another(case: &ExpertCase<'_>, card: &ActiveCard) -> bool {
    // Who has a card of this organisation already needs no additional one.
    if case.case.application.procedure == Procedure::AdditionalCards {
        return true;
    }
    let organisation = case.case.organisation();
    let organisation = organisation.and_then(|organisation| given(organisation.enterprise_code.as_ref()));
    let code = given(card.enterprise_code.as_ref());
    // A card whose organisation is unknown cannot be shown to be this one's.
    code.is_none() || code != organisation
}

/// What is said of a card that keeps the person from another: which it is, and
/// whom one waits for.
fn other_said(case: &ExpertCase<'_>) -> Bilingual {
    let Some((number, holder, issuer)) = other_card(case)
        .and_then(|card| Some((card.number.as_ref()?, card.organisation.as_ref()?, card.issuer?)))
    else {
        return if case.case.application.procedure == Procedure::AdditionalCards {
            Bilingual::new("đang có thẻ chuyên gia", "holds a card already")
        } else {
            Bilingual::new("đang có thẻ ở tổ chức khác", "holds a card at another organisation")
        };
    };
    let own = case.case.organisation().and_then(|organisation| given(organisation.enterprise_code.as_ref()));
    let code = other_card(case).and_then(|card| given(card.enterprise_code.as_ref()));
    if own.is_some() && code == own {
        return Bilingual::new(
            format!("đang có thẻ chuyên gia {number} của chính tổ chức này"),
            format!("holds card {number} of this organisation already"),
        );
    }
    let Bilingual { vi, en } = issuer.called();
    if code.is_none() {
        return Bilingual::new(
            format!(
                "thẻ chuyên gia độc lập {number} còn hiệu lực ({vi} cấp); chờ chuyên gia thôi hoạt động độc lập"
            ),
            format!(
                "the independent consultant’s card {number} is in force (issued by {en}), and was not given up"
            ),
        );
    }
    let (waits, waits_for) = match other_card(case).and_then(|card| card.left_on) {
        Some(day) => (
            format!("nơi đó đã báo thôi việc từ {}, chờ xác nhận trả lại thẻ", written(day)),
            format!("which told that they left on {}, and the return waits to be acknowledged", written(day)),
        ),
        None => ("chờ nơi đó trả lại thẻ".to_owned(), "which has not returned it".to_owned()),
    };
    Bilingual::new(
        format!("thẻ cũ {number} còn hiệu lực ở {holder} ({vi} cấp); {waits}"),
        format!("the old card {number} is in force at {holder} (issued by {en}), {waits_for}"),
    )
}

/// The person's active cards; none when the register or the personal number is
/// missing.
pub(super) fn held_cards<'a>(case: &ExpertCase<'a>) -> Option<impl Iterator<Item = &'a ActiveCard>> {
    let cards = case.case.application.register.as_ref()?.active_cards.as_ref()?;
    let number = given(case.expert.personal_number.as_ref())?;
    Some(cards.iter().filter(move |card| given(card.personal_number.as_ref()) == Some(number)))
}

/// E7: a photo in colour, large enough, of the right ratio.
pub fn photo(case: &ExpertCase<'_>) -> Finding {
    let form = case.asks().photo.value;
    let photo = case.expert.photo.unwrap_or_default();
    let PhotoForm { least_width, least_height, ratio_width, ratio_height, .. } = form;
    let verdict = met(photo.colour == Some(true) && fits(&photo, &form));
    let found = found(&photo);
    let asked = format!("{least_width}×{least_height} px");
    let text = Bilingual::new(
        format!("{}. Cần ảnh màu, ít nhất {asked}, tỷ lệ {ratio_width}:{ratio_height}.", found.vi),
        format!("{}. Needed: in colour, at least {asked}, ratio {ratio_width}:{ratio_height}.", found.en),
    );
    case.finding(Rule::E7, verdict, text)
        .fact("width", ("Rộng (px)", "Width (px)"), photo.width)
        .fact("height", ("Cao (px)", "Height (px)"), photo.height)
        .fact("colour", ("Ảnh màu", "In colour"), photo.colour)
        .shown_by(Item::Photo, case.path("photo"))
}

/// What there is, as far as it is known.
fn found(photo: &Photo) -> Bilingual {
    let (Some(width), Some(height)) = (photo.width, photo.height) else {
        return Bilingual::new("Chưa có ảnh", "There is no photo");
    };
    let (vi, en) = match photo.colour {
        Some(true) => ("ảnh màu", "in colour"),
        Some(false) => ("không phải ảnh màu", "not in colour"),
        None => ("không rõ có phải ảnh màu", "colour unknown"),
    };
    Bilingual::new(format!("Ảnh {width}×{height} px, {vi}"), format!("Photo {width}×{height} px, {en}"))
}

/// Whether its measures are known, and those asked for.
fn fits(photo: &Photo, form: &PhotoForm) -> bool {
    let (Some(width), Some(height)) = (photo.width, photo.height) else { return false };
    form.has_ratio(width, height) && form.is_large_enough(width, height)
}
