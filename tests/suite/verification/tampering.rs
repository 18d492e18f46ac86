//! Someone changes the tables behind the program: whatever they change, nothing
//! becomes valid by it, and nobody else's paper suffers.

use consultant_registry::verification::{Checks, Freshness};
use rocket::http::Status;

use super::unreadable::{looked_up, two_certificates};
use super::{CARD, HOLDER, NUMBER, json, order, path, press, revoke, suspend, verdict, verified};
use crate::audit::behind_the_triggers;
use crate::harness::{World, story};
use crate::papers::{Order, Printed};

const UNCHECKED: &str = "could_not_check status_unavailable";

/// What is said of the first certificate and of its card: by code and by number.
async fn said(server: &World, printed: &Printed) -> [String; 4] {
    let (mut codes, number) = (Vec::new(), format!("certificates/{NUMBER}"));
    for code in [&printed.certificate, &printed.cards[0]] {
        let (_, answer) = json(server, &path(code).replace("/V/", "/api/v1/verify/")).await;
        codes.push(verdict(&answer));
    }
    let [certificate, card] = <[String; 2]>::try_from(codes).expect("two codes");
    let (_, by_number) = looked_up(server, &number).await;
    let (_, by_card_number) = looked_up(server, &format!("cards/{CARD}")).await;
    [certificate, card, by_number, by_card_number]
}

/// A server that is started now says nothing of the papers but "could not
/// check": on no page, in no statement, list or snapshot.
async fn assert_unchecked(server: &World, printed: &Printed, what: &str) {
    assert_eq!(said(server, printed).await, [UNCHECKED; 4], "{what}");
    let mut somebody = server.anonymous();
    for page in
        [path(&printed.certificate), path(&printed.cards[0]), "/c/01/2026/GXN-BKHCN", "/c/BKHCN-TV-00000017"]
    {
        let page = somebody.visit(page).await;
        assert_eq!(
            page.attribute("section.verdict", "class").as_deref(),
            Some("verdict unchecked"),
            "{what}"
        );
        assert_eq!(page.status, Status::ServiceUnavailable, "{what}");
    }
    for file in [
        "/api/v1/certificates/01/2026/GXN-BKHCN/status",
        "/documents/01-2026-GXN-BKHCN",
        "/status/BKHCN-token-0",
        "/status/BKHCN-revocation-0",
        "/status/BKHCN-suspension-0",
        "/offline/status.json",
        "/offline/kit.html",
    ] {
        assert_eq!(somebody.visit(file).await.status, Status::ServiceUnavailable, "{what}: {file}");
    }
    let (status, health) = json(server, "/api/v1/health").await;
    assert_eq!((status, health["unchecked"].as_u64()), (Status::Ok, Some(2)), "{what}");
}

async fn assert_valid(server: &World, printed: &Printed, what: &str) {
    for code in [&printed.certificate, &printed.cards[0]] {
        assert_eq!(verdict(&verified(server, code).await), "valid", "{what}");
    }
}

story! {
    signing async fn a_column_that_says_something_else_than_was_entered_and_signed_makes_nothing_valid(world) {
        let [one, other] = two_certificates(&world).await;
        let keep = "create table kept as select * from certificates";
        world.execute(keep).await;
        for change in [
            "holder_name = 'Công ty Giả Mạo'", "expires_on = '2031-01-01'", "issued_on = '2026-03-01'",
            "issued_at = '2026-03-02T03:00:01Z'", "paper_version = 1", "status_index = 999", "entry_seq = entry_seq + 1",
            "enterprise_code = '9900000017'", "standing = 'x'",
            r#"standing = '{"standing":"suspended","ground":"capacity_not_kept","from":"2026-11-22","until":"2026-12-22","remedy":"x"}'"#,
            "key_id = (select key_id from issuer_keys as others where others.key_id <> certificates.key_id)",
            "code = (select code from certificates as others where others.number <> certificates.number)",
            "code = replace(code, '/V/', '/v/')", "code = '', key_id = null, dossier_id = null",
        ] {
            world.execute_all([format!("update certificates set {change} where number = '{NUMBER}'")]).await;
            let server = world.another_server().await;
            assert_unchecked(&server, &one, change).await;
            assert_valid(&server, &other, change).await;
            let first = change.split(' ').next().expect("a column");
            let whole = change.contains("dossier_id").then_some(["key_id", "dossier_id"]);
            let columns = std::iter::once(first).chain(whole.into_iter().flatten());
            let put_back = |column| format!("{column} = (select {column} from kept where kept.number = certificates.number)");
            let put_back: Vec<String> = columns.map(put_back).collect();
            world.execute_all([format!("update certificates set {}", put_back.join(", "))]).await;
        }
        assert_valid(&world.another_server().await, &one, "put back").await;
    }
}

story! {
    signing async fn a_card_that_was_changed_takes_nobody_with_it(world) {
        let [one, other] = two_certificates(&world).await;
        world.execute("create table kept as select * from cards").await;
        for change in [
            "certificate_number = '02/2026/GXN-BKHCN'", "holder_name = 'Trần Thị Khác'", "expires_on = '2031-01-01'",
            "code = (select code from cards as others where others.number <> cards.number)",
            r#"standing = '{"standing":"returned","on":"2026-11-20"}'"#,
        ] {
            world.execute_all([format!("update cards set {change} where number = '{CARD}'")]).await;
            let server = world.another_server().await;
            assert_eq!(said(&server, &one).await, ["valid", UNCHECKED, "valid", UNCHECKED], "{change}");
            assert_valid(&server, &other, change).await;
            let column = change.split(' ').next().expect("a column");
            let undo = format!("update cards set {column} = (select {column} from kept where kept.number = cards.number)");
            world.execute_all([undo]).await;
        }
        assert_valid(&world.another_server().await, &one, "put back").await;
    }
}

story! {
    signing async fn two_papers_whose_codes_were_swapped_are_both_not_relied_on(world) {
        let [one, other] = two_certificates(&world).await;
        world.execute("create table kept as select number, code from certificates").await;
        world.execute("update certificates set code = (select code from kept where kept.number <> certificates.number)").await;
        let server = world.another_server().await;
        for paper in [&one, &other] {
            for code in [&paper.certificate, &paper.cards[0]] {
                let (_, answer) = json(&server, &path(code).replace("/V/", "/api/v1/verify/")).await;
                assert_eq!(verdict(&answer), UNCHECKED);
            }
        }
    }
}

story! {
    signing async fn a_revoked_certificate_is_not_brought_back_by_its_row(world) {
        let [one, other] = two_certificates(&world).await;
        revoke(&world).await;
        assert_eq!(verdict(&verified(&world, &one.certificate).await), "not_valid revoked");
        let back = r#"update certificates set standing = '{"standing":"in_force"}' where number = '01/2026/GXN-BKHCN'"#;
        world.execute(back).await;
        let server = world.another_server().await;
        assert_unchecked(&server, &one, "in force").await;
        assert_valid(&server, &other, "in force").await;
        // The server that saw the revocation goes on saying so.
        assert_eq!(verdict(&verified(&world, &one.certificate).await), "not_valid revoked");
    }
}

story! {
    signing async fn an_index_that_was_changed_hides_no_decision(world) {
        let [one, other] = two_certificates(&world).await;
        suspend(&world).await;
        let last = "(select max(seq) from entries)";
        behind_the_triggers(&world, "entry_papers", &format!("delete from entry_papers where seq = {last}")).await;
        world.execute("insert into entry_papers (paper, seq) values ('02/2026/GXN-BKHCN', 1)").await;
        let server = world.another_server().await;
        let said = said(&server, &one).await;
        assert_eq!(said, ["not_now suspended", "not_now certificate_suspended", "not_now suspended", "not_now certificate_suspended"]);
        assert_valid(&server, &other, "the index").await;
        let page = server.anonymous().visit("/api/v1/certificates/01/2026/GXN-BKHCN/status").await;
        assert!(page.body.contains("suspended") && !page.body.contains("\"valid\""), "{}", page.body);
    }
}

story! {
    signing async fn a_paper_whose_row_is_gone_was_issued_all_the_same(world) {
        let [one, other] = two_certificates(&world).await;
        world.execute("delete from cards where certificate_number = '01/2026/GXN-BKHCN'").await;
        let server = world.another_server().await;
        assert_eq!(said(&server, &one).await, ["valid", UNCHECKED, "valid", UNCHECKED]);
        world.execute("delete from certificates where number = '01/2026/GXN-BKHCN'").await;
        let server = world.another_server().await;
        assert_unchecked(&server, &one, "gone").await;
        assert_valid(&server, &other, "gone").await;
    }
}

story! {
    async fn a_row_that_nobody_entered_is_no_paper(world) {
        let [one, other] = two_certificates(&world).await;
        let columns = "issuer, dossier_id, enterprise_code, person_id, holder_name, folded_holder_name, paper_version, \
            issued_on, issued_at, expires_on, standing, key_id, code, document, entry_seq, version";
        world.execute_all([format!(
            "insert into certificates (number, folded_number, status_index, {columns})
             select '09/2026/GXN-BKHCN', '92026GXNBKHCN', 900, {columns} from certificates where number = '{NUMBER}'"
        )]).await;
        let server = world.another_server().await;
        let (status, said) = looked_up(&server, "certificates/09/2026/GXN-BKHCN").await;
        assert_eq!((status, said.as_str()), (Status::NotFound, "not_valid never_issued"));
        assert_valid(&server, &one, "a foreign row").await;
        assert_valid(&server, &other, "a foreign row").await;
    }
}

story! {
    signing async fn an_entry_that_was_cut_off_leaves_nothing_valid(world) {
        let [one, _] = two_certificates(&world).await;
        revoke(&world).await;
        let last = "(select max(seq) from entries)";
        behind_the_triggers(&world, "entry_papers", &format!("delete from entry_papers where seq = {last}")).await;
        behind_the_triggers(&world, "entries", &format!("delete from entries where seq = {last}")).await;
        world.execute(r#"update certificates set standing = '{"standing":"in_force"}'"#).await;
        let server = world.another_server().await;
        assert_eq!(said(&server, &one).await, [UNCHECKED; 4]);
        let (status, _) = json(&server, "/api/v1/health").await;
        assert_eq!(status, Status::ServiceUnavailable);
        let (status, said) = looked_up(&server, "certificates/77/2026/GXN-BKHCN").await;
        assert_eq!((status, said.as_str()), (Status::ServiceUnavailable, UNCHECKED), "it may have been issued");
    }
}

story! {
    signing async fn an_entry_that_was_rewritten_casts_doubt_on_what_is_older_and_on_nothing_younger(world) {
        let [one, other] = two_certificates(&world).await;
        revoke(&world).await;
        let third = Order {
            number: "03/2026/GXN-BKHCN", holder: "Viện Thử", enterprise_code: Some("9900000025"), index: 500,
            experts: &[("Phạm Văn Sau", "001085123458", "BKHCN-TV-00000019")], ..order()
        };
        let third = press_again(&world, third).await;
        let entry = "(select seq from entries where kind = 'revoked')";
        behind_the_triggers(&world, "entries", &format!("update entries set body = leaf_hash where seq = {entry}")).await;
        world.execute(r#"update certificates set standing = '{"standing":"in_force"}'"#).await;
        let server = world.another_server().await;
        assert_eq!(said(&server, &one).await, [UNCHECKED; 4]);
        let (_, answer) = json(&server, &path(&other.certificate).replace("/V/", "/api/v1/verify/")).await;
        assert_eq!(verdict(&answer), UNCHECKED, "what the entry said nobody knows");
        assert_valid(&server, &third, "younger").await;
        for list in ["/status/BKHCN-token-0", "/offline/status.json"] {
            assert_eq!(server.anonymous().visit(list).await.status, Status::ServiceUnavailable);
        }
    }
}

async fn press_again(world: &World, order: Order<'_>) -> Printed {
    crate::papers::Press::new(&world.registry.origin, 7).print(&world.registry, order).await
}

story! {
    async fn a_document_that_is_not_the_one_entered_is_not_handed_out(world) {
        two_certificates(&world).await;
        world.execute("update certificates set document = replace(document, 'Đổi Mới', 'Giả Mạo')").await;
        for path in ["/documents/01-2026-GXN-BKHCN", "/api/v1/certificates/01/2026/GXN-BKHCN"] {
            let page = world.anonymous().saying("Accept", "application/vc").visit(path).await;
            assert!(!page.body.contains("Giả Mạo") && page.status.code >= 500, "{path}: {}", page.body);
        }
        let neighbour = world.anonymous().visit("/documents/02-2026-GXN-BKHCN").await;
        assert_eq!(neighbour.status, Status::Ok);
    }
}

story! {
    async fn a_name_in_the_directory_is_the_one_that_was_signed(world) {
        two_certificates(&world).await;
        world.execute("update organisations set name = 'Công ty Giả Mạo' where enterprise_code = '9900000009'").await;
        for page in ["/register", "/register/9900000009"] {
            let page = world.anonymous().visit(page).await;
            assert!(page.says(HOLDER) && !page.says("Giả Mạo"), "{}", page.words_of("main"));
        }
        let (_, answer) = json(&world, "/api/v1/certificates/01/2026/GXN-BKHCN").await;
        assert_eq!(answer["paper"]["organisation"]["name"], HOLDER);
    }
}

story! {
    async fn a_register_put_back_serves_nothing_that_was_made_of_the_one_before(world) {
        let press = press(&world).await;
        let one = press.print(&world.registry, order()).await;
        let checks = Checks::new(world.registry.clone(), Freshness { ask_every: std::time::Duration::ZERO, ..Freshness::default() });
        let before = checks.scan(&one.certificate).await;
        assert!(before.verdict.is_valid() && checks.background(&before).await.is_some());
        for table in ["entries", "entry_papers"] {
            behind_the_triggers(&world, table, "select 1").await;
        }
        put_back(&world).await;
        let other = Order { holder: "Viện Khác", enterprise_code: Some("9900000017"), ..order() };
        let other = press.print(&world.registry, other).await;
        assert_eq!(checks.scan(&one.certificate).await.verdict.reason(), Some("never_issued"));
        let after = checks.scan(&other.certificate).await;
        let background = checks.background(&after).await.expect("what stands behind it");
        assert_eq!(background.organisation.as_ref().map(|record| record.name.as_str()), Some("Viện Khác"));
    }
}

/// The register as it was before the first paper.
async fn put_back(world: &World) {
    let hash = "(select leaf_hash from entries where seq = 1)";
    let disabled =
        ["alter table entries disable trigger user", "alter table entry_papers disable trigger user"];
    if matches!(world.storage(), consultant_registry::storage::Storage::Postgres(..)) {
        world.execute_all(disabled.map(str::to_owned)).await;
    }
    world
        .execute_all([
            "delete from cards".to_owned(),
            "delete from certificates".to_owned(),
            "delete from entry_papers".to_owned(),
            "delete from entries where seq > 1".to_owned(),
            format!("update heads set seq = 1, hash = {hash} where name = 'entries'"),
        ])
        .await;
}
