//! The signature proper: detached `CAdES`, as `PAdES` baseline B-B asks for
//! (ETSI EN 319 142-1, 6.3).
//!
//! Signed attributes are the kind of content, its digest and the hash of the
//! certificate. The moment of signing stands in the PDF, not here (EN 319
//! 142-1, table 1). A time stamp would be an unsigned attribute of the one
//! signer below, over its signature.

use cms::cert::{CertificateChoices, IssuerAndSerialNumber};
use cms::content_info::{CmsVersion, ContentInfo};
use cms::signed_data::{
    CertificateSet, EncapsulatedContentInfo, SignedAttributes, SignedData, SignerIdentifier, SignerInfo,
    SignerInfos,
};
use p256::ecdsa::Signature;
use sha2::{Digest, Sha256};
use x509_cert::attr::Attribute;
use x509_cert::der::asn1::{Any, ObjectIdentifier, OctetString, SetOfVec};
use x509_cert::der::{self, Encode, EncodeValue, Tagged};
use x509_cert::spki::AlgorithmIdentifierOwned;

use super::SealError;
use super::key::SealKey;

/// RFC 5652, 4.
const DATA: ObjectIdentifier = ObjectIdentifier::new_unwrap("1.2.840.113549.1.7.1");
/// RFC 5652, 5.1.
const SIGNED_DATA: ObjectIdentifier = ObjectIdentifier::new_unwrap("1.2.840.113549.1.7.2");
/// RFC 5652, 11.1.
const CONTENT_TYPE: ObjectIdentifier = ObjectIdentifier::new_unwrap("1.2.840.113549.1.9.3");
/// RFC 5652, 11.2.
const MESSAGE_DIGEST: ObjectIdentifier = ObjectIdentifier::new_unwrap("1.2.840.113549.1.9.4");
/// RFC 5035, 3.
const SIGNING_CERTIFICATE_V2: ObjectIdentifier = ObjectIdentifier::new_unwrap("1.2.840.113549.1.9.16.2.47");
/// RFC 5754, 2.2.
const SHA_256: ObjectIdentifier = ObjectIdentifier::new_unwrap("2.16.840.1.101.3.4.2.1");
/// RFC 5758, 3.2.
const ECDSA_WITH_SHA_256: ObjectIdentifier = ObjectIdentifier::new_unwrap("1.2.840.10045.4.3.2");

/// Most bytes of a signature beside its certificates: names of the issuer,
/// attributes and structure take about a fifth of it.
const BESIDE_CERTIFICATES: usize = 2048;

/// Bytes to keep free for a signature of this key.
pub(super) fn room(key: &dyn SealKey) -> usize {
    key.certificate().chain_bytes() + BESIDE_CERTIFICATES
}

/// Signs a content of this SHA-256 digest; gives the DER.
///
/// What the key gave back is checked with the certificate: a key that is
/// another one, or a module that errs, makes no paper.
pub(super) fn signature(key: &dyn SealKey, content: &[u8; 32]) -> Result<Vec<u8>, SealError> {
    let attributes = attributes(key, content)?;
    let digest = Sha256::digest(attributes.to_der()?).into();
    let signature = key.sign(&digest)?;
    if !key.certificate().has_signed(&digest, &signature) {
        return Err(super::SealRefusal::OtherKey.into());
    }
    let signature = Signature::from_slice(&signature).expect("it was checked").to_der();
    let signed = signed_data(key, attributes, signature.as_bytes())?;
    Ok(ContentInfo { content_type: SIGNED_DATA, content: any(&signed)? }.to_der()?)
}

fn attributes(key: &dyn SealKey, content: &[u8; 32]) -> der::Result<SignedAttributes> {
    let attribute = |oid, value| {
        let values = SetOfVec::try_from(vec![value])?;
        Ok::<_, der::Error>(Attribute { oid, values })
    };
    let certificate = OctetString::new(Sha256::digest(key.certificate().own_der()).as_slice())?;
    SetOfVec::try_from(vec![
        attribute(CONTENT_TYPE, any(&DATA)?)?,
        attribute(MESSAGE_DIGEST, any(&OctetString::new(content.as_slice())?)?)?,
        // SigningCertificateV2 with one ESSCertIDv2, whose hash is SHA-256 when
        // nothing else is said: three sequences around the hash.
        attribute(SIGNING_CERTIFICATE_V2, any(&vec![vec![vec![certificate]]])?)?,
    ])
}

fn signed_data(key: &dyn SealKey, attributes: SignedAttributes, signature: &[u8]) -> der::Result<SignedData> {
    let own = key.certificate().own().tbs_certificate();
    let signer = SignerInfo {
        version: CmsVersion::V1,
        sid: SignerIdentifier::IssuerAndSerialNumber(IssuerAndSerialNumber {
            issuer: own.issuer().clone(),
            serial_number: own.serial_number().clone(),
        }),
        digest_alg: algorithm(SHA_256),
        signed_attrs: Some(attributes),
        signature_algorithm: algorithm(ECDSA_WITH_SHA_256),
        signature: OctetString::new(signature)?,
        unsigned_attrs: None,
    };
    let chain = key.certificate().chain().iter().cloned().map(CertificateChoices::Certificate);
    Ok(SignedData {
        version: CmsVersion::V1,
        digest_algorithms: SetOfVec::try_from(vec![algorithm(SHA_256)])?,
        encap_content_info: EncapsulatedContentInfo { econtent_type: DATA, econtent: None },
        certificates: Some(CertificateSet::try_from(chain.collect::<Vec<_>>())?),
        crls: None,
        signer_infos: SignerInfos::try_from(vec![signer])?,
    })
}

fn algorithm(oid: ObjectIdentifier) -> AlgorithmIdentifierOwned {
    AlgorithmIdentifierOwned { oid, parameters: None }
}

fn any(value: &(impl EncodeValue + Tagged)) -> der::Result<Any> {
    Any::encode_from(value)
}
