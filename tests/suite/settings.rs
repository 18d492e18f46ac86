//! What an operator sets, and what the program makes of it.

use std::process::{Command, Output};

use consultant_registry::storage::Storage;
use rocket::http::Status;

use crate::harness::{Kind, World, closed_folder};

fn registry(words: &[&str], variables: &[(&str, &str)]) -> Output {
    let mut program = Command::new(env!("CARGO_BIN_EXE_registry"));
    let place = tempfile::tempdir().expect("a folder without a configuration");
    program.args(words).current_dir(place.path()).env_remove("REGISTRY_DATABASE");
    program.envs(variables.iter().copied()).output().expect("the program runs")
}

fn refused(words: &[&str], variables: &[(&str, &str)]) -> String {
    let output = registry(words, variables);
    assert!(!output.status.success(), "{words:?}");
    String::from_utf8(output.stderr).expect("text")
}

#[test]
fn a_folder_may_have_any_name() {
    let place = tempfile::tempdir().expect("a folder");
    for name in ["a?b", "a%20b", "50%", "a#b", "hồ sơ đăng ký", "?mode"] {
        let folder = place.path().join(name);
        let shown = folder.to_str().expect("a name in UTF-8");
        let made = registry(&["secret", "generate", "--data", shown], &[]);
        assert!(made.status.success(), "{made:?}");
        let migrated = registry(&["migrate", "--data", shown], &[]);
        assert!(migrated.status.success(), "{name}: {migrated:?}");
        assert!(folder.join("registry.sqlite").is_file(), "{name}");
    }
}

#[rocket::async_test]
async fn a_database_that_cannot_be_opened_is_named() {
    let place = tempfile::tempdir().expect("a folder");
    let file = place.path().join("no such folder/registry.sqlite");
    let address = format!("sqlite:{}", file.display());
    let said = Storage::open(&address).await.expect_err("no such folder").to_string();
    assert!(said.contains(&address) && said.contains("cannot be opened"), "{said}");
}

#[test]
fn what_cannot_be_set_is_told_before_anything_is_opened() {
    let said = refused(&["serve", "--database", "sqlite:"], &[]);
    assert!(said.contains("names no file"), "{said}");
    let said = refused(&["serve"], &[]);
    assert!(said.contains("host:") && said.contains("every QR"), "{said}");
    let said = refused(&["serve", "--host", "localhost:8000", "--today", "2026-11-22"], &[]);
    assert!(said.contains("--demo"), "{said}");
    let said = refused(&["serve", "--demo", "--host", "so.example.vn"], &[]);
    assert!(said.contains("passwords are public"), "{said}");
    let said = refused(&["serve", "--demo", "--listen", "0.0.0.0:8000"], &[]);
    assert!(said.contains("127.0.0.1"), "{said}");
    let said = refused(&["serve"], &[("REGISTRY_HOTS", "so.example.vn")]);
    assert!(said.contains("did you mean REGISTRY_HOST?"), "{said}");
}

#[test]
fn the_register_is_not_called_open_before_its_port_is_taken() {
    let place = closed_folder();
    let shown = place.path().to_str().expect("a name in UTF-8");
    assert!(registry(&["secret", "generate", "--data", shown], &[]).status.success());
    let taken = std::net::TcpListener::bind("127.0.0.1:0").expect("a free port");
    let listen = taken.local_addr().expect("its address").to_string();
    let platform = [
        ("REGISTRY_PORT", "tcp://10.0.0.1:8000"),
        ("REGISTRY_PROXY_HEADER", "X-Real-IP"),
        ("REGISTRY_OPERATOR", ""),
    ];
    let words = ["serve", "--data", shown, "--host", "localhost:8000", "--listen", &listen];
    let said = refused(&words, &platform);
    assert!(said.contains("the server ended") && !said.contains("the register is open"), "{said}");
    assert!(
        said.contains("REGISTRY_PORT") && !said.contains("tcp://"),
        "its name, and not what is in it: {said}"
    );
}

#[rocket::async_test]
async fn a_demonstration_refuses_what_comes_through_a_proxy() {
    let world = World::with(Kind::Sqlite, |config| config.demo = true).await.expect("SQLite is always there");
    assert_eq!(world.anonymous().visit("/").await.status, Status::Ok);
    for header in ["X-Forwarded-For", "Forwarded", "X-Real-IP", "x-forwarded-host", "Via"] {
        for path in ["/", "/sign-in", "/api/v1/ping"] {
            let page = world.anonymous().saying(header, "203.0.113.7").visit(path).await;
            assert_eq!(page.status, Status::Forbidden, "{header} {path}");
            assert_eq!(page.heading(), "Bản minh họa chỉ dùng được trên chính máy này");
        }
    }
    let world = World::on(Kind::Sqlite).await.expect("SQLite is always there");
    assert_eq!(
        world.anonymous().saying("X-Forwarded-For", "203.0.113.7").visit("/").await.status,
        Status::Ok
    );
}

#[rocket::async_test]
async fn a_demonstration_told_as_of_another_day_says_so_on_every_page() {
    let told = |config: &mut consultant_registry::config::Config| {
        config.demo = true;
        config.today = "2026-11-22".parse().ok();
    };
    let world = World::with(Kind::Sqlite, told).await.expect("SQLite is always there");
    assert!(world.anonymous().visit("/").await.words_of("aside.demo").contains("22/11/2026"));
    assert!(
        world.anonymous().visit("/nowhere?lang=en").await.words_of("aside.demo").contains("22 November 2026")
    );
}
