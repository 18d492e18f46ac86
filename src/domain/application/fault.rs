//! Why a file is refused: the path of the first fault, and a sentence.

use std::fmt;

use serde_json::error::Category;

use crate::dates::Day;
use crate::domain::bilingual::{Bilingual, written};
use crate::domain::issuer::IssuerCode;
use crate::domain::typed::{Undrawn, WhyUndrawn};

/// The longest path shown: keys are the sender's words, of any length.
const LONGEST_PATH: usize = 200;

/// The first fault of a file.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Fault {
    /// Where: `experts[2].degree.graduated_on`, or `.` for the whole.
    pub path: String,
    /// What is wrong, without the value: it may be private.
    pub text: Bilingual,
}

impl Fault {
    pub(super) fn new(path: &str, vi: impl Into<String>, en: impl Into<String>) -> Self {
        let shown: String = path.escape_debug().take(LONGEST_PATH).collect();
        Self { path: shown, text: Bilingual::new(vi, en) }
    }

    /// A sign that no paper can show, where papers print the text.
    pub(super) fn undrawn(path: &str, found: Undrawn) -> Self {
        let Undrawn { sign, place, why, .. } = found;
        let code = u32::from(sign);
        match why {
            WhyUndrawn::NoFont => Self::new(
                path,
                format!("giấy không in được “{sign}” (U+{code:04X}), ký tự thứ {place}"),
                format!("papers cannot show “{sign}” (U+{code:04X}), character {place}"),
            ),
            WhyUndrawn::OtherScript => Self::new(
                path,
                format!(
                    "“{sign}” (U+{code:04X}), ký tự thứ {place}, không phải chữ Latinh: tên in trên giấy viết như dòng \
                     máy đọc của hộ chiếu"
                ),
                format!(
                    "“{sign}” (U+{code:04X}), character {place}, is not a Latin letter: a name on papers is written \
                     as in the readable line of a passport"
                ),
            ),
        }
    }

    pub(super) fn missing(key: &str) -> Self {
        Self::new(key, "thiếu, mà hồ sơ phải có", "missing, and a dossier must have it")
    }

    pub(super) fn too_large(most: usize) -> Self {
        let most = most / (1024 * 1024);
        Self::new(".", format!("tệp lớn hơn {most} MiB"), format!("the file is larger than {most} MiB"))
    }

    pub(crate) fn no_regime(issuer: IssuerCode, received_on: Day) -> Self {
        let day = written(received_on);
        Self::new(
            "received_on",
            format!("cơ quan {issuer} chưa có thẩm quyền cấp vào ngày {day}"),
            format!("issuer {issuer} had no authority to issue on {day}"),
        )
    }

    pub(super) fn organisation_missing() -> Self {
        Self::new(
            "organisation",
            "hồ sơ của tổ chức phải có tổ chức",
            "an organisation's dossier needs the organisation",
        )
    }

    pub(super) fn organisation_present() -> Self {
        Self::new(
            "organisation",
            "hồ sơ của chuyên gia độc lập không có tổ chức",
            "an independent consultant's dossier has no organisation",
        )
    }

    pub(super) fn not_one_expert() -> Self {
        Self::new(
            "experts",
            "hồ sơ của chuyên gia độc lập có đúng một chuyên gia",
            "an independent consultant's dossier has exactly one expert",
        )
    }

    pub(super) fn of_reading(path: &str, error: &serde_json::Error) -> Self {
        let message = error.to_string();
        match error.classify() {
            Category::Data => {
                Self { text: of_content(&message), ..Self::new(&full_path(path, &message), "", "") }
            }
            Category::Syntax | Category::Eof | Category::Io => {
                let (line, column) = (error.line(), error.column());
                Self::new(
                    path,
                    format!("hỏng ở dòng {line}, cột {column}"),
                    format!("not JSON at line {line}, column {column}"),
                )
            }
        }
    }
}

/// The reader notices a repeated key only when it is back in the object.
fn full_path(path: &str, message: &str) -> String {
    let repeated = message.strip_prefix("duplicate field `").and_then(|rest| rest.split('`').next());
    match (path, repeated) {
        (path, None) => path.to_owned(),
        (".", Some(key)) => key.to_owned(),
        (path, Some(key)) => format!("{path}.{key}"),
    }
}

/// Says in both languages what the reader found, leaving out the value found.
fn of_content(message: &str) -> Bilingual {
    let expected = |mark: &str| message.split_once(mark).map_or("", |(_, rest)| before_position(rest));
    if message.starts_with("not a day") {
        let form = "2026-11-22";
        return Bilingual::new(
            format!("không phải một ngày viết theo dạng năm-tháng-ngày, như {form}"),
            format!("not a day of the form YYYY-MM-DD, like {form}"),
        );
    }
    if message.starts_with("not an issuer") {
        return Bilingual::new(
            "không phải cơ quan cấp: BKHCN hoặc mã của một trong 34 tỉnh, thành phố",
            before_position(message),
        );
    }
    if message.starts_with("unknown word") {
        let words = expected("expected one of ");
        return Bilingual::new(format!("phải là một trong: {words}"), format!("must be one of: {words}"));
    }
    if message.starts_with("unknown field") {
        return Bilingual::new("mẫu hồ sơ không có khóa này", "the format has no such key");
    }
    if message.starts_with("duplicate field") {
        return Bilingual::new("khóa này viết hai lần", "this key stands there twice");
    }
    if message.starts_with("more than ") {
        let rows = message.split(' ').nth(2).unwrap_or_default();
        return Bilingual::new(format!("nhiều hơn {rows} dòng"), format!("more than {rows} rows"));
    }
    let (vi, en) = kind_of(expected("expected "));
    Bilingual::new(format!("sai kiểu: cần {vi}"), format!("wrong type: {en} is needed"))
}

fn kind_of(expected: &str) -> (&'static str, &'static str) {
    match expected {
        "a string" => ("một đoạn văn bản", "a text"),
        "a boolean" => ("true hoặc false", "true or false"),
        "a list" => ("một danh sách", "a list"),
        "u32" => ("một số nguyên không âm", "a whole number, not negative,"),
        "a JSON number" => ("một số", "a number"),
        _ => ("một đối tượng", "an object"),
    }
}

fn before_position(message: &str) -> &str {
    message.split(" at line ").next().unwrap_or(message)
}

impl fmt::Display for Fault {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}: {}", self.path, self.text.en)
    }
}

impl std::error::Error for Fault {}
