//! Certificates and cards at the desk, and the acts on them.

use crate::credential::verdict::{NotNow, NotValid, Verdict};
use crate::dates::Day;
use crate::language::Language;

/// Certificates and cards at the desk.
#[derive(Debug)]
#[expect(missing_docs, reason = "the texts say it")]
pub struct PaperTexts {
    pub all: &'static str,
    pub expiring: &'static str,
    pub in_force: &'static str,
    pub suspended: &'static str,
    pub revoked: &'static str,
    pub given_up: &'static str,
    pub search: &'static str,
    pub search_hint: &'static str,
    pub find: &'static str,
    pub number: &'static str,
    pub holder: &'static str,
    pub standing: &'static str,
    pub valid_until: &'static str,
    pub empty: &'static str,
    pub nothing_found: &'static str,
    pub certificate: &'static str,
    pub issued_on: &'static str,
    pub enterprise_code: &'static str,
    pub key: &'static str,
    pub entry: &'static str,
    pub dossier: &'static str,
    pub qr: &'static str,
    pub public_page: &'static str,
    pub cards: &'static str,
    pub card: &'static str,
    pub expert: &'static str,
    pub history: &'static str,
    pub acts: &'static str,
    pub suspend: &'static str,
    pub reinstate: &'static str,
    pub revoke: &'static str,
    pub return_card: &'static str,
    pub no_acts: &'static str,
    pub remedy_set: &'static str,
    pub ground_set: &'static str,
    pub reasons_set: &'static str,
    pub renewed_by: &'static str,
    pub suspend_effect: &'static str,
    pub suspend_ground: &'static str,
    pub from: &'static str,
    pub until: &'static str,
    pub until_hint: &'static str,
    pub remedy: &'static str,
    pub remedy_hint: &'static str,
    pub revoke_effect: &'static str,
    pub revoke_ground: &'static str,
    pub reasons: &'static str,
    pub type_number: &'static str,
    pub number_differs: &'static str,
    pub reinstate_effect: &'static str,
    pub return_title: &'static str,
    pub return_effect: &'static str,
    pub left_on: &'static str,
    pub left_on_hint: &'static str,
    pub ground_missing: &'static str,
    pub back: &'static str,
    pub returned_said: &'static str,
}

impl Language {
    /// The texts of papers at the desk.
    pub fn papers(self) -> &'static PaperTexts {
        self.choose(&VI, &EN)
    }

    /// How a paper stands on a day, in a few words.
    pub fn standing(self, verdict: &Verdict, on: Day) -> String {
        match verdict {
            Verdict::NotNow(
                overdue @ (NotNow::Suspended { from, until } | NotNow::CertificateSuspended { from, until }),
            ) if overdue.is_overdue(on) => {
                let (from, until) = (self.day(*from), self.day(*until));
                self.choose(
                    format!("Quá hạn đình chỉ (từ {from} đến {until}), chờ quyết định"),
                    format!("Suspension from {from} to {until} is over, decision awaited"),
                )
            }
            Verdict::Valid => self.choose("Còn hiệu lực", "Valid").to_owned(),
            Verdict::NotValid(NotValid::Expired { on }) => {
                let on = self.day(*on);
                self.choose(format!("Hết hạn sau ngày {on}"), format!("Expired after {on}"))
            }
            Verdict::NotValid(NotValid::Revoked { on }) => {
                let on = self.day(*on);
                self.choose(format!("Bị thu hồi từ {on}"), format!("Revoked from {on}"))
            }
            Verdict::NotValid(NotValid::CertificateRevoked { on }) => {
                let on = self.day(*on);
                self.choose(
                    format!("Giấy xác nhận của tổ chức bị thu hồi từ {on}"),
                    format!("The organisation’s certificate was revoked from {on}"),
                )
            }
            Verdict::NotValid(NotValid::Returned { on }) => {
                let on = self.day(*on);
                self.choose(format!("Đã trả lại từ {on}"), format!("Returned from {on}"))
            }
            Verdict::NotValid(NotValid::GivenUp { on }) => {
                let on = self.day(*on);
                self.choose(
                    format!("Thôi hoạt động theo đề nghị của tổ chức, chuyên gia từ {on}"),
                    format!("Given up by its holder from {on}"),
                )
            }
            Verdict::NotValid(NotValid::CertificateGivenUp { on }) => {
                let on = self.day(*on);
                self.choose(
                    format!("Giấy xác nhận thôi hoạt động từ {on}"),
                    format!("The certificate was given up from {on}"),
                )
            }
            Verdict::NotValid(NotValid::KeyCompromised { on }) => {
                let on = self.day(*on);
                self.choose(
                    format!("Không có hiệu lực: khóa ký bị lộ từ {on}"),
                    format!("Not valid: its key fell into other hands on {on}"),
                )
            }
            Verdict::NotValid(_) => self.choose("Không có hiệu lực", "Not valid").to_owned(),
            Verdict::NotNow(NotNow::Suspended { from, until }) => {
                let (from, until) = (self.day(*from), self.day(*until));
                self.choose(
                    format!("Đình chỉ từ {from} đến {until}"),
                    format!("Suspended from {from} to {until}"),
                )
            }
            Verdict::NotNow(NotNow::CertificateSuspended { from, until }) => {
                let (from, until) = (self.day(*from), self.day(*until));
                self.choose(
                    format!("Chưa dùng được: tổ chức bị đình chỉ từ {from} đến {until}"),
                    format!("Not usable: the organisation is suspended from {from} to {until}"),
                )
            }
            Verdict::NotNow(NotNow::ListedSuspended { .. }) => {
                self.choose("Đang đình chỉ", "Suspended").to_owned()
            }
            Verdict::NotNow(NotNow::NotYetInForce { from }) => {
                let from = self.day(*from);
                self.choose(format!("Có hiệu lực từ {from}"), format!("In force from {from}"))
            }
            Verdict::CouldNotCheck(_) => self.choose("Chưa kiểm tra được", "Could not check").to_owned(),
        }
    }

    /// A suspension that has been ordered for a later day.
    pub fn suspension_ahead(self, from: Day, until: Day) -> String {
        let (from, until) = (self.day(from), self.day(until));
        self.choose(
            format!("Sẽ bị đình chỉ từ {from} đến {until}"),
            format!("Will be suspended from {from} to {until}"),
        )
    }

    /// That a certificate is given up from a day that is to come.
    pub fn surrender_ahead(self, on: Day) -> String {
        let on = self.day(on);
        self.choose(
            format!("Sẽ thôi hoạt động theo đề nghị của tổ chức, chuyên gia từ {on}"),
            format!("To be given up by its holder from {on}"),
        )
    }

    /// How long a revocation bars a new registration, in months.
    pub fn revocation_bar(self, months: u32) -> String {
        self.choose(
            format!("Không được đăng ký mới trong {months} tháng kể từ ngày thông báo thu hồi."),
            format!("No new registration for {months} months from the notice."),
        )
    }

    /// How many days a paper is still valid.
    pub fn days_of_validity(self, days: i64) -> String {
        let s = if days == 1 { "" } else { "s" };
        self.choose(format!("còn {days} ngày"), format!("{days} day{s} left"))
    }
}

/// Vietnamese.
pub static VI: PaperTexts = PaperTexts {
    all: "Tất cả",
    expiring: "Sắp hết hạn",
    in_force: "Đang hiệu lực",
    suspended: "Đang đình chỉ",
    revoked: "Đã thu hồi",
    given_up: "Đã thôi hoạt động",
    search: "Tìm giấy xác nhận và thẻ",
    search_hint: "Số giấy, số thẻ, tên tổ chức, tên chuyên gia hoặc mã số doanh nghiệp; không cần gõ dấu.",
    find: "Tìm giấy xác nhận",
    number: "Số",
    holder: "Tổ chức, chuyên gia",
    standing: "Tình trạng",
    valid_until: "Hiệu lực đến hết",
    empty: "Không có giấy xác nhận nào ở mục này. Giấy xác nhận hiện ra ngay khi lãnh đạo phê duyệt hồ sơ.",
    nothing_found: "Không có giấy xác nhận nào khớp. Thử một phần của số, hoặc một từ trong tên.",
    certificate: "Giấy xác nhận",
    issued_on: "Ngày cấp",
    enterprise_code: "Mã số doanh nghiệp",
    key: "Khóa ký",
    entry: "Mục trong sổ đăng ký",
    dossier: "Hồ sơ",
    qr: "Mã QR",
    public_page: "Trang kiểm tra công khai",
    cards: "Thẻ chuyên gia",
    card: "Thẻ chuyên gia",
    expert: "Chuyên gia",
    history: "Diễn biến trong sổ đăng ký",
    acts: "Quyết định về giấy xác nhận này",
    suspend: "Đình chỉ hiệu lực",
    reinstate: "Khôi phục hiệu lực",
    revoke: "Thu hồi giấy xác nhận",
    return_card: "Ghi nhận trả lại thẻ",
    no_acts: "Bộ phận tiếp nhận, người thẩm xét và lãnh đạo đề xuất; một lãnh đạo khác quyết định. Bộ phận tiếp nhận ghi nhận thẻ trả lại.",
    remedy_set: "Phải khắc phục",
    ground_set: "Căn cứ",
    reasons_set: "Lý do (không công khai)",
    renewed_by: "Được thay bằng giấy xác nhận",
    suspend_effect: "Từ ngày bắt đầu, mọi nơi tra cứu sẽ thấy giấy xác nhận và tất cả các thẻ đi kèm chưa dùng được. \
                     Ngày hết hạn không được kéo dài.",
    suspend_ground: "Căn cứ đình chỉ (khoản 1 Điều 23 Thông tư 26/2014/TT-BKHCN)",
    from: "Đình chỉ từ ngày",
    until: "Đến hết ngày",
    until_hint: "Đã điền theo thời hạn mặc định; sửa nếu quyết định ghi khác.",
    remedy: "Nội dung phải khắc phục",
    remedy_hint: "Tổ chức, chuyên gia sẽ đọc nội dung này; không công khai.",
    revoke_effect: "Thu hồi có hiệu lực ngay hôm nay, không hoàn tác được. Tất cả các thẻ đi kèm mất hiệu lực.",
    revoke_ground: "Căn cứ thu hồi (khoản 2 Điều 23 Thông tư 26/2014/TT-BKHCN)",
    reasons: "Lý do",
    type_number: "Gõ lại số giấy xác nhận để xác nhận",
    number_differs: "Số gõ lại không khớp với số giấy xác nhận này.",
    reinstate_effect: "Khi bấm nút dưới đây, giấy xác nhận và các thẻ chưa trả lại có hiệu lực lại từ hôm nay, và sổ đăng \
        ký công bố điều đó. Muốn dừng lần nữa phải ra quyết định đình chỉ mới.",
    return_title: "Ghi nhận trả lại thẻ",
    return_effect: "Thẻ mất hiệu lực từ ngày chuyên gia thôi làm việc. Giấy xác nhận của tổ chức vẫn giữ nguyên, \
                    nhưng số chuyên gia còn thẻ giảm đi một.",
    left_on: "Ngày chuyên gia thôi làm việc",
    left_on_hint: "Từ ngày cấp thẻ đến hôm nay.",
    ground_missing: "Chọn một căn cứ.",
    back: "Trở lại giấy xác nhận",
    returned_said: "Đã ghi nhận trả lại thẻ.",
};

/// English.
pub static EN: PaperTexts = PaperTexts {
    all: "All",
    expiring: "Expiring soon",
    in_force: "In force",
    suspended: "Suspended",
    revoked: "Revoked",
    given_up: "Given up",
    search: "Search certificates and cards",
    search_hint: "Number of a certificate or card, name of an organisation or expert, or enterprise code; no tone marks needed.",
    find: "Find certificates",
    number: "Number",
    holder: "Holder",
    standing: "Standing",
    valid_until: "Valid to the end of",
    empty: "No certificate here. A certificate appears the moment a leader approves its dossier.",
    nothing_found: "Nothing matches. Try a part of the number, or one word of the name.",
    certificate: "Certificate",
    issued_on: "Issued on",
    enterprise_code: "Enterprise code",
    key: "Signing key",
    entry: "Entry in the register",
    dossier: "Dossier",
    qr: "QR code",
    public_page: "Public page",
    cards: "Expert cards",
    card: "Expert card",
    expert: "Expert",
    history: "What the register says",
    acts: "Decisions on this certificate",
    suspend: "Suspend the certificate",
    reinstate: "Reinstate the certificate",
    revoke: "Revoke the certificate",
    return_card: "Record its return",
    no_acts: "Intake, appraisers and leaders propose; another leader decides. Intake records returned cards.",
    remedy_set: "To remedy",
    ground_set: "Ground",
    reasons_set: "Reasons (not public)",
    renewed_by: "Renewed by certificate",
    suspend_effect: "From the first day on, every look-up says that the certificate and all its cards are not usable \
                     now. The expiry is not extended.",
    suspend_ground: "Ground (Circular 26/2014/TT-BKHCN, article 23.1)",
    from: "From",
    until: "To the end of",
    until_hint: "Filled in with the usual term; change it if the decision says otherwise.",
    remedy: "What must be remedied",
    remedy_hint: "The holder reads this; it is not public.",
    revoke_effect: "A revocation takes effect today and cannot be undone. All its cards end with it.",
    revoke_ground: "Ground (Circular 26/2014/TT-BKHCN, article 23.2)",
    reasons: "Reasons",
    type_number: "Type the certificate’s number to confirm",
    number_differs: "What was typed is not the number of this certificate.",
    reinstate_effect: "When you press the button below, the certificate and the cards that were not returned are valid \
        again from today, and the register says so. To stop them again takes a new suspension.",
    return_title: "Record a returned card",
    return_effect: "The card ends on the day the expert left. The organisation keeps its certificate, with one expert \
                    fewer.",
    left_on: "Day the expert left",
    left_on_hint: "From the day of issue to today.",
    ground_missing: "Choose a ground.",
    back: "Back to the certificate",
    returned_said: "The return of the card was recorded.",
};
