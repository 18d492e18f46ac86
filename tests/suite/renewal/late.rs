//! Who asks too late: that is said before anything is typed, and nothing that
//! was typed is lost.

use consultant_registry::demo::papers::Papers;
use consultant_registry::demo::teller::Step;
use consultant_registry::domain::dossier::Outcome;
use consultant_registry::storage::dossiers;
use rocket::http::Status;

use super::{GIA_LAI, IN_TIME, NUMBER, OWN, RENEW, asked, begun, filled, handed_in, id_of};
use crate::desk::acts_on;
use crate::filing::submit;
use crate::harness::{World, story};
use crate::rehearsal::{Rehearsal, independent, organisation};
use crate::reissue::{assert_verified, holder, issued};

const ANEW: &str = "Đề nghị cấp mới";
const MAKE_ANEW: &str = "Chuyển thành hồ sơ cấp mới";

/// The morning after the last day to ask for a renewal: 23 September 2029.
const TOO_LATE: &str = "2029-09-23T03:00:00Z";

async fn procedure_of(world: &World, dossier: &str) -> String {
    let mut reading = world.storage().read().await.expect("a reading");
    let found = dossiers::find(&mut reading, &world.registry.seal, id_of(dossier)).await.expect("read");
    found.expect("the dossier").application.procedure.to_string()
}

story! {
    async fn who_is_late_is_told_first_and_finds_a_new_issue_filled_in(world) {
        let rehearsal = Rehearsal::in_register(&world.registry).await;
        let mut story = rehearsal.brought(organisation(0, 0..5), &[]).await;
        story.papers = Papers::Own;
        for step in [Step::Write, Step::Submit, Step::Receive, Step::ConfirmComplete, Step::TakeUp,
            Step::Judge { except: 0 }, Step::Propose(Outcome::Approve, "Đủ điều kiện."), Step::Approve] {
            rehearsal.teller.tell(&mut story, step).await.unwrap_or_else(|error| panic!("{step:?}: {error}"));
        }
        world.wait(IN_TIME);
        world.registry.clock.set(TOO_LATE.parse().expect("an instant"));
        let mut holder = holder(&world).await;
        let begin = holder.visit("/filing/dossiers/new").await;
        assert!(begin.says("là 22/09/2029, nay đã qua: nộp chậm thì làm hồ sơ cấp mới"), "{}", begin.words_of("main"));
        let page = holder.visit(OWN).await;
        assert!(!page.buttons().contains(&RENEW.to_owned()), "{:?}", page.buttons());
        let mut stale = holder.clone();
        let fields = stale.visit(OWN).await;
        let renewal = format!("{OWN}/renewal_organisation");
        let late = stale.fill(&fields, ANEW).with("office", GIA_LAI).to(&renewal).send().await;
        assert_eq!(late.status, Status::UnprocessableEntity);
        assert!(late.words_of(".errors").contains("Đã qua ngày 22/09/2029"), "{}", late.words_of("main"));
        let page = asked(&mut holder, &page, ANEW).await;
        let dossier = page.path.clone();
        assert!(page.says("cấp mới giấy xác nhận và thẻ") && page.says(NUMBER), "{}", page.words_of("main"));
        assert_eq!(procedure_of(&world, &dossier).await, "new_organisation");
        let degree = holder.visit(&format!("{dossier}/parts/experts/1/degree")).await;
        assert_eq!(degree.attribute("#school", "value").as_deref(), Some("Trường Đại học Ví dụ"));
        let clients = holder.visit(&format!("{dossier}/parts/clients")).await;
        assert_eq!(clients.all_words_of("tbody tr").len(), 12, "whoever was certified counts for a first one");
        let papers = handed_in(&world, &dossier).await;
        let has = |item: &str, expert| papers.contains(&(item.to_owned(), expert));
        assert!(has("degree", Some(0)) && has("photo", Some(4)) && has("establishment_paper", None), "{papers:?}");
        assert!(!has("qms_certificate", None), "it has run out");
        let again = holder.visit(OWN).await;
        assert_eq!(asked(&mut holder, &again, ANEW).await.path, dossier, "pressed twice it is one");
        assert_verified(&world).await;
        // After its last day the same is offered.
        world.wait(90 * 86_400);
        let mut holder = crate::reissue::holder(&world).await;
        let page = holder.visit(OWN).await;
        assert!(page.says("đã hết hạn") && page.buttons().contains(&ANEW.to_owned()), "{}", page.words_of("main"));
    }
}

story! {
    async fn a_renewal_whose_day_passes_becomes_a_new_issue_and_loses_nothing(world) {
        let rehearsal = Rehearsal::in_register(&world.registry).await;
        let story = issued(&rehearsal, organisation(0, 0..5)).await;
        world.wait(IN_TIME);
        let mut early = holder(&world).await;
        let dossier = begun(&mut early).await;
        filled(&world, (story.applicant, &dossier), 5).await;
        let path = format!("{dossier}/new-registration");
        let refused = early.visit(&path).await;
        assert_eq!(early.press(&refused, MAKE_ANEW).await.status, Status::NotFound, "while it is in time");
        world.registry.clock.set(TOO_LATE.parse().expect("an instant"));
        let mut holder = holder(&world).await;
        let page = holder.visit(&dossier).await;
        assert!(page.says("nay đã qua: nộp chậm thì làm hồ sơ cấp mới") && page.says(MAKE_ANEW), "{}", page.words_of("main"));
        let late = submit(&mut holder, &dossier).await;
        assert_eq!(late.status, Status::UnprocessableEntity);
        assert!(late.words_of(".errors").contains("nội dung đã khai và giấy tờ đã tải lên được giữ nguyên"), "{}", late.words_of("main"));
        let asked = holder.visit(&path).await;
        let page = holder.press(&asked, MAKE_ANEW).await;
        assert_eq!(page.path, dossier);
        assert!(page.says("Đã chuyển thành hồ sơ cấp mới") && page.says("Giấy tờ thành lập"), "{}", page.words_of("main"));
        assert_eq!(procedure_of(&world, &dossier).await, "new_organisation");
        let clients = holder.visit(&format!("{dossier}/parts/clients")).await;
        let rows = clients.all_words_of("tbody tr");
        assert_eq!(rows.len(), 5 + 12, "what was typed, and those of before: {rows:?}");
        assert!(rows[0].contains("Sở Mẫu số 1"), "{rows:?}");
        let qms = holder.visit(&format!("{dossier}/parts/qms_certificate")).await;
        assert_eq!(qms.attribute("#number", "value").as_deref(), Some("HT-VD-9999"), "as it was typed");
        assert!(handed_in(&world, &dossier).await.contains(&("photo".to_owned(), Some(0))));
        assert_eq!(holder.press(&asked, MAKE_ANEW).await.path, dossier, "pressed twice it is one");
        let id = id_of(&dossier).to_string();
        let made = acts_on(&world, &id).await.into_iter().filter(|act| act == "begin_anew").count();
        assert_eq!(made, 1);
        let list = holder.visit("/filing").await;
        assert!(list.says("cấp mới giấy xác nhận và thẻ"), "{}", list.words_of("main"));
        assert_eq!(submit(&mut holder, &dossier).await.status, Status::Ok, "it is filed as any other");
        assert_verified(&world).await;
    }
}

story! {
    async fn ones_own_card_does_not_bar_a_late_new_issue(world) {
        let rehearsal = Rehearsal::in_register(&world.registry).await;
        issued(&rehearsal, independent(0)).await;
        world.wait(IN_TIME);
        world.registry.clock.set(TOO_LATE.parse().expect("an instant"));
        let mut holder = holder(&world).await;
        let page = holder.visit(OWN).await;
        let dossier = asked(&mut holder, &page, ANEW).await.path;
        crate::filing::save(&mut holder, &format!("{dossier}/parts/experts/1/independence"), &[
            ("belongs_to_organisation", "no"), ("civil_servant", "no"),
        ]).await;
        let found = holder.visit(&format!("{dossier}/findings")).await;
        assert!(found.says("không có thẻ nào khác đang dùng"), "{}", found.words_of("main"));
    }
}
