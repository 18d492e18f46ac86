//! Personal identification numbers at rest: encrypted, and found again by a
//! keyed hash; and the marks by which a slip's holder follows a dossier and a
//! link in a mail opens. Who steals the database without the master secret has
//! none of them.

use base64::Engine;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use chacha20poly1305::aead::{Aead, KeyInit};
use chacha20poly1305::{XChaCha20Poly1305, XNonce};
use data_encoding::BASE32_NOPAD;

use crate::domain::application::Application;
use crate::domain::ids::{DossierId, MailId};
use crate::entropy::Entropy;
use crate::secret::{MasterSecret, keyed_hash};

/// What a sealed text begins with.
const MARK: &str = "sealed:";

/// Seals and opens personal identification numbers.
#[derive(Clone)]
pub struct Seal {
    cipher: XChaCha20Poly1305,
    hash_key: [u8; 32],
    tracking_key: [u8; 32],
    mail_key: [u8; 32],
    entropy: Entropy,
}

/// A sealed text cannot be opened with this secret.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[error("a sealed text does not open with this master secret")]
pub struct DoesNotOpen;

impl Seal {
    /// The seal of this master secret.
    pub fn new(secret: &MasterSecret, entropy: Entropy) -> Self {
        let cipher = XChaCha20Poly1305::new(&secret.key("seal personal numbers").into());
        Self {
            cipher,
            hash_key: secret.key("find personal numbers"),
            tracking_key: secret.key("follow a dossier"),
            mail_key: secret.key("links in mails"),
            entropy,
        }
    }

    /// The number, sealed.
    pub fn close(&self, number: &str) -> String {
        let nonce: [u8; 24] = self.entropy.bytes();
        let sealed =
            self.cipher.encrypt(&XNonce::from(nonce), number.as_bytes()).expect("a short text can be sealed");
        format!("{MARK}{}", URL_SAFE_NO_PAD.encode([&nonce[..], &sealed].concat()))
    }

    /// The number that was sealed.
    pub fn open(&self, sealed: &str) -> Result<String, DoesNotOpen> {
        let text = sealed.strip_prefix(MARK).ok_or(DoesNotOpen)?;
        let bytes = URL_SAFE_NO_PAD.decode(text).map_err(|_| DoesNotOpen)?;
        let (nonce, sealed) = bytes.split_first_chunk::<24>().ok_or(DoesNotOpen)?;
        let number = self.cipher.decrypt(&XNonce::from(*nonce), sealed).map_err(|_| DoesNotOpen)?;
        String::from_utf8(number).map_err(|_| DoesNotOpen)
    }

    /// The keyed hash a person is found by.
    pub fn hash(&self, number: &str) -> Vec<u8> {
        keyed_hash(&self.hash_key, number.as_bytes()).to_vec()
    }

    /// What follows a dossier's number on its slip, so that nobody who has not
    /// seen the slip can follow it: 80 bits as 16 letters and digits.
    pub fn tracking_mark(&self, dossier: DossierId) -> String {
        let hash = keyed_hash(&self.tracking_key, dossier.to_string().as_bytes());
        BASE32_NOPAD.encode(&hash[..10])
    }

    /// What follows the id of a mail in a link of it, for one purpose: 160 bits
    /// as 32 letters and digits.
    pub fn mail_mark(&self, purpose: &str, mail: MailId) -> String {
        let hash = keyed_hash(&self.mail_key, format!("{purpose} {mail}").as_bytes());
        BASE32_NOPAD.encode(&hash[..20])
    }

    /// Seals every expert's number.
    pub(super) fn close_application(&self, application: &mut Application) {
        for number in personal_numbers(application) {
            *number = self.close(number);
        }
    }

    /// Opens every expert's number.
    pub(super) fn open_application(&self, application: &mut Application) -> Result<(), DoesNotOpen> {
        for number in personal_numbers(application) {
            *number = self.open(number)?;
        }
        Ok(())
    }
}

/// The experts' numbers, where there is one.
fn personal_numbers(application: &mut Application) -> impl Iterator<Item = &mut String> {
    let numbers = application.experts.iter_mut().filter_map(|expert| expert.personal_number.as_mut());
    numbers.filter(|number| !number.is_empty())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::application;

    fn seal(seed: u64) -> Seal {
        let entropy = Entropy::seeded(seed);
        Seal::new(&MasterSecret::generate(&entropy), entropy)
    }

    #[test]
    fn a_sealed_number_opens_only_with_the_secret_it_was_sealed_with() {
        let seal_one = seal(1);
        let sealed = seal_one.close("001085000123");
        assert!(!sealed.contains("001085000123"));
        assert_eq!(seal_one.open(&sealed).expect("opens"), "001085000123");
        assert_eq!(seal(2).open(&sealed), Err(DoesNotOpen));
        assert_ne!(sealed, seal_one.close("001085000123"), "the same number never looks the same twice");
    }

    #[test]
    fn an_application_keeps_its_shape_and_loses_its_numbers() {
        let seal = seal(1);
        let mut application = application::parse(
            br#"{"format": "dossier/1", "procedure": "new_organisation", "issuer": "BKHCN", "received_on": "2026-11-23",
                "organisation": {}, "experts": [{"personal_number": "001085000123"}, {"name": "A"}]}"#,
        )
        .expect("an application");
        let plain = application.clone();
        seal.close_application(&mut application);
        assert!(!serde_json::to_string(&application).expect("JSON").contains("001085000123"));
        seal.open_application(&mut application).expect("opens");
        assert_eq!(application, plain);
    }
}
