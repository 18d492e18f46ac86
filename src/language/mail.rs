//! What mails say: in Vietnamese, and in English beneath it. No names, no
//! reasons, nothing that others may not read: those stand on the page a mail
//! leads to.

use super::Language;
use crate::domain::bilingual::Bilingual;
use crate::domain::mail::{MailFacts, MailKind};

/// The pages a mail leads to.
#[derive(Clone, Copy, Debug)]
pub struct MailPages<'p> {
    /// Where one goes on.
    pub page: &'p str,
    /// Where one says that one wants no reminders.
    pub reminders: Option<&'p str>,
}

/// Between the two languages.
const RULE: &str = "----------------------------------------";

impl Language {
    /// The subject of a mail, in both languages.
    pub fn mail_subject(facts: &MailFacts) -> String {
        let number = if facts.number.is_empty() { String::new() } else { format!("{}: ", facts.number) };
        format!("{number}{} / {}", Self::Vi.mail_title(facts.kind), Self::En.mail_title(facts.kind))
    }

    /// The whole text of a mail, in both languages; the office is empty where
    /// none writes.
    pub fn mail_text(facts: &MailFacts, office: &Bilingual, pages: MailPages<'_>) -> String {
        let [vi, en] = [Self::Vi, Self::En].map(|language| language.mail_part(facts, office, pages));
        format!("{vi}\n{RULE}\n\n{en}")
    }

    /// What a mail tells, in a few words.
    pub fn mail_title(self, kind: MailKind) -> &'static str {
        match kind {
            MailKind::Confirmation => {
                self.choose("Xác nhận địa chỉ thư điện tử", "Confirm your e-mail address")
            }
            MailKind::Received => self.choose("Đã tiếp nhận hồ sơ", "Dossier received"),
            MailKind::SupplementRequested => {
                self.choose("Đề nghị bổ sung hồ sơ", "Dossier to be supplemented")
            }
            MailKind::MoreTime => self.choose("Thêm thời gian bổ sung hồ sơ", "More time to supplement"),
            MailKind::Cancelled => self.choose("Hồ sơ bị hủy", "Dossier cancelled"),
            MailKind::Complete => self.choose("Hồ sơ đầy đủ và hợp lệ", "Dossier complete"),
            MailKind::OnSite => self.choose("Sẽ đánh giá thực tế", "On-site assessment"),
            MailKind::Issued => self.choose("Đã cấp giấy", "Papers issued"),
            MailKind::Refused => self.choose("Đã có kết quả: từ chối", "Decided: refused"),
            MailKind::MeasureProposed => self.choose("Đề nghị giải trình", "Explanation asked for"),
            MailKind::MeasureDeclined => {
                self.choose("Không áp dụng biện pháp đã đề xuất", "The measure was declined")
            }
            MailKind::Suspended => self.choose("Đình chỉ hiệu lực", "Suspended"),
            MailKind::Reinstated => self.choose("Khôi phục hiệu lực", "Reinstated"),
            MailKind::Revoked => self.choose("Thu hồi", "Revoked"),
            MailKind::Surrendered => self.choose("Thôi hoạt động theo đề nghị", "Given up"),
            MailKind::Corrected => self.choose("Đính chính", "Corrected"),
            MailKind::Expiry => self.choose("Giấy xác nhận sắp hết hạn", "Certificate expires soon"),
            MailKind::ReportReceived => self.choose("Đã nhận báo cáo năm", "Yearly report received"),
            MailKind::ReportReturned => self.choose("Cần sửa báo cáo năm", "Yearly report to be put right"),
            MailKind::StandingAlert => {
                self.choose("Một điều kiện không còn được duy trì", "A condition is no longer met")
            }
            MailKind::StandingRegained => {
                self.choose("Điều kiện đã được duy trì trở lại", "The condition is met again")
            }
            MailKind::ReportDue => self.choose("Đến kỳ báo cáo năm", "The yearly report is due"),
        }
    }

    fn mail_part(self, facts: &MailFacts, office: &Bilingual, pages: MailPages<'_>) -> String {
        let office = self.of(office);
        let head = if office.is_empty() { String::new() } else { format!("{office}\n\n") };
        let dossier = if facts.number.is_empty() {
            String::new()
        } else {
            let label = self.choose("Hồ sơ số", "Dossier");
            format!("{label} {}\n\n", facts.number)
        };
        let program = self.choose(
            "Thư này do hệ thống tự gửi; xin không trả lời thư.",
            "This mail was sent by a program; please do not answer it.",
        );
        let label = self.choose("Không muốn nhận thư nhắc nữa:", "To be reminded no more:");
        let reminders = pages.reminders.map(|page| format!("\n{label}\n{page}\n")).unwrap_or_default();
        let (told, leads) = (self.mail_sentences(facts), self.leads_to(facts.kind));
        format!("{head}{dossier}{told}\n\n{leads}\n{}\n\n{program}\n{reminders}", pages.page)
    }

    fn leads_to(self, kind: MailKind) -> &'static str {
        match kind {
            MailKind::Confirmation => {
                self.choose("Mở trang này rồi bấm nút xác nhận:", "Open this page and press the button:")
            }
            _ => self.choose("Xem trên trang của bạn (cần đăng nhập):", "Read it on your page (sign in):"),
        }
    }

    fn mail_sentences(self, facts: &MailFacts) -> String {
        let until = facts.until.map(|day| self.day_in_words(day));
        let by = |vi: &str, en: &str| self.with_day(until.as_deref(), (vi, en));
        match facts.kind {
            MailKind::Confirmation => self
                .choose(
                    "Một tài khoản nộp hồ sơ vừa được tạo hoặc xin xác nhận với địa chỉ này. Xác nhận rồi, tin về hồ sơ \
                     của bạn mới được gửi tới đây. Đường dẫn dùng được một lần, trong hai ngày. Nếu không phải bạn, \
                     xin bỏ qua thư này: không có thư nào khác được gửi tới địa chỉ chưa xác nhận.",
                    "An account to file dossiers was made, or asked to be confirmed, with this address. Once it is \
                     confirmed, news of your dossiers is sent here. The link works once, within two days. If it was \
                     not you, leave this mail aside: nothing else is sent to an address that is not confirmed.",
                )
                .to_owned(),
            MailKind::Received => by(
                "Cơ quan đã tiếp nhận hồ sơ. Nếu hồ sơ còn thiếu, cơ quan báo chậm nhất",
                "The office has received the dossier. Should anything be missing, it says so by",
            ),
            MailKind::SupplementRequested => by(
                "Cơ quan đề nghị bổ sung hồ sơ. Hạn bổ sung: hết",
                "The office asks for more. The last day to hand it in:",
            ),
            MailKind::MoreTime => by(
                "Cơ quan cho thêm thời gian bổ sung hồ sơ. Hạn mới: hết",
                "The office gives more time to supplement the dossier. The last day now:",
            ),
            MailKind::Cancelled => self
                .choose(
                    "Hồ sơ không được bổ sung trong thời hạn nên cơ quan đã hủy.",
                    "The dossier was not supplemented in time, and the office has cancelled it.",
                )
                .to_owned(),
            MailKind::Complete => by(
                "Hồ sơ đã đầy đủ và hợp lệ. Cơ quan quyết định chậm nhất",
                "The dossier is complete and valid. The office decides by",
            ),
            MailKind::OnSite => by(
                "Cơ quan sẽ đánh giá thực tế trước khi quyết định. Cơ quan quyết định chậm nhất",
                "The office assesses on site before it decides. It decides by",
            ),
            MailKind::Issued => self
                .choose("Hồ sơ được chấp thuận. Giấy đã được cấp.", "The dossier was approved, and its papers were issued.")
                .to_owned(),
            MailKind::Refused => self
                .choose(
                    "Hồ sơ không được chấp thuận. Lý do ghi trong văn bản trên trang của bạn.",
                    "The dossier was refused. The letter on your page says why.",
                )
                .to_owned(),
            MailKind::MeasureProposed => by(
                "Cơ quan đang xem xét một biện pháp đối với giấy xác nhận cấp trên hồ sơ này. Bạn có thể giải trình đến hết",
                "The office considers a measure on the certificate issued on this dossier. You may explain yourself until",
            ),
            MailKind::Suspended => self.suspended_by_mail(facts),
            MailKind::MeasureDeclined => self
                .choose(
                    "Biện pháp đã đề xuất đối với giấy xác nhận cấp trên hồ sơ này không được chấp thuận: không có gì thay đổi.",
                    "The measure proposed on the certificate issued on this dossier was declined: nothing changes.",
                )
                .to_owned(),
            MailKind::Reinstated => self
                .choose(
                    "Hiệu lực của giấy xác nhận cấp trên hồ sơ này đã được khôi phục.",
                    "The certificate issued on this dossier is in force again.",
                )
                .to_owned(),
            MailKind::Revoked => self
                .choose(
                    "Giấy xác nhận cấp trên hồ sơ này đã bị thu hồi.",
                    "The certificate issued on this dossier was revoked.",
                )
                .to_owned(),
            MailKind::Surrendered => {
                let from = facts.from.map(|day| self.day_in_words(day));
                self.with_day(
                    from.as_deref(),
                    (
                        "Cơ quan cấp đã ghi nhận đề nghị thôi hoạt động: giấy xác nhận cấp trên hồ sơ này hết hiệu lực từ",
                        "The issuing body acknowledged that the certificate issued on this dossier is given up, from",
                    ),
                )
            }
            MailKind::Corrected => self
                .choose(
                    "Giấy tờ cấp trên hồ sơ này đã được đính chính và cấp lại; bản cũ không còn giá trị.",
                    "A paper issued on this dossier was corrected and issued once more; the one before counts no more.",
                )
                .to_owned(),
            MailKind::ReportReceived
            | MailKind::ReportReturned
            | MailKind::StandingAlert
            | MailKind::StandingRegained
            | MailKind::ReportDue => self.of_what_is_kept(facts),
            MailKind::Expiry => by(
                "Giấy xác nhận cấp trên hồ sơ này sắp hết hạn. Muốn tiếp tục hoạt động, hãy nộp hồ sơ cấp lại đúng thời hạn quy định. Ngày cuối còn hiệu lực:",
                "The certificate issued on this dossier expires soon. To go on, file for its renewal in time. Its last day:",
            ),
        }
    }

    /// The same of conditions and yearly reports.
    fn of_what_is_kept(self, facts: &MailFacts) -> String {
        let [from, until] = [facts.from, facts.until].map(|day| day.map(|day| self.day_in_words(day)));
        let (from, until) = (from.unwrap_or_default(), until.unwrap_or_default());
        match facts.kind {
            MailKind::ReportReceived => self
                .choose(
                    "Cơ quan cấp đã nhận báo cáo năm về giấy xác nhận cấp trên hồ sơ này.",
                    "The issuing body has received the yearly report about the certificate issued on this dossier.",
                )
                .to_owned(),
            MailKind::ReportReturned => self
                .choose(
                    "Cơ quan cấp đề nghị sửa báo cáo năm về giấy xác nhận cấp trên hồ sơ này. Trang của bạn cho biết cần sửa gì.",
                    "The issuing body asks for another yearly report about the certificate issued on this dossier. Your page says what is to be put right.",
                )
                .to_owned(),
            MailKind::StandingAlert => {
                self.choose(
                    format!("Một điều kiện phải duy trì theo giấy xác nhận cấp trên hồ sơ này không còn được duy trì từ {from}. Hãy khắc phục trước khi hết {until}; sau ngày đó, cơ quan cấp có thể xem xét đình chỉ hiệu lực."),
                    format!("A condition that goes with the certificate issued on this dossier is no longer met since {from}. Put it right by the end of {until}; after that the issuing body may consider a suspension."),
                )
            }
            MailKind::StandingRegained => {
                self.choose(
                    format!("Điều kiện không được duy trì từ {from} theo giấy xác nhận cấp trên hồ sơ này đã được duy trì trở lại. Không cần làm gì thêm."),
                    format!("The condition that was not met since {from} under the certificate issued on this dossier is met again. Nothing more is needed."),
                )
            }
            _ => self.with_day(Some(&until), (
                "Đến kỳ báo cáo năm về hoạt động tư vấn theo giấy xác nhận cấp trên hồ sơ này. Ngày cuối để gửi đúng hạn:",
                "The yearly report on consulting under the certificate issued on this dossier is due. The last day to make it in time:",
            )),
        }
    }

    /// That a certificate is suspended, and what comes of it where one leader
    /// ordered it at once.
    fn suspended_by_mail(self, facts: &MailFacts) -> String {
        let [from, until] =
            [facts.from, facts.until].map(|day| day.map(|day| self.day_in_words(day)).unwrap_or_default());
        match facts.confirm_by.map(|day| self.day_in_words(day)) {
            Some(last) => self.choose(
                format!(
                    "Giấy xác nhận cấp trên hồ sơ này bị đình chỉ hiệu lực ngay từ {from}. Nếu đến hết {last} không có lãnh đạo thứ hai \
                     xác nhận thì việc đình chỉ tự hết; nếu được xác nhận thì kéo dài đến hết {until}."
                ),
                format!(
                    "The certificate issued on this dossier is suspended at once, from {from}. Unless a second leader confirms it by \
                     {last}, the suspension ends by itself; once confirmed it lasts until {until}."
                ),
            ),
            None => self.choose(
                format!("Giấy xác nhận cấp trên hồ sơ này bị đình chỉ hiệu lực từ {from} đến hết {until}."),
                format!("The certificate issued on this dossier is suspended from {from} until {until}."),
            ),
        }
    }

    /// A sentence that ends in a day.
    fn with_day(self, day: Option<&str>, (vi, en): (&str, &str)) -> String {
        let day = day.unwrap_or_default();
        self.choose(format!("{vi} {day}."), format!("{en} {day}."))
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::dates::Day;

    fn facts(kind: MailKind) -> MailFacts {
        let day = |text: &str| -> Option<Day> { text.parse().ok() };
        let number = "BKHCN-261122-0001".to_owned();
        MailFacts { kind, number, from: day("2026-11-23"), until: day("2026-12-02"), confirm_by: None }
    }

    #[test]
    fn every_mail_says_what_it_is_about_in_both_languages_and_where_to_go_on() {
        let office = Bilingual::new("Bộ Khoa học và Công nghệ", "Ministry of Science and Technology");
        for kind in MailKind::ALL.iter().copied() {
            let pages = MailPages { page: "https://so.example.vn/filing", reminders: None };
            let text = Language::mail_text(&facts(kind), &office, pages);
            assert_eq!(text.matches(pages.page).count(), 2, "{kind}");
            assert!(text.contains("Bộ Khoa học") && text.contains("Ministry of Science"), "{kind}");
            assert!(!text.contains(" ."), "{kind}: {text}");
            let subject = Language::mail_subject(&facts(kind));
            assert!(subject.starts_with("BKHCN-261122-0001: ") && subject.contains(" / "), "{subject}");
        }
        let told = Language::Vi.mail_sentences(&facts(MailKind::Suspended));
        assert!(told.contains("từ ngày 23 tháng 11 năm 2026 đến hết ngày 02 tháng 12 năm 2026"), "{told}");
        let told = Language::Vi.mail_sentences(&facts(MailKind::Surrendered));
        assert!(told.ends_with("hết hiệu lực từ ngày 23 tháng 11 năm 2026."), "{told}");
        let at_once = MailFacts { confirm_by: "2026-11-25".parse().ok(), ..facts(MailKind::Suspended) };
        let told = Language::Vi.mail_sentences(&at_once);
        assert!(told.contains("Nếu đến hết ngày 25 tháng 11 năm 2026 không có lãnh đạo thứ hai"), "{told}");
    }
}
