//! What holders must keep up, in words: for the desk, for themselves, and for
//! everyone.

use super::Language;
use crate::dates::Day;
use crate::domain::watch::{Condition, ConditionState, Watched};

/// The watch over the conditions.
#[derive(Debug)]
#[expect(missing_docs, reason = "the texts say it")]
pub struct WatchTexts {
    pub title: &'static str,
    pub menu: &'static str,
    pub to_reports: &'static str,
    pub lead: &'static str,
    pub all: &'static str,
    pub number: &'static str,
    pub holder: &'static str,
    pub condition: &'static str,
    pub since: &'static str,
    pub put_right_by: &'static str,
    pub next_step: &'static str,
    pub empty: &'static str,
    pub propose: &'static str,
    pub proposed: &'static str,
    pub suspended: &'static str,
    pub next_page: &'static str,
    pub conditions: &'static str,
    pub evidence: &'static str,
    pub state: &'static str,
    pub dossier: &'static str,
    pub report: &'static str,
    pub told_by_report: &'static str,
    pub own_title: &'static str,
    pub public_title: &'static str,
    pub public_lead: &'static str,
    pub public_yes: &'static str,
    pub public_no: &'static str,
    pub public_unknown: &'static str,
    pub public_of: &'static str,
}

impl Language {
    /// The texts of the watch.
    pub fn watch(self) -> &'static WatchTexts {
        self.choose(&VI, &EN)
    }

    /// A condition, as a heading.
    pub fn watched_condition(self, condition: Condition) -> &'static str {
        match condition {
            Condition::Establishment => self.choose(
                "Thành lập hợp pháp, có chức năng tư vấn",
                "Established, with the function of consulting",
            ),
            Condition::QmsCertificate => self.choose(
                "Chứng chỉ hệ thống quản lý chất lượng của tổ chức có hiệu lực",
                "Its own QMS certificate is valid",
            ),
            Condition::History => self.choose(
                "Đủ khách hàng đã được chứng nhận khi đăng ký",
                "Enough certified clients at registration",
            ),
            Condition::Experts => {
                self.choose("Đủ chuyên gia có thẻ còn hiệu lực", "Enough experts with valid cards")
            }
            Condition::Registration => self
                .choose("Đăng ký và có giấy xác nhận còn hiệu lực", "Registered, with a valid certificate"),
            Condition::Report => self.choose("Báo cáo năm trong tháng 11", "The yearly report in November"),
        }
    }

    /// A condition that does not hold, in a word or two, to choose among.
    pub fn lost_in_short(self, condition: Condition) -> &'static str {
        match condition {
            Condition::QmsCertificate => self.choose("Chứng chỉ hệ thống", "QMS certificate"),
            Condition::Experts => self.choose("Chuyên gia", "Experts"),
            Condition::Report => self.choose("Báo cáo quá hạn", "Overdue reports"),
            Condition::Establishment | Condition::History | Condition::Registration => {
                self.watched_condition(condition)
            }
        }
    }

    /// Whether a condition holds, and since when.
    pub fn kept(self, watched: &Watched) -> String {
        let since = watched.since.map(|day| self.day(day)).unwrap_or_default();
        match (watched.state, watched.condition) {
            (ConditionState::Holds, Condition::Establishment | Condition::History) => self.choose(
                format!("Đạt khi đăng ký, từ {since}"),
                format!("Met at registration, since {since}"),
            ),
            (ConditionState::Holds, _) => {
                self.choose(format!("Được duy trì từ {since}"), format!("Met since {since}"))
            }
            (ConditionState::Lost, _) => {
                self.choose(format!("Không được duy trì từ {since}"), format!("Not met since {since}"))
            }
            (ConditionState::Officer, _) => self
                .choose(
                    "Cần cán bộ xem: sổ đăng ký chưa có dữ liệu",
                    "For an officer: the register has no data of it",
                )
                .to_owned(),
        }
    }

    /// What is to be done about a condition that does not hold, while the
    /// holder's time runs.
    pub fn time_to_put_right(self, last: Day, today: Day) -> String {
        let (day, left) = (self.day(last), last.days_since(today));
        if left >= 0 {
            self.choose(
                format!("Chờ tổ chức, chuyên gia khắc phục đến hết {day}"),
                format!("Waits for the holder until the end of {day}"),
            )
        } else {
            self.choose(
                format!("Đã hết thời gian khắc phục ngày {day}"),
                format!("The holder’s time ended on {day}"),
            )
        }
    }

    /// The same, to the holder.
    pub fn lost_to_holder(self, watched: &Watched, (last, today): (Day, Day)) -> String {
        let (condition, kept) = (self.watched_condition(watched.condition), lower(&self.kept(watched)));
        let (is_over, last) = (last < today, self.day(last));
        let how = self.how_to_put_right(watched.condition);
        let time = if is_over {
            self.choose(
                format!("Thời gian khắc phục đã hết ngày {last}; hãy khắc phục ngay."),
                format!("The time to put it right ended on {last}; do so now."),
            )
        } else {
            self.choose(
                format!("Hãy khắc phục trước khi hết ngày {last}."),
                format!("Put it right by the end of {last}."),
            )
        };
        format!("{condition}: {kept} {time} {how}").trim_end().to_owned()
    }

    fn how_to_put_right(self, condition: Condition) -> &'static str {
        match condition {
            Condition::Experts => self.choose(
                "Đề nghị cấp bổ sung thẻ cho chuyên gia mới ở phần dưới.",
                "Ask for cards of new experts below.",
            ),
            Condition::QmsCertificate => self.choose(
                "Gửi báo cáo ghi chứng chỉ mới; cơ quan cấp xác nhận thì điều kiện được duy trì trở lại.",
                "Send a report with the new certificate; once the issuing body has received it, the condition is met again.",
            ),
            Condition::Report => self.choose("Gửi báo cáo năm ở phần dưới.", "Make the yearly report below."),
            Condition::Establishment | Condition::History | Condition::Registration => "",
        }
    }

    /// Why a suspension is proposed, named by the condition: what stands in the
    /// form already.
    pub fn suspension_for(self, watched: &Watched, citation: &str) -> (String, String) {
        let (condition, since) =
            (self.watched_condition(watched.condition), watched.since.map(|day| self.day(day)));
        let (since, citation) = (since.unwrap_or_default(), self.citation(citation));
        let reasons = self.choose(
            format!(
                "Không duy trì điều kiện “{condition}” ({citation}) từ ngày {since}; đã hết thời gian khắc phục."
            ),
            format!("The condition “{condition}” ({citation}) is not met since {since}; the time to put it right is over."),
        );
        let remedy = self.choose(
            format!("Khắc phục để điều kiện “{condition}” được duy trì trở lại và báo cho cơ quan cấp."),
            format!(
                "Put it right so that the condition “{condition}” is met again, and tell the issuing body."
            ),
        );
        (reasons, remedy)
    }

    /// How many experts have valid cards, and how many there must be.
    pub fn experts_counted(self, count: usize, needed: usize) -> String {
        self.choose(
            format!("{count} chuyên gia có thẻ còn hiệu lực, cần ít nhất {needed}"),
            format!("{count} experts with valid cards, at least {needed} are needed"),
        )
    }

    /// A QMS certificate, as evidence.
    pub fn qms_told(self, number: &str, edition: &str, (from, to): (Day, Day)) -> String {
        let (from, to) = (self.day(from), self.day(to));
        self.choose(
            format!("Số {number}, {edition}, hiệu lực từ {from} đến {to}"),
            format!("No. {number}, {edition}, valid from {from} to {to}"),
        )
    }

    /// Since when a condition holds or does not, for everyone.
    pub fn since_day(self, day: Day) -> String {
        let day = self.day(day);
        self.choose(format!("từ {day}"), format!("since {day}"))
    }
}

/// A sentence in the middle of another.
fn lower(sentence: &str) -> String {
    let mut letters = sentence.chars();
    let first = letters.next().map(char::to_lowercase).into_iter().flatten();
    let sentence: String = first.chain(letters).collect();
    format!("{sentence}.")
}

static VI: WatchTexts = WatchTexts {
    title: "Duy trì điều kiện",
    menu: "Duy trì điều kiện",
    to_reports: "Báo cáo năm của tổ chức, chuyên gia",
    lead: "Những điều kiện mà tổ chức, chuyên gia đã được cấp giấy không còn duy trì hôm nay. Hết thời gian khắc phục thì \
           có căn cứ đề xuất đình chỉ (điểm c khoản 1 Điều 23).",
    all: "Tất cả",
    number: "Giấy xác nhận",
    holder: "Tổ chức, chuyên gia",
    condition: "Điều kiện",
    since: "Từ ngày",
    put_right_by: "Khắc phục đến hết",
    next_step: "Bước tiếp theo",
    empty: "Không có điều kiện nào bị mất ở mục này. Điều kiện không còn được duy trì hiện ở đây ngay trong ngày.",
    propose: "Đề xuất đình chỉ",
    proposed: "Đã có đề xuất chờ quyết định",
    suspended: "Đang bị đình chỉ hiệu lực",
    next_page: "Trang sau",
    conditions: "Điều kiện phải duy trì",
    evidence: "Căn cứ vào",
    state: "Hôm nay",
    dossier: "Hồ sơ",
    report: "Báo cáo năm",
    told_by_report: "theo báo cáo năm",
    own_title: "Điều kiện không còn được duy trì",
    public_title: "Điều kiện phải duy trì",
    public_lead: "Năm điều kiện của tổ chức tư vấn theo khoản 2 Điều 7 Quyết định 19/2014/QĐ-TTg, theo sổ đăng ký hôm nay. \
                  Giấy xác nhận vẫn có hiệu lực cho đến khi cơ quan cấp quyết định khác.",
    public_yes: "Có",
    public_no: "Không",
    public_unknown: "Chưa có dữ liệu",
    public_of: "Theo giấy xác nhận",
};

static EN: WatchTexts = WatchTexts {
    title: "Conditions kept",
    menu: "Conditions",
    to_reports: "Yearly reports of holders",
    lead: "Conditions that holders of certificates do not meet any more today. Once their time to put it right is over, it is \
           a ground to propose a suspension (article 23.1.c).",
    all: "All",
    number: "Certificate",
    holder: "Holder",
    condition: "Condition",
    since: "Since",
    put_right_by: "To be put right by",
    next_step: "Next step",
    empty: "No condition is missed here. What is not met any more stands here on the same day.",
    propose: "Propose suspension",
    proposed: "A proposal waits",
    suspended: "Suspended",
    next_page: "Next page",
    conditions: "Conditions to be kept",
    evidence: "Told from",
    state: "Today",
    dossier: "Dossier",
    report: "Yearly report",
    told_by_report: "from a yearly report",
    own_title: "Conditions that are not met any more",
    public_title: "Conditions to be kept",
    public_lead: "The five conditions of a consulting organisation (Decision 19/2014/QĐ-TTg, article 7.2), as the register has \
                  them today. The certificate stays valid until its issuer decides otherwise.",
    public_yes: "Yes",
    public_no: "No",
    public_unknown: "No data",
    public_of: "Under certificate",
};
