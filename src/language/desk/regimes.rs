//! The regimes of the law at the desk: what is in force since when, and
//! amending one.

use crate::dates::Day;
use crate::domain::regime::{AmendmentFault, AmendmentRefusal, Differing, RegimeValue, Step};
use crate::domain::term::Unit;
use crate::language::Language;

/// The page of regimes and the form that amends one.
#[derive(Debug)]
#[expect(missing_docs, reason = "the texts say it")]
pub struct RegimeTexts {
    pub regimes: &'static str,
    pub lead: &'static str,
    pub keepers: &'static str,
    pub from: &'static str,
    pub from_beginning: &'static str,
    pub text: &'static str,
    pub first_text: &'static str,
    pub in_force: &'static str,
    pub to_come: &'static str,
    pub superseded: &'static str,
    pub entered: &'static str,
    pub changes: &'static str,
    pub amend: &'static str,
    pub amend_lead: &'static str,
    pub waiting: &'static str,
    pub waiting_lead: &'static str,
    pub nothing_waits: &'static str,
    pub proposed_by: &'static str,
    pub until: &'static str,
    pub confirm: &'static str,
    pub withdraw: &'static str,
    pub valid_from: &'static str,
    pub valid_from_hint: &'static str,
    pub citation: &'static str,
    pub citation_hint: &'static str,
    pub basis_vi: &'static str,
    pub basis_en: &'static str,
    pub basis_hint: &'static str,
    pub numbers: &'static str,
    pub terms: &'static str,
    pub unit: &'static str,
    pub reminder_days: &'static str,
    pub reminder_hint: &'static str,
    pub preview: &'static str,
    pub show_preview: &'static str,
    pub propose: &'static str,
    pub propose_hint: &'static str,
    pub what: &'static str,
    pub before: &'static str,
    pub after: &'static str,
    pub proposed: &'static str,
    pub withdrawn: &'static str,
    pub changed_since: &'static str,
}

impl Language {
    /// The texts of the regimes.
    pub fn regimes(self) -> &'static RegimeTexts {
        self.choose(&VI, &EN)
    }

    /// A number of a regime.
    pub fn regime_value(self, value: RegimeValue) -> &'static str {
        match value {
            RegimeValue::ClientsNeeded => self.choose(
                "Số khách hàng của tổ chức đã được chứng nhận",
                "Certified clients of the organisation",
            ),
            RegimeValue::ExpertsNeeded => {
                self.choose("Số chuyên gia đạt mọi điều kiện", "Experts who meet every condition")
            }
            RegimeValue::BarMonths => self.choose(
                "Số tháng không được đăng ký lại sau khi bị thu hồi",
                "Months without a new registration after a revocation",
            ),
            RegimeValue::ScoreNeeded => {
                self.choose("Điểm cần đạt khóa đào tạo (thang 100)", "Score needed in the training, of 100")
            }
            RegimeValue::ServiceMonths => {
                self.choose("Số tháng công tác từ khi tốt nghiệp", "Months of service since graduation")
            }
            RegimeValue::ServiceDays => {
                self.choose("Số ngày quá trình công tác phải có", "Days that the work history covers")
            }
            RegimeValue::LeadClientsNeeded => self.choose(
                "Số khách hàng chuyên gia đã làm tư vấn chính",
                "Certified clients as lead consultant",
            ),
            RegimeValue::AgeNeeded => self.choose("Tuổi tối thiểu của chuyên gia", "Least age of an expert"),
            RegimeValue::ExpiringMonths => self.choose(
                "Số tháng trước ngày hết hạn thì ghi “sắp hết hạn”",
                "Months before the end from which a paper counts as ending soon",
            ),
            RegimeValue::RenewalFilingMonths => self.choose(
                "Số tháng trước ngày hết hạn phải nộp hồ sơ cấp lại",
                "Months before the end by which a renewal is filed",
            ),
            RegimeValue::RenewalClientsNeeded => self.choose(
                "Cấp lại khi hết hạn: số khách hàng tổ chức đã tư vấn trong thời hạn",
                "Renewal: clients an organisation consulted within the term",
            ),
            RegimeValue::RenewalExpertClientsNeeded => self.choose(
                "Cấp lại khi hết hạn: số khách hàng mỗi chuyên gia đã tư vấn trong thời hạn",
                "Renewal: clients each expert consulted within the term",
            ),
            RegimeValue::RenewalIndependentClientsNeeded => self.choose(
                "Cấp lại khi hết hạn: số khách hàng chuyên gia độc lập đã tư vấn trong thời hạn",
                "Renewal: clients an independent consultant consulted within the term",
            ),
        }
    }

    /// A step that has a term.
    pub fn regime_step(self, step: Step) -> &'static str {
        match step {
            Step::NotifyMissing => self.choose("Thông báo hồ sơ còn thiếu", "Say what is missing"),
            Step::Supplement => self.choose("Người nộp bổ sung hồ sơ", "The applicant supplements"),
            Step::Decide => self.choose("Thẩm xét và quyết định", "Appraise and decide"),
            Step::DecideOnSite => {
                self.choose("Quyết định khi có đánh giá tại chỗ", "Decide with an on-site assessment")
            }
            Step::Refuse => self.choose("Trả lời từ chối, nêu lý do", "Refuse in writing, with reasons"),
            Step::Reissue => self.choose("Cấp lại giấy, thẻ", "Re-issue a paper"),
            Step::Validity => self.choose("Giấy xác nhận có hiệu lực", "A certificate is valid"),
            Step::Suspension => self.choose("Thời gian đình chỉ thông thường", "A suspension usually lasts"),
            Step::ReturnCard => self
                .choose("Báo chuyên gia thôi việc, trả thẻ", "Tell of an expert who left, return the card"),
            Step::Explanation => self.choose(
                "Giải trình trước khi bị đình chỉ, thu hồi",
                "Explain before a suspension or revocation",
            ),
            Step::UrgentConfirmation => {
                self.choose("Xác nhận việc đình chỉ khẩn cấp", "Confirm a suspension at once")
            }
            Step::StandingGrace => {
                self.choose("Khắc phục điều kiện không còn đáp ứng", "Mend a condition that is lost")
            }
        }
    }

    /// What a term is counted in.
    pub fn unit(self, unit: Unit) -> &'static str {
        match unit {
            Unit::WorkingDay => self.choose("ngày làm việc", "working days"),
            Unit::CalendarDay => self.choose("ngày", "days"),
            Unit::Month => self.choose("tháng", "months"),
        }
    }

    /// Something that differs between two regimes.
    pub fn regime_part(self, what: Differing) -> &'static str {
        match what {
            Differing::Value(value) => self.regime_value(value),
            Differing::Term(step) => self.regime_step(step),
            Differing::ReminderDays => self.regimes().reminder_days,
            Differing::LegalBases => {
                self.choose("Các dòng “Căn cứ …” trên giấy", "The lines “Căn cứ …” of papers")
            }
        }
    }

    /// What is wrong with a field of an amendment.
    pub fn amendment_fault(self, fault: AmendmentFault) -> String {
        let said = match fault {
            AmendmentFault::Missing => self.choose("Cần điền ô này.", "Fill this in."),
            AmendmentFault::Number(least, most) => {
                return self.choose(
                    format!("Nhập một số nguyên từ {least} đến {most}."),
                    format!("Enter a whole number from {least} to {most}."),
                );
            }
            AmendmentFault::Begun => self.choose(
                "Ngày bắt đầu phải sau hôm nay: hồ sơ tiếp nhận đến hết hôm nay giữ quy định cũ.",
                "The first day is after today: what is received until then keeps what it was received under.",
            ),
            AmendmentFault::FarOff => self
                .choose("Ngày này quá xa. Kiểm tra lại năm.", "This day is too far off. Look at the year."),
            AmendmentFault::TooLong(most) => {
                return self.choose(format!("Tối đa {most} ký tự."), format!("At most {most} letters."));
            }
            AmendmentFault::Undrawn(found) => return self.undrawn(found),
            AmendmentFault::OneLanguage => self.choose(
                "Điền cả tiếng Việt và tiếng Anh, hoặc để trống cả hai.",
                "Fill in both languages, or neither.",
            ),
            AmendmentFault::NoBasis => self.choose(
                "Dòng này bắt đầu bằng “Căn cứ ” (tiếng Anh: “Pursuant to ”).",
                "This line begins with “Căn cứ ” (in English: “Pursuant to ”).",
            ),
            AmendmentFault::Bases => self.choose(
                "Giấy xác nhận không còn chỗ cho một dòng căn cứ nữa.",
                "A certificate has no room for another such line.",
            ),
            AmendmentFault::Reminders => self.choose(
                "Nhập các số ngày từ 1 đến 366, cách nhau bằng dấu phẩy, số lớn trước.",
                "Enter numbers of days from 1 to 366 with commas between, the most first.",
            ),
            AmendmentFault::Unchanged => self.choose(
                "Chưa thay đổi gì so với quy định hiện hành.",
                "Nothing differs from what is in force.",
            ),
        };
        said.to_owned()
    }

    /// Why a proposed regime is not entered.
    pub fn amendment_refusal(self, refusal: AmendmentRefusal) -> &'static str {
        match refusal {
            AmendmentRefusal::OwnProposal => self.choose(
                "Chờ quản trị viên khác của Bộ xác nhận.",
                "Another administrator of the Ministry confirms it.",
            ),
            AmendmentRefusal::Begun => self.choose(
                "Đã đến ngày bắt đầu nên không xác nhận được nữa. Rút đề nghị và đề nghị lại từ một ngày sau hôm nay.",
                "Its first day has come, so it cannot be confirmed. Withdraw it and propose it anew from a later day.",
            ),
            AmendmentRefusal::Overtaken => self.choose(
                "Quy định đã được sửa sau khi có đề nghị này. Rút đề nghị và đề nghị lại.",
                "The regime was amended since. Withdraw this and propose it anew.",
            ),
            AmendmentRefusal::Proposed => self.choose(
                "Một đề nghị sửa quy định này đang chờ xác nhận. Xác nhận hoặc rút đề nghị đó trước.",
                "Another amendment of this regime waits. Confirm or withdraw that one first.",
            ),
        }
    }

    /// Whom an amended regime does not touch, and whom it may.
    pub fn regime_effect(self, from: Day, untouched: i64, waiting: i64) -> Vec<String> {
        let day = self.day(from);
        self.choose(
            vec![
                format!("Áp dụng cho hồ sơ tiếp nhận từ ngày {day}."),
                format!("Số hồ sơ đã tiếp nhận, đang giải quyết: {untouched}. Các hồ sơ này giữ nguyên quy định và thời hạn."),
                format!("Số hồ sơ đã nộp, chưa tiếp nhận: {waiting}. Hồ sơ nào được tiếp nhận từ ngày {day} thì theo quy định mới."),
            ],
            vec![
                format!("For dossiers received from {day} on."),
                format!("Received and in progress: {untouched}. They keep their regime and their deadlines."),
                format!("Filed and not received yet: {waiting}. Those that are received from {day} on are under the new regime."),
            ],
        )
    }

    /// An amendment entered before that will not take effect.
    pub fn regime_superseded(self, text: &str, from: Day) -> String {
        let day = self.day(from);
        self.choose(
            format!("Sửa đổi theo {text} từ ngày {day} đã nhập trước đó sẽ không áp dụng nữa; nếu vẫn còn, nhập lại sau."),
            format!("The amendment by {text} from {day}, entered before, will not take effect; enter it again if it still holds."),
        )
    }

    /// That an amended regime was entered.
    pub fn regime_entered(self, from: Day) -> String {
        let day = self.day(from);
        self.choose(
            format!("Đã xác nhận. Quy định sửa đổi áp dụng cho hồ sơ tiếp nhận từ ngày {day}."),
            format!("Confirmed. The amended regime is for dossiers received from {day} on."),
        )
    }
}

/// Vietnamese.
pub static VI: RegimeTexts = RegimeTexts {
    regimes: "Quy định áp dụng",
    lead: "Điều kiện, thời hạn và thời gian hiệu lực mà hệ thống dùng để xét hồ sơ. Hồ sơ theo quy định của ngày tiếp nhận.",
    keepers: "Quản trị viên của Bộ sửa quy định.",
    from: "Áp dụng từ ngày",
    from_beginning: "Từ đầu",
    text: "Văn bản",
    first_text: "Quy định gốc",
    in_force: "Đang áp dụng",
    to_come: "Chưa đến ngày",
    superseded: "Không áp dụng, đã có sửa đổi sau",
    entered: "Nhập lúc",
    changes: "Nội dung sửa đổi",
    amend: "Sửa quy định",
    amend_lead: "Biểu mẫu ghi sẵn quy định đang áp dụng. Sửa những gì văn bản mới thay đổi, xem trước rồi gửi đề nghị. \
                 Một quản trị viên khác của Bộ xác nhận thì quy định mới được áp dụng từ ngày đã ghi.",
    waiting: "Chờ xác nhận",
    waiting_lead: "Người khác với người đề nghị xác nhận. Đối chiếu với văn bản trước khi xác nhận.",
    nothing_waits: "Không có đề nghị nào.",
    proposed_by: "Người đề nghị",
    until: "Chờ đến",
    confirm: "Xác nhận quy định sửa đổi",
    withdraw: "Rút đề nghị",
    valid_from: "Áp dụng cho hồ sơ tiếp nhận từ ngày",
    valid_from_hint: "Ngày văn bản có hiệu lực; phải sau hôm nay.",
    citation: "Văn bản sửa đổi",
    citation_hint: "Số, ký hiệu, và điều khoản nếu cần. Ví dụ: Thông tư 12/2026/TT-BKHCN.",
    basis_vi: "Thêm dòng “Căn cứ …” trên giấy xác nhận và quyết định",
    basis_en: "Dòng đó bằng tiếng Anh",
    basis_hint: "Để trống nếu văn bản không cần nêu trên giấy.",
    numbers: "Điều kiện và mốc thời gian",
    terms: "Thời hạn",
    unit: "Tính theo",
    reminder_days: "Nhắc trước ngày hết hạn (số ngày)",
    reminder_hint: "Các số cách nhau bằng dấu phẩy, số lớn trước: 90, 60, 30, 7.",
    preview: "Xem trước",
    show_preview: "Xem trước thay đổi",
    propose: "Gửi đề nghị",
    propose_hint: "Đề nghị chờ quản trị viên khác của Bộ xác nhận; trước đó không có gì thay đổi.",
    what: "Nội dung",
    before: "Hiện nay",
    after: "Sẽ là",
    proposed: "Đã gửi đề nghị. Quản trị viên khác của Bộ xác nhận tại trang này.",
    withdrawn: "Đã rút đề nghị.",
    changed_since: "Nội dung đã khác với lần xem trước. Xem lại bảng dưới đây rồi gửi.",
};

/// English.
pub static EN: RegimeTexts = RegimeTexts {
    regimes: "Regimes",
    lead: "The conditions, terms and validities by which dossiers are judged. A dossier is under the regime of the day on which it was received.",
    keepers: "Administrators of the Ministry amend them.",
    from: "From",
    from_beginning: "From the beginning",
    text: "Text",
    first_text: "As it was first",
    in_force: "In force",
    to_come: "Still to come",
    superseded: "Not in force, amended again",
    entered: "Entered",
    changes: "What changed",
    amend: "Amend",
    amend_lead: "The form begins from what is in force. Change what the new text changes, see what it does, and propose \
                 it. Once another administrator of the Ministry confirms, it holds from the day you name.",
    waiting: "Waiting to be confirmed",
    waiting_lead: "Somebody else than who proposed it confirms. Compare it with the text first.",
    nothing_waits: "Nothing waits.",
    proposed_by: "Proposed by",
    until: "Waits until",
    confirm: "Confirm the amended regime",
    withdraw: "Withdraw",
    valid_from: "For dossiers received from",
    valid_from_hint: "The day on which the text takes effect; after today.",
    citation: "The amending text",
    citation_hint: "Its number, and the article where needed: Thông tư 12/2026/TT-BKHCN.",
    basis_vi: "A line “Căn cứ …” to add on certificates and decisions",
    basis_en: "That line in English",
    basis_hint: "Leave both empty when papers need not name the text.",
    numbers: "Conditions and limits",
    terms: "Terms",
    unit: "Counted in",
    reminder_days: "Reminders before the last day, in days",
    reminder_hint: "Numbers with commas between, the most first: 90, 60, 30, 7.",
    preview: "What it would do",
    show_preview: "See what changes",
    propose: "Propose it",
    propose_hint: "It waits for another administrator of the Ministry; until then nothing changes.",
    what: "What",
    before: "Now",
    after: "Then",
    proposed: "Proposed. Another administrator of the Ministry confirms it on this page.",
    withdrawn: "Withdrawn.",
    changed_since: "It is not what you saw. Look at what is below, then propose it.",
};
