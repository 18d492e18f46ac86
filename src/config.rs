//! What an operator can set, and what is refused before the server starts.
//!
//! From the weakest word to the strongest: the defaults, `registry.toml`, the
//! environment (`REGISTRY_DATABASE`, `REGISTRY_HOST`, …), the command line.

mod environment;
mod mail;

use std::ffi::OsString;
use std::net::SocketAddr;
use std::ops::RangeInclusive;
use std::path::{Path, PathBuf};

use figment::providers::{Format, Serialized, Toml};
use figment::{Figment, Profile, Provider};
use serde::{Deserialize, Serialize};

use self::environment::Environment;

use crate::clock::Clock;
use crate::dates::Day;
use crate::secret::SecretSource;
use crate::smtp::MailTls;
use crate::storage::DatabaseAddress;

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
    /// Address and port of the counts for whoever runs the server, on this
    /// machine; they are not served when unset.
    pub metrics: Option<SocketAddr>,
    /// The public name, with port when it is not 443: it stands in every QR.
    /// `localhost` with the port listened on when empty, which only the
    /// demonstration takes: see [`Self::require_host`].
    pub host: String,
    /// Whether somebody chose that name.
    #[serde(skip)]
    pub names_host: bool,
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
    /// The host of the mail server; unset, no mail is sent.
    pub mail_host: Option<String>,
    /// Its port; 0 for the customary one.
    pub mail_port: u16,
    /// How the way to it is kept from others.
    pub mail_tls: MailTls,
    /// The certificate of an authority of one's own that vouches for it.
    pub mail_authority: Option<PathBuf>,
    /// As whom the server signs in to it.
    pub mail_user: Option<String>,
    /// Where the password for that is.
    pub mail_password: Option<SecretSource>,
    /// The address that mails come from.
    pub mail_from: Option<String>,
    /// The name that they come from.
    pub mail_sender: String,
    /// Who works at the command line, for the audit trail.
    pub operator: Option<String>,
    /// What looks for viruses in uploaded files: `unix:/path` or `host:port`.
    pub clamd: Option<String>,
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
    /// The day on which the demonstration begins; today when unset.
    pub today: Option<Day>,
    /// Variables of the environment that begin like a setting and are none.
    #[serde(skip)]
    pub foreign_variables: Vec<String>,
}

/// The days that a snapshot may be signed for.
///
/// For longer than a month nobody should rely on papers whose revocation he
/// could not have heard of.
pub const SNAPSHOT_DAYS: RangeInclusive<u16> = 1..=31;

/// Nine o'clock, in seconds after midnight: an office is open, and midnight is
/// far for whoever tries something.
const MORNING: i64 = 9 * 3600;

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
            metrics: None,
            host: String::new(),
            names_host: false,
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
            mail_host: None,
            mail_port: 0,
            mail_tls: MailTls::StartTls,
            mail_authority: None,
            mail_user: None,
            mail_password: None,
            mail_from: None,
            mail_sender: mail::SENDER.to_owned(),
            operator: None,
            clamd: None,
            upload_bytes: 10 * 1024 * 1024,
            checks_per_minute: 1200,
            snapshot_days: 7,
            printers: 0,
            printing_line: 128,
            log_format: LogFormat::Json,
            log_filter: "info,sqlx=warn".to_owned(),
            demo: false,
            today: None,
            foreign_variables: Vec::new(),
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
        Self::of(toml, std::env::vars_os(), over)
    }

    fn of(
        file: impl Provider,
        variables: impl IntoIterator<Item = (OsString, OsString)>,
        over: impl Serialize,
    ) -> Result<Self, ConfigError> {
        let unreadable = |error| ConfigError::Unreadable(Box::new(error));
        let defaults = Serialized::defaults(Self::default());
        let known = defaults.data().map_err(unreadable)?.remove(&Profile::Default).unwrap_or_default();
        let mut environment = Environment::read(variables, &known)?;
        let foreign_variables = std::mem::take(&mut environment.foreign);
        let read = Figment::from(defaults).merge(file).merge(environment).merge(Serialized::defaults(over));
        let read = read.extract::<Self>().map_err(unreadable)?;
        Self { foreign_variables, ..read }.checked()
    }

    /// Refuses to work under a public name that nobody chose: it stands in every
    /// QR for as long as the paper lasts.
    pub fn require_host(&self) -> Result<(), ConfigError> {
        if self.demo || self.names_host {
            return Ok(());
        }
        Err(ConfigError::Nonsense(format!(
            "host: name the public host of the register, such as --host dangky.example.vn or host in \
             registry.toml; it stands in every QR. For a trial on this machine: {}",
            self.host
        )))
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

    /// The clock of this installation: the machine's, or for a demonstration that
    /// is told as of another day one that begins on it in the morning and runs on.
    pub fn clock(&self) -> Clock {
        self.today
            .map_or_else(Clock::system, |day| Clock::running_from(day.starts_at().plus_seconds(MORNING)))
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

    /// Most bytes of a whole form: eight files, as many as an expert has papers,
    /// and the text around them.
    pub fn form_bytes(&self) -> u64 {
        self.upload_bytes.saturating_mul(8).saturating_add(2 * 1024 * 1024)
    }

    fn checked(mut self) -> Result<Self, ConfigError> {
        let nonsense = |sentence: String| Err(ConfigError::Nonsense(sentence));
        if self.data.as_os_str().is_empty() {
            // Invented data never lies beside what is real.
            self.data = PathBuf::from(if self.demo { "registry-data/demo" } else { "registry-data" });
        }
        self.forget_empty();
        if self.database.is_empty() {
            let file = self.data.join("registry.sqlite");
            let Some(file) = file.to_str() else {
                return nonsense(format!("data: {} is not text in UTF-8", self.data.display()));
            };
            self.database = format!("sqlite:{file}");
        }
        if let Err(error) = self.database.parse::<DatabaseAddress>() {
            return nonsense(format!("database: {error}"));
        }
        self.names_host = !self.host.is_empty();
        if !self.names_host {
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
        if self.metrics.is_some_and(|at| !at.ip().is_loopback() || at == self.listen) {
            return nonsense(
                "metrics: a loopback address with a port of its own, such as 127.0.0.1:9464".to_owned(),
            );
        }
        self.check_mail()?;
        self.refuse_open_demonstration()?;
        if self.proxy_header.is_none() && self.listen.ip().is_loopback() && !self.is_local() {
            // Who may sign in again, and when, is counted by address: all would wait for one.
            return nonsense(
                "proxy_header: only a proxy on this machine can lead visitors of a public host here, and they \
                 would all come from one address; name the header that the proxy overwrites with theirs, such \
                 as X-Real-IP"
                    .to_owned(),
            );
        }
        Ok(self)
    }

    /// A text that is empty is none: a line left blank in a file of variables.
    fn forget_empty(&mut self) {
        for text in [&mut self.proxy_header, &mut self.pkcs11_token, &mut self.seal_token, &mut self.clamd] {
            text.take_if(|text| text.is_empty());
        }
        for path in [&mut self.secret_file, &mut self.pkcs11_module, &mut self.seals, &mut self.seal_module] {
            path.take_if(|path| path.as_os_str().is_empty());
        }
        self.forget_empty_mail();
    }

    /// The passwords of a demonstration stand in its source: whoever reaches it
    /// can act in it, and its papers would look genuine under a public name.
    fn refuse_open_demonstration(&self) -> Result<(), ConfigError> {
        let nonsense = |sentence: &str| Err(ConfigError::Nonsense(sentence.to_owned()));
        match self.demo {
            true if !self.is_local() => {
                nonsense("demo: its passwords are public, so its host is localhost and nothing else")
            }
            true if !self.listen.ip().is_loopback() => {
                nonsense("demo: its passwords are public, so it listens on this machine only, on 127.0.0.1")
            }
            true if self.proxy_header.is_some() => {
                nonsense("demo: no proxy stands before it, so proxy_header is not for it")
            }
            false if self.today.is_some() => {
                nonsense("today: only a demonstration (--demo) can be told as of another day")
            }
            _ => Ok(()),
        }
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
mod tests;
