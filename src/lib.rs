//! The register of QMS consulting organisations and consultant experts: who
//! may advise state bodies, why, since when, until when, and how anyone checks.
//!
//! # The layers
//!
//! An arrow never points back; a test reads the sources and holds them to it.
//!
//! ```text
//! credential ← domain ← storage ← acts ← verification ← web
//! ```
//!
//! - `credential` is what leaves the house: the scanned code, the verifiable
//!   credential, the status lists; signing, reading, verifying. It knows keys
//!   and days, and nothing of dossiers, so that it also runs on a phone.
//! - `domain` is the law: who may issue, under which regime, which conditions,
//!   which stage of a dossier allows which act, how long a paper stands. Pure:
//!   facts and a day go in, a finding or a refusal comes out.
//! - `storage` is the tables. It gives rows back as types of the domain, and
//!   checks every one again as it is read.
//! - `acts` is what people do. One act is one transaction, one audit record,
//!   and one register entry when the public may know of it: `acts::work` is the
//!   way of every act, `acts::scope` says whose something is, and
//!   `domain::deed` is everything that can be done.
//! - `verification` checks papers and tells how the register stands, and never
//!   acts: it opens no transaction that writes, and takes nothing of `acts` but
//!   what every act works with.
//! - `web` is who asks and how it is said: guards, pages, the API.
//!
//! `jobs`, between `storage` and `acts`, is work that nobody waits for: acts
//! order it in their transaction, and say how each kind is done.
//!
//! `smtp` is the postbox where `acts` hand mails in.
//!
//! `documents` (what is drawn) and `language` (every sentence, twice) hang off `domain`; `commands` wire
//! everything; `demo` tells an invented year through the same acts.
//!
//! # A paper is issued
//!
//! 1. An applicant sends a dossier: `acts::filing` freezes the application, and
//!    `acts::intake` numbers it, finds the regime of the day and counts the
//!    term.
//! 2. An appraiser judges: `domain::eligibility` finds each condition from the
//!    facts, a person decides what only a person can, `acts::appraisal` keeps
//!    both and proposes. The stage is now `Proposed`, and names its author.
//! 3. A leader approves: `acts::decision::approve` judges once more on that
//!    day, and asks for a `domain::issuing::Approval`. There is none when the
//!    author approves himself, and nothing else reaches the signer.
//! 4. `acts::issue` takes the next number, a place in the status lists and the
//!    issuer's key, and signs the code and the document from the same facts.
//! 5. Papers, entry, audit record and stage are written, or none of them.
//!
//! # A paper is checked
//!
//! 1. A phone opens `/V/<code>`; `credential::link` and `token` read exactly
//!    one form of it, `credential::verify` tries the key the trust list names.
//!    The outcome is remembered for these letters and this trust list.
//! 2. `verification` holds every paper's record in memory, told from the
//!    register's entries and held against the code that its issuer signed. It
//!    follows the register's head. Behind, or where a row is not what was
//!    entered, it answers "could not check", never an old "valid".
//! 3. `domain::validity` puts signature, days and standing together: one of
//!    four verdicts, and why.
//! 4. `language::verdict` says it in the first line, in words a person can
//!    repeat on the telephone.

pub mod credential;
pub mod dates;
pub mod domain;
#[cfg(feature = "server")]
pub mod hardware;
pub mod language;

#[cfg(feature = "server")]
pub mod acts;
#[cfg(any(feature = "cli", feature = "conformance"))]
pub mod clock;
#[cfg(feature = "server")]
pub mod commands;
#[cfg(feature = "server")]
pub mod config;
#[cfg(feature = "conformance")]
pub mod conformance;
#[cfg(feature = "server")]
pub mod demo;
#[cfg(feature = "server")]
pub mod documents;
#[cfg(feature = "server")]
pub mod entropy;
#[cfg(feature = "server")]
pub mod jobs;
#[cfg(feature = "server")]
mod priority;
#[cfg(feature = "server")]
pub mod secret;
#[cfg(feature = "server")]
pub mod smtp;
#[cfg(feature = "server")]
pub mod storage;
#[cfg(feature = "server")]
pub mod verification;
#[cfg(feature = "server")]
pub mod web;
