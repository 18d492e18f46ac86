//! Acts on papers over HTTP, and what everyone sees of them.

use consultant_registry::credential::verdict::{NotNow, NotValid, Verdict};
use consultant_registry::demo::cast;
use consultant_registry::demo::teller::{Step, Story};
use consultant_registry::storage::{cards, certificates, entries};
use rocket::http::Status;

use crate::by_two::{explain, propose, waiting};
use crate::desk::{acts_on, post, staff};
use crate::harness::{Person, World, story};
use crate::rehearsal::{Rehearsal, organisation};

const NUMBER: &str = "01/2026/GXN-BKHCN";
const PATH: &str = "/desk/certificates/01-2026-GXN-BKHCN";

async fn issued(rehearsal: &Rehearsal) -> Story {
    let mut story = rehearsal.proposed(organisation(0, 0..5)).await;
    rehearsal.teller.tell(&mut story, Step::Approve).await.expect("approved");
    story
}

/// What is said of the certificate and of its first card today.
async fn verdicts(world: &World) -> (Verdict, Verdict, String) {
    let today = world.registry.clock.today();
    let mut reading = world.storage().read().await.expect("a reading");
    let certificate = certificates::find(&mut reading, NUMBER).await.expect("read").expect("the certificate");
    let card = cards::of_certificate(&mut reading, NUMBER).await.expect("read").remove(0);
    (certificate.verdict(today), card.verdict(&certificate, today), card.paper.number)
}

/// The kinds of entries on the certificate, and the acts in the audit trail.
async fn noted(world: &World) -> (Vec<&'static str>, Vec<String>) {
    let mut reading = world.storage().read().await.expect("a reading");
    let entries = entries::of_paper(&mut reading, NUMBER).await.expect("the entries");
    (entries.iter().map(|entry| entry.event.kind()).collect(), acts_on(world, NUMBER).await)
}

/// The holder, signed in, and where their dossier is.
async fn holder(world: &World, story: &Story) -> (Person, String) {
    let mut holder = world.anonymous();
    holder.sign_in("a@example.test", cast::PASSWORD).await;
    (holder, format!("/filing/dossiers/{}", story.dossier.as_ref().expect("a written dossier").id))
}

story! {
    async fn a_certificate_is_suspended_and_reinstated_by_two_and_every_verdict_follows(world) {
        let rehearsal = Rehearsal::in_register(&world.registry).await;
        let story = issued(&rehearsal).await;
        let (mut holder, dossier) = holder(&world, &story).await;
        let mut proposer = staff(&world, "thamxet1@bkhcn").await;
        let form = proposer.visit(&format!("{PATH}/suspension")).await;
        assert_eq!(form.attribute("#from", "value").as_deref(), Some("2026-12-03"), "after seven working days to explain");
        assert_eq!(form.attribute("#until", "value").as_deref(), Some("2027-03-03"), "90 days by default");
        let refused = proposer.press(&form, "Đề xuất đình chỉ").await;
        assert_eq!(refused.status, Status::UnprocessableEntity);
        let errors = ["Chọn một căn cứ.", "Cần ghi ở ô “Nội dung phải khắc phục”.", "Cần ghi ở ô “Lý do đề xuất”."];
        assert_eq!(refused.all_words_of(".errors li"), errors);
        let filling = proposer.fill(&form, "Đề xuất đình chỉ").with("ground", "c").with("remedy", "Bổ sung chuyên gia");
        let early = filling.with("reasons", "Thiếu một chuyên gia").with("from", "2026-11-21").send().await;
        assert_eq!(early.status, Status::UnprocessableEntity, "not from a day that has passed");
        assert_eq!(early.words_of("#remedy"), "Bổ sung chuyên gia");
        let fields = [("ground", "c"), ("from", "2026-11-22"), ("remedy", "Bổ sung chuyên gia"), ("reasons", "Thiếu một chuyên gia")];
        let page = propose(&mut proposer, (PATH, "suspension"), &fields).await;
        assert_eq!(verdicts(&world).await.0, Verdict::Valid, "a proposal changes nothing");
        assert_eq!(noted(&world).await, (vec!["issued"], vec!["propose_measure".to_owned()]));
        explain(&mut holder, &dossier, "Chuyên gia thứ năm bắt đầu làm việc từ tháng sau.").await;
        let mut leader = staff(&world, "lanhdao1@bkhcn").await;
        let look = leader.visit(&format!("{}/confirmation", waiting(&page))).await;
        assert!(look.says("Chuyên gia thứ năm bắt đầu làm việc từ tháng sau."), "{}", look.words_of("main"));
        let page = leader.press(&look, "Đình chỉ hiệu lực").await;
        assert!(page.says("Đình chỉ từ 22/11/2026 đến 03/03/2027"), "{}", page.words_of("main"));
        let (certificate, card, _) = verdicts(&world).await;
        assert!(matches!(certificate, Verdict::NotNow(NotNow::Suspended { .. })));
        assert!(matches!(card, Verdict::NotNow(NotNow::CertificateSuspended { .. })));
        let public = world.anonymous().visit("/c/01-2026-GXN-BKHCN").await;
        assert!(public.heading().contains("chưa dùng được"), "{}", public.heading());
        assert!(!public.body.contains("Bổ sung chuyên gia"), "what to remedy is internal");
        let unsaid = leader.visit(&format!("{PATH}/reinstatement")).await;
        let unsaid = leader.fill(&unsaid, "Đề xuất khôi phục").with("reasons", " ").send().await;
        assert_eq!((unsaid.status, unsaid.heading().as_str()), (Status::UnprocessableEntity, "Đề xuất khôi phục"));
        let page = propose(&mut proposer, (PATH, "reinstatement"), &[("reasons", "Đã bổ sung")]).await;
        let look = leader.visit(&format!("{}/confirmation", waiting(&page))).await;
        assert!(look.says("có hiệu lực lại từ hôm nay"), "{}", look.words_of("main"));
        let page = leader.press(&look, "Khôi phục hiệu lực").await;
        assert_eq!(page.words_of(".notice"), "Đã xác nhận đề xuất.");
        assert_eq!(verdicts(&world).await.0, Verdict::Valid);
        let kinds = ["issued", "suspended", "reinstated"];
        let acts = ["propose_measure", "answer_measure", "suspended", "propose_measure", "reinstated"];
        assert_eq!(noted(&world).await, (kinds.to_vec(), acts.map(str::to_owned).to_vec()));
        assert_eq!(page.all_words_of(".timeline li").len(), 3);
    }
}

story! {
    async fn a_revocation_asks_for_the_number_and_takes_the_cards_along(world) {
        let rehearsal = Rehearsal::in_register(&world.registry).await;
        let story = issued(&rehearsal).await;
        let (mut holder, dossier) = holder(&world, &story).await;
        let mut proposer = staff(&world, "tiepnhan@bkhcn").await;
        let fields = [("ground", "đ"), ("reasons", "Không khắc phục")];
        let page = propose(&mut proposer, (PATH, "revocation"), &fields).await;
        explain(&mut holder, &dossier, "Xin thêm thời gian.").await;
        let mut leader = staff(&world, "lanhdao1@bkhcn").await;
        let place = format!("{}/confirmation", waiting(&page));
        let form = leader.visit(&place).await;
        let refused = leader.fill(&form, "Thu hồi giấy xác nhận").with("typed_number", "02/2026/GXN-BKHCN").send().await;
        assert_eq!(refused.words_of(".errors a"), "Số gõ lại không khớp với số giấy xác nhận này.");
        assert_eq!(verdicts(&world).await.0, Verdict::Valid);
        let filling = leader.fill(&refused, "Thu hồi giấy xác nhận").with("typed_number", "1/2026/gxn-bkhcn");
        let page = filling.send().await;
        assert!(page.says("Bị thu hồi từ 22/11/2026"), "{}", page.words_of("main"));
        let (certificate, card, _) = verdicts(&world).await;
        assert!(matches!(certificate, Verdict::NotValid(NotValid::Revoked { .. })));
        assert!(matches!(card, Verdict::NotValid(NotValid::CertificateRevoked { .. })));
        let acts = ["propose_measure", "answer_measure", "revoked"];
        assert_eq!(noted(&world).await, (vec!["issued", "revoked"], acts.map(str::to_owned).to_vec()));
        assert!(page.attribute("a[href$='/revocation']", "href").is_none(), "nothing more can be done with it");
        let again = post(&mut leader, &page, &format!("{PATH}/revocation"), &[
            ("version", "2"), ("ground", "a"), ("reasons", "x"),
        ]).await;
        assert_eq!(again.status, Status::UnprocessableEntity);
        assert!(again.says("Tình trạng hiện nay của giấy không cho phép việc này."), "{}", again.words_of("main"));
    }
}

story! {
    async fn a_returned_card_ends_on_the_day_the_expert_left(world) {
        let rehearsal = Rehearsal::in_register(&world.registry).await;
        issued(&rehearsal).await;
        let (_, _, number) = verdicts(&world).await;
        world.wait(10 * 86_400);
        let mut intake = staff(&world, "tiepnhan@bkhcn").await;
        let page = intake.visit(PATH).await;
        assert!(!page.says("Đình chỉ ngay…"), "intake does not suspend");
        let form = intake.visit(&format!("/desk/cards/{number}/return")).await;
        let refused = intake.fill(&form, "Ghi nhận trả lại thẻ").with("on", "2026-11-01").send().await;
        assert!(refused.words_of("#on-error").contains("Ngày thôi việc"), "{}", refused.words_of("main"));
        let page = intake.fill(&form, "Ghi nhận trả lại thẻ").with("on", "2026-11-30").send().await;
        assert!(page.says("Đã trả lại từ 30/11/2026"), "{}", page.words_of("main"));
        let (certificate, card, _) = verdicts(&world).await;
        assert_eq!(certificate, Verdict::Valid, "the certificate stays");
        assert!(matches!(card, Verdict::NotValid(NotValid::Returned { .. })));
        assert_eq!(noted(&world).await.0, ["issued", "card_returned"]);
        assert_eq!(acts_on(&world, &number).await, ["card_returned"]);
    }
}

story! {
    async fn papers_are_acted_on_by_their_own_leaders_alone(world) {
        let rehearsal = Rehearsal::in_register(&world.registry).await;
        issued(&rehearsal).await;
        let mut elsewhere = staff(&world, "lanhdao@gialai").await;
        assert_eq!(elsewhere.visit(PATH).await.status, Status::NotFound);
        assert_eq!(elsewhere.visit(&format!("{PATH}/reinstatement")).await.status, Status::NotFound);
        let there = elsewhere.visit("/desk/certificates").await;
        assert!(there.says("Không có giấy xác nhận nào ở mục này."));
        let fields = [("version", "1"), ("reasons", "x")];
        let refused = post(&mut elsewhere, &there, &format!("{PATH}/reinstatement"), &fields).await;
        assert_eq!(refused.status, Status::NotFound);
        let mut auditor = staff(&world, "kiemtra@bkhcn").await;
        let page = auditor.visit(PATH).await;
        let (may, no_act) = (page.buttons(), ["Đăng xuất", "Tạo gói tất cả các thẻ (.zip)"]);
        assert!(may.iter().all(|button| no_act.contains(&button.as_str())), "{may:?}");
        assert!(page.says("Bộ phận tiếp nhận, người thẩm xét và lãnh đạo đề xuất; một lãnh đạo khác quyết định."));
        for act in ["revocation", "reinstatement", "urgent-suspension"] {
            assert_eq!(auditor.visit(&format!("{PATH}/{act}")).await.status, Status::Forbidden);
        }
        let fields = [("version", "1"), ("ground", "a"), ("reasons", "x")];
        let refused = post(&mut auditor, &page, &format!("{PATH}/revocation"), &fields).await;
        assert_eq!(refused.status, Status::Forbidden);
        assert_eq!(noted(&world).await, (vec!["issued"], vec![]));
    }
}

story! {
    async fn certificates_are_listed_the_first_to_end_first_and_found(world) {
        let rehearsal = Rehearsal::in_register(&world.registry).await;
        issued(&rehearsal).await;
        let mut leader = staff(&world, "lanhdao1@bkhcn").await;
        assert_eq!(leader.visit("/desk/certificates").await.all_words_of("tbody tr").len(), 1);
        assert!(leader.visit("/desk/certificates?view=expiring").await.says("Không có giấy xác nhận nào ở mục này."));
        for typed in ["1/2026", "01-2026-gxn", "cong"] {
            let page = leader.visit(&format!("/desk/certificates?q={typed}")).await;
            assert_eq!(page.all_words_of("tbody tr").len(), 1, "{typed}");
        }
        assert!(leader.visit("/desk/certificates?q=%25").await.says("Không có giấy xác nhận nào khớp."));
        world.wait(1_060 * 86_400);
        let mut leader = staff(&world, "lanhdao1@bkhcn").await;
        let page = leader.visit("/desk/certificates?view=expiring").await;
        assert!(page.words_of("tbody tr").contains("còn 36 ngày"), "{}", page.words_of("main"));
    }
}
