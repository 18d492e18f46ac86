//! What waits about a certificate is decided before another takes its place.

use rocket::http::Status;

use super::{
    IN_TIME, LEADER, NEWER, NUMBER, OWN, RENEW, approved, assert_verified, at_desk, begun, brought, filled,
    holder, issued, judgements, papers, signing,
};
use crate::by_two;
use crate::desk::staff;
use crate::filing::submit;
use crate::harness::{Page, Person, World, story};
use crate::rehearsal::organisation;

const DESK: &str = "/desk/certificates/01-2026-GXN-BKHCN";
const REVOCATION: [(&str, &str); 2] = [("ground", "c"), ("reasons", "Hai khách hàng không có thật.")];

/// A renewal that waits for the leader, and the draft of another with another
/// province.
async fn proposed(world: &World) -> (Person, String, String) {
    let rehearsal = signing(world).await;
    let story = issued(&rehearsal, organisation(0, 0..5)).await;
    world.wait(IN_TIME);
    let mut holder = holder(world).await;
    let page = holder.visit(OWN).await;
    let draft = holder.fill(&page, RENEW).with("office", "48").send().await.path;
    let dossier = begun(&mut holder).await;
    filled(world, (story.applicant, &dossier), 5).await;
    brought(world, &mut holder, &dossier, &judgements(5)).await;
    (holder, dossier, draft)
}

async fn refused(leader: &mut Person, page: &Page, why: &str) {
    let refused = leader.press(page, "Phê duyệt và cấp giấy").await;
    assert_eq!(refused.status, Status::Conflict, "{}", refused.words_of("main"));
    assert!(refused.says(why), "{}", refused.words_of("main"));
}

story! {
    signing async fn who_is_to_lose_a_certificate_does_not_get_another_first(world) {
        let (_, dossier, _) = proposed(&world).await;
        let mut leader = staff(&world, LEADER).await;
        let page = leader.visit(&format!("{}/decision", at_desk(&dossier))).await;
        assert!(page.says("thôi hiệu lực ngay hôm nay"), "{}", page.words_of("main"));
        let mut proposer = staff(&world, "lanhdao2@bkhcn").await;
        let wait = by_two::propose(&mut proposer, (DESK, "revocation"), &REVOCATION).await;
        refused(&mut leader, &page, "còn việc đang chờ quyết định").await;
        assert_verified(&world).await;
        let mut other = staff(&world, "lanhdao1@bkhcn").await;
        let look = other.visit(&format!("{}/refusal", by_two::waiting(&wait))).await;
        other.fill(&look, "Không chấp thuận").with("reasons", "Khách hàng có thật.").send().await;
        let page = approved(&world, &dossier).await;
        assert_eq!(page.heading(), format!("Giấy xác nhận {NEWER}"), "{}", page.words_of("main"));
        assert_verified(&world).await;
    }
}

story! {
    signing async fn a_slip_that_was_put_right_does_not_come_back_by_a_renewal(world) {
        let (mut holder, dossier, draft) = proposed(&world).await;
        world.wait(60);
        let (_, cards) = papers(&world, NUMBER).await;
        let mut leader = staff(&world, LEADER).await;
        let page = leader.visit(&format!("{}/decision", at_desk(&dossier))).await;
        let mut intake = staff(&world, "tiepnhan@bkhcn").await;
        let form = intake.visit(&format!("{DESK}/correction")).await;
        let filling = intake.fill(&form, "Đề xuất đính chính");
        let filling = filling.with("what", &format!("name {}", cards[0].paper.number));
        let filling = filling.with("right", "Trần Đỗ Ái Vi").with("evidence", "Căn cước công dân.");
        let sent = filling.send().await;
        assert!(sent.words_of(".errors").is_empty(), "{}", sent.words_of("main"));
        refused(&mut leader, &page, "còn việc đang chờ quyết định").await;
        let look = leader.visit(&format!("{}/decision", at_desk(&dossier))).await;
        assert!(look.says("còn việc đang chờ quyết định"), "{}", look.words_of("main"));
        assert!(!look.buttons().iter().any(|button| button.starts_with("Phê duyệt")), "{:?}", look.buttons());
        let mut other = staff(&world, "lanhdao1@bkhcn").await;
        let list = other.visit("/desk/certificates").await;
        let place = list.attribute("section[aria-labelledby=corrections] a", "href").expect("a proposal");
        let look = other.visit(&place).await;
        other.press(&look, "Xác nhận đính chính").await;
        refused(&mut leader, &page, "đã được đính chính sau khi lập hồ sơ này").await;
        let page = holder.visit(&dossier).await;
        let asked = holder.visit(&page.attribute("a[href$='/withdrawal']", "href").expect("a way out")).await;
        holder.press(&asked, "Rút hồ sơ").await;
        let late = submit(&mut holder, &draft).await;
        assert_eq!(late.status, Status::UnprocessableEntity);
        assert!(late.words_of(".errors").contains("đã được đính chính sau khi lập hồ sơ này"), "{}", late.words_of("main"));
        assert_verified(&world).await;
    }
}

story! {
    signing async fn an_expert_who_left_after_the_proposal_is_judged_again_at_the_approval(world) {
        let (mut holder, dossier, _) = proposed(&world).await;
        let (_, cards) = papers(&world, NUMBER).await;
        let mut leader = staff(&world, LEADER).await;
        let page = leader.visit(&format!("{}/decision", at_desk(&dossier))).await;
        let card = &cards[0].paper.number;
        let form = holder.visit(&format!("{OWN}/departures")).await;
        let on = world.registry.clock.today().to_string();
        let filling = holder.fill(&form, "Gửi thông báo").and("cards", card).with(&format!("on-{card}"), &on);
        let told = filling.with(&format!("reason-{card}"), "Chuyển công tác").send().await;
        assert!(told.words_of(".errors").is_empty(), "{}", told.words_of("main"));
        let mut intake = staff(&world, "tiepnhan@bkhcn").await;
        let list = intake.visit("/desk/certificates").await;
        let notice = list.attribute("section[aria-labelledby=notices] a", "href").expect("a notice");
        let notice = intake.visit(&notice).await;
        intake.press(&notice, "Xác nhận trả lại thẻ").await;
        // Five were proposed, four have cards: not enough, and not what was proposed.
        refused(&mut leader, &page, "Căn cứ của đề xuất đã thay đổi").await;
        let look = leader.visit(&at_desk(&dossier)).await;
        let changed = look.words_of("#act .warning");
        for rule in ["R3", "O4", "R4"] {
            assert!(changed.contains(rule), "{rule}: {changed}");
        }
        assert!(!look.body.contains("/decision"), "there is nothing to approve: {}", look.words_of("#act"));
        assert_verified(&world).await;
    }
}
