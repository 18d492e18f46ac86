//! What was given up, at the desk.

use consultant_registry::acts::printing::batches::BatchPaper;
use consultant_registry::domain::ids::{AccountId, BatchId};
use consultant_registry::domain::issuer::IssuerCode;
use consultant_registry::domain::job::{Fault, Job};
use consultant_registry::domain::staff::Role;
use consultant_registry::jobs::{self, Order};
use consultant_registry::storage::batches::{self, Batch};
use consultant_registry::storage::jobs::{self as stored, Lease};
use rocket::http::Status;
use rocket::tokio::time::{Duration, sleep};

use crate::desk::{acts_on, post, staff};
use crate::harness::{World, story};
use crate::inspection::findings;
use crate::printing::batches::done;
use crate::printing::{NUMBER, issued};
use crate::rehearsal::Rehearsal;

const PAGE: &str = "/desk/jobs";

/// A batch of one paper that was given up before anyone could have made it.
async fn given_up(world: &World, officer: AccountId) -> BatchId {
    let registry = &world.registry;
    let now = registry.clock.now();
    let batch = Batch {
        id: BatchId::new(registry.entropy.uuid()),
        issuer: IssuerCode::MINISTRY,
        officer,
        papers: serde_json::to_string(&[BatchPaper::Certificate(NUMBER.to_owned())]).expect("JSON"),
        paper_count: 1,
        made_count: 0,
        left_out_count: 0,
        left_out: String::new(),
        begun_at: now,
        finished_at: None,
        failed_at: None,
        ends_at: now.plus_seconds(4 * 3600),
    };
    let job = Job::Batch { batch: batch.id };
    let lease = Lease { mark: "x".to_owned(), until: now.plus_seconds(60) };
    let mut transaction = world.storage().begin().await.expect("a transaction");
    batches::insert(&mut transaction, &batch).await.expect("a batch");
    let order = Order { job: &job, issuer: Some(batch.issuer), due_at: None };
    jobs::enqueue(&mut transaction, &registry.clock, order).await.expect("ordered");
    stored::claim(&mut transaction, job.kind(), now, &lease).await.expect("claimed");
    stored::bury(&mut transaction, &jobs::key(&job), "x", now, Fault::Files).await.expect("given up");
    batches::give_up(&mut transaction, batch.id, now).await.expect("noted");
    transaction.commit().await.expect("the commit");
    batch.id
}

/// A register with a certificate, and a batch of it that was given up.
async fn office(world: &World) -> (Rehearsal, BatchId) {
    let rehearsal = Rehearsal::in_register(&world.registry).await;
    issued(&rehearsal).await;
    let leader = rehearsal.teller.officer(IssuerCode::MINISTRY, Role::Leader, 0).expect("a leader");
    let id = given_up(world, leader.account).await;
    (rehearsal, id)
}

story! {
    async fn an_administrator_sees_what_was_given_up_and_has_it_done_after_all(world) {
        let (_rehearsal, id) = office(&world).await;
        let (mut leader, path) = (staff(&world, "lanhdao1@bkhcn").await, format!("/desk/batches/{id}"));
        let batch = leader.visit(&path).await;
        assert!(batch.says("Không tạo được") && batch.says("“Việc chạy nền”"), "{}", batch.words_of("main"));
        assert!(batch.header("Refresh").is_none());

        let mut administrator = staff(&world, "quantri@bkhcn").await;
        let page = administrator.visit(PAGE).await;
        assert!(page.says("In hàng loạt") && page.says(&id.to_string()), "{}", page.words_of("main"));
        assert!(page.says("ổ đĩa đầy") && page.says("10:00"), "{}", page.words_of("main"));
        let english = administrator.visit(&format!("{PAGE}?lang=en")).await;
        assert!(english.says("the disk is full") && english.says("Batch of papers"), "{}", english.words_of("main"));
        administrator.visit(&format!("{PAGE}?lang=vi")).await;

        world.wait(60);
        let button = format!("Chạy lại việc này In hàng loạt {id}");
        let pressed = administrator.press(&page, &button).await;
        assert_eq!(pressed.words_of(".notice"), "Việc đã được giao lại.");
        // Pressed again it is the same.
        assert_eq!(administrator.press(&page, &button).await.words_of(".notice"), "Việc đã được giao lại.");
        assert!(pressed.says("Không có việc nào nằm lại."), "{}", pressed.words_of("main"));
        assert_eq!(acts_on(&world, &id.to_string()).await, ["run_job_again"]);

        let mut reading = world.storage().read().await.expect("a reading");
        let kept_until = batches::find(&mut reading, id).await.expect("read").expect("the batch").ends_at;
        assert_eq!(kept_until, world.registry.clock.now().plus_seconds(4 * 3600), "as long as a new one");
        drop(reading);
        let page = leader.visit(&path).await;
        let page = done(&mut leader, page).await;
        assert!(page.says("Đã xong") && page.says("Đã in 1 trên 1 giấy"), "{}", page.words_of("main"));
        assert_eq!(leader.visit(&format!("{path}/archive.zip")).await.status, Status::Ok);
        assert_eq!(findings(&world).await, Vec::<String>::new());
    }
}

story! {
    async fn nobody_else_sees_or_runs_what_was_given_up(world) {
        let (_rehearsal, id) = office(&world).await;
        let subject = id.to_string();
        let fields = [("kind", "batch"), ("subject", subject.as_str())];
        for (user, expected) in [
            ("lanhdao1@bkhcn", Status::Forbidden),
            ("tiepnhan@bkhcn", Status::Forbidden),
            ("kiemtra@bkhcn", Status::Forbidden),
        ] {
            let mut officer = staff(&world, user).await;
            assert_eq!(officer.visit(PAGE).await.status, expected, "{user}");
            let page = officer.visit("/desk/calendar").await;
            assert!(!page.says("Việc chạy nền"), "{user}");
            assert_eq!(post(&mut officer, &page, PAGE, &fields).await.status, expected, "{user}");
        }
        let mut elsewhere = world.officer("quan.tri@tinh.example.test", "01", &[Role::Administrator]).await;
        let page = elsewhere.visit(PAGE).await;
        assert!(page.says("Không có việc nào nằm lại."), "{}", page.words_of("main"));
        assert_eq!(post(&mut elsewhere, &page, PAGE, &fields).await.status, Status::NotFound);
        assert_eq!(acts_on(&world, &subject).await, Vec::<String>::new());
        let mut reading = world.storage().read().await.expect("a reading");
        let record = stored::find(&mut reading, &jobs::key(&Job::Batch { batch: id })).await.expect("read");
        assert!(record.expect("the job").dead_at.is_some(), "it lies where it lay");
    }
}

story! {
    async fn what_this_program_cannot_do_is_shown_and_has_no_button(world) {
        let mut administrator = world.officer("quan.tri@example.test", "BKHCN", &[Role::Administrator]).await;
        world.execute(
            "insert into jobs (kind, subject, payload, enqueued_at, due_at, tries, dead_at, fault)
             values ('letter', '7', '{}', '2026-11-22T02:00:00Z', '2026-11-22T02:00:00Z', 9, '2026-11-22T03:00:00Z', 'gone'),
                 ('batch', 'none', '{}', '2026-11-22T02:00:00Z', '2026-11-22T02:00:00Z', 1, '2026-11-22T03:00:00Z', 'unreadable')",
        )
        .await;
        let page = administrator.visit(PAGE).await;
        assert!(page.says("Việc loại “letter” 7") && page.says("Máy chủ này không chạy được"), "{}", page.words_of("main"));
        assert!(!page.buttons().iter().any(|label| label.starts_with("Chạy lại")), "{:?}", page.buttons());
        assert!(page.says("In hàng loạt none"), "{}", page.words_of("main"));
        for (kind, subject) in [("letter", "7"), ("batch", "none")] {
            let fields = [("kind", kind), ("subject", subject)];
            assert_eq!(post(&mut administrator, &page, PAGE, &fields).await.status, Status::NotFound);
        }
        let mut elsewhere = world.officer("quan.tri@tinh.example.test", "01", &[Role::Administrator]).await;
        assert!(!elsewhere.visit(PAGE).await.says("letter"), "the register's own is the Ministry's");
    }
}

story! {
    async fn a_batch_whose_disk_fails_is_made_when_it_is_mended(world) {
        let rehearsal = Rehearsal::in_register(&world.registry).await;
        issued(&rehearsal).await;
        let folder = world.folder().join("batches");
        // No folder can be made where a file is.
        drop(std::fs::remove_dir_all(&folder));
        std::fs::write(&folder, b"x").expect("a file");
        let mut leader = staff(&world, "lanhdao1@bkhcn").await;
        let page = leader.visit(crate::printing::DESK).await;
        let page = leader.fill(&page, "Tạo gói tất cả các thẻ (.zip)").with("reason", "Trao thẻ").send().await;
        let id: BatchId = page.path.rsplit('/').next().expect("an id").parse().expect("an id");
        let key = jobs::key(&Job::Batch { batch: id });
        let mut record = None;
        for _ in 0..6_000 {
            record = stored::find(&mut world.storage().read().await.expect("a reading"), &key).await.expect("read");
            if record.as_ref().is_some_and(|record| record.fault.is_some()) {
                break;
            }
            sleep(Duration::from_millis(10)).await;
        }
        let record = record.expect("the job");
        assert_eq!((record.tries, record.fault, record.dead_at), (1, Some(Fault::Files), None));
        let waits = leader.visit(&page.path).await;
        assert!(waits.says("Đang chờ đến lượt") && waits.header("Refresh").is_some(), "one failure is not the end");
        std::fs::remove_file(&folder).expect("mended");
        world.wait(10);
        let page = done(&mut leader, waits).await;
        assert!(page.says("Đã xong") && page.says("Đã in 5 trên 5 giấy"), "{}", page.words_of("main"));
    }
}
