//! Many papers in one archive.

use std::io::{Cursor, Read};
use std::path::Path;
use std::time::Duration;

use consultant_registry::acts::printing::batches::BatchPaper;
use consultant_registry::demo::teller::Step;
use consultant_registry::domain::deed::Deed;
use consultant_registry::domain::ids::{AccountId, BatchId};
use consultant_registry::domain::issuer::IssuerCode;
use consultant_registry::domain::job::Job;
use consultant_registry::domain::staff::Role;
use consultant_registry::jobs::{self, Order};
use consultant_registry::storage::batches::{self, Batch};
use consultant_registry::storage::jobs::{self as queue, Lease};
use consultant_registry::storage::{audit, cards};
use rocket::http::Status;
use rocket::tokio::time::sleep;
use zip::ZipArchive;

use super::{DESK, NUMBER, issued};
use crate::desk::{acts_on, post, staff};
use crate::harness::{Page, Person, World, story};
use crate::rehearsal::{Rehearsal, independent};

/// Reloads the page of a batch until it is done.
pub(crate) async fn done(person: &mut Person, mut page: Page) -> Page {
    let path = page.path.clone();
    for _ in 0..6_000 {
        if page.header("Refresh").is_none() {
            return page;
        }
        sleep(Duration::from_millis(100)).await;
        page = person.visit(&path).await;
    }
    panic!("never done: {}", page.words_of("main"));
}

/// The names in an archive; every file in it is whole.
fn names(answer: &Page) -> Vec<String> {
    assert_eq!(answer.header("Content-Type"), Some("application/zip"));
    let mut archive = ZipArchive::new(Cursor::new(&answer.bytes)).expect("an archive");
    let mut names = Vec::new();
    for at in 0..archive.len() {
        let mut file = archive.by_index(at).expect("a file");
        let mut bytes = Vec::new();
        file.read_to_end(&mut bytes).expect("its bytes");
        let name = file.name().expect("a name").into_owned();
        assert!(
            Path::new(&name).extension().is_none_or(|extension| extension != "pdf")
                || bytes.starts_with(b"%PDF-"),
            "{name}"
        );
        names.push(name);
    }
    names
}

/// The files in the folder of archives.
fn left_behind(world: &World) -> Vec<String> {
    let listed = std::fs::read_dir(world.folder().join("batches")).expect("a folder");
    listed.flatten().map(|file| file.file_name().to_string_lossy().into_owned()).collect()
}

story! {
    async fn all_cards_of_a_certificate_come_in_one_archive_and_leave_no_file_behind(world) {
        let rehearsal = Rehearsal::in_register(&world.registry).await;
        issued(&rehearsal).await;
        let mut leader = staff(&world, "lanhdao1@bkhcn").await;
        let page = leader.visit(DESK).await;
        let unsaid = leader.press(&page, "Tạo gói tất cả các thẻ (.zip)").await;
        assert_eq!((unsaid.status, unsaid.words_of(".errors a").as_str()), (Status::UnprocessableEntity, "Ghi lý do in hàng loạt."));
        // What was chosen is kept.
        let page = leader.fill(&unsaid, "Tạo gói").with("reason", "Trao thẻ cho tổ chức").send().await;
        // Pressed again it is the same batch.
        let again = leader.fill(&unsaid, "Tạo gói").with("reason", "Trao thẻ cho tổ chức").send().await;
        assert_eq!(again.path, page.path);
        assert!(page.path.starts_with("/desk/batches/"), "{} {}", page.path, page.words_of("main"));
        let page = done(&mut leader, page).await;
        assert!(page.says("Đã in 5 trên 5 giấy") && page.says("Đã xong"), "{}", page.words_of("main"));
        let archive = page.attribute("a[href$='archive.zip']", "href").expect("the archive");
        let answer = leader.visit(&archive).await;
        let mut reading = world.storage().read().await.expect("a reading");
        let cards = cards::of_certificate(&mut reading, NUMBER).await.expect("the cards");
        drop(reading);
        let names = names(&answer);
        assert_eq!(names.len(), 5, "{names:?}");
        for card in &cards {
            assert!(names.contains(&format!("01-2026-GXN-BKHCN/the-{}.pdf", card.paper.number)), "{names:?}");
        }
        let mut other = staff(&world, "lanhdao2@bkhcn").await;
        assert_eq!(other.visit(&archive).await.status, Status::NotFound, "who began it has it");
        let id = page.path.rsplit('/').next().expect("an id").to_owned();
        assert_eq!(left_behind(&world), [format!("{id}.zip")]);
        assert!(leader.visit("/desk/batches").await.says("Đã in 5 trên 5 giấy"));
        let page = leader.press(&page, "Xóa gói").await;
        assert_eq!(page.words_of(".notice"), "Đã xóa gói.");
        assert_eq!(leader.visit(&archive).await.status, Status::NotFound);
        assert_eq!(left_behind(&world), [""; 0]);
        assert_eq!(acts_on(&world, &id).await, ["print_batch", "remove_batch"]);
        let mut reading = world.storage().read().await.expect("a reading");
        let begun = audit::of_subject(&mut reading, &id).await.expect("the audit trail").remove(0);
        let Deed::PrintBatch { reason, .. } = begun.deed else { panic!("{:?}", begun.deed) };
        assert_eq!(reason.as_deref(), Some("Trao thẻ cho tổ chức"));
        assert_eq!(begun.provenance.address.as_deref(), Some("192.0.2.1"));
    }
}

story! {
    async fn who_only_reads_gets_no_archive_of_all_faces(world) {
        let rehearsal = Rehearsal::in_register(&world.registry).await;
        issued(&rehearsal).await;
        for reader in ["kiemtra@bkhcn", "quantri@bkhcn"] {
            let mut reader = staff(&world, reader).await;
            for path in [DESK, "/desk/certificates", "/desk/batches"] {
                let page = reader.visit(path).await;
                assert!(!page.buttons().iter().any(|label| label.starts_with("Tạo gói")), "{path}: {:?}", page.buttons());
            }
            let page = reader.visit("/desk/batches").await;
            let fields = [("by", "number"), ("number", NUMBER), ("wanted", "cards"), ("reason", "x")];
            assert_eq!(post(&mut reader, &page, "/desk/batches", &fields).await.status, Status::Forbidden);
        }
    }
}

story! {
    async fn certificates_of_some_days_or_some_rows_come_in_one_archive(world) {
        let rehearsal = Rehearsal::in_register(&world.registry).await;
        issued(&rehearsal).await;
        let mut second = rehearsal.proposed(independent(9)).await;
        rehearsal.teller.tell(&mut second, Step::Approve).await.expect("approved");
        let mut leader = staff(&world, "lanhdao1@bkhcn").await;
        let page = leader.visit("/desk/batches").await;
        let refused = leader.fill(&page, "Tạo gói").with("reason", "Trao giấy").with("from", "2026-11-23").with("to", "2026-11-22").send().await;
        assert_eq!(refused.status, Status::UnprocessableEntity);
        assert_eq!(refused.words_of(".errors a"), "Ngày cuối phải bằng hoặc sau ngày đầu.");
        assert_eq!(refused.attribute("#from", "value").as_deref(), Some("2026-11-23"), "nothing typed is lost");
        let nothing = leader.fill(&page, "Tạo gói").with("reason", "Trao giấy").with("from", "2026-11-01").with("to", "2026-11-02").send().await;
        assert_eq!(nothing.words_of(".errors a"), "Không có giấy nào để in trong lựa chọn này.");
        let begun = leader.fill(&page, "Tạo gói").with("reason", "Trao giấy").with("from", "2026-11-22").with("to", "2026-11-22").send().await;
        let page = done(&mut leader, begun).await;
        let archive = page.attribute("a[href$='archive.zip']", "href").expect("the archive");
        assert_eq!(names(&leader.visit(&archive).await).len(), 2 + 5 + 1, "two certificates, six cards");
        let list = leader.visit("/desk/certificates").await;
        let none = leader.press(&list, "Tạo gói các giấy đã chọn (.zip)").await;
        assert_eq!(none.words_of(".errors a"), "Chọn ít nhất một giấy xác nhận.");
        let chosen = leader.fill(&list, "Tạo gói các giấy đã chọn (.zip)").and("number", NUMBER);
        let begun = chosen.with("wanted", "certificates").with("reason", "Trao giấy").send().await;
        let page = done(&mut leader, begun).await;
        let archive = page.attribute("a[href$='archive.zip']", "href").expect("the archive");
        let names = names(&leader.visit(&archive).await);
        assert_eq!(names, ["01-2026-GXN-BKHCN/giay-xac-nhan-01-2026-GXN-BKHCN.pdf"]);
    }
}

story! {
    async fn a_batch_whose_server_went_away_is_begun_anew_and_what_ended_is_cleared_away(world) {
        let rehearsal = Rehearsal::in_register(&world.registry).await;
        issued(&rehearsal).await;
        let mut leader = staff(&world, "lanhdao1@bkhcn").await;
        let officer = rehearsal.teller.officer(IssuerCode::MINISTRY, Role::Leader, 0).expect("a leader");
        let id = interrupted(&world, officer.account).await;
        let path = format!("/desk/batches/{id}");
        let folder = world.folder().join("batches");
        std::fs::create_dir_all(&folder).expect("a folder");
        std::fs::write(folder.join(format!("{id}.another.part")), b"half").expect("half an archive");
        std::fs::write(folder.join("someone-elses.zip"), b"x").expect("a file of no batch");
        let page = leader.visit(&path).await;
        assert!(page.header("Refresh").is_some() && page.says("Đang chờ đến lượt"), "{}", page.words_of("main"));
        let still = leader.visit(&format!("{path}?still=1")).await;
        assert!(still.header("Refresh").is_none(), "who does not want it to reload says so");
        world.wait(120);
        let page = done(&mut leader, page).await;
        assert!(page.says("Đã in 1 trên 2 giấy"), "{}", page.words_of("main"));
        assert!(page.says("99/2020/GXN-BKHCN: Giấy này không còn ở đây."), "why: {}", page.words_of("main"));
        assert!(page.says("1 giấy không in được"), "{}", page.words_of("main"));
        let archive = leader.visit(&format!("{path}/archive.zip")).await;
        let names = names(&archive);
        assert_eq!(names[1], "khong-in-duoc.txt", "{names:?}");
        assert_eq!(left_behind(&world), [format!("{id}.zip")], "neither the half nor what belongs to none");
        world.wait(5 * 3600);
        for _ in 0..6_000 {
            if left_behind(&world).is_empty() {
                break;
            }
            sleep(Duration::from_millis(100)).await;
        }
        assert_eq!(left_behind(&world), [""; 0]);
        let mut leader = staff(&world, "lanhdao1@bkhcn").await;
        assert_eq!(leader.visit(&path).await.status, Status::NotFound);
    }
}

/// A batch that a server took up and did not finish: its lease still runs.
async fn interrupted(world: &World, officer: AccountId) -> BatchId {
    let registry = &world.registry;
    let (batch, now) = (two_papers(world, officer), registry.clock.now());
    let job = Job::Batch { batch: batch.id };
    let lease = Lease { mark: "of a server that went away".to_owned(), until: now.plus_seconds(60) };
    let mut transaction = world.storage().begin().await.expect("a transaction");
    batches::insert(&mut transaction, &batch).await.expect("a batch");
    let order = Order { job: &job, issuer: Some(batch.issuer), due_at: None };
    jobs::enqueue(&mut transaction, &registry.clock, order).await.expect("ordered");
    let claimed = queue::claim(&mut transaction, job.kind(), now, &lease).await.expect("a lease");
    assert_eq!(claimed.map(|claimed| claimed.key), Some(jobs::key(&job)));
    transaction.commit().await.expect("the commit");
    batch.id
}

story! {
    async fn a_batch_begun_by_the_release_before_is_made_when_that_is_gone(world) {
        let rehearsal = Rehearsal::in_register(&world.registry).await;
        issued(&rehearsal).await;
        let mut leader = staff(&world, "lanhdao1@bkhcn").await;
        let officer = rehearsal.teller.officer(IssuerCode::MINISTRY, Role::Leader, 0).expect("a leader");
        let batch = two_papers(&world, officer.account);
        let mut transaction = world.storage().begin().await.expect("a transaction");
        // It orders no job, and holds its lease in the batch's own row.
        batches::insert(&mut transaction, &batch).await.expect("a batch");
        let until = world.registry.clock.now().plus_seconds(60);
        batches::save(&mut transaction, &batch, Some(until)).await.expect("its lease");
        transaction.commit().await.expect("the commit");
        let waits = leader.visit(&format!("/desk/batches/{}", batch.id)).await;
        let mut reading = world.storage().read().await.expect("a reading");
        let left = batches::unordered(&mut reading, world.registry.clock.now()).await.expect("read");
        assert!(left.is_empty(), "its lease is kept to");
        drop(reading);
        world.wait(61);
        let page = done(&mut leader, waits).await;
        assert!(page.says("Đã in 1 trên 2 giấy") && page.says("Đã xong"), "{}", page.words_of("main"));
    }
}

/// A batch of a paper that is there and one that is not.
fn two_papers(world: &World, officer: AccountId) -> Batch {
    let now = world.registry.clock.now();
    let papers =
        [BatchPaper::Certificate(NUMBER.to_owned()), BatchPaper::Certificate("99/2020/GXN-BKHCN".to_owned())];
    Batch {
        id: BatchId::new(world.registry.entropy.uuid()),
        issuer: IssuerCode::MINISTRY,
        officer,
        papers: serde_json::to_string(&papers).expect("JSON"),
        paper_count: 2,
        made_count: 0,
        left_out_count: 0,
        left_out: String::new(),
        begun_at: now,
        finished_at: None,
        failed_at: None,
        ends_at: now.plus_seconds(4 * 3600),
    }
}
