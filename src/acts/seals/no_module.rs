//! In place of hardware modules where the program is built without them.

use std::convert::Infallible;
use std::path::Path;

use consultant_papers::seal::{FileSealKey, SealCertificate};

use crate::domain::issuer::IssuerCode;
use crate::secret::SecretSource;

/// A hardware module; there is none.
#[derive(Clone, Debug)]
pub struct Module(Infallible);

/// There is no hardware module.
#[derive(Debug, thiserror::Error)]
#[error("seal_module is set, but this program was built without hardware modules (feature pkcs11)")]
pub struct ModuleError;

impl Module {
    /// Refuses.
    pub fn open(_: &Path, _: &str, _: SecretSource) -> Result<Self, ModuleError> {
        Err(ModuleError)
    }

    pub(super) fn seal_key(&self, _: IssuerCode, _: SealCertificate) -> Result<FileSealKey, ModuleError> {
        match self.0 {}
    }
}
