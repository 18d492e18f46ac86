//! What people send: pictures drawn anew, files that are too large, empty or of
//! another kind, how much one account may store, and what is left on the disk.

use std::path::{Path, PathBuf};
use std::time::Duration;

use consultant_pictures::Size;
use consultant_registry::acts::leftovers;
use consultant_registry::domain::deed::Deed;
use consultant_registry::domain::evidence::{Evidence, Item};
use consultant_registry::domain::ids::{AccountId, DossierId, EvidenceId};
use consultant_registry::domain::quota::QUOTA;
use consultant_registry::storage::audit::{self, AuditRecord};
use consultant_registry::storage::{accounts, evidence};
use rocket::http::{ContentType, Method, Status};

use crate::filing::{PDF, SAVE, begin, import, save, upload};
use crate::harness::{Kind, Page, World, story};

const SEND: &str = "Tải tệp lên";

macro_rules! stored {
    ($name:literal) => {
        include_bytes!(concat!("../pictures/", $name)).as_slice()
    };
}

/// The files of the register, and those on their way in.
fn files(world: &World) -> (Vec<PathBuf>, Vec<PathBuf>) {
    let inside = |folder: &Path| -> Vec<PathBuf> {
        let entries = std::fs::read_dir(folder).expect("a folder");
        entries.map(|entry| entry.expect("an entry").path()).collect()
    };
    let shelves = inside(&world.folder().join("papers"));
    let (incoming, shelves): (Vec<PathBuf>, Vec<PathBuf>) =
        shelves.into_iter().partition(|shelf| shelf.ends_with("incoming"));
    let all = |shelves: Vec<PathBuf>| shelves.iter().flat_map(|shelf| inside(shelf)).collect();
    (all(shelves), all(incoming))
}

/// A day and an hour pass for this file.
fn grow_older(file: &Path) {
    let file = std::fs::File::options().write(true).open(file).expect("the file");
    let changed = file.metadata().and_then(|about| about.modified()).expect("its age");
    file.set_modified(changed - Duration::from_hours(25)).expect("older");
}

fn id_of(dossier: &str) -> DossierId {
    dossier.rsplit('/').next().expect("an id").parse().expect("an id")
}

async fn account_of(world: &World, email: &str) -> AccountId {
    let mut reading = world.storage().read().await.expect("a reading");
    accounts::find_by_email(&mut reading, email).await.expect("the accounts").expect("the account").id
}

fn error(page: &Page) -> String {
    assert!(page.status == Status::UnprocessableEntity, "{} {}", page.status, page.heading());
    page.words_of("#file-error")
}

story! {
    async fn a_portrait_is_kept_upright_and_without_what_the_camera_wrote(world) {
        let mut mai = world.applicant("mai@example.vn").await;
        let dossier = begin(&mut mai, "new_independent").await;
        let photo = format!("{dossier}/parts/experts/1/photo");
        for (file, words) in [
            (stored!("orientation-6.jpg"), "Đạt Ảnh 800×1200 px, ảnh màu"),
            (stored!("place-and-thumbnail.jpg"), "Đạt Ảnh 600×900 px, ảnh màu"),
            (stored!("cmyk-with-profile.jpg"), "Đạt Ảnh 600×900 px, ảnh màu"),
            (stored!("orientation-6.png"), "Đạt Ảnh 600×900 px, ảnh màu"),
            (stored!("landscape-orientation-6.jpg"), "Chưa đạt Ảnh 900×600 px"),
            (stored!("grey.jpg"), "Chưa đạt Ảnh 600×900 px, không phải ảnh màu"),
        ] {
            upload(&mut mai, &photo, SEND, "ảnh của tôi.HEIC.png", file).await;
            let page = mai.visit(&photo).await;
            let said = page.words_of(".portrait");
            assert!(said.starts_with(words), "{said}");
            let shown = mai.visit(&page.attribute(".portrait img", "src").expect("the portrait")).await;
            assert_eq!(shown.header("Content-Type"), Some("image/jpeg"));
            assert!(!shown.bytes.windows(4).any(|window| window == b"Exif"));
            assert_eq!(files(&world).0.len(), 1, "a new one takes the place of the old");
        }
        assert!(files(&world).1.is_empty());
    }
}

story! {
    async fn a_photographed_paper_is_kept_upright_and_without_place_and_camera(world) {
        let mut mai = world.applicant("mai@example.vn").await;
        let dossier = begin(&mut mai, "new_organisation").await;
        let path = format!("{dossier}/parts/establishment");
        // What holds nothing but a picture stays as it came.
        for (name, file, is_same, upright) in [
            ("thẳng.jpg", stored!("plain.jpg"), true, (600, 900)),
            ("chụp.jpg", stored!("place-and-thumbnail.jpg"), false, (600, 900)),
            ("xoay.jpg", stored!("orientation-6.jpg"), false, (2_339, 3_508)),
            ("nghiêng.png", stored!("orientation-6.png"), false, (600, 900)),
        ] {
            upload(&mut mai, &path, SAVE, name, file).await;
            let page = mai.visit(&path).await;
            let mut shown = page.all_words_of(".papers a").into_iter().zip(page.all_attributes(".papers a", "href"));
            let stem = &name[..name.len() - 4];
            let (_, address) = shown.find(|(shown, _)| shown.starts_with(stem)).expect(name);
            let kept = mai.visit(&address).await;
            assert_eq!(kept.header("Content-Type"), Some("image/jpeg"), "{name}");
            assert_eq!(kept.bytes == file, is_same, "{name}");
            assert!(!kept.bytes.windows(4).any(|window| window == b"Exif"), "{name}");
            let Size { width, height } = consultant_pictures::measure(&kept.bytes).expect("a picture");
            assert_eq!((width, height), upright, "{name}: as it is seen, no finer than A4 needs");
        }
        let page = mai.visit(&path).await;
        let half = &stored!("plain.jpg")[..10_000];
        let page = mai.fill(&page, SAVE).attach("file", "hỏng.jpg", half).send().await;
        assert!(error(&page).contains("Không đọc được ảnh này."), "{}", error(&page));
    }
}

story! {
    async fn what_cannot_be_taken_is_told_with_a_way_out_and_nothing_typed_is_lost(world) {
        let mut mai = world.applicant("mai@example.vn").await;
        let dossier = begin(&mut mai, "new_organisation").await;
        let path = format!("{dossier}/parts/establishment");
        let page = mai.visit(&path).await;
        assert!(page.says("tối đa 10 MB"), "the limit is told before");
        let large = vec![b'x'; 10 * 1024 * 1024 + 1];
        for (file, said) in [
            (stored!("photo.webp"), "Tệp này là ảnh WebP"),
            (stored!("photo.heic"), "“Tương thích nhất”"),
            (b"".as_slice(), "Tệp không có nội dung (0 byte)"),
            (b"the file begins with %PDF-1.4 they said", "Chỉ nhận tệp PDF, JPEG hoặc PNG."),
            (large.as_slice(), "Tệp quá lớn: mỗi tệp tối đa 10 MB."),
        ] {
            let filling = mai.fill(&page, SAVE).with("number", "0100000000").attach("file", "tep", file);
            let page = filling.send().await;
            assert!(error(&page).contains(said), "{said}: {}", error(&page));
            assert_eq!(page.attribute("#number", "value").as_deref(), Some("0100000000"));
        }
        assert_eq!(files(&world), (Vec::new(), Vec::new()), "nothing of it stays");
    }
}

story! {
    async fn a_file_keeps_the_name_it_came_with(world) {
        let mut mai = world.applicant("mai@example.vn").await;
        let dossier = begin(&mut mai, "new_organisation").await;
        let path = format!("{dossier}/parts/establishment");
        let names =
            ["1. Bằng đại học.pdf", "Bằng đại học (1).pdf", "Nguyen.Van.A.pdf", "A&B.pdf", "a;b, c:d.pdf"];
        for name in names {
            upload(&mut mai, &path, SAVE, name, PDF).await;
        }
        let page = mai.visit(&path).await;
        for name in ["1. Bằng đại học.pdf", "Bằng đại học (1).pdf", "Nguyen.Van.A.pdf", "A&B.pdf", "a;b, cd.pdf"] {
            assert!(page.all_words_of(".papers a").iter().any(|shown| shown == name), "{name}: {}", page.words_of(".papers"));
        }
        let shown = page.all_words_of(".papers a").into_iter().zip(page.all_attributes(".papers a", "href"));
        for (name, address) in shown.filter(|(name, _)| !name.starts_with("Bỏ ")) {
            let answer = mai.visit(&address).await;
            let said = answer.header("Content-Disposition").unwrap_or_default();
            let in_ascii = format!("inline; filename=\"{name}\"");
            let whole = said.starts_with("inline; filename=\"") && said.contains("; filename*=UTF-8''");
            assert!(if name.is_ascii() { said == in_ascii } else { whole }, "{name}: {said}");
        }
    }
}

story! {
    async fn files_of_strangers_are_not_let_in(world) {
        let mut mai = world.applicant("mai@example.vn").await;
        let dossier = begin(&mut mai, "new_organisation").await;
        let path = format!("{dossier}/parts/establishment");
        let form = |token: &str| {
            let body = format!(
                "--x\r\ncontent-disposition: form-data; name=\"csrf\"\r\n\r\n{token}\r\n--x\r\ncontent-disposition: \
                 form-data; name=\"file\"; filename=\"a.pdf\"\r\n\r\n%PDF-1.4\r\n--x--\r\n"
            );
            let kind = ContentType::new("multipart", "form-data").with_params([("boundary", "x")]);
            Some((kind, body.into_bytes()))
        };
        let mut stranger = world.anonymous();
        assert_eq!(stranger.send(Method::Post, &path, form("x")).await.status, Status::Forbidden);
        stranger.visit("/sign-in").await;
        assert_eq!(stranger.send(Method::Post, &path, form("x")).await.status, Status::Forbidden);
        assert_eq!(mai.send(Method::Post, &path, form("x")).await.status, Status::Forbidden);
        let mut officer =
            world.officer("an@example.vn", "BKHCN", &[consultant_registry::domain::staff::Role::Leader]).await;
        let page = officer.visit("/desk").await;
        let token = page.attribute("input[name=csrf]", "value").expect("a token");
        assert_eq!(officer.send(Method::Post, &path, form(&token)).await.status, Status::Forbidden);
        assert_eq!(files(&world), (Vec::new(), Vec::new()));
        let token = mai.visit(&path).await.attribute("input[name=csrf]", "value").expect("a token");
        mai.send(Method::Post, &path, form(&token)).await;
        let (kind, body) = form(&token).expect("a form");
        let cut = body[..body.len() - 20].to_vec();
        assert_eq!(mai.send(Method::Post, &path, Some((kind, cut))).await.status, Status::BadRequest);
        assert_eq!(files(&world).1, Vec::<PathBuf>::new(), "a cut form leaves nothing behind");
    }
}

story! {
    async fn a_form_of_text_is_read_up_to_two_megabytes(world) {
        let mut mai = world.applicant("mai@example.vn").await;
        let dossier = begin(&mut mai, "new_organisation").await;
        let path = format!("{dossier}/parts/organisation");
        let page = mai.visit(&path).await;
        let long = "x".repeat(2 * 1024 * 1024);
        let page = mai.fill(&page, SAVE).with("name", &long).send().await;
        assert_eq!((page.status, page.heading().as_str()), (Status::PayloadTooLarge, "Tệp hoặc biểu mẫu quá lớn"));
    }
}

story! {
    async fn a_paper_taken_out_leaves_the_disk_once_nothing_names_it(world) {
        let mut mai = world.applicant("mai@example.vn").await;
        let mut dossiers = Vec::new();
        for _ in 0..2 {
            let dossier = begin(&mut mai, "new_organisation").await;
            upload(&mut mai, &format!("{dossier}/parts/establishment"), SAVE, "giấy.pdf", PDF).await;
            dossiers.push(dossier);
        }
        assert_eq!(files(&world).0.len(), 1, "the same bytes lie there once");
        let page = mai.visit(&format!("{}/parts/establishment", dossiers[0])).await;
        let paper = page.attribute(".papers a", "href").expect("the paper");
        let page = mai.visit(&format!("{paper}/removal")).await;
        mai.press(&page, "Bỏ tệp").await;
        assert_eq!(files(&world).0.len(), 1, "the other dossier names it");
        let page = mai.visit(&format!("{}/deletion", dossiers[1])).await;
        mai.press(&page, "Xóa hồ sơ đang soạn").await;
        assert_eq!(files(&world), (Vec::new(), Vec::new()));
    }
}

story! {
    async fn files_that_no_row_names_are_swept_and_the_others_stay(world) {
        let mut mai = world.applicant("mai@example.vn").await;
        let dossier = begin(&mut mai, "new_organisation").await;
        upload(&mut mai, &format!("{dossier}/parts/establishment"), SAVE, "giấy.pdf", PDF).await;
        let orphan = world.registry.files.receive_bytes(b"nobody names me").await.expect("a file");
        world.registry.files.keep(orphan).await.expect("kept");
        std::fs::write(world.folder().join("papers/incoming/cut"), b"half").expect("a file");
        assert_eq!(leftovers::sweep(&world.registry).await.expect("swept"), 0);
        assert_eq!((files(&world).0.len(), files(&world).1.len()), (2, 1), "what is young may be on its way");
        let (kept, incoming) = files(&world);
        kept.iter().chain(&incoming).for_each(|file| grow_older(file));
        assert_eq!(leftovers::sweep(&world.registry).await.expect("swept"), 1);
        assert_eq!((files(&world).0.len(), files(&world).1.len()), (1, 0));
        let page = mai.visit(&format!("{dossier}/parts/establishment")).await;
        assert_eq!(mai.visit(&page.attribute(".papers a", "href").expect("the paper")).await.bytes, PDF);
    }
}

story! {
    async fn an_account_has_a_number_of_drafts_and_is_told(world) {
        let mut mai = world.applicant("mai@example.vn").await;
        for _ in 0..QUOTA.drafts {
            begin(&mut mai, "new_organisation").await;
        }
        let page = mai.visit("/filing/dossiers/new").await;
        let filling = mai.fill(&page, "Bắt đầu hồ sơ mới").with("procedure", "new_organisation");
        let page = filling.with("issuer", "BKHCN").send().await;
        assert_eq!(page.status, Status::UnprocessableEntity);
        assert!(page.words_of(".errors a").contains("20 hồ sơ soạn dở"), "{}", page.words_of(".errors"));
        let mut other = world.applicant("tam@example.vn").await;
        assert!(begin(&mut other, "new_organisation").await.starts_with("/filing/dossiers/"));
    }
}

story! {
    async fn an_account_has_room_for_so_many_papers_and_bytes_and_is_told(world) {
        let mut mai = world.applicant("mai@example.vn").await;
        let dossier = begin(&mut mai, "new_organisation").await;
        let path = format!("{dossier}/parts/establishment");
        upload(&mut mai, &path, SAVE, "giấy.pdf", PDF).await;
        world.execute("update evidence set byte_count = 524288000").await;
        let page = mai.visit(&path).await;
        let filling = mai.fill(&page, SAVE).with("number", "0100000000").attach("file", "a.pdf", b"%PDF-1.5 other");
        let page = filling.send().await;
        assert!(error(&page).contains("gần đến 500 MB"), "{}", error(&page));
        assert_eq!(page.attribute("#number", "value").as_deref(), Some("0100000000"));
        assert_eq!(files(&world), (files(&world).0, Vec::new()));

        world.execute("update evidence set byte_count = 1").await;
        let mut transaction = world.storage().begin().await.expect("a transaction");
        for _ in 1..QUOTA.papers {
            let paper = Evidence {
                id: EvidenceId::new(world.registry.entropy.uuid()),
                dossier: id_of(&dossier),
                item: Item::EstablishmentPaper,
                expert: None,
                file_name: "giấy.pdf".to_owned(),
                media_type: "application/pdf".to_owned(),
                byte_count: 1,
                sha256: "0".repeat(64),
                uploaded_at: world.registry.clock.now(),
            };
            evidence::insert(&mut transaction, &paper).await.expect("a paper");
        }
        transaction.commit().await.expect("committed");
        let page = upload(&mut mai, &path, SAVE, "a.pdf", PDF).await;
        assert!(error(&page).contains("đã có 500 tệp"), "{}", error(&page));
    }
}

story! {
    async fn an_account_saves_so_often_within_an_hour_and_is_told(world) {
        let mut mai = world.applicant("mai@example.vn").await;
        let dossier = begin(&mut mai, "new_organisation").await;
        let account = account_of(&world, "mai@example.vn").await;
        let mut transaction = world.storage().begin().await.expect("a transaction");
        for _ in 0..QUOTA.acts_an_hour {
            let record = AuditRecord {
                at: world.registry.clock.now(),
                actor: Some(account),
                issuer: None,
                subject: "elsewhere".to_owned(),
                noted: consultant_registry::domain::deed::Noted::default(),
                deed: Deed::Edit {},
            };
            audit::append(&mut transaction, &record).await.expect("a record");
        }
        transaction.commit().await.expect("committed");
        let path = format!("{dossier}/parts/organisation");
        let page = save(&mut mai, &path, &[("name", "Công ty Vội")]).await;
        assert!(page.words_of(".errors a").contains("1000 lần trong một giờ"), "{}", page.words_of(".errors"));
        assert_eq!(page.attribute("#name", "value").as_deref(), Some("Công ty Vội"));
        world.wait(3_601);
        let page = save(&mut mai, &path, &[("name", "Công ty Vội")]).await;
        assert_eq!(page.heading(), "Công ty Vội");
    }
}

story! {
    async fn the_list_of_dossiers_reads_no_draft(world) {
        let mut mai = world.applicant("mai@example.vn").await;
        let dossier = begin(&mut mai, "new_organisation").await;
        import(&mut mai, &dossier, include_str!("../cases/organisation-meets-all.json")).await;
        let open = mai.visit(&dossier).await.words_of("p.lead");
        world.execute("update dossiers set application = 'cannot be read'").await;
        let page = mai.visit("/filing").await;
        assert_eq!(page.status, Status::Ok);
        assert!(!open.is_empty() && page.says(&open), "{open}: {}", page.words_of("main"));
    }
}

#[rocket::async_test]
async fn a_larger_file_is_taken_where_the_operator_says_so() {
    let larger = World::with(Kind::Sqlite, |config| config.upload_bytes = 30 * 1024 * 1024).await;
    let world = larger.expect("SQLite is always there");
    let mut mai = world.applicant("mai@example.vn").await;
    let dossier = begin(&mut mai, "new_organisation").await;
    let mut scan = vec![b' '; 25 * 1024 * 1024];
    scan[..9].copy_from_slice(b"%PDF-1.7\n");
    let path = format!("{dossier}/parts/establishment");
    let page = upload(&mut mai, &path, SAVE, "dài.pdf", &scan).await;
    assert!(page.says("dài.pdf") && page.says("25 MB"), "{} {}", page.status, page.words_of("main"));
}

#[test]
fn the_program_keeps_what_it_makes_to_its_own_account() {
    use std::os::unix::fs::PermissionsExt;
    let folder = tempfile::tempdir().expect("a folder");
    let data = folder.path().join("data");
    let run = |words: &[&str]| {
        let mut program = std::process::Command::new(env!("CARGO_BIN_EXE_registry"));
        let program = program.args(words).arg("--data").arg(&data).current_dir(folder.path());
        program.env_remove("REGISTRY_DATABASE").env_remove("REGISTRY_DATA").output().expect("it runs")
    };
    assert!(run(&["secret", "generate"]).status.success());
    let generate = ["keys", "generate", "BKHCN", "--unencrypted", "--as", "Lê Vận Hành"];
    let made = run(&generate);
    assert!(made.status.success(), "{}", String::from_utf8_lossy(&made.stderr));
    for place in [data.clone(), data.join("registry.sqlite"), data.join("papers")] {
        let open = std::fs::metadata(&place).expect("it is there").permissions().mode() & 0o077;
        assert_eq!(open, 0, "{} is open to others: {open:o}", place.display());
    }
    std::fs::set_permissions(&data, PermissionsExt::from_mode(0o755)).expect("chmod");
    let refused = run(&generate);
    let said = String::from_utf8_lossy(&refused.stderr).into_owned();
    assert!(!refused.status.success() && said.contains("chmod -R go-rwx"), "{said}");
}
