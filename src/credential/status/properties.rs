//! What holds for every list and every byte.

use proptest::prelude::*;

use super::{
    LIST_LENGTH, ListKind, MAX_LIST_BYTES, Status, StatusList, StatusSet, bitstring, cwt, jwt,
    samples::{bitstring_of, cwt_of, jwt_of, list, random_list},
};
use crate::credential::{document::samples::IN_USE, vectors};

fn status() -> impl Strategy<Value = Status> {
    prop_oneof![Just(Status::Valid), Just(Status::Invalid), Just(Status::Suspended)]
}

prop_compose! {
    fn any_list()(
        entries in proptest::collection::vec((0..LIST_LENGTH, status()), 0..200),
        number in any::<u32>(), which in 0..32_768u32, lasts in 1..100_000_000i64, ttl_seconds in any::<u32>(),
    ) -> StatusList {
        let mut statuses = StatusSet::new();
        for (entry, status) in entries {
            assert!(statuses.set(entry, status));
        }
        let valid_until = list().issued_at.plus_seconds(lasts);
        StatusList { number, list: which, valid_until, ttl_seconds, statuses, ..list() }
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(64))]

    #[test]
    fn what_was_signed_is_read_back_from_every_form(list in any_list()) {
        let trust = vectors::trust();
        let by_jwt = jwt::verify(&jwt_of(&list, IN_USE), &trust).expect("the issuer's key");
        let by_cwt = cwt::verify(&cwt_of(&list, IN_USE), &trust).expect("the issuer's key");
        prop_assert_eq!(by_jwt.list(), &list);
        prop_assert_eq!(by_cwt.list(), &list);
        let half = |purpose| {
            let text = bitstring_of(&list, purpose, IN_USE);
            bitstring::verify(&text, &trust).expect("the issuer's key").list().clone()
        };
        let (ended, suspended) = (half(ListKind::Revocation), half(ListKind::Suspension));
        let statuses = ended.statuses.combined(&suspended.statuses);
        prop_assert_eq!(StatusList { statuses, ..ended }, list);
    }

    #[test]
    fn no_bytes_make_the_readers_panic(bytes in proptest::collection::vec(any::<u8>(), 0..300), text in any::<String>()) {
        prop_assert!(cwt::verify(&bytes, &vectors::trust()).is_err());
        prop_assert!(jwt::verify(&text, &vectors::trust()).is_err());
        prop_assert!(bitstring::verify(&text, &vectors::trust()).is_err());
    }

    #[test]
    fn no_token_like_text_makes_the_reader_panic(text in "[A-Za-z0-9_-]{0,90}(\\.[A-Za-z0-9_-]{0,90}){0,3}") {
        prop_assert!(jwt::verify(&text, &vectors::trust()).is_err());
    }
}

fn accepted(form: usize, bytes: &[u8]) -> bool {
    let trust = vectors::trust();
    let text = std::str::from_utf8(bytes);
    match form {
        0 => text.is_ok_and(|text| bitstring::verify(text, &trust).is_ok()),
        1 => text.is_ok_and(|text| jwt::verify(text, &trust).is_ok()),
        _ => cwt::verify(bytes, &trust).is_ok(),
    }
}

#[test]
fn a_list_with_any_one_byte_changed_or_missing_is_refused() {
    let forms = [
        bitstring_of(&list(), ListKind::Revocation, IN_USE).into_bytes(),
        jwt_of(&list(), IN_USE).into_bytes(),
        cwt_of(&list(), IN_USE),
    ];
    for (form, mut bytes) in forms.into_iter().enumerate() {
        assert!(accepted(form, &bytes));
        for at in 0..bytes.len() {
            assert!(!accepted(form, &bytes[..at]), "form {form} cut at {at}");
            for change in [0x01, 0x04, 0x20, 0x80] {
                bytes[at] ^= change;
                assert!(!accepted(form, &bytes), "form {form} byte {at} xor {change}");
                bytes[at] ^= change;
            }
        }
    }
}

#[test]
fn the_list_that_packs_worst_fits_in_every_form() {
    let worst = random_list();
    let (text, bytes) = (jwt_of(&worst, IN_USE), cwt_of(&worst, IN_USE));
    for purpose in [ListKind::Revocation, ListKind::Suspension] {
        let text = bitstring_of(&worst, purpose, IN_USE);
        assert!(bitstring::verify(&text, &vectors::trust()).is_ok(), "{} bytes", text.len());
    }
    assert!(jwt::verify(&text, &vectors::trust()).is_ok(), "{} bytes", text.len());
    assert!(cwt::verify(&bytes, &vectors::trust()).is_ok(), "{} bytes", bytes.len());
    // DOCUMENT.md, section 7, with room for another packer.
    assert!(text.len() < 48_000 && bytes.len() < 27_000);
    assert!(jwt_of(&list(), IN_USE).len() < 600 && cwt_of(&list(), IN_USE).len() < 300);
}

#[test]
fn a_longer_text_is_refused_unread() {
    let long = "a".repeat(MAX_LIST_BYTES + 1);
    let refused = [
        jwt::verify(&long, &vectors::trust()),
        bitstring::verify(&long, &vectors::trust()),
        cwt::verify(long.as_bytes(), &vectors::trust()),
    ];
    assert!(refused.into_iter().all(|read| read.is_err_and(|refused| refused.code() == "too_long")));
}
