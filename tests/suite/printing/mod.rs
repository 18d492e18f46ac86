//! Papers as files over HTTP: looked at with the programs other people use.

pub(super) mod batches;
mod files;
mod fitting;
mod limits;

use std::path::PathBuf;
use std::process::Command;

use consultant_registry::demo::cast;
use consultant_registry::demo::teller::{Step, Story};
use tempfile::TempDir;

use crate::harness::{Page, Person, World};
use crate::rehearsal::{Rehearsal, organisation};

pub(super) const NUMBER: &str = "01/2026/GXN-BKHCN";
pub(super) const DESK: &str = "/desk/certificates/01-2026-GXN-BKHCN";

/// An organisation of five experts with its papers.
pub(super) async fn issued(rehearsal: &Rehearsal) -> Story {
    let mut story = rehearsal.proposed(organisation(0, 0..5)).await;
    rehearsal.teller.tell(&mut story, Step::Approve).await.expect("approved");
    story
}

/// The applicant of every story of a rehearsal, signed in.
pub(super) async fn applicant(world: &World) -> Person {
    let mut person = world.anonymous();
    let page = person.sign_in("a@example.test", cast::PASSWORD).await;
    assert!(page.buttons().contains(&"Đăng xuất".to_owned()), "{}", page.heading());
    person
}

/// The applicant's page of a dossier.
pub(super) fn own_path(story: &Story) -> String {
    format!("/filing/dossiers/{}", story.dossier.as_ref().expect("a written dossier").id)
}

/// A downloaded file in a folder of its own.
pub(crate) struct Pdf {
    folder: TempDir,
    path: String,
}

impl Pdf {
    /// The file of this answer.
    pub(crate) fn of(page: &Page) -> Self {
        assert_eq!(page.status.code, 200, "{}: {}", page.path, page.heading());
        assert_eq!(page.header("Content-Type"), Some("application/pdf"));
        assert_eq!(page.header("Cache-Control"), Some("private, no-store"));
        let folder = tempfile::tempdir().expect("a folder");
        let path = folder.path().join("paper.pdf");
        std::fs::write(&path, &page.bytes).expect("a file");
        Self { path: path.display().to_string(), folder }
    }

    /// Its words, page after page.
    pub(crate) fn text(&self) -> String {
        run("pdftotext", &[&self.path, "-"]).split_whitespace().collect::<Vec<_>>().join(" ")
    }

    /// Whether qpdf finds nothing wrong with it.
    pub(super) fn is_sound(&self) -> bool {
        run("qpdf", &["--check", &self.path]).contains("No syntax or stream encoding errors found")
    }

    /// What is attached to it.
    pub(super) fn attached(&self) -> String {
        let out = self.folder.path().display().to_string();
        run("pdfdetach", &["-saveall", "-o", &out, &self.path]);
        std::fs::read_to_string(self.folder.path().join("credential.json")).expect("a credential")
    }

    /// A page as a grey picture.
    pub(super) fn picture(&self, page: usize, dpi: u32) -> PathBuf {
        let stem = self.folder.path().join(format!("page-{page}-{dpi}"));
        let (page, dpi, stem) = (page.to_string(), dpi.to_string(), stem.display().to_string());
        let whole = ["-gray", "-png", "-singlefile", "-r", &dpi, "-f", &page, "-l", &page, &self.path, &stem];
        run("pdftoppm", &whole);
        PathBuf::from(format!("{stem}.png"))
    }
}

/// What zbar reads in a picture.
pub(super) fn scanned(picture: &std::path::Path) -> String {
    let picture = picture.display().to_string();
    run("zbarimg", &["--quiet", "--raw", "-Sdisable", "-Sqrcode.enable", &picture]).trim().to_owned()
}

/// What rqrr reads in a picture.
pub(super) fn scanned_by_rqrr(picture: &std::path::Path) -> Option<String> {
    let picture = image::open(picture).expect("a picture").to_luma8();
    let mut prepared = rqrr::PreparedImage::prepare_from_greyscale(
        usize::try_from(picture.width()).expect("small"),
        usize::try_from(picture.height()).expect("small"),
        |x, y| picture.as_raw()[y * picture.width() as usize + x],
    );
    prepared.detect_grids().iter().find_map(|grid| grid.decode().ok()).map(|(_, text)| text)
}

fn run(program: &str, arguments: &[&str]) -> String {
    let output =
        Command::new(program).args(arguments).output().unwrap_or_else(|error| panic!("{program}: {error}"));
    let said = String::from_utf8_lossy(&output.stderr);
    assert!(output.status.success(), "{program} {arguments:?}: {said}");
    String::from_utf8_lossy(&output.stdout).into_owned()
}
