//! What people type and paste: kept clean, whatever it came out of, and never
//! changed in silence where its meaning is in doubt.

use rocket::http::Status;
use serde_json::Value;
use unicode_normalization::UnicodeNormalization;

use crate::filing::{WHOLE, begin, import, portrait, save, upload};
use crate::harness::{Person, story};

async fn written(person: &mut Person, dossier: &str) -> Value {
    let file = person.visit(&format!("{dossier}/application.json")).await;
    serde_json::from_str(&file.body).expect("a dossier file")
}

story! {
    async fn what_is_pasted_into_the_form_is_saved_clean(world) {
        let mut mai = world.applicant("mai@example.vn").await;
        let dossier = begin(&mut mai, "new_organisation").await;
        let page = save(&mut mai, &format!("{dossier}/parts/organisation"), &[
            ("name", "\u{feff}Công\u{a0}ty  Ðại\u{200b} Vi\u{ad}ệt"), ("enterprise_code", "０１０１ 234.567"),
            ("address", "Số 1\u{202f}phố Vi\u{301} dụ"), ("email", "mailto:a\u{200b}@example.test;"),
            ("representative", "Ɖỗ  Văn Ðức"),
        ]).await;
        assert_eq!(page.path, dossier, "{:?}", page.all_words_of(".errors a"));
        let organisation = written(&mut mai, &dossier).await["organisation"].clone();
        assert_eq!(organisation["name"], "Công ty Đại Việt");
        assert_eq!(organisation["enterprise_code"], "0101234567");
        assert_eq!(organisation["address"], "Số 1 phố Ví dụ");
        assert_eq!(organisation["email"], "a@example.test");
        assert_eq!(organisation["legal_representative"]["name"], "Đỗ Văn Đức");
        save(&mut mai, &format!("{dossier}/parts/experts/new"), &[
            ("name", "Guðrún Müller"), ("personal_number", "\u{200b}079 085\u{2011}001.234"),
        ]).await;
        let expert = written(&mut mai, &dossier).await["experts"][0].clone();
        assert_eq!((&expert["name"], &expert["personal_number"]), (&"Guðrún Müller".into(), &"079085001234".into()));
    }
}

story! {
    async fn a_code_with_a_word_or_a_branch_gets_its_own_sentence(world) {
        let mut mai = world.applicant("mai@example.vn").await;
        let dossier = begin(&mut mai, "new_organisation").await;
        for (typed, said) in [("MST 0101234567", "không kèm chữ"), ("0101234567-001", "Nhập 10 chữ số đầu"), ("01012345", "chỉ nhập 10")] {
            let page = save(&mut mai, &format!("{dossier}/parts/organisation"), &[("enterprise_code", typed)]).await;
            assert_eq!(page.status, Status::UnprocessableEntity, "{typed}");
            assert!(page.words_of("#enterprise_code-error").contains(said), "{typed}: {}", page.words_of("main"));
            assert_eq!(page.attribute("#enterprise_code", "value").as_deref(), Some(typed));
        }
    }
}

story! {
    async fn a_name_typed_for_an_old_font_is_asked_about_and_a_foreign_one_is_not(world) {
        let mut mai = world.applicant("mai@example.vn").await;
        let dossier = begin(&mut mai, "new_organisation").await;
        let part = format!("{dossier}/parts/organisation");
        let said = "có phải “Nguyễn Thị Phương”?";
        // With a soft hyphen for ư, or a letter that is not Latin, it can be printed nowhere; without, it is kept until
        // the person decides.
        for (typed, font, status) in [
            ("NguyÔn ThÞ Ph\u{ad}¬ng", "phông .VnTime", Status::UnprocessableEntity),
            ("Nguyeãn Thò Phöông", "phông VNI", Status::Ok),
            ("Nguyễn Thị Рhương", "bảng chữ khác", Status::UnprocessableEntity),
        ] {
            let page = save(&mut mai, &part, &[("name", typed)]).await;
            let (shown, at) = match page.status {
                Status::Ok => (page.words_of(".notice"), mai.visit(&part).await.words_of("form .warning")),
                _ => (page.words_of(".errors"), page.words_of("#name-error")),
            };
            assert_eq!(page.status, status, "{typed}");
            assert!(shown.contains(said) && shown.contains(font), "{typed}: {shown}");
            assert!(at.contains(said), "{typed}: beside the field");
        }
        let page = save(&mut mai, &part, &[("name", "Nguyễn Thị Phương")]).await;
        assert!(!page.words_of(".notice").contains("có phải"));
        for foreign in ["Łukasz Kowalski", "Søren Kierkegaard", "Jürgen Müller", "José Peña", "H’Hen Niê"] {
            let page = save(&mut mai, &part, &[("name", foreign)]).await;
            assert_eq!((page.path.as_str(), page.words_of(".notice").contains("có phải")), (dossier.as_str(), false), "{foreign}");
            assert_eq!(written(&mut mai, &dossier).await["organisation"]["name"], foreign);
        }
    }
}

story! {
    async fn a_sign_that_no_paper_shows_is_told_at_its_field_with_its_place(world) {
        let mut mai = world.applicant("mai@example.vn").await;
        let dossier = begin(&mut mai, "new_organisation").await;
        let part = format!("{dossier}/parts/organisation");
        for (field, typed, said) in [
            ("name", "김민수 (Kim Min-su)", "“김” (U+AE40), ký tự thứ 1, không phải chữ Latinh"),
            ("name", "Công ty 王小明", "“王” (U+738B), ký tự thứ 9, không phải chữ Latinh"),
            ("name", "Công ty \u{1f600}", "(U+1F600), ký tự thứ 9"),
            ("address", "\u{1f4cd} Số 1 phố Ví dụ", "(U+1F4CD), ký tự thứ 1"),
        ] {
            let page = save(&mut mai, &part, &[(field, typed)]).await;
            let at = page.words_of(&format!("#{field}-error"));
            assert_eq!(page.status, Status::UnprocessableEntity, "{typed}");
            assert!(at.contains(said), "{typed}: {at}");
            assert_eq!(page.attribute(&format!("#{field}"), "value").as_deref(), Some(typed));
        }
        let page = save(&mut mai, &format!("{dossier}/parts/experts/new"), &[("name", "สมชาย")]).await;
        assert!(page.words_of("#name-error").contains("U+0E2A"), "{}", page.words_of("main"));
        // What Word puts in is replaced by what can be printed.
        save(&mut mai, &part, &[("name", "Công ty Ⅲ"), ("address", "\u{f0b7} Số 1 ➢ phố Ví dụ")]).await;
        let organisation = written(&mut mai, &dossier).await["organisation"].clone();
        assert_eq!((&organisation["name"], &organisation["address"]), (&"Công ty III".into(), &"- Số 1 - phố Ví dụ".into()));
    }
}

story! {
    async fn a_sign_that_no_paper_shows_is_told_of_a_file_at_its_key(world) {
        let mut mai = world.applicant("mai@example.vn").await;
        let dossier = begin(&mut mai, "new_organisation").await;
        let page = import(&mut mai, &dossier, &WHOLE.replace("Công ty TNHH Tư vấn Đại Việt Xanh", "王小明")).await;
        let said = page.words_of(".errors");
        assert_eq!(page.status, Status::UnprocessableEntity);
        assert!(said.contains("organisation.name") && said.contains("“王” (U+738B)"), "{said}");
        let page = import(&mut mai, &dossier, &WHOLE.replace("Công ty TNHH", "\u{f0b7} Công ty Ⅲ TNHH")).await;
        assert!(page.words_of(".notice").contains("Đã nhập hồ sơ"), "{}", page.words_of("main"));
        let name = written(&mut mai, &dossier).await["organisation"]["name"].clone();
        assert_eq!(name, "- Công ty III TNHH Tư vấn Đại Việt Xanh");
    }
}

story! {
    async fn a_file_is_imported_the_same_in_every_clothing(world) {
        let mut mai = world.applicant("mai@example.vn").await;
        let dossier = begin(&mut mai, "new_organisation").await;
        import(&mut mai, &dossier, WHOLE).await;
        let plain = written(&mut mai, &dossier).await;
        let wide = |order: fn(u16) -> [u8; 2]| {
            std::iter::once(0xfeff).chain(WHOLE.encode_utf16()).flat_map(order).collect::<Vec<u8>>()
        };
        let apart: String = WHOLE.nfd().collect();
        let files = [
            format!("\u{feff}{WHOLE}").into_bytes(),
            wide(u16::to_le_bytes),
            wide(u16::to_be_bytes),
            apart.into_bytes(),
            WHOLE.replace('\n', "\r\n").replace("Công ty ", "Công\u{a0}ty\u{200b} ").into_bytes(),
        ];
        for file in files {
            let path = format!("{dossier}/import");
            let page = upload(&mut mai, &path, "Nhập hồ sơ từ tệp", "ho-so.json", &file).await;
            assert!(page.words_of(".notice").contains("Đã nhập hồ sơ"), "{}", page.words_of("main"));
            assert_eq!(written(&mut mai, &dossier).await, plain);
        }
    }
}

story! {
    async fn an_imported_file_says_what_seems_typed_for_an_old_font(world) {
        let mut mai = world.applicant("mai@example.vn").await;
        let dossier = begin(&mut mai, "new_organisation").await;
        let file = WHOLE.replace("Công ty TNHH Tư vấn Đại Việt Xanh", "C«ng ty T\u{ad} vÊn ViÖt");
        let page = import(&mut mai, &dossier, &file).await;
        assert!(page.words_of(".notice").contains("như “Công ty Tư vấn Việt”"), "{}", page.words_of(".notice"));
        let part = mai.visit(&format!("{dossier}/parts/organisation")).await;
        assert!(part.words_of("form .warning").contains("có phải “Công ty Tư vấn Việt”?"));
        let page = import(&mut mai, &dossier, WHOLE).await;
        assert!(!page.words_of(".notice").contains("phông cũ"));
    }
}

story! {
    async fn what_is_no_dossier_file_is_called_so(world) {
        let mut mai = world.applicant("mai@example.vn").await;
        let dossier = begin(&mut mai, "new_organisation").await;
        for wrong in ["%PDF-1.4", "", "[1, 2]", r#"{"format": "invoice/1"}"#, "{}"] {
            let page = import(&mut mai, &dossier, wrong).await;
            if wrong.is_empty() {
                assert!(page.words_of(".errors").contains("0 byte"), "an empty file is told as one");
                continue;
            }
            assert!(page.words_of(".errors").contains("Tệp này không phải tệp hồ sơ (JSON)"), "{wrong}: {}", page.words_of(".errors"));
            assert_eq!(page.status, Status::UnprocessableEntity);
        }
    }
}

story! {
    async fn a_corrected_personal_number_keeps_the_papers_of_the_person(world) {
        let mut mai = world.applicant("mai@example.vn").await;
        let dossier = begin(&mut mai, "new_organisation").await;
        import(&mut mai, &dossier, WHOLE).await;
        let expert = written(&mut mai, &dossier).await["experts"][1].clone();
        let (name, number) = (expert["name"].as_str().expect("a name"), expert["personal_number"].as_str().expect("a number"));
        let photo = format!("{dossier}/parts/experts/2/photo");
        upload(&mut mai, &photo, "Tải tệp lên", "anh.png", &portrait()).await;
        let corrected = WHOLE.replace(number, "999000000777");
        let page = import(&mut mai, &dossier, &corrected).await;
        assert!(page.words_of(".notice").contains(&format!("khác số đã khai của {name}")), "{}", page.words_of(".notice"));
        assert!(mai.visit(&photo).await.says("anh.jpg"), "the portrait stays with its person");
        let other = corrected.replace(name, "Người Khác").replace("999000000777", "999000000888");
        let page = import(&mut mai, &dossier, &other).await;
        assert!(page.words_of(".notice").contains(&format!("Tệp không có {name}")), "{}", page.words_of(".notice"));
        assert!(!mai.visit(&photo).await.says("anh.jpg"), "another person has another portrait");
        assert!(!import(&mut mai, &dossier, &other).await.words_of(".notice").contains("Tệp không có"));
    }
}
