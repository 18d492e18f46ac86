//! The commands of the program, one file each.

pub mod audit;
pub mod deadline;
mod demonstration;
pub mod evaluate;
pub mod import;
pub mod keys;
pub mod kit;
mod line;
pub mod migrate;
pub mod privacy;
pub mod seals;
pub mod secret;
pub mod serve;
pub mod snapshot;
pub mod staff;

pub use line::run;

use std::fmt::Display;
use std::io::Write;
use std::path::PathBuf;

use clap::Args;
use serde::Serialize;

use crate::acts::keyring::{Keyring, KeyringError, Module, Places};
use crate::acts::{self, Registry};
use crate::clock::Clock;
use crate::config::{Config, ConfigError};
use crate::domain::status_index::IndexKey;
use crate::entropy::Entropy;
use crate::secret::MasterSecret;
use crate::smtp::Postbox;
use crate::storage::audit::Provenance;
use crate::storage::files::Files;
use crate::storage::seal::Seal;
use crate::storage::upkeep::{Tables, TablesError};
use crate::storage::{DatabaseAddress, Storage, StorageError, qms, refold};

/// What every command that opens the register takes.
#[derive(Args, Clone, Debug, Default, Serialize)]
pub struct Place {
    /// A configuration file; `registry.toml` in the working directory if there.
    #[arg(long, value_name = "FILE")]
    #[serde(skip)]
    pub config: Option<PathBuf>,
    /// `sqlite:FILE` or `postgres://USER@HOST/NAME`.
    #[arg(long, value_name = "ADDRESS")]
    #[serde(skip_serializing_if = "Option::is_none")]
    pub database: Option<String>,
    /// Who works here, for the audit trail; every command that changes something
    /// asks for it.
    #[arg(long = "as", value_name = "NAME")]
    #[serde(skip_serializing_if = "Option::is_none")]
    pub operator: Option<String>,
    /// The directory of uploaded papers, keys and the secret.
    #[arg(long, value_name = "DIRECTORY")]
    #[serde(skip_serializing_if = "Option::is_none")]
    pub data: Option<PathBuf>,
}

impl Place {
    /// The configuration with what the command line says on top.
    pub fn settings(&self) -> Result<Config, ConfigError> {
        Config::read(self.config.as_deref(), self)
    }
}

/// Why a command did not do what it should.
#[derive(Debug, thiserror::Error)]
#[error("{sentence}")]
pub struct Fault {
    /// A sentence for the operator.
    pub sentence: String,
    /// The exit code: 1, or 2 when what was given cannot be used.
    pub code: u8,
}

impl Fault {
    /// Something failed.
    pub fn new(sentence: impl Into<String>) -> Self {
        Self { sentence: sentence.into(), code: 1 }
    }

    /// What was given cannot be used.
    pub fn input(sentence: impl Into<String>) -> Self {
        Self { sentence: sentence.into(), code: 2 }
    }

    /// From any error, after what was being done.
    pub fn of(doing: &str) -> impl Fn(&dyn Display) -> Self + '_ {
        move |error| Self::new(format!("{doing}: {error}"))
    }
}

/// Prints a result on a line of its own.
fn print(text: &str) -> Result<(), Fault> {
    writeln!(std::io::stdout(), "{text}").map_err(|error| Fault::of("standard output")(&error))
}

impl From<ConfigError> for Fault {
    fn from(error: ConfigError) -> Self {
        Self::new(error.to_string())
    }
}

/// Opens the register of this configuration. An empty database gets its
/// tables; any other must have those of this program.
pub async fn open(config: &Config) -> Result<(Registry, MasterSecret), Fault> {
    let folder = |error| Fault::new(format!("the data directory {}: {error}", config.data.display()));
    std::fs::create_dir_all(&config.data).map_err(folder)?;
    privacy::require(config)?;
    let secret = secret(config)?;
    let storage = Storage::open(&config.database).await.map_err(|error| Fault::of("database")(&error))?;
    let ready = ready(&storage, &config.clock(), config).await;
    ready.map_err(|error| Fault::of("database")(&error))?;
    Ok((registry(config, storage, &secret)?, secret))
}

/// Opens the register of this configuration only to read it: the database is
/// not changed, and must be there.
async fn open_to_read(config: &Config) -> Result<(Registry, MasterSecret), Fault> {
    let secret = secret(config)?;
    let storage = look(&config.database).await?;
    Ok((registry(config, storage, &secret)?, secret))
}

/// The database of this address, to look at. It is not made when it is
/// missing: an empty one would say that nothing is wrong.
async fn look(address: &str) -> Result<Storage, Fault> {
    if let Ok(DatabaseAddress::Sqlite(file)) = address.parse()
        && !file.is_file()
    {
        return Err(Fault::new(format!("there is no database in {}", file.display())));
    }
    let storage = Storage::look(address).await.map_err(|error| Fault::of("database")(&error))?;
    storage.require_tables().await.map_err(|error| Fault::of("database")(&error))?;
    Ok(storage)
}

fn registry(config: &Config, storage: Storage, secret: &MasterSecret) -> Result<Registry, Fault> {
    let entropy = Entropy::system();
    Ok(Registry {
        storage,
        clock: config.clock(),
        seal: Seal::new(secret, entropy.clone()),
        files: Files::in_folder(&config.data.join("papers")).map_err(|error| Fault::of("papers")(&error))?,
        scanner: config
            .clamd
            .as_deref()
            .map(str::parse)
            .transpose()
            .map_err(|error| Fault::of("clamd")(&error))?,
        keyring: keyring(config).map_err(|error| Fault::of("keys")(&error))?,
        // Who prints reads them: a seal that ended stops no other command.
        seals: acts::seals::Seals::default(),
        postbox: postbox(config)?,
        counts: acts::counts::Counts::default(),
        lines: acts::access::Lines::default(),
        index_key: IndexKey(secret.key("places in the status lists")),
        origin: config.origin().parse().map_err(|error| Fault::of("host")(&error))?,
        entropy,
    })
}

/// Makes the tables of an empty database. Tables that hold something are
/// brought up to date by `registry migrate` alone, after a backup, and those of
/// a demonstration at its start.
async fn ready(storage: &Storage, clock: &Clock, config: &Config) -> Result<(), StorageError> {
    match storage.tables().await? {
        Tables::Empty => acts::prepare(storage, clock).await,
        Tables::Current | Tables::Older(_) if config.demo => acts::prepare(storage, clock).await,
        Tables::Current if !refold::is_current(storage).await? || !qms::is_current(storage).await? => {
            Err(TablesError::Folded.into())
        }
        _ => storage.require_tables().await,
    }
}

/// The same for an operator who changes something: several people work with one
/// account of a machine, and the audit trail must tell which of them did it.
pub async fn open_to_act(config: &Config) -> Result<(Registry, MasterSecret), Fault> {
    let named = config.operator.as_deref().map(str::trim).filter(|name| !name.is_empty());
    let Some(name) = named.filter(|name| name.chars().count() <= 120 && !name.chars().any(char::is_control))
    else {
        return Err(Fault::input(
            "Say who you are, for the audit trail: --as \"NAME\", or REGISTRY_OPERATOR in the environment.",
        ));
    };
    let (mut registry, secret) = open(config).await?;
    let provenance = Provenance { operator: Some(name.to_owned()), ..Provenance::default() };
    registry.storage = registry.storage.acting_from(provenance);
    Ok((registry, secret))
}

/// Where this configuration has mails handed in.
pub fn postbox(config: &Config) -> Result<Option<Postbox>, Fault> {
    let postbox = config.mail_server().map(|server| Postbox::new(&server)).transpose();
    postbox.map_err(|error| Fault::new(error.to_string()))
}

/// The private halves that this configuration leads to.
pub fn keyring(config: &Config) -> Result<Keyring, KeyringError> {
    let module = match (&config.pkcs11_module, &config.pkcs11_token, &config.pkcs11_pin) {
        (Some(library), Some(token), Some(pin)) => Some(Module::open(library, token, pin.clone())?),
        _ => None,
    };
    let (folder, passphrase) = (Some(config.keys_folder()), config.key_passphrase.clone());
    Keyring::open(Places { folder, passphrase, module })
}

/// The installation's secret. Only the demonstration makes one: two servers
/// over one register that each made their own would not open what the other
/// sealed.
fn secret(config: &Config) -> Result<MasterSecret, Fault> {
    let file = config.secret_file();
    if !file.exists() && config.demo {
        let secret = MasterSecret::generate(&Entropy::system());
        secret.write(&file).map_err(|error| Fault::new(error.to_string()))?;
        return Ok(secret);
    }
    if !file.exists() {
        let shown = file.display();
        return Err(Fault::new(format!(
            "there is no secret in {shown}; make one with: registry secret generate"
        )));
    }
    MasterSecret::read(&file).map_err(|error| Fault::new(error.to_string()))
}
