//! One file at a time: for the holder and at the desk, in every state.

use consultant_registry::acts::keyring;
use consultant_registry::credential::document;
use consultant_registry::credential::verify_text;
use consultant_registry::demo::teller::Step;
use consultant_registry::domain::certificate::{RevocationGround, SuspensionGround};
use consultant_registry::storage::{cards, certificates, published};
use rocket::http::Status;

use super::{DESK, NUMBER, Pdf, applicant, issued, own_path, scanned, scanned_by_rqrr};
use crate::desk::{acts_on, path, staff};
use crate::harness::story;
use crate::rehearsal::{Rehearsal, independent};

story! {
    async fn the_holder_downloads_a_certificate_that_proves_itself(world) {
        let rehearsal = Rehearsal::in_register(&world.registry).await;
        let story = issued(&rehearsal).await;
        let mut holder = applicant(&world).await;
        let page = holder.visit(&own_path(&story)).await;
        let href = page.attribute("a[href$='certificate.pdf']", "href").expect("a link to the file");
        let answer = holder.visit(&href).await;
        let name = "attachment; filename=\"giay-xac-nhan-01-2026-GXN-BKHCN.pdf\"";
        assert_eq!(answer.header("Content-Disposition"), Some(name));
        let file = Pdf::of(&answer);
        assert!(file.is_sound());
        let text = file.text();
        let mut reading = world.storage().read().await.expect("a reading");
        let certificate = certificates::find(&mut reading, NUMBER).await.expect("read").expect("it");
        let cards = cards::of_certificate(&mut reading, NUMBER).await.expect("the cards");
        let trust = keyring::trust_list(&mut reading).await.expect("the keys");
        drop(reading);
        for words in [
            "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM",
            "GIẤY XÁC NHẬN ĐỦ ĐIỀU KIỆN HOẠT ĐỘNG TƯ VẤN",
            "Căn cứ Quyết định số 19/2014/QĐ-TTg ngày 05 tháng 3 năm 2014",
            &certificate.paper.holder_name,
            "KT. BỘ TRƯỞNG",
            "từ ngày 22 tháng 11 năm 2026 đến hết ngày 22 tháng 11 năm 2029",
        ] {
            assert!(text.contains(words), "{words} in {text}");
        }
        assert!(cards.iter().all(|card| text.contains(&card.paper.number)), "the annex lists every card");
        let paper = &certificate.paper;
        let stored = published::document(world.storage(), paper.issuer, paper.status_index).await;
        let attached = file.attached();
        assert_eq!(Some(&attached), stored.expect("read").as_ref(), "the very document that was signed");
        document::verify(&attached, &trust).expect("a genuine document");
        for dpi in [150, 300] {
            assert_eq!(scanned(&file.picture(1, dpi)), paper.code, "{dpi} dpi");
        }
        assert_eq!(scanned_by_rqrr(&file.picture(1, 300)).as_ref(), Some(&paper.code));
        verify_text(&paper.code, &trust).expect("a genuine code");
        let english = Pdf::of(&holder.visit(&href.replace("certificate.pdf", "certificate-en.pdf")).await);
        let text = english.text();
        assert!(text.contains("Pursuant to Decision No. 19/2014/QĐ-TTg"), "{text}");
        assert!(text.contains("The Vietnamese text of this certificate prevails."), "{text}");
    }
}

story! {
    async fn cards_are_printed_one_by_one_and_ten_to_a_sheet_and_it_is_noted_who_saw_them(world) {
        let rehearsal = Rehearsal::in_register(&world.registry).await;
        let story = issued(&rehearsal).await;
        let mut holder = applicant(&world).await;
        let page = holder.visit(&own_path(&story)).await;
        let card = page.attribute("a[href*='/files/card-']", "href").expect("a card");
        let answer = holder.visit(&card).await;
        let disposition = answer.header("Content-Disposition").expect("a name").to_owned();
        assert!(disposition.contains("the-BKHCN-TV-"), "{disposition}");
        let file = Pdf::of(&answer);
        let text = file.text();
        assert!(file.is_sound() && text.contains("THẺ CHUYÊN GIA TƯ VẤN"), "{text}");
        let mut reading = world.storage().read().await.expect("a reading");
        let cards = cards::of_certificate(&mut reading, NUMBER).await.expect("the cards");
        let trust = keyring::trust_list(&mut reading).await.expect("the keys");
        drop(reading);
        let code = scanned(&file.picture(2, 300));
        assert!(cards.iter().any(|card| card.paper.code == code), "{code}");
        assert_eq!(scanned_by_rqrr(&file.picture(2, 300)), Some(code));
        document::verify(&file.attached(), &trust).expect("a genuine document");
        assert_eq!(acts_on(&world, NUMBER).await, [""; 0], "the holder sees their own");
        let mut leader = staff(&world, "lanhdao1@bkhcn").await;
        let page = leader.visit(DESK).await;
        let sheet = page.attribute("a[href$='sheet-1.pdf']", "href").expect("a sheet");
        assert!(page.attribute("a[href$='sheet-2.pdf']", "href").is_none(), "five cards fill one sheet");
        let file = Pdf::of(&leader.visit(&sheet).await);
        assert!(cards.iter().all(|card| file.text().contains(&card.paper.number)));
        assert_eq!(leader.visit(&sheet.replace("-1.pdf", "-2.pdf")).await.status, Status::NotFound);
        assert_eq!(acts_on(&world, NUMBER).await, ["print_cards"], "faces an officer saw are noted");
    }
}

story! {
    async fn a_revoked_certificate_says_so_and_its_cards_are_not_printed(world) {
        let rehearsal = Rehearsal::in_register(&world.registry).await;
        let mut story = issued(&rehearsal).await;
        let mut leader = staff(&world, "lanhdao1@bkhcn").await;
        let page = leader.visit(DESK).await;
        let card = page.attribute("a[href*='/files/card-']", "href").expect("a card");
        let suspend = Step::Suspend(SuspensionGround::CapacityNotKept, 30, "Bổ sung chuyên gia");
        rehearsal.teller.tell(&mut story, suspend).await.expect("suspended");
        let file = Pdf::of(&leader.visit(&format!("{DESK}/files/certificate.pdf")).await);
        assert!(file.text().contains("BỊ ĐÌNH CHỈ HIỆU LỰC TỪ NGÀY 22 THÁNG 11 NĂM 2026"), "{}", file.text());
        let reasons = "Lý do chỉ lưu nội bộ";
        let revoke = Step::Revoke(RevocationGround::NotRemedied, reasons);
        rehearsal.teller.tell(&mut story, revoke).await.expect("revoked");
        let file = Pdf::of(&leader.visit(&format!("{DESK}/files/certificate.pdf")).await);
        assert!(file.text().contains("ĐÃ BỊ THU HỒI KỂ TỪ NGÀY 22 THÁNG 11 NĂM 2026"), "{}", file.text());
        let page = leader.visit(DESK).await;
        assert!(page.attribute("a[href*='/files/card-']", "href").is_none(), "no card is offered");
        let refused = leader.visit(&card).await;
        assert_eq!(refused.status, Status::Conflict);
        assert!(refused.says("Thẻ hiện không có hiệu lực nên không được in."), "{}", refused.words_of("main"));
        let mut holder = applicant(&world).await;
        let page = holder.visit(&own_path(&story)).await;
        let letters: Vec<String> = page.all_words_of("main a[href*='/letters/']");
        assert_eq!(
            letters,
            [
                "Giấy tiếp nhận hồ sơ và hẹn trả kết quả, ngày 22/11/2026 (PDF)",
                "Thông báo biện pháp được đề xuất, ngày 22/11/2026 (PDF)",
                "Quyết định đình chỉ hiệu lực, ngày 22/11/2026 (PDF)",
                "Thông báo biện pháp được đề xuất, ngày 22/11/2026 (PDF)",
                "Quyết định thu hồi, ngày 22/11/2026 (PDF)",
            ]
        );
        let href = page.all_attributes("a[href*='/letters/measure-notice-']", "href").pop().expect("the notice");
        let notice = Pdf::of(&holder.visit(&href).await);
        assert!(notice.is_sound() && notice.text().contains(reasons), "{}", notice.text());
        let href = page.attribute("a[href*='/letters/revocation-']", "href").expect("the decision");
        let answer = holder.visit(&href).await;
        let name = answer.header("Content-Disposition").expect("a name").to_owned();
        assert!(name.contains("quyet-dinh-thu-hoi-01-2026-GXN-BKHCN-2026-11-22.pdf"), "{name}");
        let file = Pdf::of(&answer);
        let text = file.text();
        assert!(file.is_sound() && text.contains("QUYẾT ĐỊNH") && text.contains("điểm đ khoản 2 Điều 23"), "{text}");
        assert!(!text.contains(reasons), "internal reasons stay internal: {text}");
    }
}

story! {
    async fn letters_about_a_dossier_are_for_its_applicant_and_its_office_alone(world) {
        let rehearsal = Rehearsal::in_register(&world.registry).await;
        let steps = [
            Step::Write,
            Step::Submit,
            Step::Receive,
            Step::RequestSupplement("Bằng đại học của ông Nguyễn Văn Ẩn\nBản công chứng"),
        ];
        let story = rehearsal.brought(independent(0), &steps).await;
        let mut holder = applicant(&world).await;
        let page = holder.visit(&own_path(&story)).await;
        let request = page.attribute("a[href*='/letters/supplement-request-']", "href").expect("the request");
        let text = Pdf::of(&holder.visit(&request).await).text();
        assert!(text.contains("Bằng đại học của ông Nguyễn Văn Ẩn"), "{text}");
        assert!(text.contains("V/v đề nghị bổ sung hồ sơ"), "{text}");
        let slip = format!("{}/letters/slip.pdf", path(&story));
        let mut intake = staff(&world, "tiepnhan@bkhcn").await;
        let page = intake.visit(&path(&story)).await;
        assert_eq!(page.attribute("a[href$='slip.pdf']", "href").as_ref(), Some(&slip));
        let file = Pdf::of(&intake.visit(&slip).await);
        assert!(file.is_sound() && file.text().contains("GIẤY TIẾP NHẬN HỒ SƠ VÀ HẸN TRẢ KẾT QUẢ"));
        let link = scanned(&file.picture(1, 150));
        let tracked = link.strip_prefix("HTTP://LOCALHOST:8000").expect("a link to this site");
        let followed = world.anonymous().visit(tracked).await;
        assert!(followed.says("BKHCN-261122-0001") && followed.says("14/12/2026"), "{}", followed.words_of("main"));
        let text: String = file.text().split_whitespace().collect();
        assert!(text.contains(tracked), "the address stands beside it: {tracked} in {text}");
        let mut elsewhere = staff(&world, "tiepnhan@gialai").await;
        assert_eq!(elsewhere.visit(&slip).await.status, Status::NotFound);
        let mut stranger = world.applicant("khac@example.test").await;
        assert_eq!(stranger.visit(&request).await.status, Status::NotFound);
        assert_eq!(stranger.visit(&slip).await.status, Status::Forbidden);
        assert!(world.anonymous().visit(&slip).await.path.starts_with("/sign-in"));
        for other in ["refusal.pdf", "suspension-1.pdf", "supplement-request-1.pdf", "slip", "x.pdf"] {
            let nothing = holder.visit(&format!("{}/letters/{other}", own_path(&story))).await;
            assert_eq!(nothing.status, Status::NotFound, "{other}");
        }
    }
}

story! {
    async fn certificates_are_for_their_holder_and_their_office_alone(world) {
        let rehearsal = Rehearsal::in_register(&world.registry).await;
        let story = issued(&rehearsal).await;
        let own = format!("{}/files/certificate.pdf", own_path(&story));
        let at_desk = format!("{DESK}/files/certificate.pdf");
        assert_eq!(world.applicant("khac@example.test").await.visit(&own).await.status, Status::NotFound);
        assert_eq!(staff(&world, "tiepnhan@gialai").await.visit(&at_desk).await.status, Status::NotFound);
        assert!(world.anonymous().visit(&at_desk).await.path.starts_with("/sign-in"));
        let public = world.anonymous().visit("/c/01/2026/GXN-BKHCN").await;
        assert!(!public.body.contains(".pdf"), "the public page offers the signed document, not the paper");
    }
}
