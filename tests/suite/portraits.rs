//! A portrait that is not of the card's form: a part of it is chosen, of a few
//! that are proposed, and nothing is lost on the way.

use std::io::Cursor;

use image::{ImageFormat, Rgb, RgbImage};
use rocket::http::Status;

use crate::filing::{WHOLE, begin, import, submit, upload};
use crate::harness::{Page, Person, World, story};

const SEND: &str = "Tải tệp lên";
const CROP: &str = "Cắt ảnh cho vừa thẻ";

/// A head before a wall: orange in the middle, upper half; blue elsewhere.
fn face(width: u32, height: u32) -> Vec<u8> {
    let picture = RgbImage::from_fn(width, height, |x, y| {
        let (across, down) = (x.abs_diff(width / 2), y.abs_diff(height * 2 / 5));
        let head = 6 * across < width && 6 * down < height;
        if head { Rgb([230, 150, 90]) } else { Rgb([90, 120, 200]) }
    });
    let mut bytes = Vec::new();
    picture.write_to(&mut Cursor::new(&mut bytes), ImageFormat::Jpeg).expect("a picture");
    bytes
}

/// A dossier with one expert; the address of the page of the photo.
async fn photo_page(person: &mut Person) -> (String, String) {
    let dossier = begin(person, "new_independent").await;
    let photo = format!("{dossier}/parts/experts/1/photo");
    (dossier, photo)
}

fn kept(world: &World) -> usize {
    let shelves = std::fs::read_dir(world.folder().join("papers")).expect("a folder");
    let shelves =
        shelves.map(|shelf| shelf.expect("a shelf").path()).filter(|shelf| !shelf.ends_with("incoming"));
    shelves.map(|shelf| std::fs::read_dir(shelf).expect("a shelf").count()).sum()
}

/// The frames of the proposals, as the pictures on the page show them.
fn frames(page: &Page) -> Vec<String> {
    page.all_attributes(".proposals svg", "viewBox")
}

story! {
    async fn a_telephones_portrait_is_cropped_by_one_press(world) {
        let mut mai = world.applicant("mai@example.vn").await;
        let (dossier, photo) = photo_page(&mut mai).await;
        let page = upload(&mut mai, &photo, SEND, "IMG_0042.JPG", &face(1_500, 2_000)).await;
        assert_eq!((page.status, page.heading().as_str()), (Status::Ok, CROP));
        assert!(page.words_of(".notice").contains("IMG_0042.jpg"), "{}", page.words_of(".notice"));
        assert!(page.says("tỷ lệ 2:3 (rộng:cao); ảnh này 1350×1800 điểm ảnh"), "{}", page.words_of("main"));
        assert_eq!(frames(&page), ["75 0 1200 1800", "225 112 900 1350"]);
        assert!(page.attribute("[data-crop=by-hand]", "hidden").is_some(), "by hand only where scripts run");
        let shown = mai.visit(&page.attribute("#picture", "href").expect("the picture")).await;
        assert_eq!(shown.header("Content-Type"), Some("image/jpeg"));

        let cropped = mai.press(&page, "Lấy khung 1").await;
        assert_eq!(cropped.path, photo);
        assert!(cropped.words_of(".notice").starts_with("Đã cắt ảnh"), "{}", cropped.words_of(".notice"));
        assert_eq!(cropped.words_of(".portrait .tag"), "Đạt");
        assert!(cropped.words_of(".portrait").contains("Ảnh 800×1200 px, ảnh màu"), "{}", cropped.words_of(".portrait"));
        assert!(!cropped.says(CROP) && cropped.says("IMG_0042.jpg"));
        assert_eq!(kept(&world), 1, "what was cut off is kept nowhere");
        let again = mai.press(&page, "Lấy khung 1").await;
        assert_eq!((again.path.as_str(), again.words_of(".portrait .tag").as_str()), (photo.as_str(), "Đạt"));

        let part = mai.visit(&again.attribute(".portrait img", "src").expect("the portrait")).await;
        let seen = image::load_from_memory(&part.bytes).expect("a picture").to_rgb8();
        assert_eq!(seen.dimensions(), (800, 1_200));
        let [red, _, blue] = seen.get_pixel(400, 480).0;
        assert!(red > 200 && blue < 120, "the head is in it: {:?}", seen.get_pixel(400, 480));
        let page = mai.visit(&format!("{dossier}/crop/experts/1/photo")).await;
        assert_eq!(frames(&page)[0], "0 0 800 1200", "who wants it closer still may");
    }
}

story! {
    async fn the_frame_that_was_drawn_by_hand_is_what_is_kept(world) {
        let mut mai = world.applicant("mai@example.vn").await;
        let (_, photo) = photo_page(&mut mai).await;
        let page = upload(&mut mai, &photo, SEND, "rộng.jpg", &face(2_000, 1_500)).await;
        assert_eq!(frames(&page).len(), 4, "who stands beside is proposed too: {:?}", frames(&page));
        // What stands in the hidden field when a script moved the frame.
        let by_hand = mai.fill(&page, "Cắt ảnh").forging("area", "500 100 301").send().await;
        assert!(by_hand.words_of(".portrait").contains("Ảnh 300×450 px"), "{}", by_hand.words_of(".portrait"));
        // Beyond the edge is at the edge; too small is as small as may be.
        let page = upload(&mut mai, &photo, SEND, "rộng.jpg", &face(2_000, 1_500)).await;
        let edge = mai.fill(&page, "Cắt ảnh").forging("area", "4000000000 4000000000 1").send().await;
        assert!(edge.words_of(".portrait").contains("Ảnh 236×354 px"), "{}", edge.words_of(".portrait"));
    }
}

story! {
    async fn what_was_not_chosen_is_told_and_what_was_uploaded_stays(world) {
        let mut mai = world.applicant("mai@example.vn").await;
        let (_, photo) = photo_page(&mut mai).await;
        let page = upload(&mut mai, &photo, SEND, "mặt.jpg", &face(900, 1_200)).await;
        for area in ["", "a b c", "1 2", "-5 0 600"] {
            let refused = mai.fill(&page, "Cắt ảnh").forging("area", area).send().await;
            assert_eq!(refused.status, Status::UnprocessableEntity, "{area}");
            assert_eq!(refused.words_of(".errors a"), "Chọn phần ảnh được giữ lại.");
            assert_eq!(frames(&refused).len(), 2);
        }
        let left = mai.visit(&photo).await;
        assert!(left.words_of(".portrait").starts_with("Chưa đạt Ảnh 900×1200 px"), "{}", left.words_of(".portrait"));
        let offered = left.attribute(".buttons a.button", "href").expect("a way to crop it");
        let page = mai.visit(&offered).await;
        assert_eq!(page.heading(), CROP);
        let english = mai.visit(&format!("{offered}?lang=en")).await;
        assert_eq!(english.heading(), "Crop the picture for the card");
        mai.visit(&format!("{offered}?lang=vi")).await;

        // In another window a new picture took its place.
        upload(&mut mai, &photo, SEND, "khác.jpg", &face(1_000, 1_000)).await;
        let conflict = mai.press(&page, "Lấy khung 2").await;
        assert_eq!(conflict.status, Status::Conflict);
        let left = mai.visit(&photo).await;
        assert!(left.says("khác.jpg") && left.words_of(".portrait").contains("1000×1000"), "nothing was lost");
    }
}

story! {
    async fn a_crop_is_offered_where_it_helps_and_nowhere_else(world) {
        let mut mai = world.applicant("mai@example.vn").await;
        let (dossier, photo) = photo_page(&mut mai).await;
        let choosing = format!("{dossier}/crop/experts/1/photo");
        assert_eq!(mai.visit(&choosing).await.path, photo, "there is no picture yet");
        let grey = image::GrayImage::from_pixel(900, 1_200, image::Luma([120]));
        let mut bytes = Vec::new();
        grey.write_to(&mut Cursor::new(&mut bytes), ImageFormat::Jpeg).expect("a picture");
        for (name, picture, said) in [
            ("vừa.jpg", face(600, 900), "Đạt Ảnh 600×900 px"),
            ("gần vừa.jpg", face(610, 900), "Đạt Ảnh 610×900 px"),
            ("nhỏ.jpg", face(300, 350), "Chưa đạt Ảnh 300×350 px"),
            ("xám.jpg", bytes, "Chưa đạt Ảnh 900×1200 px, không phải ảnh màu"),
        ] {
            let page = upload(&mut mai, &photo, SEND, name, &picture).await;
            assert_eq!(page.path, photo, "{name}");
            assert!(page.words_of(".portrait").starts_with(said), "{}", page.words_of(".portrait"));
            assert!(page.attribute(".buttons a.button", "href").is_none(), "{name}");
        }
        upload(&mut mai, &photo, SEND, "nhỏ.jpg", &face(300, 350)).await;
        assert_eq!(mai.visit(&choosing).await.path, photo, "no part of it is large enough");
        for nowhere in ["parts/experts/2/photo", "crop/experts/2/photo", "crop/experts/1/degree", "crop/photo"] {
            assert_eq!(mai.visit(&format!("{dossier}/{nowhere}")).await.status, Status::NotFound, "{nowhere}");
        }
    }
}

story! {
    async fn nobody_else_crops_a_portrait_and_nobody_a_filed_one(world) {
        let mut mai = world.applicant("mai@example.vn").await;
        let dossier = begin(&mut mai, "new_organisation").await;
        import(&mut mai, &dossier, WHOLE).await;
        let photo = format!("{dossier}/parts/experts/1/photo");
        let page = upload(&mut mai, &photo, SEND, "mặt.jpg", &face(900, 1_200)).await;
        let action = page.form("Lấy khung 1");
        let mut tam = world.applicant("tam@example.vn").await;
        let (_, own) = photo_page(&mut tam).await;
        assert_eq!(tam.visit(&format!("{dossier}/crop/experts/1/photo")).await.status, Status::NotFound);
        let other = upload(&mut tam, &own, SEND, "mặt.jpg", &face(1_200, 1_600)).await;
        let stranger = page.attribute("input[name=portrait]", "value").expect("the portrait");
        let taken = tam.fill(&other, "Lấy khung 1").forging("portrait", &stranger).send().await;
        assert_eq!(taken.status, Status::Conflict);
        let taken = tam.fill(&other, "Lấy khung 1").to(&format!("{dossier}/crop/experts/1/photo")).send().await;
        assert_eq!(taken.status, Status::NotFound);

        submit(&mut mai, &dossier).await;
        assert_eq!(mai.press(&page, "Lấy khung 1").await.status, Status::Conflict, "{action:?}");
        assert_eq!(mai.visit(&format!("{dossier}/crop/experts/1/photo")).await.status, Status::Conflict);
        assert_eq!(kept(&world), 2);
    }
}
