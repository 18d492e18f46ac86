//! What was decided about papers, told from the register's entries alone.
//!
//! What an entry says counts from the day it names, not from the day it was
//! made: a card returned late was no longer valid on the day its expert left.
//! What was entered when others had the key was never valid on any day.

#[cfg(test)]
mod tests;

use super::certificate::{RevocationGround, SuspensionGround};
use super::correction::CorrectionField;
use super::entry::{Entry, Event, IssuedCard, IssuedCertificate};
use super::validity::Effect;
use crate::dates::{Day, Instant};

/// One decision about a certificate or a card issued with it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Decision {
    /// The certificate was suspended.
    Suspended {
        /// On which ground.
        ground: SuspensionGround,
        /// First day.
        from: Day,
        /// Last day of the order.
        until: Day,
        /// The last day on which it counts unless it is confirmed.
        confirm_by: Option<Day>,
    },
    /// The suspension was lifted.
    Reinstated {
        /// From which day.
        on: Day,
    },
    /// The certificate was revoked, for good.
    Revoked {
        /// On which ground.
        ground: RevocationGround,
        /// From which day.
        on: Day,
    },
    /// The certificate was given up by its holder, for good.
    GivenUp {
        /// From which day.
        on: Day,
    },
    /// A card was returned.
    CardReturned {
        /// Its number.
        card: Box<str>,
        /// The day of leaving.
        on: Day,
    },
    /// What a paper said was corrected, in the version that says it right.
    Corrected {
        /// The card's number; none of the certificate.
        card: Option<Box<str>>,
        /// What of it.
        field: CorrectionField,
        /// The version.
        version: u16,
    },
    /// The portrait of a card's holder is shown, or no more.
    Portrait {
        /// The card's number.
        card: Box<str>,
        /// Whether it is shown from then on.
        shown: bool,
    },
    /// How the consultant who holds the certificate is reached is shown, or no
    /// more.
    Contact {
        /// Whether it is shown from then on.
        shown: bool,
    },
    /// A newer paper of the certificate was issued in its place.
    Reissued {
        /// Its first day.
        on: Day,
        /// Its version.
        version: u16,
    },
    /// The certificate was renewed: another one took its place.
    Renewed {
        /// The first day of that one.
        on: Day,
    },
    /// A newer card of a number was issued under the certificate.
    CardReissued {
        /// Its number.
        card: Box<str>,
        /// Its first day.
        on: Day,
        /// Its version.
        version: u16,
    },
    /// Others had the key when papers were entered.
    KeyCompromised {
        /// The entry that issued them.
        issue: i64,
        /// Since when they had it.
        since: Instant,
    },
}

/// All that was decided about the papers of one certificate's number, the oldest
/// first, each with the place of its entry: a decision is about the paper that
/// was the last one then, and about none that was issued later.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Decisions(Vec<(i64, Decision)>);

/// What the entries decided about a certificate that one of them issued,
/// whatever day it counts from.
pub fn decided_on_certificate(entries: &[Entry], issue: &Entry, certificate: &IssuedCertificate) -> Effect {
    let decisions = Decisions::about(entries, issue, &certificate.number);
    decisions.key_compromised(issue.seq).unwrap_or_else(|| decisions.standing(issue.seq))
}

/// What the entries decided about a card that one of them issued under a
/// certificate, whatever day it counts from.
pub fn decided_on_card(entries: &[Entry], issue: &Entry, under: &str, card: &IssuedCard) -> Effect {
    let decisions = Decisions::about(entries, issue, under);
    let standing = || decisions.card_standing(issue.seq, &card.number);
    decisions.key_compromised(issue.seq).unwrap_or_else(standing)
}

impl Decision {
    /// What an entry decides, and about which certificate that was there; none
    /// for an entry that speaks of a key, or issues papers and renews none.
    pub fn of(event: &Event) -> Option<(&str, Self)> {
        Some(match event {
            Event::Suspended { certificate, ground, from, until, confirm_by } => {
                let (ground, from, until, confirm_by) = (*ground, *from, *until, *confirm_by);
                (certificate, Self::Suspended { ground, from, until, confirm_by })
            }
            Event::Reinstated { certificate, on } => (certificate, Self::Reinstated { on: *on }),
            Event::Revoked { certificate, ground, on } => {
                (certificate, Self::Revoked { ground: *ground, on: *on })
            }
            Event::GivenUp { certificate, on } => (certificate, Self::GivenUp { on: *on }),
            Event::CardReturned { card, certificate, on } => {
                (certificate, Self::CardReturned { card: card.as_str().into(), on: *on })
            }
            Event::Corrected { card, certificate, field, version } => {
                let card = card.as_deref().map(Into::into);
                (certificate, Self::Corrected { card, field: *field, version: *version })
            }
            Event::PortraitShown { card, certificate } => {
                (certificate, Self::Portrait { card: card.as_str().into(), shown: true })
            }
            Event::PortraitHidden { card, certificate } => {
                (certificate, Self::Portrait { card: card.as_str().into(), shown: false })
            }
            Event::ContactShown { certificate } => (certificate, Self::Contact { shown: true }),
            Event::ContactHidden { certificate } => (certificate, Self::Contact { shown: false }),
            Event::Issued { certificate: Some(newer), renews: Some(certificate), .. } => {
                (certificate, Self::Renewed { on: newer.issued_on })
            }
            Event::Issued { .. }
            | Event::KeyAdded { .. }
            | Event::KeyRetired { .. }
            | Event::KeyCompromised { .. } => return None,
        })
    }

    /// What issuing papers decides about the earlier ones of their numbers.
    pub fn of_issue(event: &Event) -> impl Iterator<Item = Self> {
        let (certificate, cards) = match event {
            Event::Issued { certificate, cards, .. } => (certificate.as_ref(), cards.as_slice()),
            _ => (None, [].as_slice()),
        };
        let certificate =
            certificate.map(|newer| Self::Reissued { on: newer.issued_on, version: newer.version });
        let cards = cards.iter().map(|newer| {
            let card = newer.number.as_str().into();
            Self::CardReissued { card, on: newer.issued_on, version: newer.version }
        });
        certificate.into_iter().chain(cards)
    }
}

fn each_once(fields: impl Iterator<Item = CorrectionField>) -> Vec<CorrectionField> {
    let mut once = Vec::new();
    for field in fields {
        if !once.contains(&field) {
            once.push(field);
        }
    }
    once
}

impl Decisions {
    /// What these entries, the oldest first, decide about what one of them
    /// issued under the number of a certificate.
    fn about(entries: &[Entry], issue: &Entry, certificate: &str) -> Self {
        let mut decisions = Self::default();
        for entry in entries.iter().filter(|entry| entry.seq > issue.seq) {
            match (&entry.event, Decision::of(&entry.event)) {
                (Event::KeyCompromised { since, distrusted, .. }, _)
                    if distrusted.iter().any(|other| other.seq == issue.seq) =>
                {
                    decisions.add(entry.seq, Decision::KeyCompromised { issue: issue.seq, since: *since });
                }
                (_, Some((number, decision))) if number == certificate => decisions.add(entry.seq, decision),
                (event, _) if event.certificate() == Some(certificate) => {
                    Decision::of_issue(event).for_each(|decision| decisions.add(entry.seq, decision));
                }
                _ => {}
            }
        }
        decisions
    }

    /// Adds what was decided last, by the entry at this place.
    pub fn add(&mut self, seq: i64, decision: Decision) {
        // Said again, a contact is another one.
        let is_contact = matches!(decision, Decision::Contact { .. });
        if is_contact || self.0.last().is_none_or(|(_, last)| *last != decision) {
            self.0.push((seq, decision));
        }
    }

    /// How the certificate that an entry issued stands now: what its row must
    /// say.
    pub fn standing(&self, issue: i64) -> Effect {
        self.certificate(issue, |_| true)
    }

    /// How a card that an entry issued stands now, its certificate left aside:
    /// what its row must say.
    pub fn card_standing(&self, issue: i64, card: &str) -> Effect {
        self.card(issue, card, |_| true)
    }

    /// What counts of a certificate on a day.
    pub fn certificate_on(&self, issue: i64, day: Day) -> Effect {
        let decided = || self.certificate(issue, |from| from <= day).on(day);
        self.key_compromised(issue).unwrap_or_else(decided)
    }

    /// What counts of a card on a day, its certificate left aside.
    pub fn card_on(&self, issue: i64, card: &str, day: Day) -> Effect {
        self.key_compromised(issue).unwrap_or_else(|| self.card(issue, card, |from| from <= day))
    }

    /// What is left of an issue when others had its key; the last entry knows
    /// the instant best. It goes before all that was decided.
    pub fn key_compromised(&self, issue: i64) -> Option<Effect> {
        self.0.iter().rev().find_map(|(_, decision)| match decision {
            Decision::KeyCompromised { issue: of, since } if *of == issue => {
                Some(Effect::KeyCompromised { on: since.day() })
            }
            _ => None,
        })
    }

    /// Whether the portrait of a card's holder is shown: as was said last, and
    /// not since an expert left who came back.
    pub fn shows_portrait(&self, card: &str) -> bool {
        let said = self.0.iter().rev().find_map(|(_, decision)| match decision {
            Decision::Portrait { card: number, shown } if **number == *card => Some(*shown),
            Decision::CardReturned { card: number, .. } if **number == *card => Some(false),
            _ => None,
        });
        said.unwrap_or(false)
    }

    /// The entry by which it is shown how the consultant is reached; none while
    /// it is not.
    pub fn contact_shown_by(&self) -> Option<i64> {
        let said = self.0.iter().rev().find_map(|(seq, decision)| match decision {
            Decision::Contact { shown } => Some(shown.then_some(*seq)),
            _ => None,
        });
        said.flatten()
    }

    /// What was corrected of a card, or of the certificate, up to a version: each
    /// once, the first corrected first.
    pub fn corrected(&self, card: Option<&str>, up_to: u16) -> Vec<CorrectionField> {
        let of_it = self.0.iter().filter_map(|(_, decision)| match decision {
            Decision::Corrected { card: number, field, version }
                if number.as_deref() == card && *version <= up_to =>
            {
                Some(*field)
            }
            _ => None,
        });
        each_once(of_it)
    }

    /// What was corrected of the certificate by which a card was issued once more
    /// too, up to a version of the card.
    pub fn corrected_with(&self, card: &str, up_to: u16) -> Vec<CorrectionField> {
        // A correction is entered right after the papers that say it right.
        let is_issued = |seq: i64| {
            self.0.iter().any(|(issue, decision)| match decision {
                Decision::CardReissued { card: number, version, .. } => {
                    *issue + 1 == seq && **number == *card && *version <= up_to
                }
                _ => false,
            })
        };
        let of_it = self.0.iter().filter_map(|(seq, decision)| match decision {
            Decision::Corrected { card: None, field, .. } if is_issued(*seq) => Some(*field),
            _ => None,
        });
        each_once(of_it)
    }

    fn since(&self, issue: i64) -> impl Iterator<Item = &Decision> {
        self.0.iter().filter(move |(seq, _)| *seq > issue).map(|(_, decision)| decision)
    }

    /// A revocation is for good, and so is a newer paper: no entry after it
    /// brings a certificate back. What was given up stays so, too, but that it
    /// may be revoked while its day has not come.
    fn certificate(&self, issue: i64, has_begun: impl Fn(Day) -> bool) -> Effect {
        self.since(issue).fold(Effect::InForce, |effect, decision| match (effect, decision) {
            (Effect::Revoked { .. } | Effect::Replaced { .. }, _) => effect,
            (Effect::GivenUp { .. }, other) if !matches!(other, Decision::Revoked { .. }) => effect,
            (_, Decision::Suspended { ground, from, until, confirm_by }) if has_begun(*from) => {
                let (ground, from, until, confirm_by) = (*ground, *from, *until, *confirm_by);
                Effect::Suspended { ground, from, until, confirm_by }
            }
            (_, Decision::Reinstated { on }) if has_begun(*on) => Effect::InForce,
            (_, Decision::GivenUp { on }) if has_begun(*on) => Effect::GivenUp { on: *on },
            (_, Decision::Revoked { ground, on }) if has_begun(*on) => {
                Effect::Revoked { ground: *ground, on: *on }
            }
            (_, Decision::Reissued { on, version }) if has_begun(*on) => {
                Effect::Replaced { on: *on, by_version: *version }
            }
            (_, Decision::Renewed { on }) if has_begun(*on) => Effect::Replaced { on: *on, by_version: 0 },
            _ => effect,
        })
    }

    /// Whatever ends a card first ends it for good.
    fn card(&self, issue: i64, number: &str, has_begun: impl Fn(Day) -> bool) -> Effect {
        let ended = self.since(issue).find_map(|decision| match decision {
            Decision::CardReturned { card, on } if **card == *number && has_begun(*on) => {
                Some(Effect::Returned { on: *on })
            }
            Decision::CardReissued { card, on, version } if **card == *number && has_begun(*on) => {
                Some(Effect::Replaced { on: *on, by_version: *version })
            }
            _ => None,
        });
        ended.unwrap_or(Effect::InForce)
    }
}
