//! R1 to R5, clause by clause and at their edges.

use consultant_registry::domain::eligibility::{Evaluation, Judgement, Judgements, Rule, Subject, Verdict};
use serde_json::{Value, json};

use crate::dossier::{Dossier, independent, organisation};

use Verdict::{Met, Officer, Unmet};

const NUMBER: &str = "07/2023/GXN-BKHCN";
/// The first and the last day of the certificate, and the last to ask for
/// another: two months before.
const ISSUED: &str = "2023-12-20";
const EXPIRES: &str = "2026-12-20";
const LAST: &str = "2026-10-20";
/// The day of the decision.
const ON: &str = "2026-11-22";

fn card(position: usize) -> String {
    format!("BKHCN-TV-{position:08}")
}

/// Work for a client from one day to another, certified never.
fn served(nth: usize, to: &str) -> Value {
    json!({"name": format!("Sở Mẫu số {nth}"), "tax_code": format!("01000{nth:05}"),
        "period": {"from": "2023-11-01", "to": to}})
}

fn engaged(nth: usize, to: &str) -> Value {
    json!({"client": format!("Sở Mẫu số {nth}"), "tax_code": format!("01000{nth:05}"), "role": "member",
        "period": {"from": "2023-11-01", "to": to}})
}

fn within(count: usize, row: fn(usize, &str) -> Value) -> Value {
    (0..count).map(|nth| row(nth, "2025-05-20")).collect()
}

/// A renewal filed on a day, by people who all have cards.
fn renewed(mut dossier: Dossier, procedure: &str, filed_on: &str) -> Dossier {
    let experts = dossier.0["experts"].as_array().expect("experts").len();
    let cards: Vec<Value> =
        (0..experts).map(|at| json!({"number": card(at), "version": 0, "life": "active"})).collect();
    for at in 0..experts {
        let prior = json!({"number": card(at), "version": 0, "holder": "Chuyên gia", "portrait": true});
        dossier = dossier
            .set(&format!("/experts/{at}/prior_card"), prior)
            .set(&format!("/experts/{at}/photo"), Value::Null)
            .set(&format!("/experts/{at}/engagements"), within(3, engaged));
    }
    let certificate = json!({"number": NUMBER, "version": 0, "holder": "Tổ chức",
        "issued_on": ISSUED, "expires_on": EXPIRES});
    let extract = json!({"number": NUMBER, "version": 0, "life": "active", "issued_on": ISSUED,
        "expires_on": EXPIRES, "cards": cards});
    let register =
        json!({"revocations": [], "active_cards": [], "filed_on": filed_on, "certificate": extract});
    dossier
        .set("/procedure", procedure)
        .set("/received_on", filed_on)
        .set("/certificate", certificate)
        .set("/register", register)
}

fn of_organisation() -> Dossier {
    renewed(organisation(), "renewal_organisation", LAST).set("/organisation/clients", within(5, served))
}

fn of_independent() -> Dossier {
    renewed(independent(), "renewal_independent", LAST)
}

fn verdict(dossier: &Dossier, rule: Rule, subject: Subject) -> Verdict {
    dossier.judged_on(ON).finding(rule, subject).expect("the rule is asked").verdict
}

fn own(dossier: &Dossier, rule: Rule) -> Verdict {
    verdict(dossier, rule, Subject::Organisation)
}

fn first(dossier: &Dossier, rule: Rule) -> Verdict {
    verdict(dossier, rule, Subject::Expert(0))
}

/// With whatever needs an officer found to be met.
fn judged(evaluation: &Evaluation) -> (bool, Vec<usize>) {
    let open = evaluation.judged(&Judgements::new()).open();
    let judgements: Judgements = open.into_iter().map(|finding| (finding, Judgement::Met)).collect();
    let judged = evaluation.judged(&judgements);
    (judged.may_be_approved(), judged.passing_experts())
}

#[test]
fn a_renewal_asks_what_can_be_lost_and_nothing_that_cannot() {
    let rules = |dossier: &Dossier, subject| {
        let found = dossier.judged_on(ON).findings;
        let own = found.iter().filter(|finding| finding.subject == subject);
        own.map(|finding| finding.rule.as_str()).collect::<Vec<_>>()
    };
    let dossier = of_organisation();
    assert_eq!(rules(&dossier, Subject::Organisation), ["R1", "R2", "R4", "O2a", "O2b", "O2c", "O2d", "O4"]);
    assert_eq!(rules(&dossier, Subject::Expert(0)), ["R3", "E5", "E6"]);
    assert_eq!(rules(&of_independent(), Subject::Expert(0)), ["R1", "R5", "E5", "I1", "I2"]);
    assert_eq!(judged(&dossier.judged_on(ON)), (true, vec![0, 1, 2, 3, 4]));
    assert_eq!(judged(&of_independent().judged_on(ON)), (true, vec![0]));
}

#[test]
fn r1_is_met_on_the_day_two_months_before_and_not_on_the_day_after() {
    for (filed_on, expected) in [("2026-05-04", Met), (LAST, Met), ("2026-10-21", Unmet), (EXPIRES, Unmet)] {
        let organisation = of_organisation().set("/register/filed_on", filed_on);
        assert_eq!(own(&organisation, Rule::R1), expected, "{filed_on}");
        let independent = of_independent().set("/register/filed_on", filed_on);
        assert_eq!(first(&independent, Rule::R1), expected, "{filed_on}");
    }
    let late = of_organisation().set("/register/filed_on", "2026-10-21");
    let finding = late.judged_on(ON).finding(Rule::R1, Subject::Organisation).expect("asked").clone();
    assert!(finding.text.vi.contains("phải làm hồ sơ cấp mới"), "{}", finding.text.vi);
    assert_eq!(finding.citation, "TT26 18");
    assert!(!judged(&late.judged_on(ON)).0, "and nothing is renewed");
}

#[test]
fn r1_counts_from_the_filing_and_not_from_the_receipt() {
    let received = of_organisation().set("/received_on", "2026-10-27");
    assert_eq!(own(&received, Rule::R1), Met, "the office took a week");
    let untold = received.without("/register/filed_on");
    assert_eq!(own(&untold, Rule::R1), Unmet, "where it is not told, the receipt counts");
}

#[test]
fn r1_is_of_a_certificate_in_force_or_one_that_ran_out_meanwhile() {
    let of_life = |life: &str| own(&of_organisation().set("/register/certificate/life", life), Rule::R1);
    assert_eq!((of_life("active"), of_life("expired")), (Met, Met));
    for life in ["suspended", "revoked", "replaced", "returned"] {
        assert_eq!(of_life(life), Unmet, "{life}");
    }
    let unknown = of_organisation().set("/register/certificate", Value::Null);
    assert_eq!((own(&unknown, Rule::R1), own(&unknown, Rule::R2)), (Unmet, Unmet));
    let other = of_organisation().set("/register/certificate/number", "08/2023/GXN-BKHCN");
    assert_eq!(own(&other, Rule::R1), Unmet, "that of another");
}

#[test]
fn r2_counts_what_was_completed_from_the_day_of_issue_to_the_day_of_filing() {
    let on = |day: &str| own(&of_organisation().set("/organisation/clients/0", served(0, day)), Rule::R2);
    assert_eq!(on(ISSUED), Met, "on the day of issue");
    assert_eq!(on("2023-12-19"), Unmet, "the day before");
    assert_eq!(on(LAST), Met, "on the day of filing");
    assert_eq!(on("2026-10-21"), Unmet, "the day after");
    let open = of_organisation().set("/organisation/clients/0/period/to", Value::Null);
    assert_eq!(own(&open, Rule::R2), Unmet, "what goes on is not completed");
}

#[test]
fn r2_counts_a_client_once_and_asks_for_no_certificate() {
    assert_eq!(own(&of_organisation(), Rule::R2), Met, "five, and none of them is certified");
    let again = of_organisation().set("/organisation/clients/4", served(0, "2026-02-02"));
    let finding = again.judged_on(ON).finding(Rule::R2, Subject::Organisation).expect("asked").clone();
    assert_eq!(finding.verdict, Unmet);
    assert!(finding.text.vi.starts_with("4 khách hàng"), "{}", finding.text.vi);
    assert_eq!(finding.citation, "TT26 17.1.b");
}

#[test]
fn r3_is_asked_of_each_expert_who_has_a_card_in_whatever_role() {
    let few = of_organisation().set("/experts/2/engagements", within(2, engaged));
    assert_eq!(verdict(&few, Rule::R3, Subject::Expert(2)), Unmet);
    assert_eq!((first(&few, Rule::R3), verdict(&few, Rule::R3, Subject::Expert(1))), (Met, Met));
    assert_eq!((own(&few, Rule::O4), own(&few, Rule::R4)), (Unmet, Unmet), "four are too few");
    assert!(!judged(&few.judged_on(ON)).0);
    let same = json!([engaged(0, ISSUED), engaged(1, LAST), engaged(1, "2025-01-07")]);
    assert_eq!(first(&of_organisation().set("/experts/0/engagements", same), Rule::R3), Unmet, "one twice");
}

#[test]
fn who_gave_the_card_back_is_known_by_it_no_more() {
    let returned = of_organisation().set("/register/certificate/cards/0/life", "returned");
    assert_eq!(first(&returned, Rule::R3), Unmet);
    let unknown = of_organisation().set("/register/certificate/cards", json!([]));
    assert_eq!(first(&unknown, Rule::R3), Unmet);
}

#[test]
fn who_is_new_is_judged_as_the_first_ones_were() {
    let fresh = organisation().0["experts"][0].clone();
    let fresh = of_organisation().set("/experts/0", fresh);
    let found = fresh.judged_on(ON).findings;
    let own = found.iter().filter(|finding| finding.subject == Subject::Expert(0));
    let rules: Vec<&str> = own.map(|finding| finding.rule.as_str()).collect();
    assert_eq!(rules, ["E1", "E2", "E3", "E4a", "E4b", "E5", "E6", "E7"]);
    let few = fresh.set("/experts/0/engagements", within(3, engaged));
    assert_eq!(first(&few, Rule::E4b), Unmet, "those of three years are not enough");
}

#[test]
fn five_of_six_are_enough_and_the_sixth_is_left_out() {
    let mut dossier = of_organisation();
    let mut sixth = dossier.0["experts"][4].clone();
    sixth["personal_number"] = json!("999000000999");
    sixth["engagements"] = within(2, engaged);
    dossier.0["experts"].as_array_mut().expect("experts").push(sixth);
    assert_eq!(judged(&dossier.judged_on(ON)), (true, vec![0, 1, 2, 3, 4]));
}

#[test]
fn r4_follows_from_o2_and_o4_and_from_what_officers_say_of_them() {
    let dossier = of_organisation();
    assert_eq!(own(&dossier, Rule::R4), Officer, "scope and body are for an officer to read");
    let evaluation = dossier.judged_on(ON);
    assert!(!evaluation.may_be_judged(Rule::R4, Subject::Organisation), "by itself nobody judges it");
    let judged = |judgement| {
        let open = evaluation.judged(&Judgements::new()).open();
        let mut judgements: Judgements = open.into_iter().map(|it| (it, Judgement::Met)).collect();
        judgements.insert((Rule::O2c, Subject::Organisation), judgement);
        evaluation.judged(&judgements)
    };
    assert_eq!(judged(Judgement::Met).verdict(Rule::R4, Subject::Organisation), Some(Met));
    assert_eq!(judged(Judgement::Unmet).verdict(Rule::R4, Subject::Organisation), Some(Unmet));
    assert!(!judged(Judgement::Unmet).may_be_approved());
    let lapsed = of_organisation().set("/organisation/qms_certificate/valid_to", "2026-11-21");
    assert_eq!((own(&lapsed, Rule::O2a), own(&lapsed, Rule::R4)), (Unmet, Unmet));
}

#[test]
fn r5_asks_three_clients_of_an_independent_consultant() {
    assert_eq!(first(&of_independent(), Rule::R5), Met);
    let two = of_independent().set("/experts/0/engagements", within(2, engaged));
    assert_eq!(first(&two, Rule::R5), Unmet);
    assert!(!judged(&two.judged_on(ON)).0);
    let finding = two.judged_on(ON).finding(Rule::R5, Subject::Expert(0)).expect("asked").clone();
    assert_eq!(finding.citation, "TT26 17.2");
}

#[test]
fn ones_own_card_is_nobody_elses() {
    let number = independent().0["experts"][0]["personal_number"].clone();
    let certificate = of_independent().0["certificate"].clone();
    let own_card = json!([{"personal_number": number, "certificate": certificate["number"]}]);
    let renewal = of_independent().set("/register/active_cards", own_card.clone());
    assert_eq!(first(&renewal, Rule::I1), Officer);
    let first_one = independent().set("/register/active_cards", own_card.clone());
    assert_eq!(first(&first_one, Rule::I1), Unmet, "who has a card needs no first one");
    // Whoever asked too late registers anew while the old card still counts.
    let late = first_one.set("/certificate", certificate);
    assert_eq!(first(&late, Rule::I1), Officer);
    // Not of the certificate that this one follows: of a newer, or unsaid.
    for other in [json!("99/2026/GXN-BKHCN"), Value::Null] {
        let newer = json!([{"personal_number": number, "certificate": other}]);
        assert_eq!(first(&late.clone().set("/register/active_cards", newer), Rule::I1), Unmet, "{other}");
    }
    let elsewhere = json!([own_card[0], {"personal_number": number, "enterprise_code": "0999999999"}]);
    assert_eq!(first(&late.set("/register/active_cards", elsewhere), Rule::I1), Unmet);
}
