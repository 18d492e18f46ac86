//! The profile of an issuer: its names, who signs, how its papers look.

use crate::domain::profile::{CONTACT_LINES, ProfileFault, ProfileField};
use crate::language::Language;

mod texts;

pub use texts::{EN, VI};

/// The page on which an administrator keeps the issuer's profile.
#[derive(Debug)]
#[expect(missing_docs, reason = "the texts say it")]
pub struct ProfileTexts {
    pub title: &'static str,
    pub lead: &'static str,
    pub body: &'static str,
    pub superior_vi: &'static str,
    pub superior_hint: &'static str,
    pub superior_en: &'static str,
    pub name_vi: &'static str,
    pub name_en: &'static str,
    pub place: &'static str,
    pub place_hint: &'static str,
    pub contact: &'static str,
    pub contact_hint: &'static str,
    pub letter_symbol: &'static str,
    pub decision_symbol: &'static str,
    pub symbol_hint: &'static str,
    pub signatory: &'static str,
    pub signatory_lead: &'static str,
    pub no_signatories: &'static str,
    pub from: &'static str,
    pub until: &'static str,
    pub until_hint: &'static str,
    pub in_office: &'static str,
    pub edit: &'static str,
    pub edited: &'static str,
    pub add: &'static str,
    pub new_signatory: &'static str,
    pub remove_signatory: &'static str,
    pub full_name: &'static str,
    pub form: &'static str,
    pub form_hint: &'static str,
    pub no_form: &'static str,
    pub principal: &'static str,
    pub principal_hint: &'static str,
    pub title_vi: &'static str,
    pub title_en: &'static str,
    pub signature: &'static str,
    pub picture_hint: &'static str,
    pub present_signature: &'static str,
    pub remove_picture: &'static str,
    pub unnamed: &'static str,
    pub unnamed_lead: &'static str,
    pub looks: &'static str,
    pub seal: &'static str,
    pub present_seal: &'static str,
    pub shows_pictures: &'static str,
    pub birth_date: &'static str,
    pub numbers: &'static str,
    pub numbers_lead: &'static str,
    pub certificate: &'static str,
    pub card: &'static str,
    pub independent_card: &'static str,
    pub dossier: &'static str,
    pub letter: &'static str,
    pub reason: &'static str,
    pub reason_hint: &'static str,
    pub reason_missing: &'static str,
    pub save: &'static str,
    pub saved: &'static str,
    pub unchanged: &'static str,
    pub changed_meanwhile: &'static str,
    pub bad_day: &'static str,
    pub bad_form: &'static str,
    pub preview: &'static str,
    pub preview_lead: &'static str,
    pub preview_kind: &'static str,
    pub show: &'static str,
    pub show_pdf: &'static str,
    pub preview_alt: &'static str,
    pub drawing: &'static str,
    pub not_drawn: &'static str,
    pub busy: &'static str,
    pub no_papers: &'static str,
    pub history: &'static str,
    pub no_history: &'static str,
    pub before: &'static str,
    pub after: &'static str,
    pub empty: &'static str,
    pub yes: &'static str,
    pub no: &'static str,
    pub a_picture: &'static str,
}

impl Language {
    /// The texts of the profile.
    pub fn profile(self) -> &'static ProfileTexts {
        self.choose(&VI, &EN)
    }

    /// What is wrong with a field of a profile.
    pub fn profile_fault(self, field: ProfileField, fault: ProfileFault) -> String {
        match fault {
            ProfileFault::Missing => self.missing_in_profile(field).to_owned(),
            ProfileFault::TooLong(most) => self.choose(
                format!("Tối đa {most} ký tự, để vừa chỗ trên giấy."),
                format!("At most {most} characters: papers have no more room."),
            ),
            ProfileFault::Control => self
                .choose(
                    "Bỏ dấu xuống dòng và ký tự điều khiển.",
                    "Take out line breaks and control characters.",
                )
                .to_owned(),
            ProfileFault::Undrawn(found) => self.undrawn(found),
            ProfileFault::Lines => self
                .choose(format!("Tối đa {CONTACT_LINES} dòng."), format!("At most {CONTACT_LINES} lines.")),
            ProfileFault::OneLanguage => self
                .choose(
                    "Ghi cả tiếng Anh, cho bản tiếng Anh của giấy.",
                    "Write it in English too, for papers in English.",
                )
                .to_owned(),
            ProfileFault::SameDay => self
                .choose("Đã có người khác ký từ ngày này.", "Someone else signs from the same day.")
                .to_owned(),
            ProfileFault::Order => self
                .choose("Ngày thôi ký phải sau ngày bắt đầu.", "The last day must not be before the first.")
                .to_owned(),
        }
    }

    fn missing_in_profile(self, field: ProfileField) -> &'static str {
        match field {
            ProfileField::NameVi => self.choose("Ghi tên cơ quan.", "Write the name of the body."),
            ProfileField::SuperiorVi => self.choose(
                "Ghi tên cơ quan cấp trên bằng tiếng Việt, hoặc để trống cả hai ô.",
                "Write the superior body in Vietnamese too, or leave both empty.",
            ),
            ProfileField::Place => self.choose("Ghi địa danh.", "Write the place."),
            ProfileField::SignatoryName => {
                self.choose("Ghi họ và tên người ký.", "Write the signatory’s full name.")
            }
            ProfileField::Principal | ProfileField::SignatoryPrincipal => self.choose(
                "Ghi thay mặt hoặc ký thay ai, ví dụ BỘ TRƯỞNG.",
                "Write in whose name, for example BỘ TRƯỞNG.",
            ),
            ProfileField::TitleVi | ProfileField::SignatoryTitleVi => {
                self.choose("Ghi chức vụ của người ký.", "Write the signatory’s title.")
            }
            _ => self.choose("Cần ghi ô này.", "This must be written."),
        }
    }

    /// A part of a profile, by its name in the audit trail.
    pub fn profile_part(self, part: &str) -> &'static str {
        let texts = self.profile();
        match part {
            "superior" => texts.superior_vi,
            "name" => texts.name_vi,
            "place" => texts.place,
            "contact" => texts.contact,
            "signing" => texts.unnamed,
            "signatories" => texts.signatory,
            "symbols" => texts.letter_symbol,
            "seal" => texts.seal,
            "shows_pictures" => texts.shows_pictures,
            "birth_date_on_cards" => texts.birth_date,
            _ => texts.title,
        }
    }
}
