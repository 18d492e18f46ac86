//! A row that nobody can read, and the papers beside it.

use consultant_registry::verification::{Check, Checks, Freshness};
use rocket::http::Status;

use super::{CARD, ENTERPRISE, json, order, press, revoke, verdict, verified};
use crate::harness::{World, story};
use crate::papers::{Order, Printed};

/// Another organisation's certificate with a card.
pub(super) async fn two_certificates(world: &World) -> [Printed; 2] {
    let press = press(world).await;
    let one = press.print(&world.registry, order()).await;
    let other = Order {
        number: "02/2026/GXN-BKHCN",
        holder: "Công ty Cổ phần Bên Cạnh",
        enterprise_code: Some("9900000017"),
        index: 200,
        experts: &[("Lê Thị Bên", "001085123457", "BKHCN-TV-00000018")],
        ..order()
    };
    [one, press.print(&world.registry, other).await]
}

pub(super) async fn looked_up(world: &World, path: &str) -> (Status, String) {
    let (status, answer) = json(world, &format!("/api/v1/{path}")).await;
    (status, verdict(&answer))
}

const UNCHECKED: (Status, &str) = (Status::ServiceUnavailable, "could_not_check status_unavailable");

fn is_unchecked((status, said): &(Status, String)) -> bool {
    (*status, said.as_str()) == UNCHECKED
}

story! {
    signing async fn an_unreadable_certificate_takes_only_its_own_papers_with_it(world) {
        let [one, other] = two_certificates(&world).await;
        assert_eq!(verdict(&verified(&world, &one.certificate).await), "valid");
        world.execute("update certificates set standing = 'x' where number = '01/2026/GXN-BKHCN'").await;
        let fresh = Checks::new(world.registry.clone(), Freshness::default());
        for code in [&one.certificate, &one.cards[0]] {
            let check = fresh.scan(code).await;
            assert!(check.is_outage() && check.paper.is_none(), "{:?}", check.verdict);
        }
        for code in [&other.certificate, &other.cards[0]] {
            assert!(fresh.scan(code).await.verdict.is_valid());
        }
        assert!(fresh.number("01/2026/GXN-BKHCN").await.is_outage(), "it was issued");
        assert!(fresh.card(CARD).await.is_outage());
        let name = "BKHCN-token-0".parse().expect("a name");
        let list = fresh.status_list(&name, consultant_registry::verification::TokenForm::Jwt).await;
        assert!(list.is_err(), "a list has no bit for what cannot be checked");
        let listing = fresh.organisation(ENTERPRISE.parse().expect("a code")).await.expect("read").expect("there");
        assert!(listing.certificates.iter().all(Check::is_outage), "{listing:?}");
    }
}

story! {
    async fn what_was_known_of_a_paper_counts_no_more_when_its_row_cannot_be_read(world) {
        let [one, other] = two_certificates(&world).await;
        assert_eq!(verdict(&verified(&world, &one.certificate).await), "valid");
        // The next act on the certificate makes every server read its row again.
        revoke(&world).await;
        world.execute("update certificates set standing = 'x' where number = '01/2026/GXN-BKHCN'").await;
        assert!(is_unchecked(&looked_up(&world, "certificates/01/2026/GXN-BKHCN").await));
        assert!(is_unchecked(&looked_up(&world, &format!("cards/{CARD}")).await));
        assert_eq!(verdict(&verified(&world, &other.certificate).await), "valid");
        let page = world.anonymous().visit("/c/01/2026/GXN-BKHCN").await;
        assert_eq!(page.status, Status::ServiceUnavailable);
    }
}

story! {
    async fn an_unreadable_card_leaves_its_certificate_and_is_read_again_once_mended(world) {
        let [one, _] = two_certificates(&world).await;
        world.execute("update cards set expires_on = 'soon' where number = 'BKHCN-TV-00000017'").await;
        let freshness = Freshness { ask_every: std::time::Duration::ZERO, ..Freshness::default() };
        let checks = Checks::new(world.registry.clone(), freshness);
        let certificate = checks.scan(&one.certificate).await;
        assert!(certificate.verdict.is_valid());
        assert_eq!(certificate.paper.expect("found").valid_cards(certificate.on), 0);
        assert!(checks.scan(&one.cards[0]).await.is_outage());
        world.execute("update cards set expires_on = '2029-03-02' where number = 'BKHCN-TV-00000017'").await;
        assert!(checks.scan(&one.cards[0]).await.verdict.is_valid(), "mended");
    }
}

story! {
    async fn a_row_without_a_number_leaves_everyone_else_alone(world) {
        let [one, other] = two_certificates(&world).await;
        world.execute("update cards set expires_on = 'soon', number = ' ' where number = 'BKHCN-TV-00000017'").await;
        let checks = Checks::new(world.registry.clone(), Freshness::default());
        assert!(checks.scan(&one.cards[0]).await.is_outage(), "it was issued");
        assert!(checks.card(CARD).await.is_outage());
        for code in [&one.certificate, &other.certificate, &other.cards[0]] {
            assert!(checks.scan(code).await.verdict.is_valid());
        }
    }
}
