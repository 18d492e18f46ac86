//! A sample file to fill in: the headings, and a row that shows how.

use rocket::get;

use super::reading::{EXAMPLES, Rows};
use crate::acts::filing;
use crate::domain::ids::DossierId;
use crate::domain::table::{Row, Table};
use crate::web::file::File;
use crate::web::filing::place::Place;
use crate::web::people::Applicant;
use crate::web::{Failure, Frame, Site};

/// The sample of the table at a place.
#[get("/filing/dossiers/<id>/table-sample/<place..>")]
pub(in crate::web::filing) async fn sample(
    id: DossierId,
    place: Place,
    applicant: Applicant,
    site: Site<'_>,
    frame: Frame,
) -> Result<File, Failure> {
    filing::view(site.registry, applicant.account, id).await?;
    let rows = Rows::at(place).ok_or(Failure::NotFound)?;
    let columns = rows.columns();
    let headings = columns.iter().map(|column| column.heading(frame.language).to_owned()).collect();
    let example = |(at, name): (usize, &str)| {
        let text = example(rows, name);
        if at == 0 {
            format!("{} {text}", frame.language.choose(EXAMPLES[0], EXAMPLES[1]))
        } else {
            text.to_owned()
        }
    };
    let examples = columns.iter().map(|column| column.name.as_str()).enumerate().map(example).collect();
    let table = Table { rows: vec![Row { number: 1, cells: headings }, Row { number: 2, cells: examples }] };
    // Excel in every language opens this in columns and with its letters right:
    // UTF-16 with tabs, which it calls Unicode text.
    let text = table.to_text().replace('\n', "\r\n");
    let bytes: Vec<u8> =
        std::iter::once(0xfeff).chain(text.encode_utf16()).flat_map(u16::to_le_bytes).collect();
    Ok(File::to_keep("mau.csv", "text/csv; charset=utf-16le", bytes.into()))
}

/// What a field may hold, as people write it.
fn example(rows: Rows, name: &str) -> &'static str {
    let day = |days: [&'static str; 2]| days[usize::from(name.ends_with("to"))];
    match name {
        "client" => "Sở Khoa học và Công nghệ tỉnh A",
        "tax_code" | "enterprise_code" => "0101234567",
        "role" => "Tư vấn chính",
        "certificate_number" => "QMS-0500",
        "certified_on" => "1/12/2017",
        "body" => "Trung tâm chứng nhận B",
        "body_registration" => "12/TĐC-ĐK",
        "place" if rows == Rows::History => "Công ty C",
        "post" => "Chuyên viên",
        "from" | "to" => day(["4/7/2017", "1/11/2017"]),
        "name" => "Nguyễn Văn A",
        "born_on" => "25/10/1986",
        "sex" => "Nam",
        "personal_number" => "001086000001",
        "degree-level" => "Đại học",
        "degree-major" => "Quản trị kinh doanh",
        "degree-graduated_on" => "4/7/2009",
        "state_administration-proof" | "qms_training-proof" => "Chứng chỉ",
        "state_administration-programme" => "Ngạch chuyên viên",
        "state_administration-issued_on" | "qms_training-completed_on" => "20/5/2015",
        "qms_training-score" => "82,5",
        "employment-kind" => "Hợp đồng lao động không xác định thời hạn",
        "employment-since" => "2/1/2017",
        "employment-social_insurance_months" => "90",
        "declaration-good_ethics" | "declaration-full_capacity" => "Có",
        _ => "",
    }
}
