//! What a leader's approval brings about, in words: for each grant its own.

use crate::domain::grant::Grant;
use crate::language::Language;

/// The last look before an approval.
#[derive(Debug)]
#[expect(missing_docs, reason = "the texts say it")]
pub struct ApprovalTexts {
    pub title: &'static str,
    pub gets_certificate: &'static str,
    pub get_cards: &'static str,
    pub left_out: &'static str,
    pub lead: &'static str,
    /// What happens, a line each.
    pub happens: [&'static str; 3],
    pub finality: &'static str,
    pub said: &'static str,
}

impl Language {
    /// What an approval brings about; as of a first certificate where a dossier
    /// does not say what it is about.
    pub fn approval(self, grant: Option<&Grant>) -> &'static ApprovalTexts {
        match grant {
            None | Some(Grant::Registration) => self.choose(&REGISTRATION_VI, &REGISTRATION_EN),
            Some(Grant::Renewal { .. }) => self.choose(&RENEWAL_VI, &RENEWAL_EN),
            Some(Grant::Cards { .. }) => self.choose(&CARDS_VI, &CARDS_EN),
            Some(Grant::Reissue { .. }) => self.choose(&REISSUE_VI, &REISSUE_EN),
        }
    }
}

static REGISTRATION_VI: ApprovalTexts = ApprovalTexts {
    title: "Phê duyệt cấp giấy xác nhận",
    gets_certificate: "Được cấp giấy xác nhận",
    get_cards: "Được cấp thẻ",
    left_out: "Không được cấp thẻ",
    lead: "Khi bấm nút dưới đây, những việc sau được thực hiện ngay, cùng một lúc:",
    happens: [
        "Giấy xác nhận và các thẻ nhận số chính thức.",
        "Mỗi giấy được ký số bằng khóa của cơ quan, có mã QR để ai cũng kiểm tra được.",
        "Giấy xác nhận và thẻ được công bố trong sổ đăng ký quốc gia.",
    ],
    finality: "Việc cấp không hoàn tác được; về sau chỉ có thể đình chỉ hoặc thu hồi.",
    said: "Đã phê duyệt. Giấy xác nhận và thẻ đã được cấp số, ký và công bố.",
};

static REGISTRATION_EN: ApprovalTexts = ApprovalTexts {
    title: "Approve and issue",
    gets_certificate: "Gets the certificate",
    get_cards: "Get a card",
    left_out: "Get no card",
    lead: "When you press the button below, all of this happens at once:",
    happens: [
        "The certificate and the cards get their official numbers.",
        "Each paper is signed with the issuer’s key and gets a QR code that anyone can check.",
        "The certificate and cards are published in the national register.",
    ],
    finality: "Issuing cannot be undone; later a certificate can only be suspended or revoked.",
    said: "Approved. The certificate and cards were numbered, signed and published.",
};

static RENEWAL_VI: ApprovalTexts = ApprovalTexts {
    title: "Phê duyệt cấp giấy xác nhận thay giấy trước",
    happens: [
        "Giấy xác nhận mới có số mới và thời hạn tính từ hôm nay; thẻ mới giữ số của người mang thẻ.",
        "Mỗi giấy được ký số bằng khóa của cơ quan, có mã QR để ai cũng kiểm tra được, và được công bố.",
        "Giấy xác nhận và các thẻ trước đó, nếu còn thời hạn, thôi hiệu lực ngay hôm nay: ai tra cứu sẽ thấy giấy mới.",
    ],
    said: "Đã phê duyệt. Giấy xác nhận và thẻ mới đã được ký và công bố; giấy tờ trước đó không còn giá trị.",
    ..REGISTRATION_VI
};

static RENEWAL_EN: ApprovalTexts = ApprovalTexts {
    title: "Approve and issue in place of the certificate before",
    happens: [
        "The new certificate gets a new number, and its time runs from today; people keep the numbers of their cards.",
        "Each paper is signed with the issuer’s key, gets a QR code that anyone can check, and is published.",
        "The certificate and cards before it, where their time is not over, end today: who looks them up sees the new ones.",
    ],
    said: "Approved. The new certificate and cards were signed and published; those before them count no more.",
    ..REGISTRATION_EN
};

static CARDS_VI: ApprovalTexts = ApprovalTexts {
    title: "Phê duyệt cấp thẻ bổ sung",
    happens: [
        "Mỗi thẻ nhận số chính thức và hết hạn cùng giấy xác nhận đang có.",
        "Mỗi thẻ được ký số bằng khóa của cơ quan, có mã QR để ai cũng kiểm tra được.",
        "Thẻ được công bố trong sổ đăng ký quốc gia; giấy xác nhận không thay đổi.",
    ],
    finality: "Việc cấp không hoàn tác được; về sau thẻ chỉ mất hiệu lực khi được trả lại hoặc theo giấy xác nhận.",
    said: "Đã phê duyệt. Các thẻ bổ sung đã được cấp số, ký và công bố.",
    ..REGISTRATION_VI
};

static CARDS_EN: ApprovalTexts = ApprovalTexts {
    title: "Approve and issue the additional cards",
    happens: [
        "Each card gets its official number and ends with the certificate that is there.",
        "Each card is signed with the issuer’s key and gets a QR code that anyone can check.",
        "The cards are published in the national register; the certificate stays as it is.",
    ],
    finality: "Issuing cannot be undone; a card ends when it is returned, or with its certificate.",
    said: "Approved. The additional cards were numbered, signed and published.",
    ..REGISTRATION_EN
};

static REISSUE_VI: ApprovalTexts = ApprovalTexts {
    title: "Phê duyệt cấp lại",
    gets_certificate: "Được cấp lại giấy xác nhận",
    get_cards: "Được cấp lại thẻ",
    left_out: "Không được cấp lại thẻ",
    happens: [
        "Giấy tờ cấp lại giữ nguyên số và ngày hết hạn; lần cấp lại tăng thêm một.",
        "Mỗi giấy được ký số bằng khóa của cơ quan, có mã QR mới.",
        "Bản cũ không còn giá trị ngay từ lúc đó: ai quét mã của bản cũ sẽ thấy đã được thay bằng bản cấp lại.",
    ],
    finality: "Việc cấp lại không hoàn tác được: bản cũ không dùng lại được nữa.",
    said: "Đã phê duyệt. Giấy tờ đã được cấp lại, ký và công bố; bản cũ không còn giá trị.",
    ..REGISTRATION_VI
};

static REISSUE_EN: ApprovalTexts = ApprovalTexts {
    title: "Approve the re-issue",
    gets_certificate: "Gets the certificate once more",
    get_cards: "Get their card once more",
    left_out: "Do not get their card once more",
    happens: [
        "The papers keep their numbers and last days; their version goes up by one.",
        "Each paper is signed with the issuer’s key and gets a new QR code.",
        "The papers before them count no more from that moment: whoever scans one is told of the newer.",
    ],
    finality: "A re-issue cannot be undone: the papers before it cannot be used again.",
    said: "Approved. The papers were issued once more, signed and published; those before them count no more.",
    ..REGISTRATION_EN
};
