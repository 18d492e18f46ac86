//! New papers for those whose time is over: from the holder's page to what
//! everyone sees who scans the old and the new code.

mod contact;
mod late;
mod refusals;
mod transfer;
mod waiting;

use consultant_registry::acts::{filing, keyring};
use consultant_registry::domain::application::{
    Application, Client, Declaration, Engagement, Expert, Period, Role,
};
use consultant_registry::domain::certificate::{Card, Certificate, Standing};
use consultant_registry::domain::ids::{AccountId, DossierId};
use consultant_registry::domain::numbering::person_of;
use consultant_registry::storage::{cards, certificates, evidence};
use rocket::http::Status;

use crate::filing::{SAVE, save, submit};
use crate::harness::{Page, Person, World, story};
use crate::rehearsal::{Rehearsal, independent, organisation};
use crate::reissue::{
    Hands, NUMBER, OWN, approved_by, assert_verified, at_desk, holder, issued, proposed_by, scanned,
};

/// The number of the certificate after it: of the province of the seat.
const NEWER: &str = "01/2029/GXN-52";
/// The province that it is asked of.
const GIA_LAI: &str = "52";
/// Who deals with it there.
const HANDS: Hands = ["tiepnhan@gialai", "thamxet@gialai", "lanhdao@gialai"];
const LEADER: &str = HANDS[2];
/// A day on which its renewal is asked for in time: 18 August 2029.
const IN_TIME: i64 = 1_000 * 86_400;
const RENEW: &str = "Đề nghị cấp lại khi hết hạn";

/// A certificate of this number with the last cards under it.
async fn papers(world: &World, number: &str) -> (Certificate, Vec<Card>) {
    let mut reading = world.storage().read().await.expect("a reading");
    let certificate = certificates::find(&mut reading, number).await.expect("read").expect("the certificate");
    (certificate, cards::of_certificate(&mut reading, number).await.expect("read").rows)
}

/// Begins to ask for a renewal; the page of the draft.
async fn begun(holder: &mut Person) -> String {
    let page = holder.visit(OWN).await;
    asked(holder, &page, RENEW).await.path
}

/// Asks the province for what takes the place of the certificate.
async fn asked(holder: &mut Person, page: &Page, what: &str) -> Page {
    holder.fill(page, what).with("office", GIA_LAI).send().await
}

/// The offices staffed, of which the Ministry and the province can sign here.
async fn signing(world: &World) -> Rehearsal {
    let gia_lai = GIA_LAI.parse().expect("an issuer");
    keyring::generate(&world.registry, gia_lai, None).await.expect("a key of the province");
    Rehearsal::in_register(&world.registry).await
}

async fn approved(world: &World, dossier: &str) -> Page {
    approved_by(world, HANDS, dossier).await
}

fn id_of(dossier: &str) -> DossierId {
    dossier.rsplit('/').next().expect("an id").parse().expect("an id")
}

/// Writes what a renewal asks besides what is filled in, behind the pages.
async fn filled(world: &World, (applicant, dossier): (AccountId, &str), clients: usize) {
    let today = world.registry.clock.today();
    let period = Some(Period { from: Some(today.plus_days(-300)), to: Some(today.plus_days(-200)) });
    let name = |nth: usize| Some(format!("Sở Mẫu số {}", nth + 1));
    let of_expert = move |expert: &mut Expert| {
        let row =
            |nth| Engagement { client: name(nth), period, role: Some(Role::Member), ..Default::default() };
        expert.engagements.extend((0..3).map(row));
        expert.declaration = Some(Declaration { good_ethics: Some(true), full_capacity: Some(true) });
        expert.belongs_to_organisation = Some(false);
    };
    let change = move |application: &mut Application| {
        if let Some(own) = &mut application.organisation {
            let qms = own.qms_certificate.as_mut().expect("by whom and of what it was");
            qms.number = Some("HT-VD-9999".to_owned());
            (qms.valid_from, qms.valid_to) = (Some(today.plus_days(-30)), Some(today.plus_days(700)));
            own.clients.extend((0..clients).map(|nth| Client {
                name: name(nth),
                period,
                ..Default::default()
            }));
        }
        application.experts.iter_mut().for_each(of_expert);
    };
    filing::edit(&world.registry, applicant, id_of(dossier), change).await.expect("written");
}

/// What officers of an organisation's renewal judge.
fn judgements(experts: usize) -> Vec<String> {
    let own = ["organisation-O2c", "organisation-O2d"].map(str::to_owned);
    own.into_iter().chain((0..experts).map(|at| format!("experts-{at}-E5"))).collect()
}

/// Filed, received, appraised and proposed for approval; the page after that.
async fn brought(world: &World, holder: &mut Person, dossier: &str, judgements: &[String]) -> Page {
    let page = submit(holder, dossier).await;
    assert_eq!(page.status, Status::Ok, "{}", page.words_of("main"));
    let judgements: Vec<&str> = judgements.iter().map(String::as_str).collect();
    proposed_by(world, HANDS, dossier, &judgements).await
}

story! {
    signing async fn an_organisation_renews_with_five_of_its_six_experts(world) {
        let rehearsal = signing(&world).await;
        issued(&rehearsal, organisation(0, 0..6)).await;
        let (old, before) = papers(&world, NUMBER).await;
        world.wait(IN_TIME);
        let mut holder = holder(&world).await;
        let page = holder.visit(OWN).await;
        assert!(page.says("chậm nhất ngày 22/09/2029 (còn 35 ngày)"), "{}", page.words_of("main"));
        let page = asked(&mut holder, &page, RENEW).await;
        let dossier = page.path.clone();
        assert!(page.says("chậm nhất ngày 22/09/2029") && page.says(NUMBER), "{}", page.words_of("main"));
        assert_eq!(begun(&mut holder).await, dossier, "pressed again it goes on");
        // What is known is there, and who the experts are is not asked again.
        let form = holder.visit(&format!("{dossier}/parts/applicant")).await;
        let value = |form: &Page, field: &str| form.attribute(&format!("#{field}"), "value").unwrap_or_default();
        assert_eq!(value(&form, "organisation-name"), old.paper.holder_name);
        assert!(!value(&form, "qms_certificate-scope").is_empty() && value(&form, "qms_certificate-number").is_empty());
        assert!(!form.body.contains("enterprise_code"), "whose certificate it is, is known");
        let expert = holder.visit(&format!("{dossier}/parts/experts/1")).await;
        assert!(expert.says("Kinh nghiệm tư vấn") && !expert.says("Bằng tốt nghiệp đại học"), "{}", expert.words_of("main"));
        assert_eq!(holder.visit(&format!("{dossier}/parts/experts/1/identity")).await.status, Status::NotFound);
        let employed = holder.visit(&format!("{dossier}/parts/experts/1/employment")).await;
        assert_eq!(value(&employed, "employer"), old.paper.holder_name);
        // What is new in three years is typed.
        save(&mut holder, &format!("{dossier}/parts/qms_certificate"), &[
            ("number", "HT-VD-9999"), ("valid_from", "01/07/2028"), ("valid_to", "30/06/2031"),
        ]).await;
        for rows in [0..3_usize, 3..5] {
            let form = holder.visit(&format!("{dossier}/parts/clients")).await;
            assert!(form.says("ít nhất 5 khách hàng khác nhau có việc tư vấn hoàn thành từ ngày cấp giấy (22/11/2026)"), "{}", form.words_of("main"));
            let mut filling = holder.fill(&form, SAVE);
            for (nth, client) in rows.enumerate() {
                let field = |name: &str| format!("new{}-{name}", nth + 1);
                filling = filling.with(&field("client"), &format!("Sở Mẫu số {}", client + 1));
                filling = filling.with(&field("from"), "01/02/2028").with(&field("to"), "30/06/2028");
            }
            filling.send().await;
        }
        for expert in 1..=6 {
            let form = holder.visit(&format!("{dossier}/parts/experts/{expert}/engagements")).await;
            let mut filling = holder.fill(&form, SAVE);
            for client in 1..=(if expert == 6 { 2 } else { 3 }) {
                filling = filling.with(&format!("client{client}"), "member");
            }
            filling.send().await;
            save(&mut holder, &format!("{dossier}/parts/experts/{expert}/declaration"), &[
                ("good_ethics", "yes"), ("full_capacity", "yes"),
            ]).await;
        }
        let letter = holder.visit(&format!("{dossier}/application")).await;
        assert!(letter.says("ĐƠN ĐỀ NGHỊ CẤP LẠI") && letter.says("có giá trị đến hết ngày 22/11/2029"), "{}", letter.words_of("main"));
        let review = holder.visit(&format!("{dossier}/review")).await;
        let sixth = &before.iter().find(|card| !review.words_of("#unmet").is_empty() && review.words_of("#unmet").contains(&card.paper.holder_name));
        let left_out = sixth.expect("who has two clients only").paper.clone();
        assert!(review.words_of("#unmet").contains("2 khách hàng có việc tư vấn hoàn thành"), "{}", review.words_of("#unmet"));
        let page = brought(&world, &mut holder, &dossier, &judgements(5)).await;
        assert!(page.words_of(".stage").contains("còn 7 ngày làm việc"), "{}", page.words_of(".stage"));
        assert!(page.words_of(".differs").contains("Chứng chỉ hệ thống quản lý chất lượng"), "{}", page.words_of(".differs"));
        let page = approved(&world, &dossier).await;
        assert_eq!(page.heading(), format!("Giấy xác nhận {NEWER}"), "{}", page.words_of("main"));
        assert!(page.says(&format!("giấy xác nhận {NEWER} thay cho {NUMBER}")), "{}", page.words_of("main"));
        let (newer, after) = papers(&world, NEWER).await;
        assert_eq!((newer.paper.paper_version, newer.paper.expires_on), (0, newer.paper.issued_on.plus_months(36)));
        assert_eq!((after.len(), &newer.holder), (5, &old.holder));
        for card in &after {
            let first = before.iter().find(|first| first.person == card.person).expect("a card before");
            assert_eq!((card.photo_hash, card.photo, card.person), (first.photo_hash, first.photo, first.person));
            assert!(scanned(&world, &card.paper.code).await.heading().contains("còn hiệu lực"));
            let ended = scanned(&world, &first.paper.code).await;
            assert!(ended.heading().contains("giấy xác nhận đi kèm đã được thay"), "{}", ended.heading());
            assert!(ended.says(&format!("Thẻ mới cấp ngày 18/08/2029: {}", card.paper.number)), "{}", ended.words_of("main"));
            assert_eq!(person_of(&first.paper.number), person_of(&card.paper.number), "a part of the number for life");
        }
        let (ended, _) = papers(&world, NUMBER).await;
        assert!(matches!(&ended.standing, Standing::Renewed(renewal) if renewal.by == NEWER), "{:?}", ended.standing);
        let page = scanned(&world, &old.paper.code).await;
        assert!(page.heading().contains("đã được thay bằng bản mới cấp ngày 18/08/2029"), "{}", page.heading());
        assert!(page.says(&format!("Giấy mới cấp ngày 18/08/2029: {NEWER}")), "{}", page.words_of("main"));
        let without = scanned(&world, &left_out.code).await;
        assert!(without.heading().contains("không có hiệu lực") && !without.says("bản mới hơn"), "{}", without.words_of("main"));
        let then = world.anonymous().visit("/c/01-2026-GXN-BKHCN?on=2029-08-17").await;
        assert!(then.heading().contains("còn hiệu lực"), "the day before it was the old one: {}", then.heading());
        let answer = world.anonymous().visit("/api/v1/certificates/01-2026-GXN-BKHCN").await;
        assert!(answer.body.contains(r#""newer":"/c/01/2029/GXN-52""#) && answer.body.contains(r#""reason":"replaced""#), "{}", answer.body);
        assert!(answer.body.contains(r#""by_version":0"#), "{}", answer.body);
        let typed = world.anonymous().visit(&format!("/c/{}", after[0].paper.number)).await;
        assert!(typed.heading().contains("còn hiệu lực"), "{}", typed.heading());
        let own = holder.visit(OWN).await;
        assert!(own.says(&format!("giấy mới số {NEWER}")) && own.buttons().iter().all(|button| !button.starts_with("Đề nghị")), "{}", own.words_of("main"));
        assert_verified(&world).await;
        // Another one is asked for under the newer one.
        let next = holder.visit("/filing/certificates/01-2029-GXN-52").await;
        assert!(next.buttons().contains(&RENEW.to_owned()) && next.says("chậm nhất ngày 18/06/2032"), "{}", next.words_of("main"));
    }
}

story! {
    signing async fn an_independent_consultant_renews_and_the_old_papers_end_at_midnight(world) {
        // A province's from the beginning: it renews its own.
        let rehearsal = signing(&world).await.at(GIA_LAI);
        let story = issued(&rehearsal, independent(0)).await;
        let (old, cards) = papers(&world, "01/2026/GXN-52").await;
        world.wait(IN_TIME);
        let mut holder = holder(&world).await;
        let page = holder.visit("/filing/certificates/01-2026-GXN-52").await;
        let dossier = holder.press(&page, RENEW).await.path;
        let form = holder.visit(&format!("{dossier}/parts/experts/1/papers")).await;
        assert!(!form.body.contains("personal_number") && form.says("ảnh trên thẻ hiện nay được in lại"), "{}", form.words_of("main"));
        filled(&world, (story.applicant, &dossier), 0).await;
        let judged = ["experts-0-E5".to_owned(), "experts-0-I1".to_owned()];
        brought(&world, &mut holder, &dossier, &judged).await;
        // The office takes its time, and the certificate runs out meanwhile.
        world.registry.clock.set("2029-11-22T16:59:59Z".parse().expect("an instant"));
        for code in [&old.paper.code, &cards[0].paper.code] {
            assert!(scanned(&world, code).await.heading().contains("còn hiệu lực"), "to the end of its last day");
        }
        world.registry.clock.set("2029-11-22T17:00:00Z".parse().expect("an instant"));
        assert!(scanned(&world, &old.paper.code).await.heading().contains("đã hết hạn"));
        approved(&world, &dossier).await;
        let (newer, after) = papers(&world, NEWER).await;
        assert_eq!((newer.holder, after[0].person), (old.holder.clone(), cards[0].person), "the same person");
        assert_eq!((after[0].paper.paper_version, after[0].photo), (0, cards[0].photo));
        assert_eq!(after[0].paper.number, cards[0].paper.number, "a number for life");
        let page = scanned(&world, &old.paper.code).await;
        assert!(page.heading().contains("đã hết hạn, ngày cuối cùng là 22/11/2029"), "{}", page.heading());
        assert!(page.says(&format!("Giấy mới cấp ngày 23/11/2029: {NEWER}")), "{}", page.words_of("main"));
        let card = scanned(&world, &cards[0].paper.code).await;
        assert!(card.heading().contains("đã hết hạn") && card.says("bản mới hơn"), "{}", card.words_of("main"));
        assert!(scanned(&world, &after[0].paper.code).await.heading().contains("còn hiệu lực"));
        assert_verified(&world).await;
    }
}

/// The papers of a dossier: what each shows, and of whom.
async fn handed_in(world: &World, dossier: &str) -> Vec<(String, Option<usize>)> {
    let mut reading = world.storage().read().await.expect("a reading");
    let papers = evidence::of_dossier(&mut reading, id_of(dossier)).await.expect("read").rows;
    papers.into_iter().map(|paper| (paper.item.to_string(), paper.expert)).collect()
}
