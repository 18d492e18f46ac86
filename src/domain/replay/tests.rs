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
    let issued = Event::Issued {
        certificate: Some(certificate()),
        under: None,
        renews: None,
        recorded: None,
        cards: Vec::new(),
    };
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

#[test]
fn what_is_decided_after_a_re_issue_is_about_the_newer_paper() {
    let newer = IssuedCertificate { version: 1, ..certificate() };
    let issued = Event::Issued {
        certificate: Some(newer.clone()),
        under: None,
        renews: None,
        recorded: None,
        cards: Vec::new(),
    };
    let again = entry(3, issued);
    let first = entry(
        2,
        Event::Issued {
            certificate: Some(certificate()),
            under: None,
            renews: None,
            recorded: None,
            cards: Vec::new(),
        },
    );
    let ground = RevocationGround::RepeatedBreach;
    let revoked = entry(4, Event::Revoked { certificate: NUMBER.to_owned(), ground, on: on() });
    let entries = [first.clone(), again.clone(), revoked];
    let replaced = Effect::Replaced { on: on(), by_version: 1 };
    assert_eq!(decided_on_certificate(&entries, &first, &certificate()), replaced);
    let on_newer = decided_on_certificate(&entries, &again, &newer);
    assert_eq!(on_newer, Effect::Revoked { ground, on: on() });
}

#[test]
fn a_renewal_ends_the_certificate_before_it_and_says_nothing_of_its_own() {
    let renewing = IssuedCertificate { number: "02/2029/GXN-BKHCN".to_owned(), ..certificate() };
    let event = |certificate: IssuedCertificate, renews| Event::Issued {
        certificate: Some(certificate),
        under: None,
        renews,
        recorded: None,
        cards: Vec::new(),
    };
    let first = entry(2, event(certificate(), None));
    let second = entry(3, event(renewing.clone(), Some(NUMBER.to_owned())));
    let entries = [first.clone(), second.clone()];
    let replaced = Effect::Replaced { on: on(), by_version: 0 };
    assert_eq!(decided_on_certificate(&entries, &first, &certificate()), replaced);
    assert_eq!(decided_on_certificate(&entries, &second, &renewing), Effect::InForce);
}

#[test]
fn a_card_ends_by_what_came_first_and_its_successor_begins_anew() {
    const CARD: &str = "BKHCN-TV-00000017";
    let issue = |seq, version| {
        let (number, holder) = (CARD.to_owned(), String::new());
        let (code_sha256, document_sha256) = (String::new(), String::new());
        let (issued_on, expires_on, status_index) = (on(), on(), 1);
        let card = IssuedCard {
            number,
            version,
            holder,
            issued_on,
            expires_on,
            status_index,
            code_sha256,
            document_sha256,
        };
        let under = Some(NUMBER.to_owned());
        (
            entry(
                seq,
                Event::Issued {
                    certificate: None,
                    under,
                    renews: None,
                    recorded: None,
                    cards: vec![card.clone()],
                },
            ),
            card,
        )
    };
    let returned = |seq| {
        let (card, certificate) = (CARD.to_owned(), NUMBER.to_owned());
        entry(seq, Event::CardReturned { card, certificate, on: on() })
    };
    let ((first, old), (second, new)) = (issue(2, 0), issue(3, 1));
    let entries = [first.clone(), second.clone(), returned(4)];
    let replaced = Effect::Replaced { on: on(), by_version: 1 };
    assert_eq!(decided_on_card(&entries, &first, NUMBER, &old), replaced);
    assert_eq!(decided_on_card(&entries, &second, NUMBER, &new), Effect::Returned { on: on() });
    // Who left and came back has a card that nobody returned.
    let ((first, old), (second, new)) = (issue(2, 0), issue(4, 1));
    let entries = [first.clone(), returned(3), second.clone()];
    assert_eq!(decided_on_card(&entries, &first, NUMBER, &old), Effect::Returned { on: on() });
    assert_eq!(decided_on_card(&entries, &second, NUMBER, &new), Effect::InForce);
}
