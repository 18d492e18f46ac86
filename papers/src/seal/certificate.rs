//! The certificate of a seal: whose key it is, and until when.

use p256::ecdsa::signature::hazmat::PrehashVerifier;
use p256::ecdsa::{Signature, VerifyingKey};
use p256::pkcs8::DecodePublicKey;
use x509_cert::Certificate;
use x509_cert::der::{Decode, Document, Encode};
use x509_cert::ext::pkix::KeyUsage;

use super::moment::Moment;

/// The end of each certificate in a PEM file.
const PEM_END: &str = "-----END CERTIFICATE-----";

/// A certificate that may seal, and those above it.
#[derive(Clone, Debug)]
pub struct SealCertificate {
    /// The seal's own first, each issued by the next. Never empty.
    chain: Vec<Certificate>,
    /// The same as they came, byte for byte: hashes are of these.
    ders: Vec<Vec<u8>>,
    key: VerifyingKey,
}

/// Why a key or a certificate is not used for sealing.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum SealRefusal {
    /// The file holds no certificate.
    #[error("the file holds no certificate; it begins with the seal's own, then those above it, as PEM")]
    NoCertificate,
    /// A certificate cannot be read.
    #[error("certificate {0} of the file cannot be read")]
    CertificateUnreadable(usize),
    /// The chain is out of order.
    #[error("certificate {0} of the file was not issued by the one after it")]
    ChainBroken(usize),
    /// The key of the certificate is of another kind.
    #[error("the certificate is not for an ECDSA key on the curve P-256")]
    NotP256,
    /// The certificate is for something else.
    #[error("the certificate is not for signing documents: its key usage lacks nonRepudiation")]
    NotForSigning,
    /// The certificate is not valid yet.
    #[error("the certificate is valid only from {0}")]
    NotYetValid(Moment),
    /// The certificate is valid no more.
    #[error("the certificate was valid only until {0}")]
    Expired(Moment),
    /// The private key cannot be read.
    #[error(
        "the private key cannot be read as a P-256 key in PKCS#8; \
         openssl pkcs8 -topk8 writes one from other forms"
    )]
    KeyUnreadable,
    /// The private key is under another passphrase, or one is missing.
    #[error("the private key is encrypted, and this is not its passphrase")]
    WrongPassphrase,
    /// The private key is another one.
    #[error("the private key is not the one the certificate is for")]
    OtherKey,
}

impl SealCertificate {
    /// Reads the seal's certificate and those above it, PEM.
    ///
    /// Whether it is valid today is asked when something is sealed, and by
    /// [`Self::refuse_outside_validity`].
    pub fn read(pem: &str) -> Result<Self, SealRefusal> {
        let (mut chain, mut ders) = (Vec::new(), Vec::new());
        for (at, one) in pem.split_inclusive(PEM_END).filter(|part| part.contains(PEM_END)).enumerate() {
            let (certificate, der) = read_one(one).ok_or(SealRefusal::CertificateUnreadable(at + 1))?;
            chain.push(certificate);
            ders.push(der);
        }
        let own = chain.first().ok_or(SealRefusal::NoCertificate)?;
        let key = verifying_key(own)?;
        if !is_for_signing(own) {
            return Err(SealRefusal::NotForSigning);
        }
        let issued =
            |pair: &[Certificate]| pair[0].tbs_certificate().issuer() == pair[1].tbs_certificate().subject();
        if let Some(broken) = chain.windows(2).position(|pair| !issued(pair)) {
            return Err(SealRefusal::ChainBroken(broken + 1));
        }
        Ok(Self { chain, ders, key })
    }

    /// Refuses a moment at which the certificate is not valid.
    pub fn refuse_outside_validity(&self, at: Moment) -> Result<(), SealRefusal> {
        let validity = self.own().tbs_certificate().validity();
        let bounds = [validity.not_before, validity.not_after].map(|time| Moment::of(time.to_date_time()));
        match bounds {
            [from, _] if at < from => Err(SealRefusal::NotYetValid(from)),
            [_, until] if at > until => Err(SealRefusal::Expired(until)),
            _ => Ok(()),
        }
    }

    /// Whether this is a signature of the certificate's key: `r` then `s`.
    pub fn has_signed(&self, digest: &[u8; 32], signature: &[u8; 64]) -> bool {
        Signature::from_slice(signature)
            .is_ok_and(|signature| self.key.verify_prehash(digest, &signature).is_ok())
    }

    /// The last moment of the certificate.
    pub fn valid_until(&self) -> Moment {
        Moment::of(self.own().tbs_certificate().validity().not_after.to_date_time())
    }

    /// Whose it is, as the certificate writes it (RFC 4514).
    pub fn subject(&self) -> String {
        self.own().tbs_certificate().subject().to_string()
    }

    /// The public key.
    pub(super) fn key(&self) -> &VerifyingKey {
        &self.key
    }

    /// The seal's own certificate.
    pub(super) fn own(&self) -> &Certificate {
        &self.chain[0]
    }

    /// The seal's own certificate, byte for byte.
    pub(super) fn own_der(&self) -> &[u8] {
        &self.ders[0]
    }

    /// It and those above it.
    pub(super) fn chain(&self) -> &[Certificate] {
        &self.chain
    }

    /// Bytes of all of them.
    pub(super) fn chain_bytes(&self) -> usize {
        self.ders.iter().map(Vec::len).sum()
    }
}

/// A certificate and its bytes. One that would be written otherwise than it
/// came is not DER, and its signature could not be kept.
fn read_one(pem: &str) -> Option<(Certificate, Vec<u8>)> {
    let begin = pem.find("-----BEGIN CERTIFICATE-----")?;
    let (_, document) = Document::from_pem(&pem[begin..]).ok()?;
    let certificate = Certificate::from_der(document.as_bytes()).ok()?;
    let same = certificate.to_der().is_ok_and(|der| der == document.as_bytes());
    same.then(|| (certificate, document.as_bytes().to_vec()))
}

fn verifying_key(certificate: &Certificate) -> Result<VerifyingKey, SealRefusal> {
    let named = certificate.tbs_certificate().subject_public_key_info().to_der();
    let named = named.map_err(|_| SealRefusal::NotP256)?;
    VerifyingKey::from_public_key_der(&named).map_err(|_| SealRefusal::NotP256)
}

/// Certificates of documents have this bit, alone or with others; those with
/// `digitalSignature` only are for logging in (ETSI EN 319 412-2, 4.3.2), and
/// verifiers refuse what they sign.
fn is_for_signing(certificate: &Certificate) -> bool {
    let usage = certificate.tbs_certificate().get_extension::<KeyUsage>();
    usage.ok().flatten().is_some_and(|(_, usage)| usage.non_repudiation())
}
