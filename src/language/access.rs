//! Signing in and up, and the account page.

use super::Language;
use crate::dates::Instant;

/// Signing in and up, and the account page.
#[derive(Debug)]
#[expect(missing_docs, reason = "the texts say it")]
pub struct AccessTexts {
    pub sign_in: &'static str,
    pub sign_in_needed: &'static str,
    pub email: &'static str,
    pub password: &'static str,
    pub no_account: &'static str,
    pub sign_up: &'static str,
    pub sign_up_lead: &'static str,
    pub create: &'static str,
    pub have_account: &'static str,
    pub name: &'static str,
    pub name_hint: &'static str,
    pub email_hint: &'static str,
    pub password_hint: &'static str,
    pub account: &'static str,
    pub your_details: &'static str,
    pub your_posts: &'static str,
    pub issuer: &'static str,
    pub roles: &'static str,
    pub work_for: &'static str,
    pub working_for: &'static str,
    pub choose_issuer: &'static str,
    pub change_password: &'static str,
    pub current_password: &'static str,
    pub new_password: &'static str,
    pub set_password: &'static str,
    pub sign_out_lead: &'static str,
    pub wrong: &'static str,
    pub wrong_current: &'static str,
    pub email_fault: &'static str,
    pub name_fault: &'static str,
    pub password_missing: &'static str,
    pub taken: &'static str,
    pub too_short: &'static str,
    pub too_long: &'static str,
    pub too_easy: &'static str,
    pub signed_up: &'static str,
    pub signed_out: &'static str,
    pub password_changed: &'static str,
    pub post_chosen: &'static str,
}

impl Language {
    /// The texts of signing in and of the account.
    pub fn access(self) -> &'static AccessTexts {
        self.choose(&VI, &EN)
    }

    /// After too many failures, when to try again.
    pub fn throttled(self, until: Instant) -> String {
        // The next full minute, so that nobody comes a few seconds early.
        let time = until.plus_seconds(59).local_time();
        self.choose(
            format!("Đã nhập sai nhiều lần. Hãy thử lại sau {time}."),
            format!("Too many failed attempts. Try again after {time}."),
        )
    }
}

/// Vietnamese.
pub static VI: AccessTexts = AccessTexts {
    sign_in: "Đăng nhập",
    sign_in_needed: "Trang bạn mở cần đăng nhập. Sau khi đăng nhập bạn sẽ trở lại trang đó.",
    email: "Địa chỉ thư điện tử",
    password: "Mật khẩu",
    no_account: "Chưa có tài khoản? Tạo tài khoản để nộp hồ sơ",
    sign_up: "Tạo tài khoản để nộp hồ sơ",
    sign_up_lead: "Một tài khoản dùng để soạn, nộp và theo dõi mọi hồ sơ của tổ chức hoặc của bạn.",
    create: "Tạo tài khoản",
    have_account: "Đã có tài khoản? Đăng nhập",
    name: "Họ và tên",
    name_hint: "Tên của người lập hồ sơ.",
    email_hint: "Dùng để đăng nhập. Ví dụ: ten@congty.vn",
    password_hint: "Ít nhất 12 ký tự. Một câu vài từ dễ nhớ hơn một từ có ký hiệu.",
    account: "Tài khoản",
    your_details: "Thông tin của bạn",
    your_posts: "Vai trò của bạn",
    issuer: "Cơ quan",
    roles: "Vai trò",
    work_for: "Làm việc cho cơ quan này",
    working_for: "Đang làm việc cho cơ quan này",
    choose_issuer: "Bạn có vai trò ở nhiều cơ quan. Bàn làm việc hiện hồ sơ của một cơ quan mỗi lúc.",
    change_password: "Đổi mật khẩu",
    current_password: "Mật khẩu hiện tại",
    new_password: "Mật khẩu mới",
    set_password: "Đổi mật khẩu",
    sign_out_lead: "Đổi mật khẩu sẽ đăng xuất mọi thiết bị khác.",
    wrong: "Địa chỉ thư điện tử hoặc mật khẩu không đúng.",
    wrong_current: "Mật khẩu hiện tại không đúng.",
    email_fault: "Nhập địa chỉ thư điện tử, ví dụ ten@congty.vn",
    name_fault: "Nhập họ và tên, không quá 120 ký tự.",
    password_missing: "Nhập mật khẩu.",
    taken: "Địa chỉ này đã có tài khoản. Hãy đăng nhập.",
    too_short: "Mật khẩu cần ít nhất 12 ký tự.",
    too_long: "Mật khẩu không quá 200 ký tự.",
    too_easy: "Mật khẩu này dễ đoán. Hãy chọn một câu vài từ.",
    signed_up: "Đã tạo tài khoản. Bạn đã đăng nhập.",
    signed_out: "Bạn đã đăng xuất.",
    password_changed: "Đã đổi mật khẩu. Các thiết bị khác đã được đăng xuất.",
    post_chosen: "Đã chọn cơ quan làm việc.",
};

/// English.
pub static EN: AccessTexts = AccessTexts {
    sign_in: "Sign in",
    sign_in_needed: "The page you opened needs you to sign in. You will return to it afterwards.",
    email: "E-mail address",
    password: "Password",
    no_account: "No account yet? Create one to file a dossier",
    sign_up: "Create an account to file a dossier",
    sign_up_lead: "One account to write, file and follow every dossier of your organisation or your own.",
    create: "Create the account",
    have_account: "You have an account? Sign in",
    name: "Full name",
    name_hint: "The name of the person who prepares the dossier.",
    email_hint: "You sign in with it. For example name@company.vn",
    password_hint: "At least 12 characters. A few words are easier to remember than one with symbols.",
    account: "Account",
    your_details: "Your details",
    your_posts: "Your roles",
    issuer: "Office",
    roles: "Roles",
    work_for: "Work for this office",
    working_for: "You work for this office now",
    choose_issuer: "You have roles at several offices. The desk shows the dossiers of one at a time.",
    change_password: "Change the password",
    current_password: "Current password",
    new_password: "New password",
    set_password: "Change the password",
    sign_out_lead: "Changing the password signs every other device out.",
    wrong: "The e-mail address or the password is wrong.",
    wrong_current: "The current password is wrong.",
    email_fault: "Enter an e-mail address, such as name@company.vn",
    name_fault: "Enter your full name, at most 120 characters.",
    password_missing: "Enter the password.",
    taken: "This address has an account. Sign in instead.",
    too_short: "A password needs at least 12 characters.",
    too_long: "A password has at most 200 characters.",
    too_easy: "This password is easy to guess. Choose a few words.",
    signed_up: "Your account was created. You are signed in.",
    signed_out: "You have signed out.",
    password_changed: "The password was changed. Other devices were signed out.",
    post_chosen: "You work for another office now.",
};
