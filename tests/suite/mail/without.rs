//! A server without a mail server sends nothing, says so, and keeps nothing for
//! later.

use consultant_registry::demo::cast;
use consultant_registry::demo::teller::Step;
use consultant_registry::storage::mails;

use crate::desk::staff;
use crate::harness::story;
use crate::rehearsal::{Rehearsal, independent};

story! {
    async fn where_no_mail_is_sent_pages_say_so_and_nothing_waits(world) {
        let rehearsal = Rehearsal::in_register(&world.registry).await;
        let story = rehearsal.brought(independent(0), &[Step::Write, Step::Submit, Step::Receive]).await;
        let id = story.dossier.as_ref().expect("a dossier").id.to_string();
        let mut reading = world.storage().read().await.expect("a reading");
        assert!(mails::about(&mut reading, &id).await.expect("read").is_empty());
        drop(reading);
        let mut administrator = staff(&world, "quantri@bkhcn").await;
        let page = administrator.visit("/desk/mail").await;
        assert!(page.says("Máy chủ này không gửi thư") && page.says("Chưa có thư nào."), "{}", page.words_of("main"));
        let english = administrator.visit("/desk/mail?lang=en").await;
        assert!(english.says("This server sends no mail"), "{}", english.words_of("main"));
        let page = administrator.visit(&format!("/desk/dossiers/{id}")).await;
        assert!(!page.says("Thư không tới người nộp") && !page.says("Thư báo tin"), "{}", page.words_of("main"));
        let mut applicant = world.anonymous();
        applicant.sign_in("a@example.test", cast::PASSWORD).await;
        let page = applicant.visit("/account").await;
        assert!(page.says("Hệ thống này chưa gửi thư điện tử."), "{}", page.words_of("main"));
        assert!(!page.buttons().contains(&"Gửi thư xác nhận".to_owned()));
        assert!(!applicant.visit("/filing").await.says("xác nhận nên"));
    }
}
