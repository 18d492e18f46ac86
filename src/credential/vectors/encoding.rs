//! Codes that are not written as the format says.
//!
//! Those that can be taken apart carry a right signature of the key in use
//! over what they say: it is the reading that must refuse them.

use coset::cbor::Value;
use data_encoding::BASE32_NOPAD;

use super::cbor::{Entries, bytes, entries_of, int, item, long_head, map};
use super::{Case, IN_USE, card_token, key, refused};
use crate::credential::claims;

/// The parts of a `COSE_Sign1` that are signed or could be, as CBOR.
#[derive(Clone)]
struct Parts {
    protected: Vec<u8>,
    unprotected: Vec<u8>,
    claims: Vec<u8>,
}

pub(super) fn cases() -> Vec<Case> {
    [texts(), envelopes(), headers(), claims_sets(), encodings()].into_iter().flatten().collect()
}

/// The card under the newer name of the algorithm, which is read as well.
pub(super) fn card_named_ed25519() -> String {
    let protected = map(&[(int(1), int(-19)), (int(4), bytes(key(IN_USE).key_id().as_bytes()))]);
    Parts { protected, ..Parts::card() }.text()
}

fn texts() -> Vec<Case> {
    let code = card_token().to_code();
    let with_last = |last: char| format!("{}{last}", &code[..code.len() - 1]);
    let last = code.chars().next_back().expect("a code has characters");
    let unused_bits = char::from(u8::try_from(last).expect("ASCII") + 1);
    vec![
        refused("nothing", String::new(), "cbor"),
        refused("a text over the limit", format!("HTTPS://{}", "A".repeat(1_193)), "too_long"),
        refused("a code over the limit", "A".repeat(923), "too_long"),
        refused("another address", "https://kiemtra-chuyengia.example/".to_owned(), "not_a_link"),
        refused("a query after the code", format!("HTTPS://A.VN/V/{code}?X=1"), "not_a_link"),
        refused("a number instead of a code", "01/2026/GXN-BKHCN".to_owned(), "not_a_link"),
        refused("unused bits of the last character set", with_last(unused_bits), "base32"),
        refused("a character that base32 does not have", with_last('1'), "base32"),
        refused("padding", format!("{code}===="), "base32"),
        refused("a length that base32 does not have", code[..code.len() / 8 * 8 - 7].to_owned(), "base32"),
        refused("a space within", format!("{} {}", &code[..40], &code[40..]), "base32"),
    ]
}

fn envelopes() -> Vec<Case> {
    let token = card_token().as_bytes().to_vec();
    let tagged = |tag: &[u8]| [tag, &token].concat();
    let array = |head: &[u8], tail: &[u8]| [&[0xd2], head, &token[2..], tail].concat();
    let detached = Parts::card().assembled(&[0xf6], &signature(&Parts::card()));
    let short = Parts::card().assembled(&bytes(&Parts::card().claims), &bytes(&[7; 63]));
    let long_signature = long_head(&signature(&Parts::card()), 2);
    vec![
        refused("truncated", text(&token[..token.len() - 1]), "cbor"),
        refused("a byte after the end", text(&[&token[..], &[0]].concat()), "cbor"),
        refused("two tokens", text(&[&token[..], &token].concat()), "cbor"),
        refused("without the tag", text(&token[1..]), "cbor"),
        refused("tag 61 around it", text(&tagged(&[0xd8, 0x3d])), "cbor"),
        refused("the tag of a COSE_Mac0", text(&[&[0xd1], &token[1..]].concat()), "cbor"),
        refused("an array of five", text(&array(&[0x85], &[0xf6])), "cbor"),
        refused("an array of indefinite length", text(&array(&[0x9f], &[0xff])), "not_canonical"),
        refused("the tag with a long head", text(&[&[0xd8, 0x12], &token[1..]].concat()), "not_canonical"),
        refused("a payload that stands elsewhere", text(&detached), "cbor"),
        refused("a signature of 63 bytes", text(&short), "header"),
        refused(
            "a signature with a long head",
            text(&Parts::card().assembled(&bytes(&Parts::card().claims), &long_signature)),
            "not_canonical",
        ),
        refused("577 bytes", text(&[&token[..], &vec![0; 577 - token.len()]].concat()), "too_long"),
    ]
}

fn headers() -> Vec<Case> {
    let kid = bytes(key(IN_USE).key_id().as_bytes());
    let (alg, int) = ((int(1), int(-8)), int);
    let id = (int(4), kid.clone());
    let protected = |name, entries: Vec<(Vec<u8>, Vec<u8>)>, code| {
        refused(name, Parts { protected: map(&entries), ..Parts::card() }.text(), code)
    };
    let crit = |labels: &[Vec<u8>]| {
        (int(2), [vec![0x80 + u8::try_from(labels.len()).expect("few")], labels.concat()].concat())
    };
    let unprotected = |entries: &[(Vec<u8>, Vec<u8>)]| Parts { unprotected: map(entries), ..Parts::card() };
    let unknown = (int(-70_000), int(1));
    vec![
        protected(
            "unknown critical header",
            vec![alg.clone(), crit(&[int(-70_000)]), id.clone(), unknown.clone()],
            "critical_header",
        ),
        protected(
            "critical header that every reader knows",
            vec![alg.clone(), crit(&[int(1)]), id.clone()],
            "critical_header",
        ),
        protected("unknown header", vec![alg.clone(), id.clone(), unknown], "header"),
        protected("type of the token", vec![alg.clone(), id.clone(), (int(16), int(61))], "header"),
        protected(
            "a certificate chain",
            vec![alg.clone(), id.clone(), (int(33), bytes(&[1, 2, 3]))],
            "header",
        ),
        protected("algorithm none", vec![(int(1), item(&"none".into())), id.clone()], "algorithm"),
        protected("algorithm ES256", vec![(int(1), int(-7)), id.clone()], "algorithm"),
        protected("algorithm HMAC 256/256", vec![(int(1), int(5)), id.clone()], "algorithm"),
        protected("algorithm Ed448", vec![(int(1), int(-53)), id.clone()], "algorithm"),
        protected("no algorithm", vec![id.clone()], "algorithm"),
        protected("no key id", vec![alg.clone()], "header"),
        protected("a key id of 4 bytes", vec![alg.clone(), (int(4), kid_of_four(&kid))], "header"),
        protected("algorithm twice", vec![alg.clone(), alg.clone(), id.clone()], "cbor"),
        protected("headers out of order", vec![id.clone(), alg.clone()], "not_canonical"),
        protected(
            "algorithm with a long head",
            vec![(int(1), long_head(&int(-8), 1)), id.clone()],
            "not_canonical",
        ),
        refused("key id in the unprotected header too", unprotected(&[id]).text(), "header"),
        refused("algorithm in the unprotected header too", unprotected(&[alg]).text(), "header"),
        refused("critical header, unprotected", unprotected(&[crit(&[int(1)])]).text(), "critical_header"),
    ]
}

fn claims_sets() -> Vec<Case> {
    let claims = |name, change: fn(&mut Entries)| refused(name, with_claims(change).text(), "claims");
    let particulars =
        |name, change: fn(&mut Entries)| refused(name, with_particulars(change).text(), "claims");
    let mut cases = vec![
        claims("no issuer", |entries| drop(entries.remove(0))),
        claims("no end", |entries| drop(entries.remove(2))),
        claims("no particulars", |entries| drop(entries.pop())),
        claims("an issuer in lower case", |entries| entries[0].1 = item(&"bkhcn".into())),
        claims("a number with a line break", |entries| entries[1].1 = item(&"1\n2".into())),
        claims("an audience", |entries| entries.insert(2, (int(3), item(&"x".into())))),
        claims("an id of the token", |entries| entries.insert(4, (int(7), bytes(&[1])))),
        claims("another private claim", |entries| entries.push((int(-65_538), int(1)))),
        claims("another private claim instead", |entries| entries[4].0 = int(-65_538)),
        claims("an end within a day", |entries| entries[2].1 = int(1_890_147_601)),
        claims("an end as a float", |entries| entries[2].1 = item(&1_890_147_600.0.into())),
        claims("an end before the start", |entries| {
            entries[2].1 = int(1_700_000_000 / 86_400 * 86_400 - 25_200);
        }),
        claims("an end beyond all years", |entries| entries[2].1 = item(&u64::MAX.into())),
        claims("a start within a day", |entries| entries.insert(3, (int(5), int(1_795_200_001)))),
        claims("an end in the last second of year 9999", |entries| entries[2].1 = int(253_402_300_799)),
        claims("signed in the last second of year 9999", |entries| entries[3].1 = int(253_402_300_799)),
        claims("signed before 1970", |entries| entries[3].1 = int(-1)),
    ];
    cases.extend([
        particulars("no kind", |entries| drop(entries.remove(0))),
        particulars("a kind that is not known", |entries| entries[0].1 = int(5)),
        particulars("a certificate with a photo", |entries| entries[0].1 = int(1)),
        particulars("a card without a photo", |entries| drop(entries.pop())),
        particulars("a photo hash of 15 bytes", |entries| entries[3].1 = bytes(&[1; 15])),
        particulars("a card with an enterprise code", |entries| {
            entries.insert(2, (int(3), item(&"0101234567".into())));
        }),
        particulars("a name that is not in form NFC", |entries| {
            entries[1].1 = item(&"Nguye\u{302}\u{303}n".into());
        }),
        particulars("a name that runs backwards", |entries| entries[1].1 = item(&"Nguyễn\u{202e}".into())),
        particulars("a name of 301 bytes", |entries| entries[1].1 = item(&"a".repeat(301).into())),
        particulars("a status index of 33 bits", |entries| entries[2].1 = int(1 << 32)),
        particulars("a particular that is not known", |entries| entries.push((int(7), int(1)))),
        particulars("a particular under a text key", |entries| entries.push((item(&"x".into()), int(1)))),
    ]);
    cases
}

/// What they say is right, how they say it is not.
fn encodings() -> Vec<Case> {
    let claims = |name, code, change: fn(&mut Entries)| refused(name, with_claims(change).text(), code);
    let particulars =
        |name, change: fn(&mut Entries)| refused(name, with_particulars(change).text(), "not_canonical");
    let card = Parts::card().claims;
    let indefinite = [&[0xbf], &card[1..], &[0xff]].concat();
    let indefinite = Parts { claims: indefinite, ..Parts::card() };
    vec![
        refused("claims of indefinite length", indefinite.text(), "not_canonical"),
        claims("claims out of order", "not_canonical", |entries| entries.swap(0, 1)),
        claims("a claim twice", "cbor", |entries| entries.insert(1, entries[0].clone())),
        claims("an integer with a long head", "not_canonical", |entries| {
            entries[2].1 = long_head(&entries[2].1, 8);
        }),
        claims("a key with a long head", "not_canonical", |entries| entries[0].0 = long_head(&int(1), 1)),
        claims("a text of indefinite length", "not_canonical", |entries| {
            entries[0].1 = [&[0x7f], entries[0].1.as_slice(), &[0xff]].concat();
        }),
        claims("a start that its absence says", "not_canonical", |entries| {
            entries.insert(3, (int(5), int(1_795_280_400)));
        }),
        claims("bytes after the claims", "cbor", |entries| {
            entries.last_mut().expect("claims").1.push(0);
        }),
        particulars("particulars out of order", |entries| entries.swap(0, 1)),
        particulars("a particular twice", |entries| entries.insert(2, entries[1].clone())),
        particulars("version 0", |entries| entries.insert(3, (int(5), int(0)))),
        particulars("an index with a long head", |entries| entries[2].1 = long_head(&entries[2].1, 8)),
    ]
}

impl Parts {
    fn card() -> Self {
        let header = map(&[(int(1), int(-8)), (int(4), bytes(key(IN_USE).key_id().as_bytes()))]);
        let claims = claims::write(card_token().unproven_payload());
        Self { protected: header, unprotected: map(&[]), claims }
    }

    /// The code of these parts with a right signature.
    fn text(&self) -> String {
        text(&self.assembled(&bytes(&self.claims), &signature(self)))
    }

    fn assembled(&self, claims: &[u8], signature: &[u8]) -> Vec<u8> {
        [&[0xd2, 0x84], &bytes(&self.protected)[..], &self.unprotected, claims, signature].concat()
    }
}

/// RFC 9052, section 4.4.
fn signature(parts: &Parts) -> Vec<u8> {
    let structure = [
        "Signature1".into(),
        parts.protected.as_slice().into(),
        b"".as_slice().into(),
        parts.claims.as_slice().into(),
    ];
    bytes(&key(IN_USE).signature(&item(&Value::Array(structure.to_vec()))).expect("a key here signs"))
}

/// The card with other times of end, start and signing, rightly signed.
pub(in crate::credential) fn card_with_times(end: i64, start: i64, signed_at: i64) -> String {
    with_claims(|entries| {
        entries[2].1 = int(end);
        entries[3].1 = int(signed_at);
        entries.insert(3, (int(5), int(start)));
    })
    .text()
}

fn with_claims(change: impl FnOnce(&mut Entries)) -> Parts {
    let mut entries = entries_of(&Parts::card().claims);
    change(&mut entries);
    Parts { claims: map(&entries), ..Parts::card() }
}

fn with_particulars(change: fn(&mut Entries)) -> Parts {
    let mut entries = entries_of(&Parts::card().claims);
    let particulars = &mut entries.last_mut().expect("the particulars come last").1;
    let mut inner = entries_of(particulars);
    change(&mut inner);
    *particulars = map(&inner);
    Parts { claims: map(&entries), ..Parts::card() }
}

fn kid_of_four(kid: &[u8]) -> Vec<u8> {
    bytes(&kid[1..5])
}

fn text(token: &[u8]) -> String {
    BASE32_NOPAD.encode(token)
}
