//! The status of all issuers' papers in one file (DOCUMENT.md, section 9).

use serde::Serialize;
use serde_json::{Value, json};

use super::clock::TOLERATED_SECONDS;
use super::vouch::{self, PaperDigest, VouchedPapers};
use crate::{
    credential::{
        document::json::{canonical, members, parse},
        keys::KeyId,
        refusal::{Malformed, Refused},
        status::{KnownLists, ListKind, ListName, ListedStatus, Place, ReplayedList, jwt},
        text::IssuerCode,
        trust::TrustList,
        verdict::CouldNotCheck,
    },
    dates::Instant,
};

/// No snapshot is longer: room for more than a hundred lists at their worst.
pub const MAX_SNAPSHOT_BYTES: usize = 8 << 20;

/// The one format of the file.
const FORMAT: &str = "status-snapshot/1";

/// The lists of a snapshot that the issuers signed, and those left aside.
///
/// The file itself is not signed: every list in it is, by its issuer, and one
/// that was taken out makes its papers "could not check".
#[derive(Clone, Debug, Default)]
pub struct Snapshot {
    known: KnownLists,
    unusable: Vec<UnusableList>,
    vouched: Vec<VouchedPapers>,
}

/// A list that does not count, by its place in the file; those of vouched
/// papers are counted after the status lists.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct UnusableList {
    /// Its place, from 1.
    pub place: usize,
    /// What it says it is; not proven.
    pub claims: Option<ListName>,
    /// Why it does not count.
    pub why: Unusable,
}

/// Why a list does not count.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum Unusable {
    /// Its signature or form is not good.
    #[error("{0}")]
    Refused(Refused),
    /// A newer one was seen.
    #[error("{0}")]
    Replayed(ReplayedList),
}

/// What a snapshot holds, to be shown beside the verdicts.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct SnapshotSummary {
    /// The oldest list is as of then; none without a list.
    pub as_of: Option<Instant>,
    /// The first list that may no longer be used may not be after this.
    pub valid_until: Option<Instant>,
    /// By how many seconds a clock may be behind a list.
    pub clock_tolerance: i64,
    /// Every list that counts.
    pub lists: Vec<SummaryLine>,
    /// Every list that does not.
    pub unusable: Vec<UnusableLine>,
}

/// A list that counts.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct SummaryLine {
    /// Its name.
    pub name: String,
    /// Its number.
    pub number: u32,
    /// As of when it speaks.
    pub as_of: Instant,
    /// Until when it may be used.
    pub valid_until: Instant,
    /// The key that signed it.
    pub key_id: KeyId,
}

/// A list that does not count.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct UnusableLine {
    /// Its place in the file, from 1.
    pub place: usize,
    /// What it says it is; not proven.
    pub claims: Option<String>,
    /// Why: a reason of DOCUMENT.md, section 6, or `replayed`.
    pub reason: &'static str,
}

impl Snapshot {
    /// Reads a file against pinned keys and what was seen before.
    ///
    /// Fails when it is no snapshot at all. A single bad list is set aside:
    /// the papers in it cannot be checked, those in the others can.
    pub fn read(text: &str, trust: &TrustList, seen: KnownLists) -> Result<Self, Malformed> {
        let file = parse(text, MAX_SNAPSHOT_BYTES)?;
        let (lists, vouched) = match (file.get("format"), file.get("lists"), file.get("vouched"), file.len())
        {
            (Some(format), Some(Value::Array(lists)), Some(Value::Array(vouched)), 3) if format == FORMAT => {
                (lists, vouched)
            }
            _ => return Err(Malformed::Document),
        };
        let mut snapshot = Self { known: seen, unusable: Vec::new(), vouched: Vec::new() };
        for (place, list) in (1..).zip(lists) {
            snapshot.take(place, list.as_str().ok_or(Malformed::Document)?, trust);
        }
        for (place, text) in (lists.len() + 1..).zip(vouched) {
            snapshot.take_vouched(place, text.as_str().ok_or(Malformed::Document)?, trust);
        }
        Ok(snapshot)
    }

    /// The file of these lists, each a Token Status List as JWT, and of the
    /// signed lists of papers that are vouched for.
    pub fn write(lists: &[String], vouched: &[String]) -> String {
        canonical(&members(json!({"format": FORMAT, "lists": lists, "vouched": vouched}))) + "\n"
    }

    /// Whether the issuer of this compromised key vouches for the paper.
    pub(super) fn vouches_for(&self, key_id: KeyId, digest: PaperDigest) -> bool {
        self.vouched.iter().any(|vouched| vouched.key_id == key_id && vouched.digests.contains(&digest))
    }

    /// What is known of a paper at an instant; see [`KnownLists::status`].
    pub fn status(
        &self,
        issuer: &IssuerCode,
        status_index: u32,
        at: Instant,
    ) -> Result<ListedStatus, CouldNotCheck> {
        let known = self.known.status(issuer, status_index, at);
        let list = Place::of(status_index).list;
        let name = ListName { issuer: issuer.clone(), kind: ListKind::Token, list };
        let replayed = |unusable: &UnusableList| matches!(&unusable.why, Unusable::Replayed(replayed) if replayed.name == name);
        match known {
            // Older than one that was seen is too old, whatever its own limit.
            Err(CouldNotCheck::StatusUnavailable) if self.unusable.iter().any(replayed) => {
                Err(CouldNotCheck::StatusTooOld)
            }
            other => other,
        }
    }

    /// When the list was signed in which a paper stands; none when it is not at
    /// hand.
    pub(super) fn signed_at(&self, issuer: &IssuerCode, status_index: u32) -> Option<Instant> {
        let list = Place::of(status_index).list;
        let name = ListName { issuer: issuer.clone(), kind: ListKind::Token, list };
        self.known.lists().find(|list| list.name() == name).map(|list| list.list().issued_at)
    }

    /// The lists that count, with the numbers to remember.
    pub fn known(&self) -> &KnownLists {
        &self.known
    }

    /// The lists that do not count.
    pub fn unusable(&self) -> &[UnusableList] {
        &self.unusable
    }

    /// What it holds, to be shown.
    pub fn summary(&self) -> SnapshotSummary {
        let lists: Vec<SummaryLine> = self
            .known
            .lists()
            .map(|list| SummaryLine {
                name: list.name().to_string(),
                number: list.list().number,
                as_of: list.list().issued_at,
                valid_until: list.list().valid_until,
                key_id: list.key_id(),
            })
            .collect();
        SnapshotSummary {
            as_of: lists.iter().map(|list| list.as_of).min(),
            valid_until: lists.iter().map(|list| list.valid_until).min(),
            clock_tolerance: TOLERATED_SECONDS,
            lists,
            unusable: self.unusable.iter().map(UnusableList::line).collect(),
        }
    }

    fn take(&mut self, place: usize, text: &str, trust: &TrustList) {
        let verified = jwt::verify(text, trust).map_err(Unusable::Refused);
        let learned = verified.and_then(|list| self.known.learn(list).map_err(Unusable::Replayed));
        if let Err(why) = learned {
            self.unusable.push(UnusableList { place, claims: jwt::claimed_name(text), why });
        }
    }

    fn take_vouched(&mut self, place: usize, text: &str, trust: &TrustList) {
        match vouch::verify(text, trust) {
            Ok(vouched) => self.vouched.push(vouched),
            Err(refused) => {
                let why = Unusable::Refused(refused);
                self.unusable.push(UnusableList { place, claims: None, why });
            }
        }
    }
}

impl UnusableList {
    fn line(&self) -> UnusableLine {
        let reason = match &self.why {
            Unusable::Refused(refused) => refused.code(),
            Unusable::Replayed(_) => "replayed",
        };
        UnusableLine { place: self.place, claims: self.claims.as_ref().map(ToString::to_string), reason }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::credential::{
        document::samples::{IN_USE, PROVINCE, STRANGER, instant},
        status::{
            Status, StatusList,
            samples::{ENTRY, jwt_of, list},
        },
        vectors::trust,
    };

    const THEN: &str = "2026-11-22T12:00:00Z";

    fn of_province() -> StatusList {
        StatusList { issuer: "52".parse().expect("a code"), number: 7, ..list() }
    }

    fn read(lists: &[String]) -> Snapshot {
        Snapshot::read(&Snapshot::write(lists, &[]), &trust(), KnownLists::default()).expect("a snapshot")
    }

    fn status(snapshot: &Snapshot, issuer: &str, entry: u32) -> Result<Status, CouldNotCheck> {
        let issuer = issuer.parse().expect("a code");
        snapshot.status(&issuer, entry, instant(THEN)).map(|listed| listed.status)
    }

    #[test]
    fn a_snapshot_holds_the_lists_of_every_issuer() {
        let snapshot = read(&[jwt_of(&list(), IN_USE), jwt_of(&of_province(), PROVINCE)]);
        assert_eq!(status(&snapshot, "BKHCN", ENTRY), Ok(Status::Valid));
        assert_eq!(status(&snapshot, "52", 7), Ok(Status::Suspended));
        assert_eq!(status(&snapshot, "01", 7), Err(CouldNotCheck::StatusUnavailable));
        let summary = snapshot.summary();
        assert_eq!(summary.as_of, Some(list().issued_at));
        assert_eq!(summary.lists.iter().map(|line| line.number).collect::<Vec<_>>(), [7, 41]);
        assert!(summary.unusable.is_empty());
    }

    #[test]
    fn a_bad_list_is_named_and_set_aside() {
        let snapshot = read(&[jwt_of(&list(), STRANGER), jwt_of(&of_province(), PROVINCE), "x".to_owned()]);
        assert_eq!(status(&snapshot, "BKHCN", ENTRY), Err(CouldNotCheck::StatusUnavailable));
        assert_eq!(status(&snapshot, "52", 1), Ok(Status::Valid));
        let summary = snapshot.summary();
        assert_eq!(summary.unusable[0].claims.as_deref(), Some("BKHCN-token-0"));
        assert_eq!((summary.unusable[0].place, summary.unusable[0].reason), (1, "unknown_key"));
        assert_eq!((summary.unusable[1].place, summary.unusable[1].reason), (3, "json"));
    }

    #[test]
    fn an_older_snapshot_than_one_seen_is_too_old() {
        let newer = StatusList { number: 42, ..list() };
        let seen = read(&[jwt_of(&newer, IN_USE)]);
        let mut remembered = KnownLists::default();
        seen.known().numbers().for_each(|(name, number)| remembered.remember(name.clone(), number));
        let file = Snapshot::write(&[jwt_of(&list(), IN_USE)], &[]);
        let replayed = Snapshot::read(&file, &trust(), remembered).expect("a snapshot");
        assert_eq!(status(&replayed, "BKHCN", ENTRY), Err(CouldNotCheck::StatusTooOld));
        assert_eq!(replayed.summary().unusable[0].reason, "replayed");
    }

    #[test]
    fn what_is_no_snapshot_is_refused_as_a_whole() {
        let read = |text: &str| Snapshot::read(text, &trust(), KnownLists::default()).map(|_| ());
        assert_eq!(read(r#"{"format":"status-snapshot/1","lists":[],"vouched":[]}"#), Ok(()));
        for wrong in [
            r#"{"format":"status-snapshot/2","lists":[],"vouched":[]}"#,
            r#"{"format":"status-snapshot/1","lists":[1],"vouched":[]}"#,
            r#"{"format":"status-snapshot/1","lists":[],"vouched":[{}]}"#,
            r#"{"format":"status-snapshot/1","lists":{},"vouched":[]}"#,
            r#"{"format":"status-snapshot/1","lists":[],"vouched":[],"more":1}"#,
            r#"{"format":"status-snapshot/1","lists":[]}"#,
            r#"{"lists":[],"vouched":[]}"#,
        ] {
            assert_eq!(read(wrong), Err(Malformed::Document), "{wrong}");
        }
        assert_eq!(read("[]"), Err(Malformed::Json));
        assert_eq!(read(&" ".repeat(MAX_SNAPSHOT_BYTES + 1)), Err(Malformed::TooLong));
    }
}
