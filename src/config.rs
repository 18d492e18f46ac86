//! What an operator can set, and what is refused before the server starts.
//!
//! From the weakest word to the strongest: the defaults, `registry.toml`, the
//! environment (`REGISTRY_DATABASE`, `REGISTRY_HOST`, …), the command line.

use std::net::SocketAddr;
use std::ops::RangeInclusive;
use std::path::{Path, PathBuf};

use figment::Figment;
use figment::providers::{Env, Format, Serialized, Toml};
use serde::{Deserialize, Serialize};

use crate::secret::SecretSource;

/// Everything an operator can set.
#[derive(Clone, Debug, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Config {
    /// `sqlite:FILE` or `postgres://…`; a file in the data directory when empty.
    pub database: String,
    /// Where uploaded papers, issuer keys and the secret live; `registry-data`
    /// when empty, `registry-data/demo` for the demonstration.
    pub data: PathBuf,
    /// Address and port to listen on. The port speaks plain HTTP.
    pub listen: SocketAddr,
    /// The public name, with port when it is not 443: it stands in every QR.
    /// `localhost` with the port listened on when empty.
    pub host: String,
    /// The header a trusted reverse proxy sets to the client's address. Unset,
    /// nothing a client sends is believed.
    pub proxy_header: Option<String>,
    /// The file with the secret; `secret.key` in the data directory when unset.
    pub secret_file: Option<PathBuf>,
    /// Where the passphrase of the signing keys' files is.
    pub key_passphrase: Option<SecretSource>,
    /// The library of a hardware module with signing keys (PKCS#11).
    pub pkcs11_module: Option<PathBuf>,
    /// The label of the module's token.
    pub pkcs11_token: Option<String>,
    /// Where the token's user PIN is.
    pub pkcs11_pin: Option<SecretSource>,
    /// The folder with the issuers' electronic seals; `seals` in the data
    /// directory when unset.
    pub seals: Option<PathBuf>,
    /// Where the passphrase of the seals' keys that are encrypted is.
    pub seal_passphrase: Option<SecretSource>,
    /// The library of a hardware module with seals' keys (PKCS#11).
    pub seal_module: Option<PathBuf>,
    /// The label of that module's token.
    pub seal_token: Option<String>,
    /// Where the PIN of that token's user is.
    pub seal_pin: Option<SecretSource>,
    /// Most bytes of one uploaded file.
    pub upload_bytes: u64,
    /// Verifications a minute from one address; 0 lifts the limit.
    pub checks_per_minute: u32,
    /// How many days a status snapshot for offline checks may be relied on,
    /// 1 to 31. A longer one is carried less often and knows less.
    pub snapshot_days: u16,
    /// Threads that print papers; 0 for one fewer than processors, at least one.
    pub printers: usize,
    /// Papers that may wait to be printed; who comes later is told to come again.
    pub printing_line: usize,
    /// How the log is written.
    pub log_format: LogFormat,
    /// What is logged, in the syntax of `tracing_subscriber::EnvFilter`.
    pub log_filter: String,
    /// Runs with invented data and makes its own secret and keys.
    pub demo: bool,
}

/// The days that a snapshot may be signed for.
///
/// For longer than a month nobody should rely on papers whose revocation he
/// could not have heard of.
pub const SNAPSHOT_DAYS: RangeInclusive<u16> = 1..=31;

/// How the log is written.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum LogFormat {
    /// One JSON object a line, for machines.
    Json,
    /// Lines for people.
    Text,
}

/// Why the server does not start.
#[derive(Debug, thiserror::Error)]
pub enum ConfigError {
    /// A value cannot be read, or a name is not known.
    #[error("the configuration cannot be read: {0}")]
    Unreadable(Box<figment::Error>),
    /// A value makes no sense.
    #[error("{0}")]
    Nonsense(String),
}

impl Default for Config {
    fn default() -> Self {
        Self {
            database: String::new(),
            data: PathBuf::new(),
            listen: SocketAddr::from(([127, 0, 0, 1], 8000)),
            host: String::new(),
            proxy_header: None,
            secret_file: None,
            key_passphrase: None,
            pkcs11_module: None,
            pkcs11_token: None,
            pkcs11_pin: None,
            seals: None,
            seal_passphrase: None,
            seal_module: None,
            seal_token: None,
            seal_pin: None,
            upload_bytes: 10 * 1024 * 1024,
            checks_per_minute: 1200,
            snapshot_days: 7,
            printers: 0,
            printing_line: 128,
            log_format: LogFormat::Json,
            log_filter: "info,sqlx=warn".to_owned(),
            demo: false,
        }
    }
}

impl Config {
    /// Reads every source; `over` is the command line, `file` the TOML file.
    pub fn read(file: Option<&Path>, over: impl Serialize) -> Result<Self, ConfigError> {
        let toml = match file {
            Some(file) => Toml::file_exact(file),
            None => Toml::file("registry.toml"),
        };
        Figment::from(Serialized::defaults(Self::default()))
            .merge(toml)
            .merge(Env::prefixed("REGISTRY_"))
            .merge(Serialized::defaults(over))
            .extract::<Self>()
            .map_err(|error| ConfigError::Unreadable(Box::new(error)))?
            .checked()
    }

    /// Whether the public host is this machine: then links are plain HTTP.
    pub fn is_local(&self) -> bool {
        let name = self.host.rsplit_once(':').map_or(self.host.as_str(), |(name, _)| name);
        matches!(name, "localhost" | "127.0.0.1" | "[::1]")
    }

    /// The public origin, `https://host` or on this machine `http://host`.
    pub fn origin(&self) -> String {
        format!("{}://{}", if self.is_local() { "http" } else { "https" }, self.host)
    }

    /// The file with the master secret.
    pub fn secret_file(&self) -> PathBuf {
        self.secret_file.clone().unwrap_or_else(|| self.data.join("secret.key"))
    }

    /// The folder with the issuers' signing keys.
    pub fn keys_folder(&self) -> PathBuf {
        self.data.join("keys")
    }

    /// The folder with the issuers' electronic seals.
    pub fn seals_folder(&self) -> PathBuf {
        self.seals.clone().unwrap_or_else(|| self.data.join("seals"))
    }

    /// Threads that print papers. At least one processor stays for everything
    /// else, where there are two.
    pub fn printer_count(&self) -> usize {
        let processors = std::thread::available_parallelism().map_or(1, std::num::NonZero::get);
        if self.printers == 0 { processors.saturating_sub(1).max(1) } else { self.printers }
    }

    /// The folder with the archives of batches, until they end.
    pub fn batches_folder(&self) -> PathBuf {
        self.data.join("batches")
    }

    /// Most bytes of a whole form: three files and the text around them.
    pub fn form_bytes(&self) -> u64 {
        self.upload_bytes.saturating_mul(3).saturating_add(2 * 1024 * 1024)
    }

    fn checked(mut self) -> Result<Self, ConfigError> {
        let nonsense = |sentence: String| Err(ConfigError::Nonsense(sentence));
        if self.data.as_os_str().is_empty() {
            // Invented data never lies beside what is real.
            self.data = PathBuf::from(if self.demo { "registry-data/demo" } else { "registry-data" });
        }
        if self.database.is_empty() {
            self.database = format!("sqlite:{}", self.data.join("registry.sqlite").display());
        }
        if !["sqlite:", "postgres:", "postgresql:"].iter().any(|kind| self.database.starts_with(kind)) {
            return nonsense("database: use sqlite:FILE or postgres://USER@HOST/NAME".to_owned());
        }
        if self.database.contains(":memory:") {
            return nonsense("database: sqlite in memory is a new database per connection".to_owned());
        }
        if self.host.is_empty() {
            self.host = format!("localhost:{}", self.listen.port());
        }
        if !is_host(&self.host) {
            return nonsense(format!("host: '{}' is not a host name such as so.example.vn", self.host));
        }
        if !(64 * 1024..=200 * 1024 * 1024).contains(&self.upload_bytes) {
            return nonsense("upload_bytes: between 64 KiB and 200 MiB".to_owned());
        }
        if !SNAPSHOT_DAYS.contains(&self.snapshot_days) {
            return nonsense("snapshot_days: between 1 and 31".to_owned());
        }
        if self.printers > 256 {
            return nonsense("printers: at most 256".to_owned());
        }
        if !(1..=10_000).contains(&self.printing_line) {
            return nonsense("printing_line: between 1 and 10000".to_owned());
        }
        if let Some(header) = &self.proxy_header
            && !header.bytes().all(|byte| byte.is_ascii_alphanumeric() || byte == b'-')
        {
            return nonsense(format!("proxy_header: '{header}' is not the name of a header"));
        }
        let of_module = (self.pkcs11_token.is_some(), self.pkcs11_pin.is_some());
        if of_module != (self.pkcs11_module.is_some(), self.pkcs11_module.is_some()) {
            return nonsense("pkcs11_module, pkcs11_token and pkcs11_pin go together".to_owned());
        }
        let of_token = (self.seal_token.is_some(), self.seal_pin.is_some());
        if of_token != (self.seal_module.is_some(), self.seal_module.is_some()) {
            return nonsense("seal_module, seal_token and seal_pin go together".to_owned());
        }
        let folder = self.seals.as_ref().filter(|folder| !folder.is_dir());
        if let Some(folder) = folder {
            return nonsense(format!("seals: there is no folder {}", folder.display()));
        }
        if self.demo && !self.listen.ip().is_loopback() && !self.is_local() {
            return nonsense("demo: its passwords are public, so it runs under a local host only".to_owned());
        }
        Ok(self)
    }
}

/// Labels of letters, digits and dashes, and an optional port: what fits in an
/// upper-case URL of a QR and survives being typed from paper.
fn is_host(host: &str) -> bool {
    let (name, port) = host.rsplit_once(':').unwrap_or((host, "443"));
    let label = |label: &str| {
        !label.is_empty()
            && label.bytes().all(|b| b.is_ascii_lowercase() || b.is_ascii_digit() || b == b'-')
            && !label.starts_with('-')
            && !label.ends_with('-')
    };
    port.parse::<u16>().is_ok_and(|port| port != 0) && name.len() <= 120 && name.split('.').all(label)
}

#[cfg(test)]
mod tests {
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
        let config = Config { host: "so.example.vn".to_owned(), ..Config::default() };
        assert_eq!(config.checked().expect("sense").origin(), "https://so.example.vn");
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
        let header = Some("X Real".to_owned());
        assert!(refused(Config { proxy_header: header, ..Config::default() }).contains("header"));
    }

    #[test]
    fn the_demonstration_never_stands_under_a_public_name() {
        let listen = "0.0.0.0:80".parse().expect("an address");
        let config = Config { demo: true, host: "so.example.vn".to_owned(), listen, ..Config::default() };
        assert!(refused(config).contains("local host"));
    }
}
