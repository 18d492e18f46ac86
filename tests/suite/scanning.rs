//! Files that come, and a clamd that looks at them: `scripts/clamd`.

use rocket::http::Status;

use crate::filing::{PDF, SAVE, begin};
use crate::harness::{Kind, Outside, Page, Person, World};

const FOUND: &str = "Phần mềm quét vi-rút báo tệp này có mã độc";
const NOT_LOOKED: &str = "Chưa quét được vi-rút cho tệp này nên chưa nhận.";

async fn with_clamd_at(place: &str) -> World {
    let clamd = Some(format!("unix:{place}"));
    World::with(Kind::Sqlite, |config| config.clamd = clamd).await.expect("SQLite is always there")
}

/// Sends a paper with something typed beside it.
async fn send(person: &mut Person, dossier: &str, file: &[u8]) -> Page {
    let page = person.visit(&format!("{dossier}/parts/establishment")).await;
    person.fill(&page, SAVE).with("number", "0100000000").attach("file", "quyết định.pdf", file).send().await
}

fn infected() -> Vec<u8> {
    let signature = std::env::var("TEST_CLAMD_FINDS").expect("scripts/clamd says what it finds");
    [b"%PDF-1.4\n", signature.as_bytes(), b"\n%%EOF"].concat()
}

#[rocket::async_test]
async fn a_file_with_a_virus_is_not_taken_and_others_are() {
    let Some(place) = Outside::Clamd.place() else { return };
    let world = with_clamd_at(&place).await;
    let mut mai = world.applicant("mai@example.vn").await;
    let dossier = begin(&mut mai, "new_organisation").await;
    let page = send(&mut mai, &dossier, &infected()).await;
    assert_eq!(page.status, Status::UnprocessableEntity);
    assert!(page.words_of("#file-error").contains(FOUND), "{}", page.words_of("#file-error"));
    assert_eq!(page.attribute("#number", "value").as_deref(), Some("0100000000"), "what was typed stays");
    let page = send(&mut mai, &dossier, PDF).await;
    assert!(page.says("quyết định.pdf"), "{}", page.words_of("main"));
    let portrait = mai.visit(&format!("{dossier}/import")).await;
    assert_eq!(portrait.status, Status::Ok);
    let page =
        mai.fill(&portrait, "Nhập hồ sơ từ tệp").attach("file", "hồ sơ.json", &infected()).send().await;
    assert!(page.says(FOUND), "every door is watched: {}", page.words_of("main"));
}

#[rocket::async_test]
async fn what_clamd_did_not_look_at_is_not_taken() {
    let Some(place) = Outside::Clamd.place() else { return };
    let world = with_clamd_at(&place).await;
    let mut mai = world.applicant("mai@example.vn").await;
    let dossier = begin(&mut mai, "new_organisation").await;
    // Longer than it reads.
    let long = [b"%PDF-1.4\n", vec![b'x'; 3 * 1024 * 1024].as_slice(), b"\n%%EOF"].concat();
    let page = send(&mut mai, &dossier, &long).await;
    assert_eq!(
        (page.status, page.words_of("#file-error").contains(NOT_LOOKED)),
        (Status::ServiceUnavailable, true)
    );

    let world = with_clamd_at("/nonexistent/clamd.ctl").await;
    let mut mai = world.applicant("mai@example.vn").await;
    let dossier = begin(&mut mai, "new_organisation").await;
    let page = send(&mut mai, &dossier, PDF).await;
    assert_eq!(page.status, Status::ServiceUnavailable);
    assert!(page.words_of("#file-error").contains(NOT_LOOKED), "{}", page.words_of("#file-error"));
    assert!(!page.says("quyết định.pdf"));
}
