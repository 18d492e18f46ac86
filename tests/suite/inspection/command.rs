//! `registry audit`, as an operator runs it.

use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Command, Output};

use consultant_registry::storage::{Pools, Storage};
use serde_json::Value;
use sha2::{Digest, Sha256};
use sqlx::AssertSqlSafe;

use super::{tamper, with_papers};
use crate::harness::{Kind, World, address_of, story};

fn audit(world: &World, address: &str, words: &[&str]) -> Output {
    let mut program = Command::new(env!("CARGO_BIN_EXE_registry"));
    program.arg("audit").args(words).args(["--database", address]).arg("--data").arg(world.folder());
    program.current_dir(world.folder()).output().expect("it runs")
}

fn said(output: &Output) -> String {
    String::from_utf8_lossy(&output.stdout).into_owned()
}

fn code(output: &Output) -> Option<i32> {
    output.status.code()
}

/// Every file of a folder with the hash of its bytes.
fn hashes(folder: &Path) -> Vec<(PathBuf, Vec<u8>)> {
    let files = fs::read_dir(folder).expect("a folder").flatten().map(|file| file.path());
    let mut files: Vec<_> = files
        .filter(|path| path.is_file())
        .map(|path| (path.clone(), Sha256::digest(fs::read(path).expect("a file")).to_vec()))
        .collect();
    files.sort();
    files
}

story! {
    async fn the_operators_command_reads_a_register_at_work_and_exits_3_on_any_finding(world) {
        with_papers(&world).await;
        let address = address_of(world.storage()).await;
        let whole = audit(&world, &address, &["verify"]);
        let lines = said(&whole);
        assert_eq!(code(&whole), Some(0), "{lines}{}", String::from_utf8_lossy(&whole.stderr));
        // Also what lies in the journal alone: the last act was a moment ago.
        assert!(lines.contains("papers: 8 compared"), "{lines}");
        tamper(&world, &["update certificates set holder_name = 'Công ty Giả Mạo' where number like '01/%'"]).await;
        let found = audit(&world, &address, &["verify"]);
        assert_eq!(code(&found), Some(3), "{}", said(&found));
        assert!(String::from_utf8_lossy(&found.stderr).starts_with("3 finding(s). Someone changed"));
        let found = audit(&world, &address, &["verify", "--json"]);
        let lines = said(&found);
        let parsed: Vec<Value> = lines.lines().map(|line| serde_json::from_str(line).expect("JSON")).collect();
        let first = parsed.iter().find(|line| line["fault"] == "differs").expect("a finding");
        assert_eq!(
            (first["part"].as_str(), first["subject"].as_str(), first["what"].as_str()),
            (Some("papers"), Some("01/2026/GXN-BKHCN"), Some("the holder"))
        );
        assert!(first["by"]["entry"].is_i64() && first["says"].is_string(), "{first}");
    }
}

story! {
    async fn a_checkpoint_is_printed_kept_and_compared(world) {
        with_papers(&world).await;
        let address = address_of(world.storage()).await;
        let printed = audit(&world, &address, &["head"]);
        assert_eq!(code(&printed), Some(0));
        let file = world.folder().join("checkpoint.txt");
        fs::write(&file, said(&printed)).expect("kept");
        let file = file.to_string_lossy().into_owned();
        let against = ["verify", "--against", file.as_str()];
        assert_eq!(code(&audit(&world, &address, &against)), Some(0));
        fs::write(&file, said(&printed).replace('\n', "\n ")).expect("spoilt");
        assert_eq!(code(&audit(&world, &address, &against)), Some(2), "not a checkpoint");
        tamper(&world, &["delete from audit where seq = (select max(seq) from audit)"]).await;
        assert_eq!(code(&audit(&world, &address, &["head"])), Some(3), "nothing is attested of a broken chain");
    }
}

#[rocket::async_test]
async fn a_backup_is_compared_without_being_changed_in_any_way() {
    let world = World::on(Kind::Sqlite).await.expect("SQLite is always there");
    with_papers(&world).await;
    let folder = tempfile::tempdir().expect("a folder");
    let backup = folder.path().join("backup.sqlite");
    let Storage::Sqlite(Pools { writing: pool, .. }) = world.storage() else { panic!("it is SQLite") };
    let statement = format!("vacuum into '{}'", backup.display());
    sqlx::query(AssertSqlSafe(statement)).execute(pool).await.expect("a backup");
    let before = hashes(folder.path());
    let address = format!("sqlite:{}", backup.display());
    for words in [&["verify"][..], &["verify", "--skip-files"], &["head"]] {
        let done = audit(&world, &address, words);
        assert_eq!(code(&done), Some(0), "{}", String::from_utf8_lossy(&done.stderr));
    }
    assert_eq!(hashes(folder.path()), before, "the same file, and none beside it");
    let elsewhere = folder.path().join("elsewhere.sqlite");
    let missing = audit(&world, &format!("sqlite:{}", elsewhere.display()), &["verify"]);
    assert_eq!(code(&missing), Some(1));
    assert!(!elsewhere.exists(), "an empty database would be whole");
}
