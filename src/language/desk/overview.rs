//! The overview of an office, and of all of them.

use crate::language::Language;

/// The overview.
#[derive(Debug)]
#[expect(missing_docs, reason = "the texts say it")]
pub struct OverviewTexts {
    pub title: &'static str,
    pub as_of: &'static str,
    pub limits: &'static str,
    pub no_limits: &'static str,
    pub all_limits: &'static str,
    pub waiting: &'static str,
    pub expiring: &'static str,
    pub measures: &'static str,
    pub notices: &'static str,
    pub corrections: &'static str,
    pub open: &'static str,
    pub total: &'static str,
    pub people: &'static str,
    pub nobody: &'static str,
    pub months: &'static str,
    pub chart: &'static str,
    pub month: &'static str,
    pub received: &'static str,
    pub decided: &'static str,
    pub in_time: &'static str,
    pub late: &'static str,
    pub share: &'static str,
    pub on_time: &'static str,
    pub on_time_hint: &'static str,
    pub by_procedure: &'static str,
    pub by_officer: &'static str,
    pub none_decided: &'static str,
    pub officer: &'static str,
    pub count: &'static str,
    pub offices: &'static str,
    pub office: &'static str,
    pub previous: &'static str,
    pub next: &'static str,
    pub no_office: &'static str,
    pub supervised: &'static str,
    pub back: &'static str,
}

impl Language {
    /// The texts of the overview.
    pub fn overview(self) -> &'static OverviewTexts {
        self.choose(&VI, &EN)
    }

    /// What a chart shows, for who does not see it.
    pub fn chart_told(self, received: i64, decided: i64) -> String {
        self.choose(
            format!("12 tháng qua: tiếp nhận {received} hồ sơ, quyết định {decided} hồ sơ. Số từng tháng ở bảng bên dưới."),
            format!("In 12 months {received} were received and {decided} decided. The table below has each month."),
        )
    }
}

/// Vietnamese.
static VI: OverviewTexts = OverviewTexts {
    title: "Tổng quan",
    as_of: "Tính đến ngày",
    limits: "Thời hạn giải quyết",
    no_limits: "Không có hồ sơ nào quá hạn hoặc sắp hết hạn.",
    all_limits: "Xem tất cả hồ sơ quá hạn hoặc sắp hết hạn",
    waiting: "Giấy xác nhận và đề nghị đang chờ",
    expiring: "Giấy xác nhận sắp hết hiệu lực",
    measures: "Biện pháp chờ quyết định",
    notices: "Thông báo chờ xác nhận",
    corrections: "Đính chính chờ quyết định",
    open: "Hồ sơ đang giải quyết theo bước",
    total: "Tổng số",
    people: "Hồ sơ của từng người thẩm xét",
    nobody: "Chưa có người thẩm xét nào đang giữ hồ sơ.",
    months: "Tiếp nhận và quyết định theo tháng",
    chart: "Hồ sơ tiếp nhận và quyết định trong 12 tháng",
    month: "Tháng",
    received: "Tiếp nhận",
    decided: "Quyết định",
    in_time: "Đúng hạn",
    late: "Trễ hạn",
    share: "Tỷ lệ đúng hạn",
    on_time: "Tỷ lệ đúng hạn trong 12 tháng",
    on_time_hint: "Đúng hạn là hồ sơ có mọi bước của cơ quan đúng hạn: kiểm tra thành phần hồ sơ ở từng lần nộp, và ra quyết \
                   định. Thời gian người nộp bổ sung hồ sơ không tính.",
    by_procedure: "Theo thủ tục",
    by_officer: "Theo người thẩm xét",
    none_decided: "Chưa có hồ sơ nào được quyết định trong 12 tháng.",
    officer: "Người thẩm xét",
    count: "Số hồ sơ",
    offices: "Các cơ quan cấp",
    office: "Cơ quan cấp",
    previous: "Tháng trước",
    next: "Tháng sau",
    no_office: "Chưa cơ quan nào có hồ sơ trong tháng này.",
    supervised: "Tổng quan của cơ quan khác: chỉ xem.",
    back: "Về tổng quan của cơ quan mình",
};

/// English.
static EN: OverviewTexts = OverviewTexts {
    title: "Overview",
    as_of: "As of",
    limits: "Deadlines",
    no_limits: "No dossier is late or due soon.",
    all_limits: "All that is late or due soon",
    waiting: "Certificates, and what waits",
    expiring: "Certificates that expire soon",
    measures: "Measures to be decided",
    notices: "Notices to be acknowledged",
    corrections: "Corrections to be decided",
    open: "Dossiers in progress by stage",
    total: "All",
    people: "Dossiers of each appraiser",
    nobody: "No appraiser has a dossier now.",
    months: "Received and decided by month",
    chart: "Dossiers received and decided in 12 months",
    month: "Month",
    received: "Received",
    decided: "Decided",
    in_time: "In time",
    late: "Late",
    share: "Share in time",
    on_time: "Share in time in 12 months",
    on_time_hint: "In time is a dossier of which every step of the office was: checking what was handed in, each time, and \
                   deciding. Days on which the applicant supplements do not count.",
    by_procedure: "By procedure",
    by_officer: "By appraiser",
    none_decided: "Nothing was decided in 12 months.",
    officer: "Appraiser",
    count: "Dossiers",
    offices: "The issuers",
    office: "Issuer",
    previous: "Month before",
    next: "Month after",
    no_office: "No issuer has a dossier in this month.",
    supervised: "The overview of another office: to be read only.",
    back: "Back to your own office’s overview",
};
