//! How an account is disabled, comes back, and gets a new password.

use consultant_registry::domain::staff::Role;
use rocket::http::Status;

use super::{code_in, confirm, link_in, may_confirm, page_of, propose, two_administrators};
use crate::desk::post;
use crate::harness::{PASSWORD, story};

story! {
    async fn a_disabled_leader_is_out_at_once_and_two_bring_them_back(world) {
        let (mut first, mut second) = two_administrators(&world, "52").await;
        let mut leader = world.officer("ld@x.vn", "52", &[Role::Leader]).await;
        assert_eq!(leader.visit("/desk").await.status, Status::Ok);
        let page = page_of(&mut first, "ld@x.vn").await;
        let unsaid = first.press(&page, "Khóa tài khoản ngay").await;
        assert_eq!(unsaid.words_of(".errors a"), "Ghi lý do.");
        let page = first.fill(&unsaid, "Khóa tài khoản ngay").with("reason", "Đang bị kiểm tra").send().await;
        assert!(page.words_of(".notice").starts_with("Đã khóa tài khoản."));
        assert!(page.says("Lý do: Đang bị kiểm tra"));
        assert_eq!(leader.visit("/desk").await.heading(), "Đăng nhập", "their open session is over");
        assert!(leader.sign_in("ld@x.vn", PASSWORD).await.says("không đúng"));

        let page = first.press(&page, "Đề nghị mở khóa").await;
        assert!(page.words_of(".notice").starts_with("Đã đề nghị."), "{}", page.words_of("main"));
        assert!(!may_confirm(&mut first).await);
        assert!(leader.sign_in("ld@x.vn", PASSWORD).await.says("không đúng"));
        confirm(&mut second).await;
        leader.sign_in("ld@x.vn", PASSWORD).await;
        assert_eq!(leader.visit("/desk").await.status, Status::Ok);
    }
}

story! {
    async fn what_a_disabled_administrator_proposed_is_withdrawn(world) {
        let (mut first, mut second) = two_administrators(&world, "52").await;
        world.officer("tn@x.vn", "52", &[Role::Intake]).await;
        propose(&mut first, "tn@x.vn", "roles", &["appraiser"]).await;
        assert!(may_confirm(&mut second).await);
        propose(&mut second, "qt1@52.vn", "disabling", &[]).await;
        assert!(!may_confirm(&mut second).await);
        let page = page_of(&mut second, "qt2@52.vn").await;
        let own = second.fill(&page, "Khóa tài khoản ngay").with("reason", "x").send().await;
        assert!(own.words_of(".errors a").starts_with("Bạn không tự khóa"));
    }
}

story! {
    async fn a_forgotten_password_is_reset_by_two(world) {
        let (mut first, mut second) = two_administrators(&world, "52").await;
        let mut leader = world.officer("ld@x.vn", "52", &[Role::Leader]).await;
        let link = link_in(&propose(&mut first, "ld@x.vn", "reset", &[]).await);
        let mut forgetful = world.anonymous();
        assert_eq!(forgetful.visit(&link).await.status, Status::NotFound);
        let code = code_in(&confirm(&mut second).await);
        let page = forgetful.visit(&link).await;
        assert_eq!(page.heading(), "Đặt lại mật khẩu");
        assert!(page.says("ld@x.vn"));
        let filling = forgetful.fill(&page, "Đặt mật khẩu").with("code", &code);
        filling.with("password", "bốn con voi đi bộ").send().await;
        assert_eq!(leader.visit("/desk").await.heading(), "Đăng nhập", "every open session is over");
        assert!(world.anonymous().sign_in("ld@x.vn", PASSWORD).await.says("không đúng"));
        forgetful.sign_in("ld@x.vn", "bốn con voi đi bộ").await;
        assert_eq!(forgetful.visit("/desk").await.status, Status::Ok);
        assert_eq!(forgetful.visit(&link).await.status, Status::NotFound);
    }
}

story! {
    async fn an_account_stays_of_its_kind(world) {
        world.applicant("mai@x.vn").await;
        world.officer("tn@x.vn", "52", &[Role::Intake]).await;
        for change in [
            "update accounts set kind = 'staff', staff_number = 'X1' where email = 'mai@x.vn'",
            "update accounts set staff_number = 'X1' where email = 'tn@x.vn'",
            "update accounts set kind = 'applicant', staff_number = null where email = 'tn@x.vn'",
        ] {
            assert!(world.try_execute(change).await.is_err(), "{change}");
        }
        let mut clerk = world.anonymous();
        clerk.sign_in("tn@x.vn", PASSWORD).await;
        let page = clerk.visit("/account").await;
        let begun = post(&mut clerk, &page, "/filing/dossiers", &[("issuer", "BKHCN")]).await;
        assert!(matches!(begun.status, Status::Forbidden | Status::NotFound), "{}", begun.status);
    }
}
