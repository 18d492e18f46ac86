//! The procedure in words: stages, acts as labels of buttons, roles, and why
//! an act is refused.

use super::Language;
use crate::domain::application::Procedure;
use crate::domain::certificate::{Life, StandingAct, StandingRefusal};
use crate::domain::dossier::{Act, Refusal, StageName};
use crate::domain::staff::Role;

impl Language {
    /// What is applied for, in a list.
    pub fn procedure(self, procedure: Procedure) -> &'static str {
        match procedure {
            Procedure::NewOrganisation => self.choose("Cấp mới, tổ chức", "New, organisation"),
            Procedure::NewIndependent => self.choose("Cấp mới, chuyên gia độc lập", "New, independent"),
            Procedure::AdditionalCards => self.choose("Cấp thẻ bổ sung", "Additional cards"),
            Procedure::ReissueOrganisation => self.choose("Cấp lại, tổ chức", "Re-issue, organisation"),
            Procedure::ReissueIndependent => {
                self.choose("Cấp lại, chuyên gia độc lập", "Re-issue, independent")
            }
            Procedure::RenewalOrganisation => {
                self.choose("Cấp lại khi hết hạn, tổ chức", "Renewal, organisation")
            }
            Procedure::RenewalIndependent => {
                self.choose("Cấp lại khi hết hạn, chuyên gia độc lập", "Renewal, independent")
            }
        }
    }

    /// The same to whoever applies: who, and what they get.
    pub fn procedure_wanted(self, procedure: Procedure) -> &'static str {
        match procedure {
            Procedure::NewOrganisation => self.choose(
                "Tổ chức tư vấn: cấp mới giấy xác nhận và thẻ cho các chuyên gia",
                "A consulting organisation: its first certificate, and cards for its experts",
            ),
            Procedure::NewIndependent => self.choose(
                "Chuyên gia tư vấn độc lập: cấp mới giấy xác nhận và thẻ",
                "An independent consultant: the first certificate and card",
            ),
            Procedure::AdditionalCards => self.choose(
                "Tổ chức tư vấn: cấp thẻ bổ sung cho chuyên gia mới",
                "A consulting organisation: cards for more experts",
            ),
            Procedure::ReissueOrganisation => self.choose(
                "Tổ chức tư vấn: cấp lại giấy xác nhận, thẻ đang có hiệu lực",
                "A consulting organisation: its certificate or cards issued again",
            ),
            Procedure::ReissueIndependent => self.choose(
                "Chuyên gia tư vấn độc lập: cấp lại giấy xác nhận, thẻ đang có hiệu lực",
                "An independent consultant: the certificate or card issued again",
            ),
            Procedure::RenewalOrganisation => self.choose(
                "Tổ chức tư vấn: cấp lại giấy xác nhận và thẻ khi hết hạn",
                "A consulting organisation: its certificate and cards renewed",
            ),
            Procedure::RenewalIndependent => self.choose(
                "Chuyên gia tư vấn độc lập: cấp lại giấy xác nhận và thẻ khi hết hạn",
                "An independent consultant: the certificate and card renewed",
            ),
        }
    }

    /// The same in letters, after "đề nghị". Letters are Vietnamese.
    pub fn procedure_in_letters(procedure: Procedure) -> &'static str {
        match procedure {
            Procedure::NewOrganisation => {
                "cấp mới Giấy xác nhận đủ điều kiện hoạt động tư vấn cho tổ chức tư vấn"
            }
            Procedure::NewIndependent => {
                "cấp mới Giấy xác nhận đủ điều kiện hoạt động tư vấn cho chuyên gia tư vấn độc lập"
            }
            Procedure::AdditionalCards => "cấp bổ sung Thẻ chuyên gia tư vấn cho tổ chức tư vấn",
            Procedure::ReissueOrganisation => {
                "cấp lại Giấy xác nhận đủ điều kiện hoạt động tư vấn, Thẻ chuyên gia tư vấn cho tổ chức tư vấn"
            }
            Procedure::ReissueIndependent => {
                "cấp lại Giấy xác nhận đủ điều kiện hoạt động tư vấn, Thẻ chuyên gia tư vấn cho chuyên gia tư vấn \
                 độc lập"
            }
            Procedure::RenewalOrganisation => {
                "cấp lại khi hết hạn Giấy xác nhận đủ điều kiện hoạt động tư vấn, Thẻ chuyên gia tư vấn cho tổ chức \
                 tư vấn"
            }
            Procedure::RenewalIndependent => {
                "cấp lại khi hết hạn Giấy xác nhận đủ điều kiện hoạt động tư vấn, Thẻ chuyên gia tư vấn cho chuyên \
                 gia tư vấn độc lập"
            }
        }
    }

    /// The name of a stage.
    pub fn stage(self, stage: StageName) -> &'static str {
        match stage {
            StageName::Draft => self.choose("Đang soạn", "Draft"),
            StageName::Submitted => self.choose("Đã nộp, chờ tiếp nhận", "Submitted, not yet received"),
            StageName::Received => self.choose("Đã tiếp nhận, đang kiểm tra", "Received, being checked"),
            StageName::SupplementRequested => self.choose("Chờ bổ sung hồ sơ", "Supplement requested"),
            StageName::Lapsed => self.choose("Quá hạn bổ sung", "Supplement overdue"),
            StageName::Complete => self.choose("Đầy đủ và hợp lệ", "Complete and valid"),
            StageName::UnderAppraisal => self.choose("Đang thẩm xét", "Under appraisal"),
            StageName::OnSite => self.choose("Đánh giá thực tế", "On-site assessment"),
            StageName::ProposedToApprove => self.choose("Đề xuất cấp, chờ phê duyệt", "Proposed to approve"),
            StageName::ProposedToRefuse => {
                self.choose("Đề xuất từ chối, chờ quyết định", "Proposed to refuse")
            }
            StageName::Issued => self.choose("Đã cấp", "Issued"),
            StageName::Refused => self.choose("Đã từ chối", "Refused"),
            StageName::Withdrawn => self.choose("Người nộp đã rút", "Withdrawn"),
            StageName::Cancelled => self.choose("Đã hủy", "Cancelled"),
        }
    }

    /// The label of the button that does the act: a verb with its object.
    pub fn act(self, act: Act) -> &'static str {
        match act {
            Act::Edit => self.choose("Sửa hồ sơ", "Edit the dossier"),
            Act::Submit => self.choose("Nộp hồ sơ", "Submit the dossier"),
            Act::Withdraw => self.choose("Rút hồ sơ", "Withdraw the dossier"),
            Act::Receive => self.choose("Tiếp nhận hồ sơ", "Receive the dossier"),
            Act::RequestSupplement => self.choose("Đề nghị bổ sung hồ sơ", "Request a supplement"),
            Act::Supplement => self.choose("Nộp bổ sung", "Hand in the supplement"),
            Act::Wait => self.choose("Gia hạn bổ sung", "Give more time"),
            Act::Cancel => self.choose("Hủy hồ sơ", "Cancel the dossier"),
            Act::ConfirmComplete => self.choose("Xác nhận hồ sơ đầy đủ", "Confirm the dossier complete"),
            Act::TakeUp => self.choose("Nhận thẩm xét hồ sơ", "Take up the dossier"),
            Act::TakeOver => self.choose("Nhận thay người thẩm xét", "Take over the appraisal"),
            Act::Reassign => self.choose("Giao cho người thẩm xét khác", "Give to another appraiser"),
            Act::Judge => self.choose("Ghi nhận xét", "Record the judgement"),
            Act::OrderOnSite => self.choose("Quyết định đánh giá thực tế", "Order an on-site assessment"),
            Act::RecordMinutes => self.choose("Ghi biên bản đánh giá", "Record the minutes"),
            Act::Propose => self.choose("Trình lãnh đạo", "Propose a decision"),
            Act::SendBack => self.choose("Trả lại để thẩm xét", "Send back to appraisal"),
            Act::Approve => self.choose("Phê duyệt và cấp giấy", "Approve and issue"),
            Act::Refuse => self.choose("Từ chối hồ sơ", "Refuse the dossier"),
        }
    }

    /// The name of a role.
    pub fn role(self, role: Role) -> &'static str {
        match role {
            Role::Intake => self.choose("Tiếp nhận", "Intake"),
            Role::Appraiser => self.choose("Thẩm xét", "Appraisal"),
            Role::Leader => self.choose("Lãnh đạo", "Leader"),
            Role::Administrator => self.choose("Quản trị", "Administrator"),
            Role::Auditor => self.choose("Kiểm tra", "Auditor"),
        }
    }

    /// Why a text is refused in which a personal number stands.
    pub(super) fn personal_number_written(self) -> &'static str {
        self.choose(
            "Không ghi số định danh cá nhân (12 chữ số) vào đây: nội dung này được lưu vĩnh viễn. Hãy ghi họ tên, nếu cần thì \
             thêm ba số cuối.",
            "Do not write a personal identification number (12 digits) here: this text is kept for good. Write the name, \
             and if need be its last three digits.",
        )
    }

    /// Why an act did not happen, and what helps.
    #[expect(clippy::too_many_lines, reason = "one table, as long as what there is")]
    pub fn refusal(self, refusal: &Refusal) -> String {
        let said = match refusal {
            Refusal::Stage { stage, act } => {
                let (stage, act) = (self.stage(*stage), self.act(*act));
                return self.choose(
                    format!("Hồ sơ đang ở bước “{stage}” nên không thể thực hiện “{act}”."),
                    format!("The dossier is “{stage}”, so “{act}” is not possible now."),
                );
            }
            Refusal::Unjudged(count) => {
                return self.choose(
                    format!("Còn {count} điều kiện chưa có nhận xét của người thẩm xét."),
                    format!("Conditions that still need a judgement: {count}."),
                );
            }
            Refusal::SameHands => self.choose(
                "Người đã thẩm xét hoặc đề xuất không được quyết định chính hồ sơ này. Cần một người khác.",
                "Who appraised a dossier or proposed its decision cannot make it. Another person must decide.",
            ),
            Refusal::OwnDossier => self.choose(
                "Hồ sơ này ghi địa chỉ thư điện tử của chính bạn nên phải do người khác giải quyết.",
                "This dossier gives your own e-mail address. Someone else must handle it.",
            ),
            Refusal::OtherAppraiser => self.choose(
                "Hồ sơ này đang do một người thẩm xét khác phụ trách.",
                "Another appraiser has this dossier.",
            ),
            Refusal::AppraiserThere => self.choose(
                "Người thẩm xét hồ sơ này vẫn đang giữ vai trò. Chỉ lãnh đạo được giao cho người khác.",
                "Its appraiser is still in office. Only a leader can give it to another.",
            ),
            Refusal::NotAnAppraiser => self.choose(
                "Người được chọn không phải là người thẩm xét đang làm việc ở cơ quan này.",
                "Who was chosen does not appraise at this office.",
            ),
            Refusal::HasItAlready => self.choose("Người được chọn đang phụ trách hồ sơ này.", "Who was chosen has this dossier already."),
            Refusal::NoReasons => self.choose("Cần ghi rõ lý do.", "Reasons must be given."),
            Refusal::EmptyNote => self.choose("Ghi nội dung ghi chú.", "Write what the note says."),
            Refusal::PersonalNumber => self.personal_number_written(),
            Refusal::AskedAlready { at, by } => {
                let (at, by) = (self.instant(*at), by.as_deref().unwrap_or(self.choose("bạn", "you")));
                return self.choose(
                    format!(
                        "Hồ sơ này đã được đề nghị bổ sung lúc {at} ({by}), với nội dung khác. Nội dung vừa nhập chưa \
                         được gửi và vẫn còn ở dưới đây."
                    ),
                    format!(
                        "A supplement of this dossier was asked for already at {at} ({by}), in other words. What was \
                         typed now has not been sent; it is kept below."
                    ),
                );
            }
            Refusal::Undrawn(found) => return self.undrawn(*found),
            Refusal::Unprintable(found) => return self.unprintable(found),
            Refusal::NotForJudgement => self.choose(
                "Điều kiện này do hệ thống tự xác định, không cần nhận xét.",
                "This condition is not one that a person judges.",
            ),
            Refusal::ConditionsNotMet => self.choose(
                "Chưa đủ điều kiện nên không thể đề xuất hoặc phê duyệt cấp.",
                "The conditions are not met, so approval is not possible.",
            ),
            Refusal::Outdated => self.choose(
                "Căn cứ của đề xuất đã thay đổi. Hãy trả lại để thẩm xét lại.",
                "What the proposal rests on has changed. Send it back to appraisal.",
            ),
            Refusal::NotReady => self.choose(
                "Hồ sơ còn thiếu nội dung bắt buộc nên chưa nộp được.",
                "The application still lacks required parts and cannot be filed yet.",
            ),
            Refusal::NotInForce { number, life } => return self.not_in_force(number, *life),
            Refusal::SomethingWaits(number) => {
                return self.choose(
                    format!("Về giấy xác nhận {number} còn việc đang chờ quyết định (biện pháp, đính chính hoặc đề nghị thôi hoạt động); phải quyết định việc đó trước."),
                    format!("Something about certificate {number} waits for a decision (a measure, a correction, or that it is given up); decide that first."),
                );
            }
            Refusal::CorrectedSince(number) => {
                return self.choose(
                    format!("Giấy tờ theo số {number} đã được đính chính sau khi lập hồ sơ này, nên hồ sơ còn nội dung cũ. Người nộp rút hoặc xóa hồ sơ này và lập lại: nội dung đúng được điền sẵn."),
                    format!("The papers of {number} were corrected after this dossier was begun, which still says what they said before. The applicant withdraws or discards it and begins anew: what is right is filled in."),
                );
            }
            Refusal::TooLateToRenew { last, .. } => return self.too_late_to_renew(*last),
            Refusal::ToProvince(number) => return self.to_province(number),
            Refusal::HoldsOne { number, life } => return self.holds_one(number, *life),
            Refusal::PaperAskedAlready(paper) => return self.asked_already(paper),
            Refusal::OtherProcedure => self.choose(
                "Tệp này thuộc loại hồ sơ khác với hồ sơ đang soạn.",
                "The file is of another kind of dossier than this one.",
            ),
            Refusal::NothingToImport => self.choose(
                "Hồ sơ này không nhận tệp: những gì cần có đã lấy từ sổ đăng ký.",
                "This dossier takes no file over: what it needs was taken from the register.",
            ),
            Refusal::TooLarge => self.choose(
                "Nội dung quá nhiều so với một hồ sơ. Hãy bớt các dòng không cần thiết.",
                "There is more in it than one dossier can hold. Leave out what is not needed.",
            ),
            Refusal::NoPhoto(position) => {
                return self.choose(
                    format!("Chuyên gia thứ {} chưa có ảnh để in thẻ.", position + 1),
                    format!("Expert {} has no portrait to print on the card.", position + 1),
                );
            }
            Refusal::NoSigningKey => self.choose(
                "Lúc này cơ quan không có khóa ký dùng được trên máy chủ, nên chưa ký được gì; hồ sơ vẫn ở \
                 bước này. Hãy báo người quản trị.",
                "At this moment the issuer has no key on this server that it may sign with, so nothing can \
                 be signed; the dossier stays at this step. Tell the administrator.",
            ),
            Refusal::NotSigned => self.choose(
                "Thiết bị giữ khóa ký không ký được, nên chưa cấp gì. Hãy thử lại; nếu vẫn vậy, hãy báo người \
                 quản trị.",
                "The device that holds the key did not sign, so nothing was issued. Try again; if it still \
                 does not, tell the administrator.",
            ),
        };
        said.to_owned()
    }
}

impl Language {
    fn not_in_force(self, number: &str, life: Life) -> String {
        let life = self.life(life);
        self.choose(
            format!("{number} {life}. Chỉ cấp lại, cấp thẻ bổ sung khi giấy tờ đang có hiệu lực."),
            format!(
                "{number} {life}. Papers are issued again, and more cards with them, only while they are in force."
            ),
        )
    }

    fn asked_already(self, paper: &str) -> String {
        self.choose(
            format!(
                "Một hồ sơ khác đang được giải quyết đã đề nghị cấp lại {paper}. Hãy chờ kết quả, hoặc rút hồ sơ đó."
            ),
            format!("Another dossier that is being dealt with asks for {paper} once more. Wait for it, or withdraw it."),
        )
    }

    /// Where a paper is in its life, after its number.
    pub fn life(self, life: Life) -> &'static str {
        match life {
            Life::Active => self.choose("đang có hiệu lực", "is in force"),
            Life::SuspensionAhead => self.choose(
                "đã có quyết định đình chỉ hiệu lực từ một ngày sắp tới",
                "is to be suspended from a day to come",
            ),
            Life::Suspended => self.choose("đang bị đình chỉ hiệu lực", "is suspended"),
            Life::Expired => self.choose("đã hết hạn", "has expired"),
            Life::Revoked => self.choose("đã bị thu hồi", "was revoked"),
            Life::Returned => self.choose("đã được trả lại", "was returned"),
            Life::Replaced => self.choose("đã được thay bằng giấy cấp lại", "was replaced by a newer one"),
            Life::Leaving => {
                self.choose("sắp thôi hoạt động theo đề nghị của người được cấp", "is being given up")
            }
            Life::GivenUp => {
                self.choose("đã thôi hoạt động theo đề nghị của người được cấp", "was given up by its holder")
            }
        }
    }

    /// Why an act on a paper did not happen.
    pub fn standing_refusal(self, refusal: &StandingRefusal) -> String {
        let said = match refusal {
            StandingRefusal::PersonalNumber => self.personal_number_written(),
            StandingRefusal::Undrawn(found) => return self.undrawn(*found),
            StandingRefusal::Life { life: Life::SuspensionAhead, act: StandingAct::Suspend } => self.choose(
                "Giấy đã có quyết định đình chỉ hiệu lực từ một ngày sắp tới; muốn đình chỉ khác đi thì khôi phục trước.",
                "The certificate is to be suspended from a day to come; reinstate it first to suspend it otherwise.",
            ),
            StandingRefusal::Life { .. } => self.choose(
                "Tình trạng hiện nay của giấy không cho phép việc này.",
                "The paper's present standing does not allow this.",
            ),
            StandingRefusal::Days => self.choose(
                "Thời gian đình chỉ phải bắt đầu từ hôm nay trở đi, không kết thúc trước ngày bắt đầu, và không quá ngày cuối hiệu lực của giấy.",
                "A suspension begins today or later, does not end before it begins, and ends on the certificate's last day at the latest.",
            ),
            StandingRefusal::LeavingDay => self.choose(
                "Ngày thôi việc phải từ ngày cấp thẻ đến hôm nay.",
                "The day of leaving lies between the day of issue and today.",
            ),
            StandingRefusal::SurrenderDay { last } => {
                let last = self.day(*last);
                return self.choose(
                    format!("Ngày thôi hoạt động phải từ ngày cấp giấy đến {last}. Giấy đang bị đình chỉ thì không thôi hoạt động từ một ngày về sau."),
                    format!("The day lies between the day of issue and {last}. What is suspended is not given up from a later day."),
                );
            }
            StandingRefusal::NotPrinted => self.choose(
                "Thẻ hiện không có hiệu lực nên không được in.",
                "The card is not valid now, so it is not printed.",
            ),
            StandingRefusal::PortraitOfNobody => self.choose(
                "Giấy hoặc thẻ hiện không có hiệu lực nên không hiển thị được.",
                "The paper is not valid now, so nothing of its holder is shown.",
            ),
            StandingRefusal::NothingChosen => {
                self.choose("Chọn ít nhất một cách liên hệ để hiển thị.", "Choose at least one way to be reached.")
            }
            StandingRefusal::PortraitHiddenToday => self.choose(
                "Ảnh vừa ngừng hiển thị hôm nay; có thể hiển thị lại từ ngày mai.",
                "The portrait was hidden today; it can be shown again from tomorrow.",
            ),
            StandingRefusal::TooLong(most) => return self.too_long_text(*most),
            StandingRefusal::NoReasons => self.choose("Cần ghi rõ nội dung.", "This must be written."),
        };
        said.to_owned()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_stage_act_and_role_has_its_own_words_in_both_languages() {
        for language in [Language::Vi, Language::En] {
            let mut words: Vec<&str> = StageName::ALL.map(|stage| language.stage(stage)).into();
            words.extend(Act::ALL.map(|act| language.act(act)));
            words.extend(Role::ALL.map(|role| language.role(role)));
            let count = words.len();
            words.sort_unstable();
            words.dedup();
            assert_eq!(words.len(), count, "{language:?}");
        }
    }

    #[test]
    fn a_refusal_names_the_stage_and_the_act() {
        let refusal = Refusal::Stage { stage: StageName::Draft, act: Act::Approve };
        let said = Language::Vi.refusal(&refusal);
        assert_eq!(said, "Hồ sơ đang ở bước “Đang soạn” nên không thể thực hiện “Phê duyệt và cấp giấy”.");
    }
}
