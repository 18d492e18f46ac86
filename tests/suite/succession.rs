//! When an appraiser is gone: who goes on, and what everyone sees of it.

use consultant_registry::demo::teller::Step;
use consultant_registry::domain::staff::Role;
use rocket::http::Status;

use crate::desk::{acts_of, path, post, staff};
use crate::harness::{Page, World, story};
use crate::rehearsal::{Rehearsal, independent};

const TAKEN_UP: [Step; 5] = [Step::Write, Step::Submit, Step::Receive, Step::ConfirmComplete, Step::TakeUp];

/// Takes the role of appraiser from the first one of the Ministry.
async fn without_the_role(world: &World) {
    world
        .execute(
            "delete from staff_roles where role = 'appraiser' and account_id in (
                 select id from accounts where email = 'thamxet1@bkhcn.example.test')",
        )
        .await;
}

fn deadline(page: &Page) -> String {
    page.all_words_of(".stage p").into_iter().find(|line| line.starts_with("Thời hạn")).expect("a deadline")
}

story! {
    async fn a_leader_gives_a_dossier_to_another_appraiser_and_the_history_names_both(world) {
        let rehearsal = Rehearsal::in_register(&world.registry).await;
        let taken = rehearsal.brought(independent(0), &TAKEN_UP).await;
        let (mut first, mut second) = (staff(&world, "thamxet1@bkhcn").await, staff(&world, "thamxet2@bkhcn").await);
        let (before, after) = ("Đỗ Văn Thẩm Xét", "Ngô Thị Thẩm Xét");
        let mut leader = staff(&world, "lanhdao1@bkhcn").await;
        let page = leader.visit(&path(&taken)).await;
        let (until, button) = (deadline(&page), "Giao cho người thẩm xét khác");
        assert!(page.says(&format!("{before} đang thẩm xét.")), "{}", page.words_of("#act"));
        assert_eq!(leader.visit("/desk").await.all_words_of("tbody tr").len(), 0, "nothing a leader has to do");
        let nobody = leader.press(&page, button).await;
        assert_eq!((nobody.status, nobody.words_of(".errors a").as_str()), (Status::UnprocessableEntity, "Chọn người thẩm xét."));
        let chosen = page.all_attributes("#appraiser option", "value").into_iter().find(|value| !value.is_empty());
        let chosen = chosen.expect("a colleague to choose");
        let unsaid = leader.fill(&page, button).with("appraiser", &chosen).send().await;
        assert_eq!(unsaid.words_of(".errors a"), "Cần ghi rõ lý do.");
        let filling = leader.fill(&unsaid, button).with("assignment_reason", "Nghỉ thai sản");
        let page = filling.send().await;
        assert_eq!(page.words_of(".notice"), "Đã giao hồ sơ cho người thẩm xét khác.");
        assert_eq!(deadline(&page), until, "the time to decide runs on");
        assert!(page.says(&format!("{after} đang thẩm xét.")), "{}", page.words_of("#act"));
        assert!(first.visit(&path(&taken)).await.buttons().iter().all(|label| label != "Lưu nhận xét"));
        assert!(second.visit(&path(&taken)).await.buttons().contains(&"Lưu nhận xét".to_owned()));
        let history = leader.visit(&format!("{}/history", path(&taken))).await.words_of("tbody tr");
        for said in ["Giao cho người thẩm xét khác", &format!("trước: {before}"), after, "Nghỉ thai sản"] {
            assert!(history.contains(said), "{said}: {history}");
        }
    }
}

story! {
    async fn a_dossier_whose_appraiser_lost_the_role_is_taken_over_by_a_colleague(world) {
        let rehearsal = Rehearsal::in_register(&world.registry).await;
        let taken = rehearsal.brought(independent(0), &TAKEN_UP).await;
        let mut colleague = staff(&world, "thamxet2@bkhcn").await;
        let page = colleague.visit(&path(&taken)).await;
        let version = [("version", "5")];
        let early = post(&mut colleague, &page, &format!("{}/succession", path(&taken)), &version).await;
        assert_eq!(early.status, Status::Conflict, "not from someone who is there");
        without_the_role(&world).await;
        assert_eq!(colleague.visit("/desk").await.all_words_of("tbody tr").len(), 1, "it waits for a colleague");
        let page = colleague.visit(&path(&taken)).await;
        assert!(page.says("không còn là người thẩm xét ở cơ quan này"), "{}", page.words_of("#act"));
        let page = colleague.press(&page, "Nhận thay người thẩm xét").await;
        assert_eq!(page.words_of(".notice"), "Bạn đã nhận thay người thẩm xét.");
        assert!(page.buttons().contains(&"Lưu nhận xét".to_owned()));
        assert_eq!(acts_of(&world, &taken).await.last().map(String::as_str), Some("take_over"));
    }
}

story! {
    async fn a_disabled_account_holds_no_dossier(world) {
        let rehearsal = Rehearsal::in_register(&world.registry).await;
        let steps = [TAKEN_UP.as_slice(), &[Step::OrderOnSite("Cần xem tại chỗ")]].concat();
        let on_site = rehearsal.brought(independent(0), &steps).await;
        world.execute("update accounts set disabled_at = '2026-11-22T03:00:00Z' where email = 'thamxet1@bkhcn.example.test'").await;
        let mut leader = staff(&world, "lanhdao1@bkhcn").await;
        let page = leader.visit("/desk").await;
        assert_eq!(page.all_words_of("tbody tr").len(), 1, "a leader is told");
        let page = leader.visit(&path(&on_site)).await;
        assert!(page.all_words_of("#appraiser option").len() == 2, "the others alone: {}", page.words_of("#appraiser"));
        let mut colleague = staff(&world, "thamxet2@bkhcn").await;
        let page = colleague.visit(&path(&on_site)).await;
        let page = colleague.press(&page, "Nhận thay người thẩm xét").await;
        assert!(page.buttons().contains(&"Ghi biên bản đánh giá".to_owned()), "{:?}", page.buttons());
    }
}

story! {
    async fn a_proposal_of_someone_who_left_is_decided_or_sent_back_and_taken_over(world) {
        let rehearsal = Rehearsal::in_register(&world.registry).await;
        let proposed = rehearsal.proposed(independent(0)).await;
        without_the_role(&world).await;
        let mut leader = staff(&world, "lanhdao1@bkhcn").await;
        let page = leader.visit(&path(&proposed)).await;
        assert!(page.says("Xem lại lần cuối và phê duyệt"));
        let page = leader.fill(&page, "Trả lại để thẩm xét").with("back_reasons", "Xem lại bằng").send().await;
        assert!(page.says("không còn là người thẩm xét ở cơ quan này"), "{}", page.words_of("#act"));
        let mut colleague = staff(&world, "thamxet2@bkhcn").await;
        let page = colleague.visit(&path(&proposed)).await;
        let page = colleague.press(&page, "Nhận thay người thẩm xét").await;
        assert!(page.says("Xem lại bằng"), "what the leader wrote is kept: {}", page.words_of("#act"));
    }
}

story! {
    async fn only_a_leader_gives_a_dossier_away(world) {
        let rehearsal = Rehearsal::in_register(&world.registry).await;
        let taken = rehearsal.brought(independent(0), &TAKEN_UP).await;
        let mut intake = world.officer("tn@x.vn", "BKHCN", &[Role::Intake]).await;
        let page = intake.visit(&path(&taken)).await;
        let id = "018f0000-0000-7000-8000-000000000000";
        let fields = [("version", "5"), ("appraiser", id), ("assignment_reason", "x")];
        let refused = post(&mut intake, &page, &format!("{}/assignment", path(&taken)), &fields).await;
        assert_eq!(refused.status, Status::Forbidden);
        let mut leader = staff(&world, "lanhdao1@bkhcn").await;
        let page = leader.visit(&path(&taken)).await;
        let forged = leader.fill(&page, "Giao cho người thẩm xét khác").forging("appraiser", id);
        let page = forged.with("assignment_reason", "x").send().await;
        assert_eq!(page.status, Status::Conflict);
        assert!(page.words_of(".errors").contains("không phải là người thẩm xét"), "{}", page.words_of(".errors"));
    }
}
