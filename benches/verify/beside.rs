//! What else goes on while codes are verified: who searches, files, uploads,
//! asks for the status files and decides.

use std::net::SocketAddr;
use std::time::Duration;

use consultant_registry::acts::Registry;
use consultant_registry::acts::measures::{self, MeasureVersion, UrgentOrder};
use consultant_registry::acts::standing::SeenPaper;
use consultant_registry::domain::certificate::SuspensionGround;
use consultant_registry::domain::staff::Officer;
use consultant_registry::storage::certificates;
use image::{ImageFormat, RgbImage};
use scraper::{Html, Selector};
use tokio::io::{AsyncReadExt, AsyncWriteExt};
use tokio::net::TcpStream;
use tokio::task::JoinHandle;
use tokio::time::sleep;

use crate::crowd::{Crowd, get};
use crate::seed::Seed;

/// How often the leader decides while status files are asked for.
const DECIDES_EVERY: Duration = Duration::from_millis(500);

/// The points of a telephone's picture, at 2:3.
const PORTRAIT: (u32, u32) = (2_800, 4_200);

/// 32 people who look for organisations by two words.
pub(crate) fn searching(address: SocketAddr) -> Crowd {
    let words = ["tu+van", "binh+an", "cuong+dat", "khanh+phu", "quang+son", "viet+nam", "loc+minh"];
    let search = |words: &&str| get(address, &format!("/register?q={words}"), None);
    Crowd::new("search the register", address, 32, words.iter().map(search).collect())
}

/// 12 windows of an applicant with ten long drafts.
pub(crate) fn filing(address: SocketAddr, seed: &Seed) -> Crowd {
    Crowd::new("reload ten long drafts", address, 12, vec![get(address, "/filing", Some(&seed.applicant))])
}

/// 20 applicants who upload the picture a telephone took.
pub(crate) async fn uploading(address: SocketAddr, seed: &Seed) -> Crowd {
    let page = format!("/filing/dossiers/{}/parts/experts/1/photo", seed.with_an_expert);
    let html = fetch(address, &page, &seed.applicant).await;
    let request = upload(address, &html, &seed.applicant);
    Crowd::new("upload a portrait of 12 million points", address, 20, vec![request])
}

/// 4 programs that ask for every status file while a leader decides.
pub(crate) fn status_files(address: SocketAddr) -> Crowd {
    let paths = ["/offline/status.json", "/status/BKHCN-token-0", "/status/BKHCN-revocation-0"];
    Crowd::new(
        "ask for status files",
        address,
        4,
        paths.iter().map(|path| get(address, path, None)).collect(),
    )
}

/// People of one office who download certificates, none asked for twice.
pub(crate) fn downloading(address: SocketAddr, seed: &Seed, people: usize) -> Crowd {
    let path = |number: &String| {
        let path = format!("/desk/certificates/{}/files/certificate.pdf", number.replace('/', "-"));
        get(address, &path, Some(&seed.officer))
    };
    Crowd::new("download certificates", address, people, seed.numbers.iter().map(path).collect())
}

/// A leader who suspends one certificate at once and another who declines it, so
/// that every status file has to be signed anew.
pub(crate) fn decisions(registry: Registry, leaders: (Officer, Officer), number: String) -> JoinHandle<()> {
    tokio::spawn(async move {
        loop {
            decide(&registry, (&leaders.0, &leaders.1), &number).await;
            sleep(DECIDES_EVERY).await;
        }
    })
}

async fn decide(registry: &Registry, (one, other): (&Officer, &Officer), number: &str) {
    let mut reading = registry.storage.read().await.expect("a reading");
    let certificate = certificates::find(&mut reading, number).await.expect("a look").expect("the paper");
    let proposals = measures::of_certificate(&mut reading, number).await.expect("a look");
    reading.end().await.expect("the reading ends");
    let today = registry.clock.today();
    if let Some(open) = proposals.iter().find(|proposal| proposal.is_open(today)) {
        let seen =
            MeasureVersion { id: open.id, version: open.version, certificate: certificate.paper.version };
        measures::decline(registry, other, seen, "Đo").await.expect("it is declined");
    } else {
        let seen = SeenPaper { number, version: certificate.paper.version };
        let text = || "Đo".to_owned();
        let (ground, until) = (SuspensionGround::CapacityNotKept, today.plus_days(30));
        let order = UrgentOrder { ground, until, remedy: text(), reasons: text(), urgency: text() };
        measures::suspend_at_once(registry, one, seen, order).await.expect("it is suspended");
    }
}

/// The upload that the page's form sends, with a new picture in it.
fn upload(address: SocketAddr, html: &str, session: &str) -> Vec<u8> {
    let html = Html::parse_document(html);
    let css = |selector: &str| Selector::parse(selector).expect("a selector");
    let form = html.select(&css("form[enctype]")).next().expect("a form that takes files");
    let field = form.select(&css("input[type=file]")).next().expect("a field for a file");
    let mut body = Vec::new();
    for hidden in form.select(&css("input[type=hidden]")) {
        let (name, value) = (hidden.attr("name").expect("a name"), hidden.attr("value").unwrap_or_default());
        body.extend(part(&format!("name=\"{name}\""), value.as_bytes()));
    }
    for button in form.select(&css("button[name]")).take(1) {
        let (name, value) = (button.attr("name").expect("a name"), button.attr("value").unwrap_or_default());
        body.extend(part(&format!("name=\"{name}\""), value.as_bytes()));
    }
    let name = field.attr("name").expect("a name");
    let disposition = format!("name=\"{name}\"; filename=\"a.jpg\"\r\nContent-Type: image/jpeg");
    body.extend(part(&disposition, &portrait()));
    body.extend(b"--border--\r\n");
    let action = form.attr("action").expect("where it goes");
    let head = format!(
        "POST {action} HTTP/1.1\r\nHost: {address}\r\nCookie: session={session}\r\n\
         Content-Type: multipart/form-data; boundary=border\r\nContent-Length: {}\r\n\r\n",
        body.len()
    );
    [head.into_bytes(), body].concat()
}

fn part(disposition: &str, value: &[u8]) -> Vec<u8> {
    let head = format!("--border\r\nContent-Disposition: form-data; {disposition}\r\n\r\n");
    [head.as_bytes(), value, b"\r\n"].concat()
}

/// A picture with some detail in colour.
fn portrait() -> Vec<u8> {
    let (width, height) = PORTRAIT;
    let tone = |n: u32| u8::try_from(n % 251).expect("below 251");
    let picture = RgbImage::from_fn(width, height, |x, y| {
        image::Rgb([tone(x / 7 + y / 5), tone(x * y / 997), tone(y / 3 + 90)])
    });
    let mut bytes = std::io::Cursor::new(Vec::new());
    picture.write_to(&mut bytes, ImageFormat::Jpeg).expect("a picture can be written");
    bytes.into_inner()
}

/// A page as whoever has the session sees it.
async fn fetch(address: SocketAddr, path: &str, session: &str) -> String {
    let mut stream = TcpStream::connect(address).await.expect("the server takes connections");
    let request = format!(
        "GET {path} HTTP/1.1\r\nHost: {address}\r\nConnection: close\r\nCookie: session={session}\r\n\r\n"
    );
    stream.write_all(request.as_bytes()).await.expect("the connection stays open");
    let mut answer = String::new();
    stream.read_to_string(&mut answer).await.expect("a page");
    assert!(answer.starts_with("HTTP/1.1 200"), "{}", answer.lines().next().unwrap_or_default());
    answer
}
