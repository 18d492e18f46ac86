//! The tables of both databases, as the program has them in it.

use std::borrow::Cow;
use std::sync::LazyLock;

use sqlx::SqlSafeStr;
use sqlx::migrate::{Migration, MigrationType, Migrator};

/// Each file of `migrations/`, in both folders under the same name: its number
/// and what it is about.
macro_rules! migrations {
    ($($name:literal,)+) => {
        /// The names of the files, in their order.
        #[cfg(test)]
        const NAMES: &[&str] = &[$($name),+];

        /// The tables on SQLite.
        pub(super) static SQLITE: LazyLock<Migrator> = LazyLock::new(|| {
            Migrator::with_migrations(vec![
                $(migration($name, include_str!(concat!("../../migrations/sqlite/", $name, ".sql")))),+
            ])
        });

        /// The tables on PostgreSQL.
        pub(super) static POSTGRES: LazyLock<Migrator> = LazyLock::new(|| {
            Migrator::with_migrations(vec![
                $(migration($name, include_str!(concat!("../../migrations/postgres/", $name, ".sql")))),+
            ])
        });
    };
}

migrations! {
    "0001_heads",
    "0002_issuers",
    "0003_calendar_days",
    "0004_accounts",
    "0005_dossiers",
    "0006_evidence",
    "0007_holders",
    "0008_certificates",
    "0009_entries",
    "0010_audit",
    "0012_issuer_profiles",
    "0013_batches",
    "0014_account_kinds",
    "0015_staff_proposals",
    "0016_door",
    "0017_provenance",
    "0018_uploads",
    "0022_words",
    "0023_name_order",
    "0025_batch_reasons",
    "0027_dossier_columns",
    "0028_paper_identity",
    "0029_jobs",
    "0030_calendar_years",
    "0031_regimes",
    "0032_dossier_queue",
    "0033_portrait_consents",
    "0034_asked_dossiers",
    "0035_dossier_order",
    "0042_measures",
    "0045_dossier_certificates",
    "0049_surrenders",
    "0050_departures",
    "0051_corrections",
    "0052_mails",
    "0053_mailboxes",
    "0056_suspended_from",
    "0057_public_contacts",
    "0058_reports",
    "0059_qms_certificates",
    "0060_alerts",
    "0064_dossier_lists",
    "0065_conclusions",
    "0066_escalations",
    "0067_supervision_checks",
    "0070_recorded_papers",
    "0071_imports",
}

fn migration(name: &'static str, sql: &'static str) -> Migration {
    let (number, about) = name.split_once('_').expect("a test reads every name");
    let number = number.parse().expect("a test reads every name");
    let about = Cow::Owned(about.replace('_', " "));
    Migration::new(number, about, MigrationType::Simple, sql.into_sql_str(), false)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_file_is_in_the_program_and_the_other_way_round() {
        for (folder, migrator) in [("sqlite", &SQLITE), ("postgres", &POSTGRES)] {
            let folder = std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("migrations").join(folder);
            let files = std::fs::read_dir(folder).expect("the folder").flatten();
            let mut files: Vec<String> =
                files.map(|file| file.file_name().to_string_lossy().replace(".sql", "")).collect();
            files.sort();
            assert_eq!(files, NAMES);
            assert_eq!(migrator.iter().count(), NAMES.len());
        }
    }
}
