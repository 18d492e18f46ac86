//! Reminders: each once, by whichever server, and only to who wants them.

use consultant_registry::acts::mails;
use consultant_registry::demo::cast;
use consultant_registry::demo::teller::{Step, Story};
use rocket::http::Status;
use rocket::tokio::time::{Duration, sleep};

use super::{account, confirmed, link, mail_story, settled};
use crate::desk::acts_on;
use crate::harness::World;
use crate::inspection::bring;
use crate::rehearsal::{Rehearsal, independent};

const APPLICANT: &str = "a@example.test";
const NUMBER: &str = "01/2026/GXN-BKHCN";
const DAY: i64 = 86_400;

/// Moves the clock to the morning so many days before the certificate's last.
fn days_before(world: &World, days: i64) {
    let last: consultant_registry::dates::Day = "2029-11-22".parse().expect("a day");
    world.registry.clock.set(last.plus_days(-days).starts_at().plus_seconds(9 * 3_600));
}

/// What was told of the dossier itself went nowhere.
async fn before_anyone_confirmed(world: &World, story: &Story) {
    let id = story.dossier.as_ref().expect("a dossier").id.to_string();
    settled(world, &id, 1).await;
}

async fn remind(world: &World) {
    mails::keep_reminding(&world.registry).await.expect("ordered");
}

mail_story! {
    async fn a_holder_is_reminded_once_at_each_time_until_they_want_no_more(world, server) {
        let rehearsal = Rehearsal::in_register(&world.registry).await;
        let mut story = rehearsal.proposed(independent(0)).await;
        bring(&rehearsal, &mut story, &[Step::Approve]).await;
        before_anyone_confirmed(&world, &story).await;
        confirmed(&world, APPLICANT).await;
        let other = world.another_server().await;
        days_before(&world, 91);
        remind(&world).await;
        days_before(&world, 90);
        for server in [&world, &other, &world] {
            remind(server).await;
        }
        let mail = server.has_taken(1).await.remove(0);
        assert_eq!(mail.subject, "BKHCN-261122-0001: Giấy xác nhận sắp hết hạn / Certificate expires soon");
        assert!(mail.text.contains("ngày 22 tháng 11 năm 2029."), "{}", mail.text);
        // A day on which nothing ran is made up for; each time is one mail.
        for (days, told) in [(89, 1), (58, 2), (57, 2), (30, 3)] {
            days_before(&world, days);
            remind(&world).await;
            remind(&other).await;
            settled(&world, NUMBER, 1).await;
            server.has_taken(told).await;
        }
        let unsubscribe = server.taken()[2].all("List-Unsubscribe").join("");
        assert!(unsubscribe.contains("/mail/reminders/"), "{unsubscribe}");
        let mut reader = world.anonymous();
        let page = reader.visit(&link(&server.taken()[2], "reminders")).await;
        let id = account(&world, APPLICANT).await.to_string();
        assert!(!acts_on(&world, &id).await.contains(&"choose_reminders".to_owned()), "programs open links too");
        assert_eq!(reader.press(&page, "Không nhận thư nhắc").await.heading(), "Không gửi thư nhắc nữa");
        assert_eq!(reader.press(&page, "Không nhận thư nhắc").await.status, Status::Ok, "once more is the same");
        assert_eq!(acts_on(&world, &id).await.iter().filter(|act| *act == "choose_reminders").count(), 1);
        days_before(&world, 7);
        remind(&world).await;
        sleep(Duration::from_millis(200)).await;
        let ended = loop {
            let all = settled(&world, NUMBER, 1).await;
            if all.len() == 4 {
                break all;
            }
        };
        assert_eq!(ended[0].ending.map(|(outcome, _)| outcome.as_str()), Some("declined"));
        server.has_taken(3).await;

        let mut holder = world.anonymous();
        holder.sign_in(APPLICANT, cast::PASSWORD).await;
        let page = holder.visit("/account").await;
        assert!(page.says("Bạn không nhận thư nhắc."), "{}", page.words_of("main"));
        let page = holder.press(&page, "Nhận thư nhắc").await;
        assert!(page.says("Bạn được nhắc trước khi giấy xác nhận hết hạn."), "{}", page.words_of("main"));
    }
}

mail_story! {
    async fn nobody_is_reminded_of_a_certificate_that_stands_no_more(world, server) {
        use consultant_registry::domain::certificate::RevocationGround;
        let rehearsal = Rehearsal::in_register(&world.registry).await;
        let mut story = rehearsal.proposed(independent(0)).await;
        bring(&rehearsal, &mut story, &[Step::Approve, Step::Revoke(RevocationGround::FalseDossier, "Hồ sơ không đúng sự thật.")]).await;
        before_anyone_confirmed(&world, &story).await;
        let before = settled(&world, NUMBER, 1).await.len();
        confirmed(&world, APPLICANT).await;
        days_before(&world, 30);
        remind(&world).await;
        world.wait(DAY);
        remind(&world).await;
        sleep(Duration::from_millis(500)).await;
        assert_eq!(settled(&world, NUMBER, 1).await.len(), before);
        assert_eq!(server.taken().len(), 0);
    }
}
