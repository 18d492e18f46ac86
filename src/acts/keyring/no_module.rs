//! In place of hardware modules where the program is built without them.

use std::convert::Infallible;
use std::path::Path;

use crate::credential::text::IssuerCode;
use crate::credential::{IssuerSigningKey, TrustedKey};
use crate::secret::SecretSource;

/// A hardware module; there is none.
#[derive(Clone, Debug)]
pub struct Module(Infallible);

/// There is no hardware module.
#[derive(Debug, thiserror::Error)]
#[error("pkcs11_module is set, but this program was built without hardware modules (feature pkcs11)")]
pub struct ModuleError;

impl Module {
    /// Refuses.
    pub fn open(_: &Path, _: &str, _: SecretSource) -> Result<Self, ModuleError> {
        Err(ModuleError)
    }

    pub(super) fn find(&self, _: &TrustedKey) -> Result<Option<IssuerSigningKey>, ModuleError> {
        match self.0 {}
    }

    pub(super) fn generate(&self, _: &IssuerCode) -> Result<IssuerSigningKey, ModuleError> {
        match self.0 {}
    }

    pub(super) fn destroy(&self, _: &IssuerSigningKey) -> Result<(), ModuleError> {
        match self.0 {}
    }
}
