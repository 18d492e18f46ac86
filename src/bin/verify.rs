//! Offline check of a code, a picture, a document or a PDF: no network, no
//! register.
//!
//! The signature proves who signed and what. Whether the paper was suspended
//! or revoked since is told by a status snapshot; without one the program
//! never says that a paper is valid.

use std::io::{self, Read, Write};
use std::path::PathBuf;
use std::process::ExitCode;

use clap::{Parser, ValueEnum};
use consultant_registry::{
    clock::Clock,
    credential::{
        TrustList, Verdict, given,
        offline::{Ground, Hosts, MAX_SNAPSHOT_BYTES, Report, Snapshot},
    },
    dates::{Day, Instant},
    language::Language,
};

#[path = "verify/input.rs"]
mod input;
#[path = "verify/memory.rs"]
mod memory;
#[path = "verify/picture.rs"]
mod picture;
#[path = "verify/words.rs"]
mod words;

const EXIT_CODES: &str = "\
Exit codes:
  0  valid (never without --status)
  1  not valid: expired, altered, revoked, replaced or returned
  2  wrong use, or a file that was named cannot be read or written
  3  not now: suspended, or not yet in force
  4  could not check: unreadable, unknown key, another host, no status or one
     that is too old (--json tells which)
Of several codes in one picture the first of 1, 4, 3, 0 that applies to one.";

/// Nobody's list of keys is longer.
const MAX_TRUST_BYTES: usize = 4 << 20;

/// Checks certificates and expert cards against pinned keys, without network.
///
/// The first line is the verdict. The host that a code names is shown, never
/// followed.
#[derive(Parser)]
#[command(name = "verify", version, after_help = EXIT_CODES)]
struct Arguments {
    /// A scanned link or the code in it, with whatever was pasted around it; or
    /// a file: a picture of the code (PNG, JPEG), a document (W3C VC), a signed
    /// statement, or a PDF with the document attached or the code on a scanned
    /// page. `-` reads any of them from standard input.
    input: String,
    /// The trust list: a JSON file of the issuers' public keys.
    #[arg(long, value_name = "FILE")]
    trust: PathBuf,
    /// The status snapshot, made by `registry snapshot`.
    #[arg(long, value_name = "FILE")]
    status: Option<PathBuf>,
    /// Remembers in this file how new the status was, so that an older one is
    /// refused the next time. Made when it is not there.
    #[arg(long, value_name = "FILE", requires = "status")]
    seen: Option<PathBuf>,
    /// The day to check for, YYYY-MM-DD; today when left out.
    #[arg(long, value_name = "DAY")]
    on: Option<Day>,
    /// Accept only codes and documents of this site, `so.example.vn`; may be
    /// given again. Any when left out.
    #[arg(long, value_name = "HOST")]
    host: Vec<String>,
    /// What time it is, YYYY-MM-DDThh:mm:ssZ, for a machine whose clock is wrong.
    #[arg(long, value_name = "INSTANT")]
    at: Option<Instant>,
    /// The language of the sentences.
    #[arg(long, value_enum, default_value = "vi")]
    lang: Lang,
    /// Print JSON instead of sentences: one object a line for every code.
    #[arg(long)]
    json: bool,
}

#[derive(Clone, Copy, ValueEnum)]
enum Lang {
    Vi,
    En,
}

fn main() -> ExitCode {
    let arguments = Arguments::parse();
    match run(&arguments, &Clock::system()) {
        Ok(code) => ExitCode::from(code),
        Err(error) => {
            // Nothing is left to do when standard error cannot be written to.
            let _ = writeln!(io::stderr(), "verify: {error}");
            ExitCode::from(2)
        }
    }
}

/// Checks and prints; the exit code, or a sentence about wrong use.
fn run(arguments: &Arguments, clock: &Clock) -> Result<u8, String> {
    let trust = text_of(&arguments.trust, MAX_TRUST_BYTES)?;
    let trust = TrustList::from_json(&trust).map_err(|error| error.to_string())?;
    let hosts = Hosts::only(arguments.host.iter().map(String::as_str));
    let hosts = hosts.map_err(|error| format!("--host: {error}"))?;
    let snapshot = snapshot(arguments, &trust)?;
    let at = arguments.at.unwrap_or_else(|| clock.now());
    let ground = Ground { trust: &trust, snapshot: snapshot.as_ref(), hosts: &hosts, at, on: arguments.on };
    let reports = input::checked(&arguments.input, &ground)?;
    match print(arguments, &reports) {
        // Who reads only the first line has read the verdict.
        Err(error) if error.kind() != io::ErrorKind::BrokenPipe => {
            return Err(format!("standard output: {error}"));
        }
        _ => {}
    }
    Ok(reports.iter().map(|report| report.verdict).max_by_key(severity).map_or(4, |worst| exit_code(&worst)))
}

/// The snapshot, with a word about every list in it that does not count.
fn snapshot(arguments: &Arguments, trust: &TrustList) -> Result<Option<Snapshot>, String> {
    let Some(path) = &arguments.status else { return Ok(None) };
    let known = match &arguments.seen {
        Some(seen) => memory::read(seen)?,
        None => memory::nothing(),
    };
    let text = text_of(path, MAX_SNAPSHOT_BYTES)?;
    let snapshot = Snapshot::read(&text, trust, known)
        .map_err(|malformed| format!("{}: no status snapshot: {malformed}", path.display()))?;
    for list in snapshot.unusable() {
        let claims = list.claims.as_ref().map_or_else(String::new, |name| format!(" ({name})"));
        let place = list.place;
        // A warning that cannot be written does not change what is true.
        let _ = writeln!(io::stderr(), "verify: status list {place}{claims} is not used: {}", list.why);
    }
    if let Some(seen) = &arguments.seen {
        memory::write(seen, snapshot.known())?;
    }
    Ok(Some(snapshot))
}

fn print(arguments: &Arguments, reports: &[Report]) -> io::Result<()> {
    let language = match arguments.lang {
        Lang::Vi => Language::Vi,
        Lang::En => Language::En,
    };
    let printed: Vec<String> = reports
        .iter()
        .map(|report| if arguments.json { words::json(report) } else { words::sentences(report, language) })
        .collect();
    let between = if arguments.json { "\n" } else { "\n\n" };
    writeln!(io::stdout(), "{}", printed.join(between))
}

/// A file as text, in whatever encoding an editor saved it; refused when it is
/// longer than it may be.
fn text_of(path: &std::path::Path, limit: usize) -> Result<String, String> {
    let shown = path.display();
    let file = std::fs::File::open(path).map_err(|error| format!("{shown}: {error}"))?;
    let bytes = bounded(file, limit).map_err(|error| format!("{shown}: {error}"))?;
    let bytes = bytes.ok_or_else(|| format!("{shown}: longer than {limit} bytes"))?;
    given::text(&bytes).map_err(|error| format!("{shown}: {error}"))
}

/// All bytes; none when there are more than the limit. No more are read.
fn bounded(source: impl Read, limit: usize) -> io::Result<Option<Vec<u8>>> {
    let mut bytes = Vec::new();
    source.take(u64::try_from(limit).unwrap_or(u64::MAX).saturating_add(1)).read_to_end(&mut bytes)?;
    Ok((bytes.len() <= limit).then_some(bytes))
}

fn severity(verdict: &Verdict) -> u8 {
    match verdict {
        Verdict::Valid => 0,
        Verdict::NotNow(_) => 1,
        Verdict::CouldNotCheck(_) => 2,
        Verdict::NotValid(_) => 3,
    }
}

fn exit_code(verdict: &Verdict) -> u8 {
    match verdict {
        Verdict::Valid => 0,
        Verdict::NotValid(_) => 1,
        Verdict::NotNow(_) => 3,
        Verdict::CouldNotCheck(_) => 4,
    }
}
