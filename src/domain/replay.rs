//! What was decided about papers, told from the register's entries alone.
//!
//! What an entry says counts from the day it names, not from the day it was
//! made: a card returned late was no longer valid on the day its expert left.
//! What was entered when others had the key was never valid on any day.

use super::certificate::{RevocationGround, SuspensionGround};
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
    /// A card was returned.
    CardReturned {
        /// Its number.
        card: Box<str>,
        /// The day of leaving.
        on: Day,
    },
    /// The portrait of a card's holder is shown, or no more.
    Portrait {
        /// The card's number.
        card: Box<str>,
        /// Whether it is shown from then on.
        shown: bool,
    },
    /// Others had the key when certificate and cards were entered.
    KeyCompromised {
        /// Since when they had it.
        since: Instant,
    },
    /// Others had the key when a card was entered by itself.
    CardKeyCompromised {
        /// Its number.
        card: Box<str>,
        /// Since when they had it.
        since: Instant,
    },
}

/// All that was decided about one issue of papers, the oldest first.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Decisions(Vec<Decision>);

/// What the entries decided about a certificate that one of them issued,
/// whatever day it counts from.
pub fn decided_on_certificate(entries: &[Entry], issue: &Entry, certificate: &IssuedCertificate) -> Effect {
    let decisions = Decisions::about(entries, issue, &certificate.number);
    decisions.key_compromised().unwrap_or_else(|| decisions.standing())
}

/// What the entries decided about a card that one of them issued under a
/// certificate, whatever day it counts from.
pub fn decided_on_card(entries: &[Entry], issue: &Entry, under: &str, card: &IssuedCard) -> Effect {
    let decisions = Decisions::about(entries, issue, under);
    decisions.key_compromised().unwrap_or_else(|| decisions.card_standing(&card.number))
}

impl Decision {
    /// What an entry decides, and about which certificate; none for an entry
    /// that issues papers or speaks of a key.
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
            Event::CardReturned { card, certificate, on } => {
                (certificate, Self::CardReturned { card: card.as_str().into(), on: *on })
            }
            Event::PortraitShown { card, certificate } => {
                (certificate, Self::Portrait { card: card.as_str().into(), shown: true })
            }
            Event::PortraitHidden { card, certificate } => {
                (certificate, Self::Portrait { card: card.as_str().into(), shown: false })
            }
            Event::Issued { .. }
            | Event::KeyAdded { .. }
            | Event::KeyRetired { .. }
            | Event::KeyCompromised { .. } => return None,
        })
    }
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
                    decisions.add(Decision::KeyCompromised { since: *since });
                }
                (_, Some((number, decision))) if number == certificate => decisions.add(decision),
                _ => {}
            }
        }
        decisions
    }

    /// Adds what was decided last.
    pub fn add(&mut self, decision: Decision) {
        if self.0.last() != Some(&decision) {
            self.0.push(decision);
        }
    }

    /// How the certificate stands now: what its row must say.
    pub fn standing(&self) -> Effect {
        self.certificate(|_| true)
    }

    /// How a card stands now, its certificate left aside: what its row must say.
    pub fn card_standing(&self, card: &str) -> Effect {
        self.card(card, |_| true)
    }

    /// What counts of the certificate on a day.
    pub fn certificate_on(&self, day: Day) -> Effect {
        self.key_compromised().unwrap_or_else(|| self.certificate(|from| from <= day).on(day))
    }

    /// What counts of a card on a day, its certificate left aside.
    pub fn card_on(&self, card: &str, day: Day) -> Effect {
        self.card_compromised(card).unwrap_or_else(|| self.card(card, |from| from <= day))
    }

    /// What is left of a card when others had the key it was entered with.
    pub fn card_compromised(&self, card: &str) -> Option<Effect> {
        let own = self.0.iter().rev().find_map(|decision| match decision {
            Decision::CardKeyCompromised { card: number, since } if **number == *card => {
                Some(Effect::KeyCompromised { on: since.day() })
            }
            _ => None,
        });
        self.key_compromised().or(own)
    }

    /// What is left of the issue when others had its key; the last entry knows
    /// the instant best. It goes before all that was decided.
    pub fn key_compromised(&self) -> Option<Effect> {
        self.0.iter().rev().find_map(|decision| match decision {
            Decision::KeyCompromised { since } => Some(Effect::KeyCompromised { on: since.day() }),
            _ => None,
        })
    }

    /// Whether the portrait of a card's holder is shown: as was said last.
    pub fn shows_portrait(&self, card: &str) -> bool {
        let said = self.0.iter().rev().find_map(|decision| match decision {
            Decision::Portrait { card: number, shown } if **number == *card => Some(*shown),
            _ => None,
        });
        said.unwrap_or(false)
    }

    /// A revocation is for good: no entry after it brings a certificate back.
    fn certificate(&self, has_begun: impl Fn(Day) -> bool) -> Effect {
        self.0.iter().fold(Effect::InForce, |effect, decision| match (effect, decision) {
            (Effect::Revoked { .. }, _) => effect,
            (_, Decision::Suspended { ground, from, until, confirm_by }) if has_begun(*from) => {
                let (ground, from, until, confirm_by) = (*ground, *from, *until, *confirm_by);
                Effect::Suspended { ground, from, until, confirm_by }
            }
            (_, Decision::Reinstated { on }) if has_begun(*on) => Effect::InForce,
            (_, Decision::Revoked { ground, on }) if has_begun(*on) => {
                Effect::Revoked { ground: *ground, on: *on }
            }
            _ => effect,
        })
    }

    fn card(&self, number: &str, has_begun: impl Fn(Day) -> bool) -> Effect {
        let returned = self.0.iter().rev().find_map(|decision| match decision {
            Decision::CardReturned { card, on } if **card == *number && has_begun(*on) => Some(*on),
            _ => None,
        });
        returned.map_or(Effect::InForce, |on| Effect::Returned { on })
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::entry::DistrustedIssue;
    use crate::domain::issuer::IssuerCode;

    const NUMBER: &str = "01/2026/GXN-BKHCN";

    fn on() -> Day {
        "2026-11-22".parse().expect("a day")
    }

    fn entry(seq: i64, event: Event) -> Entry {
        let at = on().starts_at();
        Entry { seq, at, issuer: IssuerCode::MINISTRY, previous: String::new(), event }
    }

    fn certificate() -> IssuedCertificate {
        IssuedCertificate {
            number: NUMBER.to_owned(),
            version: 0,
            holder: "Viện Thử".to_owned(),
            enterprise_code: None,
            issued_on: on(),
            expires_on: on(),
            status_index: 1,
            code_sha256: String::new(),
            document_sha256: String::new(),
        }
    }

    #[test]
    fn what_was_decided_is_told_of_one_issue_alone() {
        let revoked = |seq, number: &str| {
            let ground = RevocationGround::FalseDossier;
            entry(seq, Event::Revoked { certificate: number.to_owned(), ground, on: on() })
        };
        let issued = Event::Issued { certificate: Some(certificate()), under: None, cards: Vec::new() };
        let issue = entry(2, issued);
        let decided = |entries: &[Entry]| decided_on_certificate(entries, &issue, &certificate());
        assert_eq!(decided(&[revoked(1, NUMBER), revoked(3, "02/2026/GXN-BKHCN")]), Effect::InForce);
        let ground = RevocationGround::FalseDossier;
        assert_eq!(decided(&[revoked(3, NUMBER)]), Effect::Revoked { ground, on: on() });
        let distrusted = vec![DistrustedIssue { seq: 2, papers: vec![NUMBER.to_owned()] }];
        let since = on().starts_at();
        let lost = entry(4, Event::KeyCompromised { key_id: String::new(), since, distrusted });
        assert_eq!(decided(&[revoked(3, NUMBER), lost]), Effect::KeyCompromised { on: on() });
    }
}
