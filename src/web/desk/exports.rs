//! Lists as files, for officers.

use rocket::get;
use rocket::http::{ContentType, Header};
use rocket::tokio::fs::File;
use rocket::{Responder, request::FromParam};

use super::Desk;
use crate::acts::exports::export;
use crate::domain::UnknownWord;
use crate::domain::export::{ExportFormat, ExportedList};
use crate::web::Failure;
use crate::web::file::{Use, disposition};

/// The file, to be saved under its name.
#[derive(Responder)]
pub(super) struct ListFile {
    file: File,
    kind: ContentType,
    disposition: Header<'static>,
}

/// A list of the officer's office. Each time it is noted.
#[get("/desk/exports/<list>?<format>")]
pub(super) async fn download(
    list: ExportedList,
    format: Option<&str>,
    desk: Desk<'_>,
) -> Result<ListFile, Failure> {
    let format = format.unwrap_or("xlsx").parse().unwrap_or(ExportFormat::Xlsx);
    let registry = desk.site.registry;
    let file = export(registry, &desk.officer, (list, format, desk.frame.language)).await?;
    let kind = match format {
        ExportFormat::Csv => ContentType::CSV.with_params(("charset", "utf-8")),
        ExportFormat::Xlsx => {
            ContentType::new("application", "vnd.openxmlformats-officedocument.spreadsheetml.sheet")
        }
    };
    let name = format!("{list}-{}-{}.{format}", desk.officer.issuer, registry.clock.today());
    Ok(ListFile { file: File::from_std(file), kind, disposition: disposition(Use::Keep, &name) })
}

impl<'r> FromParam<'r> for ExportedList {
    type Error = UnknownWord;

    fn from_param(param: &'r str) -> Result<Self, UnknownWord> {
        param.parse()
    }
}
