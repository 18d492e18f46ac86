//! Registers that older programs wrote: they open, hold, and are read as they
//! were meant. `tests/registers/` keeps one for each form that was in use.

use std::collections::BTreeSet;

use consultant_registry::acts;
use consultant_registry::acts::inspection::{self, Inspection, InspectionEvent};
use consultant_registry::clock::Clock;
use consultant_registry::domain::deed::{Deed, DeedKind};
use consultant_registry::domain::ids::DossierId;
use consultant_registry::entropy::Entropy;
use consultant_registry::secret::MasterSecret;
use consultant_registry::storage::seal::Seal;
use consultant_registry::storage::{Pools, Storage, dossiers};
use sqlx::AssertSqlSafe;
use tempfile::TempDir;

use crate::harness::{NOW, of_old};

pub(crate) use crate::harness::Kind;

/// The last file of `migrations/` when it was written, and its rows.
const REGISTER: (i64, &str) = (27, include_str!("../registers/0027.sql"));

/// From what its master secret was drawn.
const SEED: u64 = 22_112_026;

/// The register on this kind of database, as `registry migrate` leaves it.
pub(crate) async fn opened(kind: Kind) -> Option<(TempDir, Storage)> {
    let (last, rows) = REGISTER;
    let folder = tempfile::tempdir().expect("a folder");
    let storage = of_old(kind, folder.path(), last).await?;
    // SQLite has this function already.
    let unhex = "create function unhex(text) returns bytea language sql as 'select decode($1, ''hex'')'";
    match &storage {
        Storage::Sqlite(Pools { writing, .. }) => {
            sqlx::raw_sql(rows).execute(writing).await.expect("the rows");
        }
        Storage::Postgres(Pools { writing, .. }) => {
            for sql in [unhex, rows, "drop function unhex"] {
                sqlx::raw_sql(AssertSqlSafe(sql)).execute(writing).await.expect("the rows");
            }
        }
    }
    let clock = Clock::fixed(NOW.parse().expect("an instant"));
    acts::prepare(&storage, &clock).await.expect("brought up to date");
    Some((folder, storage))
}

/// Tells a story of the old register on both databases.
macro_rules! old_register {
    (async fn $name:ident($storage:ident) $body:block) => {
        mod $name {
            use super::*;

            async fn tell($storage: &Storage) $body

            #[rocket::async_test]
            async fn on_sqlite() {
                let (_folder, storage) = opened(Kind::Sqlite).await.expect("SQLite is always there");
                tell(&storage).await;
            }

            #[rocket::async_test]
            async fn on_postgres() {
                let Some((_folder, storage)) = opened(Kind::Postgres).await else { return };
                tell(&storage).await;
            }
        }
    };
}

old_register! {
    async fn nothing_in_it_is_other_than_it_was_entered_recorded_and_signed(storage) {
        let mut found = Vec::new();
        let mut listen = |told| {
            if let InspectionEvent::Found(finding) = told {
                found.push(finding.to_string());
            }
        };
        let inspected = Inspection { storage, files: None, against: None };
        inspection::inspect(&inspected, &mut listen).await.expect("it can be read");
        assert_eq!(found, Vec::<String>::new());
    }
}

old_register! {
    async fn every_dossier_in_it_is_read(storage) {
        let secret = MasterSecret::generate(&Entropy::seeded(SEED));
        let seal = Seal::new(&secret, Entropy::system());
        let ids: Vec<(String,)> = match storage {
            Storage::Sqlite(pools) => sqlx::query_as("select id from dossiers").fetch_all(&pools.writing).await,
            Storage::Postgres(pools) => sqlx::query_as("select id from dossiers").fetch_all(&pools.writing).await,
        }
        .expect("the dossiers");
        let mut reading = storage.read().await.expect("a reading");
        for (id,) in &ids {
            let id: DossierId = id.parse().expect("an id");
            let dossier = dossiers::find(&mut reading, &seal, id).await.expect("a dossier that can be read");
            assert!(dossier.is_some());
        }
        assert_eq!(ids.len(), 12);
    }
}

old_register! {
    async fn what_its_issued_dossiers_tell_of_qms_certificates_is_written_down_once(storage) {
        let told = "select count(*) from qms_certificates";
        let issued = "select count(*) from dossiers where stage = 'issued' and procedure = 'new_organisation'";
        for _ in 0..2 {
            let clock = Clock::fixed(NOW.parse().expect("an instant"));
            acts::prepare(storage, &clock).await.expect("once more");
            let counted = (count(storage, told).await, count(storage, issued).await);
            assert!(counted.0 == counted.1 && counted.0 > 0, "{counted:?}");
        }
    }
}

async fn count(storage: &Storage, sql: &'static str) -> i64 {
    let (count,): (i64,) = match storage {
        Storage::Sqlite(pools) => sqlx::query_as(sql).fetch_one(&pools.writing).await,
        Storage::Postgres(pools) => sqlx::query_as(sql).fetch_one(&pools.writing).await,
    }
    .expect("a count");
    count
}

/// Every row of the audit trail: its word and its details.
async fn audited(storage: &Storage) -> Vec<(String, String)> {
    let all = "select act, details from audit order by seq";
    let rows = match storage {
        Storage::Sqlite(pools) => sqlx::query_as(all).fetch_all(&pools.writing).await,
        Storage::Postgres(pools) => sqlx::query_as(all).fetch_all(&pools.writing).await,
    };
    rows.expect("the audit trail")
}

old_register! {
    async fn every_act_in_it_is_a_deed_and_would_be_written_with_the_same_bytes(storage) {
        let mut kinds = BTreeSet::new();
        for (word, details) in audited(storage).await {
            let (deed, noted) = Deed::read(&word, &details).unwrap_or_else(|error| panic!("{word}: {error}"));
            let again = serde_json_canonicalizer::to_string(&deed.details(noted)).expect("JSON");
            assert_eq!((deed.kind().as_str(), again), (word.as_str(), details));
            kinds.insert(deed.kind());
        }
        let missing: BTreeSet<DeedKind> = DeedKind::ALL.iter().copied().filter(|kind| !kinds.contains(kind)).collect();
        let older = [DeedKind::SignInFailed, DeedKind::AddStaff];
        let newer = [
            DeedKind::EnterCalendarYear,
            DeedKind::ProposeRegime,
            DeedKind::EnterRegime,
            DeedKind::WithdrawRegime,
            DeedKind::RunJobAgain,
            DeedKind::LimitNear,
            DeedKind::LimitOver,
            DeedKind::Comment,
            DeedKind::OrderCheck,
            DeedKind::AnswerCheck,
            DeedKind::CloseCheck,
            DeedKind::NoteToFile,
            DeedKind::ShowPortrait,
            DeedKind::HidePortrait,
            DeedKind::ShowContact,
            DeedKind::HideContact,
            DeedKind::ViewConsent,
            DeedKind::ProposeMeasure,
            DeedKind::AnswerMeasure,
            DeedKind::DeclineMeasure,
            DeedKind::WithdrawMeasure,
            DeedKind::BeginAnew,
            DeedKind::AskConfirmation,
            DeedKind::ConfirmAddress,
            DeedKind::ChooseReminders,
            DeedKind::StateSurrender,
            DeedKind::WithdrawSurrender,
            DeedKind::GivenUp,
            DeedKind::ReportDepartures,
            DeedKind::WithdrawDeparture,
            DeedKind::ProposeCorrection,
            DeedKind::DeclineCorrection,
            DeedKind::WithdrawCorrection,
            DeedKind::Corrected,
            DeedKind::FileReport,
            DeedKind::ReceiveReport,
            DeedKind::ReturnReport,
            DeedKind::StandingAlert,
            DeedKind::StandingRegained,
            DeedKind::UploadImport,
            DeedKind::SetImportColumns,
            DeedKind::ConfirmImport,
            DeedKind::WithdrawImport,
            DeedKind::RecordPapers,
            DeedKind::Entrust,
            DeedKind::ExportList,
        ];
        let never_written = older.into_iter().chain(newer).collect();
        assert_eq!(missing, never_written, "what this program's forebear never wrote");
    }
}
