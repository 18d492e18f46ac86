//! The staff: who works here, what is proposed, and what takes two.

use crate::dates::Instant;
use crate::domain::staff::{Change, Role, StaffingRefusal};
use crate::language::Language;

/// The pages of the staff.
#[derive(Debug)]
#[expect(missing_docs, reason = "the texts say it")]
pub struct StaffTexts {
    pub staff: &'static str,
    pub lead: &'static str,
    pub person: &'static str,
    pub number: &'static str,
    pub number_hint: &'static str,
    pub email: &'static str,
    pub email_hint: &'static str,
    pub roles: &'static str,
    pub roles_hint: &'static str,
    pub last_sign_in: &'static str,
    pub never: &'static str,
    pub disabled: &'static str,
    pub must_change: &'static str,
    pub waiting: &'static str,
    pub waiting_lead: &'static str,
    pub nothing_waits: &'static str,
    pub change: &'static str,
    pub proposed_by: &'static str,
    pub operator: &'static str,
    pub until: &'static str,
    pub for_the_person: &'static str,
    pub confirm: &'static str,
    pub withdraw: &'static str,
    pub invite: &'static str,
    pub invite_lead: &'static str,
    pub give: &'static str,
    pub give_lead: &'static str,
    pub take: &'static str,
    pub disable: &'static str,
    pub disable_lead: &'static str,
    pub reason: &'static str,
    pub enable: &'static str,
    pub enable_lead: &'static str,
    pub reset: &'static str,
    pub reset_lead: &'static str,
    pub proposed: &'static str,
    pub confirmed: &'static str,
    pub withdrawn: &'static str,
    pub disabled_now: &'static str,
}

impl Language {
    /// The texts of the staff.
    pub fn staff(self) -> &'static StaffTexts {
        self.choose(&VI, &EN)
    }

    /// The link of an invitation or a reset, shown once to who proposed it.
    pub fn staff_link(self, link: &str) -> String {
        self.choose(
            format!(
                "Đã đề nghị. Trao tận tay đường dẫn này cho người đó, nó chỉ hiện một lần: {link} — dùng được khi \
                 quản trị thứ hai đã xác nhận và trao mã xác nhận."
            ),
            format!(
                "Proposed. Hand this link to the person, it is shown this once: {link} — it can be used when a \
                 second administrator has confirmed and handed over the code."
            ),
        )
    }

    /// The code that goes with it, shown once to who confirmed.
    pub fn staff_code(self, code: &str) -> String {
        self.choose(
            format!(
                "Đã xác nhận. Trao tận tay mã xác nhận này cho người đó, nó chỉ hiện một lần: {code} — dùng được \
                 72 giờ, cùng với đường dẫn của người đề nghị."
            ),
            format!(
                "Confirmed. Hand this code to the person, it is shown this once: {code} — it can be used for 72 \
                 hours, together with the link of who proposed."
            ),
        )
    }

    /// What a proposal would change, without whom.
    pub fn staff_change(self, change: &Change) -> String {
        let roles = change.roles().into_iter().map(|role| self.role(role)).collect::<Vec<_>>().join(", ");
        match change {
            Change::Invite { .. } => {
                self.choose(format!("Mời làm việc: {roles}"), format!("Invite to work as: {roles}"))
            }
            Change::Grant { .. } => self.choose(format!("Giao vai trò: {roles}"), format!("Give: {roles}")),
            Change::Take { .. } => self.choose(format!("Bỏ vai trò: {roles}"), format!("Take away: {roles}")),
            Change::Enable { .. } => {
                self.choose("Mở khóa tài khoản", "Let the account work again").to_owned()
            }
            Change::Reset { .. } => self.choose("Đặt lại mật khẩu", "Reset the password").to_owned(),
        }
    }

    /// Since when an account is disabled, and why.
    pub fn disabled_since(self, at: Instant, reason: &str) -> String {
        let at = self.instant(at);
        self.choose(
            format!("Đã khóa từ {at}. Lý do: {reason}"),
            format!("Disabled since {at}. Reason: {reason}"),
        )
    }

    /// Why a change of staff was refused, and what helps.
    pub fn staffing_refusal(self, refusal: StaffingRefusal) -> String {
        if let StaffingRefusal::Excluded(one, two) = refusal {
            return self.excluded(one, two);
        }
        let (vi, en) = match refusal {
            StaffingRefusal::Email => (
                "Nhập địa chỉ thư điện tử, ví dụ ten@coquan.gov.vn",
                "Enter an e-mail address, such as name@office.gov.vn",
            ),
            StaffingRefusal::Number => {
                ("Nhập mã cán bộ: 1 đến 32 chữ và số.", "Enter the staff number: 1 to 32 letters and digits.")
            }
            StaffingRefusal::NoRoles | StaffingRefusal::Excluded(..) => ("Chọn vai trò.", "Choose a role."),
            StaffingRefusal::NoReason => ("Ghi lý do.", "Say why."),
            StaffingRefusal::Applicant => (
                "Địa chỉ này là tài khoản của người nộp hồ sơ nên không thể làm tài khoản cán bộ. Hãy dùng một địa chỉ \
                 khác.",
                "This address has an applicant’s account and cannot become one of staff. Use another address.",
            ),
            StaffingRefusal::OtherNumber => (
                "Địa chỉ này là tài khoản của một cán bộ mang mã khác.",
                "This address has an account under another staff number.",
            ),
            StaffingRefusal::NumberTaken => (
                "Mã cán bộ này đã có tài khoản đang dùng. Mỗi người chỉ có một tài khoản.",
                "There is an account with this staff number. A person has one account.",
            ),
            StaffingRefusal::Invited => (
                "Địa chỉ hoặc mã cán bộ này đã được mời. Muốn mời lại, rút lời mời cũ trước.",
                "This address or staff number is invited already. Withdraw that invitation before another.",
            ),
            StaffingRefusal::Proposed => ("Đã có đề nghị như vậy.", "The same is proposed already."),
            StaffingRefusal::Held => ("Người này đã có vai trò đó.", "The person has this role."),
            StaffingRefusal::NotHeld => {
                ("Người này không còn vai trò đó.", "The person has this role no more.")
            }
            StaffingRefusal::Disabled => ("Tài khoản này đang bị khóa.", "This account is disabled."),
            StaffingRefusal::NotDisabled => ("Tài khoản này không bị khóa.", "This account is not disabled."),
            StaffingRefusal::Oneself => (
                "Bạn không tự khóa tài khoản của mình được. Hãy nhờ một quản trị khác.",
                "You cannot disable your own account. Ask another administrator.",
            ),
            StaffingRefusal::OwnProposal => (
                "Bạn đã đề nghị nên không được xác nhận. Cần một quản trị khác.",
                "You proposed it and cannot confirm it. Another administrator must.",
            ),
            StaffingRefusal::AboutOneself => (
                "Việc này về chính bạn nên bạn không được xác nhận.",
                "It is about yourself, so you cannot confirm it.",
            ),
            StaffingRefusal::NotTheirs => (
                "Việc này do quản trị khác của cơ quan đó xác nhận.",
                "Another administrator of that office confirms this.",
            ),
            StaffingRefusal::TwoAdministrators => (
                "Cơ quan này đã có hai quản trị; những người khác do họ mời.",
                "This office has two administrators; they invite the others.",
            ),
        };
        self.choose(vi, en).to_owned()
    }

    fn excluded(self, one: Role, two: Role) -> String {
        let (one, two) = (self.role(one), self.role(two));
        self.choose(
            format!("Một người không được vừa là “{one}” vừa là “{two}”. Chỉ tiếp nhận và thẩm xét được đi cùng nhau."),
            format!("One person cannot be “{one}” and “{two}”. Only intake and appraisal go together."),
        )
    }
}

/// Vietnamese.
pub static VI: StaffTexts = StaffTexts {
    staff: "Nhân sự",
    lead: "Những người làm việc cho cơ quan này. Việc cho hay bỏ quyền do một quản trị đề nghị và một quản trị khác xác \
           nhận; chỉ khóa tài khoản có hiệu lực ngay.",
    person: "Họ và tên",
    number: "Mã cán bộ",
    number_hint: "Như trong hồ sơ cán bộ, 1 đến 32 chữ và số. Mỗi người chỉ có một tài khoản.",
    email: "Địa chỉ thư điện tử",
    email_hint: "Dùng để đăng nhập. Không dùng địa chỉ của người nộp hồ sơ.",
    roles: "Vai trò",
    roles_hint: "Chỉ tiếp nhận và thẩm xét được đi cùng nhau.",
    last_sign_in: "Đăng nhập gần nhất",
    never: "Chưa lần nào",
    disabled: "Đã khóa",
    must_change: "Chưa đổi mật khẩu được cấp",
    waiting: "Chờ xác nhận",
    waiting_lead: "Đề nghị hết hiệu lực sau 14 ngày.",
    nothing_waits: "Không có đề nghị nào.",
    change: "Đề nghị",
    proposed_by: "Người đề nghị",
    operator: "Người vận hành",
    until: "Hết hiệu lực",
    for_the_person: "Đã xác nhận, chờ người đó mở đường dẫn.",
    confirm: "Xác nhận",
    withdraw: "Rút đề nghị",
    invite: "Mời một người",
    invite_lead: "Người được mời mở đường dẫn của bạn cùng mã của quản trị thứ hai, tự ghi tên và tự đặt mật khẩu. Người \
                  đang làm cho cơ quan khác được giao thêm vai trò.",
    give: "Đề nghị giao vai trò",
    give_lead: "Có hiệu lực khi một quản trị khác xác nhận; người này phải đăng nhập lại.",
    take: "Đề nghị bỏ vai trò",
    disable: "Khóa tài khoản ngay",
    disable_lead: "Người này bị đăng xuất ngay và không đăng nhập được nữa. Mở khóa cần hai quản trị.",
    reason: "Lý do",
    enable: "Đề nghị mở khóa",
    enable_lead: "Tài khoản dùng lại được với các vai trò cũ khi một quản trị khác xác nhận.",
    reset: "Đề nghị đặt lại mật khẩu",
    reset_lead: "Khi một quản trị khác xác nhận, người này tự đặt mật khẩu mới bằng đường dẫn của bạn và mã của quản trị đó.",
    proposed: "Đã đề nghị. Có hiệu lực khi một quản trị khác xác nhận.",
    confirmed: "Đã xác nhận. Thay đổi có hiệu lực.",
    withdrawn: "Đã rút đề nghị.",
    disabled_now: "Đã khóa tài khoản. Người đó đã bị đăng xuất.",
};

/// English.
pub static EN: StaffTexts = StaffTexts {
    staff: "Staff",
    lead: "Who works for this office. One administrator proposes to give or take power and another confirms; only \
           disabling an account takes effect at once.",
    person: "Name",
    number: "Staff number",
    number_hint: "As your office has it, 1 to 32 letters and digits. A person has one account.",
    email: "E-mail address",
    email_hint: "They sign in with it. Not the address of an applicant.",
    roles: "Roles",
    roles_hint: "Only intake and appraisal go together.",
    last_sign_in: "Last sign-in",
    never: "Never",
    disabled: "Disabled",
    must_change: "First password not changed yet",
    waiting: "Waiting for confirmation",
    waiting_lead: "A proposal lapses after 14 days.",
    nothing_waits: "Nothing is proposed.",
    change: "Proposal",
    proposed_by: "Proposed by",
    operator: "The operator",
    until: "Lapses",
    for_the_person: "Confirmed; waits for the person to open the link.",
    confirm: "Confirm",
    withdraw: "Withdraw",
    invite: "Invite someone",
    invite_lead: "With your link and the second administrator’s code they enter their name and choose a password. Someone \
                  who works for another office is given the roles.",
    give: "Propose to give the roles",
    give_lead: "It takes effect when another administrator confirms; the person signs in anew.",
    take: "Propose to take the role",
    disable: "Disable the account now",
    disable_lead: "The person is signed out at once and cannot sign in. Two administrators let the account work again.",
    reason: "Reason",
    enable: "Propose to enable the account",
    enable_lead: "It works again, with its roles, when another administrator confirms.",
    reset: "Propose a new password",
    reset_lead: "When another administrator confirms, the person chooses one with your link and that administrator’s code.",
    proposed: "Proposed. It takes effect when another administrator confirms.",
    confirmed: "Confirmed. The change is in effect.",
    withdrawn: "The proposal was withdrawn.",
    disabled_now: "The account is disabled. The person was signed out.",
};
