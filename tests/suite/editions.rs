//! The edition of the standard on the organisation's own certificate, as
//! applicants write it.

use consultant_registry::demo::cast;
use consultant_registry::demo::teller::Step;

use crate::desk::path;
use crate::filing::save;
use crate::harness::story;
use crate::rehearsal::{Rehearsal, organisation};

story! {
    async fn a_certificate_to_the_newest_edition_is_left_to_a_person_and_every_spelling_is_read(world) {
        let rehearsal = Rehearsal::in_register(&world.registry).await;
        let draft = rehearsal.brought(organisation(0, 0..5), &[Step::Write]).await;
        let mut applicant = world.anonymous();
        applicant.sign_in("a@example.test", cast::PASSWORD).await;
        let own = path(&draft).replace("/desk", "/filing");
        for (written, found) in [
            ("ISO 9001:2015", "Đạt Chứng chỉ theo ISO 9001:2015 được chấp nhận vào ngày 22/11/2026."),
            ("iso 9001 : 2015", "Đạt Chứng chỉ theo ISO 9001:2015 được chấp nhận vào ngày 22/11/2026."),
            (
                "ISO 9001:2026",
                "Cán bộ sẽ xét ISO 9001:2026 mới hơn phiên bản TCVN hiện hành vào ngày 22/11/2026. \
                 Cần xem có chấp nhận được không.",
            ),
            ("TCVN ISO 9001:2008", "Chưa đạt Chứng chỉ theo ISO 9001:2008 không được chấp nhận vào ngày 22/11/2026."),
        ] {
            save(&mut applicant, &format!("{own}/parts/qms_certificate"), &[("edition", written)]).await;
            let page = applicant.visit(&format!("{own}/findings")).await;
            let rows = page.all_words_of("table.findings tr");
            let row = rows.into_iter().find(|row| row.contains("(O2b)")).expect("the condition");
            assert!(row.contains(found), "{written}: {row}");
        }
    }
}
