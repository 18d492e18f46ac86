//! Facts of papers: an ordinary one of each, and the longest.

use std::fmt::Write as _;

use consultant_papers::{
    Block, CardFacts, CertificateFacts, Code, Date, Heading, HolderFacts, Issuer, Language, LetterFacts,
    ListedExpert, Pictures, Signatory, Tracking,
};
use qrcode::{Color, EcLevel, QrCode};
use serde_json::Value;

/// Sixty letters, with every kind of stacked mark.
pub(crate) const LONGEST_NAME: &str = "Nguyễn Phạm Thị Ngọc Quỳnh Hường Ẩm Ưỡng Ặc Ễnh Ổn Ữ Ỡm Ẵn Ỹ";
/// An address of three lines on a certificate.
pub(crate) const LONGEST_ADDRESS: &str = "Tầng 12, Tòa nhà Trung tâm Thương mại và Dịch vụ Hỗn hợp Nguyễn Hữu Cảnh, \
     số 720A đường Điện Biên Phủ, khu phố 14, phường Thạnh Mỹ Tây, Thành phố Hồ Chí Minh \
     (số cũ: 208 Nguyễn Hữu Cảnh, phường 22, quận Bình Thạnh)";
const LONGEST_ORGANISATION: &str = "Công ty cổ phần Tư vấn, Đào tạo và Chuyển giao Hệ thống Quản lý \
     Chất lượng Nghiễm Phượng Việt Nam – Chi nhánh Khu vực Tây Nguyên và Duyên hải Nam Trung Bộ";
const SCOPE: &str = "tư vấn xây dựng hệ thống quản lý chất lượng theo TCVN ISO 9001 đối với cơ quan, tổ chức \
     thuộc hệ thống hành chính nhà nước";

/// The text of a slip's code.
pub(crate) const SLIP_LINK: &str = "HTTPS://TUVAN.EXAMPLE.GOV.VN/T/64-261122-0015-K7QW-2M9X-4RTZ-ABCD";

/// A picture, 472 × 708: a face, more or less.
pub(crate) const PORTRAIT: &[u8] = include_bytes!("portrait.jpg");

/// The text of a genuine code.
pub(crate) fn code_text(name: &str) -> String {
    let vectors: Value =
        serde_json::from_str(include_str!("../../../tests/vectors/genuine.json")).expect("JSON");
    let cases = vectors["cases"].as_array().expect("cases").clone();
    let case = cases.iter().find(|case| case["name"] == name).expect("such a vector");
    case["text"].as_str().expect("a text").to_owned()
}

/// A QR as the register draws it: one path, a step for each run of a row.
pub(crate) fn code(text: &str) -> Code {
    let symbol = QrCode::with_error_correction_level(text, EcLevel::Q).expect("fits");
    let (width, modules) = (symbol.width(), symbol.to_colors());
    let mut path = String::new();
    for (y, row) in modules.chunks(width).enumerate() {
        let mut x = 0;
        for run in row.chunk_by(|one, other| one == other) {
            if run[0] == Color::Dark {
                write!(path, "M{} {}h{}v1h-{}z", x + 4, y + 4, run.len(), run.len()).expect("a text grows");
            }
            x += run.len();
        }
    }
    let side = width + 8;
    Code {
        svg: format!(
            "<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 {side} {side}\">\
             <path fill=\"#fff\" d=\"M0 0h{side}v{side}H0z\"/><path d=\"{path}\"/></svg>"
        ),
        host: "tuvan.example.gov.vn".to_owned(),
        alt: "Mã QR để kiểm tra giấy này".to_owned(),
    }
}

pub(crate) fn certificate() -> CertificateFacts {
    let names = ["Nguyễn Văn Ẩn", "Trần Thị Bưởi", "Lê Hoàng Ngữ", "Phạm Đỗ Quỳnh Như", "Vũ Đức Ổn"];
    CertificateFacts {
        specimen: false,
        language: Language::Vi,
        issuer: issuer(),
        number: Some("Số: 01/2026/GXN-64".to_owned()),
        plain_number: "01/2026/GXN-64".to_owned(),
        place_and_date: "Gia Lai, ngày 22 tháng 11 năm 2026".to_owned(),
        issued_on: "ngày 22 tháng 11 năm 2026".to_owned(),
        date: DATE,
        reissue: None,
        legal_bases: legal_bases(),
        holder: HolderFacts {
            kind: "Tổ chức tư vấn".to_owned(),
            name: "Công ty TNHH Tư vấn Quản lý Chất lượng Cao Nguyên".to_owned(),
            enterprise_code: Some("5901234567".to_owned()),
            born: None,
            address: Some("Số 12 đường Hùng Vương, phường Pleiku, tỉnh Gia Lai".to_owned()),
        },
        scope: SCOPE.to_owned(),
        valid_from: "ngày 22 tháng 11 năm 2026".to_owned(),
        valid_until: "ngày 22 tháng 11 năm 2029".to_owned(),
        experts: names.iter().enumerate().map(|(at, name)| listed(at, name)).collect(),
        signatory: chairperson(),
        standing: None,
        code: code(&code_text("certificate of an organisation")),
        credential: Some(b"{\"type\":[\"VerifiableCredential\"]}".to_vec()),
    }
}

/// Forty experts with the longest name, every optional part there.
pub(crate) fn longest_certificate() -> CertificateFacts {
    let mut facts = certificate();
    "Ủy ban nhân dân\nThành phố Hồ Chí Minh".clone_into(&mut facts.issuer.name);
    "Thành phố Hồ Chí Minh, ngày 22 tháng 11 năm 2026".clone_into(&mut facts.place_and_date);
    facts.reissue = Some("cấp lại lần 2".to_owned());
    let before = facts.legal_bases.last_mut().expect("a line");
    *before = before.replace('.', ";");
    facts.legal_bases.push("Theo đề nghị của Giám đốc Sở Khoa học và Công nghệ.".to_owned());
    LONGEST_ORGANISATION.clone_into(&mut facts.holder.name);
    facts.holder.address = Some(LONGEST_ADDRESS.to_owned());
    facts.experts = (0..40).map(|at| listed(at, LONGEST_NAME)).collect();
    facts.signatory = longest_signatory();
    facts
}

/// An independent consultant's, with nothing optional.
pub(crate) fn barest_certificate() -> CertificateFacts {
    let mut facts = certificate();
    facts.number = None;
    facts.legal_bases.clear();
    facts.holder = HolderFacts {
        kind: "Chuyên gia tư vấn độc lập".to_owned(),
        name: "Nguyễn Văn Ẩn".to_owned(),
        enterprise_code: None,
        born: None,
        address: None,
    };
    facts.experts.clear();
    facts.signatory = Signatory {
        line: None,
        title: "Chủ tịch".to_owned(),
        note: None,
        name: None,
        pictures: Pictures::default(),
    };
    facts.credential = None;
    facts
}

/// The English version.
pub(crate) fn english_certificate() -> CertificateFacts {
    let mut facts = certificate();
    facts.language = Language::En;
    "Consulting organisation".clone_into(&mut facts.holder.kind);
    facts
}

/// One that was revoked.
pub(crate) fn revoked_certificate() -> CertificateFacts {
    let standing = Some("Đã bị thu hồi kể từ ngày 01 tháng 12 năm 2026".to_owned());
    CertificateFacts { standing, ..certificate() }
}

/// The longest, and suspended: the longest of all such sentences.
pub(crate) fn longest_suspended_certificate() -> CertificateFacts {
    let standing = "Bị đình chỉ hiệu lực từ ngày 01 tháng 12 năm 2026 đến hết ngày 28 tháng 02 năm 2027";
    CertificateFacts { standing: Some(standing.to_owned()), ..longest_certificate() }
}

pub(crate) fn card() -> CardFacts {
    CardFacts {
        specimen: false,
        language: Language::Vi,
        independent: false,
        issuer: issuer(),
        number: "64-TV-00000017".to_owned(),
        name: "Nguyễn Thị Quỳnh Hương".to_owned(),
        organisation: Some("Công ty TNHH Tư vấn Quản lý Chất lượng Cao Nguyên".to_owned()),
        valid_until: "22/11/2029".to_owned(),
        date: DATE,
        place_and_date: "Gia Lai, ngày 22 tháng 11 năm 2026".to_owned(),
        born_on: Some("05/03/1980".to_owned()),
        scope: SCOPE.to_owned(),
        signatory: chairperson(),
        code: code(&code_text("card of an expert of an organisation")),
        left_out: None,
        portrait: Some(PORTRAIT.to_vec()),
        credential: None,
    }
}

pub(crate) fn longest_card() -> CardFacts {
    let mut facts = card();
    "Ủy ban nhân dân\nThành phố Hồ Chí Minh".clone_into(&mut facts.issuer.name);
    LONGEST_NAME.clone_into(&mut facts.name);
    facts.organisation = Some(LONGEST_ORGANISATION.to_owned());
    "Thành phố Hồ Chí Minh, ngày 22 tháng 11 năm 2026".clone_into(&mut facts.place_and_date);
    facts.signatory = longest_signatory();
    "dangky-tuvan.skhcn.thanhphohochiminh.gov.vn".clone_into(&mut facts.code.host);
    facts
}

/// An independent consultant's, with nothing optional.
pub(crate) fn barest_card() -> CardFacts {
    let mut facts = card();
    facts.independent = true;
    "BKHCN-TVDL-00000017".clone_into(&mut facts.number);
    facts.organisation = None;
    facts.born_on = None;
    facts.portrait = None;
    facts.signatory = Signatory {
        line: None,
        title: "Chủ tịch".to_owned(),
        note: None,
        name: None,
        pictures: Pictures::default(),
    };
    facts
}

/// A slip: two sign, and anyone may follow the dossier.
pub(crate) fn slip() -> LetterFacts {
    let row = |label: &str, value: &str| (label.to_owned(), value.to_owned());
    let signing = |title: &str, name: Option<&str>| Signatory {
        line: None,
        title: title.to_owned(),
        note: Some("(Ký, ghi rõ họ tên)".to_owned()),
        name: name.map(str::to_owned),
        pictures: Pictures::default(),
    };
    LetterFacts {
        number: Some("Mã hồ sơ: 64-261122-0015".to_owned()),
        heading: Heading::Named {
            title: "Giấy tiếp nhận hồ sơ và hẹn trả kết quả".to_owned(),
            about: String::new(),
        },
        body: vec![
            Block::Table {
                rows: vec![
                    row("Tiếp nhận hồ sơ của", LONGEST_ORGANISATION),
                    row("Địa chỉ", LONGEST_ADDRESS),
                    row("Ngày hẹn trả kết quả", "ngày 07 tháng 12 năm 2026"),
                ],
            },
            Block::Paragraph {
                text: "Ngày hẹn tính từ ngày hồ sơ đầy đủ và hợp lệ.".to_owned()
            },
        ],
        authority: None,
        bases: vec![],
        order: None,
        contact: vec![],
        recipients: vec![],
        counterpart: Some(signing("Người nộp hồ sơ", None)),
        signatory: signing("Người tiếp nhận hồ sơ", Some(LONGEST_NAME)),
        tracking: Some(Tracking {
            code: code(SLIP_LINK),
            words: "Để xem hồ sơ đang ở bước nào và ngày hẹn trả kết quả, quét mã hoặc vào".to_owned(),
            address: "dangky-tuvan.skhcn.thanhphohochiminh.gov.vn/T/64-261122-0015-K7QW-2M9X-4RTZ-ABCD"
                .to_owned(),
        }),
        ..decision()
    }
}

/// A decision with articles.
pub(crate) fn decision() -> LetterFacts {
    let article = |label: &str, text: &str| Block::Article { label: label.to_owned(), text: text.to_owned() };
    LetterFacts {
        specimen: false,
        language: Language::Vi,
        issuer: issuer(),
        number: Some("Số: 45/QĐ-UBND".to_owned()),
        place_and_date: "Gia Lai, ngày 22 tháng 11 năm 2026".to_owned(),
        date: DATE,
        heading: Heading::Named {
            title: "Quyết định".to_owned(),
            about: "Về việc đình chỉ hiệu lực Giấy xác nhận số 01/2026/GXN-64".to_owned(),
        },
        addressees: vec![],
        authority: Some("Ủy ban nhân dân tỉnh Gia Lai".to_owned()),
        bases: legal_bases(),
        order: Some("Quyết định:".to_owned()),
        body: vec![
            article("Điều 1.", "Đình chỉ hiệu lực Giấy xác nhận nói trên từ ngày 01 tháng 12 năm 2026."),
            article("Điều 2.", "Quyết định này có hiệu lực kể từ ngày ký."),
        ],
        contact: vec![],
        recipients: vec!["Như Điều 1".to_owned(), "Lưu: VT, SKHCN".to_owned()],
        counterpart: None,
        signatory: chairperson(),
        tracking: None,
        credential: None,
    }
}

/// An official letter with this many items.
pub(crate) fn request(items: usize) -> LetterFacts {
    LetterFacts {
        issuer: Issuer {
            superior: Some("Ủy ban nhân dân Thành phố Hồ Chí Minh".to_owned()),
            name: "Sở Khoa học và Công nghệ".to_owned(),
        },
        heading: Heading::Letter {
            title: "Đề nghị bổ sung hồ sơ".to_owned(),
            about: "V/v đề nghị bổ sung hồ sơ\n64-261122-0015".to_owned(),
        },
        addressees: vec![LONGEST_ORGANISATION.to_owned()],
        authority: None,
        bases: vec![],
        order: None,
        body: vec![
            Block::Paragraph { text: "Sau khi kiểm tra, hồ sơ còn thiếu:".to_owned() },
            Block::Items {
                items: (1..=items).map(|at| format!("Tài liệu chứng minh khách hàng thứ {at};")).collect(),
            },
        ],
        ..decision()
    }
}

const DATE: Date = Date { year: 2026, month: 11, day: 22 };

fn issuer() -> Issuer {
    Issuer { superior: None, name: "Ủy ban nhân dân\ntỉnh Gia Lai".to_owned() }
}

fn listed(at: usize, name: &str) -> ListedExpert {
    ListedExpert {
        name: name.to_owned(),
        card: format!("64-TV-{at:08}"),
        valid_until: "22/11/2029".to_owned(),
    }
}

fn chairperson() -> Signatory {
    Signatory {
        line: Some("TM. Ủy ban nhân dân".to_owned()),
        title: "Chủ tịch".to_owned(),
        note: None,
        name: Some("Nguyễn Thị Thùy Dương".to_owned()),
        pictures: Pictures::default(),
    }
}

fn longest_signatory() -> Signatory {
    Signatory {
        line: Some("KT. Chủ tịch".to_owned()),
        title: "Phó Chủ tịch Thường trực".to_owned(),
        note: None,
        name: Some(LONGEST_NAME.to_owned()),
        pictures: Pictures::default(),
    }
}

fn legal_bases() -> Vec<String> {
    let regime: Value =
        serde_json::from_str(include_str!("../../../data/regimes/provincial-2025.json")).expect("JSON");
    let bases = regime["legal_bases"].as_array().expect("a list");
    let mut lines: Vec<String> =
        bases.iter().map(|basis| basis["vi"].as_str().expect("a text").to_owned()).collect();
    let last = lines.last_mut().expect("a line");
    *last = last.replace(';', ".");
    lines
}
