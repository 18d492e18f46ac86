//! The rules asked where a certificate is there already: B1 of additional
//! cards, B2 of a re-issue.

use consultant_registry::domain::calendar::Calendar;
use consultant_registry::domain::eligibility::{Evaluation, Judgement, Judgements, Rule, Subject, Verdict};
use consultant_registry::domain::regime::{self, Step};
use serde_json::{Value, json};

use crate::dossier::{Dossier, day, independent, organisation};

const NUMBER: &str = "01/2026/GXN-BKHCN";
const CARD: &str = "BKHCN-TV-00000017";
const ON: &str = "2026-11-22";

/// What the register says of the certificate and of one card under it.
fn register(certificate: &str, card: &str, version: u16) -> Value {
    json!({
        "revocations": [], "active_cards": [],
        "certificate": {
            "number": NUMBER, "version": version, "life": certificate, "expires_on": "2029-11-22",
            "cards": [{"number": CARD, "version": 0, "life": card}],
        },
    })
}

fn about_certificate(dossier: Dossier, procedure: &str) -> Dossier {
    let certificate =
        json!({"number": NUMBER, "version": 0, "holder": "Tổ chức", "expires_on": "2029-11-22"});
    dossier
        .set("/procedure", procedure)
        .set("/certificate", certificate)
        .set("/register", register("active", "active", 0))
}

/// A re-issue of the first expert's card, and of the certificate.
fn reissue(dossier: Dossier, procedure: &str) -> Dossier {
    let card = json!({"number": CARD, "version": 0, "holder": "Chuyên gia", "portrait": true});
    let request = json!({"cause": "lost", "certificate": true, "cards": [CARD], "details": null});
    // The portrait on the card is printed again.
    let dossier = dossier.set("/experts/0/prior_card", card).set("/experts/0/photo", Value::Null);
    about_certificate(dossier, procedure).set("/reissue", request)
}

fn of_organisation() -> Dossier {
    reissue(organisation(), "reissue_organisation")
}

fn verdict(evaluation: &Evaluation, rule: Rule, subject: Subject) -> Verdict {
    evaluation.finding(rule, subject).expect("the rule is asked").verdict
}

#[test]
fn additional_cards_are_asked_for_under_an_active_certificate_alone() {
    let dossier = about_certificate(organisation(), "additional_cards");
    assert_eq!(verdict(&dossier.judged_on(ON), Rule::B1, Subject::Organisation), Verdict::Met);
    for life in ["suspended", "expired", "revoked", "replaced"] {
        let dossier = dossier.clone().set("/register", register(life, "active", 0));
        assert_eq!(
            verdict(&dossier.judged_on(ON), Rule::B1, Subject::Organisation),
            Verdict::Unmet,
            "{life}"
        );
    }
    let unknown = dossier.clone().set("/register/certificate", Value::Null);
    assert_eq!(verdict(&unknown.judged_on(ON), Rule::B1, Subject::Organisation), Verdict::Unmet);
    let rules: Vec<Rule> = dossier.judged_on(ON).findings.iter().map(|finding| finding.rule).collect();
    assert!(rules.contains(&Rule::E6) && !rules.contains(&Rule::O3), "experts as the first ones: {rules:?}");
    assert_eq!(
        dossier.judged_on(ON).finding(Rule::B1, Subject::Organisation).expect("asked").citation,
        "TT26 20"
    );
}

#[test]
fn who_has_a_card_needs_no_additional_one() {
    let number = organisation().0["experts"][0]["personal_number"].clone();
    let code = organisation().0["organisation"]["enterprise_code"].clone();
    let own = json!([{"personal_number": number, "enterprise_code": code}]);
    let first = organisation().set("/register/active_cards", own.clone());
    assert_ne!(
        verdict(&first.judged_on(ON), Rule::E6, Subject::Expert(0)),
        Verdict::Unmet,
        "of a new one it is kept"
    );
    let more = about_certificate(organisation(), "additional_cards").set("/register/active_cards", own);
    assert_eq!(verdict(&more.judged_on(ON), Rule::E6, Subject::Expert(0)), Verdict::Unmet);
    assert_ne!(verdict(&more.judged_on(ON), Rule::E6, Subject::Expert(1)), Verdict::Unmet);
}

#[test]
fn cards_go_to_those_who_pass_and_one_is_enough() {
    let evaluation = about_certificate(organisation(), "additional_cards").judged_on(ON);
    let open = evaluation.judged(&Judgements::new()).open();
    let mut judgements: Judgements = open.into_iter().map(|finding| (finding, Judgement::Met)).collect();
    assert!(evaluation.judged(&judgements).may_be_approved());
    for position in 0..4 {
        judgements.insert((Rule::E5, Subject::Expert(position)), Judgement::Unmet);
    }
    let judged = evaluation.judged(&judgements);
    assert_eq!((judged.may_be_approved(), judged.passing_experts()), (true, vec![4]));
    judgements.insert((Rule::E5, Subject::Expert(4)), Judgement::Unmet);
    assert!(!evaluation.judged(&judgements).may_be_approved(), "nobody gets a card");
}

#[test]
fn a_re_issue_asks_an_officer_while_the_papers_are_active() {
    let evaluation = of_organisation().judged_on(ON);
    assert_eq!(verdict(&evaluation, Rule::B2, Subject::Organisation), Verdict::Officer);
    assert_eq!(verdict(&evaluation, Rule::B2, Subject::Expert(0)), Verdict::Met);
    assert_eq!(evaluation.findings.len(), 2, "nothing else is judged anew");
    assert_eq!(evaluation.findings[0].citation, "TT26 21");
    for life in ["suspended", "expired", "revoked"] {
        let dossier = of_organisation().set("/register", register(life, life, 0));
        let evaluation = dossier.judged_on(ON);
        assert_eq!(verdict(&evaluation, Rule::B2, Subject::Organisation), Verdict::Unmet, "{life}");
        assert!(!evaluation.judged(&Judgements::new()).may_be_approved());
    }
    let returned = of_organisation().set("/register", register("active", "returned", 0)).judged_on(ON);
    assert_eq!(verdict(&returned, Rule::B2, Subject::Expert(0)), Verdict::Unmet, "its holder has left");
    let newer = of_organisation().set("/register", register("active", "active", 1)).judged_on(ON);
    assert_eq!(verdict(&newer, Rule::B2, Subject::Organisation), Verdict::Unmet, "issued again meanwhile");
}

#[test]
fn a_new_portrait_is_judged_as_any_other() {
    let photo = json!({"width": 100, "height": 100, "colour": true});
    let evaluation = of_organisation().set("/experts/0/photo", photo).judged_on(ON);
    assert_eq!(verdict(&evaluation, Rule::E7, Subject::Expert(0)), Verdict::Unmet);
    assert!(!evaluation.judged(&Judgements::new()).may_be_approved());
}

#[test]
fn a_re_issue_says_which_papers_and_why() {
    for (pointer, value) in
        [("/reissue/cause", Value::Null), ("/reissue", json!({"cause": "lost", "certificate": false}))]
    {
        let evaluation = of_organisation().set(pointer, value).judged_on(ON);
        assert_eq!(verdict(&evaluation, Rule::B2, Subject::Organisation), Verdict::Unmet, "{pointer}");
    }
    assert_eq!(of_organisation().without("/certificate").fault().path, "certificate");
    assert_eq!(of_organisation().without("/reissue").fault().path, "reissue");
}

#[test]
fn an_officer_who_finds_the_letter_wanting_refuses() {
    let evaluation = of_organisation().judged_on(ON);
    let judged = |judgement| {
        let judgements = Judgements::from([((Rule::B2, Subject::Organisation), judgement)]);
        evaluation.judged(&judgements)
    };
    assert!(judged(Judgement::Met).may_be_approved() && !judged(Judgement::Unmet).may_be_approved());
    assert_eq!(judged(Judgement::Met).passing_experts(), [0]);
}

#[test]
fn an_independent_consultant_has_one_finding_for_both_papers() {
    let dossier = reissue(independent(), "reissue_independent");
    let evaluation = dossier.judged_on(ON);
    assert_eq!(evaluation.findings.len(), 1);
    assert_eq!(verdict(&evaluation, Rule::B2, Subject::Expert(0)), Verdict::Officer);
    let judgements = Judgements::from([((Rule::B2, Subject::Expert(0)), Judgement::Met)]);
    assert!(evaluation.judged(&judgements).may_be_approved());
    let returned = dossier.set("/register", register("active", "returned", 0)).judged_on(ON);
    assert_eq!(verdict(&returned, Rule::B2, Subject::Expert(0)), Verdict::Unmet);
}

#[test]
fn a_re_issue_has_five_working_days_at_the_ministry_and_three_in_a_province() {
    let calendar = Calendar::seeded();
    let due = |nth: usize| {
        let term = regime::built_in()[nth].term(Step::Reissue).expect("a term");
        (term.citation.as_str(), term.ends_on(day("2026-10-02"), &calendar))
    };
    // A Friday: weekends are not counted.
    assert_eq!(due(0), ("TT26 21", day("2026-10-09")));
    assert_eq!(due(1).1, day("2026-10-07"));
}
