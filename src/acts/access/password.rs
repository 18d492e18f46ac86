//! Passwords: which are accepted, how they are kept and compared.

use argon2::password_hash::phc::PasswordHash;
use argon2::password_hash::{PasswordHasher, PasswordVerifier};
use argon2::{Algorithm, Argon2, Params, Version};
use tokio::task::spawn_blocking;
use unicode_normalization::UnicodeNormalization;
use zeroize::Zeroizing;

use super::line::Place;
use crate::domain::fold::fold;
use crate::entropy::Entropy;

/// Fewest characters. Length is what makes guessing dear; NIST SP 800-63B
/// asks for no rules of composition on top, and for a look at what is common.
const FEWEST: usize = 12;

/// Most characters: hashing a megabyte on request would be a gift to an attacker.
const MOST: usize = 200;

/// Words of the product and of the country that a guesser of this register's
/// passwords tries first, without marks; the estimator's own lists are English.
const WORDS: [&str; 18] = [
    "matkhau",
    "anhyeuem",
    "emyeuanh",
    "vietnam",
    "hanoi",
    "saigon",
    "quantri",
    "lanhdao",
    "thamxet",
    "tiepnhan",
    "sodangky",
    "dangky",
    "tuvan",
    "chuyengia",
    "giayxacnhan",
    "bokhoahoccongnghe",
    "consultant",
    "registry",
];

/// Why a new password is not accepted.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum PasswordFault {
    /// Fewer than 12 characters.
    #[error("a password has at least 12 characters")]
    TooShort,
    /// More than 200 characters.
    #[error("a password has at most 200 characters")]
    TooLong,
    /// One that is guessed early: common, a sequence or a repetition, made of
    /// the owner's address and name or of the words of this register.
    #[error("this password is too easy to guess")]
    TooEasy,
    /// The one that is to be replaced.
    #[error("a new password differs from the current one")]
    Same,
}

/// Whose password it will be: a guesser begins with what everyone knows.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct Owner<'a> {
    /// Their address.
    pub(super) email: &'a str,
    /// Their name.
    pub(super) name: &'a str,
}

/// A password in the one form it is hashed in; wiped when dropped.
pub(super) struct Password(Zeroizing<String>);

impl Password {
    /// What was typed. NFC, because keyboards differ in how they compose
    /// Vietnamese letters.
    pub(super) fn typed(text: &str) -> Self {
        Self(Zeroizing::new(text.nfc().collect()))
    }

    /// What was typed, if it may become someone's password.
    pub(super) fn chosen(text: &str, owner: Owner<'_>) -> Result<Self, PasswordFault> {
        let password = Self::typed(text);
        match password.0.chars().count() {
            0..FEWEST => Err(PasswordFault::TooShort),
            length if length > MOST => Err(PasswordFault::TooLong),
            _ if is_guessed_early(&password.0, owner) => Err(PasswordFault::TooEasy),
            _ => Ok(password),
        }
    }

    /// The PHC string to keep, with a salt of its own.
    pub(super) async fn hash(self, entropy: &Entropy, place: &Place) -> String {
        let salt = entropy.bytes::<16>();
        let _turn = place.turn().await;
        spawn_blocking(move || {
            let hash = argon2id().hash_password_with_salt(self.0.as_bytes(), &salt);
            hash.expect("the parameters and the salt's length are constants that fit").to_string()
        })
        .await
        .expect("hashing does not panic")
    }

    /// Whether it is the password of this PHC string. Without one it still
    /// costs the same: an attacker must not learn which addresses have an
    /// account by measuring the answer.
    pub(super) async fn matches(self, hash: Option<String>, place: &Place) -> bool {
        // More than 200 characters never was anybody's password.
        let hash = hash.filter(|_| self.0.chars().count() <= MOST);
        let typed = if hash.is_some() { self } else { Self::typed("nobody's password") };
        let _turn = place.turn().await;
        spawn_blocking(move || match hash {
            Some(hash) => PasswordHash::new(&hash)
                .is_ok_and(|hash| argon2id().verify_password(typed.0.as_bytes(), &hash).is_ok()),
            None => argon2id().hash_password_with_salt(typed.0.as_bytes(), &[0; 16]).is_err(),
        })
        .await
        .expect("comparing does not panic")
    }
}

/// Whether fewer than 10^8 guesses find it: those who are let try more slowly
/// than a thousand times a day would take centuries for more.
fn is_guessed_early(password: &str, owner: Owner<'_>) -> bool {
    let (email, name, folded) = (fold(owner.email), fold(owner.name), Zeroizing::new(fold(password)));
    let parts = |text: &'_ str| -> Vec<String> {
        let parts = text.split(|letter: char| !letter.is_alphanumeric());
        parts.filter(|part| part.chars().count() > 2).map(str::to_owned).collect()
    };
    let mut own = [parts(&email), parts(&name), vec![name.replace(' ', ""), email.clone()]].concat();
    own.extend(email.split('@').map(str::to_owned));
    // Folded, an address has lost its dots and its sign.
    let user = fold(owner.email.split('@').next().unwrap_or_default());
    own.push(user.chars().filter(|letter| letter.is_alphanumeric()).collect());
    let known: Vec<&str> =
        own.iter().map(String::as_str).chain(WORDS).filter(|word| !word.is_empty()).collect();
    // Marks and spaces hide a name from the estimator, not from a guesser.
    let bare: Zeroizing<String> =
        Zeroizing::new(folded.chars().filter(|letter| letter.is_alphanumeric()).collect());
    let spellings = [password, folded.as_str(), bare.as_str()];
    spellings.iter().any(|text| zxcvbn::zxcvbn(text, &known).score() < zxcvbn::Score::Three)
}

/// OWASP's first choice for Argon2id: 19 MiB, two passes, one lane.
fn argon2id() -> Argon2<'static> {
    let params = Params::new(19 * 1024, 2, 1, Some(32)).expect("the parameters are within their ranges");
    Argon2::new(Algorithm::Argon2id, Version::V0x13, params)
}

#[cfg(test)]
mod tests {
    use super::super::Lines;
    use super::*;
    use crate::domain::door::Caller;

    fn fault(text: &str) -> Option<PasswordFault> {
        let owner = Owner { email: "mai.tran@example.vn", name: "Trần Thị Mai" };
        Password::chosen(text, owner).err()
    }

    #[test]
    fn a_long_password_is_accepted_and_a_short_or_easy_one_is_not() {
        assert_eq!(fault("ba con mèo trèo cây cau"), None);
        assert_eq!(fault("ngắn quá"), Some(PasswordFault::TooShort));
        assert_eq!(fault(&"dài ".repeat(60)), Some(PasswordFault::TooLong));
    }

    #[test]
    fn what_is_guessed_first_is_no_password() {
        for easy in [
            "123456789012",
            "121212121212121212",
            "passwordpassword",
            "Password12345!",
            "qwertyuiop123",
            "iloveyou123456",
            "matkhau123456",
            "Mật khẩu 123456",
            "mai.tran@example.vn",
            "Mai.Tran123456",
            "tranthimai2026",
            "Trần Thị Mai 1990",
            "quantri123456",
            "abcdefghijklmn",
        ] {
            assert_eq!(fault(easy), Some(PasswordFault::TooEasy), "{easy}");
        }
        for good in ["bốn con voi đi bộ", "mưa chiều tháng sáu", "so-dang-ky-minh-hoa", "kq3v7xw2m9td4bzh"]
        {
            assert_eq!(fault(good), None, "{good}");
        }
    }

    #[tokio::test]
    async fn a_password_matches_however_the_keyboard_composes_it() {
        let place = Lines::default().place(Caller::Stranger).expect("a place");
        let hash = Password::typed("tiếng Việt có dấu").hash(&Entropy::system(), &place).await;
        assert!(hash.starts_with("$argon2id$v=19$m=19456,t=2,p=1$"));
        let decomposed: String = "tiếng Việt có dấu".nfd().collect();
        assert!(Password::typed(&decomposed).matches(Some(hash.clone()), &place).await);
        assert!(!Password::typed("tieng Viet co dau").matches(Some(hash), &place).await);
        assert!(!Password::typed("nobody's password").matches(None, &place).await);
    }
}
