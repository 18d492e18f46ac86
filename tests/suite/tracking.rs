//! Following a dossier with its slip, signed in as nobody.

use consultant_registry::acts::tracking;
use consultant_registry::demo::teller::{Step, Story};
use rocket::http::Status;

use crate::harness::{World, story};
use crate::rehearsal::{Rehearsal, organisation};

const RECEIVED: [Step; 3] = [Step::Write, Step::Submit, Step::Receive];

/// The path that the QR of a dossier's slip leads to.
fn link(world: &World, story: &Story) -> String {
    let dossier = story.dossier.as_ref().expect("a written dossier");
    let number = &dossier.stage.receipt().expect("a receipt").number;
    let link = tracking::link(&world.registry, dossier.id, number);
    link.strip_prefix("HTTP://LOCALHOST:8000").expect("a link to this site").to_owned()
}

story! {
    async fn whoever_holds_the_slip_sees_stage_and_due_day_and_nobody_elses_name(world) {
        let rehearsal = Rehearsal::in_register(&world.registry).await;
        let mut story = rehearsal.brought(organisation(0, 0..5), &RECEIVED).await;
        let link = link(&world, &story);
        let page = world.anonymous().visit(&link).await;
        assert_eq!(page.status, Status::Ok);
        assert_eq!(page.heading(), "Hồ sơ BKHCN-261122-0001");
        assert!(page.says("Bộ Khoa học và Công nghệ") && page.says("30/11/2026"), "{}", page.words_of("main"));
        let dossier = story.dossier.clone().expect("a dossier");
        let firm = dossier.application.organisation.clone().expect("an organisation");
        for private in [firm.name, firm.email, firm.phone, dossier.application.experts[0].name.clone()] {
            let private = private.expect("a fact");
            assert!(!page.body.contains(&private), "{private}");
        }
        assert!(!page.body.contains(&dossier.id.to_string()), "not even its id");
        assert!(page.header("X-Robots-Tag").is_some_and(|said| said.contains("noindex")));
        assert_eq!(page.header("Referrer-Policy"), Some("no-referrer"));
        assert_eq!(page.header("Set-Cookie"), None);
        rehearsal.teller.tell(&mut story, Step::RequestSupplement("Bằng đại học")).await.expect("asked");
        let page = world.anonymous().visit(&link.to_lowercase()).await;
        assert!(page.says("14/12/2026") && !page.says("Bằng đại học"), "{}", page.words_of("main"));
        let english = world.anonymous().visit(&format!("{link}?lang=en")).await;
        assert_eq!(english.heading(), "Dossier BKHCN-261122-0001");
    }
}

story! {
    async fn a_code_that_was_not_printed_leads_nowhere_and_guessing_is_slow(world) {
        let rehearsal = Rehearsal::in_register(&world.registry).await;
        let first = rehearsal.brought(organisation(0, 0..5), &RECEIVED).await;
        let second = rehearsal.brought(organisation(1, 5..10), &RECEIVED).await;
        let (one, other) = (link(&world, &first), link(&world, &second));
        let mark = |link: &str| link[link.len() - 19..].to_owned();
        let crossed = one.replace(&mark(&one), &mark(&other));
        let number = one.replace(&format!("-{}", mark(&one)), "");
        for wrong in [crossed, number, format!("{one}A"), "/T/".to_owned(), "/T/x/y/z".to_owned()] {
            let page = world.anonymous().visit(&wrong).await;
            assert_eq!(page.status, Status::NotFound, "{wrong}");
            assert_eq!(page.heading(), "Không có hồ sơ nào theo mã này", "{wrong}");
        }
        let mut guesser = world.anonymous().from([203, 0, 113, 9]);
        let mut refused = 0;
        for nth in 0..80 {
            let guess = format!("{}{}", &one[..one.len() - 2], ["AA", "AB"][nth % 2]);
            refused += usize::from(guesser.visit(&guess).await.status == Status::TooManyRequests);
        }
        assert!(refused >= 15, "{refused}");
        assert_eq!(world.anonymous().visit(&one).await.status, Status::Ok, "others go on");
    }
}
