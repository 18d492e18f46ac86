//! The electronic seals of the issuers, put on papers as they are printed.
//!
//! A seal is a certificate, `ISSUER.pem`, its private key, and perhaps the
//! picture of the seal, `ISSUER.png`, in one folder. The private key is
//! `ISSUER.key` beside it, or lies in a hardware module. An issuer without a
//! certificate has no seal, and its papers go out without one: they prove
//! themselves by their signed credential all the same.

mod module;

use std::collections::{BTreeMap, BTreeSet};
use std::path::{Path, PathBuf};
use std::sync::Arc;

use consultant_papers::seal::{
    Appearance, FileSealKey, Moment, SealCertificate, SealError, SealKey, SealRefusal, Stamp, StampRefusal,
    seal,
};

use crate::dates::Instant;
use crate::domain::issuer::{IssuerCode, Profile};
use crate::secret::{SecretError, SecretSource, read_private};

pub use module::{Module, ModuleError};

/// The seals this server has. Clones share them.
#[derive(Clone, Default)]
pub struct Seals(Arc<BTreeMap<IssuerCode, BodySeal>>);

/// Where seals lie.
#[derive(Clone, Debug, Default)]
pub struct SealPlaces {
    /// The folder of certificates, keys and pictures.
    pub folder: PathBuf,
    /// Where the passphrase of the keys that are encrypted is.
    pub passphrase: Option<SecretSource>,
    /// The module with the keys that are not in the folder.
    pub module: Option<Module>,
}

/// The seal of one issuer.
struct BodySeal {
    key: Box<dyn SealKey>,
    stamp: Option<Stamp>,
}

/// A seal as operators see it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SealSummary {
    /// Whose it is.
    pub issuer: IssuerCode,
    /// Whose it is, as the certificate says.
    pub subject: String,
    /// The last moment of the certificate.
    pub valid_until: Moment,
    /// Whether papers show the picture of the seal.
    pub is_pictured: bool,
}

/// A seal cannot be used. The server does not start with it: papers would go
/// out without a seal their readers expect.
#[derive(Debug, thiserror::Error)]
pub enum SealsError {
    /// The folder cannot be listed, or a file in it not be read.
    #[error("{0}: {1}")]
    File(PathBuf, std::io::Error),
    /// The private key, or its passphrase.
    #[error(transparent)]
    Secret(#[from] SecretError),
    /// A file is named for no issuer.
    #[error("{0}: a seal's files are named for its issuer, as BKHCN.pem or 52.pem")]
    Name(PathBuf),
    /// A key or a picture without a certificate.
    #[error("{0} has no certificate beside it, {1}.pem")]
    NoCertificate(PathBuf, IssuerCode),
    /// The certificate or the key.
    #[error("the seal of {0}: {1}")]
    Refused(IssuerCode, SealRefusal),
    /// There is no key, neither file nor in a module.
    #[error(
        "the seal of {0} has no private key: neither {0}.key beside the certificate nor seal-{0} in a module"
    )]
    NoKey(IssuerCode),
    /// The picture.
    #[error("{0}: {1}")]
    Stamp(PathBuf, StampRefusal),
    /// The module.
    #[error("the seal of {0}: {1}")]
    Module(IssuerCode, ModuleError),
}

impl Seals {
    /// The seals in these places; a missing folder holds none. Each is tried:
    /// one that cannot seal at this instant is refused.
    pub fn open(places: &SealPlaces, at: Instant) -> Result<Self, SealsError> {
        let seals = issuers(&places.folder)?
            .into_iter()
            .map(|issuer| Ok((issuer, BodySeal::open(places, issuer, at)?)))
            .collect::<Result<_, SealsError>>()?;
        Ok(Self(Arc::new(seals)))
    }

    /// Whether this issuer's papers are sealed here.
    pub fn has(&self, issuer: IssuerCode) -> bool {
        self.0.contains_key(&issuer)
    }

    /// The paper with the seal of its issuer, or as it is when the issuer has
    /// none. It takes milliseconds of one processor, or a module's time.
    ///
    /// Fails when the seal cannot be put on: a certificate that ended
    /// meanwhile, a module that is gone. Then there is no paper.
    pub fn sealed(&self, pdf: Vec<u8>, issuer: &Profile, at: Instant) -> Result<Vec<u8>, SealError> {
        let Some(own) = self.0.get(&issuer.code) else { return Ok(pdf) };
        let appearance = Appearance { body: issuer.name.vi.clone(), stamp: own.stamp.clone() };
        seal(&pdf, own.key.as_ref(), &appearance, moment(at))
    }

    /// The seals whose certificates have ended by then.
    pub fn ended_by(&self, at: Instant) -> impl Iterator<Item = SealSummary> {
        self.summaries().filter(move |seal| seal.valid_until < moment(at))
    }

    /// Every seal, by issuer.
    pub fn summaries(&self) -> impl Iterator<Item = SealSummary> {
        self.0.iter().map(|(issuer, own)| SealSummary {
            issuer: *issuer,
            subject: own.key.certificate().subject(),
            valid_until: own.key.certificate().valid_until(),
            is_pictured: own.stamp.is_some(),
        })
    }
}

impl BodySeal {
    fn open(places: &SealPlaces, issuer: IssuerCode, at: Instant) -> Result<Self, SealsError> {
        let file = |ending: &str| places.folder.join(format!("{issuer}.{ending}"));
        let refused = |refusal| SealsError::Refused(issuer, refusal);
        let certificate = SealCertificate::read(&read_text(&file("pem"))?).map_err(refused)?;
        certificate.refuse_outside_validity(moment(at)).map_err(refused)?;
        let key: Box<dyn SealKey> = match &places.module {
            _ if file("key").exists() => {
                let pem = read_private(&file("key"))?;
                let passphrase = places.passphrase.as_ref().map(SecretSource::read).transpose()?;
                let passphrase = passphrase.as_ref().map(|text| text.as_str());
                Box::new(FileSealKey::read(&pem, passphrase, certificate).map_err(refused)?)
            }
            Some(module) => {
                let key = module.seal_key(issuer, certificate);
                Box::new(key.map_err(|error| SealsError::Module(issuer, error))?)
            }
            None => return Err(SealsError::NoKey(issuer)),
        };
        let picture = file("png");
        let stamp = match std::fs::read(&picture) {
            Ok(png) => Some(Stamp::read(&png).map_err(|refusal| SealsError::Stamp(picture, refusal))?),
            Err(error) if error.kind() == std::io::ErrorKind::NotFound => None,
            Err(error) => return Err(SealsError::File(picture, error)),
        };
        Ok(Self { key, stamp })
    }
}

/// The issuers that have a certificate in the folder.
fn issuers(folder: &Path) -> Result<BTreeSet<IssuerCode>, SealsError> {
    let listed = match std::fs::read_dir(folder) {
        Ok(listed) => listed,
        Err(error) if error.kind() == std::io::ErrorKind::NotFound => return Ok(BTreeSet::new()),
        Err(error) => return Err(SealsError::File(folder.to_owned(), error)),
    };
    let (mut issuers, mut others) = (BTreeSet::new(), Vec::new());
    for file in listed {
        let path = file.map_err(|error| SealsError::File(folder.to_owned(), error))?.path();
        let name = |part: Option<&std::ffi::OsStr>| {
            part.and_then(std::ffi::OsStr::to_str).unwrap_or_default().to_owned()
        };
        let (stem, ending) = (name(path.file_stem()), name(path.extension()));
        if !["pem", "key", "png"].contains(&ending.as_str()) {
            continue;
        }
        let issuer = stem.parse::<IssuerCode>().map_err(|_| SealsError::Name(path.clone()))?;
        if ending == "pem" {
            issuers.insert(issuer);
        } else {
            others.push((path, issuer));
        }
    }
    match others.into_iter().find(|(_, issuer)| !issuers.contains(issuer)) {
        Some((path, issuer)) => Err(SealsError::NoCertificate(path, issuer)),
        None => Ok(issuers),
    }
}

fn read_text(path: &Path) -> Result<String, SealsError> {
    std::fs::read_to_string(path).map_err(|error| SealsError::File(path.to_owned(), error))
}

/// No seal is older than 1970; an earlier instant is its beginning.
fn moment(at: Instant) -> Moment {
    Moment::from_unix(u64::try_from(at.unix()).unwrap_or_default())
}
