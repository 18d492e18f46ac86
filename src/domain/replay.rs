//! How a paper stood on a day, told from the register's entries alone.
//!
//! What an entry says counts from the day it names, not from the day it was
//! made: a card returned late was no longer valid on the day its expert left.
//! What was entered when others had the key was never valid on any day.

use super::entry::{Entry, Event, IssuedCard, IssuedCertificate};
use super::issuer::IssuerCode;
use super::validity::{Effect, Validity};
use crate::credential::verdict::Verdict;
use crate::dates::Day;

/// A paper on a day.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Replayed {
    /// Its number.
    pub number: String,
    /// The holder's name as printed.
    pub holder: String,
    /// Who issued it.
    pub issuer: IssuerCode,
    /// The verdict on the day.
    pub verdict: Verdict,
}

/// A certificate on a day; none when these entries, the oldest first, do not
/// issue it.
pub fn certificate_on(entries: &[Entry], number: &str, on: Day) -> Option<Replayed> {
    let issues = entries.iter().filter_map(|entry| {
        let (certificate, _) = issued(entry)?;
        (certificate.number == number).then_some((entry, certificate, certificate.issued_on))
    });
    let (entry, certificate) = current(issues, on)?;
    let verdict = certificate_validity(entries, entry, certificate, on).verdict(on);
    Some(Replayed {
        number: number.to_owned(),
        holder: certificate.holder.clone(),
        issuer: entry.issuer,
        verdict,
    })
}

/// A card on a day, its certificate considered: the last issued by then under
/// a number that a person keeps for life. The entries, the oldest first, are
/// those of the card and of its certificates.
pub fn card_on(entries: &[Entry], number: &str, on: Day) -> Option<Replayed> {
    let issues = entries.iter().filter_map(|entry| {
        let (certificate, cards) = issued(entry)?;
        let card = cards.iter().find(|card| card.number == number)?;
        Some((entry, (certificate, card), card.issued_on))
    });
    let (entry, (certificate, card)) = current(issues, on)?;
    let under = certificate_validity(entries, entry, certificate, on);
    let validity = Validity {
        issued_on: card.issued_on,
        expires_on: card.expires_on,
        effect: key_compromised(entries, entry)
            .unwrap_or_else(|| returned(entries, entry, (certificate, card), on)),
    };
    let verdict = validity.verdict_under(&under, on);
    Some(Replayed { number: number.to_owned(), holder: card.holder.clone(), issuer: entry.issuer, verdict })
}

/// What the entries decided about a certificate that one of them issued,
/// whatever day it counts from.
pub fn decided_on_certificate(entries: &[Entry], issue: &Entry, certificate: &IssuedCertificate) -> Effect {
    certificate_validity(entries, issue, certificate, Day::MAX).effect
}

/// What the entries decided about a card that one of them issued under a
/// certificate, whatever day it counts from.
pub fn decided_on_card(
    entries: &[Entry],
    issue: &Entry,
    (under, card): (&IssuedCertificate, &IssuedCard),
) -> Effect {
    key_compromised(entries, issue).unwrap_or_else(|| returned(entries, issue, (under, card), Day::MAX))
}

fn issued(entry: &Entry) -> Option<(&IssuedCertificate, &[IssuedCard])> {
    match &entry.event {
        Event::Issued { certificate, cards } => Some((certificate, cards)),
        _ => None,
    }
}

/// The last paper issued by this day, or the first one when none was yet.
fn current<'e, P>(issues: impl Iterator<Item = (&'e Entry, P, Day)>, on: Day) -> Option<(&'e Entry, P)> {
    issues.fold(None, |known, (entry, paper, issued_on)| match known {
        Some(known) if issued_on > on => Some(known),
        _ => Some((entry, paper)),
    })
}

fn certificate_validity(
    entries: &[Entry],
    issue: &Entry,
    certificate: &IssuedCertificate,
    on: Day,
) -> Validity {
    let mut effect = Effect::InForce;
    for entry in entries.iter().filter(|entry| entry.seq > issue.seq) {
        match &entry.event {
            Event::Suspended { certificate: number, ground, from, until }
                if *number == certificate.number && *from <= on =>
            {
                effect = Effect::Suspended { ground: *ground, from: *from, until: *until };
            }
            Event::Reinstated { certificate: number, on: day }
                if *number == certificate.number && *day <= on =>
            {
                effect = Effect::InForce;
            }
            Event::Revoked { certificate: number, ground, on: day }
                if *number == certificate.number && *day <= on =>
            {
                effect = Effect::Revoked { ground: *ground, on: *day };
            }
            _ => {}
        }
    }
    let effect = key_compromised(entries, issue).unwrap_or(effect);
    Validity { issued_on: certificate.issued_on, expires_on: certificate.expires_on, effect }
}

/// What is left of an issue when others had its key; the last entry knows the
/// instant best.
fn key_compromised(entries: &[Entry], issue: &Entry) -> Option<Effect> {
    let since = entries.iter().rev().find_map(|entry| match &entry.event {
        Event::KeyCompromised { since, distrusted, .. }
            if distrusted.iter().any(|other| other.seq == issue.seq) =>
        {
            Some(*since)
        }
        _ => None,
    })?;
    Some(Effect::KeyCompromised { on: since.day() })
}

fn returned(
    entries: &[Entry],
    issue: &Entry,
    (under, issued): (&IssuedCertificate, &IssuedCard),
    on: Day,
) -> Effect {
    let later = entries.iter().filter(|entry| entry.seq > issue.seq);
    let mut days = later.filter_map(|entry| match &entry.event {
        Event::CardReturned { card, certificate, on: day }
            if *card == issued.number && *certificate == under.number && *day <= on =>
        {
            Some(*day)
        }
        _ => None,
    });
    days.next_back().map_or(Effect::InForce, |on| Effect::Returned { on })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::certificate::{
        Certificate, Holder, Paper, RevocationGround, Standing, Suspension, SuspensionGround,
    };
    use crate::domain::ids::DossierId;

    const NUMBER: &str = "01/2026/GXN-BKHCN";
    const CARD: &str = "BKHCN-TV-00000017";
    const GROUND: SuspensionGround = SuspensionGround::CapacityNotKept;

    fn first() -> Day {
        "2026-11-22".parse().expect("a day")
    }

    fn entry(seq: i64, event: Event) -> Entry {
        let at = first().starts_at();
        Entry { seq, at, issuer: IssuerCode::MINISTRY, previous: "0".repeat(64), event }
    }

    fn issue() -> Event {
        let (holder, issued_on) = ("Tổ chức Ví dụ".to_owned(), first());
        let (expires_on, sha256) = (issued_on.plus_days(90), "0".repeat(64));
        Event::Issued {
            certificate: IssuedCertificate {
                number: NUMBER.to_owned(),
                version: 0,
                holder: holder.clone(),
                enterprise_code: None,
                issued_on,
                expires_on,
                status_index: 1,
                code_sha256: sha256.clone(),
                document_sha256: sha256.clone(),
            },
            cards: vec![IssuedCard {
                number: CARD.to_owned(),
                version: 0,
                holder,
                issued_on,
                expires_on,
                status_index: 2,
                code_sha256: sha256.clone(),
                document_sha256: sha256,
            }],
        }
    }

    fn certificate() -> Certificate {
        let paper = Paper {
            number: NUMBER.to_owned(),
            issuer: IssuerCode::MINISTRY,
            holder_name: "Tổ chức Ví dụ".to_owned(),
            paper_version: 0,
            issued_on: first(),
            issued_at: first().starts_at(),
            expires_on: first().plus_days(90),
            status_index: 1,
            key_id: String::new(),
            code: String::new(),
            key_compromised_at: None,
            entry_seq: 1,
            version: 1,
        };
        let holder = Holder::Organisation("0100000000".to_owned());
        let dossier = DossierId::new(uuid::Uuid::from_u128(1));
        Certificate { holder, dossier, standing: Standing::InForce, paper }
    }

    /// Does what is to be done on the nth day, and says what it entered.
    fn act(certificate: &mut Certificate, nth: i64) -> Option<Event> {
        let (today, number) = (first().plus_days(nth), NUMBER.to_owned());
        match nth {
            10 | 30 | 50 => {
                let (from, until) = (today.plus_days(if nth == 30 { 5 } else { 0 }), today.plus_days(15));
                let order = Suspension { ground: GROUND, from, until, remedy: "x".to_owned() };
                certificate.suspend(order, today).expect("suspended");
                Some(Event::Suspended { certificate: number, ground: GROUND, from, until })
            }
            // The second is lifted before it begins.
            20 | 33 => {
                certificate.reinstate(today).expect("reinstated");
                Some(Event::Reinstated { certificate: number, on: today })
            }
            70 => {
                let ground = RevocationGround::FalseDossier;
                certificate.revoke(ground, "x", today).expect("revoked");
                Some(Event::Revoked { certificate: number, ground, on: today })
            }
            _ => None,
        }
    }

    #[test]
    fn the_entries_tell_of_every_day_what_was_said_on_it() {
        let (mut certificate, mut entries, mut said) = (certificate(), vec![entry(1, issue())], Vec::new());
        for nth in 0..=100 {
            if let Some(event) = act(&mut certificate, nth) {
                let seq = entries.len() + 1;
                entries.push(entry(seq.try_into().expect("few"), event));
            }
            let day = first().plus_days(nth);
            said.push((day, certificate.verdict(day)));
        }
        assert_eq!(entries.len(), 7);
        for (day, verdict) in said {
            let told = certificate_on(&entries, NUMBER, day).expect("it was issued");
            assert_eq!(told.verdict, verdict, "{day}");
        }
        let before = certificate_on(&entries, NUMBER, first().plus_days(-1)).expect("it was issued");
        assert_eq!(before.verdict.reason(), Some("not_yet_in_force"));
        assert_eq!(certificate_on(&entries, "02/2026/GXN-BKHCN", first()), None);
    }

    #[test]
    fn a_card_follows_its_certificate_and_ends_on_the_day_the_expert_left() {
        let mut entries = vec![entry(1, issue())];
        let (number, day) = (NUMBER.to_owned(), |nth| first().plus_days(nth));
        entries.push(entry(
            2,
            Event::Suspended { certificate: number.clone(), ground: GROUND, from: day(10), until: day(20) },
        ));
        entries.push(entry(3, Event::Reinstated { certificate: number.clone(), on: day(15) }));
        let left = Event::CardReturned { card: CARD.to_owned(), certificate: number, on: day(30) };
        entries.push(entry(4, left));
        let reason = |nth| card_on(&entries, CARD, day(nth)).expect("it was issued").verdict.reason();
        assert_eq!(
            [9, 10, 14].map(reason),
            [None, Some("certificate_suspended"), Some("certificate_suspended")]
        );
        assert_eq!([15, 29, 30, 200].map(reason), [None, None, Some("returned"), Some("returned")]);
    }
}
