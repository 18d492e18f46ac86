//! Notes to the file: who writes, who reads, and who learns nothing of them.

use consultant_registry::demo::cast;
use rocket::http::Status;

use crate::desk::{FILED, acts_of, path, post, staff};
use crate::harness::{Page, Person, World, story};
use crate::rehearsal::{Rehearsal, organisation};

const NOTE: &str = "Đã gọi cho người nộp lúc 9 giờ.\nHẹn gửi bản chính thứ Năm, bà 김 nhận.";

/// Writes this note on the page of a dossier.
async fn write(officer: &mut Person, path: &str, note: &str) -> Page {
    let page = officer.visit(path).await;
    officer.fill(&page, "Ghi chú vào hồ sơ").with("file_note", note).send().await
}

story! {
    async fn a_note_is_read_by_the_officers_of_its_office_and_nobody_else(world) {
        let rehearsal = Rehearsal::in_register(&world.registry).await;
        let filed = rehearsal.brought(organisation(0, 0..5), &FILED).await;
        let dossier = path(&filed);
        let mut intake = staff(&world, "tiepnhan@bkhcn").await;
        let page = write(&mut intake, &dossier, NOTE).await;
        assert_eq!((page.status, page.words_of(".notice").as_str()), (Status::Ok, "Đã ghi chú vào hồ sơ."));
        assert!(page.words_of("#notes .card").contains("bà 김 nhận."), "{}", page.words_of("#notes"));
        assert!(page.buttons().contains(&"Tiếp nhận hồ sơ".to_owned()), "the dossier waits as before");
        for colleague in ["thamxet1@bkhcn", "lanhdao1@bkhcn", "kiemtra@bkhcn"] {
            let page = staff(&world, colleague).await.visit(&dossier).await;
            assert!(page.words_of("#notes .card").contains("Hẹn gửi bản chính thứ Năm"), "{colleague}");
        }
        let history = staff(&world, "kiemtra@bkhcn").await.visit(&format!("{dossier}/history")).await;
        assert!(history.says("Ghi chú vào hồ sơ") && history.says("Hẹn gửi bản chính thứ Năm"));
        let mut elsewhere = staff(&world, "tiepnhan@gialai").await;
        let there = elsewhere.visit("/desk").await;
        let refused = post(&mut elsewhere, &there, &format!("{dossier}/notes"), &[("file_note", "x")]).await;
        assert_eq!(refused.status, Status::NotFound);
        assert_eq!(acts_of(&world, &filed).await, ["note_to_file"]);
        not_for_the_applicant(&world, &dossier).await;
    }
}

/// The applicant finds nothing of it in their own dossier.
async fn not_for_the_applicant(world: &World, dossier: &str) {
    let mut applicant = world.anonymous();
    applicant.sign_in("a@example.test", cast::PASSWORD).await;
    let own = applicant.visit(&dossier.replace("/desk/", "/filing/")).await;
    assert_eq!(own.status, Status::Ok);
    assert!(!own.body.contains("bản chính thứ Năm"));
}

story! {
    async fn an_empty_note_is_refused_and_the_same_twice_is_one(world) {
        let rehearsal = Rehearsal::in_register(&world.registry).await;
        let filed = rehearsal.brought(organisation(0, 0..5), &FILED).await;
        let dossier = path(&filed);
        let mut intake = staff(&world, "tiepnhan@bkhcn").await;
        let empty = write(&mut intake, &dossier, " \n ").await;
        assert_eq!(empty.status, Status::UnprocessableEntity);
        assert_eq!(empty.words_of("#file_note-error"), "Lỗi: Ghi nội dung ghi chú.");
        for _ in 0..2 {
            write(&mut intake, &dossier, NOTE).await;
        }
        let page = write(&mut intake, &dossier, "Đã nhận bản chính.").await;
        let notes = page.all_words_of("#notes .card");
        assert_eq!(notes.len(), 2, "{notes:?}");
        assert!(notes[0].contains("Đã nhận bản chính."), "the last first: {notes:?}");
        // Another's same words are another's note.
        write(&mut staff(&world, "lanhdao1@bkhcn").await, &dossier, "Đã nhận bản chính.").await;
        assert_eq!(acts_of(&world, &filed).await, ["note_to_file"; 3]);
    }
}

story! {
    async fn who_does_not_work_on_dossiers_writes_none(world) {
        let rehearsal = Rehearsal::in_register(&world.registry).await;
        let filed = rehearsal.brought(organisation(0, 0..5), &FILED).await;
        let dossier = path(&filed);
        for user in ["kiemtra@bkhcn", "quantri@bkhcn"] {
            let mut officer = staff(&world, user).await;
            let page = officer.visit(&dossier).await;
            assert!(!page.buttons().contains(&"Ghi chú vào hồ sơ".to_owned()), "{user}");
            let refused = post(&mut officer, &page, &format!("{dossier}/notes"), &[("file_note", "x")]).await;
            assert_eq!(refused.status, Status::Forbidden, "{user}");
        }
        assert_eq!(acts_of(&world, &filed).await, [""; 0]);
    }
}
