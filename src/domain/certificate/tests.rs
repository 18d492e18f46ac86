//! Every point of a paper's life with every act, and every verdict.

use super::{
    Card, CardStanding, Certificate, Holder, Life, Paper, Replacement, RevocationGround, Standing,
    StandingAct, StandingRefusal, Suspension, SuspensionGround,
};
use crate::credential::verdict::{NotNow, NotValid, Verdict};
use crate::dates::Day;
use crate::domain::ids::{DossierId, PersonId};
use crate::domain::issuer::IssuerCode;

fn day(text: &str) -> Day {
    text.parse().expect("a day")
}

const ISSUED: &str = "2024-01-10";
const TODAY: &str = "2026-11-22";
const LAST: &str = "2027-01-10";

fn paper(number: &str) -> Paper {
    Paper {
        number: number.to_owned(),
        issuer: IssuerCode::MINISTRY,
        holder_name: "Tổ chức Ví dụ".to_owned(),
        paper_version: 0,
        issued_on: day(ISSUED),
        issued_at: day(ISSUED).starts_at(),
        expires_on: day(LAST),
        status_index: 1,
        key_id: "00".to_owned(),
        code: String::new(),
        key_compromised_at: None,
        entry_seq: 1,
        version: 1,
    }
}

fn certificate(standing: Standing) -> Certificate {
    Certificate {
        holder: Holder::Organisation("0100000000".to_owned()),
        dossier: Some(DossierId::new(uuid::Uuid::from_u128(1))),
        entrusted_to: None,
        standing,
        paper: paper("01/2024/GXN-BKHCN"),
    }
}

fn card() -> Card {
    Card {
        certificate: "01/2024/GXN-BKHCN".to_owned(),
        person: PersonId::new(uuid::Uuid::from_u128(2)),
        standing: CardStanding::InForce,
        photo_hash: [0; 16],
        photo: None,
        paper: paper("BKHCN-TV-00000017"),
    }
}

fn suspension(from: &str, until: &str) -> Suspension {
    let ground = SuspensionGround::CapacityNotKept;
    Suspension {
        ground,
        from: day(from),
        until: day(until),
        remedy: "Đủ 5 chuyên gia".to_owned(),
        confirm_by: None,
    }
}

fn suspended() -> Certificate {
    certificate(Standing::Suspended(suspension("2026-11-01", "2027-01-05")))
}

fn revoked() -> Certificate {
    let mut revoked = certificate(Standing::InForce);
    revoked.revoke(RevocationGround::FalseDossier, "Hồ sơ giả", day("2026-11-02")).expect("revoked");
    revoked
}

fn replaced() -> Certificate {
    certificate(Standing::Replaced(Replacement { on: day("2026-11-02"), by_version: 1 }))
}

fn given_up(on: &str) -> Certificate {
    let mut leaving = certificate(Standing::InForce);
    leaving.give_up(day(on), day(TODAY)).expect("given up");
    leaving
}

/// A certificate at this point of its life, and the day on which it is there.
fn at(life: Life) -> Option<(Certificate, Day)> {
    match life {
        Life::Active => Some((certificate(Standing::InForce), day(TODAY))),
        Life::Suspended => Some((suspended(), day(TODAY))),
        Life::Expired => Some((certificate(Standing::InForce), day("2027-01-11"))),
        Life::Revoked => Some((revoked(), day(TODAY))),
        Life::SuspensionAhead => Some((suspended(), day("2026-10-31"))),
        Life::Replaced => Some((replaced(), day(TODAY))),
        Life::Leaving => Some((given_up("2026-12-31"), day(TODAY))),
        Life::GivenUp => Some((given_up(TODAY), day(TODAY))),
        Life::Returned => None,
    }
}

#[test]
fn a_certificate_allows_just_the_acts_of_its_life() {
    let allowed = |life, act| {
        matches!(
            (life, act),
            (Life::Active, StandingAct::Suspend)
                | (Life::SuspensionAhead | Life::Suspended, StandingAct::Reinstate)
                | (
                    Life::Active | Life::SuspensionAhead | Life::Suspended | Life::Leaving,
                    StandingAct::Revoke
                )
                | (Life::Active | Life::SuspensionAhead | Life::Suspended, StandingAct::GiveUp)
        )
    };
    for life in Life::ALL {
        for act in StandingAct::ALL {
            assert_eq!(life.certificate_allows(act), allowed(life, act), "{life:?} and {act:?}");
            let Some((mut certificate, today)) = at(life) else { continue };
            assert_eq!(certificate.life(today), life);
            let order = Suspension { from: today, until: today.plus_days(30), ..suspension(TODAY, LAST) };
            let done = match act {
                StandingAct::Suspend => certificate.suspend(order, today),
                StandingAct::Reinstate => certificate.reinstate(today),
                StandingAct::Revoke => {
                    certificate.revoke(RevocationGround::RepeatedBreach, "Tái phạm", today)
                }
                StandingAct::ReturnCard => Err(StandingRefusal::Life { life, act }),
                StandingAct::GiveUp => certificate.give_up(today, today),
            };
            assert_eq!(done.is_ok(), allowed(life, act), "{life:?} and {act:?} in the code");
        }
    }
}

#[test]
fn a_card_can_be_returned_while_it_or_its_certificate_is_not_at_an_end() {
    for life in [Life::Active, Life::Suspended, Life::Expired, Life::Revoked, Life::Leaving, Life::GivenUp] {
        let (certificate, today) = at(life).expect("a certificate");
        let may = matches!(life, Life::Active | Life::Suspended | Life::Leaving);
        assert_eq!(life.card_allows(StandingAct::ReturnCard), may);
        assert_eq!(card().give_back(&certificate, today, today).is_ok(), may, "{life:?}");
    }
    let mut returned = card();
    let (certificate, today) = at(Life::Active).expect("a certificate");
    returned.give_back(&certificate, today, today).expect("returned");
    assert!(returned.give_back(&certificate, today, today).is_err(), "a card is returned once");
}

#[test]
fn the_day_of_leaving_lies_between_issue_and_today() {
    let (certificate, today) = at(Life::Active).expect("a certificate");
    for wrong in [day(ISSUED).plus_days(-1), today.plus_days(1)] {
        assert_eq!(card().give_back(&certificate, wrong, today), Err(StandingRefusal::LeavingDay));
    }
}

#[test]
fn the_days_of_a_suspension_must_fit() {
    let beyond = day(LAST).plus_days(1).to_string();
    let days = [
        ("2026-11-21", "2026-12-01"),
        ("2026-12-01", TODAY),
        ("2027-01-11", "2027-02-01"),
        (TODAY, beyond.as_str()),
    ];
    for (from, until) in days {
        let refused = certificate(Standing::InForce).suspend(suspension(from, until), day(TODAY));
        assert_eq!(refused, Err(StandingRefusal::Days), "{from} to {until}");
    }
}

#[test]
fn a_certificate_is_valid_from_its_first_day_through_its_last() {
    let certificate = certificate(Standing::InForce);
    let before = Verdict::NotNow(NotNow::NotYetInForce { from: day(ISSUED) });
    assert_eq!(certificate.verdict(day("2024-01-09")), before);
    assert_eq!(certificate.verdict(day(ISSUED)), Verdict::Valid);
    assert_eq!(certificate.verdict(day(LAST)), Verdict::Valid);
    assert_eq!(
        certificate.verdict(day("2027-01-11")),
        Verdict::NotValid(NotValid::Expired { on: day(LAST) })
    );
}

#[test]
fn a_suspension_counts_from_its_first_day_and_until_it_is_lifted() {
    let mut certificate = suspended();
    assert_eq!(certificate.verdict(day("2026-10-31")), Verdict::Valid);
    let not_now = Verdict::NotNow(NotNow::Suspended { from: day("2026-11-01"), until: day("2027-01-05") });
    assert_eq!(certificate.verdict(day(TODAY)), not_now);
    assert_eq!(certificate.verdict(day("2027-01-08")), not_now, "nobody has lifted it");
    certificate.reinstate(day(TODAY)).expect("reinstated");
    assert_eq!(certificate.verdict(day(TODAY)), Verdict::Valid);
}

#[test]
fn a_revoked_certificate_stays_revoked_after_its_last_day() {
    let on = day("2026-11-02");
    assert_eq!(revoked().verdict(day("2030-01-01")), Verdict::NotValid(NotValid::Revoked { on }));
    assert_eq!(
        card().verdict(&revoked(), day(TODAY)),
        Verdict::NotValid(NotValid::CertificateRevoked { on })
    );
}

#[test]
fn a_replaced_paper_says_by_which_version_and_stays_replaced() {
    let on = day("2026-11-02");
    let said = Verdict::NotValid(NotValid::Replaced { on, by_version: 1 });
    assert_eq!(replaced().verdict(on.plus_days(-1)), Verdict::Valid);
    assert_eq!([on, day("2030-01-01")].map(|on| replaced().verdict(on)), [said; 2]);
    let card = Card { standing: CardStanding::Replaced(Replacement { on, by_version: 1 }), ..card() };
    assert_eq!(card.verdict(&certificate(Standing::InForce), day(TODAY)), said);
    assert_eq!(card.life(&certificate(Standing::InForce), day(TODAY)), Life::Replaced);
    assert_eq!(card.verdict(&revoked(), day(TODAY)), said, "whatever became of its certificate");
}

#[test]
fn what_was_renewed_in_time_was_replaced_and_what_was_not_ran_out() {
    let renewed = |on: &str| {
        let newer = Paper { issued_on: day(on), ..paper("01/2027/GXN-BKHCN") };
        certificate(Standing::Renewed(newer.renewal()))
    };
    for (on, life, reason) in [
        ("2026-11-02", Life::Replaced, "replaced"),
        (LAST, Life::Replaced, "replaced"),
        ("2027-01-11", Life::Expired, "expired"),
    ] {
        let (renewed, later) = (renewed(on), day("2027-02-01"));
        assert_eq!((renewed.life(later), renewed.verdict(later).reason()), (life, Some(reason)), "{on}");
        assert_eq!(renewed.verdict(day(on).plus_days(-1)), Verdict::Valid, "{on}");
        assert_eq!(
            card().give_back(&renewed, later, later),
            Err(StandingRefusal::Life { life, act: StandingAct::ReturnCard })
        );
        let said = card().verdict(&renewed, later);
        assert!(matches!(said, Verdict::NotValid(_)), "its cards end with it: {said:?}");
    }
}

#[test]
fn a_card_is_never_better_than_its_certificate() {
    let (from, until) = (day("2026-11-01"), day("2027-01-05"));
    let not_now = Verdict::NotNow(NotNow::CertificateSuspended { from, until });
    assert_eq!(card().verdict(&suspended(), day(TODAY)), not_now);
    assert_eq!(card().verdict(&certificate(Standing::InForce), day(TODAY)), Verdict::Valid);
}

#[test]
fn a_returned_card_is_not_valid_from_the_day_of_leaving() {
    let certificate = certificate(Standing::InForce);
    let mut card = card();
    card.give_back(&certificate, day("2026-11-20"), day(TODAY)).expect("returned");
    assert_eq!(card.verdict(&certificate, day("2026-11-19")), Verdict::Valid);
    let returned = Verdict::NotValid(NotValid::Returned { on: day("2026-11-20") });
    assert_eq!(card.verdict(&certificate, day(TODAY)), returned);
}

#[test]
fn a_suspension_that_nobody_confirmed_ends_by_itself_and_one_that_was_goes_on() {
    let (today, last) = (day(TODAY), day(TODAY).plus_days(3));
    let order = || Suspension { confirm_by: Some(last), ..suspension(TODAY, "2027-01-05") };
    let mut certificate = certificate(Standing::InForce);
    certificate.suspend(order(), today).expect("suspended");
    let not_now = Verdict::NotNow(NotNow::Suspended { from: today, until: day("2027-01-05") });
    assert_eq!((certificate.verdict(last), certificate.life(last)), (not_now, Life::Suspended));
    let after = last.plus_days(1);
    assert_eq!((certificate.verdict(after), certificate.life(after)), (Verdict::Valid, Life::Active));
    assert!(certificate.clone().confirm_suspension(after).is_err(), "too late");
    assert!(certificate.clone().reinstate(after).is_err(), "there is nothing to lift");
    assert_eq!(card().verdict(&certificate, after), Verdict::Valid);
    certificate.clone().suspend(suspension("2026-11-27", LAST), after).expect("suspended anew");
    certificate.confirm_suspension(last).expect("confirmed");
    assert_eq!(certificate.verdict(after), not_now);
    assert!(certificate.confirm_suspension(last).is_err(), "once");
}

#[test]
fn what_is_given_up_counts_through_the_day_before_and_stays_so() {
    let (today, on) = (day(TODAY), day("2026-12-31"));
    let leaving = given_up("2026-12-31");
    assert_eq!(leaving.verdict(on.plus_days(-1)), Verdict::Valid);
    for later in [on, day("2030-01-01")] {
        assert_eq!(leaving.verdict(later), Verdict::NotValid(NotValid::GivenUp { on }));
        assert_eq!(card().verdict(&leaving, later), Verdict::NotValid(NotValid::CertificateGivenUp { on }));
    }
    assert_eq!([on.plus_days(-1), on].map(|on| leaving.life(on)), [Life::Leaving, Life::GivenUp]);
    let last = day(LAST);
    for wrong in [last.plus_days(1), day(ISSUED).plus_days(-1)] {
        let refused = certificate(Standing::InForce).give_up(wrong, today);
        assert_eq!(refused, Err(StandingRefusal::SurrenderDay { last }));
    }
}

#[test]
fn who_is_suspended_is_not_in_force_once_more_by_leaving() {
    let today = day(TODAY);
    let refused = suspended().give_up(today.plus_days(1), today);
    assert_eq!(refused, Err(StandingRefusal::SurrenderDay { last: today }));
    let mut certificate = suspended();
    certificate.give_up(today, today).expect("given up");
    assert_eq!(certificate.verdict(today), Verdict::NotValid(NotValid::GivenUp { on: today }));
}
