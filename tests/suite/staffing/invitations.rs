//! Staff come by invitation only: a link from one administrator, a code from
//! another.

use rocket::http::Status;

use super::{code_in, confirm, invite, join, link_in, two_administrators};
use crate::harness::{PASSWORD, story};

const OVER: &str = "Đường dẫn này không còn dùng được";

story! {
    async fn an_invited_person_opens_their_account_with_a_link_and_a_code(world) {
        let (mut first, mut second) = two_administrators(&world, "52").await;
        let link = link_in(&invite(&mut first, "Moi@Gialai.vn", "GL-09", &["intake", "appraiser"]).await);
        let mut invited = world.anonymous();
        let page = invited.visit(&link).await;
        assert_eq!((page.status, page.heading().as_str()), (Status::NotFound, OVER), "nobody confirmed it");
        let page = confirm(&mut second).await;
        let code = code_in(&page);
        assert!(page.words_of("main").matches(&code).count() == 1);
        assert!(!second.visit("/desk/staff").await.says(&code), "the code is shown once");
        assert!(!first.visit("/desk/staff").await.body.contains(&link), "and so is the link");

        let page = join(&mut invited, &link, "ABCD-EFGH-2345").await;
        assert!(page.words_of(".errors a").starts_with("Mã xác nhận không đúng."), "{}", page.words_of("main"));
        assert_eq!(page.attribute("#name", "value").as_deref(), Some("Phạm Thị Mới"));
        let page = join(&mut invited, &link, &code.to_lowercase().replace('-', " ")).await;
        assert_eq!((page.path.as_str(), page.words_of(".notice").as_str()), ("/sign-in", "Đã đặt mật khẩu. Hãy đăng nhập."));
        assert_eq!(invited.visit(&link).await.heading(), OVER, "it opens once");
        invited.sign_in("moi@gialai.vn", PASSWORD).await;
        let page = invited.visit("/account").await;
        assert!(page.says("Tiếp nhận, Thẩm xét") && page.says("Phạm Thị Mới"));
        let page = first.visit("/desk/staff").await;
        assert!(page.says("GL09") && page.says("10:00 ngày 22/11/2026"), "{}", page.words_of("#people"));
        assert_eq!(invited.visit("/filing").await.status, Status::Forbidden, "staff file nothing");
    }
}

story! {
    async fn an_invitation_lapses_after_three_days_and_a_withdrawn_one_is_over(world) {
        let (mut first, mut second) = two_administrators(&world, "52").await;
        let link = link_in(&invite(&mut first, "moi@x.vn", "M1", &["intake"]).await);
        let code = code_in(&confirm(&mut second).await);
        let page = first.visit("/desk/staff").await;
        assert!(page.says("Đã xác nhận, chờ người đó mở đường dẫn."));
        let button = page.buttons().into_iter().find(|button| button.starts_with("Rút đề nghị")).expect("a button");
        first.press(&page, &button).await;
        assert_eq!(world.anonymous().visit(&link).await.heading(), OVER);

        let second_link = link_in(&invite(&mut first, "moi@x.vn", "M1", &["intake"]).await);
        assert_ne!(link, second_link);
        let second_code = code_in(&confirm(&mut second).await);
        let mut invited = world.anonymous();
        assert!(join(&mut invited, &second_link, &code).await.says("Mã xác nhận không đúng."), "of the other link");
        world.wait(72 * 3600 - 1);
        assert_eq!(invited.visit(&second_link).await.heading(), "Nhận tài khoản cán bộ");
        world.wait(1);
        assert_eq!(invited.visit(&second_link).await.heading(), OVER);
        assert!(!second_code.is_empty());
    }
}

story! {
    async fn whoever_is_invited_or_on_the_staff_looks_like_any_address_that_is_not_free(world) {
        let (mut first, _) = two_administrators(&world, "52").await;
        invite(&mut first, "moi@x.vn", "M1", &["intake"]).await;
        world.applicant("mai@x.vn").await;
        let mut said = Vec::new();
        for email in ["moi@x.vn", "qt1@52.vn", "mai@x.vn"] {
            let mut stranger = world.anonymous();
            let page = stranger.visit("/sign-up").await;
            let filling = stranger.fill(&page, "Tạo tài khoản").with("name", "Lê Văn Tám").with("email", email);
            let page = filling.with("password", "mật khẩu của người khác").send().await;
            said.push((page.status, page.words_of(".errors")));
        }
        assert_eq!(said[0].0, Status::UnprocessableEntity);
        assert!(said.iter().all(|one| *one == said[0]), "{said:?}");
    }
}

story! {
    async fn a_person_has_one_account_and_one_invitation(world) {
        let (mut first, mut second) = two_administrators(&world, "52").await;
        let page = invite(&mut second, "khac@x.vn", "QT1-52-VN", &["leader"]).await;
        assert!(page.words_of(".errors a").starts_with("Mã cán bộ này đã có tài khoản đang dùng."), "{}", page.words_of("main"));
        let page = invite(&mut second, "qt1@52.vn", "KHAC", &["leader"]).await;
        assert_eq!(page.words_of(".errors a"), "Địa chỉ này là tài khoản của một cán bộ mang mã khác.");
        invite(&mut first, "moi@x.vn", "M1", &["intake"]).await;
        for (email, number) in [("moi@x.vn", "M2"), ("moi2@x.vn", "m-1")] {
            let page = invite(&mut second, email, number, &["intake"]).await;
            assert!(page.words_of(".errors a").starts_with("Địa chỉ hoặc mã cán bộ này đã được mời."));
        }
        for (email, number, roles) in [("x", "M3", ["intake"]), ("a@x.vn", "", ["intake"]), ("a@x.vn", "M3", ["x"])] {
            let roles = if roles == ["x"] { &[][..] } else { &roles[..] };
            assert_eq!(invite(&mut second, email, number, roles).await.status, Status::UnprocessableEntity);
        }
    }
}

story! {
    async fn links_are_not_guessed_in_a_row(world) {
        let mut guesser = world.anonymous().from([192, 0, 2, 77]);
        let mut last = Status::Ok;
        for nth in 0..40 {
            last = guesser.visit(&format!("/open/{nth:043}")).await.status;
            assert!(matches!(last, Status::NotFound | Status::TooManyRequests), "{last}");
        }
        assert_eq!(last, Status::TooManyRequests);
    }
}

story! {
    async fn a_password_that_is_guessed_early_is_refused_beside_its_field(world) {
        let (mut first, mut second) = two_administrators(&world, "52").await;
        let link = link_in(&invite(&mut first, "mai.le@gialai.vn", "M1", &["intake"]).await);
        let code = code_in(&confirm(&mut second).await);
        let mut invited = world.anonymous();
        for password in ["ngắn", "123456789012", "mai.le@gialai.vn", "Phạm Thị Mới 1990"] {
            let page = invited.visit(&link).await;
            let filling = invited.fill(&page, "Đặt mật khẩu").with("code", &code).with("name", "Phạm Thị Mới");
            let page = filling.with("password", password).send().await;
            assert_eq!(page.attribute(".errors a", "href").as_deref(), Some("#password"), "{password}");
        }
        assert_eq!(join(&mut invited, &link, &code).await.path, "/sign-in");
    }
}
