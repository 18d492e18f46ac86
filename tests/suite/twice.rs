//! Nothing is typed twice: several rows and files at once, what is known is
//! chosen, and tables come from a spreadsheet after they were looked at.

use rocket::http::Status;

use crate::filing::{PDF, SAVE, WHOLE, begin, import, save};
use crate::harness::{Page, Person, story};

const CHECK: &str = "Kiểm tra, chưa lưu";
const BOOK: &[u8] = include_bytes!("../tables/clients.xlsx");

/// Pastes rows and has them checked.
async fn paste(person: &mut Person, path: &str, rows: &str) -> Page {
    let page = person.visit(path).await;
    person.fill(&page, CHECK).with("rows", rows).send().await
}

/// Chooses a file of rows and has it checked.
async fn choose(person: &mut Person, path: &str, name: &str, bytes: &[u8]) -> Page {
    let page = person.visit(path).await;
    person.fill(&page, CHECK).attach("sheet", name, bytes).send().await
}

story! {
    async fn several_files_come_at_once_and_each_has_its_own_outcome(world) {
        let mut mai = world.applicant("mai@example.vn").await;
        let dossier = begin(&mut mai, "new_organisation").await;
        let path = format!("{dossier}/parts/establishment");
        let page = mai.visit(&path).await;
        assert!(page.words_of("#file-hint").contains("mỗi tệp tối đa 10 MB"), "{}", page.words_of("#file-hint"));
        assert!(page.words_of("#file-hint").contains("mỗi lần gửi tối đa 82 MB"), "{}", page.words_of("#file-hint"));
        let filling = mai.fill(&page, SAVE).with("number", "0100000000").attach("file", "một.pdf", PDF);
        let filling = filling.attach("file", "rỗng.pdf", b"").attach("file", "đơn.docx", b"PK\x03\x04word/");
        let page = filling.attach("file", "hai.pdf", b"%PDF-1.4\n2\n%%EOF").send().await;
        assert_eq!(page.status, Status::UnprocessableEntity);
        let told = page.all_words_of(".errors a");
        assert_eq!(told.len(), 2, "{told:?}");
        assert!(told[0].starts_with("“rỗng.pdf”: Tệp không có nội dung (0 byte)"), "{told:?}");
        assert!(told[1].starts_with("“đơn.docx”: Chỉ nhận tệp PDF, JPEG hoặc PNG."), "{told:?}");
        assert_eq!(page.words_of(".notice"), "Đã tải lên 2 tệp: một.pdf, hai.pdf.");
        assert_eq!(page.attribute("#number", "value").as_deref(), Some("0100000000"));
        let kept = page.all_words_of(".papers a");
        assert!(kept.contains(&"một.pdf".to_owned()) && kept.contains(&"hai.pdf".to_owned()), "{kept:?}");
        let page = mai.fill(&page, SAVE).send().await;
        assert!(page.words_of(".notice").starts_with("Đã lưu lúc"), "{}", page.words_of(".notice"));
    }
}

story! {
    async fn a_blank_row_and_a_form_as_it_was_are_told(world) {
        let mut mai = world.applicant("mai@example.vn").await;
        let dossier = begin(&mut mai, "new_organisation").await;
        let page = save(&mut mai, &format!("{dossier}/parts/clients/new"), &[]).await;
        assert_eq!(page.status, Status::UnprocessableEntity);
        assert_eq!(page.words_of(".errors a"), "Chưa điền gì nên chưa có dòng nào được lưu.");
        let part = format!("{dossier}/parts/organisation");
        save(&mut mai, &part, &[("name", "Công ty Một Lần")]).await;
        let page = save(&mut mai, &part, &[]).await;
        assert_eq!(page.words_of(".notice"), "Không có gì thay đổi nên không lưu thêm gì.");
    }
}

story! {
    async fn an_organisation_and_its_experts_are_filled_in_on_a_few_pages(world) {
        let mut mai = world.applicant("mai@example.vn").await;
        let dossier = begin(&mut mai, "new_organisation").await;
        let part = |place: &str| format!("{dossier}/parts/{place}");
        let page = mai.visit(&part("applicant")).await;
        let filling = mai.fill(&page, SAVE).with("organisation-name", "Công ty Ví Dụ");
        let filling = filling.with("organisation-phone", "12").with("establishment-issued_on", "01/01/2030");
        let filling = filling.with("qms_certificate-valid_from", "01/09/2024").with("qms_certificate-valid_to", "31/08/2023");
        let page = filling.attach("qms_certificate-file", "chung chi.pdf", PDF).send().await;
        assert_eq!(page.all_words_of(".errors a"), [
            "Điện thoại: số điện thoại có từ 7 đến 15 chữ số, ví dụ 024 3000 0000.",
            "Ngày cấp: ngày này chưa đến. Hãy xem lại năm.",
            "Có hiệu lực đến ngày: ngày kết thúc đứng trước ngày bắt đầu.",
        ]);
        assert_eq!(page.attribute(".errors a", "href").as_deref(), Some("#organisation-phone"));
        assert!(page.says("chung chi.pdf"), "a good file is kept");
        let filling = mai.fill(&page, SAVE).with("organisation-phone", "024 0000 0000");
        let filling = filling.with("establishment-issued_on", "").with("qms_certificate-valid_to", "31/08/2027");
        let page = filling.send().await;
        assert_eq!(page.path, part("clients"));

        let filling = mai.fill(&page, "Lưu và thêm").with("new1-client", "Sở Một").with("new1-from", "1/2/2020");
        let page = filling.with("new3-client", "Sở Hai").with("new3-from", "5/6/2021").send().await;
        assert_eq!(page.path, part("clients"), "more rows are offered");
        let cells = page.all_words_of("td");
        assert!(cells.contains(&"Sở Một".to_owned()) && cells.contains(&"Sở Hai".to_owned()), "{cells:?}");
        assert_eq!(page.attribute("#new1-client", "value").as_deref(), Some(""));

        let page = mai.visit(&part("experts/new")).await;
        let page = mai.fill(&page, SAVE).with("name", "Lý Thị Nam").with("personal_number", "073118121560").send().await;
        assert_eq!(page.path, part("experts/1/papers"));
        assert_eq!(page.attribute("#employment-employer", "value").as_deref(), Some("Công ty Ví Dụ"), "E6 compares it");
        let filling = mai.fill(&page, SAVE).with("degree-major", "Luật").with("employment-kind", "public_employee");
        let filling = filling.with("state_administration-proof", "certificate").with("state_administration-facility", "Trường Mẫu");
        let page = filling.with("state_administration-number", "QLNN-1").attach("degree-file", "bang.pdf", PDF).send().await;
        assert_eq!(page.path, part("experts/1/experience"));
        assert_eq!(page.words_of("label[for=engagements-client2]"), "Sở Hai, từ 05/06/2021");
        let filling = mai.fill(&page, "Lưu và thêm chuyên gia").with("history-new1-place", "Công ty Cũ");
        let page = filling.with("engagements-client2", "lead").send().await;
        assert_eq!(page.path, part("experts/new"));
        let filling = mai.fill(&page, SAVE).with("name", "Trần Văn Bắc").with("like", "1");
        let page = filling.send().await;
        assert_eq!(page.path, part("experts/2/papers"));
        let there = |name: &str| page.attribute(&format!("#{name}"), "value").unwrap_or_default();
        assert_eq!(there("state_administration-facility"), "Trường Mẫu");
        assert_eq!(there("employment-employer"), "Công ty Ví Dụ");
        assert_eq!((there("state_administration-number"), there("degree-major")), (String::new(), String::new()), "a person's own");

        let page = mai.visit(&part("experts/1/engagements")).await;
        assert!(page.all_words_of("td").contains(&"Tư vấn chính".to_owned()));
        assert_eq!(page.all_words_of("label[for^=client]").len(), 1, "the other is offered still");
        let page = mai.visit(&part("experts/9/papers")).await;
        assert_eq!(page.status, Status::NotFound);
    }
}

story! {
    async fn an_independent_consultant_has_two_pages(world) {
        let mut mai = world.applicant("mai@example.vn").await;
        let dossier = begin(&mut mai, "new_independent").await;
        let page = mai.visit(&dossier).await;
        let path = page.attribute("a.button[href$=papers]", "href").expect("the way to the pages");
        let page = mai.visit(&path).await;
        let page = mai.fill(&page, SAVE).with("identity-name", "Lý Thị Nam").with("independence-civil_servant", "no").send().await;
        assert_eq!(page.path, format!("{dossier}/parts/experts/1/experience"));
        let filling = mai.fill(&page, SAVE).with("history-new1-place", "Công ty Cũ").with("engagements-new1-client", "Sở Một");
        assert_eq!(filling.send().await.path, dossier);
        for nowhere in ["applicant", "clients", "experts/2/papers"] {
            assert_eq!(mai.visit(&format!("{dossier}/parts/{nowhere}")).await.status, Status::NotFound, "{nowhere}");
        }
    }
}

story! {
    async fn what_two_windows_do_to_one_page_is_told(world) {
        let mut mai = world.applicant("mai@example.vn").await;
        let dossier = begin(&mut mai, "new_organisation").await;
        let stale = mai.visit(&format!("{dossier}/parts/applicant")).await;
        save(&mut mai, &format!("{dossier}/parts/establishment"), &[("number", "1")]).await;
        let page = mai.fill(&stale, SAVE).with("organisation-name", "Công ty Chậm").send().await;
        assert_eq!(page.status, Status::UnprocessableEntity);
        assert!(page.words_of("#establishment-kind-error").contains("vừa được thay đổi"), "{}", page.words_of(".errors"));
        assert_eq!(page.attribute("#organisation-name", "value").as_deref(), Some("Công ty Chậm"));
    }
}

story! {
    async fn clients_are_pasted_looked_at_and_taken(world) {
        let mut mai = world.applicant("mai@example.vn").await;
        let dossier = begin(&mut mai, "new_organisation").await;
        let path = format!("{dossier}/table/clients");
        let page = paste(&mut mai, &path, "Sở Ví dụ;0103991176;27/4/2017;25/8/2017;QMS-1;31/2/2017;B;12/TĐC-ĐK\n\nSở Hai;;2020-01-02\n;1").await;
        assert_eq!(page.status, Status::UnprocessableEntity);
        assert_eq!(page.all_words_of(".errors a"), [
            "Dòng 1, cột “Ngày được chứng nhận”: nhập ngày có thật theo dạng ngày/tháng/năm, ví dụ 22/11/2026.",
            "Dòng 4, cột “Tên khách hàng”: chưa điền.",
        ]);
        assert!(!page.buttons().iter().any(|button| button.starts_with("Nhận")), "nothing can be taken");
        let fixed = page.words_of("#rows").replace("31/2/2017", "24/9/2017");
        assert!(!mai.visit(&format!("{dossier}/parts/clients")).await.says("Sở Ví dụ"));

        let rows = "Tên khách hàng\tĐến ngày\tTư vấn từ ngày\nSở Ví dụ\t25/8/2017\t27/4/2017\nSở Hai\t\t2/1/2020\n";
        assert!(fixed.contains("24/9/2017"));
        let page = paste(&mut mai, &path, rows).await;
        assert_eq!(page.status, Status::Ok);
        assert_eq!(page.all_words_of("tbody tr").len(), 2);
        let page = mai.press(&page, "Nhận 2 dòng này").await;
        assert_eq!((page.path.as_str(), page.words_of(".notice").as_str()), (&*format!("{dossier}/parts/clients"), "Đã thêm 2 dòng."));
        assert!(page.all_words_of("td").contains(&"25/08/2017".to_owned()), "{:?}", page.all_words_of("td"));

        let page = paste(&mut mai, &path, "Tên khách hàng;Cột lạ\nSở Ba;x\n").await;
        assert_eq!(page.words_of(".errors a"), "Dòng 1, cột “Cột lạ”: mẫu không có cột này. Hãy sửa tên cột như trong tệp mẫu hoặc bỏ cột.");
        let page = paste(&mut mai, &path, "").await;
        assert_eq!(page.words_of(".errors a"), "Dán các dòng vào đây hoặc chọn tệp.");
    }
}

story! {
    async fn a_workbook_and_unicode_text_are_read_and_what_is_neither_is_told(world) {
        let mut mai = world.applicant("mai@example.vn").await;
        let dossier = begin(&mut mai, "new_organisation").await;
        let path = format!("{dossier}/table/clients");
        let page = choose(&mut mai, &path, "khách hàng.xlsx", BOOK).await;
        assert_eq!(page.status, Status::Ok, "{}", page.words_of(".errors"));
        let cells = page.all_words_of("td");
        assert!(cells.contains(&"04/07/2017".to_owned()), "a day that Excel counts: {cells:?}");
        mai.press(&page, "Nhận 2 dòng này").await;
        let text = "Nhà máy Ba\t0104022852\t22/4/2023\r\n";
        let wide: Vec<u8> = std::iter::once(0xfeff).chain(text.encode_utf16()).flat_map(u16::to_le_bytes).collect();
        let page = choose(&mut mai, &path, "khách hàng.txt", &wide).await;
        let page = mai.press(&page, "Nhận 1 dòng này").await;
        assert_eq!(page.all_words_of("tbody tr").len(), 3);
        let large = vec![b'a'; 1024 * 1024 + 1];
        for (file, said) in [
            (&b"\xff\xd8\xff\xe0"[..], "Không đọc được tệp này."),
            (b"PK\x03\x04", "Không mở được tệp Excel này"),
            (b"", "Tệp không có nội dung (0 byte)."),
            (large.as_slice(), "Bảng quá lớn: tối đa 1 MB."),
            (b"a;\"b", "Dòng 1 có dấu ngoặc kép mở mà không đóng."),
        ] {
            let page = choose(&mut mai, &path, "x.csv", file).await;
            assert_eq!(page.status, Status::UnprocessableEntity);
            assert!(page.words_of("#sheet-error").contains(said), "{said}: {}", page.words_of(".errors"));
        }
        let mut other = world.applicant("tam@example.vn").await;
        assert_eq!(other.visit(&path).await.status, Status::NotFound);
        assert_eq!(other.visit(&format!("{dossier}/table-sample/clients")).await.status, Status::NotFound);
        assert_eq!(mai.visit(&format!("{dossier}/table/organisation")).await.status, Status::NotFound);
    }
}

story! {
    async fn several_experts_come_from_a_filled_in_sample(world) {
        let mut mai = world.applicant("mai@example.vn").await;
        let dossier = begin(&mut mai, "new_organisation").await;
        let path = format!("{dossier}/table/experts");
        let sample = mai.visit(&format!("{dossier}/table-sample/experts")).await;
        let units: Vec<u16> = sample.bytes.chunks(2).map(|pair| u16::from_le_bytes([pair[0], pair[1]])).collect();
        let sample = String::from_utf16(&units[1..]).expect("UTF-16 with its mark");
        let lines: Vec<&str> = sample.lines().collect();
        assert!(lines[0].starts_with("Họ và tên\tNgày sinh\t") && lines[1].starts_with("\"Ví dụ: ") || lines[1].starts_with("Ví dụ: "), "{sample}");

        let page = paste(&mut mai, &path, &sample).await;
        assert_eq!(page.words_of(".errors a"), "Dòng 1: chỉ có tên cột, chưa có dòng nào.", "the example is passed over");
        let page = paste(&mut mai, &path, "Lý Thị Nam;1/1/1980").await;
        assert!(page.words_of(".errors a").contains("không nhận ra tên cột nào"), "{}", page.words_of(".errors"));

        let example = lines[1].replace("Ví dụ: ", "");
        let other = example.replace("001086000001", "001086000002").replace("Nguyễn Văn A", "Trần Thị B").replace("82,5", "182,5");
        let twice = example.replace("Nguyễn Văn A", "Nguyễn Văn C");
        let rows = format!("{}\n{example}\n{other}\n{twice}\n", lines[0]);
        let page = paste(&mut mai, &path, &rows).await;
        assert_eq!(page.all_words_of(".errors a"), [
            "Dòng 3, cột “Đào tạo về tư vấn: Điểm cuối khóa, trên 100”: nhập điểm từ 0 đến 100, ví dụ 82 hoặc 82,5.",
            "Dòng 4, cột “Số định danh cá nhân”: số định danh này đã có ở một chuyên gia khác.",
        ]);
        let rows = format!("{}\n{example}\n{}\n", lines[0], other.replace("182,5", "81,5"));
        let page = paste(&mut mai, &path, &rows).await;
        assert_eq!(page.status, Status::Ok, "{}", page.words_of(".errors"));
        assert!(page.says("••• ••• ••• 001") && page.all_words_of("tbody tr").len() == 2);
        let page = mai.press(&page, "Nhận 2 dòng này").await;
        assert_eq!(page.path, dossier);
        assert!(page.says("1. Nguyễn Văn A") && page.says("2. Trần Thị B"));
        let page = mai.visit(&format!("{dossier}/parts/experts/2/qms_training")).await;
        assert_eq!(page.attribute("#score", "value").as_deref(), Some("81,5"));
        let page = mai.visit(&format!("{dossier}/review")).await;
        assert!(page.says("Đại học") && page.says("Ngạch chuyên viên"), "words are read as they are shown");
    }
}

story! {
    async fn what_fails_a_condition_is_told_where_it_is_written_and_before_the_commitment(world) {
        let mut mai = world.applicant("mai@example.vn").await;
        let dossier = begin(&mut mai, "new_organisation").await;
        import(&mut mai, &dossier, WHOLE).await;
        let page = mai.visit(&format!("{dossier}/review")).await;
        let unmet = page.all_words_of("#unmet li");
        assert!(unmet.iter().all(|line| line.contains("Ảnh") || line.contains("Đủ chuyên gia")), "{unmet:?}");
        let part = format!("{dossier}/parts/qms_certificate");
        let page = save(&mut mai, &part, &[("valid_to", "31/08/2025")]).await;
        let why = "Chứng chỉ không có hiệu lực vào ngày 22/11/2026 (hiệu lực từ 01/09/2024 đến 31/08/2025).";
        assert!(page.words_of(".notice").contains(why), "saved, and told: {}", page.words_of(".notice"));
        let page = mai.visit(&part).await;
        assert_eq!(page.words_of(".warning"), format!("Chưa đạt: {why}"));
        let page = save(&mut mai, &format!("{dossier}/parts/experts/2/employment"), &[("employer", "Nơi Khác")]).await;
        assert!(page.words_of(".notice").contains("nơi làm việc không trùng tên tổ chức"), "{}", page.words_of(".notice"));
        let page = mai.visit(&format!("{dossier}/parts/experts/2")).await;
        let employment = page.all_words_of(".tasks li").into_iter().find(|line| line.starts_with("Việc làm")).expect("the part");
        assert!(employment.contains("Chưa có bản quét giấy tờ. Chưa phải nhân sự chính thức"), "{employment}");
        let page = mai.visit(&format!("{dossier}/review")).await;
        let unmet = page.all_words_of("#unmet li");
        assert!(unmet.iter().any(|line| line.starts_with("Tổ chức") && line.contains(why)), "{unmet:?}");
        assert!(unmet.iter().any(|line| line.starts_with("2. Nguyễn Bảo Thảo") && line.contains("không trùng tên")), "{unmet:?}");
        assert!(page.buttons().contains(&"Nộp hồ sơ".to_owned()), "an officer decides, not the machine");
    }
}

story! {
    async fn the_application_prints_filled_in_with_its_signature(world) {
        let mut mai = world.applicant("mai@example.vn").await;
        let dossier = begin(&mut mai, "new_organisation").await;
        import(&mut mai, &dossier, WHOLE).await;
        let page = mai.visit(&format!("{dossier}/application")).await;
        for said in [
            "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM", "ĐƠN ĐĂNG KÝ HOẠT ĐỘNG TƯ VẤN", "Bộ Khoa học và Công nghệ", "3100001009",
            "Giấy chứng nhận đăng ký doanh nghiệp số 0100000000 ngày 02/04/2012", "Lý Thị Nam", "ĐẠI DIỆN THEO PHÁP LUẬT", "Lê Văn Mẫu",
        ] {
            assert!(page.words_of("article").contains(said), "{said}: {}", page.words_of("article"));
        }
        assert!(!page.body.contains("073118121560"), "no expert's personal number");
        let mut other = world.applicant("tam@example.vn").await;
        assert_eq!(other.visit(&format!("{dossier}/application")).await.status, Status::NotFound);
    }
}

story! {
    async fn rows_are_taken_once_as_they_were_looked_at_and_by_nobody_else(world) {
        let mut mai = world.applicant("mai@example.vn").await;
        let dossier = begin(&mut mai, "new_organisation").await;
        let path = format!("{dossier}/table/clients");
        let page = paste(&mut mai, &path, "Sở Ví dụ;0103991176").await;
        mai.press(&page, "Nhận 1 dòng này").await;
        let again = mai.press(&page, "Nhận 1 dòng này").await;
        assert_eq!(again.status, Status::UnprocessableEntity);
        assert!(again.says("vừa được thay đổi"), "{}", again.words_of(".errors"));
        let stored = mai.visit(&format!("{dossier}/application.json")).await.body;
        assert_eq!(stored.matches("Sở Ví dụ").count(), 1, "{stored}");

        let page = paste(&mut mai, &path, "Sở Hai;0103991176").await;
        let other = mai.fill(&page, "Nhận 1 dòng này").with("rows", "Sở Chưa Xem;0103991176").send().await;
        assert_eq!(other.status, Status::Ok, "shown first");
        assert!(other.says("Sở Chưa Xem") && other.buttons().contains(&"Nhận 1 dòng này".to_owned()));
        let both = mai.fill(&page, CHECK).with("rows", "Sở Gõ;1").attach("sheet", "a.csv", b"S;0103991176").send().await;
        assert_eq!(both.status, Status::UnprocessableEntity);
        assert!(both.words_of("#rows").contains("Sở Gõ") && both.says("Xóa các dòng dán"), "{}", both.words_of(".errors"));

        for place in ["experts/99/history", "experts/1/engagements"] {
            assert_eq!(mai.visit(&format!("{dossier}/table/{place}")).await.status, Status::NotFound, "{place}");
        }
        import(&mut mai, &dossier, WHOLE).await;
        let path = format!("{dossier}/table/experts/2/history");
        let page = paste(&mut mai, &path, "Nơi Của Người Hai;Trưởng phòng;1/1/2015;1/2/2016").await;
        let confirm = mai.visit(&format!("{dossier}/removal/experts/1")).await;
        let button = confirm.buttons().into_iter().find(|button| button.contains("chuyên gia")).expect("a button");
        mai.press(&confirm, &button).await;
        let stale = mai.press(&page, "Nhận 1 dòng này").await;
        assert_eq!(stale.status, Status::UnprocessableEntity);
        assert!(stale.words_of("#rows").contains("Nơi Của Người Hai"), "what was typed is kept");
        assert!(!mai.visit(&format!("{dossier}/application.json")).await.body.contains("Nơi Của Người Hai"));
    }
}

story! {
    async fn a_table_that_does_not_fit_is_refused_before_it_is_looked_at(world) {
        let mut mai = world.applicant("mai@example.vn").await;
        let dossier = begin(&mut mai, "new_organisation").await;
        let path = format!("{dossier}/table/clients");
        let rows = |count: usize| (0..count).map(|nth| format!("Sở {nth};")).collect::<Vec<_>>().join("\n");
        let page = paste(&mut mai, &path, &rows(1_001)).await;
        assert_eq!(page.status, Status::UnprocessableEntity);
        assert!(page.words_of(".errors").contains("tối đa 1000 dòng"), "{}", page.words_of(".errors"));
        let page = paste(&mut mai, &path, &rows(600)).await;
        mai.press(&page, "Nhận 600 dòng này").await;
        let page = paste(&mut mai, &path, &rows(401)).await;
        let said = "Danh sách có tối đa 1000 dòng: đã có 600 dòng, bảng này thêm 401 dòng. Hãy bớt 1 dòng.";
        assert_eq!((page.status, page.words_of(".errors a").as_str()), (Status::UnprocessableEntity, said));
        assert!(!page.buttons().iter().any(|button| button.starts_with("Nhận")), "nothing to take");
        assert!(page.words_of("#rows").contains("Sở 400"), "what was pasted is kept");
    }
}

story! {
    async fn a_file_that_is_no_table_is_told_so(world) {
        let mut mai = world.applicant("mai@example.vn").await;
        let dossier = begin(&mut mai, "new_organisation").await;
        let path = format!("{dossier}/table/clients");
        let files: [&[u8]; 5] = [
            "Kính gửi quý công ty\nTôi gửi kèm danh sách.\n".as_bytes(),
            b"%PDF-1.4\n%%EOF",
            b"GIF89a\x01\x02\x03;\x1b",
            b"ti\xc3\xaa\xff\xfe;u",
            b"a;b\0c",
        ];
        for (nth, file) in files.into_iter().enumerate() {
            let page = choose(&mut mai, &path, "khach-hang.csv", file).await;
            assert_eq!(page.status, Status::UnprocessableEntity, "{nth}");
            assert_eq!(page.attribute(".errors a", "href").as_deref(), Some("#sheet"), "{nth}: {}", page.words_of(".errors"));
            assert!(!page.buttons().iter().any(|button| button.starts_with("Nhận")), "{nth}");
        }
        let names = choose(&mut mai, &path, "khach-hang.csv", "Tên khách hàng\nSở Ví dụ\n".as_bytes()).await;
        assert!(names.buttons().contains(&"Nhận 1 dòng này".to_owned()), "{}", names.words_of(".errors"));
        let pasted = paste(&mut mai, &path, "Sở Ví dụ\nSở Hai").await;
        assert!(pasted.buttons().contains(&"Nhận 2 dòng này".to_owned()), "{}", pasted.words_of(".errors"));
    }
}
