//! What the operator may do at the command line, and what not.

use consultant_registry::acts::access::NewAccount;
use consultant_registry::acts::staffing::{
    self, Author, Invitation, NewAdministrator, StaffingError, add_administrator, everyone,
};
use consultant_registry::domain::ids::AccountId;
use consultant_registry::domain::staff::{Role, StaffingRefusal};
use rocket::http::Status;

use super::{ADMINISTRATOR, code_in, confirm, join};
use crate::desk::acts_on;
use crate::harness::{PASSWORD, World, story};

const FIRST: &str = "mật khẩu cấp lần đầu";

fn operator(issuer: &str) -> Author {
    Author::operator("Lê Vận Hành", issuer.parse().expect("an issuer"))
}

async fn add(world: &World, email: &str, number: &str) -> Result<AccountId, StaffingError> {
    let account =
        NewAccount {
            email: email.to_owned(), name: "Trần Thị Mai".to_owned(), password: FIRST.to_owned()
        };
    let new = NewAdministrator { account, number: number.to_owned() };
    add_administrator(&world.registry, &operator("52"), new).await
}

story! {
    async fn the_operator_makes_two_administrators_and_no_more(world) {
        world.applicant("nguoinop@x.vn").await;
        let taken = add(&world, "nguoinop@x.vn", "A0").await;
        assert!(matches!(taken, Err(StaffingError::Refused(StaffingRefusal::Applicant))));
        let first = add(&world, "a1@x.vn", "A1").await.expect("the first");
        let again = add(&world, "a3@x.vn", "a-1").await;
        assert!(matches!(again, Err(StaffingError::Refused(StaffingRefusal::NumberTaken))));
        add(&world, "a2@x.vn", "A2").await.expect("the second");
        let third = add(&world, "a3@x.vn", "A3").await;
        assert!(matches!(third, Err(StaffingError::Refused(StaffingRefusal::TwoAdministrators))));
        assert!(acts_on(&world, &first.to_string()).await.contains(&"add_administrator".to_owned()));
        let lines = everyone(&world.registry, Some("52".parse().expect("an issuer"))).await.expect("the staff");
        assert_eq!(lines.len(), 2);
        let disabled = staffing::disable(&world.registry, &operator("52"), first, "Nghỉ hưu").await;
        disabled.expect("at once");
        add(&world, "a3@x.vn", "A3").await.expect("a place is free again");
    }
}

story! {
    async fn a_first_password_opens_one_page_until_it_is_changed(world) {
        add(&world, "a1@x.vn", "A1").await.expect("the first");
        let mut mai = world.anonymous();
        let page = mai.sign_in("a1@x.vn", FIRST).await;
        assert_eq!((page.path.as_str(), page.heading().as_str()), ("/account/password", "Đặt mật khẩu của riêng bạn"));
        for path in ["/desk", "/desk/staff", "/account", "/filing", "/desk/profile"] {
            assert_eq!(mai.visit(path).await.path, "/account/password", "{path}");
        }
        let filling = mai.fill(&page, "Đổi mật khẩu").with("password", FIRST).with("new_password", FIRST);
        let page = filling.send().await;
        assert_eq!(page.words_of(".errors a"), "Mật khẩu mới phải khác mật khẩu hiện tại.");
        let filling = mai.fill(&page, "Đổi mật khẩu").with("password", FIRST).with("new_password", PASSWORD);
        filling.send().await;
        assert_eq!(mai.visit("/desk/staff").await.status, Status::Ok);
        assert_eq!(mai.visit("/account/password").await.path, "/account");
    }
}

story! {
    async fn the_operator_invites_only_with_an_administrators_confirmation(world) {
        let mut administrator = world.officer("qt@x.vn", "52", ADMINISTRATOR).await;
        let (email, number) = ("moi@x.vn".to_owned(), "M1".to_owned());
        let wanted = Invitation { email, number, roles: [Role::Leader].into() };
        let proposed = staffing::invite(&world.registry, &operator("52"), wanted).await.expect("a proposal");
        let link = format!("/open/{}", proposed.link.expect("a link"));
        let mut invited = world.anonymous();
        assert_eq!(invited.visit(&link).await.status, Status::NotFound);
        assert!(administrator.visit("/desk/staff").await.says("Người vận hành: Lê Vận Hành"));
        let code = code_in(&confirm(&mut administrator).await);
        assert_eq!(join(&mut invited, &link, &code).await.path, "/sign-in");
    }
}
