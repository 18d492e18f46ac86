//! What gives or takes power takes two persons.

use consultant_registry::domain::staff::Role;
use rocket::http::Status;

use super::{ADMINISTRATOR, confirm, invite, may_confirm, page_of, propose, two_administrators};
use crate::desk::{acts_on, post};
use crate::harness::story;

story! {
    async fn an_address_that_signed_up_never_gets_a_role(world) {
        let mut stranger = world.applicant("truong.phong@bkhcn.gov.vn").await;
        let (mut first, mut second) = two_administrators(&world, "BKHCN").await;
        let page = invite(&mut first, "Truong.Phong@bkhcn.gov.vn", "CB-7", &["leader"]).await;
        assert_eq!(page.status, Status::UnprocessableEntity);
        assert!(page.words_of(".errors a").starts_with("Địa chỉ này là tài khoản của người nộp hồ sơ"));
        assert_eq!(page.attribute("#number", "value").as_deref(), Some("CB-7"), "nothing typed is lost");
        assert!(!may_confirm(&mut second).await);
        assert_eq!(stranger.visit("/desk").await.status, Status::Forbidden);
        let direct = "insert into staff_roles (account_id, issuer, role, granted_at)
            select id, 'BKHCN', 'leader', '2026-11-22T03:00:00Z' from accounts
            where email = 'truong.phong@bkhcn.gov.vn'";
        assert!(world.try_execute(direct).await.is_err(), "the database refuses it as well");
    }
}

story! {
    async fn one_administrator_alone_gives_nobody_power(world) {
        let (mut first, _second) = two_administrators(&world, "BKHCN").await;
        let mut clerk = world.officer("tn@x.vn", "BKHCN", &[Role::Intake]).await;
        let own = propose(&mut first, "qt1@bkhcn.vn", "roles", &["leader"]).await;
        assert!(own.words_of(".errors a").contains("vừa là “Lãnh đạo” vừa là “Quản trị”"), "{}", own.words_of("main"));

        let page = propose(&mut first, "tn@x.vn", "roles", &["appraiser"]).await;
        assert_eq!(page.words_of(".notice"), "Đã đề nghị. Có hiệu lực khi một quản trị khác xác nhận.");
        assert!(!clerk.visit("/account").await.says("Thẩm xét"), "nothing has happened yet");
        assert!(!may_confirm(&mut first).await);
        let page = first.visit("/desk/staff").await;
        assert!(page.says("Bạn đã đề nghị nên không được xác nhận."));
        let actions = page.all_attributes("form", "action");
        let withdrawal = actions.iter().find(|path| path.ends_with("/withdrawal")).expect("a proposal");
        let forged = withdrawal.replace("withdrawal", "confirmation");
        assert_eq!(post(&mut first, &page, &forged, &[]).await.status, Status::UnprocessableEntity);
        assert!(!clerk.visit("/account").await.says("Thẩm xét"));
    }
}

story! {
    async fn two_administrators_give_and_take_a_role_and_the_person_signs_in_anew(world) {
        let (mut first, mut second) = two_administrators(&world, "52").await;
        let mut clerk = world.officer("tn@x.vn", "52", &[Role::Intake]).await;
        propose(&mut first, "tn@x.vn", "roles", &["appraiser"]).await;
        let page = confirm(&mut second).await;
        assert_eq!(page.words_of(".notice"), "Đã xác nhận. Thay đổi có hiệu lực.");
        assert_eq!(clerk.visit("/desk").await.heading(), "Đăng nhập", "whoever has other roles signs in anew");
        clerk.sign_in("tn@x.vn", crate::harness::PASSWORD).await;
        assert!(clerk.visit("/account").await.says("Tiếp nhận, Thẩm xét"));

        propose(&mut second, "tn@x.vn", "roles/removal", &["intake"]).await;
        confirm(&mut first).await;
        clerk.sign_in("tn@x.vn", crate::harness::PASSWORD).await;
        let page = clerk.visit("/account").await;
        assert!(page.says("Thẩm xét") && !page.says("Tiếp nhận"));
        let path = page_of(&mut first, "tn@x.vn").await.path;
        let account = path.rsplit('/').next().expect("an id");
        let acts = acts_on(&world, account).await;
        for act in ["propose_role", "grant_role", "propose_role_removal", "take_role"] {
            assert!(acts.iter().any(|known| known == act), "{act}: {acts:?}");
        }
    }
}

story! {
    async fn nobody_confirms_what_concerns_themselves(world) {
        let (mut first, mut second) = two_administrators(&world, "BKHCN").await;
        propose(&mut first, "qt2@bkhcn.vn", "roles/removal", &["administrator"]).await;
        let page = second.visit("/desk/staff").await;
        assert!(page.says("Việc này về chính bạn nên bạn không được xác nhận."));
        assert!(!may_confirm(&mut second).await);
        let mut third = world.officer("qt3@x.vn", "BKHCN", ADMINISTRATOR).await;
        confirm(&mut third).await;
        second.sign_in("qt2@bkhcn.vn", crate::harness::PASSWORD).await;
        assert_eq!(second.visit("/desk").await.status, Status::Forbidden);
    }
}

story! {
    async fn where_an_office_has_one_administrator_the_ministry_confirms(world) {
        let mut alone = world.officer("qt@x.vn", "52", ADMINISTRATOR).await;
        world.officer("tn@x.vn", "52", &[Role::Intake]).await;
        let (mut ministry, _) = two_administrators(&world, "BKHCN").await;
        let mut elsewhere = world.officer("qt@y.vn", "46", ADMINISTRATOR).await;
        propose(&mut alone, "tn@x.vn", "roles", &["appraiser"]).await;
        assert!(!may_confirm(&mut elsewhere).await);
        let page = confirm(&mut ministry).await;
        assert_eq!(page.words_of(".notice"), "Đã xác nhận. Thay đổi có hiệu lực.");

        world.officer("qt2@x.vn", "52", ADMINISTRATOR).await;
        propose(&mut alone, "tn@x.vn", "roles/removal", &["intake"]).await;
        assert!(!may_confirm(&mut ministry).await, "there is a second one now");
    }
}

story! {
    async fn a_proposal_is_withdrawn_or_lapses_after_two_weeks(world) {
        let (mut first, mut second) = two_administrators(&world, "52").await;
        world.officer("tn@x.vn", "52", &[Role::Intake]).await;
        propose(&mut first, "tn@x.vn", "roles", &["appraiser"]).await;
        let twice = propose(&mut second, "tn@x.vn", "roles", &["appraiser"]).await;
        assert_eq!(twice.words_of(".errors a"), "Đã có đề nghị như vậy.");
        let page = second.visit("/desk/staff").await;
        let button = page.buttons().into_iter().find(|button| button.starts_with("Rút đề nghị")).expect("a button");
        let page = second.press(&page, &button).await;
        assert_eq!(page.words_of(".notice"), "Đã rút đề nghị.");
        assert!(page.says("Không có đề nghị nào."));

        propose(&mut first, "tn@x.vn", "roles", &["appraiser"]).await;
        world.wait(14 * 24 * 3600);
        second.sign_in("qt2@52.vn", crate::harness::PASSWORD).await;
        assert!(!may_confirm(&mut second).await);
    }
}

story! {
    async fn roles_exclude_each_other_on_the_page_and_in_the_database(world) {
        let (mut first, mut second) = two_administrators(&world, "BKHCN").await;
        let (mut elsewhere, _) = two_administrators(&world, "52").await;
        world.officer("tx@x.vn", "BKHCN", &[Role::Appraiser]).await;
        let page = propose(&mut first, "tx@x.vn", "roles", &["leader"]).await;
        assert!(page.says("Một người không được vừa là “Thẩm xét” vừa là “Lãnh đạo”."), "{}", page.words_of("main"));
        let page = invite(&mut first, "moi@x.vn", "M1", &["leader", "auditor"]).await;
        assert!(page.says("vừa là “Lãnh đạo” vừa là “Kiểm tra”"));
        let page = invite(&mut elsewhere, "tx@x.vn", "TXXVN", &["leader"]).await;
        assert!(page.says("vừa là “Thẩm xét” vừa là “Lãnh đạo”"), "at another office as well");
        let direct = "insert into staff_roles (account_id, issuer, role, granted_at)
            select id, '52', 'leader', '2026-11-22T03:00:00Z' from accounts where email = 'tx@x.vn'";
        assert!(world.try_execute(direct).await.is_err());
        assert!(!may_confirm(&mut second).await);
    }
}

story! {
    async fn the_staff_is_its_administrators_alone(world) {
        let (mut first, _) = two_administrators(&world, "52").await;
        let mut leader = world.officer("ld@x.vn", "52", &[Role::Leader]).await;
        let mut elsewhere = world.officer("qt@y.vn", "46", ADMINISTRATOR).await;
        let page = page_of(&mut first, "ld@x.vn").await;
        assert_eq!(leader.visit("/desk/staff").await.status, Status::Forbidden);
        assert_eq!(leader.visit(&page.path).await.status, Status::Forbidden);
        assert_eq!(elsewhere.visit(&page.path).await.status, Status::NotFound);
        let own = elsewhere.visit("/desk/staff").await;
        for what in ["roles", "roles/removal", "disabling", "reset"] {
            let fields = [("roles", "leader"), ("reason", "x")];
            let refused = post(&mut elsewhere, &own, &format!("{}/{what}", page.path), &fields).await;
            assert!(matches!(refused.status, Status::NotFound | Status::UnprocessableEntity), "{what}: {}", refused.status);
        }
        assert!(leader.visit("/desk").await.says("Hồ sơ"));
    }
}
