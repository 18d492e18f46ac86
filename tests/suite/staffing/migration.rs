//! Accounts of before there were two kinds.

use consultant_registry::domain::staff::AccountKind;
use consultant_registry::storage::{Storage, accounts};

use crate::harness::{Kind, of_old};

/// The last file before the kinds.
const BEFORE: i64 = 13;

/// One who files, one of staff, and one who did both.
const PEOPLE: [&str; 4] = [
    "insert into issuers (code, version) values ('52', 1)",
    "insert into accounts (id, email, name, password_hash, created_at) values
         ('018f0000-0000-7000-8000-000000000001', 'nop@x.vn', 'A', 'x', '2026-01-01T00:00:00Z'),
         ('018f0000-0000-7000-8000-000000000002', 'can-bo@x.vn', 'B', 'x', '2026-01-01T00:00:00Z'),
         ('018f0000-0000-7000-8000-000000000003', 'ca-hai@x.vn', 'C', 'x', '2026-01-01T00:00:00Z')",
    "insert into staff_roles (account_id, issuer, role, granted_at) values
         ('018f0000-0000-7000-8000-000000000002', '52', 'appraiser', '2026-01-01T00:00:00Z'),
         ('018f0000-0000-7000-8000-000000000002', '52', 'leader', '2026-01-01T00:00:00Z'),
         ('018f0000-0000-7000-8000-000000000003', '52', 'intake', '2026-01-01T00:00:00Z')",
    DOSSIER,
];

const DOSSIER: &str = "insert into dossiers
    (id, issuer, procedure, applicant_id, application, title, folded_title, stage, state, version, created_at, saved_at)
    values ('018f0000-0000-7000-8000-000000000009', '52', 'new_independent', '018f0000-0000-7000-8000-000000000003',
    '{}', '', '', 'draft', '{}', 1, '2026-01-01T00:00:00Z', '2026-01-01T00:00:00Z')";

async fn migrated(kind: Kind) {
    let folder = tempfile::tempdir().expect("a folder");
    let Some(storage) = of_old(kind, folder.path(), BEFORE).await else { return };
    for sql in PEOPLE {
        execute(&storage, sql).await.expect("the people of before");
    }
    storage.migrate().await.expect("the new tables");
    let mut reading = storage.read().await.expect("a reading");
    let mut kinds = Vec::new();
    for email in ["nop@x.vn", "can-bo@x.vn", "ca-hai@x.vn"] {
        let account = accounts::find_by_email(&mut reading, email).await.expect("a row");
        kinds.push(account.expect("an account").kind);
    }
    let staff = |digits: &str| AccountKind::Staff(digits.parse().expect("a number"));
    assert_eq!(
        kinds,
        [
            AccountKind::Applicant,
            staff("018F0000000070008000000000000002"),
            staff("018F0000000070008000000000000003"),
        ]
    );
    let held =
        accounts::posts(&mut reading, "018f0000-0000-7000-8000-000000000002".parse().expect("an id")).await;
    assert_eq!(held.expect("the posts")[0].roles.len(), 2, "nobody loses a role by it");
    reading.end().await.expect("the end");
    let anew = DOSSIER.replace("000000000009", "000000000010");
    assert!(execute(&storage, Box::leak(anew.into_boxed_str())).await.is_err(), "staff file nothing anew");
}

async fn execute(storage: &Storage, sql: &'static str) -> Result<(), sqlx::Error> {
    match storage {
        Storage::Sqlite(pools) => sqlx::query(sql).execute(&pools.writing).await.map(drop),
        Storage::Postgres(pools) => sqlx::query(sql).execute(&pools.writing).await.map(drop),
    }
}

#[rocket::async_test]
async fn accounts_of_before_become_of_one_kind_on_sqlite() {
    migrated(Kind::Sqlite).await;
}

#[rocket::async_test]
async fn accounts_of_before_become_of_one_kind_on_postgres() {
    migrated(Kind::Postgres).await;
}
