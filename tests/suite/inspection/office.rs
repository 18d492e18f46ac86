//! Keys, roles, profiles, numbers and files that were changed.

use std::fs;
use std::path::PathBuf;

use consultant_registry::acts::profile::{self, ProfileChange};
use consultant_registry::domain::issuer::IssuerCode;
use consultant_registry::domain::staff::Role;
use consultant_registry::storage::{Storage, issuers};

use super::{assert_found, findings, tamper, with_papers};
use crate::harness::{World, story};
use crate::rehearsal::Rehearsal;

/// A statement with bytes in it, as this database writes them.
fn with_bytes(world: &World, statement: &str, hexadecimal: &str) -> String {
    let bytes = match world.storage() {
        Storage::Sqlite(..) => format!("x'{hexadecimal}'"),
        Storage::Postgres(..) => format!("'\\x{hexadecimal}'"),
    };
    statement.replace("BYTES", &bytes)
}

story! {
    async fn a_key_that_no_entry_added_is_found(world) {
        with_papers(&world).await;
        let statement = "insert into issuer_keys (key_id, issuer, public_key, valid_from)
            values ('0011223344556677', 'BKHCN', BYTES, '2020-01-01T00:00:00Z')";
        let key = "d75a980182b10ab7d54bfed3c964073a0ee172f3daa62325af021a68f707511a";
        let said = "keys: 0011223344556677: it stands in the tables, but not in the entries of the register";
        assert_found(&world, &[&with_bytes(&world, statement, key)], &[said]).await;
    }
}

story! {
    async fn a_key_taken_out_and_one_whose_life_was_changed_are_found(world) {
        with_papers(&world).await;
        let changes = [
            "update issuer_keys set retired_at = '2026-11-22T03:00:00Z' where issuer = 'BKHCN'",
            "delete from issuer_keys where issuer = '01'",
        ];
        let said = ["the last instant is “2026-11-22T03:00:00Z”, but entry ", "made it, and no row of the tables"];
        assert_found(&world, &changes, &said).await;
    }
}

story! {
    async fn a_role_written_into_the_table_is_found(world) {
        with_papers(&world).await;
        let change = "insert into staff_roles (account_id, issuer, role, granted_at)
            select id, 'BKHCN', 'leader', '2026-11-22T03:00:00Z' from accounts where email = 'a@example.test'";
        let said = ["roles: leader of BKHCN, account ", ];
        assert_found(&world, &[change], &said).await;
        assert!(findings(&world).await[0].ends_with("it stands in the tables, but not in the audit trail"));
    }
}

story! {
    async fn a_role_taken_from_the_table_is_found(world) {
        with_papers(&world).await;
        let change = "delete from staff_roles where issuer = '01' and role = 'leader'";
        tamper(&world, &[change]).await;
        let found = findings(&world).await;
        assert!(found[0].starts_with("roles: leader of 01, account "), "{found:#?}");
        assert!(found[0].contains(" of the audit trail made it, and no row"), "{found:#?}");
    }
}

async fn sign_by(rehearsal: &Rehearsal, world: &World) {
    let administrator = rehearsal.teller.officer(IssuerCode::MINISTRY, Role::Administrator, 0).expect("one");
    let mut reading = world.storage().read().await.expect("a reading");
    let (profile, seen) = issuers::profile(&mut reading, IssuerCode::MINISTRY).await.expect("a profile");
    reading.end().await.expect("read");
    let profile = consultant_registry::domain::issuer::Profile {
        contact: "Số 00, đường Thí Dụ".to_owned(),
        ..profile
    };
    let change = ProfileChange { seen, profile, reason: "Chuyển trụ sở.".to_owned() };
    profile::change(&world.registry, administrator, change).await.expect("changed");
}

story! {
    async fn a_profile_changed_behind_its_administrators_is_found(world) {
        let rehearsal = with_papers(&world).await;
        sign_by(&rehearsal, &world).await;
        assert_eq!(findings(&world).await, Vec::<String>::new());
        let change = "update issuer_profiles set profile = replace(profile, 'đường Thí Dụ', 'đường Khác')
            where issuer = 'BKHCN' and version = 2";
        let said = "profiles: BKHCN version 2: the profile is “other in contact”, but record ";
        assert_found(&world, &[change], &[said]).await;
    }
}

story! {
    async fn a_profile_added_put_back_or_written_anew_from_the_first_is_found(world) {
        let rehearsal = with_papers(&world).await;
        sign_by(&rehearsal, &world).await;
        let changes = [
            "insert into issuer_profiles select issuer, 3, since, profile from issuer_profiles
                where issuer = 'BKHCN' and version = 2",
            "update issuer_profiles set profile = replace(profile, 'contact', 'x') where issuer = '01'",
            "delete from issuer_profiles where issuer = 'BKHCN' and version = 2",
        ];
        tamper(&world, &changes).await;
        let found = findings(&world).await;
        for said in [
            "profiles: 01 version 1: the profile is “other in contact, x”, but the program says",
            "profiles: BKHCN: the version in force is “2”, but the count of rows says “3”",
            "profiles: BKHCN version 3: it stands in the tables, but not in the audit trail",
            "no row of the tables has it",
        ] {
            assert!(found.iter().any(|line| line.contains(said)), "{said}: {found:#?}");
        }
    }
}

story! {
    async fn a_series_put_back_would_give_a_number_again_and_is_found(world) {
        with_papers(&world).await;
        let change = "update heads set seq = 1 where name = 'certificates BKHCN 2026'";
        let said = "numbers: certificates BKHCN 2026: the last number is “1”, but the count of rows says “2”";
        assert_found(&world, &[change], &[said]).await;
    }
}

story! {
    async fn two_papers_at_one_place_of_the_status_lists_are_found(world) {
        with_papers(&world).await;
        let change = "update cards set status_index =
            (select status_index from certificates where number like '02/%') where certificate_number like '02/%'";
        tamper(&world, &[change]).await;
        let found = findings(&world).await;
        let said = "in the status lists of BKHCN: more than one paper has it";
        assert!(found.iter().any(|line| line.contains(said)), "{found:#?}");
    }
}

/// The stored files, in the order of their names.
fn stored(world: &World) -> Vec<PathBuf> {
    let folders = fs::read_dir(world.folder().join("papers")).expect("a folder").flatten();
    let folders = folders.filter(|folder| folder.file_name().len() == 2);
    let mut files: Vec<PathBuf> = folders
        .flat_map(|folder| fs::read_dir(folder.path()).expect("files").flatten())
        .map(|file| file.path())
        .collect();
    files.sort();
    files
}

story! {
    async fn a_stored_paper_changed_or_gone_is_found_and_one_too_many_is_told(world) {
        with_papers(&world).await;
        let files = stored(&world);
        assert!(files.len() > 2, "every expert has a portrait");
        fs::write(&files[0], "khác").expect("written");
        fs::remove_file(&files[1]).expect("removed");
        let unnamed = files[2].with_file_name(format!("{}{}", &files[2].file_name().expect("a name").to_string_lossy()[..2], "0".repeat(62)));
        fs::write(&unnamed, "thừa").expect("written");
        let found = findings(&world).await;
        assert_eq!(found.len(), 3, "{found:#?}");
        for said in ["its bytes do not have the hash", "the file is not there", "no row names this file"] {
            assert!(found.iter().any(|line| line.contains(said)), "{said}: {found:#?}");
        }
    }
}
