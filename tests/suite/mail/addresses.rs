//! Whose an address is: shown by a link, once, and asked for with measure.

use rocket::http::Status;

use super::{confirm, link, mail_story, mailbox, settled};
use crate::desk::acts_on;
use crate::harness::PASSWORD;
use crate::inspection::findings;
use crate::mail::{SENDER, account};

mail_story! {
    async fn an_address_is_confirmed_by_the_link_in_its_mail_and_not_by_opening_it(world, server) {
        let mut mai = world.applicant("mai@example.test").await;
        let mail = server.has_taken(1).await.remove(0);
        assert_eq!(mail.subject, "Xác nhận địa chỉ thư điện tử / Confirm your e-mail address");
        assert_eq!((mail.sender.as_str(), mail.address.as_str()), (SENDER, "dangky@registry.example.test"));
        assert_eq!((mail.mail_from.as_str(), mail.to), ("dangky@registry.example.test", vec!["mai@example.test".to_owned()]));
        let mail = server.taken().remove(0);
        assert_eq!(mail.all("Auto-Submitted"), ["auto-generated"]);
        assert_eq!(mail.all("Date"), ["Sun, 22 Nov 2026 03:00:00 +0000"]);
        assert!(mail.all("Message-ID")[0].ends_with("@localhost>"), "{:?}", mail.headers);
        assert_eq!(mail.defects, Vec::<String>::new());
        assert!(mail.text.contains("Nếu không phải bạn") && mail.text.contains("If it was not you"), "{}", mail.text);
        assert!(!mail.text.contains("Trần Thị Mai"), "no name: {}", mail.text);

        let account_page = mai.visit("/account").await;
        assert!(account_page.says("Địa chỉ của tài khoản chưa được xác nhận"), "{}", account_page.words_of("main"));
        assert!(mai.visit("/filing").await.says("chưa có tin nào được gửi tới"));
        let mut reader = world.anonymous();
        let page = reader.visit(&link(&mail, "confirmation")).await;
        assert_eq!(page.heading(), "Xác nhận địa chỉ thư điện tử");
        assert!(page.says("mai@example.test"));
        assert!(!mailbox(&world, "mai@example.test").await.works(), "programs open links too");
        assert_eq!(reader.press(&page, "Xác nhận địa chỉ này").await.heading(), "Địa chỉ đã được xác nhận");
        assert_eq!(reader.press(&page, "Xác nhận địa chỉ này").await.heading(), "Địa chỉ đã được xác nhận");
        assert!(mailbox(&world, "mai@example.test").await.works());
        let account_page = mai.visit("/account").await;
        assert!(account_page.says("được gửi tới địa chỉ của tài khoản") && !account_page.buttons().contains(&"Gửi thư xác nhận".to_owned()));
        assert!(!mai.visit("/filing").await.says("chưa có tin nào"));
        let english = mai.visit("/account?lang=en").await;
        assert!(english.says("is sent to the address of your account"), "{}", english.words_of("main"));
        let id = account(&world, "mai@example.test").await.to_string();
        assert_eq!(acts_on(&world, &id).await, ["sign_up", "sign_in", "confirm_address"]);
        assert_eq!(findings(&world).await, Vec::<String>::new());
        server.has_taken(1).await;
    }
}

mail_story! {
    async fn a_link_that_lapsed_or_was_replaced_or_made_up_confirms_nothing(world, server) {
        let mut mai = world.applicant("mai@example.test").await;
        let first = server.has_taken(1).await.remove(0);
        let mut reader = world.anonymous();
        let mut forged = link(&first, "confirmation");
        forged.pop();
        for path in [forged, "/mail/confirmation/x".to_owned(), link(&first, "confirmation").replace("confirmation", "reminders")] {
            let page = reader.visit(&path).await;
            let refused = if path.contains("reminders") { reader.press(&page, "Không nhận thư nhắc").await } else { page };
            assert_eq!((refused.status, refused.heading().as_str()), (Status::NotFound, "Đường dẫn này không còn dùng được"), "{path}");
        }
        world.wait(6 * 60);
        let page = mai.visit("/account").await;
        let asked = mai.press(&page, "Gửi thư xác nhận").await;
        assert!(asked.words_of(".notice").starts_with("Thư xác nhận đang được gửi."), "{}", asked.words_of(".notice"));
        let second = server.has_taken(2).await.remove(1);
        assert_eq!(reader.visit(&link(&first, "confirmation")).await.status, Status::NotFound, "a newer one was sent");
        world.wait(2 * 86_400);
        assert_eq!(reader.visit(&link(&second, "confirmation")).await.status, Status::NotFound, "two days are over");
        assert!(!mailbox(&world, "mai@example.test").await.works());
        mai.sign_in("mai@example.test", PASSWORD).await;
        let page = mai.visit("/account").await;
        mai.press(&page, "Gửi thư xác nhận").await;
        let third = server.has_taken(3).await.remove(2);
        assert_eq!(confirm(&mut reader, &third).await.heading(), "Địa chỉ đã được xác nhận");
    }
}

mail_story! {
    async fn nobody_has_a_strangers_box_filled(world, server) {
        let mut mai = world.applicant("mai@example.test").await;
        server.has_taken(1).await;
        let page = mai.visit("/account").await;
        let asked = mai.press(&page, "Gửi thư xác nhận").await;
        assert!(asked.words_of(".notice").starts_with("Thư xác nhận vừa được gửi."), "{}", asked.words_of(".notice"));
        for sent in 2..=5 {
            world.wait(10 * 60);
            mai.press(&page, "Gửi thư xác nhận").await;
            server.has_taken(sent).await;
        }
        world.wait(10 * 60);
        let asked = mai.press(&page, "Gửi thư xác nhận").await;
        assert_eq!(asked.words_of(".notice"), "Hôm nay đã gửi nhiều thư xác nhận. Hãy thử lại vào ngày mai.");
        server.has_taken(5).await;
    }
}

mail_story! {
    async fn an_address_that_is_refused_for_good_is_shown_and_can_be_confirmed_anew(world, server) {
        let mut nobody = world.applicant("nobody@example.test").await;
        let id = account(&world, "nobody@example.test").await.to_string();
        let ended = settled(&world, &id, 1).await;
        assert_eq!(ended[0].ending.map(|(outcome, _)| outcome.as_str()), Some("address_refused"));
        let page = nobody.visit("/account").await;
        assert!(page.says("Máy chủ thư báo địa chỉ của tài khoản không nhận thư"), "{}", page.words_of("main"));
        assert!(nobody.visit("/filing").await.says("không nhận thư"));
        let asked = nobody.press(&page, "Gửi thư xác nhận").await;
        assert!(asked.words_of(".notice").starts_with("Thư xác nhận đang được gửi."), "one that was refused will not come");
        assert_eq!(settled(&world, &id, 1).await.len(), 2);
        assert_eq!(server.taken().len(), 0);
    }
}
