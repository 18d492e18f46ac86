//! The files themselves, for officers and for those who applied.

use rocket::request::FromParam;
use rocket::{Route, State, get, routes};

use crate::acts::Registry;
use crate::acts::filing;
use crate::acts::printing::{self, NotPrinted, Order, Printers, Reader, Turn};
use crate::domain::dossier::Stage;
use crate::domain::ids::DossierId;
use crate::domain::letter::{LetterName, NotALetter};
use crate::domain::staff::Officer;
use crate::language::Language;
use crate::web::file::File;
use crate::web::people::Applicant;
use crate::web::{Failure, Site};

pub(super) fn routes() -> Vec<Route> {
    routes![of_certificate, letter_at_desk, own, own_letter]
}

/// A file of a certificate, by its name in an address.
enum CertificateFile {
    Certificate(Language),
    Sheet(usize),
    Card(String),
}

/// `NAME.pdf`.
struct LetterFile(LetterName);

/// A certificate, its cards and sheets, at the desk.
#[get("/desk/certificates/<number>/files/<file>")]
async fn of_certificate(
    number: &str,
    file: CertificateFile,
    officer: Officer,
    site: Site<'_>,
    printers: &State<Printers>,
) -> Result<File, Failure> {
    let turn = printers.turn().await?;
    let order = order(site.registry, Reader::Officer(&officer), number, file).await?;
    printed(printers, turn, order).await
}

/// A letter about a dossier, at the desk.
#[get("/desk/dossiers/<id>/letters/<file>")]
async fn letter_at_desk(
    id: DossierId,
    file: LetterFile,
    officer: Officer,
    site: Site<'_>,
    printers: &State<Printers>,
) -> Result<File, Failure> {
    let turn = printers.turn().await?;
    let order = printing::letter(site.registry, Reader::Officer(&officer), id, file.0).await?;
    printed(printers, turn, order).await
}

/// What came of the applicant's own dossier.
#[get("/filing/dossiers/<id>/files/<file>")]
async fn own(
    id: DossierId,
    file: CertificateFile,
    applicant: Applicant,
    site: Site<'_>,
    printers: &State<Printers>,
) -> Result<File, Failure> {
    let turn = printers.turn().await?;
    let own = filing::view(site.registry, applicant.account, id).await?;
    let Stage::Issued { certificate, .. } = &own.dossier.stage else { return Err(Failure::NotFound) };
    let order = order(site.registry, Reader::Applicant(applicant.account), certificate, file).await?;
    printed(printers, turn, order).await
}

/// A letter to the applicant.
#[get("/filing/dossiers/<id>/letters/<file>")]
async fn own_letter(
    id: DossierId,
    file: LetterFile,
    applicant: Applicant,
    site: Site<'_>,
    printers: &State<Printers>,
) -> Result<File, Failure> {
    let turn = printers.turn().await?;
    let order = printing::letter(site.registry, Reader::Applicant(applicant.account), id, file.0).await?;
    printed(printers, turn, order).await
}

async fn order(
    registry: &Registry,
    reader: Reader<'_>,
    number: &str,
    file: CertificateFile,
) -> Result<Order, NotPrinted> {
    match file {
        CertificateFile::Certificate(language) => {
            printing::certificate(registry, reader, number, language).await
        }
        CertificateFile::Sheet(nth) => printing::sheet(registry, reader, number, nth).await,
        CertificateFile::Card(card) => printing::card(registry, reader, number, &card).await,
    }
}

async fn printed(printers: &Printers, turn: Turn, order: Order) -> Result<File, Failure> {
    // Everything is gathered: the next one may begin.
    drop(turn);
    let name = order.file_name.clone();
    Ok(File::to_keep(name, "application/pdf", printers.print(order).await?))
}

impl<'r> FromParam<'r> for CertificateFile {
    type Error = &'r str;

    fn from_param(param: &'r str) -> Result<Self, &'r str> {
        let name = param.strip_suffix(".pdf").ok_or(param)?;
        match name.split_once('-') {
            None if name == "certificate" => Ok(Self::Certificate(Language::Vi)),
            Some(("certificate", "en")) => Ok(Self::Certificate(Language::En)),
            Some(("sheet", nth)) => nth.parse().map(Self::Sheet).map_err(|_| param),
            Some(("card", number)) => Ok(Self::Card(number.to_owned())),
            _ => Err(param),
        }
    }
}

impl<'r> FromParam<'r> for LetterFile {
    type Error = NotALetter;

    fn from_param(param: &'r str) -> Result<Self, NotALetter> {
        param.strip_suffix(".pdf").ok_or(NotALetter)?.parse().map(Self)
    }
}
