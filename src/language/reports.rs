//! The yearly reports of holders, in words: for themselves and for the desk.

use super::Language;
use crate::dates::Day;
use crate::domain::report::{ReportFault, ReportOutcome, ReportRefusal};

/// Yearly reports.
#[derive(Debug)]
#[expect(missing_docs, reason = "the texts say it")]
pub struct ReportTexts {
    pub make: &'static str,
    pub again: &'static str,
    pub lead: &'static str,
    pub holder: &'static str,
    pub name: &'static str,
    pub address: &'static str,
    pub phone: &'static str,
    pub email: &'static str,
    pub experts: &'static str,
    pub experts_lead: &'static str,
    pub no_experts: &'static str,
    pub clients: &'static str,
    pub clients_lead: &'static str,
    pub no_clients: &'static str,
    pub client: &'static str,
    pub from: &'static str,
    pub to: &'static str,
    pub to_hint: &'static str,
    pub field: &'static str,
    pub client_lead: &'static str,
    pub more_rows: &'static str,
    pub qms: &'static str,
    pub qms_lead: &'static str,
    pub qms_known: &'static str,
    pub qms_unchanged: &'static str,
    pub qms_number: &'static str,
    pub qms_edition: &'static str,
    pub qms_body: &'static str,
    pub qms_body_hint: &'static str,
    pub qms_from: &'static str,
    pub qms_to: &'static str,
    pub changes: &'static str,
    pub changes_hint: &'static str,
    pub remarks: &'static str,
    pub remarks_hint: &'static str,
    pub send: &'static str,
    pub sent_said: &'static str,
    pub made: &'static str,
    pub read: &'static str,
    pub year: &'static str,
    pub state: &'static str,
    pub filed_at: &'static str,
    pub answered_by: &'static str,
    pub to_put_right: &'static str,
    pub late: &'static str,
    pub reports: &'static str,
    pub missing: &'static str,
    pub waiting: &'static str,
    pub received: &'static str,
    pub returned: &'static str,
    pub empty: &'static str,
    pub report: &'static str,
    pub versions: &'static str,
    pub replaced: &'static str,
    pub receive: &'static str,
    pub receive_effect: &'static str,
    pub receive_qms: &'static str,
    pub received_said: &'static str,
    pub send_back: &'static str,
    pub send_back_label: &'static str,
    pub send_back_hint: &'static str,
    pub sent_back_said: &'static str,
    pub no_acts: &'static str,
    pub back: &'static str,
    pub not_made: &'static str,
}

impl Language {
    /// The texts of yearly reports.
    pub fn reports(self) -> &'static ReportTexts {
        self.choose(&VI, &EN)
    }

    /// The report of a year, as a heading.
    pub fn report_of(self, year: i32) -> String {
        self.choose(format!("Báo cáo năm {year}"), format!("Report of {year}"))
    }

    /// Which of its year a report is; empty for the first.
    pub fn report_version(self, nth: i64) -> String {
        if nth < 2 {
            return String::new();
        }
        self.choose(format!("bản thứ {nth}"), format!("version {nth}"))
    }

    /// Where a report is.
    pub fn report_state(self, outcome: Option<ReportOutcome>) -> &'static str {
        match outcome {
            None => self.choose("Chờ cơ quan cấp xác nhận", "Waits for the issuing body"),
            Some(ReportOutcome::Received) => self.choose("Cơ quan cấp đã nhận", "Received"),
            Some(ReportOutcome::Returned) => self.choose("Cơ quan cấp đề nghị sửa", "To be put right"),
        }
    }

    /// Until when the report of a year is made, from the law.
    pub fn report_term(self, last: Day, citation: &str, today: Day) -> String {
        let (day, citation) = (self.day(last), self.citation(citation));
        if today <= last {
            self.choose(
                format!("Gửi trong tháng 11, chậm nhất hết ngày {day} ({citation})."),
                format!("It is made in November, by the end of {day} ({citation})."),
            )
        } else {
            self.choose(
                format!("Đã quá hạn ngày {day} ({citation}). Báo cáo muộn vẫn được nhận."),
                format!("It was due by {day} ({citation}). A late report is taken all the same."),
            )
        }
    }

    /// Why a report is not made or answered.
    pub fn report_refusal(self, refusal: &ReportRefusal) -> String {
        match refusal {
            ReportRefusal::Early(from) => {
                let from = self.day(*from);
                self.choose(
                    format!(
                        "Chưa đến kỳ báo cáo. Báo cáo đầu tiên theo giấy xác nhận này gửi từ ngày {from}."
                    ),
                    format!(
                        "No report is due yet. The first one under this certificate is made from {from}."
                    ),
                )
            }
            ReportRefusal::Life(life) => {
                let life = self.life(*life);
                self.choose(
                    format!("Giấy này {life} nên không còn báo cáo năm."),
                    format!("The paper {life}, so there is no yearly report any more."),
                )
            }
            ReportRefusal::Faults(_) => self
                .choose("Có ô chưa đúng; xem lại từng ô.", "Some fields are not as they must be; see each.")
                .to_owned(),
            ReportRefusal::Ended => self
                .choose(
                    "Báo cáo này đã được trả lời, hoặc đã có bản sau thay cho nó.",
                    "This report was answered, or a later one took its place.",
                )
                .to_owned(),
            ReportRefusal::Empty => self
                .choose("Cần ghi nội dung phải sửa.", "What is to be put right must be written.")
                .to_owned(),
            ReportRefusal::TooLong(most) => self.too_long_text(*most),
            ReportRefusal::PersonalNumber => self.personal_number_written().to_owned(),
        }
    }

    /// What is wrong with a field of a report.
    pub fn report_fault(self, fault: ReportFault) -> String {
        match fault {
            ReportFault::Missing => self.choose("Cần ghi ở ô này.", "This field must be filled in."),
            ReportFault::Day => self.choose(
                "Không đọc được ngày này. Ghi như 22/11/2026.",
                "This is no day. Write it as 22/11/2026.",
            ),
            ReportFault::ToCome => self.choose("Ngày này chưa đến.", "This day has not come."),
            ReportFault::Order => {
                self.choose("Ngày cuối trước ngày đầu.", "The last day is before the first one.")
            }
            ReportFault::TooLong(most) => return self.too_long_text(most),
            ReportFault::PersonalNumber => self.personal_number_written(),
            ReportFault::Email => {
                self.choose("Đây không phải địa chỉ thư điện tử.", "This is no e-mail address.")
            }
            ReportFault::Phone => {
                self.choose("Đây không phải số điện thoại.", "This is no telephone number.")
            }
            ReportFault::TooMany(most) => {
                return self.choose(
                    format!("Một báo cáo ghi tối đa {most} khách hàng."),
                    format!("A report has at most {most} clients."),
                );
            }
        }
        .to_owned()
    }

    /// A row of clients, as a heading.
    pub fn client_row(self, nth: usize) -> String {
        self.choose(format!("Khách hàng {nth}"), format!("Client {nth}"))
    }

    /// The days of a consulted client.
    pub fn client_days(self, from: Day, to: Option<Day>) -> String {
        let from = self.day(from);
        match to.map(|day| self.day(day)) {
            Some(to) => self.choose(format!("từ {from} đến {to}"), format!("from {from} to {to}")),
            None => self.choose(format!("từ {from}, đang tiếp tục"), format!("from {from}, going on")),
        }
    }
}

static VI: ReportTexts = ReportTexts {
    make: "Gửi báo cáo năm",
    again: "Gửi bản khác thay cho báo cáo đã gửi",
    lead: "Mỗi năm một báo cáo. Những gì sổ đăng ký đã biết được ghi sẵn; hãy xem lại và ghi thêm.",
    holder: "Tổ chức, chuyên gia",
    name: "Tên",
    address: "Địa chỉ trụ sở",
    phone: "Điện thoại",
    email: "Thư điện tử",
    experts: "Chuyên gia có thẻ còn hiệu lực",
    experts_lead: "Theo sổ đăng ký hôm nay. Chuyên gia đã thôi việc thì báo ở mục riêng:",
    no_experts: "Không có chuyên gia nào có thẻ còn hiệu lực.",
    clients: "Khách hàng đã tư vấn từ báo cáo trước",
    clients_lead: "Để trống các ô không dùng. Không tư vấn cho ai thì để trống tất cả.",
    no_clients: "Không có khách hàng nào trong kỳ.",
    client: "Tên cơ quan, tổ chức",
    from: "Từ ngày",
    to: "Đến ngày",
    to_hint: "Để trống nếu đang tiếp tục.",
    field: "Lĩnh vực",
    client_lead: "Tư vấn chính",
    more_rows: "Thêm ô khách hàng",
    qms: "Chứng chỉ hệ thống quản lý chất lượng mới",
    qms_lead: "Chỉ ghi khi có chứng chỉ mới. Cơ quan cấp đối chiếu rồi mới tính.",
    qms_known: "Sổ đăng ký đang ghi:",
    qms_unchanged: "Không có chứng chỉ mới.",
    qms_number: "Số chứng chỉ",
    qms_edition: "Tiêu chuẩn và năm ban hành",
    qms_body: "Tổ chức chứng nhận, nơi tra cứu",
    qms_body_hint: "Tên tổ chức chứng nhận và trang hoặc số để cán bộ tra cứu chứng chỉ.",
    qms_from: "Hiệu lực từ ngày",
    qms_to: "Hiệu lực đến ngày",
    changes: "Thay đổi khác",
    changes_hint: "Đổi tên, địa chỉ, người đại diện… Việc cấp lại giấy vẫn phải đề nghị riêng.",
    remarks: "Nhận xét, kiến nghị",
    remarks_hint: "Cơ quan cấp đọc; không công khai.",
    send: "Gửi báo cáo",
    sent_said: "Đã gửi báo cáo năm; chờ cơ quan cấp xác nhận.",
    made: "Báo cáo đã gửi",
    read: "Xem",
    year: "Năm",
    state: "Tình trạng",
    filed_at: "Gửi lúc",
    answered_by: "Người trả lời",
    to_put_right: "Cần sửa",
    late: "gửi muộn",
    reports: "Báo cáo năm",
    missing: "Chưa gửi",
    waiting: "Chờ xác nhận",
    received: "Đã nhận",
    returned: "Đề nghị sửa",
    empty: "Không có báo cáo nào ở mục này.",
    report: "Báo cáo",
    versions: "Các bản đã gửi của năm này",
    replaced: "đã có bản sau thay",
    receive: "Xác nhận đã nhận báo cáo",
    receive_effect: "Người gửi nhận được thông báo là báo cáo đã được nhận.",
    receive_qms: "Chứng chỉ hệ thống quản lý chất lượng ghi trong báo cáo được tính từ lúc này. Hãy tra cứu chứng chỉ trước.",
    received_said: "Đã xác nhận nhận báo cáo.",
    send_back: "Đề nghị sửa báo cáo",
    send_back_label: "Nội dung cần sửa",
    send_back_hint: "Người gửi đọc câu này và gửi bản khác.",
    sent_back_said: "Đã đề nghị sửa báo cáo.",
    no_acts: "Bộ phận tiếp nhận hoặc lãnh đạo xác nhận báo cáo.",
    back: "Trở lại giấy xác nhận",
    not_made: "Chưa gửi báo cáo",
};

static EN: ReportTexts = ReportTexts {
    make: "Make the yearly report",
    again: "Send another in place of the one sent",
    lead: "One report a year. What the register knows stands in it already; look through it and add the rest.",
    holder: "Holder",
    name: "Name",
    address: "Head office",
    phone: "Telephone",
    email: "E-mail",
    experts: "Experts with valid cards",
    experts_lead: "As the register has it today. Who left is told elsewhere:",
    no_experts: "Nobody has a valid card.",
    clients: "Clients consulted since the last report",
    clients_lead: "Leave empty what is not needed; all of it where nobody was consulted.",
    no_clients: "No client in this time.",
    client: "Name of the agency or organisation",
    from: "From",
    to: "To",
    to_hint: "Empty while it goes on.",
    field: "Field",
    client_lead: "Lead consultant",
    more_rows: "More clients",
    qms: "New QMS certificate",
    qms_lead: "Only where there is a new one. The issuing body compares it before it counts.",
    qms_known: "The register has:",
    qms_unchanged: "No new certificate.",
    qms_number: "Number",
    qms_edition: "Standard and year",
    qms_body: "Certification body, and where to look it up",
    qms_body_hint: "The body’s name, and the page or number by which an officer finds the certificate.",
    qms_from: "Valid from",
    qms_to: "Valid to",
    changes: "Other changes",
    changes_hint: "Name, address, representative… A paper issued once more is asked for separately.",
    remarks: "Remarks and requests",
    remarks_hint: "The issuing body reads it; it is not public.",
    send: "Send the report",
    sent_said: "The yearly report was sent; the issuing body confirms it.",
    made: "Reports sent",
    read: "Read",
    year: "Year",
    state: "State",
    filed_at: "Sent at",
    answered_by: "Answered by",
    to_put_right: "To be put right",
    late: "sent late",
    reports: "Yearly reports",
    missing: "Not sent",
    waiting: "Waiting",
    received: "Received",
    returned: "To be put right",
    empty: "There is no report here.",
    report: "Report",
    versions: "Versions sent for this year",
    replaced: "a later one took its place",
    receive: "Confirm that it was received",
    receive_effect: "The holder is told that it was received.",
    receive_qms: "The QMS certificate in the report counts from then on. Look it up before.",
    received_said: "It was confirmed that the report was received.",
    send_back: "Ask for another report",
    send_back_label: "What is to be put right",
    send_back_hint: "The holder reads this, and sends another.",
    sent_back_said: "Another report was asked for.",
    no_acts: "Intake or a leader confirms reports.",
    back: "Back to the certificate",
    not_made: "No report was sent",
};
