//! Corrections of what papers say by a slip of the pen: who proposes, who
//! decides, and what everyone sees of them.

use consultant_registry::demo::cast;
use consultant_registry::demo::facts::Facts;
use consultant_registry::demo::teller::{Step, Story};
use consultant_registry::domain::certificate::{Card, Certificate};
use consultant_registry::storage::{cards, certificates, entries};
use rocket::http::Status;

use crate::by_two::{decided, propose};
use crate::desk::{acts_on, post, staff};
use crate::harness::{Page, Person, World, story};
use crate::inspection::{findings, tamper};
use crate::rehearsal::{Rehearsal, independent, organisation};

const NUMBER: &str = "01/2026/GXN-BKHCN";
const DESK: &str = "/desk/certificates/01-2026-GXN-BKHCN";
const OWN: &str = "/filing/certificates/01-2026-GXN-BKHCN";
const PROPOSE: &str = "Đề xuất đính chính";
const CONFIRM: &str = "Xác nhận đính chính";
const DECLINE: &str = "Không chấp thuận đính chính";
const EVIDENCE: &str = "Căn cước công dân trong hồ sơ.";

async fn issued(world: &World, facts: Facts) -> Story {
    let rehearsal = Rehearsal::in_register(&world.registry).await;
    let mut story = rehearsal.proposed(facts).await;
    rehearsal.teller.tell(&mut story, Step::Approve).await.expect("approved");
    story
}

async fn papers(world: &World) -> (Certificate, Vec<Card>) {
    let mut reading = world.storage().read().await.expect("a reading");
    let certificate = certificates::find(&mut reading, NUMBER).await.expect("read").expect("the certificate");
    (certificate, cards::of_certificate(&mut reading, NUMBER).await.expect("read").rows)
}

async fn entered(world: &World) -> Vec<&'static str> {
    let mut reading = world.storage().read().await.expect("a reading");
    let entries = entries::of_paper(&mut reading, NUMBER).await.expect("the entries");
    entries.iter().map(|entry| entry.event.kind()).collect()
}

async fn proposed(officer: &mut Person, what: &str, right: &str) -> Page {
    let form = officer.visit(&format!("{DESK}/correction")).await;
    let filling = officer.fill(&form, PROPOSE).with("what", what).with("right", right);
    filling.with("evidence", EVIDENCE).send().await
}

/// The page of the proposal that waits.
async fn waiting(officer: &mut Person) -> Page {
    let list = officer.visit("/desk/certificates").await;
    let place = list.attribute("section[aria-labelledby=corrections] a", "href").expect("a proposal");
    officer.visit(&place).await
}

async fn scanned(world: &World, code: &str) -> String {
    let (_, code) = code.split_once("/V/").expect("a link");
    world.anonymous().visit(&format!("/V/{code}")).await.heading()
}

story! {
    signing async fn a_misspelled_name_is_put_right_by_two_and_the_card_is_issued_once_more(world) {
        let story = issued(&world, organisation(0, 0..5)).await;
        let (first, before) = papers(&world).await;
        let wrong = &before[0].paper;
        let what = format!("name {}", wrong.number);
        let mut intake = staff(&world, "tiepnhan@bkhcn").await;
        let form = intake.visit(&format!("{DESK}/correction")).await;
        assert!(form.says(&format!("Thẻ chuyên gia {}: tên – {}", wrong.number, wrong.holder_name)), "{}", form.words_of("main"));
        let page = proposed(&mut intake, &what, "Trần Đỗ  Ái Vi ").await;
        assert!(page.words_of(".notice").starts_with("Đã gửi đề xuất đính chính; chờ lãnh đạo khác quyết định."));
        assert_eq!((entered(&world).await, papers(&world).await.1), (vec!["issued"], before.clone()), "a proposal changes nothing");
        let mut leader = staff(&world, "lanhdao1@bkhcn").await;
        let look = waiting(&mut leader).await;
        for said in [wrong.holder_name.as_str(), "Trần Đỗ Ái Vi", EVIDENCE, "giữ nguyên số và thời hạn"] {
            assert!(look.says(said), "{said}: {}", look.words_of("main"));
        }
        let page = leader.press(&look, CONFIRM).await;
        assert_eq!(page.words_of(".notice"), "Đã đính chính và cấp lại.");
        let again = leader.press(&look, CONFIRM).await;
        assert_eq!((again.status, again.path.as_str()), (Status::Ok, DESK), "twice is once: {}", again.words_of("main"));
        let (same, after) = papers(&world).await;
        assert_eq!(same.paper.paper_version, first.paper.paper_version, "the certificate stays as it is");
        let newer = &after.iter().find(|card| card.paper.number == wrong.number).expect("the card").paper;
        assert_eq!((newer.paper_version, newer.holder_name.as_str()), (1, "Trần Đỗ Ái Vi"));
        assert_eq!((newer.expires_on, newer.issuer), (wrong.expires_on, wrong.issuer), "the last day is the same");
        assert_eq!(after.iter().filter(|card| card.paper.paper_version == 1).count(), 1);
        assert!(scanned(&world, &wrong.code).await.contains("thay"), "the old one is replaced");
        assert!(scanned(&world, &newer.code).await.contains("còn hiệu lực"));
        assert_eq!(entered(&world).await, ["issued", "issued", "corrected"]);
        assert_eq!(acts_on(&world, NUMBER).await, ["propose_correction", "corrected"]);
        let history = page.all_words_of(".timeline li");
        assert!(history[0].contains(&format!("Đính chính tên trên thẻ {}; bản đúng là bản cấp lại lần 1", wrong.number)), "{history:?}");
        assert!(history.iter().all(|line| !line.contains("Ái Vi")), "from what to what is not told: {history:?}");
        let public = world.anonymous().visit(&format!("/c/{}", wrong.number)).await;
        assert!(public.heading().contains("còn hiệu lực") && public.says("Đã đính chính tên"), "{}", public.words_of("main"));
        assert!(!public.body.contains(EVIDENCE) && !public.body.contains(&wrong.holder_name), "what was wrong is not shown");
        let mut holder = world.anonymous();
        holder.sign_in("a@example.test", cast::PASSWORD).await;
        let own = holder.visit(OWN).await;
        assert!(own.says(&format!("Đính chính tên trên {}", wrong.number)) && own.says("Đã đính chính"), "{}", own.words_of("main"));
        let dossier = format!("/filing/dossiers/{}", story.dossier.as_ref().expect("a dossier").id);
        let told = holder.visit(&dossier).await;
        assert!(told.says("Đính chính tên trên thẻ"), "{}", told.words_of("main"));
        assert!(told.attribute("a[href*='/letters/correction-']", "href").is_some(), "there is a letter");
        assert_eq!(findings(&world).await, [""; 0]);
    }
}

story! {
    signing async fn the_name_of_an_organisation_is_put_right_on_its_certificate_and_on_every_card(world) {
        issued(&world, organisation(0, 0..5)).await;
        let (first, before) = papers(&world).await;
        let mut proposer = staff(&world, "thamxet1@bkhcn").await;
        proposed(&mut proposer, "name", "Công ty Viết Đúng").await;
        let mut leader = staff(&world, "lanhdao1@bkhcn").await;
        let look = waiting(&mut leader).await;
        let page = leader.press(&look, CONFIRM).await;
        assert!(page.says("Đính chính tên trên giấy xác nhận; bản đúng là bản cấp lại lần 1"), "{}", page.words_of("main"));
        let (newer, after) = papers(&world).await;
        assert_eq!((newer.paper.paper_version, newer.paper.holder_name.as_str()), (1, "Công ty Viết Đúng"));
        assert!(after.iter().all(|card| card.paper.paper_version == 1), "it stands on every card");
        assert_eq!(after.iter().map(|card| card.photo_hash).collect::<Vec<_>>(), before.iter().map(|card| card.photo_hash).collect::<Vec<_>>());
        for old in before.iter().map(|card| &card.paper).chain([&first.paper]) {
            assert!(scanned(&world, &old.code).await.contains("thay"), "{}", old.number);
        }
        let public = world.anonymous().visit("/c/01-2026-GXN-BKHCN").await;
        assert!(public.says("Công ty Viết Đúng") && public.says("Đã đính chính tên"), "{}", public.words_of("main"));
        let found = world.anonymous().visit("/register?q=Viet+Dung").await;
        assert!(found.says("Công ty Viết Đúng"), "{}", found.words_of("main"));
        // The address stands on the certificate alone.
        proposed(&mut proposer, "address", "Số 1 đường Đúng, Hà Nội").await;
        let look = waiting(&mut leader).await;
        leader.press(&look, CONFIRM).await;
        let (third, same) = papers(&world).await;
        assert_eq!((third.paper.paper_version, same), (2, after));
        let public = world.anonymous().visit("/c/01-2026-GXN-BKHCN").await;
        assert!(public.says("Số 1 đường Đúng, Hà Nội") && public.says("Đã đính chính tên, địa chỉ"), "{}", public.words_of("main"));
        assert_eq!(entered(&world).await, ["issued", "issued", "corrected", "issued", "corrected"]);
        assert_eq!(findings(&world).await, [""; 0]);
    }
}

story! {
    signing async fn an_independent_consultant_has_name_and_day_of_birth_put_right_on_both_papers(world) {
        issued(&world, independent(5)).await;
        let mut proposer = staff(&world, "lanhdao2@bkhcn").await;
        let form = proposer.visit(&format!("{DESK}/correction")).await;
        let choices = form.all_attributes("#what option", "value");
        assert_eq!(choices, ["", "name", "birth_date"], "both stand on the certificate");
        let wrong = fill_right(&mut proposer, &form, "birth_date", "30/04/2015").await;
        assert_eq!(wrong.status, Status::UnprocessableEntity);
        assert!(wrong.words_of("#right-error").contains("đủ 18 tuổi"), "{}", wrong.words_of("main"));
        assert_eq!(wrong.attribute("#right", "value").as_deref(), Some("30/04/2015"));
        proposed(&mut proposer, "birth_date", "30/04/1985").await;
        let own = waiting(&mut proposer).await;
        assert!(own.says("Người đề xuất không được tự quyết định") && !own.buttons().contains(&CONFIRM.to_owned()), "{}", own.words_of("main"));
        assert!(own.says("30/04/1985"), "{}", own.words_of("main"));
        let mut leader = staff(&world, "lanhdao1@bkhcn").await;
        let look = waiting(&mut leader).await;
        leader.press(&look, CONFIRM).await;
        let (certificate, cards) = papers(&world).await;
        assert_eq!((certificate.paper.paper_version, cards[0].paper.paper_version), (1, 1));
        let public = world.anonymous().visit("/c/01-2026-GXN-BKHCN").await;
        assert!(public.says("Đã đính chính ngày sinh") && !public.body.contains("1985"), "{}", public.words_of("main"));
        proposed(&mut proposer, "name", "Lê Thị Đúng").await;
        let look = waiting(&mut leader).await;
        leader.press(&look, CONFIRM).await;
        let (certificate, cards) = papers(&world).await;
        assert_eq!((certificate.paper.holder_name.as_str(), cards[0].paper.holder_name.as_str()), ("Lê Thị Đúng", "Lê Thị Đúng"));
        for number in ["01-2026-GXN-BKHCN", &cards[0].paper.number] {
            let public = world.anonymous().visit(&format!("/c/{number}")).await;
            assert!(public.says("Đã đính chính ngày sinh, tên"), "each stands on both: {}", public.words_of("main"));
        }
        assert_eq!(findings(&world).await, [""; 0]);
    }
}

async fn fill_right(officer: &mut Person, form: &Page, what: &str, right: &str) -> Page {
    officer
        .fill(form, PROPOSE)
        .with("what", what)
        .with("right", right)
        .with("evidence", EVIDENCE)
        .send()
        .await
}

story! {
    async fn what_is_wrong_with_a_correction_is_said_beside_the_field_and_nothing_typed_is_lost(world) {
        issued(&world, organisation(0, 0..5)).await;
        let (certificate, _) = papers(&world).await;
        let mut officer = staff(&world, "tiepnhan@bkhcn").await;
        let form = officer.visit(&format!("{DESK}/correction")).await;
        let empty = officer.press(&form, PROPOSE).await;
        assert_eq!((empty.status, empty.all_words_of(".errors li").len()), (Status::UnprocessableEntity, 3));
        let long = "ơ".repeat(301);
        let wrong = [
            ("name", certificate.paper.holder_name.as_str(), EVIDENCE, "right", "khác với nội dung đang ghi"),
            ("name", "Công ty 김", EVIDENCE, "right", "“김” (U+AE40)"),
            ("address", long.as_str(), EVIDENCE, "right", "dài quá 300"),
            ("name", "Công ty Đúng", "Số 001085123456", "evidence", "số định danh cá nhân"),
        ];
        for (what, right, evidence, field, sentence) in wrong {
            let filling = officer.fill(&form, PROPOSE).with("what", what).with("right", right);
            let refused = filling.with("evidence", evidence).send().await;
            assert_eq!(refused.status, Status::UnprocessableEntity, "{sentence}");
            let said = refused.words_of(&format!("#{field}-error"));
            assert!(said.contains(sentence), "{sentence}: {said} {}", refused.words_of(".errors"));
            assert_eq!(refused.attribute("#right", "value").as_deref(), Some(right));
            assert_eq!(refused.words_of("#evidence"), evidence);
            assert_eq!(refused.attribute("#what option[selected]", "value").as_deref(), Some(what));
        }
        let forged = officer.fill(&form, PROPOSE).with("right", "x").with("evidence", EVIDENCE).forging("what", "birth_date").send().await;
        assert!(forged.words_of("#what-error").contains("Chọn một nội dung"), "{}", forged.words_of("main"));
        fill_right(&mut officer, &form, "name", "Công ty Đúng").await;
        let again = fill_right(&mut officer, &form, "name", "Công ty Đúng").await;
        assert_eq!((again.status, again.path.as_str()), (Status::Ok, DESK), "the same form is one act");
        let other = fill_right(&mut officer, &form, "address", "Nơi khác").await;
        assert_eq!(other.status, Status::UnprocessableEntity);
        assert!(other.words_of("#what-error").contains("đang có một đề xuất đính chính"), "{}", other.words_of("main"));
        assert_eq!(other.attribute("#right", "value").as_deref(), Some("Nơi khác"));
        let switched = officer.fill(&form, "English (what you typed is kept)").with("right", "Đúng").send().await;
        assert_eq!(switched.attribute("#right", "value").as_deref(), Some("Đúng"));
        assert_eq!(acts_on(&world, NUMBER).await, ["propose_correction"]);
    }
}

story! {
    async fn a_correction_is_declined_with_reasons_or_taken_back_and_nothing_changes(world) {
        issued(&world, organisation(0, 0..5)).await;
        let before = papers(&world).await;
        let mut proposer = staff(&world, "thamxet1@bkhcn").await;
        proposed(&mut proposer, "name", "Công ty Đúng").await;
        let mut intake = staff(&world, "tiepnhan@bkhcn").await;
        let look = waiting(&mut intake).await;
        assert!(!look.buttons().contains(&CONFIRM.to_owned()), "{}", look.words_of("main"));
        let place = look.path.clone();
        let forged = post(&mut intake, &look, &format!("{place}/confirmation"), &[("version", "1")]).await;
        assert_eq!(forged.status, Status::Forbidden);
        let refused = post(&mut intake, &look, &format!("{place}/withdrawal"), &[("version", "1")]).await;
        assert_eq!(refused.status, Status::Conflict, "another’s is not taken back");
        let mut elsewhere = staff(&world, "lanhdao@gialai").await;
        assert_eq!(elsewhere.visit(&place).await.status, Status::NotFound);
        assert_eq!(elsewhere.visit(&format!("{DESK}/correction")).await.status, Status::NotFound);
        let there = elsewhere.visit("/desk/certificates").await;
        assert_eq!(post(&mut elsewhere, &there, &format!("{place}/confirmation"), &[("version", "1")]).await.status, Status::NotFound);
        let mut auditor = staff(&world, "kiemtra@bkhcn").await;
        assert_eq!(auditor.visit(&format!("{DESK}/correction")).await.status, Status::Forbidden);
        let mut leader = staff(&world, "lanhdao1@bkhcn").await;
        let look = waiting(&mut leader).await;
        let unsaid = leader.press(&look, DECLINE).await;
        assert_eq!((unsaid.status, unsaid.words_of(".errors a")), (Status::UnprocessableEntity, "Cần ghi ở ô “Lý do không chấp thuận”.".to_owned()));
        let number = leader.fill(&look, DECLINE).with("reasons", "Số 001085123456").send().await;
        assert_eq!((number.status, number.words_of("#reasons")), (Status::UnprocessableEntity, "Số 001085123456".to_owned()));
        let page = leader.fill(&look, DECLINE).with("reasons", "Giấy ghi đúng").send().await;
        assert!(page.says("Không được chấp thuận"), "{}", page.words_of("main"));
        let late = leader.press(&look, CONFIRM).await;
        assert_eq!(late.status, Status::Conflict);
        assert!(late.says("không còn chờ quyết định"), "{}", late.words_of("main"));
        proposed(&mut proposer, "name", "Công ty Đúng").await;
        let own = waiting(&mut proposer).await;
        let page = proposer.press(&own, "Rút đề xuất đính chính").await;
        assert_eq!(page.words_of(".notice"), "Đã rút đề xuất đính chính.");
        assert_eq!(papers(&world).await, before);
        let acts = ["propose_correction", "decline_correction", "propose_correction", "withdraw_correction"];
        assert_eq!(acts_on(&world, NUMBER).await, acts);
        assert_eq!((entered(&world).await, findings(&world).await), (vec!["issued"], vec![]));
    }
}

story! {
    signing async fn what_is_not_in_force_or_has_changed_since_is_not_corrected(world) {
        let story = issued(&world, organisation(0, 0..5)).await;
        let dossier = format!("/filing/dossiers/{}", story.dossier.as_ref().expect("a dossier").id);
        let mut proposer = staff(&world, "thamxet1@bkhcn").await;
        let mut intake = staff(&world, "tiepnhan@bkhcn").await;
        let stale = intake.visit(&format!("{DESK}/correction")).await;
        proposed(&mut proposer, "name", "Công ty Đúng").await;
        let mut leader = staff(&world, "lanhdao1@bkhcn").await;
        let look = waiting(&mut leader).await;
        let mut holder = world.anonymous();
        holder.sign_in("a@example.test", cast::PASSWORD).await;
        let fields = [("ground", "c"), ("from", "2026-11-22"), ("remedy", "Bổ sung"), ("reasons", "Thiếu")];
        decided(&world, (DESK, "suspension"), (&mut holder, &dossier), &fields).await;
        let refused = leader.press(&look, CONFIRM).await;
        assert_eq!(refused.status, Status::Conflict);
        assert!(refused.says("đang bị đình chỉ hiệu lực; chỉ đính chính khi đang có hiệu lực"), "{}", refused.words_of("main"));
        let look = waiting(&mut leader).await;
        leader.fill(&look, DECLINE).with("reasons", "Đang đình chỉ").send().await;
        let page = proposer.visit(DESK).await;
        assert!(page.attribute("a[href$='/correction']", "href").is_none(), "{}", page.words_of("main"));
        let late = fill_right(&mut intake, &stale, "name", "Công ty Đúng").await;
        assert_eq!(late.status, Status::Conflict, "somebody came between");
        assert_eq!(late.attribute("#right", "value").as_deref(), Some("Công ty Đúng"), "{}", late.words_of("main"));
        let form = proposer.visit(&format!("{DESK}/correction")).await;
        assert!(form.says("chỉ đính chính giấy, thẻ đang có hiệu lực"), "{}", form.words_of("main"));
        propose(&mut proposer, (DESK, "reinstatement"), &[("reasons", "Đã bổ sung")]).await;
        assert_eq!(entered(&world).await, ["issued", "suspended"]);
    }
}

story! {
    async fn who_puts_another_name_altogether_is_warned_and_so_is_who_decides(world) {
        issued(&world, organisation(0, 0..5)).await;
        let mut proposer = staff(&world, "tiepnhan@bkhcn").await;
        let page = proposed(&mut proposer, "name", "Hợp tác xã Xyz").await;
        assert!(page.words_of(".notice").contains("tên mới khác hẳn tên đang ghi"), "{}", page.words_of(".notice"));
        let mut leader = staff(&world, "lanhdao1@bkhcn").await;
        let look = waiting(&mut leader).await;
        assert!(look.words_of(".warning").contains("tên mới khác hẳn"), "{}", look.words_of("main"));
        assert!(look.buttons().contains(&CONFIRM.to_owned()), "it is possible all the same");
        leader.fill(&look, DECLINE).with("reasons", "Tổ chức khác").send().await;
        let page = proposed(&mut proposer, "name", "Công ty TNHH Tư vấn Ví dụ Bình Mjnh").await;
        assert_eq!(page.words_of(".notice"), "Đã gửi đề xuất đính chính; chờ lãnh đạo khác quyết định.");
        assert!(!waiting(&mut leader).await.says("khác hẳn"));
    }
}

story! {
    signing async fn a_correction_that_one_person_decided_alone_is_found(world) {
        issued(&world, organisation(0, 0..5)).await;
        let mut proposer = staff(&world, "lanhdao2@bkhcn").await;
        proposed(&mut proposer, "address", "Số 1 đường Đúng, Hà Nội").await;
        let mut leader = staff(&world, "lanhdao1@bkhcn").await;
        let look = waiting(&mut leader).await;
        leader.press(&look, CONFIRM).await;
        assert_eq!(findings(&world).await, [""; 0]);
        let one = "update audit set actor_id = (select actor_id from audit where act = 'propose_correction')
             where act = 'corrected'";
        tamper(&world, &[one]).await;
        let found = findings(&world).await;
        assert!(found.iter().any(|found| found.contains("one person")), "{found:#?}");
    }
}
