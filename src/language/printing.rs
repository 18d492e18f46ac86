//! Papers as files: what is offered, batches, and following a dossier.

use super::Language;
use crate::dates::Day;
use crate::domain::letter::LetterKind;
use crate::domain::printable::{PaperFault, PaperField};

/// Papers as files.
#[derive(Debug)]
#[expect(missing_docs, reason = "the texts say it")]
pub struct PrintingTexts {
    pub files: &'static str,
    pub certificate: &'static str,
    pub certificate_english: &'static str,
    pub card: &'static str,
    pub card_hint: &'static str,
    pub sheet_hint: &'static str,
    pub letters: &'static str,
    pub letters_hint: &'static str,
    pub ended_hint: &'static str,
    pub not_here: &'static str,
    pub batches: &'static str,
    pub batches_lead: &'static str,
    pub begin: &'static str,
    pub reason: &'static str,
    pub reason_hint: &'static str,
    pub reason_missing: &'static str,
    pub chosen: &'static str,
    pub begun_by_others: &'static str,
    pub from: &'static str,
    pub to: &'static str,
    pub wanted: &'static str,
    pub wanted_certificates: &'static str,
    pub wanted_cards: &'static str,
    pub wanted_both: &'static str,
    pub print_all_cards: &'static str,
    pub print_chosen: &'static str,
    pub choose_row: &'static str,
    pub days_reversed: &'static str,
    pub wanted_missing: &'static str,
    pub nothing: &'static str,
    pub none_chosen: &'static str,
    pub batches_busy: &'static str,
    pub yours: &'static str,
    pub none_yet: &'static str,
    pub begun_at: &'static str,
    pub kept_until: &'static str,
    pub state: &'static str,
    pub waiting: &'static str,
    pub at_work: &'static str,
    pub ready: &'static str,
    pub failed: &'static str,
    pub gone: &'static str,
    pub failed_advice: &'static str,
    pub gone_advice: &'static str,
    pub refreshes: &'static str,
    pub stop_refreshing: &'static str,
    pub refresh: &'static str,
    pub download: &'static str,
    pub remove: &'static str,
    pub removed: &'static str,
    pub open: &'static str,
    pub follow_title: &'static str,
    pub follow_lead: &'static str,
    pub follow_unknown: &'static str,
    pub follow_advice: &'static str,
    pub received: &'static str,
}

/// Why there is no file of a paper, for the office.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum NotMade {
    /// It could not be set.
    Unset(PaperField, PaperFault),
    /// The electronic seal could not be put on.
    Unsealed,
    /// A file it is made with is not there, or was changed.
    NoFile,
    /// A row of the register cannot be read.
    Unreadable,
    /// It is not there any more.
    Gone,
    /// Another reason.
    Other,
}

impl Language {
    /// Why there is no file of a paper.
    pub fn not_printed(self, why: NotMade) -> String {
        let why = match why {
            NotMade::Unset(field, fault) => {
                return format!(
                    "{} {}: {}",
                    self.choose("Không in được.", "Not printable."),
                    self.paper_field(field),
                    self.paper_fault(fault)
                );
            }
            NotMade::Unsealed => self.choose(
                "Không đóng được dấu điện tử của cơ quan; hãy báo người quản trị.",
                "The body’s electronic seal could not be put on; tell the administrator.",
            ),
            NotMade::NoFile => self.choose(
                "Ảnh hoặc tệp cần để in không còn nguyên trên máy chủ; hãy báo người quản trị.",
                "A picture or file it is printed with is missing or changed; tell the administrator.",
            ),
            NotMade::Unreadable => self.choose(
                "Dữ liệu của giấy này trong sổ đăng ký không đọc được; hãy báo người quản trị.",
                "The register’s row of this paper cannot be read; tell the administrator.",
            ),
            NotMade::Gone => self.choose("Giấy này không còn ở đây.", "The paper is not here any more."),
            NotMade::Other => {
                self.choose("Không in được; hãy thử in lại riêng giấy này.", "Not printed; try it alone.")
            }
        };
        why.to_owned()
    }

    /// The texts of papers as files.
    pub fn printing(self) -> &'static PrintingTexts {
        self.choose(&VI, &EN)
    }

    /// What a letter is, with its day.
    pub fn letter(self, kind: LetterKind, on: Day) -> String {
        let name = match kind {
            LetterKind::Slip => {
                self.choose("Giấy tiếp nhận hồ sơ và hẹn trả kết quả", "Dossier receipt and appointment slip")
            }
            LetterKind::SupplementRequest => {
                self.choose("Công văn đề nghị bổ sung hồ sơ", "Request to supplement")
            }
            LetterKind::Refusal => self.choose("Công văn từ chối cấp giấy xác nhận", "Refusal"),
            LetterKind::MeasureNotice => {
                self.choose("Thông báo biện pháp được đề xuất", "Notice of a proposed measure")
            }
            LetterKind::Suspension => self.choose("Quyết định đình chỉ hiệu lực", "Decision on suspension"),
            LetterKind::Reinstatement => {
                self.choose("Quyết định khôi phục hiệu lực", "Decision on reinstatement")
            }
            LetterKind::Revocation => self.choose("Quyết định thu hồi", "Decision on revocation"),
            LetterKind::Correction => self.choose("Thông báo đính chính", "Letter on a correction"),
            LetterKind::Surrender => {
                self.choose("Thông báo về việc thôi hoạt động", "Letter on giving the certificate up")
            }
        };
        let on = self.day(on);
        self.choose(format!("{name}, ngày {on} (PDF)"), format!("{name}, {on} (PDF, Vietnamese)"))
    }

    /// The sheet of cards of this place among so many.
    pub fn card_sheet(self, nth: usize, all: usize) -> String {
        match (self, all) {
            (Self::Vi, 1) => "Tờ thẻ A4, in hai mặt (PDF)".to_owned(),
            (Self::En, 1) => "Sheet of cards, A4, two-sided (PDF)".to_owned(),
            (Self::Vi, _) => format!("Tờ thẻ A4 thứ {nth}/{all}, in hai mặt (PDF)"),
            (Self::En, _) => format!("Sheet of cards {nth} of {all}, A4, two-sided (PDF)"),
        }
    }

    /// How far a batch has come.
    pub fn batch_progress(self, made: i64, all: i64) -> String {
        self.choose(format!("Đã in {made} trên {all} giấy"), format!("{made} of {all} papers printed"))
    }

    /// How many papers are not in an archive.
    pub fn left_out(self, count: i64) -> String {
        let s = if count == 1 { "" } else { "s" };
        self.choose(
            format!("{count} giấy không in được; tệp khong-in-duoc.txt trong gói ghi rõ giấy nào và vì sao."),
            format!(
                "{count} paper{s} could not be printed; khong-in-duoc.txt in the archive says which and why."
            ),
        )
    }

    /// A batch would hold more than one may.
    pub fn batch_too_large(self, count: usize, most: usize) -> String {
        self.choose(
            format!(
                "Gói này có {count} giấy; mỗi gói nhiều nhất {most} giấy. Hãy chọn khoảng ngày ngắn hơn."
            ),
            format!("This batch has {count} papers; one holds at most {most}. Choose fewer days."),
        )
    }
}

/// Vietnamese.
pub static VI: PrintingTexts = PrintingTexts {
    files: "Bản in",
    certificate: "Giấy xác nhận (PDF)",
    certificate_english: "Bản tiếng Anh của giấy xác nhận (PDF)",
    card: "Thẻ (PDF)",
    card_hint: "Mỗi tệp thẻ có hai mặt, kèm phần xén cho máy in thẻ.",
    sheet_hint: "Tờ thẻ A4 dùng khi không có máy in thẻ: in hai mặt, lật theo cạnh dài, cắt theo dấu.",
    letters: "Văn bản đã ban hành",
    letters_hint: "Số văn bản để trống cho văn thư ghi; ký và đóng dấu theo quy định của cơ quan.",
    ended_hint: "Bản in ghi rõ tình trạng nói trên; thẻ không còn hiệu lực thì không in.",
    not_here: "Máy chủ này không có phần in giấy tờ nên không tạo được tệp PDF. Người vận hành cần đặt chương \
               trình registry-press cạnh máy chủ rồi khởi động lại.",
    batches: "In hàng loạt",
    batches_lead: "Nhiều giấy trong một gói .zip. Việc in chạy ở máy chủ: có thể đóng trang này và quay lại sau.",
    begin: "Tạo gói",
    reason: "Lý do in hàng loạt",
    reason_hint: "Thẻ có ảnh chân dung. Lý do được lưu trong nhật ký.",
    reason_missing: "Ghi lý do in hàng loạt.",
    chosen: "Các giấy xác nhận đã chọn",
    begun_by_others: "Chỉ người tiếp nhận, thẩm xét và lãnh đạo được tạo gói giấy.",
    from: "Cấp từ ngày",
    to: "Đến hết ngày",
    wanted: "In những gì",
    wanted_certificates: "Giấy xác nhận",
    wanted_cards: "Thẻ chuyên gia đang có hiệu lực",
    wanted_both: "Cả giấy xác nhận và thẻ",
    print_all_cards: "Tạo gói tất cả các thẻ (.zip)",
    print_chosen: "Tạo gói các giấy đã chọn (.zip)",
    choose_row: "Chọn",
    days_reversed: "Ngày cuối phải bằng hoặc sau ngày đầu.",
    wanted_missing: "Chọn những gì cần in.",
    nothing: "Không có giấy nào để in trong lựa chọn này.",
    none_chosen: "Chọn ít nhất một giấy xác nhận.",
    batches_busy: "Cơ quan đang có nhiều gói chưa xong. Hãy chờ một gói xong rồi tạo gói mới.",
    yours: "Các gói của bạn",
    none_yet: "Bạn chưa tạo gói nào. Gói đã tạo hiện ở đây cho đến khi tự xóa.",
    begun_at: "Tạo lúc",
    kept_until: "Tự xóa lúc",
    state: "Tình trạng",
    waiting: "Đang chờ đến lượt",
    at_work: "Đang in",
    ready: "Đã xong",
    failed: "Không tạo được",
    gone: "Tệp không còn",
    failed_advice: "Gói này không tạo được sau nhiều lần thử và đã dừng. Hãy báo người quản trị của cơ quan: họ xem \
                    được lý do và cho chạy lại ở mục “Việc chạy nền”.",
    gone_advice: "Tệp của gói này không có trên máy chủ đang trả lời. Hãy tạo lại gói.",
    refreshes: "Trang tự tải lại vài giây một lần.",
    stop_refreshing: "Ngừng tự tải lại",
    refresh: "Tải lại trang",
    download: "Tải gói về (.zip)",
    remove: "Xóa gói",
    removed: "Đã xóa gói.",
    open: "Mở gói",
    follow_title: "Theo dõi hồ sơ",
    follow_lead: "Ai giữ giấy tiếp nhận đều xem được trang này. Trang không cho biết hồ sơ của ai.",
    follow_unknown: "Không có hồ sơ nào theo mã này",
    follow_advice: "Hãy quét lại mã trên giấy tiếp nhận, hoặc gõ lại địa chỉ in dưới mã. Nếu vẫn không được, hãy hỏi \
                    cơ quan tiếp nhận.",
    received: "Ngày tiếp nhận",
};

/// English.
pub static EN: PrintingTexts = PrintingTexts {
    files: "To print",
    certificate: "Certificate (PDF)",
    certificate_english: "English version of the certificate (PDF)",
    card: "Card (PDF)",
    card_hint: "Each card is a file of two sides, with bleed and cut marks for a card printer.",
    sheet_hint: "Sheets are for offices without a card printer: print on both sides, turn over the long edge, cut at \
                 the marks.",
    letters: "Letters",
    letters_hint: "The number is left blank for the registry of letters; sign and seal as your office does.",
    ended_hint: "The file says how the paper stands; a card that is not valid is not printed.",
    not_here: "This server has no press, so it makes no PDF files. Its operator has to put the program \
               registry-press beside it, and start it again.",
    batches: "Batches",
    batches_lead: "Many papers in one .zip archive. The server prints them: you can close this page and come back.",
    begin: "Begin a batch",
    reason: "Why they are printed together",
    reason_hint: "Cards show faces. The reason is kept in the audit trail.",
    reason_missing: "Say why they are printed together.",
    chosen: "The certificates chosen",
    begun_by_others: "Only intake, appraisers and leaders begin batches.",
    from: "Issued from",
    to: "To the end of",
    wanted: "What to print",
    wanted_certificates: "Certificates",
    wanted_cards: "Cards that are valid now",
    wanted_both: "Certificates and cards",
    print_all_cards: "Put all cards in an archive (.zip)",
    print_chosen: "Put the chosen ones in an archive (.zip)",
    choose_row: "Choose",
    days_reversed: "The last day cannot be before the first.",
    wanted_missing: "Choose what to print.",
    nothing: "There is nothing to print among these.",
    none_chosen: "Choose at least one certificate.",
    batches_busy: "Your office has several unfinished batches. Wait until one is done.",
    yours: "Your batches",
    none_yet: "You have begun no batch. One you begin stands here until it is cleared away.",
    begun_at: "Begun at",
    kept_until: "Cleared away at",
    state: "State",
    waiting: "Waiting for its turn",
    at_work: "Printing",
    ready: "Ready",
    failed: "Could not be made",
    gone: "The file is gone",
    failed_advice: "This batch could not be made, was tried several times and given up. Tell your office’s \
                    administrator, who sees why and can have it run again under “Background work”.",
    gone_advice: "The file of this batch is not on the server that answers. Begin it again.",
    refreshes: "The page reloads itself every few seconds.",
    stop_refreshing: "Stop reloading",
    refresh: "Reload the page",
    download: "Download the archive (.zip)",
    remove: "Remove the batch",
    removed: "The batch was removed.",
    open: "Open the batch",
    follow_title: "Follow a dossier",
    follow_lead: "Whoever holds the slip can see this page. It does not say whose dossier it is.",
    follow_unknown: "No dossier has this code",
    follow_advice: "Scan the code on the slip again, or type the address printed beside it. If that fails, ask the \
                    office that received the dossier.",
    received: "Received on",
};
