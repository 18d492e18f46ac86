//! An applicant at work: a dossier from nothing to filed, and what keeps it
//! whole on the way.

use consultant_registry::acts::{Sight, intake};
use consultant_registry::domain::ids::DossierId;
use consultant_registry::domain::staff::{Officer, Role};
use consultant_registry::storage::accounts;
use rocket::http::Status;

use crate::harness::{PASSWORD, Page, Person, World, story};

pub(crate) const SAVE: &str = "Lưu và tiếp tục";
pub(crate) const WHOLE: &str = include_str!("../cases/organisation-meets-all.json");
pub(crate) const PDF: &[u8] = b"%PDF-1.4\n%%EOF";

/// A PNG of one colour in the measures of a card's portrait.
pub(crate) fn portrait() -> Vec<u8> {
    let picture = image::RgbImage::from_pixel(236, 354, image::Rgb([200, 120, 90]));
    let mut bytes = std::io::Cursor::new(Vec::new());
    picture.write_to(&mut bytes, image::ImageFormat::Png).expect("a picture");
    bytes.into_inner()
}

/// Begins a dossier; the address of its page.
pub(crate) async fn begin(person: &mut Person, procedure: &str) -> String {
    let page = person.visit("/filing/dossiers/new").await;
    let filling =
        person.fill(&page, "Bắt đầu hồ sơ mới").with("procedure", procedure).with("issuer", "BKHCN");
    filling.send().await.path
}

/// Opens a part of the form and saves these answers.
pub(crate) async fn save(person: &mut Person, path: &str, answers: &[(&str, &str)]) -> Page {
    let page = person.visit(path).await;
    let mut filling = person.fill(&page, SAVE);
    for (name, value) in answers {
        filling = filling.with(name, value);
    }
    filling.send().await
}

/// Chooses a file on a page and presses the button.
pub(crate) async fn upload(person: &mut Person, path: &str, button: &str, name: &str, bytes: &[u8]) -> Page {
    let page = person.visit(path).await;
    person.fill(&page, button).attach("file", name, bytes).send().await
}

pub(crate) async fn import(person: &mut Person, dossier: &str, file: &str) -> Page {
    let button = "Nhập hồ sơ từ tệp";
    upload(person, &format!("{dossier}/import"), button, "ho-so.json", file.as_bytes()).await
}

pub(crate) async fn submit(person: &mut Person, dossier: &str) -> Page {
    let page = person.visit(&format!("{dossier}/review")).await;
    person.fill(&page, "Nộp hồ sơ").with("commitment", "yes").send().await
}

/// An intake officer of the Ministry, to act without the desk's pages.
async fn intake_officer(world: &World) -> Officer {
    world.officer("tiepnhan@example.vn", "BKHCN", &[Role::Intake]).await;
    let mut transaction = world.storage().begin().await.expect("a transaction");
    let account = accounts::find_by_email(&mut transaction, "tiepnhan@example.vn").await;
    let account = account.expect("the accounts").expect("the officer").id;
    let (name, issuer) = ("Nguyễn Văn An".to_owned(), "BKHCN".parse().expect("an issuer"));
    let number = "TN1".parse().expect("a number");
    Officer { account, number, name, issuer, roles: [Role::Intake].into() }
}

async fn seen(world: &World, dossier: &str) -> Sight {
    let id: DossierId = dossier.rsplit('/').next().expect("an id").parse().expect("an id");
    let mut transaction = world.storage().begin().await.expect("a transaction");
    let found =
        consultant_registry::storage::dossiers::find(&mut transaction, &world.registry.seal, id).await;
    Sight { dossier: id, version: found.expect("the dossiers").expect("the dossier").version }
}

/// The answers of one client or engagement.
const CERTIFIED: &[(&str, &str)] = &[
    ("tax_code", "0103959500"),
    ("from", "04/07/2017"),
    ("to", "01-11-2017"),
    ("certificate_number", "QMS-0500"),
    ("certified_on", "2017-12-01"),
    ("body", "Trung tâm chứng nhận Ví dụ"),
    ("body_registration", "12/TĐC-ĐK"),
];

story! {
    async fn an_organisation_files_from_nothing_through_every_page(world) {
        let mut mai = world.applicant("mai@example.vn").await;
        let page = mai.visit("/filing").await;
        assert!(page.words_of(".empty").contains("Bạn chưa có hồ sơ nào"));
        let dossier = begin(&mut mai, "new_organisation").await;
        let part = |place: &str| format!("{dossier}/parts/{place}");

        let page = save(&mut mai, &part("organisation"), &[
            ("name", "Công ty TNHH Tư vấn Ví Dụ"), ("enterprise_code", "3100 001 009"),
            ("address", "Số 1 phố Ví dụ"), ("email", "lienhe@vidu.test"), ("representative", "Lê Văn Mẫu"),
        ]).await;
        assert_eq!((page.path.as_str(), page.heading().as_str()), (dossier.as_str(), "Công ty TNHH Tư vấn Ví Dụ"));
        assert!(page.words_of(".notice").contains("không khớp"), "a wrong check digit is a hint: {page:?}");
        save(&mut mai, &part("establishment"), &[
            ("kind", "enterprise_registration"), ("number", "0100000000"), ("issued_on", "02/04/2012"),
            ("issued_by", "Phòng Đăng ký kinh doanh"), ("functions", "Tư vấn\nĐào tạo\n"),
        ]).await;
        save(&mut mai, &part("qms_certificate"), &[
            ("number", "HT-0042"), ("edition", "TCVN ISO 9001:2015"), ("scope", "Tư vấn"), ("body", "Trung tâm"),
            ("body_registration", "12/TĐC-ĐK"), ("valid_from", "01/09/2024"), ("valid_to", "31/08/2027"),
        ]).await;
        let client = [&[("client", "Nhà máy Minh họa")], CERTIFIED].concat();
        let page = save(&mut mai, &part("clients/new"), &client).await;
        assert!(page.all_words_of("td").contains(&"Nhà máy Minh họa (0103959500)".to_owned()), "{:?}", page.heading());

        let page = save(&mut mai, &part("experts/new"), &[
            ("name", "Lý Thị Nam"), ("born_on", "25/10/1986"), ("sex", "female"), ("personal_number", "073118121560"),
        ]).await;
        assert_eq!((page.path.clone(), page.heading()), (part("experts/1/papers"), "1. Lý Thị Nam: bằng cấp, đào tạo, việc làm".to_owned()));
        let expert = |section: &str| part(&format!("experts/1/{section}"));
        save(&mut mai, &expert("degree"), &[
            ("level", "university"), ("major", "Luật"), ("school", "Trường Ví dụ"), ("graduated_on", "4/7/2009"),
        ]).await;
        save(&mut mai, &expert("state_administration"), &[
            ("proof", "certificate"), ("programme", "chuyen_vien"), ("number", "QLNN-000"),
            ("issued_on", "20/05/2015"), ("facility", "Trường Mẫu"), ("basis", "không giữ lại"),
        ]).await;
        save(&mut mai, &expert("qms_training"), &[
            ("proof", "certificate"), ("number", "TV-000"), ("completed_on", "18/03/2016"), ("score", "82,5"),
            ("facility", "Cơ sở Mẫu"), ("eligible_from", "01/01/2015"), ("eligible_to", "01/01/2018"),
        ]).await;
        save(&mut mai, &expert("employment"), &[
            ("employer", "Công ty TNHH Tư vấn Ví Dụ"), ("kind", "indefinite_term_contract"),
            ("since", "02/01/2017"), ("social_insurance_months", "90"),
        ]).await;
        save(&mut mai, &expert("history/new"), &[
            ("place", "Công ty Cũ"), ("post", "Chuyên viên"), ("from", "03/08/2009"),
        ]).await;
        let engagement = [&[("client", "Sở Ví dụ"), ("role", "lead")], CERTIFIED].concat();
        save(&mut mai, &expert("engagements/new"), &engagement).await;
        save(&mut mai, &expert("declaration"), &[("good_ethics", "yes"), ("full_capacity", "yes")]).await;
        let page = upload(&mut mai, &expert("photo"), "Tải tệp lên", "anh.png", &portrait()).await;
        assert!(page.words_of(".portrait").starts_with("Đạt Ảnh 236×354"), "{}", page.words_of(".portrait"));
        for section in ["degree", "state_administration", "qms_training", "employment"] {
            upload(&mut mai, &expert(section), SAVE, "ban quet.pdf", PDF).await;
        }
        let page = upload(&mut mai, &expert("engagements"), SAVE, "ly lich.pdf", PDF).await;
        assert!(page.says("ly lich.pdf"));
        let page = mai.visit(&part("experts/1")).await;
        let mut tags = ["Đã xong"; 9];
        tags[6] = "Chưa đạt";
        assert_eq!(page.all_words_of(".tag"), tags, "one client is too few: {:?}", page.all_words_of(".tasks li"));

        let page = mai.visit(&format!("{dossier}/review")).await;
        assert!(page.says("••• ••• ••• 560") && !page.body.contains("073118121560"));
        assert!(page.says("82,5") && !page.says("không giữ lại") && page.says("Còn 3 mục chưa xong"));
        let page = mai.press(&page, "Nộp hồ sơ").await;
        assert_eq!(page.words_of(".errors a"), "Đánh dấu vào ô cam kết để nộp hồ sơ.");
        let page = submit(&mut mai, &dossier).await;
        assert_eq!(page.heading(), "Đã nộp hồ sơ");
        assert!(page.says("Trong 5 ngày làm việc") && page.says("Trong 15 ngày làm việc"));
        let page = mai.visit(&part("organisation")).await;
        assert_eq!(page.status, Status::Conflict, "what is filed is not edited");
    }
}

story! {
    async fn what_is_malformed_gets_a_sentence_and_stays_as_typed(world) {
        let mut mai = world.applicant("mai@example.vn").await;
        let dossier = begin(&mut mai, "new_organisation").await;
        let page = save(&mut mai, &format!("{dossier}/parts/experts/new"), &[
            ("name", "Lý Thị Nam"), ("born_on", "31/02/1986"), ("personal_number", "12345"),
        ]).await;
        assert_eq!(page.status, Status::UnprocessableEntity);
        assert_eq!(page.all_words_of(".errors a"), [
            "Ngày sinh: nhập ngày có thật theo dạng ngày/tháng/năm, ví dụ 22/11/2026.",
            "Số định danh cá nhân: chỉ nhập 12 chữ số, không kèm chữ.",
        ]);
        assert_eq!(page.attribute(".errors a", "href").as_deref(), Some("#born_on"));
        let typed = |name: &str| page.attribute(&format!("#{name}"), "value").unwrap_or_default();
        assert_eq!((typed("name"), typed("born_on"), typed("personal_number")),
            ("Lý Thị Nam".to_owned(), "31/02/1986".to_owned(), "12345".to_owned()));
        assert!(!mai.visit(&dossier).await.says("Lý Thị Nam"), "nothing of it was saved");

        let page = save(&mut mai, &format!("{dossier}/parts/organisation"), &[("enterprise_code", "12345")]).await;
        assert_eq!(page.words_of("#enterprise_code-error"), "Lỗi: Mã số doanh nghiệp: chỉ nhập 10 chữ số, không kèm chữ, ví dụ 0101234567.");
        let page = save(&mut mai, &format!("{dossier}/parts/organisation"), &[("phone", "024 0000 0000")]).await;
        assert_eq!(page.path, dossier, "a part may be saved with most of it empty");
    }
}

story! {
    async fn a_file_is_imported_photos_are_added_and_the_dossier_is_filed(world) {
        let mut mai = world.applicant("mai@example.vn").await;
        let dossier = begin(&mut mai, "new_organisation").await;
        let page = import(&mut mai, &dossier, &WHOLE.replacen("2012-04-02", "2012-04-32", 1)).await;
        assert_eq!(page.status, Status::UnprocessableEntity);
        assert!(page.words_of(".errors a").starts_with("Lỗi trong tệp, ở organisation.establishment.issued_on: không phải một ngày"));
        let page = import(&mut mai, &dossier, include_str!("../cases/independent-meets-all.json")).await;
        assert!(page.words_of(".errors").contains("loại hồ sơ khác"));
        let page = import(&mut mai, &dossier, WHOLE).await;
        assert_eq!(page.heading(), "Công ty TNHH Tư vấn Đại Việt Xanh");
        for expert in 1..=5 {
            let path = format!("{dossier}/parts/experts/{expert}/photo");
            upload(&mut mai, &path, "Tải tệp lên", "anh.png", &portrait()).await;
        }
        let page = mai.visit(&format!("{dossier}/findings")).await;
        assert!(page.says("không quyết định điều gì") && page.says("11 khách hàng được tính"));
        let exported = mai.visit(&format!("{dossier}/application.json")).await;
        assert_eq!(exported.header("Content-Disposition"), Some("attachment; filename=\"ho-so.json\""));
        let again = import(&mut mai, &dossier, &exported.body).await;
        assert!(again.words_of(".notice").contains("Đã nhập hồ sơ"));
        let page = mai.visit(&format!("{dossier}/parts/experts/5/photo")).await;
        assert!(page.says("anh.jpg"), "a portrait stays with its person");
        assert_eq!(submit(&mut mai, &dossier).await.heading(), "Đã nộp hồ sơ");
    }
}

story! {
    async fn a_dossier_is_its_applicants_alone(world) {
        let mut mai = world.applicant("mai@example.vn").await;
        let dossier = begin(&mut mai, "new_organisation").await;
        upload(&mut mai, &format!("{dossier}/parts/establishment"), SAVE, "giấy.pdf", PDF).await;
        let page = mai.visit(&format!("{dossier}/parts/establishment")).await;
        let paper = page.attribute(".papers a", "href").expect("the paper");
        let shown = mai.visit(&paper).await;
        assert_eq!((shown.status, shown.body.as_bytes()), (Status::Ok, PDF));
        assert_eq!(shown.header("Content-Type"), Some("application/pdf"));
        assert_eq!(shown.header("X-Content-Type-Options"), Some("nosniff"));
        let policy = shown.header("Content-Security-Policy").unwrap_or_default();
        assert!(policy.starts_with("default-src 'none'") && !policy.contains("sandbox"), "a browser shows it: {policy}");
        let named = "inline; filename=\"giay.pdf\"; filename*=UTF-8''gi%E1%BA%A5y.pdf";
        assert_eq!(shown.header("Content-Disposition"), Some(named));

        let mut other = world.applicant("tam@example.vn").await;
        for place in ["", "/parts/organisation", "/review", "/findings", "/application.json", "/import", "/withdrawal"] {
            assert_eq!(other.visit(&format!("{dossier}{place}")).await.status, Status::NotFound, "{place}");
        }
        assert_eq!(other.visit(&paper).await.status, Status::NotFound);
        let own = begin(&mut other, "new_organisation").await;
        let page = other.visit(&format!("{own}/parts/organisation")).await;
        let stolen = other.fill(&page, SAVE).with("name", "Kẻ Lạ").to(&format!("{dossier}/parts/organisation"));
        assert_eq!(stolen.send().await.status, Status::NotFound);
        let mut officer = world.officer("an@example.vn", "BKHCN", &[Role::Leader]).await;
        assert_eq!(officer.visit(&dossier).await.status, Status::Forbidden);
    }
}

story! {
    async fn a_page_named_like_a_paper_is_not_taken(world) {
        let mut mai = world.applicant("mai@example.vn").await;
        let dossier = begin(&mut mai, "new_organisation").await;
        let path = format!("{dossier}/parts/establishment");
        let page = mai.visit(&path).await;
        let filling = mai.fill(&page, SAVE).with("number", "0100000000");
        let page = filling.attach("file", "giay.pdf", b"<html><script>alert(1)</script>").send().await;
        assert_eq!(page.status, Status::UnprocessableEntity);
        assert_eq!(page.words_of("#file-error"),
            "Lỗi: Chỉ nhận tệp PDF, JPEG hoặc PNG. Tệp Word, Excel thì lưu dưới dạng PDF rồi chọn lại.");
        assert_eq!(page.attribute("#number", "value").as_deref(), Some("0100000000"));
        let large = vec![b'x'; 11 * 1024 * 1024];
        let page = upload(&mut mai, &path, SAVE, "giay.pdf", &large).await;
        assert_eq!(page.status, Status::UnprocessableEntity);
        assert_eq!(page.words_of("#file-error"),
            "Lỗi: Tệp quá lớn: mỗi tệp tối đa 10 MB. Hãy quét hoặc lưu lại với cỡ nhỏ hơn.");
        assert!(mai.visit(&path).await.says("Chưa có tệp nào"));
    }
}

story! {
    async fn a_supplement_is_asked_for_and_handed_in(world) {
        let mut mai = world.applicant("mai@example.vn").await;
        let dossier = begin(&mut mai, "new_organisation").await;
        import(&mut mai, &dossier, WHOLE).await;
        submit(&mut mai, &dossier).await;
        let officer = intake_officer(&world).await;
        let received = intake::receive(&world.registry, &officer, seen(&world, &dossier).await).await;
        received.expect("it is received");
        let items = ["Bản quét giấy tờ thành lập".to_owned()];
        let asked = intake::request_supplement(&world.registry, &officer, seen(&world, &dossier).await, &items);
        asked.await.expect("a supplement is asked for");

        let page = mai.visit("/filing").await;
        assert!(page.says("Chờ bổ sung hồ sơ") && page.says("còn 15 ngày làm việc"));
        assert!(page.says("Bản quét giấy tờ thành lập") && page.says("Đang ở: Bạn"));
        upload(&mut mai, &format!("{dossier}/parts/establishment"), SAVE, "giay.pdf", PDF).await;
        let page = mai.visit(&format!("{dossier}/supplement")).await;
        let page = mai.press(&page, "Nộp bổ sung").await;
        assert_eq!(page.words_of(".tag"), "Đã tiếp nhận, đang kiểm tra");
        assert!(page.says("BKHCN-261122-0001"));

        let page = mai.visit(&format!("{dossier}/withdrawal")).await;
        assert!(page.words_of(".warning").contains("không nộp lại được"));
        let page = mai.press(&page, "Rút hồ sơ").await;
        assert_eq!(page.words_of(".tag"), "Bạn đã rút");
        assert_eq!(mai.visit(&format!("{dossier}/withdrawal")).await.status, Status::Conflict);
    }
}

story! {
    async fn what_was_typed_survives_the_end_of_the_session(world) {
        let mut mai = world.applicant("mai@example.vn").await.saying("Sec-Fetch-Site", "same-origin");
        let dossier = begin(&mut mai, "new_organisation").await;
        let page = mai.visit(&format!("{dossier}/parts/organisation")).await;
        world.wait(consultant_registry::acts::access::IDLE_SECONDS + 60);
        let page = mai.fill(&page, SAVE).with("name", "Công ty Còn Nguyên").send().await;
        assert_eq!(page.status, Status::Forbidden);
        assert_eq!(page.attribute("main a[target]", "href").as_deref(), Some("/sign-in"));
        mai.sign_in("mai@example.vn", PASSWORD).await;
        let page = mai.press(&page, "Gửi lại biểu mẫu").await;
        assert_eq!((page.path.as_str(), page.heading().as_str()), (dossier.as_str(), "Công ty Còn Nguyên"));
    }
}

story! {
    async fn two_windows_on_different_parts_lose_nothing(world) {
        let mut mai = world.applicant("mai@example.vn").await;
        let dossier = begin(&mut mai, "new_organisation").await;
        import(&mut mai, &dossier, WHOLE).await;
        let mut window = mai.clone();
        let degree = mai.visit(&format!("{dossier}/parts/experts/2/degree")).await;
        let stale = mai.visit(&format!("{dossier}/parts/experts/2/employment")).await;
        let client = window.visit(&format!("{dossier}/parts/clients/1")).await;
        mai.fill(&degree, SAVE).with("major", "Quản trị").send().await;
        window.fill(&client, SAVE).with("client", "Nhà máy Đổi Tên").send().await;
        assert!(mai.visit(&format!("{dossier}/parts/clients")).await.says("Nhà máy Đổi Tên"));
        assert!(mai.visit(&format!("{dossier}/review")).await.says("Quản trị"));

        let page = window.visit(&format!("{dossier}/removal/experts/1")).await;
        window.press(&page, "Bỏ chuyên gia này").await;
        let page = mai.fill(&stale, SAVE).with("employer", "Nơi Khác").send().await;
        assert_eq!(page.status, Status::UnprocessableEntity, "another person stands in this place now");
        assert!(page.words_of(".errors").contains("vừa được thay đổi ở một cửa sổ khác"));
        assert_eq!(page.attribute("#employer", "value").as_deref(), Some("Nơi Khác"));
    }
}

story! {
    async fn a_draft_is_thrown_away_only_after_asking(world) {
        let mut mai = world.applicant("mai@example.vn").await;
        let dossier = begin(&mut mai, "new_independent").await;
        let page = mai.visit(&dossier).await;
        assert!(page.says("Tính độc lập") && !page.says("Việc làm tại tổ chức"));
        let page = mai.visit(&format!("{dossier}/removal/experts/1")).await;
        assert_eq!(page.status, Status::NotFound, "an independent's dossier is about one person");
        let page = mai.visit(&format!("{dossier}/deletion")).await;
        assert!(page.words_of(".warning").contains("không lấy lại được"));
        let page = mai.press(&page, "Xóa hồ sơ đang soạn").await;
        assert_eq!(page.words_of(".notice"), "Đã xóa hồ sơ đang soạn.");
        assert_eq!(mai.visit(&dossier).await.status, Status::NotFound);
    }
}
