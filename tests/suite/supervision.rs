//! Supervision: the Ministry reads and writes to what other offices do, and does
//! nothing in their place.

use consultant_registry::demo::teller::{Step, Story};
use consultant_registry::domain::dossier::Outcome;
use rocket::http::{Method, Status};

use crate::desk::{acts_on, path, post, staff};
use crate::harness::{Page, Person, World, story};
use crate::inspection::{bring, findings};
use crate::rehearsal::{Rehearsal, independent, organisation};

const ORDER: [(&str, &str); 3] = [
    ("asked", "Rà soát kinh nghiệm của chuyên gia"),
    ("reasons", "Có phản ánh của công dân"),
    ("answer_by", "2026-12-01"),
];

const PROPOSED: [Step; 7] = [
    Step::Write,
    Step::Submit,
    Step::Receive,
    Step::ConfirmComplete,
    Step::TakeUp,
    Step::Judge { except: 0 },
    Step::Propose(Outcome::Approve, "Đủ điều kiện."),
];

/// A dossier in Gia Lai, brought so far.
async fn in_gia_lai(world: &World, steps: &[Step]) -> (Rehearsal, Story) {
    let rehearsal = Rehearsal::in_register(&world.registry).await;
    let mut story = rehearsal.brought(organisation(0, 0..5), &[]).await;
    story.issuer = "52".parse().expect("an issuer");
    bring(&rehearsal, &mut story, steps).await;
    (rehearsal, story)
}

fn seen_at(story: &Story) -> String {
    path(story).replace("/desk/", "/desk/supervision/")
}

async fn ordered(leader: &mut Person, at: &str) -> Page {
    let page = leader.visit(at).await;
    let filling = leader.fill(&page, "Yêu cầu kiểm tra");
    ORDER.iter().fold(filling, |filling, (name, value)| filling.with(name, value)).send().await
}

/// The one check, as a list leads to it.
async fn check(person: &mut Person) -> Page {
    let list = person.visit("/desk/checks").await;
    let href = list.attribute("table tbody th a", "href").expect("a check");
    person.visit(&href).await
}

story! {
    async fn a_check_is_ordered_answered_and_closed_each_by_whose_it_is(world) {
        let (_, story) = in_gia_lai(&world, &PROPOSED[..3]).await;
        let at = seen_at(&story);
        let mut leader = staff(&world, "lanhdao1@bkhcn").await;
        let empty = leader.visit(&at).await;
        let empty = leader.press(&empty, "Yêu cầu kiểm tra").await;
        assert_eq!(empty.status, Status::UnprocessableEntity);
        assert_eq!(empty.all_words_of(".errors li").len(), 3, "{:?}", empty.all_words_of(".errors li"));
        let past = leader.fill(&empty, "Yêu cầu kiểm tra").with("asked", "a").with("reasons", "b").with("answer_by", "2026-11-21").send().await;
        assert!(past.words_of("#answer_by-error").contains("từ hôm nay trở đi"), "{}", past.words_of(".errors"));
        assert_eq!(past.words_of("#asked"), "a", "what was typed is kept");
        let page = ordered(&mut leader, &at).await;
        assert_eq!(page.words_of(".notice"), "Đã gửi yêu cầu kiểm tra.");
        assert!(page.words_of("#supervision").contains("Chờ cơ quan trả lời"), "{}", page.words_of("main"));
        assert!(!page.buttons().contains(&"Yêu cầu kiểm tra".to_owned()), "one at a time");
        let twice = post(&mut leader, &page, &format!("{at}/checks"), &ORDER).await;
        assert_eq!(twice.status, Status::SeeOther, "the same was done");
        let other = [("asked", "Việc khác"), ORDER[1], ORDER[2]];
        let second = post(&mut leader, &page, &format!("{at}/checks"), &other).await;
        assert_eq!(second.status, Status::Conflict);

        // The office sees it where it works, and a leader of it answers.
        let mut intake = staff(&world, "tiepnhan@gialai").await;
        assert!(intake.visit(&path(&story)).await.words_of("#supervision").contains("Rà soát kinh nghiệm"));
        let page = check(&mut intake).await;
        assert!(page.says("Lãnh đạo của cơ quan trả lời yêu cầu này."));
        let refused = post(&mut intake, &page, &format!("{}/answer", page.path), &[("answer", "Đã rà soát")]).await;
        assert_eq!(refused.status, Status::Forbidden);
        let mut local = staff(&world, "lanhdao@gialai").await;
        let page = check(&mut local).await;
        let closing = post(&mut local, &page, &format!("{}/closing", page.path), &[("finding", "Xong"), ("version", "1")]).await;
        assert_eq!(closing.status, Status::Forbidden, "the Ministry closes it");
        let number = local.fill(&page, "Gửi trả lời").with("answer", "Của 001090000123").send().await;
        assert!(number.words_of("#answer-error").contains("số định danh cá nhân"), "{}", number.words_of(".errors"));
        let page = local.fill(&number, "Gửi trả lời").with("answer", "Đã rà soát, đủ.").send().await;
        assert_eq!(page.words_of(".notice"), "Đã gửi trả lời.");
        let again = post(&mut local, &page, &format!("{}/answer", page.path), &[("answer", "Nói khác đi")]).await;
        assert_eq!(again.status, Status::Conflict, "there is one answer");

        let page = check(&mut leader).await;
        assert!(page.says("Đã rà soát, đủ.") && page.says("Đã trả lời, chờ Bộ kết thúc"));
        let by_ministry = post(&mut leader, &page, &format!("{}/answer", page.path), &[("answer", "x")]).await;
        assert_eq!(by_ministry.status, Status::NotFound, "nobody answers for another");
        let page = leader.fill(&page, "Kết thúc yêu cầu kiểm tra").with("finding", "Đạt yêu cầu.").send().await;
        assert_eq!(page.words_of(".notice"), "Đã kết thúc yêu cầu kiểm tra.");
        assert!(check(&mut local).await.says("Đạt yêu cầu."));
        let id = story.dossier.as_ref().expect("a dossier").id.to_string();
        let acts = acts_on(&world, &id).await;
        assert_eq!(acts[acts.len() - 3..], ["order_check", "answer_check", "close_check"]);
        let history = local.visit(&format!("{}/history", path(&story))).await;
        assert!(history.says("Bộ yêu cầu kiểm tra") && history.says("Có phản ánh của công dân"), "{}", history.words_of("main"));
        assert_eq!(findings(&world).await, [""; 0]);
    }
}

story! {
    async fn papers_open_to_a_supervisor_while_a_check_is_and_each_look_is_noted(world) {
        let (_, story) = in_gia_lai(&world, &PROPOSED[..3]).await;
        let id = story.dossier.as_ref().expect("a dossier").id.to_string();
        let mut auditor = staff(&world, "kiemtra@bkhcn").await;
        let page = auditor.visit(&seen_at(&story)).await;
        assert_eq!(page.status, Status::Ok);
        assert!(page.says("Giấy tờ người nộp đã tải lên chỉ mở được khi đang có yêu cầu kiểm tra"));
        assert!(page.all_attributes("main a", "href").iter().all(|href| !href.contains("/papers/")));
        for private in ["Ngày sinh", "Số định danh", "@example.test"] {
            assert!(!page.words_of("main").contains(private), "{private}");
        }
        let mut own = staff(&world, "tiepnhan@gialai").await;
        let paper = own.visit(&path(&story)).await.attribute("ul.papers a", "href").expect("a paper");
        assert_eq!(auditor.visit(&paper).await.status, Status::NotFound, "not by the office’s own address");
        assert_eq!(page.buttons(), ["Đăng xuất"], "who is no leader only reads");
        let mut leader = staff(&world, "lanhdao1@bkhcn").await;
        ordered(&mut leader, &seen_at(&story)).await;
        let page = check(&mut auditor).await;
        let href = page.attribute("ul.papers a", "href").expect("a paper");
        assert_eq!(auditor.visit(&href).await.status, Status::Ok);
        assert_eq!(acts_on(&world, &id).await.last().map(String::as_str), Some("view_paper"));
        assert!(check(&mut own).await.attribute("ul.papers a", "href").is_none(), "the office has its own way");
        assert_eq!(own.visit(&href).await.status, Status::NotFound);
        let page = check(&mut leader).await;
        leader.fill(&page, "Kết thúc yêu cầu kiểm tra").with("finding", "Đủ.").send().await;
        assert_eq!(auditor.visit(&href).await.status, Status::NotFound, "the check is closed");
        let mut elsewhere = staff(&world, "lanhdao@danang").await;
        for path in [seen_at(&story), page.path.clone(), href] {
            assert_eq!(elsewhere.visit(&path).await.status, Status::NotFound, "{path}");
        }
    }
}

story! {
    async fn a_comment_is_read_where_the_office_works_and_is_no_act_of_its(world) {
        let (rehearsal, mut story) = in_gia_lai(&world, &PROPOSED).await;
        bring(&rehearsal, &mut story, &[Step::Approve]).await;
        let number = "01/2026/GXN-52";
        let at = "/desk/supervision/certificates/01-2026-GXN-52";
        let mut leader = staff(&world, "lanhdao2@bkhcn").await;
        let page = leader.visit(at).await;
        assert_eq!(page.status, Status::Ok, "{}", page.words_of("main"));
        let page = leader.fill(&page, "Ghi ý kiến").with("comment", "Lưu ý hồ sơ chuyên gia.").send().await;
        assert_eq!(page.words_of(".notice"), "Đã ghi ý kiến.");
        leader.fill(&page, "Ghi ý kiến").with("comment", "Lưu ý hồ sơ chuyên gia.").send().await;
        assert_eq!(acts_on(&world, number).await, ["supervisor_comment"], "said twice it is said once");
        let mut local = staff(&world, "thamxet@gialai").await;
        let own = local.visit("/desk/certificates/01-2026-GXN-52").await;
        assert!(own.words_of("#supervision").contains("Lưu ý hồ sơ chuyên gia."), "{}", own.words_of("main"));
        let list = leader.visit("/desk/certificates?issuer=52").await;
        assert_eq!(list.attribute("table.queue th a", "href").as_deref(), Some(at));
        let mut holder = world.anonymous();
        holder.sign_in("a@example.test", consultant_registry::demo::cast::PASSWORD).await;
        let own = holder.visit("/filing/certificates/01-2026-GXN-52").await;
        assert!(!own.says("Lưu ý hồ sơ chuyên gia."), "it is between offices");
        // Who is no leader writes none, and nobody writes to their own office so.
        let mut appraiser = staff(&world, "thamxet1@bkhcn").await;
        let page = appraiser.visit(at).await;
        assert!(page.says("Lãnh đạo của Bộ ghi ý kiến và yêu cầu kiểm tra."));
        let refused = post(&mut appraiser, &page, &format!("{at}/comments"), &[("comment", "x")]).await;
        assert_eq!(refused.status, Status::Forbidden);
    }
}

story! {
    async fn no_act_of_an_officer_of_the_ministry_reaches_what_another_office_has(world) {
        let (rehearsal, mut story) = in_gia_lai(&world, &PROPOSED).await;
        let mut issued = rehearsal.brought(independent(7), &[]).await;
        issued.issuer = story.issuer;
        bring(&rehearsal, &mut issued, &PROPOSED).await;
        bring(&rehearsal, &mut issued, &[Step::Approve]).await;
        bring(&rehearsal, &mut story, &[]).await;
        let id = story.dossier.as_ref().expect("a dossier").id.to_string();
        let (before, certificate) = (acts_on(&world, &id).await, "01-2026-GXN-52");
        let mut tried = 0;
        for user in ["tiepnhan", "thamxet1", "lanhdao1", "quantri", "kiemtra"] {
            let mut officer = staff(&world, &format!("{user}@bkhcn")).await;
            let page = officer.visit("/desk").await;
            for (method, route) in world.routes() {
                let is_of_a_thing = route.starts_with("/desk/dossiers/<id>/") || route.starts_with("/desk/certificates/<number>/") || route.starts_with("/desk/cards/<number>/");
                if method != Method::Post || !is_of_a_thing {
                    continue;
                }
                let (path, _) = route.split_once('?').unwrap_or((&route, ""));
                for noun in ["suspension", "revocation", "reinstatement", "urgent-suspension"] {
                    let path = path.replace("<id>", if path.contains("dossiers") { &id } else { "00000000-0000-7000-8000-000000000000" });
                    let path = path.replace("<number>", certificate).replace("<which>", noun).replace("<act>", "proposal").replace("<end>", "confirmation");
                    if path.contains('<') {
                        continue;
                    }
                    let fields = [("version", "6"), ("reasons", "x"), ("file_note", "x"), ("back_reasons", "x"), ("refusal_reasons", "x"), ("typed_number", "01/2026/GXN-52"), ("ground", "a"), ("remedy", "x"), ("urgency", "x"), ("what", "holder"), ("right", "x"), ("evidence", "x"), ("items", "x"), ("on", "2026-11-22")];
                    let answer = post(&mut officer, &page, &path, &fields).await;
                    let refused = [Status::NotFound, Status::Forbidden, Status::UnprocessableEntity].contains(&answer.status);
                    assert!(refused, "{user} {path}: {}", answer.status);
                    assert!(!answer.says("BKHCN-TV") && !answer.says("Đủ điều kiện."), "{user} {path}");
                    tried += 1;
                }
            }
        }
        assert!(tried > 200, "every route was tried: {tried}");
        assert_eq!(acts_on(&world, &id).await, before);
        assert_eq!(acts_on(&world, "01/2026/GXN-52").await, [""; 0]);
        assert_eq!(findings(&world).await, [""; 0]);
    }
}
