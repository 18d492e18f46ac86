//! `registry staff`, with the program itself.

use std::io::Write;
use std::path::Path;
use std::process::{Command, Output, Stdio};

/// The program's answer in this folder, with this on standard input.
fn registry(folder: &Path, words: &[&str], typed: &str) -> Output {
    let mut program = Command::new(env!("CARGO_BIN_EXE_registry"));
    program.args(words).arg("--data").arg(folder).current_dir(folder);
    program.env_remove("REGISTRY_DATABASE").env_remove("REGISTRY_OPERATOR");
    program.stdin(Stdio::piped()).stdout(Stdio::piped()).stderr(Stdio::piped());
    let mut running = program.spawn().expect("the program runs");
    running.stdin.take().expect("its input").write_all(typed.as_bytes()).expect("it reads");
    running.wait_with_output().expect("it ends")
}

fn said(output: &Output) -> String {
    assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
    String::from_utf8_lossy(&output.stdout).into_owned()
}

fn refused(output: &Output) -> String {
    assert_eq!(output.status.code(), Some(2));
    String::from_utf8_lossy(&output.stderr).into_owned()
}

#[test]
fn the_operator_starts_an_office_and_then_only_proposes() {
    let place = crate::harness::closed_folder();
    let run = |words: &[&str]| registry(place.path(), words, "bốn con voi đi bộ\n");
    said(&registry(place.path(), &["secret", "generate"], ""));
    let add =
        |email, number| run(&["staff", "add", "--as", "Lê Vận Hành", email, "Trần Thị Mai", number, "52"]);
    assert!(refused(&run(&["staff", "add", "a1@x.vn", "Trần Thị Mai", "A1", "52"])).contains("--as"));
    said(&add("a1@x.vn", "A-1"));
    said(&add("a2@x.vn", "A2"));
    assert!(refused(&add("a3@x.vn", "A3")).contains("two administrators"));
    let invite = ["staff", "invite", "--as", "Lê Vận Hành", "moi@x.vn", "M1", "52", "leader"];
    assert!(said(&run(&invite)).contains("/open/"));
    assert!(refused(&run(&invite)).contains("invitation"));
    assert!(
        said(&run(&["staff", "reset", "--as", "Lê Vận Hành", "a1@x.vn"])).contains("An administrator of 52")
    );
    said(&run(&["staff", "disable", "--as", "Lê Vận Hành", "a2@x.vn", "Nghỉ hưu"]));
    let listed = said(&run(&["staff", "list"]));
    assert!(listed.contains("A1 Trần Thị Mai <a1@x.vn> 52: administrator, never signed in"), "{listed}");
    assert!(listed.contains("disabled since") && listed.contains("Nghỉ hưu"), "{listed}");
}
