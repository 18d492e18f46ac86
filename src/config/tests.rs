//! What is refused before the server starts, and why.

use super::*;

fn refused(config: Config) -> String {
    config.checked().expect_err("nonsense").to_string()
}

#[test]
fn the_defaults_make_sense_and_name_a_file() {
    let config = Config::default().checked().expect("sense");
    assert_eq!(config.database, "sqlite:registry-data/registry.sqlite");
    assert_eq!(config.origin(), "http://localhost:8000");
}

#[test]
fn a_public_host_is_https() {
    let proxy_header = Some("X-Real-IP".to_owned());
    let config = Config { host: "so.example.vn".to_owned(), proxy_header, ..Config::default() };
    assert_eq!(config.checked().expect("sense").origin(), "https://so.example.vn");
}

#[test]
fn behind_a_proxy_the_header_that_tells_visitors_apart_must_be_named() {
    let hidden = Config { host: "so.example.vn".to_owned(), ..Config::default() };
    assert!(refused(hidden.clone()).starts_with("proxy_header:"));
    let listen = "0.0.0.0:8000".parse().expect("an address");
    assert!(Config { listen, ..hidden }.checked().is_ok(), "visitors come with their own addresses");
}

#[test]
fn nonsense_is_refused_with_a_sentence() {
    for host in ["http://x", "x y", "So.vn", "a..b", "-a", "a:0", "a:b"] {
        let said = refused(Config { host: host.to_owned(), ..Config::default() });
        assert!(said.starts_with("host:"), "{host}: {said}");
    }
    assert!(refused(Config { database: "mysql:x".to_owned(), ..Config::default() }).contains("sqlite:"));
    assert!(refused(Config { upload_bytes: 3, ..Config::default() }).contains("KiB"));
    let module = Some("/usr/lib/module.so".into());
    assert!(refused(Config { seal_module: module, ..Config::default() }).contains("go together"));
    let nowhere = Some("no/such/seals".into());
    assert!(refused(Config { seals: nowhere, ..Config::default() }).contains("no folder"));
    for snapshot_days in [0, 32] {
        assert!(refused(Config { snapshot_days, ..Config::default() }).contains("31"));
    }
    let module = Some("/usr/lib/module.so".into());
    assert!(refused(Config { pkcs11_module: module, ..Config::default() }).contains("go together"));
    assert!(refused(Config { printers: 1000, ..Config::default() }).starts_with("printers:"));
    assert!(refused(Config { printing_line: 0, ..Config::default() }).starts_with("printing_line:"));
    for at in ["192.0.2.1:9464", "0.0.0.0:9464", "127.0.0.1:8000"] {
        let metrics = Some(at.parse().expect("an address"));
        assert!(refused(Config { metrics, ..Config::default() }).starts_with("metrics:"), "{at}");
    }
    let header = Some("X Real".to_owned());
    assert!(refused(Config { proxy_header: header, ..Config::default() }).contains("header"));
}

#[test]
fn the_demonstration_is_for_this_machine_alone() {
    let demo = || Config { demo: true, ..Config::default() };
    assert!(demo().checked().is_ok());
    let host = "so.example.vn".to_owned();
    assert!(refused(Config { host, ..demo() }).contains("localhost"), "behind a proxy on this machine");
    for listen in ["0.0.0.0:80", "192.0.2.1:8000", "[::]:8000"] {
        let listen = listen.parse().expect("an address");
        assert!(refused(Config { listen, ..demo() }).contains("127.0.0.1"), "{listen}");
    }
    let proxy_header = Some("X-Real-IP".to_owned());
    assert!(refused(Config { proxy_header, ..demo() }).contains("proxy"));
}

#[test]
fn only_the_demonstration_is_told_as_of_another_day() {
    let today = "2026-11-22".parse().ok();
    assert!(refused(Config { today, ..Config::default() }).contains("--demo"));
    let told = Config { today, demo: true, ..Config::default() }.checked().expect("sense");
    assert_eq!(told.clock().today().to_string(), "2026-11-22");
}

#[test]
fn a_register_without_a_name_is_refused_and_a_demonstration_has_one() {
    let config = |demo| Config { demo, ..Config::default() }.checked().expect("sense");
    assert!(config(false).require_host().expect_err("no host").to_string().contains("localhost:8000"));
    assert!(config(true).require_host().is_ok());
    let named = Config { host: "localhost:8000".to_owned(), ..Config::default() };
    assert!(named.checked().expect("sense").require_host().is_ok());
}

/// The configuration of these variables and this file.
fn read(variables: &[(&str, &str)], toml: &str) -> Result<Config, ConfigError> {
    let variables = variables.iter().map(|(name, value)| (name.into(), value.into()));
    Config::of(Toml::string(toml), variables, std::collections::BTreeMap::<String, String>::new())
}

#[test]
fn what_is_a_text_stays_one_though_it_looks_like_a_number() {
    let config = read(
        &[
            ("REGISTRY_PKCS11_TOKEN", "2026"),
            ("REGISTRY_PKCS11_MODULE", "true"),
            ("REGISTRY_PKCS11_PIN", "env:PIN"),
            ("REGISTRY_HOST", "10"),
            ("REGISTRY_DATA", "2026"),
            ("REGISTRY_SECRET_FILE", "12345"),
            ("REGISTRY_LOG_FILTER", "[x]"),
            ("REGISTRY_PROXY_HEADER", "true"),
            ("REGISTRY_UPLOAD_BYTES", "1000000"),
        ],
        "seal_token = \"012345\"\nseal_module = \"1\"\nseal_pin = \"env:PIN\"",
    );
    let config = config.expect("sense");
    assert_eq!(config.pkcs11_token.as_deref(), Some("2026"));
    assert_eq!(config.seal_token.as_deref(), Some("012345"), "its zero stays");
    assert_eq!((config.host.as_str(), config.data.to_str()), ("10", Some("2026")));
    assert_eq!(config.secret_file(), Path::new("12345"));
    assert_eq!((config.log_filter.as_str(), config.upload_bytes), ("[x]", 1_000_000));
    assert_eq!(config.proxy_header.as_deref(), Some("true"));
}

#[test]
fn an_empty_text_is_none() {
    let empty = [("REGISTRY_PROXY_HEADER", ""), ("REGISTRY_UPLOAD_BYTES", ""), ("REGISTRY_SEALS", "")];
    let config = read(&empty, "secret_file = \"\"").expect("sense");
    assert_eq!((config.proxy_header.as_ref(), config.seals.as_ref()), (None, None));
    assert_eq!(config.secret_file(), Path::new("registry-data/secret.key"));
    assert_eq!(config.upload_bytes, Config::default().upload_bytes);
}

#[test]
fn names_that_are_not_ours_are_told_and_slips_are_refused() {
    let platform = [("REGISTRY_PORT", "tcp://10.0.0.1:8000"), ("REGISTRY_SERVICE_HOST", "10.0.0.1")];
    let config = read(&platform, "").expect("none of our business");
    assert_eq!(config.foreign_variables, ["REGISTRY_PORT", "REGISTRY_SERVICE_HOST"]);
    for (slip, meant) in
        [("REGISTRY_HOTS", "REGISTRY_HOST"), ("REGISTRY_PROXY_HEADR", "REGISTRY_PROXY_HEADER")]
    {
        let said = read(&[(slip, "x")], "").expect_err("a slip").to_string();
        assert!(said.ends_with(&format!("did you mean {meant}?")), "{said}");
    }
    let wrong = read(&[("REGISTRY_UPLOAD_BYTES", "many")], "").expect_err("no number").to_string();
    assert!(wrong.contains("REGISTRY_UPLOAD_BYTES"), "{wrong}");
    assert!(read(&[], "hots = \"x\"").is_err(), "a file is all ours");
}
