//! `registry audit`: whether what stands in the database is what was done.

use std::io::Write as _;
use std::path::{Path, PathBuf};

use clap::{Args, Subcommand};
use serde_json::json;

use super::{Fault, Place, look, print};
use crate::acts::inspection::{self, Finding, Inspection, InspectionEvent};
use crate::config::Config;
use crate::domain::checkpoint::Checkpoint;
use crate::storage::{Storage, StorageError, upkeep};

/// How often, in rows, long work says how far it is.
const TOLD_EVERY: i64 = 10_000;

/// The exit code when something is not as it was entered, recorded or signed.
const FOUND: u8 = 3;

/// Compares the register with its entries, its audit trail and its signatures.
#[derive(Args, Debug)]
pub struct AuditArgs {
    #[command(subcommand)]
    what: Audit,
}

#[derive(Subcommand, Debug)]
enum Audit {
    /// Compares everything with what cannot be changed in silence.
    ///
    /// Walks both hash chains to their heads; then holds every paper against
    /// the entries that issued it and decided about it, and against its signed
    /// code and document; the issuers' keys against the entries; roles and
    /// profiles against the audit trail; series of numbers against the papers;
    /// and the stored files against the rows that name them.
    ///
    /// Changes nothing, not the file it looks at, and needs no secret, so it
    /// also serves on a backup. Exit code 0 when everything agrees, 3 when
    /// something does not, 1 when it could not be read.
    Verify(VerifyArgs),
    /// Prints a checkpoint of both chains, to be kept elsewhere.
    ///
    /// Whoever can write the database can rewrite both chains with their
    /// heads; only who kept a checkpoint notices. Print it often, and keep it
    /// where the operators of the database cannot write: on paper, in the
    /// mail of another office. Exit code 3 when a chain is broken.
    Head {
        #[command(flatten)]
        place: Place,
    },
}

#[derive(Args, Debug)]
struct VerifyArgs {
    #[command(flatten)]
    place: Place,
    /// A checkpoint that `registry audit head` printed, or `/log/checkpoint`
    /// served: both chains must begin as they were then.
    #[arg(long, value_name = "FILE")]
    against: Option<PathBuf>,
    /// Leaves the stored files out: for a backup of the database alone.
    #[arg(long)]
    skip_files: bool,
    /// One JSON object for each finding and part, one a line.
    #[arg(long)]
    json: bool,
}

/// Runs the command.
pub async fn audit(args: AuditArgs) -> Result<(), Fault> {
    match args.what {
        Audit::Verify(args) => verify(&args).await,
        Audit::Head { place } => head(&place).await,
    }
}

async fn head(place: &Place) -> Result<(), Fault> {
    let config = place.settings()?;
    let mut report = Report::new(false);
    let database = Database::look(&config).await?;
    let heads = inspection::heads(&database.storage, &mut |told| report.take(told, true)).await;
    let heads = database.closed(heads).await?;
    report.finish()?;
    let heads = heads.ok_or_else(|| Fault { sentence: CHANGED.to_owned(), code: FOUND })?;
    print(heads.checkpoint(&config.host).to_string().trim_end())
}

async fn verify(args: &VerifyArgs) -> Result<(), Fault> {
    let config = args.place.settings()?;
    let against = args.against.as_deref().map(checkpoint).transpose()?;
    let folder = config.data.join("papers");
    let mut report = Report::new(args.json);
    let database = Database::look(&config).await?;
    let inspected = Inspection {
        storage: &database.storage,
        files: (!args.skip_files).then_some(folder.as_path()),
        against: against.as_ref(),
    };
    let done = inspection::inspect(&inspected, &mut |told| report.take(told, false)).await;
    database.closed(done).await?;
    report.finish()
}

/// The database that is looked at.
struct Database<'a> {
    storage: Storage,
    address: &'a str,
    /// Whether nobody else had it open when this began.
    unused: bool,
}

impl<'a> Database<'a> {
    async fn look(config: &'a Config) -> Result<Self, Fault> {
        let address = config.database.as_str();
        let unused = !upkeep::is_in_use(address);
        Ok(Self { storage: look(address).await?, address, unused })
    }

    /// Closes it, and says nothing of what was read while a server began to
    /// write to a file that nobody had open.
    async fn closed<T>(self, done: Result<T, StorageError>) -> Result<T, Fault> {
        self.storage.close().await;
        if self.unused && upkeep::is_in_use(self.address) {
            let sentence = "a server began to work on this database meanwhile; nothing is said, run it again";
            return Err(Fault::new(sentence));
        }
        done.map_err(|error| Fault::of("database")(&error))
    }
}

fn checkpoint(file: &Path) -> Result<Checkpoint, Fault> {
    let unusable = |error: &dyn std::fmt::Display| Fault::input(format!("{}: {error}", file.display()));
    let text = std::fs::read_to_string(file).map_err(|error| unusable(&error))?;
    text.parse().map_err(|error| unusable(&error))
}

const CHANGED: &str = "Someone changed the register behind the program. Stop the server, keep everything as it is, and compare it \
     with a backup.";

/// Writes down what an inspection tells.
struct Report {
    json: bool,
    count: usize,
    /// The output that broke: a full disk must not look like a clean register.
    broken: Option<std::io::Error>,
}

impl Report {
    fn new(json: bool) -> Self {
        Self { json, count: 0, broken: None }
    }

    /// Progress goes to standard error, so that what is printed stays the
    /// result; so do the parts when the result is something else.
    fn take(&mut self, told: InspectionEvent, only_findings: bool) {
        match told {
            InspectionEvent::Found(finding) => {
                self.count += usize::from(finding.counts());
                self.write(&self.line(&finding));
            }
            InspectionEvent::Passed(part, rows) if rows % TOLD_EVERY == 0 => {
                let _ = writeln!(std::io::stderr(), "{part}: {rows} so far");
            }
            InspectionEvent::Done(part, rows) if !only_findings && self.json => {
                self.write(&json!({"part": part, "compared": rows}).to_string());
            }
            InspectionEvent::Done(part, rows) if !only_findings => {
                self.write(&format!("{part}: {rows} compared"));
            }
            InspectionEvent::Passed(..) | InspectionEvent::Done(..) => {}
        }
    }

    fn line(&self, finding: &Finding) -> String {
        if !self.json {
            return finding.to_string();
        }
        let mut line = json!(finding);
        line["says"] = finding.fault.to_string().into();
        line["counts"] = finding.counts().into();
        line.to_string()
    }

    fn write(&mut self, line: &str) {
        if let Err(error) = writeln!(std::io::stdout(), "{line}") {
            self.broken.get_or_insert(error);
        }
    }

    fn finish(self) -> Result<(), Fault> {
        if let Some(error) = self.broken {
            return Err(Fault::of("standard output")(&error));
        }
        match self.count {
            0 => Ok(()),
            count => Err(Fault { sentence: format!("{count} finding(s). {CHANGED}"), code: FOUND }),
        }
    }
}
