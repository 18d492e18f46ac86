//! Signing up, in and out; what a session is worth and when it ends.

use consultant_registry::acts::access::{IDLE_SECONDS, LONGEST_SECONDS};
use consultant_registry::domain::staff::Role;
use consultant_registry::storage::chain::{self, Chain, ChainState};
use rocket::http::{ContentType, Method, Status};

use crate::harness::{PASSWORD, World, story};

story! {
    async fn an_applicant_signs_up_is_greeted_once_and_signs_out(world) {
        let mut mai = world.applicant("Mai@Example.VN").await;
        let page = mai.visit("/account").await;
        assert_eq!(page.heading(), "Tài khoản");
        assert!(page.says("mai@example.vn"));
        assert!(!page.says("Đã tạo tài khoản"), "a notice is shown once");
        let page = mai.press(&page, "Đăng xuất").await;
        assert_eq!(page.words_of(".notice"), "Bạn đã đăng xuất.");
        let page = mai.visit("/account").await;
        assert_eq!((page.heading().as_str(), page.path.as_str()), ("Đăng nhập", "/sign-in?next=%2Faccount"));
    }
}

story! {
    async fn signing_out_ends_the_session_and_not_only_the_cookie(world) {
        let mut mai = world.applicant("mai@example.vn").await;
        let mut copy = mai.clone();
        let page = mai.visit("/account").await;
        mai.press(&page, "Đăng xuất").await;
        assert_eq!(copy.visit("/account").await.heading(), "Đăng nhập");
    }
}

story! {
    async fn a_refused_sign_up_keeps_what_was_typed_but_the_password(world) {
        let mut somebody = world.anonymous();
        let page = somebody.visit("/sign-up").await;
        let filling = somebody.fill(&page, "Tạo tài khoản").with("name", "Lê Văn Tám").with("email", "tam@x.vn");
        let page = filling.with("password", "ngắn").send().await;
        assert_eq!(page.status, Status::UnprocessableEntity);
        assert_eq!(page.words_of(".errors a"), "Mật khẩu cần ít nhất 12 ký tự.");
        assert_eq!(page.attribute(".errors a", "href").as_deref(), Some("#password"));
        assert_eq!(page.attribute("#name", "value").as_deref(), Some("Lê Văn Tám"));
        assert_eq!(page.attribute("#password", "aria-invalid").as_deref(), Some("true"));
        assert_eq!(page.attribute("#password", "value").as_deref(), Some(""));
    }
}

story! {
    async fn an_address_has_one_account(world) {
        world.applicant("mai@example.vn").await;
        let mut other = world.anonymous();
        let page = other.visit("/sign-up").await;
        let filling = other.fill(&page, "Tạo tài khoản").with("name", "Mai khác").with("email", "MAI@example.vn");
        let page = filling.with("password", "mật khẩu của người khác").send().await;
        assert_eq!(page.words_of(".errors a"), "Không tạo được tài khoản với địa chỉ này. Nếu bạn đã có tài khoản, hãy đăng nhập.");
    }
}

story! {
    async fn a_wrong_password_and_an_unknown_address_get_the_same_answer(world) {
        world.applicant("mai@example.vn").await;
        let mut guesser = world.anonymous().from([192, 0, 2, 9]);
        let wrong = guesser.sign_in("mai@example.vn", "không phải mật khẩu").await;
        let unknown = guesser.sign_in("ai-do@example.vn", "không phải mật khẩu").await;
        assert_eq!(wrong.words_of(".errors"), unknown.words_of(".errors"));
        assert_eq!(wrong.status, unknown.status);
        assert_eq!(wrong.words_of(".errors a"), "Địa chỉ thư điện tử hoặc mật khẩu không đúng.");
    }
}

story! {
    async fn guessing_is_slowed_down_and_the_right_password_waits_too(world) {
        world.applicant("mai@example.vn").await;
        let mut guesser = world.anonymous();
        for _ in 0..5 {
            let page = guesser.sign_in("mai@example.vn", "không phải mật khẩu").await;
            assert!(page.says("không đúng"));
        }
        let page = guesser.sign_in("mai@example.vn", PASSWORD).await;
        assert_eq!(page.words_of(".errors a"), "Đã nhập sai nhiều lần. Hãy thử lại sau 10:01.");
        world.wait(31);
        let page = guesser.sign_in("mai@example.vn", PASSWORD).await;
        assert!(page.buttons().contains(&"Đăng xuất".to_owned()));
    }
}

story! {
    async fn one_address_cannot_try_many_accounts(world) {
        let mut said = String::new();
        for number in 0..31 {
            // A new browser each time, so that only the network address is the same.
            let page = world.anonymous().sign_in(&format!("a{number}@example.vn"), "một mật khẩu").await;
            said = page.words_of("main");
        }
        assert!(said.contains("Quá nhiều yêu cầu") || said.contains("Đã nhập sai nhiều lần"), "{said}");
    }
}

story! {
    async fn an_idle_session_ends_and_one_in_use_ends_too_in_time(world) {
        let mut mai = world.applicant("mai@example.vn").await;
        world.wait(IDLE_SECONDS - 1);
        assert_eq!(mai.visit("/account").await.heading(), "Tài khoản");
        world.wait(IDLE_SECONDS + 60);
        assert_eq!(mai.visit("/account").await.heading(), "Đăng nhập");

        let mut tam = world.applicant("tam@example.vn").await;
        for _ in 0..LONGEST_SECONDS / 3600 {
            assert_eq!(tam.visit("/account").await.heading(), "Tài khoản");
            world.wait(3600);
        }
        assert_eq!(tam.visit("/account").await.heading(), "Đăng nhập");
    }
}

story! {
    async fn every_sign_in_is_a_new_session(world) {
        let mut mai = world.applicant("mai@example.vn").await;
        let first = mai.cookie("session").expect("a session").to_owned();
        let page = mai.visit("/account").await;
        mai.press(&page, "Đăng xuất").await;
        mai.sign_in("mai@example.vn", PASSWORD).await;
        assert_ne!(mai.cookie("session"), Some(first.as_str()));
    }
}

story! {
    async fn a_changed_password_throws_every_other_browser_out(world) {
        let mut mai = world.applicant("mai@example.vn").await;
        let mut elsewhere = world.anonymous();
        elsewhere.sign_in("mai@example.vn", PASSWORD).await;
        let page = mai.visit("/account").await;
        let filling = mai.fill(&page, "Đổi mật khẩu").with("password", "nhầm").with("new_password", "x");
        assert_eq!(filling.send().await.words_of(".errors a"), "Mật khẩu hiện tại không đúng.");
        let filling = mai.fill(&page, "Đổi mật khẩu").with("password", PASSWORD);
        let page = filling.with("new_password", "bốn con voi đi bộ").send().await;
        assert!(page.words_of(".notice").starts_with("Đã đổi mật khẩu."));
        assert_eq!(elsewhere.visit("/account").await.heading(), "Đăng nhập");
        assert_eq!(mai.visit("/account").await.heading(), "Tài khoản");
        let page = world.anonymous().sign_in("mai@example.vn", PASSWORD).await;
        assert!(page.says("không đúng"));
    }
}

story! {
    async fn an_officer_of_two_offices_chooses_one(world) {
        let posts: [(&str, &[Role]); 2] =
            [("BKHCN", &[Role::Appraiser]), ("46", &[Role::Intake, Role::Appraiser])];
        let mut an = world.officer_of("an@example.vn", &posts).await;
        let page = an.visit("/account").await;
        assert_eq!(page.words_of("nav [href='/desk']"), "Bàn làm việc · Huế");
        let page = an.press(&page, "Làm việc cho cơ quan này").await;
        assert_eq!(page.words_of("nav [href='/desk']"), "Bàn làm việc · Bộ Khoa học và Công nghệ");
        let filling = an.fill(&page, "Làm việc cho cơ quan này").forging("issuer", "01");
        assert!(matches!(filling.send().await.status.code, 403 | 404));
    }
}

story! {
    async fn sign_in_leads_back_to_our_pages_only(world) {
        world.applicant("mai@example.vn").await;
        for (next, lands_on) in [("%2Faccount", "/account"), ("%2F%2Fevil.example", "/filing")] {
            let mut mai = world.anonymous();
            let page = mai.visit(&format!("/sign-in?next={next}")).await;
            let filling = mai.fill(&page, "Đăng nhập").with("email", "mai@example.vn");
            assert_eq!(filling.with("password", PASSWORD).send().await.path, lands_on);
        }
        let mut mai = world.anonymous();
        let page = mai.visit("/sign-in").await;
        let filling = mai.fill(&page, "Đăng nhập").with("email", "mai@example.vn").with("password", PASSWORD);
        assert_eq!(filling.forging("next", "https://evil.example/").send().await.path, "/filing");
    }
}

story! {
    async fn no_form_is_taken_without_its_token(world) {
        let mut mai = world.applicant("mai@example.vn").await;
        let mut an = world.officer("an@example.vn", "BKHCN", &[Role::Administrator]).await;
        let unsafe_routes = world.routes().into_iter().filter(|(method, uri)| {
            !matches!(method, Method::Get | Method::Head | Method::Options) && !uri.starts_with("/api/")
        });
        let mut tried = 0;
        for (method, uri) in unsafe_routes {
            let path = uri.split('?').next().unwrap_or_default().replace(['<', '>'], "");
            for person in [&mut mai, &mut an] {
                let body = (ContentType::Form, b"csrf=AAAA".to_vec());
                let page = person.send(method, &path, Some(body)).await;
                assert!(matches!(page.status.code, 403 | 404 | 429), "{method} {path} answered {}", page.status);
            }
            tried += 1;
        }
        assert!(tried >= 5, "the routes were found");
        assert_eq!(mai.visit("/account").await.heading(), "Tài khoản", "nobody was signed out");
    }
}

story! {
    async fn a_stale_form_can_be_sent_again_without_typing_it_anew(world) {
        let mut mai = world.anonymous().saying("Sec-Fetch-Site", "same-origin");
        let page = mai.visit("/sign-up").await;
        let filling = mai.fill(&page, "Tạo tài khoản").with("name", "Trần Thị Mai").with("email", "mai@x.vn");
        let page = filling.with("password", PASSWORD).forging("csrf", "AAAA").send().await;
        assert_eq!(page.status, Status::Forbidden);
        assert_eq!(page.heading(), "Phiên làm việc của biểu mẫu đã hết");
        assert!(!page.body.contains(PASSWORD), "a password is never sent back");
        let page = mai.press(&page, "Gửi lại biểu mẫu").await;
        assert_eq!(page.attribute("#name", "value").as_deref(), Some("Trần Thị Mai"));
    }
}

story! {
    async fn another_site_cannot_send_our_forms_even_with_a_token(world) {
        for (header, value) in [
            ("Sec-Fetch-Site", "cross-site"),
            ("Sec-Fetch-Site", "same-site"),
            ("Origin", "https://evil.example"),
            ("Origin", "null"),
        ] {
            let mut mai = world.anonymous();
            let page = mai.visit("/sign-in").await;
            let mut mai = mai.saying(header, value);
            let filling = mai.fill(&page, "Đăng nhập").with("email", "a@x.vn").with("password", "b");
            let page = filling.send().await;
            assert_eq!(page.status, Status::Forbidden);
            assert!(page.heading().starts_with("Yêu cầu đến từ một trang khác"), "{header}: {value}");
        }
    }
}

story! {
    async fn the_audit_trail_holds_and_a_row_changed_behind_our_back_shows(world) {
        let mut mai = world.applicant("mai@example.vn").await;
        let page = mai.visit("/account").await;
        mai.press(&page, "Đăng xuất").await;
        assert!(matches!(walked(&world).await, ChainState::Whole { rows: 3, .. }));
        world.execute("update heads set hash = null where name = 'audit'").await;
        let why = "the head does not know of it";
        assert_eq!(walked(&world).await, ChainState::Broken { at: 3, why });
        assert!(world.try_execute("update audit set act = 'other' where seq = 2").await.is_err());
        assert!(world.try_execute("delete from audit where seq = 2").await.is_err());
    }
}

async fn walked(world: &World) -> ChainState {
    chain::walk(world.storage(), Chain::Audit, |_, _| ()).await.expect("the trail")
}
