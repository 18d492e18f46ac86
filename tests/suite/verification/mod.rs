//! People who hold a paper in their hand and want to know what it is worth.

mod days;
mod documents;
mod everywhere;
mod freshness;
mod given;
mod identity;
mod kit;
mod lists;
mod load;
mod log;
mod looking_up;
mod scanning;
mod snapshots;
mod statements;
mod tampering;
mod typed;
mod unreadable;

pub(crate) use lists::list;

use consultant_registry::domain::measure::Measure;
use rocket::http::{Method, Status};
use serde_json::Value;

use crate::by_two::{by_two, revocation, suspension};
use crate::harness::{Page, World};
use crate::papers::{Order, Press, Printed};

const NUMBER: &str = "01/2026/GXN-BKHCN";
const HOLDER: &str = "Công ty TNHH Đào tạo Đổi Mới";
const ENTERPRISE: &str = "9900000009";
const CARD: &str = "BKHCN-TV-00000017";
const EXPERT: &str = "Trần Đỗ Ái Vy";
const PERSONAL_NUMBER: &str = "001085123456";

async fn press(world: &World) -> Press {
    let press = Press::new(&world.registry.origin, 7);
    press.set_up(&world.registry, "2024-01-01T00:00:00Z".parse().expect("an instant")).await;
    press
}

fn order() -> Order<'static> {
    Order {
        number: NUMBER,
        holder: HOLDER,
        enterprise_code: Some(ENTERPRISE),
        issued_at: "2026-03-02T03:00:00Z".parse().expect("an instant"),
        expires_on: "2029-03-02".parse().expect("a day"),
        index: 100,
        experts: &[(EXPERT, PERSONAL_NUMBER, CARD)],
    }
}

async fn printed(world: &World) -> Printed {
    press(world).await.print(&world.registry, order()).await
}

/// The path of a QR's link.
fn path(code: &str) -> &str {
    let at = code.find("/V/").expect("a link to a code");
    &code[at..]
}

async fn json(world: &World, path: &str) -> (Status, Value) {
    let page = world.anonymous().send(Method::Get, path, None).await;
    (page.status, serde_json::from_str(&page.body).unwrap_or_else(|_| panic!("not JSON: {}", page.body)))
}

async fn verified(world: &World, code: &str) -> Value {
    let code = path(code).trim_start_matches("/V/");
    let (status, answer) = json(world, &format!("/api/v1/verify/{code}")).await;
    assert_eq!(status, Status::Ok, "{answer}");
    answer
}

fn verdict(answer: &Value) -> String {
    let reason = answer["reason"].as_str().map(|reason| format!(" {reason}")).unwrap_or_default();
    format!("{}{reason}", answer["verdict"].as_str().expect("a verdict"))
}

async fn suspend(world: &World) {
    let measure = suspension(world.registry.clock.today(), "2027-02-20".parse().expect("a day"));
    by_two(&world.registry, NUMBER, measure).await.expect("suspended");
}

async fn reinstate(world: &World) {
    by_two(&world.registry, NUMBER, Measure::Reinstatement).await.expect("reinstated");
}

async fn revoke(world: &World) {
    by_two(&world.registry, NUMBER, revocation()).await.expect("revoked");
}

fn class_of(page: &Page) -> String {
    page.attribute("section.verdict", "class").unwrap_or_default()
}
