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

use std::collections::BTreeSet;

use consultant_registry::acts::standing::{self, SeenPaper, SuspensionOrder};
use consultant_registry::domain::certificate::{RevocationGround, SuspensionGround};
use consultant_registry::domain::ids::AccountId;
use consultant_registry::domain::issuer::IssuerCode;
use consultant_registry::domain::staff::{Officer, Role};
use rocket::http::{Method, Status};
use serde_json::Value;

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

pub(crate) fn leader() -> Officer {
    let roles = BTreeSet::from([Role::Leader, Role::Intake]);
    let account = AccountId::new(uuid::Uuid::from_u128(2));
    let number = "B1".parse().expect("a number");
    Officer { account, number, name: "B".to_owned(), issuer: IssuerCode::MINISTRY, roles }
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
    suspend_as(world, 1).await;
}

/// Suspends the certificate as it was seen in this version.
async fn suspend_as(world: &World, version: i64) {
    let order = SuspensionOrder {
        ground: SuspensionGround::CapacityNotKept,
        from: world.registry.clock.today(),
        until: "2027-02-20".parse().expect("a day"),
        remedy: "khắc phục nội bộ".to_owned(),
    };
    let seen = SeenPaper { number: NUMBER, version };
    standing::suspend(&world.registry, &leader(), seen, order).await.expect("suspended");
}

async fn revoke(world: &World, version: i64) {
    let seen = SeenPaper { number: NUMBER, version };
    let (ground, reasons) = (RevocationGround::FalseDossier, "lý do nội bộ");
    standing::revoke(&world.registry, &leader(), seen, ground, reasons).await.expect("revoked");
}

fn class_of(page: &Page) -> String {
    page.attribute("section.verdict", "class").unwrap_or_default()
}
