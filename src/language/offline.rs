//! What the offline checks tell: the verdict, what to do, and the lines to
//! compare with the paper in the hand. The same for every shell.

use serde::Serialize;

use super::Language;
use super::verdict::Subject;
use crate::credential::Affiliation;
use crate::credential::offline::{ClockBehind, ClockWitness, PaperKind, Report, ShownPaper};
use crate::credential::verdict::{CouldNotCheck, Verdict};

/// A report in words.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Wording {
    /// The verdict as one sentence.
    pub sentence: String,
    /// What to do about it.
    pub advice: &'static str,
    /// What is wrong with the clock of the machine, when something is.
    pub clock: Option<String>,
    /// Label and value, the ones to compare with the paper first.
    pub lines: Vec<(&'static str, String)>,
    /// How many of these, from the first, stand on the paper itself.
    pub on_paper: usize,
}

impl Language {
    /// The report in words.
    pub fn told(self, report: &Report) -> Wording {
        let on_paper = report.paper.as_ref().map_or(0, |paper| self.of_paper(paper).len());
        Wording {
            sentence: self.sentence_offline(report),
            advice: self.advice_offline(report),
            clock: report.clock.filter(ClockBehind::is_tolerated).map(|clock| self.clock_tolerated(clock)),
            lines: self.lines(report),
            on_paper,
        }
    }

    fn sentence_offline(self, report: &Report) -> String {
        if let Some(malformed) = report.malformed {
            return self.unreadable(malformed);
        }
        let verdict = match (report.verdict, report.clock) {
            (Verdict::CouldNotCheck(CouldNotCheck::ClockWrong), Some(clock)) => {
                return self.clock_wrong(clock);
            }
            (verdict, _) => self.verdict(subject(report), &verdict, report.checked_on),
        };
        match &report.statement {
            Some(stated) if report.verdict != Verdict::CouldNotCheck(CouldNotCheck::StatusOfAnotherDay) => {
                let day = self.day(stated.on);
                let as_stated = self.choose("Theo văn bản xác nhận cho ngày", "As stated for");
                format!("{as_stated} {day}: {verdict}")
            }
            _ => verdict,
        }
    }

    /// It is the clock's fault, and not the paper's.
    fn clock_wrong(self, clock: ClockBehind) -> String {
        let (shows, signed_at) = (self.instant(clock.shows), self.instant(clock.signed_at));
        let what = self.dated(clock.signed);
        self.choose(
            format!(
                "Chưa kiểm tra được: đồng hồ của máy này sai: đang chỉ {shows}, {what} ký lúc {signed_at}."
            ),
            format!(
                "Could not check: the clock of this machine is wrong: it shows {shows}, {what} was signed at \
                 {signed_at}."
            ),
        )
    }

    fn clock_tolerated(self, clock: ClockBehind) -> String {
        let (minutes, what) = (clock.seconds().max(0).unsigned_abs().div_ceil(60), self.dated(clock.signed));
        let plural = if minutes == 1 { "" } else { "s" };
        self.choose(
            format!("Đồng hồ của máy này chậm khoảng {minutes} phút so với lúc ký {what}. Hãy chỉnh lại đồng hồ."),
            format!(
                "The clock of this machine is about {minutes} minute{plural} behind the time at which {what} was \
                 signed. Set the clock right."
            ),
        )
    }

    fn dated(self, signed: ClockWitness) -> &'static str {
        match signed {
            ClockWitness::Status => self.choose("bản tình trạng", "the status"),
            ClockWitness::Paper => self.choose("giấy này", "this paper"),
        }
    }

    fn advice_offline(self, report: &Report) -> &'static str {
        if let Some(malformed) = report.malformed {
            return self.unreadable_advice(malformed);
        }
        match report.verdict {
            Verdict::CouldNotCheck(CouldNotCheck::StatusTooOld | CouldNotCheck::StatusUnavailable) => self
                .choose(
                    "Chữ ký đúng, nhưng chưa biết đã bị đình chỉ hay thu hồi chưa. Hãy lấy bản tình trạng mới, \
                     hoặc kiểm tra trên trang của sổ đăng ký.",
                    "The signature is good, but it may have been suspended or revoked since. Get a new status \
                     snapshot, or check on the register’s site.",
                ),
            Verdict::CouldNotCheck(CouldNotCheck::StatusOfAnotherDay) => self.choose(
                "Hãy lấy văn bản xác nhận của sổ đăng ký cho đúng ngày đó.",
                "Get the register’s signed statement for that day.",
            ),
            Verdict::CouldNotCheck(CouldNotCheck::ClockWrong) => self.choose(
                "Lỗi ở đồng hồ, không phải ở giấy. Hãy chỉnh lại ngày giờ của máy rồi kiểm tra lại.",
                "The clock is at fault, not the paper. Set date and time of the machine right and check again.",
            ),
            Verdict::CouldNotCheck(CouldNotCheck::OtherHost) => self.choose(
                "Đừng mở trang đó. Nếu có người trình bản in này, hãy báo cho cơ quan ghi trên đó.",
                "Do not open that site. If somebody shows it to you, tell the body that is named on it.",
            ),
            _ => self.advice(subject(report), &report.verdict, report.checked_on),
        }
    }

    fn lines(self, report: &Report) -> Vec<(&'static str, String)> {
        let mut lines = report.paper.as_ref().map_or_else(Vec::new, |paper| self.of_paper(paper));
        let mut say = |vi, en, value: Option<String>| {
            lines.extend(value.map(|value| (self.choose(vi, en), value)));
        };
        let compromised = report.signed.and_then(|signed| signed.key_compromised_at);
        say("Ngày kiểm tra", "Checked for", Some(self.day(report.checked_on)));
        say("Ký lúc", "Signed at", report.signed.map(|signed| self.instant(signed.at)));
        say("Khóa ký", "Signing key", report.signed.map(|signed| signed.key_id.to_string()));
        say("Khóa bị lộ từ", "Key compromised since", compromised.map(|at| self.instant(at)));
        let status = report.status.as_ref();
        say("Tình trạng tính đến", "Status as of", status.map(|status| self.instant(status.as_of)));
        let list = status.map(|status| format!("{}, {}", status.list, self.numbered(status.number)));
        say("Danh sách tình trạng", "Status list", list);
        let stated = report.statement.as_ref();
        say(
            "Sổ đăng ký đến mục số",
            "Register’s last entry",
            stated.map(|it| it.register_position.to_string()),
        );
        say("Trang ghi trong mã", "Site named in it", report.host.clone());
        say("Lý do từ chối", "Refused as", report.refused.map(str::to_owned));
        lines
    }

    fn of_paper(self, paper: &ShownPaper) -> Vec<(&'static str, String)> {
        let mut lines = Vec::new();
        let mut say = |vi, en, value: Option<String>| {
            lines.extend(value.map(|value| (self.choose(vi, en), value)));
        };
        let text = |value: Option<&dyn ToString>| value.map(ToString::to_string);
        say("Loại", "Kind", paper.kind.map(|kind| self.paper_kind(kind, paper.affiliation).to_owned()));
        say("Số", "Number", Some(paper.number.to_string()));
        say("Cấp cho", "Issued to", Some(paper.holder.to_string()));
        let is_cut = paper.holder.is_cut().then(|| {
            self.choose(
                "chỉ là phần đầu, vì tên dài; tên đầy đủ in trên giấy",
                "only its beginning, for it is long; the whole name is printed on the paper",
            )
        });
        say("Tên trong mã", "The name in the code", is_cut.map(str::to_owned));
        say("Tổ chức", "Organisation", text(paper.organisation.as_ref().map(|it| it as _)));
        say(
            "Theo giấy xác nhận số",
            "Under certificate",
            text(paper.certificate_number.as_ref().map(|it| it as _)),
        );
        say("Mã số doanh nghiệp", "Enterprise code", text(paper.enterprise_code.as_ref().map(|it| it as _)));
        say("Cấp lại lần", "Re-issue number", paper.version.filter(|it| *it > 0).map(|it| it.to_string()));
        say("Ngày đầu", "First day", paper.valid_from.map(|day| self.day(day)));
        say("Có giá trị đến hết ngày", "Last day", paper.valid_until.map(|day| self.day(day)));
        let issuer = match &paper.issuer_name {
            Some(name) => format!("{name} ({})", paper.issuer),
            None => paper.issuer.to_string(),
        };
        say("Cơ quan cấp", "Issued by", Some(issuer));
        lines
    }

    fn paper_kind(self, kind: PaperKind, affiliation: Option<Affiliation>) -> &'static str {
        let independent = affiliation == Some(Affiliation::Independent);
        match (kind, independent) {
            (PaperKind::Certificate, false) => {
                self.choose("Giấy xác nhận của tổ chức tư vấn", "Certificate of a consulting organisation")
            }
            (PaperKind::Certificate, true) => self.choose(
                "Giấy xác nhận của chuyên gia tư vấn độc lập",
                "Certificate of an independent consultant",
            ),
            (PaperKind::Card, false) => self.choose("Thẻ chuyên gia tư vấn", "Expert card"),
            (PaperKind::Card, true) => {
                self.choose("Thẻ chuyên gia tư vấn độc lập", "Card of an independent consultant")
            }
        }
    }

    fn numbered(self, number: u32) -> String {
        self.choose(format!("số {number}"), format!("number {number}"))
    }
}

fn subject(report: &Report) -> Subject<'_> {
    match &report.paper {
        Some(ShownPaper { kind: Some(PaperKind::Certificate), .. }) => Subject::Certificate,
        Some(ShownPaper { kind: Some(PaperKind::Card), .. }) => Subject::Card,
        Some(paper) => Subject::Number(paper.number.as_str()),
        None => Subject::Code,
    }
}
