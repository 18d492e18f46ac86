//! Another build of the program, asked in the same rounds: each build tells its
//! own demonstration, so that neither has to read the other's tables.

use std::path::Path;

use tempfile::TempDir;

use crate::SEEN_BEFORE;
use crate::load::{Case, Load};
use crate::server::{Server, free_address};

/// Starts both demonstrations and adds the same questions to each. Gives the
/// folders that they need as long as they run.
pub(crate) async fn join(
    servers: &mut Vec<Server>,
    cases: &mut Vec<Case>,
    other: &Path,
    connections: usize,
) -> Vec<TempDir> {
    let mut folders = Vec::new();
    for (who, program) in [("ours", Path::new(env!("CARGO_BIN_EXE_registry"))), ("theirs", other)] {
        let (folder, address) = (tempfile::tempdir().expect("a temporary directory"), free_address());
        let (server, code) = Server::demonstration(program, &folder.path().join("demo"), address).await;
        println!("demonstration of {who}: ready after {:.1} s", server.ready_after);
        let questions = [
            ("verify", format!("/api/v1/verify/{code}"), "\"verdict\":\"valid\""),
            ("scan page", format!("/V/{code}"), "verdict valid"),
        ];
        for (name, path, expected) in questions {
            let load = Load::new(address, vec![path], Some(expected), connections);
            cases.push(Case::new(&format!("{who}: {name}{SEEN_BEFORE}"), load).at(servers.len()));
        }
        servers.push(server);
        folders.push(folder);
    }
    folders
}
