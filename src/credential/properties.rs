//! What holds for every text, every byte and every paper.

use proptest::prelude::*;

use super::{
    Affiliation, CardPayload, CertificatePayload, IssuerSigningKey, Malformed, Paper, Payload, PhotoHash,
    Token, TrustList, TrustedKey, link, sign::sign, vectors, verify, verify_text,
};
use crate::dates::{Day, Instant};

fn day() -> impl Strategy<Value = Day> {
    (1971..=9998, 1u8..=12, 1u8..=28)
        .prop_map(|(year, month, day)| Day::new(year, month, day).expect("a day"))
}

fn name() -> &'static str {
    "[A-ZĐÂƯ][a-zđâêơưạảễịồộụỳỹ]{1,9}( [A-ZĐÂƯ][a-zđâêơưạảễịồộụỳỹ]{1,6}){0,7}"
}

prop_compose! {
    fn paper()(
        issuer in "[A-Z0-9]{1,8}", number in "[A-ZĐ0-9][A-ZĐ0-9/.-]{0,38}[A-ZĐ0-9]", holder in name(),
        version in any::<u16>(), one in day(), other in day(), signed in 0i64..86_400, status_index in any::<u32>(),
    ) -> Paper {
        let (valid_from, valid_until) = (one.min(other), one.max(other));
        Paper {
            issuer: issuer.parse().expect("an issuer code"),
            number: number.parse().expect("a number"),
            holder: holder.parse().expect("a name"),
            version, valid_from, valid_until, status_index,
            issued_at: valid_until.starts_at().plus_seconds(signed),
        }
    }
}

fn payload() -> impl Strategy<Value = Payload> {
    (paper(), 0..4, "[0-9]{10}", any::<[u8; 16]>(), any::<bool>()).prop_map(
        |(paper, kind, code, photo, coded)| {
            let photo = PhotoHash::from_bytes(photo);
            let code = coded.then(|| code.parse().expect("an enterprise code"));
            match kind {
                0 => CertificatePayload::organisation(paper, code).map(Payload::Certificate),
                1 => CertificatePayload::independent(paper).map(Payload::Certificate),
                2 => CardPayload::new(paper, Affiliation::Organisation, photo).map(Payload::Card),
                _ => CardPayload::new(paper, Affiliation::Independent, photo).map(Payload::Card),
            }
            .expect("the days fit")
        },
    )
}

/// Seconds near the limits of years and days as well as anywhere.
fn time() -> impl Strategy<Value = i64> {
    prop_oneof![
        any::<i64>(),
        253_402_000_000..253_402_400_000i64,
        -2_209_000_000..-2_208_000_000i64,
        (0..40_000i64).prop_map(|days| days * 86_400 - 25_200),
    ]
}

proptest! {
    #[test]
    fn no_signed_time_makes_the_reader_panic(end in time(), start in time(), signed_at in time()) {
        if let Ok(genuine) = verify_text(&vectors::encoding::card_with_times(end, start, signed_at), &vectors::trust()) {
            let paper = genuine.payload().paper();
            prop_assert!(paper.valid_from <= paper.valid_until);
            prop_assert_eq!(paper.valid_until.ends_before().unix(), end);
        }
    }

    #[test]
    fn what_was_signed_is_read_back(payload in payload(), seed in any::<[u8; 32]>()) {
        let key = IssuerSigningKey::from_seed(payload.paper().issuer.clone(), &seed);
        let token = sign(payload.clone(), &key).expect("the issuer's key");
        prop_assert_eq!(&Token::from_bytes(token.as_bytes()), &Ok(token.clone()));
        prop_assert_eq!(&Token::from_code(&token.to_code()), &Ok(token.clone()));
        let valid_from = Instant::from_unix(0).expect("an instant");
        let trusted = TrustedKey::new(key.issuer().clone(), key.public_key(), valid_from);
        let trust = TrustList::new(vec![trusted]).expect("one key");
        let genuine = verify(&token, &trust).expect("signed with the trusted key");
        prop_assert_eq!(genuine.payload(), &payload);
    }

    #[test]
    fn no_text_makes_the_reader_panic(text in any::<String>()) {
        prop_assert!(verify_text(&text, &vectors::trust()).is_err());
        prop_assert!(TrustList::from_json(&text).is_err());
    }

    #[test]
    fn no_link_makes_the_reader_panic(text in "(?i)(https?://[a-z0-9.:-]{0,30}/V/)?[A-Z2-7]{0,930}") {
        prop_assert!(verify_text(&text, &vectors::trust()).is_err());
    }

    #[test]
    fn no_bytes_make_the_reader_panic(bytes in proptest::collection::vec(any::<u8>(), 0..650)) {
        let refused = Token::from_bytes(&bytes).expect_err("no signature by chance");
        prop_assert_eq!(refused == Malformed::TooLong, bytes.len() > 576);
    }

    #[test]
    fn a_token_with_bytes_changed_anywhere_is_refused(
        changes in proptest::collection::vec((any::<prop::sample::Index>(), 1..=255u8), 1..6),
    ) {
        let token = vectors::certificate_token();
        let mut bytes = token.as_bytes().to_vec();
        for (at, change) in changes {
            let at = at.index(bytes.len());
            bytes[at] ^= change;
        }
        prop_assume!(bytes != token.as_bytes());
        prop_assert!(!accepted(&bytes));
    }
}

fn accepted(bytes: &[u8]) -> bool {
    Token::from_bytes(bytes).is_ok_and(|token| verify(&token, &vectors::trust()).is_ok())
}

#[test]
fn a_token_with_any_one_byte_changed_to_any_other_is_refused() {
    let token = vectors::card_token();
    assert!(accepted(token.as_bytes()));
    let mut bytes = token.as_bytes().to_vec();
    for at in 0..bytes.len() {
        for change in 1..=255u8 {
            bytes[at] ^= change;
            assert!(!accepted(&bytes), "byte {at} xor {change}");
            bytes[at] ^= change;
        }
    }
}

#[test]
fn a_link_with_any_one_character_of_the_code_changed_is_refused() {
    let code = vectors::certificate_token().to_code();
    for at in 0..code.len() {
        for other in
            "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567".chars().filter(|other| !code[at..].starts_with(*other))
        {
            let changed = format!("{}{other}{}", &code[..at], &code[at + 1..]);
            assert!(verify_text(&changed, &vectors::trust()).is_err(), "character {at} to {other}");
        }
    }
}

#[test]
fn a_token_cut_anywhere_is_refused() {
    for token in [vectors::card_token(), vectors::certificate_token()] {
        for length in 0..token.as_bytes().len() {
            assert_eq!(
                Token::from_bytes(&token.as_bytes()[..length]),
                Err(Malformed::Cbor),
                "{length} bytes"
            );
        }
        for length in 1..token.to_code().len() {
            assert!(link::parse(&token.to_code()[..length]).is_err(), "{length} characters");
        }
    }
}
