//! The very file in the dossiers of two applicants.

use consultant_registry::acts::access::{Enrolment, enrol};
use consultant_registry::demo::cast;
use consultant_registry::demo::teller::Step;

use crate::desk::{self, FILED, staff};
use crate::harness::story;
use crate::rehearsal::{Rehearsal, organisation};

story! {
    async fn a_file_that_another_applicant_handed_in_too_is_told_to_officers(world) {
        let rehearsal = Rehearsal::in_register(&world.registry).await;
        let other = Enrolment::applicant("b@example.test", "Người nộp khác");
        let other = enrol(&world.registry, cast::PASSWORD, &[other]).await.expect("an account")[0];
        let received = [Step::Write, Step::Submit, Step::Receive];
        let first = rehearsal.brought(organisation(0, 0..5), &received).await;
        let own = rehearsal.brought(organisation(1, 1..6), &received).await;
        rehearsal.brought_by(other, organisation(2, 0..1), &[Step::Write]).await;
        let mut officer = staff(&world, "thamxet1@bkhcn").await;
        let page = officer.visit(&desk::path(&first)).await;
        assert!(!page.says("Đúng tệp này"), "one's own file, and one in another's draft, are nobody's matter");
        let later = rehearsal.brought_by(other, organisation(3, 4..9), &FILED).await;
        let page = officer.visit(&desk::path(&first)).await;
        let told = "Đúng tệp này cũng có trong một hồ sơ mới nộp của người khác (Bộ Khoa học và Công nghệ).";
        assert_eq!(page.all_words_of(".papers .warning"), [format!("{told} Mở hồ sơ đó")]);
        assert_eq!(page.attribute(".papers .warning a", "href"), Some(desk::path(&later)));
        let page = officer.visit(&desk::path(&later)).await;
        let told = page.all_words_of(".papers .warning");
        assert_eq!(told.len(), 3, "portraits of one who is in two dossiers, and of another in one: {told:?}");
        assert!(told[0].contains("hồ sơ BKHCN-261122-0001 của người nộp khác"), "{}", told[0]);
        assert_eq!(page.attribute(".papers .warning a", "href"), Some(desk::path(&first)));
        assert!(officer.visit(&desk::path(&own)).await.says("Đúng tệp này"));
    }
}
