//! Nothing happens to a dossier without a trace: its applicant and every
//! officer read the same steps, who took them, what was new, what was late.

use consultant_registry::demo::cast;
use consultant_registry::demo::teller::{Step, Story};
use consultant_registry::domain::dossier::Outcome;

use crate::desk::{path, staff};
use crate::filing::{PDF, SAVE, save, upload};
use crate::harness::{Page, Person, World, story};
use crate::rehearsal::{Rehearsal, independent, organisation};

const RECEIVED: [Step; 3] = [Step::Write, Step::Submit, Step::Receive];

const MISSING: &str = "Chứng chỉ hệ thống quản lý chất lượng: chưa có giấy tờ";

/// The rehearsal's applicant, signed in.
async fn applicant(world: &World) -> Person {
    let mut person = world.anonymous();
    person.sign_in("a@example.test", cast::PASSWORD).await;
    person
}

/// Where its applicant reads a dossier.
fn own(story: &Story) -> String {
    format!("/filing/dossiers/{}", story.dossier.as_ref().expect("a written dossier").id)
}

fn steps(page: &Page) -> Vec<String> {
    page.all_words_of(".timeline li")
}

/// Asks for these items on the page of a dossier.
async fn ask(intake: &mut Person, dossier: &str, items: &str) -> Page {
    let page = intake.visit(dossier).await;
    intake.fill(&page, "Đề nghị bổ sung hồ sơ").with("items", items).send().await
}

/// Hands in the supplement of a dossier.
async fn supplement(person: &mut Person, own: &str) -> Page {
    let page = person.visit(&format!("{own}/supplement")).await;
    person.press(&page, "Nộp bổ sung").await
}

fn contains_all(text: &str, words: &[&str]) -> bool {
    words.iter().all(|word| text.contains(word))
}

story! {
    async fn what_was_asked_and_what_is_new_is_told_to_everyone_and_stays(world) {
        let rehearsal = Rehearsal::in_register(&world.registry).await;
        let received = rehearsal.brought(organisation(0, 0..5), &RECEIVED).await;
        let (desk, own) = (path(&received), own(&received));
        let mut intake = staff(&world, "tiepnhan@bkhcn").await;
        ask(&mut intake, &desk, &format!("{MISSING}\nBản công chứng giấy đăng ký")).await;
        world.wait(60);
        let mut mai = applicant(&world).await;
        save(&mut mai, &format!("{own}/parts/organisation"), &[("phone", "024 1111 2222"), ("address", "Số 2 phố Mới")]).await;
        upload(&mut mai, &format!("{own}/parts/qms_certificate"), SAVE, "chung-chi.pdf", PDF).await;
        supplement(&mut mai, &own).await;

        let told = steps(&mai.visit(&own).await);
        let new = ["2 câu trả lời đã sửa: Thông tin tổ chức (2)", "1 giấy tờ thêm: Chứng chỉ hệ thống quản lý chất lượng"];
        assert!(told[0].starts_with("Đã nộp bổ sung") && contains_all(&told[0], &new), "{told:?}");
        let asked = ["Đề nghị bổ sung", MISSING, "Bản công chứng giấy đăng ký", "Thời hạn: 14/12/2026"];
        assert!(contains_all(&told[1], &asked), "{told:?}");
        assert!(told[1].contains("Bộ phận tiếp nhận, Bộ Khoa học và Công nghệ"), "the office and not the officer: {told:?}");
        assert!(contains_all(&told[2], &["Đã tiếp nhận", "BKHCN-261122-0001"]) && told[3].starts_with("Đã nộp"), "{told:?}");
        assert_eq!(told.len(), 5, "{told:?}");

        let page = intake.visit(&desk).await;
        let back = page.words_of("section.warning");
        assert!(back.starts_with("Hồ sơ nộp bổ sung") && contains_all(&back, &new), "{back}");
        assert!(back.contains(&format!("{MISSING} đã có")) && back.contains("Bản công chứng giấy đăng ký cần xem"), "{back}");
        assert_eq!(page.all_words_of(".papers .tag"), ["mới bổ sung"]);
        let items = page.words_of("#items");
        assert!(items.starts_with("Bản công chứng giấy đăng ký") && !items.contains(MISSING), "{items}");
        for user in ["tiepnhan@bkhcn", "thamxet1@bkhcn", "lanhdao1@bkhcn", "kiemtra@bkhcn"] {
            let read = steps(&staff(&world, user).await.visit(&desk).await);
            assert_eq!(read.len(), 4, "{user}: {read:?}");
            assert!(contains_all(&read[0], &new) && read[0].contains("Người nộp"), "{user}: {read:?}");
            assert!(contains_all(&read[1], &asked) && !read[1].contains("Bộ phận tiếp nhận"), "{user}: {read:?}");
        }

        // Once more, and then it is complete: both rounds stay.
        ask(&mut intake, &desk, "Bản công chứng giấy đăng ký").await;
        assert!(intake.visit(&desk).await.all_words_of("section.warning").is_empty(), "it is with the applicant");
        supplement(&mut mai, &own).await;
        let page = intake.visit(&desk).await;
        let back = page.words_of("section.warning");
        assert!(back.starts_with("Hồ sơ nộp bổ sung lần 2") && back.contains("Không có câu trả lời hay giấy tờ nào thay đổi"), "{back}");
        let page = intake.press(&page, "Xác nhận hồ sơ đầy đủ").await;
        assert!(page.all_words_of("section.warning").is_empty(), "it was checked");
        let told = steps(&mai.visit(&own).await);
        assert_eq!(told.len(), 8, "{told:?}");
        assert!(told[1].starts_with("Đã nộp bổ sung lần 2") && contains_all(&told[3], &new), "{told:?}");
    }
}

story! {
    async fn what_was_late_stays_to_be_seen_and_a_withdrawal_keeps_what_was_before_it(world) {
        let rehearsal = Rehearsal::in_register(&world.registry).await;
        let received = rehearsal.brought(organisation(0, 0..5), &RECEIVED).await;
        let (desk, own) = (path(&received), own(&received));
        // To be checked until Monday the 30th of November; it is Wednesday.
        world.wait(10 * 86_400);
        let mut intake = staff(&world, "tiepnhan@bkhcn").await;
        let page = intake.visit(&desk).await;
        intake.press(&page, "Xác nhận hồ sơ đầy đủ").await;
        let mut mai = applicant(&world).await;
        let page = mai.visit(&format!("{own}/withdrawal")).await;
        let page = mai.press(&page, "Rút hồ sơ").await;
        let told = steps(&page);
        let expected = ["Đã rút hồ sơ", "Xác nhận đầy đủ và hợp lệ trễ 2 ngày làm việc", "Đã tiếp nhận", "Đã nộp", "Bắt đầu soạn"];
        assert_eq!(told.len(), expected.len(), "{told:?}");
        for (step, words) in told.iter().zip(expected) {
            assert!(step.starts_with(words), "{words}: {told:?}");
        }
        let read = steps(&intake.visit(&desk).await);
        assert!(read[1].starts_with(expected[1]), "{read:?}");
        let done = intake.visit("/desk?view=done").await;
        assert!(done.words_of("tbody").contains("02/12/2026"), "{}", done.words_of("tbody"));
    }
}

story! {
    async fn of_a_decision_the_list_and_the_steps_say_whether_it_was_in_time(world) {
        let rehearsal = Rehearsal::in_register(&world.registry).await;
        let steps_to = [
            Step::Write,
            Step::Submit,
            Step::Receive,
            Step::ConfirmComplete,
            Step::TakeUp,
            Step::Judge { except: 0 },
            Step::Propose(Outcome::Refuse, "Không đủ điều kiện."),
        ];
        let mut early = rehearsal.brought(independent(0), &steps_to).await;
        let mut late = rehearsal.brought(independent(1), &steps_to).await;
        rehearsal.teller.tell(&mut late, Step::SendBack("Xem lại điều kiện E5.")).await.expect("sent back");
        rehearsal.teller.tell(&mut early, Step::Refuse("Không đủ điều kiện.")).await.expect("refused");
        // To be decided until the 14th of December.
        world.wait(25 * 86_400);
        for step in [Step::Propose(Outcome::Refuse, "Vẫn không đủ."), Step::Refuse("Vẫn không đủ.")] {
            rehearsal.teller.tell(&mut late, step).await.expect("refused at last");
        }
        let mut leader = staff(&world, "lanhdao1@bkhcn").await;
        let rows = leader.visit("/desk?view=done").await.all_words_of("tbody tr");
        assert_eq!(rows.len(), 2);
        assert!(contains_all(&rows[0], &["Đã từ chối", "trễ 3 ngày làm việc", "17/12/2026"]), "{rows:?}");
        assert!(contains_all(&rows[1], &["Đã từ chối", "đúng hạn", "22/11/2026"]), "{rows:?}");

        let read = steps(&leader.visit(&path(&late)).await);
        assert!(read[0].starts_with("Từ chối trễ 3 ngày làm việc"), "{read:?}");
        assert!(contains_all(&read[2], &["Lãnh đạo trả lại", "Xem lại điều kiện E5."]), "{read:?}");
        let told = steps(&applicant(&world).await.visit(&own(&late)).await);
        assert!(told[0].starts_with("Từ chối trễ 3 ngày làm việc") && told[0].contains("Lý do: Vẫn không đủ."), "{told:?}");
        assert!(told[2].contains("Lãnh đạo trả lại") && !told[2].contains("E5"), "the office's own words: {told:?}");
        assert!(told.iter().all(|step| !step.contains("Nhận thẩm xét")), "who has it is the office's own: {told:?}");
    }
}

story! {
    async fn a_round_that_an_older_program_began_says_that_it_does_not_know(world) {
        let rehearsal = Rehearsal::in_register(&world.registry).await;
        let received = rehearsal.brought(organisation(0, 0..5), &RECEIVED).await;
        let mut intake = staff(&world, "tiepnhan@bkhcn").await;
        ask(&mut intake, &path(&received), MISSING).await;
        world.execute("delete from asked_dossiers").await;
        supplement(&mut applicant(&world).await, &own(&received)).await;
        let page = intake.visit(&path(&received)).await;
        let back = page.words_of("section.warning");
        assert!(back.contains("Không rõ có gì mới") && back.contains(&format!("{MISSING} vẫn thiếu")), "{back}");
        assert!(page.words_of("#items").starts_with(MISSING), "{}", page.words_of("#items"));
    }
}
