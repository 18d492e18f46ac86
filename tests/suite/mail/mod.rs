//! News by e-mail, handed to what plays a mail server and read back by another
//! language's mail library.

mod addresses;
mod failures;
mod notices;
mod reminders;
mod server;
mod standing;
mod without;

use consultant_registry::domain::ids::AccountId;
use consultant_registry::storage::accounts;
use consultant_registry::storage::mailboxes::{self, Mailbox};
use consultant_registry::storage::mails::{self, MailRecord};

use rocket::tokio::time::{Duration, sleep};

use crate::harness::{Kind, Page, Person, World};
use server::{MailServer, Taken};

/// From whom the mails of these stories come: letters of Viet Nam, and signs that
/// mean something in a header.
const SENDER: &str = "Đăng ký \"tư vấn\", HTQLCL";

/// A story of a register with a mail server, on both databases.
macro_rules! mail_story {
    ($(#[$doc:meta])* async fn $name:ident($world:ident, $server:ident) $body:block) => {
        $(#[$doc])*
        mod $name {
            #[allow(unused_imports, reason = "a short story needs less of its file than a long one")]
            use super::*;

            async fn tell($world: crate::harness::World, $server: crate::mail::server::MailServer) $body

            #[rocket::async_test]
            async fn on_sqlite() {
                if let Some((world, server)) = crate::mail::ground(crate::harness::Kind::Sqlite).await {
                    tell(world, server).await;
                }
            }

            #[rocket::async_test]
            async fn on_postgres() {
                if let Some((world, server)) = crate::mail::ground(crate::harness::Kind::Postgres).await {
                    tell(world, server).await;
                }
            }
        }
    };
}

use mail_story;

/// A register with a mail server of its own.
async fn ground(kind: Kind) -> Option<(World, MailServer)> {
    let server = MailServer::open(&[])?;
    let world = World::with(kind, |config| server.settings(config)).await?;
    Some((world, server))
}

/// The link in a mail to a page of this kind, as a path.
fn link(mail: &Taken, kind: &str) -> String {
    let before = format!("http://localhost:8000/mail/{kind}/");
    let (_, rest) = mail.text.split_once(&before).unwrap_or_else(|| panic!("no link: {}", mail.text));
    format!("/mail/{kind}/{}", rest.split_whitespace().next().unwrap_or_default())
}

/// Opens the link of a mail of confirmation and presses its button.
async fn confirm(person: &mut Person, mail: &Taken) -> Page {
    let page = person.visit(&link(mail, "confirmation")).await;
    person.press(&page, "Xác nhận địa chỉ này").await
}

/// The account of this address.
async fn account(world: &World, email: &str) -> AccountId {
    let mut reading = world.storage().read().await.expect("a reading");
    accounts::find_by_email(&mut reading, email).await.expect("read").expect("an account").id
}

/// What is known of this address.
async fn mailbox(world: &World, email: &str) -> Mailbox {
    let account = account(world, email).await;
    mailboxes::find(&mut world.storage().read().await.expect("a reading"), account).await.expect("read")
}

/// Whoever has this address confirmed it, long ago.
async fn confirmed(world: &World, email: &str) {
    let account = account(world, email).await;
    let mailbox = Mailbox { confirmed_at: Some(world.registry.clock.now()), ..Mailbox::default() };
    let mut transaction = world.storage().begin().await.expect("a transaction");
    mailboxes::save(&mut transaction, account, &mailbox).await.expect("saved");
    transaction.commit().await.expect("the commit");
}

/// The mails about this, once each has ended or failed as often as this.
async fn settled(world: &World, subject: &str, tries: i64) -> Vec<MailRecord> {
    for _ in 0..3_000 {
        let mut reading = world.storage().read().await.expect("a reading");
        let all = mails::about(&mut reading, subject).await.expect("read").rows;
        let now = world.registry.clock.now();
        let has_settled = |record: &MailRecord| {
            // Put off: while it is tried, it is due.
            let is_put_off = record.tries >= tries && record.due_at.is_some_and(|at| at > now);
            record.ending.is_some() || is_put_off
        };
        if !all.is_empty() && all.iter().all(has_settled) {
            return all;
        }
        drop(reading);
        sleep(Duration::from_millis(20)).await;
    }
    panic!("never settled: {subject}");
}
