//! What is not asked for, and not decided, when a paper is asked for again.

use consultant_registry::demo::teller::Step;
use consultant_registry::domain::certificate::SuspensionGround;
use consultant_registry::storage::entries;
use rocket::http::Status;

use super::{NUMBER, OWN, approved, asked, assert_verified, at_desk, begun, filed, issued, papers, proposed};
use crate::desk::staff;
use crate::filing::{SAVE, submit};
use crate::harness::story;
use crate::rehearsal::{Rehearsal, organisation};

story! {
    async fn nothing_is_asked_for_under_a_certificate_that_is_not_in_force(world) {
        let rehearsal = Rehearsal::in_register(&world.registry).await;
        let mut story = issued(&rehearsal, organisation(0, 0..5)).await;
        let mut holder = crate::reissue::holder(&world).await;
        let open = holder.visit(OWN).await;
        let dossier = begun(&mut holder).await;
        asked(&mut holder, &dossier, &["certificate"], "lost").await;
        let suspend = Step::Suspend(SuspensionGround::CapacityNotKept, 60, "Bổ sung chuyên gia.");
        rehearsal.teller.tell(&mut story, suspend).await.expect("suspended");
        let page = holder.visit(OWN).await;
        assert!(page.says("đang bị đình chỉ hiệu lực nên không đề nghị cấp lại"), "{}", page.words_of("main"));
        assert!(!page.buttons().iter().any(|button| button.starts_with("Đề nghị")), "{:?}", page.buttons());
        let begin = holder.visit("/filing/dossiers/new").await;
        assert!(begin.says("chỉ làm được khi giấy đang có hiệu lực"), "{}", begin.words_of("main"));
        let late = holder.press(&open, "Đề nghị cấp thẻ bổ sung").await;
        assert_eq!(late.status, Status::UnprocessableEntity);
        assert!(late.words_of(".errors").contains("01/2026/GXN-BKHCN đang bị đình chỉ hiệu lực"), "{}", late.words_of("main"));
        let refused = submit(&mut holder, &dossier).await;
        assert_eq!(refused.status, Status::UnprocessableEntity);
        assert!(refused.words_of(".errors").contains("đang bị đình chỉ hiệu lực"), "{}", refused.words_of("main"));
        rehearsal.teller.tell(&mut story, Step::Reinstate("Đã khắc phục.")).await.expect("reinstated");
        assert_eq!(submit(&mut holder, &dossier).await.status, Status::Ok);
        // After its last day.
        world.wait(1_100 * 86_400);
        let mut again = crate::reissue::holder(&world).await;
        let page = again.visit(OWN).await;
        assert!(page.says("đã hết hạn nên không đề nghị cấp lại"), "{}", page.words_of("main"));
        let path = at_desk(&dossier);
        let mut intake = staff(&world, "tiepnhan@bkhcn").await;
        let page = intake.visit(&path).await;
        assert!(page.words_of("#organisation-B2").contains("đã hết hạn"), "{}", page.words_of("#organisation-B2"));
    }
}

story! {
    signing async fn one_paper_is_asked_for_once_at_a_time_and_two_people_decide(world) {
        let rehearsal = Rehearsal::in_register(&world.registry).await;
        issued(&rehearsal, organisation(0, 0..5)).await;
        let (_, cards) = papers(&world).await;
        let (one, other) = (&cards[0].paper.number, &cards[1].paper.number);
        let mut holder = crate::reissue::holder(&world).await;
        let first = filed(&mut holder, &[one, other], "lost").await;
        let second = begun(&mut holder).await;
        assert_ne!(second, first, "what is filed is another dossier");
        asked(&mut holder, &second, &[other, "certificate"], "damaged").await;
        let refused = submit(&mut holder, &second).await;
        assert_eq!(refused.status, Status::UnprocessableEntity);
        assert!(refused.words_of(".errors").contains(&format!("đã đề nghị cấp lại {other}")), "{}", refused.words_of("main"));
        // Without that card it is another matter.
        let form = holder.visit(&format!("{second}/parts/reissue")).await;
        holder.fill(&form, SAVE).with("papers", "certificate").send().await;
        assert_eq!(submit(&mut holder, &second).await.status, Status::Ok);
        proposed(&world, &first, &["organisation-B2"]).await;
        let mut appraiser = staff(&world, "thamxet1@bkhcn").await;
        let page = appraiser.visit(&format!("{}/decision", at_desk(&first))).await;
        assert!(!page.buttons().contains(&"Phê duyệt và cấp giấy".to_owned()), "who proposed does not decide");
        approved(&world, &first).await;
        let (_, after) = papers(&world).await;
        let versions: Vec<_> = after.iter().map(|card| card.paper.paper_version).collect();
        assert_eq!(versions.iter().filter(|version| **version == 1).count(), 2, "{versions:?}");
        // The other one is about the certificate alone, and goes on.
        proposed(&world, &second, &["organisation-B2"]).await;
        approved(&world, &second).await;
        let (certificate, last) = papers(&world).await;
        assert_eq!((certificate.paper.paper_version, last), (1, after));
        let mut reading = world.storage().read().await.expect("a reading");
        let entries = entries::of_paper(&mut reading, NUMBER).await.expect("the entries");
        assert_eq!(entries.len(), 3, "one act, one entry");
        reading.end().await.expect("ended");
        assert_verified(&world).await;
    }
}
