//! Every stage with every act: the table, and that the acts obey it.

use std::collections::BTreeSet;

use super::{
    Act, Completeness, Decision, Hand, Outcome, Proposal, Receipt, Refusal, SentBack, Stage, StageName,
    SupplementRequest,
};
use crate::dates::{Day, Instant};
use crate::domain::ids::AccountId;
use crate::domain::regime::Step;

/// Stage by act, in the order of [`StageName::ALL`] and [`Act::ALL`]; `x` is
/// allowed. Written by hand from the procedures, not from the code.
const TABLE: &str = "
                       edi sub wit rec req sup wai can con tak ove rea jud ord min pro sen app ref
    draft               x   x   .   .   .   .   .   .   .   .   .   .   .   .   .   .   .   .   .
    submitted           .   .   x   x   .   .   .   .   .   .   .   .   .   .   .   .   .   .   .
    received            .   .   x   .   x   .   .   .   x   .   .   .   .   .   .   .   .   .   .
    supplement_requested x  .   x   .   .   x   .   .   .   .   .   .   .   .   .   .   .   .   .
    lapsed              .   .   x   .   .   .   x   x   .   .   .   .   .   .   .   .   .   .   .
    complete            .   .   x   .   .   .   .   .   .   x   .   .   .   .   .   .   .   .   .
    under_appraisal     .   .   x   .   .   .   .   .   .   .   x   x   x   x   .   x   .   .   .
    on_site             .   .   x   .   .   .   .   .   .   .   x   x   .   .   x   .   .   .   .
    proposed_to_approve .   .   x   .   .   .   .   .   .   .   .   .   .   .   .   .   x   x   .
    proposed_to_refuse  .   .   x   .   .   .   .   .   .   .   .   .   .   .   .   .   x   .   x
    issued              .   .   .   .   .   .   .   .   .   .   .   .   .   .   .   .   .   .   .
    refused             .   .   .   .   .   .   .   .   .   .   .   .   .   .   .   .   .   .   .
    withdrawn           .   .   .   .   .   .   .   .   .   .   .   .   .   .   .   .   .   .   .
    cancelled           .   .   .   .   .   .   .   .   .   .   .   .   .   .   .   .   .   .   .
";

fn person(n: u128) -> AccountId {
    AccountId::new(uuid::Uuid::from_u128(n))
}

fn now() -> Instant {
    "2026-11-22T03:00:00Z".parse().expect("an instant")
}

fn day(text: &str) -> Day {
    text.parse().expect("a day")
}

const APPRAISER: u128 = 1;
const LEADER: u128 = 2;
const SUCCESSOR: u128 = 3;

/// A stage of this name on the day of [`now`].
fn stage(name: StageName) -> Stage {
    let receipt = Receipt {
        number: "BKHCN-261101-0001".to_owned(),
        submitted_at: now(),
        received_at: now(),
        received_by: person(9),
        counted_from: now().day(),
        completeness_due: day("2026-11-27"),
    };
    let completeness = Completeness {
        confirmed_by: person(9),
        confirmed_at: now(),
        term: Step::Decide,
        decision_due: day("2026-12-14"),
    };
    let request = |due| SupplementRequest {
        items: vec!["Ảnh".to_owned()],
        requested_by: person(9),
        requested_at: now(),
        counted_from: now().day(),
        due,
    };
    let appraiser = person(APPRAISER);
    let proposal = |outcome| Proposal {
        outcome,
        reasons: "Đủ điều kiện".to_owned(),
        passing_experts: vec![0],
        proposed_by: appraiser,
        proposed_at: now(),
    };
    match name {
        StageName::Draft => Stage::Draft,
        StageName::Submitted => Stage::Submitted { submitted_at: now() },
        StageName::Received => Stage::Received { receipt },
        StageName::SupplementRequested => {
            Stage::SupplementRequested { receipt, request: request(day("2026-11-22")) }
        }
        StageName::Lapsed => Stage::SupplementRequested { receipt, request: request(day("2026-11-21")) },
        StageName::Complete => Stage::Complete { receipt, completeness },
        StageName::UnderAppraisal => {
            Stage::UnderAppraisal { receipt, completeness, appraiser, sent_back: None }
        }
        StageName::OnSite => {
            Stage::OnSite { receipt, completeness, appraiser, reason: "Cần xem".to_owned() }
        }
        StageName::ProposedToApprove => {
            Stage::Proposed { receipt, completeness, proposal: proposal(Outcome::Approve) }
        }
        StageName::ProposedToRefuse => {
            Stage::Proposed { receipt, completeness, proposal: proposal(Outcome::Refuse) }
        }
        StageName::Issued => Stage::Issued {
            receipt,
            proposal: proposal(Outcome::Approve),
            decision: decision(LEADER),
            certificate: "01/2026/GXN-BKHCN".to_owned(),
        },
        StageName::Refused => {
            Stage::Refused { receipt, proposal: proposal(Outcome::Refuse), decision: decision(LEADER) }
        }
        StageName::Withdrawn => Stage::Withdrawn { receipt: Some(receipt), withdrawn_at: now() },
        StageName::Cancelled => Stage::Cancelled { receipt, decision: decision(9) },
    }
}

fn decision(by: u128) -> Decision {
    Decision { decided_by: person(by), decided_at: now(), reasons: "Lý do".to_owned() }
}

/// Who does the acts of each role, and when.
struct Hands {
    intake: AccountId,
    appraiser: AccountId,
    leader: AccountId,
    /// Who takes over, or is given a dossier.
    successor: AccountId,
    /// Who appraises at the issuer.
    appraisers: BTreeSet<AccountId>,
    at: Instant,
}

/// The people [`stage`] names; their appraiser's role was taken.
fn own_hands() -> Hands {
    Hands {
        intake: person(9),
        appraiser: person(APPRAISER),
        leader: person(LEADER),
        successor: person(SUCCESSOR),
        appraisers: BTreeSet::from([person(SUCCESSOR)]),
        at: now(),
    }
}

/// Does the act on the stage by the person whose it is.
fn act_on(stage: Stage, act: Act) -> Result<Stage, Refusal> {
    act_by(stage, act, &own_hands())
}

fn act_by(stage: Stage, act: Act, by: &Hands) -> Result<Stage, Refusal> {
    let (appraiser, at, due) = (by.appraiser, by.at, by.at.day().plus_days(30));
    let reasons = || "Lý do".to_owned();
    let decision = |decided_by| Decision { decided_by, decided_at: at, reasons: reasons() };
    match act {
        Act::Edit | Act::Judge => stage.require(act, at.day()).map(|()| stage),
        Act::Submit => stage.submit(at),
        Act::Withdraw => stage.withdraw(at),
        Act::Receive => stage.receive("BKHCN-261122-0001".to_owned(), by.intake, at, due),
        Act::RequestSupplement => stage.request_supplement(SupplementRequest {
            items: vec!["Ảnh".to_owned()],
            requested_by: by.intake,
            requested_at: at,
            counted_from: at.day(),
            due,
        }),
        Act::Supplement => stage.supplement(at, due),
        Act::Wait => stage.wait(at, due),
        Act::Cancel => stage.cancel(decision(by.intake)),
        Act::ConfirmComplete => stage.confirm_complete(Completeness {
            confirmed_by: by.intake,
            confirmed_at: at,
            term: Step::Decide,
            decision_due: due,
        }),
        Act::TakeUp => stage.take_up(appraiser, at),
        Act::TakeOver => stage.take_over(by.successor, at, &by.appraisers),
        Act::Reassign => stage.reassign(by.successor, at, &by.appraisers),
        Act::OrderOnSite => stage.order_on_site(appraiser, at, "Cần xem tại chỗ", due),
        Act::RecordMinutes => stage.record_minutes(appraiser, at),
        Act::Propose => stage.propose(Proposal {
            outcome: Outcome::Approve,
            reasons: reasons(),
            passing_experts: vec![0],
            proposed_by: appraiser,
            proposed_at: at,
        }),
        Act::SendBack => stage.send_back(SentBack { by: by.leader, at, reasons: reasons() }),
        Act::Approve => stage.approve(decision(by.leader), "01/2026/GXN-BKHCN".to_owned()),
        Act::Refuse => stage.refuse(decision(by.leader)),
    }
}

#[test]
fn every_stage_allows_just_the_acts_of_the_table() {
    let mut rows = TABLE.trim().lines().skip(1);
    for name in StageName::ALL {
        let row = rows.next().expect("a row for every stage");
        let mut cells = row.split_whitespace();
        assert_eq!(cells.next(), Some(name.as_str()));
        for act in Act::ALL {
            let allowed = cells.next() == Some("x");
            assert_eq!(name.allows(act), allowed, "{name:?} and {act:?} in the table");
            let done = act_on(stage(name), act);
            assert_eq!(done.is_ok(), allowed, "{name:?} and {act:?} in the code: {done:?}");
            if !allowed {
                assert_eq!(done, Err(Refusal::Stage { stage: name, act }));
            }
        }
    }
    assert_eq!(rows.next(), None);
}

#[test]
fn every_stage_survives_being_stored() {
    for name in StageName::ALL {
        let before = stage(name);
        let stored = serde_json::to_string(&before).expect("written");
        assert_eq!(serde_json::from_str::<Stage>(&stored).expect("read"), before, "{stored}");
        assert_eq!(before.name(now().day()), name);
    }
}

#[test]
fn a_supplement_lapses_on_the_day_after_its_last() {
    let asked = stage(StageName::SupplementRequested);
    assert_eq!(asked.name(day("2026-11-22")), StageName::SupplementRequested);
    assert_eq!(asked.name(day("2026-11-23")), StageName::Lapsed);
}

#[test]
fn who_proposed_can_neither_approve_nor_refuse_nor_send_back() {
    let mine = || decision(APPRAISER);
    let approve = stage(StageName::ProposedToApprove);
    assert_eq!(approve.clone().approve(mine(), "1".to_owned()), Err(Refusal::SameHands));
    assert_eq!(stage(StageName::ProposedToRefuse).refuse(mine()), Err(Refusal::SameHands));
    let back = SentBack { by: person(APPRAISER), at: now(), reasons: "Xem lại".to_owned() };
    assert_eq!(approve.send_back(back), Err(Refusal::SameHands));
}

#[test]
fn only_the_appraiser_who_took_it_up_goes_on() {
    let other = person(7);
    let refused = stage(StageName::UnderAppraisal).order_on_site(other, now(), "Cần xem", day("2026-12-31"));
    assert_eq!(refused, Err(Refusal::OtherAppraiser));
    assert_eq!(stage(StageName::OnSite).record_minutes(other, now()), Err(Refusal::OtherAppraiser));
}

#[test]
fn reasons_that_are_only_spaces_are_no_reasons() {
    let blank = Decision { reasons: "  \n".to_owned(), ..decision(LEADER) };
    assert_eq!(stage(StageName::ProposedToRefuse).refuse(blank), Err(Refusal::NoReasons));
    let nothing = SupplementRequest {
        items: vec![],
        requested_by: person(9),
        requested_at: now(),
        counted_from: now().day(),
        due: day("2026-12-01"),
    };
    assert_eq!(stage(StageName::Received).request_supplement(nothing), Err(Refusal::NoReasons));
}

#[test]
fn a_dossier_sent_back_keeps_its_appraiser_and_says_why() {
    let back = act_on(stage(StageName::ProposedToApprove), Act::SendBack).expect("sent back");
    assert_eq!(back.appraiser(), Some(person(APPRAISER)));
    let Stage::UnderAppraisal { sent_back: Some(sent_back), .. } = back else {
        panic!("not under appraisal")
    };
    assert_eq!(sent_back.reasons, "Lý do");
}

#[test]
fn every_act_is_somebodys() {
    let officers = Act::ALL.into_iter().filter(|act| matches!(act.hand(), Hand::Officer(_))).count();
    assert_eq!(officers, 15);
    let finals: Vec<_> = StageName::ALL.into_iter().filter(|name| name.is_final()).collect();
    assert_eq!(finals, [StageName::Issued, StageName::Refused, StageName::Withdrawn, StageName::Cancelled]);
}

/// Whether officers can bring the stage to an end, in at most so many acts.
fn comes_to_an_end(stage: &Stage, by: &Hands, acts: usize) -> bool {
    let officers = || Act::ALL.into_iter().filter(|act| matches!(act.hand(), Hand::Officer(_)));
    stage.name(by.at.day()).is_final()
        || acts > 0
            && officers()
                .filter_map(|act| act_by(stage.clone(), act, by).ok())
                .any(|next| comes_to_an_end(&next, by, acts - 1))
}

#[test]
fn a_filed_dossier_comes_to_its_end_though_everyone_it_names_is_gone() {
    let newcomers = Hands {
        intake: person(21),
        appraiser: person(22),
        leader: person(23),
        successor: person(22),
        appraisers: BTreeSet::from([person(22)]),
        // The applicant is gone too: what they were asked for has lapsed.
        at: now().plus_seconds(400 * 86_400),
    };
    for name in StageName::ALL {
        if name == StageName::Draft {
            continue; // Nobody but the applicant waits for a draft.
        }
        assert!(comes_to_an_end(&stage(name), &newcomers, 6), "{name:?} waits for someone who is gone");
    }
}

#[test]
fn nobody_takes_a_dossier_from_an_appraiser_who_is_there() {
    let both = BTreeSet::from([person(APPRAISER), person(SUCCESSOR)]);
    for name in [StageName::UnderAppraisal, StageName::OnSite] {
        let taken = stage(name).take_over(person(SUCCESSOR), now(), &both);
        assert_eq!(taken, Err(Refusal::AppraiserThere));
        assert_eq!(stage(name).reassign(person(APPRAISER), now(), &both), Err(Refusal::HasItAlready));
        assert_eq!(stage(name).reassign(person(7), now(), &both), Err(Refusal::NotAnAppraiser));
    }
}

#[test]
fn who_comes_after_an_appraiser_finds_the_dossier_as_it_was() {
    for name in [StageName::UnderAppraisal, StageName::OnSite] {
        for act in [Act::TakeOver, Act::Reassign] {
            let before = stage(name);
            let after = act_on(before.clone(), act).expect("handed over");
            assert_eq!((after.name(now().day()), after.due_on()), (name, before.due_on()));
            assert_eq!(after.appraiser(), Some(person(SUCCESSOR)));
        }
    }
}
