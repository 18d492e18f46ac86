//! `registry import`: the operator brings in a list of papers that were issued
//! before there was this register, and sees what is found in it. Nothing is
//! recorded before a leader of the issuer confirms it at the desk.

use std::fs::File;
use std::io::{Read, Write};
use std::path::{Path, PathBuf};

use clap::Args;
use sha2::{Digest, Sha256};

use super::{Fault, Place, open_to_act, print};
use crate::acts::Registry;
use crate::acts::exports::csv_cell;
use crate::acts::imports::{self, ImportError, ListFile, Uploader};
use crate::domain::ids::ImportId;
use crate::domain::import::Column;
use crate::domain::issuer::IssuerCode;
use crate::domain::personal_number::masked;
use crate::language::Language;
use crate::storage::StorageError;

/// Brings in a list of certificates and cards that were issued on paper.
///
/// CSV (commas, semicolons or tabs; UTF-8 or UTF-16) or .xlsx: one file with a
/// sheet of certificates and one of cards, two files, or one table of both. The
/// columns are recognised by their headings. What is found is printed; a leader
/// of the issuer sees the same at /desk/imports, and confirms or takes it back.
#[derive(Args, Debug)]
pub struct ImportArgs {
    #[command(flatten)]
    place: Place,
    /// The files of the list.
    #[arg(required = true, value_name = "FILE")]
    files: Vec<PathBuf>,
    /// Whose papers: `BKHCN` or a province's code.
    #[arg(long)]
    issuer: IssuerCode,
    /// Where the report is written, row by row, as CSV.
    #[arg(long, value_name = "FILE")]
    report: Option<PathBuf>,
}

/// Runs the command.
pub async fn import(args: ImportArgs) -> Result<(), Fault> {
    let config = args.place.settings()?;
    let operator = config.operator.clone().unwrap_or_default();
    let files = args.files.iter().map(|path| named(path)).collect::<Result<Vec<_>, _>>()?;
    let (registry, _secret) = open_to_act(&config).await?;
    let uploader = Uploader::Operator(args.issuer, operator.trim());
    let id = imports::upload(&registry, uploader, files).await.map_err(not_taken)?;
    let found = found(&registry, id, args.report.as_deref()).await;
    registry.storage.close().await;
    print(&found?)?;
    print(&format!("A leader of {} confirms it at {}/desk/imports/{id}", args.issuer, config.origin()))
}

/// A file, with the hash by which the office knows it again.
fn named(path: &Path) -> Result<ListFile, Fault> {
    let unusable = |error: &dyn std::fmt::Display| Fault::input(format!("{}: {error}", path.display()));
    let mut file = File::open(path).map_err(|error| unusable(&error))?;
    let (mut digest, mut part) = (Sha256::new(), vec![0; 64 * 1024]);
    loop {
        match file.read(&mut part).map_err(|error| unusable(&error))? {
            0 => break,
            count => digest.update(&part[..count]),
        }
    }
    Ok(ListFile {
        name: path.file_name().map(|name| name.to_string_lossy().into_owned()).unwrap_or_default(),
        path: path.to_owned(),
        sha256: data_encoding::HEXLOWER.encode(&digest.finalize()),
    })
}

/// Looks at the list, so that the operator need not wait for a server.
async fn found(registry: &Registry, id: ImportId, report: Option<&Path>) -> Result<String, Fault> {
    let failed = |error: StorageError| Fault::of("database")(&error);
    match imports::check(registry, id, None).await {
        // A server came to it first, and goes on with it.
        Err(StorageError::Conflict) => return Ok("A server is looking at the list.".to_owned()),
        other => other.map_err(failed)?,
    }
    let language = Language::En;
    let counts = imports::counts(registry, id).await.map_err(failed)?;
    if let Some(path) = report {
        let unusable = |error: &dyn std::fmt::Display| Fault::new(format!("{}: {error}", path.display()));
        let mut file = File::create(path).map_err(|error| unusable(&error))?;
        file.write_all("\u{feff}sheet;row;column;read;what is;what to do\r\n".as_bytes())
            .map_err(|error| unusable(&error))?;
        let lines = imports::lines_of(registry, id, |line| {
            let (said, advice) = language.remark(&line.remark);
            let column = line.remark.column;
            let is_private = column == Some(Column::PersonalNumber);
            let read = if is_private { masked(&line.remark.read) } else { line.remark.read.clone() };
            let said =
                if is_private { said.replace(&line.remark.meant, &masked(&line.remark.meant)) } else { said };
            let column = column.map_or("", |column| language.import_column(column));
            let cells = [&line.sheet, &line.row.to_string(), column, &read, &said, advice].map(csv_cell);
            write!(file, "{}\r\n", cells.join(";"))
        });
        lines.await.map_err(failed)?;
    }
    Ok(language.import_counts(counts, false))
}

fn not_taken(error: ImportError) -> Fault {
    match error {
        ImportError::Unreadable { file, why } => {
            Fault::input(format!("{file}: {}", Language::En.list_unreadable(why)))
        }
        ImportError::Busy => Fault::new(Language::En.imports().busy),
        other => Fault::of("import")(&other),
    }
}
