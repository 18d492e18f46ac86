//! The commands of the program, one file each.

pub mod migrate;
pub mod serve;
pub mod staff;

use std::fmt::Display;
use std::path::PathBuf;

use clap::Args;
use serde::Serialize;

use crate::acts::Registry;
use crate::clock::Clock;
use crate::config::{Config, ConfigError};
use crate::entropy::Entropy;
use crate::storage::Storage;

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

/// Why a command did not do what it should: a sentence for the operator.
#[derive(Debug, thiserror::Error)]
#[error("{0}")]
pub struct Fault(pub String);

impl Fault {
    /// From any error, after what was being done.
    pub fn of(doing: &str) -> impl Fn(&dyn Display) -> Self + '_ {
        move |error| Self(format!("{doing}: {error}"))
    }
}

impl From<ConfigError> for Fault {
    fn from(error: ConfigError) -> Self {
        Self(error.to_string())
    }
}

/// Opens the register of this configuration and brings its tables up to date.
pub async fn open(config: &Config) -> Result<Registry, Fault> {
    std::fs::create_dir_all(&config.data).map_err(|error| {
        Fault(format!("the data directory {} cannot be made: {error}", config.data.display()))
    })?;
    let storage = Storage::open(&config.database).await.map_err(|e| Fault::of("database")(&e))?;
    storage.migrate().await.map_err(|e| Fault::of("database")(&e))?;
    Ok(Registry { storage, clock: Clock::system(), entropy: Entropy::system() })
}
