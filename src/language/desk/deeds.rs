//! What the audit trail says, in words: the name of every deed, and of every
//! fact of one that a person is told.

use crate::domain::deed::{DeedKind, Fact};
use crate::domain::dossier::Act;
use crate::language::Language;

impl Language {
    /// The name of a deed.
    #[expect(clippy::too_many_lines, reason = "one table, as long as what there is")]
    pub fn deed(self, kind: DeedKind) -> &'static str {
        match kind {
            DeedKind::Begin => self.choose("Bắt đầu soạn hồ sơ", "Begin a draft"),
            DeedKind::BeginAnew => self.choose("Chuyển thành hồ sơ cấp mới", "Make it a new registration"),
            DeedKind::Edit => self.act(Act::Edit),
            DeedKind::Import => self.choose("Nhập từ tệp hồ sơ", "Import a dossier file"),
            DeedKind::RemoveExpert => self.choose("Bỏ một chuyên gia", "Take an expert out"),
            DeedKind::Attach => self.choose("Thêm giấy tờ", "Add a paper"),
            DeedKind::Detach => self.choose("Bỏ giấy tờ", "Take a paper out"),
            DeedKind::Crop => self.choose("Cắt ảnh", "Crop a photo"),
            DeedKind::Discard => self.choose("Xóa bản nháp", "Throw a draft away"),
            DeedKind::Submit => self.act(Act::Submit),
            DeedKind::Supplement => self.act(Act::Supplement),
            DeedKind::Withdraw => self.act(Act::Withdraw),
            DeedKind::Receive => self.act(Act::Receive),
            DeedKind::RequestSupplement => self.act(Act::RequestSupplement),
            DeedKind::Wait => self.act(Act::Wait),
            DeedKind::Cancel => self.act(Act::Cancel),
            DeedKind::ConfirmComplete => self.act(Act::ConfirmComplete),
            DeedKind::TakeUp => self.act(Act::TakeUp),
            DeedKind::TakeOver => self.act(Act::TakeOver),
            DeedKind::Reassign => self.act(Act::Reassign),
            DeedKind::Judge => self.act(Act::Judge),
            DeedKind::OrderOnSite => self.act(Act::OrderOnSite),
            DeedKind::RecordMinutes => self.act(Act::RecordMinutes),
            DeedKind::Propose => self.act(Act::Propose),
            DeedKind::SendBack => self.act(Act::SendBack),
            DeedKind::Approve => self.act(Act::Approve),
            DeedKind::Refuse => self.act(Act::Refuse),
            DeedKind::ProposeMeasure => self.choose("Đề xuất biện pháp", "Propose a measure"),
            DeedKind::AnswerMeasure => self.choose("Gửi giải trình", "Explain oneself"),
            DeedKind::DeclineMeasure => {
                self.choose("Không chấp thuận đề xuất biện pháp", "Decline a measure")
            }
            DeedKind::WithdrawMeasure => self.choose("Rút đề xuất biện pháp", "Withdraw a measure"),
            DeedKind::Suspended => self.choose("Đình chỉ hiệu lực", "Suspend"),
            DeedKind::Reinstated => self.choose("Khôi phục hiệu lực", "Reinstate"),
            DeedKind::Revoked => self.choose("Thu hồi", "Revoke"),
            DeedKind::CardReturned => self.choose("Ghi nhận trả lại thẻ", "Record a returned card"),
            DeedKind::StateSurrender => self.choose("Đề nghị thôi hoạt động", "Ask to give a certificate up"),
            DeedKind::WithdrawSurrender => self.choose("Rút đề nghị thôi hoạt động", "Take a surrender back"),
            DeedKind::GivenUp => self.choose("Xác nhận thôi hoạt động", "Acknowledge that it is given up"),
            DeedKind::ReportDepartures => self.choose("Báo chuyên gia thôi việc", "Tell of experts who left"),
            DeedKind::WithdrawDeparture => self.choose("Rút thông báo thôi việc", "Take a departure back"),
            DeedKind::ProposeCorrection => self.choose("Đề xuất đính chính", "Propose a correction"),
            DeedKind::DeclineCorrection => self.choose("Không chấp thuận đính chính", "Decline a correction"),
            DeedKind::WithdrawCorrection => self.choose("Rút đề xuất đính chính", "Withdraw a correction"),
            DeedKind::Corrected => self.choose("Đính chính", "Correct a paper"),
            DeedKind::ShowPortrait => {
                self.choose("Hiển thị ảnh người mang thẻ", "Show the portrait of a card")
            }
            DeedKind::ShowContact => {
                self.choose("Hiển thị thông tin liên hệ", "Show the contact of a consultant")
            }
            DeedKind::HideContact => {
                self.choose("Ngừng hiển thị thông tin liên hệ", "Hide the contact of a consultant")
            }
            DeedKind::HidePortrait => self.choose("Ngừng hiển thị ảnh", "Hide the portrait of a card"),
            DeedKind::ViewConsent => self.choose("Xem văn bản đồng ý", "Look at a written consent"),
            DeedKind::LimitNear => self.choose("Sắp hết thời hạn giải quyết", "A limit is near"),
            DeedKind::LimitOver => self.choose("Quá thời hạn giải quyết", "A limit is over"),
            DeedKind::Comment => self.choose("Bộ có ý kiến", "Comment of the Ministry"),
            DeedKind::OrderCheck => self.choose("Bộ yêu cầu kiểm tra", "Order a check"),
            DeedKind::AnswerCheck => self.choose("Trả lời yêu cầu kiểm tra", "Answer a check"),
            DeedKind::CloseCheck => self.choose("Kết thúc yêu cầu kiểm tra", "Close a check"),
            DeedKind::NoteToFile => self.choose("Ghi chú vào hồ sơ", "Write a note to the file"),
            DeedKind::ViewPaper => self.choose("Xem giấy tờ", "Look at a paper"),
            DeedKind::PrintCards => self.choose("In thẻ", "Print cards"),
            DeedKind::PrintBatch => self.choose("In hàng loạt", "Print a batch"),
            DeedKind::RemoveBatch => self.choose("Xóa lô in", "Remove a batch"),
            DeedKind::SignUp => self.choose("Tạo tài khoản", "Make an account"),
            DeedKind::SignIn => self.choose("Đăng nhập", "Sign in"),
            DeedKind::SignOut => self.choose("Đăng xuất", "Sign out"),
            DeedKind::ChangePassword => self.choose("Đổi mật khẩu", "Change the password"),
            DeedKind::AskConfirmation => {
                self.choose("Xin thư xác nhận địa chỉ", "Ask for the mail that confirms an address")
            }
            DeedKind::ConfirmAddress => {
                self.choose("Xác nhận địa chỉ thư điện tử", "Confirm an e-mail address")
            }
            DeedKind::ChooseReminders => self.choose("Chọn nhận thư nhắc", "Choose about reminders"),
            DeedKind::SignInFailed | DeedKind::WrongPassword => {
                self.choose("Nhập sai mật khẩu", "Wrong passwords")
            }
            DeedKind::Enrol | DeedKind::AddStaff => self.choose("Thêm tài khoản", "Add an account"),
            DeedKind::AcceptInvitation => self.choose("Nhận lời mời", "Accept an invitation"),
            DeedKind::ResetPassword => self.choose("Đặt lại mật khẩu", "Choose a new password"),
            DeedKind::FileReport => self.choose("Gửi báo cáo năm", "Make the yearly report"),
            DeedKind::ReceiveReport => {
                self.choose("Xác nhận đã nhận báo cáo năm", "Receive the yearly report")
            }
            DeedKind::ReturnReport => self.choose("Đề nghị sửa báo cáo năm", "Ask for another yearly report"),
            DeedKind::StandingAlert => {
                self.choose("Cảnh báo điều kiện không được duy trì", "Alert: a condition is not met")
            }
            DeedKind::StandingRegained => {
                self.choose("Điều kiện được duy trì trở lại", "The condition is met again")
            }
            DeedKind::AddAdministrator => self.choose("Thêm quản trị viên", "Add an administrator"),
            DeedKind::ProposeInvitation => self.choose("Đề nghị mời", "Propose an invitation"),
            DeedKind::ProposeRole => self.choose("Đề nghị thêm vai trò", "Propose a role"),
            DeedKind::ProposeRoleRemoval => self.choose("Đề nghị bỏ vai trò", "Propose to take a role"),
            DeedKind::ProposeEnabling => {
                self.choose("Đề nghị mở lại tài khoản", "Propose to enable an account")
            }
            DeedKind::ProposeReset => self.choose("Đề nghị đặt lại mật khẩu", "Propose a new password"),
            DeedKind::ConfirmInvitation => self.choose("Xác nhận lời mời", "Confirm an invitation"),
            DeedKind::ConfirmReset => self.choose("Xác nhận đặt lại mật khẩu", "Confirm a new password"),
            DeedKind::GrantRole => self.choose("Giao vai trò", "Give a role"),
            DeedKind::TakeRole => self.choose("Bỏ vai trò", "Take a role"),
            DeedKind::EnableAccount => self.choose("Mở lại tài khoản", "Enable an account"),
            DeedKind::WithdrawProposal => self.choose("Rút đề nghị", "Withdraw a proposal"),
            DeedKind::DisableAccount => self.choose("Khóa tài khoản", "Disable an account"),
            DeedKind::ChangeProfile => self.choose("Sửa hồ sơ cơ quan", "Change the office’s profile"),
            DeedKind::UploadImport => {
                self.choose("Đưa danh sách giấy đã cấp vào", "Bring a list of papers in")
            }
            DeedKind::SetImportColumns => {
                self.choose("Xác định lại các cột", "Say anew which columns are what")
            }
            DeedKind::ConfirmImport => self.choose("Duyệt danh sách giấy đã cấp", "Confirm a list of papers"),
            DeedKind::WithdrawImport => self.choose("Bỏ danh sách giấy đã cấp", "Take a list of papers back"),
            DeedKind::RecordPapers => self.choose("Ghi vào sổ giấy đã cấp", "Record papers"),
            DeedKind::Entrust => self.choose("Giao giấy xác nhận cho tài khoản", "Entrust a certificate"),
            DeedKind::ExportList => self.choose("Xuất danh sách ra tệp", "Export a list"),
            DeedKind::RunJobAgain => self.choose("Chạy lại việc đã bỏ", "Run a job again that was given up"),
            DeedKind::EnterCalendarYear => {
                self.choose("Nhập lịch của một năm", "Enter a year of the calendar")
            }
            DeedKind::ProposeRegime => self.choose("Đề nghị sửa quy định", "Propose an amended regime"),
            DeedKind::EnterRegime => self.choose("Xác nhận quy định sửa đổi", "Enter an amended regime"),
            DeedKind::WithdrawRegime => self.choose("Rút đề nghị sửa quy định", "Withdraw an amended regime"),
            DeedKind::ChangeCalendar => self.choose("Sửa lịch làm việc", "Change the calendar"),
            DeedKind::AddKey => self.choose("Thêm khóa ký", "Add a key"),
            DeedKind::RotateKey => self.choose("Thay khóa ký", "Rotate a key"),
            DeedKind::RetireKey => self.choose("Thôi dùng khóa ký", "Retire a key"),
            DeedKind::CompromiseKey => self.choose("Khóa ký bị lộ", "Compromise of a key"),
        }
    }

    /// What a fact of a deed is.
    pub fn fact(self, fact: &Fact<'_>) -> &'static str {
        match fact {
            Fact::Appraiser(_) => self.choose("Người thẩm xét", "Appraiser"),
            Fact::AppraiserBefore(_) => self.choose("Người thẩm xét trước", "Appraiser before"),
            Fact::Certificate(_) => self.choose("Giấy xác nhận", "Certificate"),
            Fact::Changes(_) => self.choose("Có gì mới", "What is new"),
            Fact::Due(_) => self.choose("Thời hạn", "Deadline"),
            Fact::Expert(_) => self.choose("Chuyên gia", "Expert"),
            Fact::From(_) => self.choose("Từ ngày", "From"),
            Fact::Item(_) => self.choose("Giấy tờ", "Paper"),
            Fact::Items(_) => self.choose("Nội dung", "Items"),
            Fact::Judgements(_) => self.choose("Nhận xét", "Judgements"),
            Fact::NoInterestDeclared => {
                self.choose("Cam đoan không có lợi ích liên quan", "Declared that no interest is involved")
            }
            Fact::Note(_) => self.choose("Ghi chú", "Note"),
            Fact::Number(_) => self.choose("Số hồ sơ", "Number"),
            Fact::On(_) => self.choose("Ngày", "Day"),
            Fact::Outcome(_) => self.choose("Đề xuất", "Proposal"),
            Fact::PassingExperts(_) => self.choose("Chuyên gia được cấp thẻ", "Experts who get a card"),
            Fact::Reasons(_) => self.choose("Lý do", "Reasons"),
            Fact::Remedy(_) => self.choose("Phải khắc phục", "To remedy"),
            Fact::Revocation(_) | Fact::Suspension(_) => self.choose("Căn cứ", "Ground"),
            Fact::Summary(_) => self.choose("Kết quả", "Result"),
            Fact::Until(_) => self.choose("Đến ngày", "Until"),
        }
    }
}
