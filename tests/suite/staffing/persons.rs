//! Four eyes are two persons, whatever accounts they had on the way.

use consultant_registry::demo::teller::Step;
use consultant_registry::domain::staff::Role;
use rocket::http::Status;

use super::{code_in, confirm, invite, join, link_in, propose};
use crate::desk::{acts_of, path, post, staff};
use crate::harness::{PASSWORD, Person, World, story};
use crate::rehearsal::{Rehearsal, independent, organisation};

const SAME_HANDS: &str = "Người đã thẩm xét hoặc đề xuất không được quyết định chính hồ sơ này.";

/// The demonstration's two administrators of the Ministry.
async fn administrators(world: &World) -> (Person, Person) {
    (staff(world, "quantri@bkhcn").await, staff(world, "quantri2@bkhcn").await)
}

story! {
    async fn who_proposed_and_became_a_leader_does_not_decide(world) {
        let rehearsal = Rehearsal::in_register(&world.registry).await;
        let proposed = rehearsal.proposed(independent(0)).await;
        let (mut first, mut second) = administrators(&world).await;
        let email = "thamxet1@bkhcn.example.test";
        propose(&mut first, email, "roles/removal", &["appraiser"]).await;
        confirm(&mut second).await;
        // Without a role they are on no list; the invitation finds the account.
        let page = invite(&mut first, email, "MINHHOA-BKHCN-02", &["leader"]).await;
        assert!(page.words_of(".notice").starts_with("Đã đề nghị."), "{}", page.words_of("main"));
        confirm(&mut second).await;

        let mut both = staff(&world, "thamxet1@bkhcn").await;
        let page = both.visit(&path(&proposed)).await;
        assert!(page.says(SAME_HANDS), "{}", page.words_of("#act"));
        assert_eq!(page.buttons(), ["Đăng xuất", "Ghi chú vào hồ sơ"]);
        let decision = format!("{}/decision", path(&proposed));
        assert_eq!(both.visit(&decision).await.path, path(&proposed), "the page to approve is not theirs");
        let version = proposed.dossier.as_ref().expect("a dossier").version.to_string();
        let forged = post(&mut both, &page, &decision, &[("version", &version)]).await;
        assert_eq!(forged.status, Status::Conflict);
        assert!(!acts_of(&world, &proposed).await.contains(&"approve".to_owned()));
    }
}

story! {
    async fn who_appraised_under_another_account_does_not_decide(world) {
        let rehearsal = Rehearsal::in_register(&world.registry).await;
        let proposed = rehearsal.proposed(independent(0)).await;
        let (mut first, mut second) = administrators(&world).await;
        propose(&mut first, "thamxet1@bkhcn.example.test", "disabling", &[]).await;
        let link = link_in(&invite(&mut first, "moi@x.vn", "minhhoa bkhcn 02", &["leader"]).await);
        let code = code_in(&confirm(&mut second).await);
        let mut again = world.anonymous();
        join(&mut again, &link, &code).await;
        again.sign_in("moi@x.vn", PASSWORD).await;
        let page = again.visit(&path(&proposed)).await;
        assert!(page.says(SAME_HANDS), "{}", page.words_of("#act"));
        let version = proposed.dossier.as_ref().expect("a dossier").version.to_string();
        for (what, fields) in [
            ("decision", vec![("version", version.as_str())]),
            ("return", vec![("version", version.as_str()), ("reasons", "x"), ("send_back_reasons", "x")]),
        ] {
            let forged = post(&mut again, &page, &format!("{}/{what}", path(&proposed)), &fields).await;
            assert!(forged.status.code >= 400, "{what}: {}", forged.status);
        }
        let acts = acts_of(&world, &proposed).await;
        assert!(!acts.iter().any(|act| act == "approve" || act == "send_back"), "{acts:?}");
        // The one whose account was disabled cannot come back beside it.
        let page = propose(&mut first, "thamxet1@bkhcn.example.test", "enabling", &[]).await;
        assert!(page.says("Mã cán bộ này đã có tài khoản đang dùng."), "{}", page.words_of("main"));
    }
}

story! {
    async fn nobody_handles_a_dossier_that_gives_their_own_address(world) {
        let rehearsal = Rehearsal::in_register(&world.registry).await;
        let complete = [Step::Write, Step::Submit, Step::Receive, Step::ConfirmComplete];
        let complete = rehearsal.brought(organisation(0, 0..5), &complete).await;
        let mut own = world.officer("lienhe00@example.test", "BKHCN", &[Role::Appraiser]).await;
        let page = own.visit(&path(&complete)).await;
        assert!(page.says("cam đoan không có lợi ích liên quan"));
        let page = own.press(&page, "Nhận thẩm xét hồ sơ").await;
        assert_eq!(page.status, Status::Conflict);
        assert!(page.says("Hồ sơ này ghi địa chỉ thư điện tử của chính bạn"), "{}", page.words_of("main"));
        let taken_up = rehearsal.teller.tell(&mut complete.clone(), Step::TakeUp).await;
        taken_up.expect("a colleague takes it up");
    }
}
