//! What holders give notice of, from their page to what everyone sees.

mod departure;
mod surrender;

use consultant_registry::demo::cast;
use consultant_registry::demo::facts::Facts;
use consultant_registry::demo::teller::{Step, Story};
use consultant_registry::storage::entries;

use crate::harness::{Page, Person, World};
use crate::rehearsal::Rehearsal;

const NUMBER: &str = "01/2026/GXN-BKHCN";
const DESK: &str = "/desk/certificates/01-2026-GXN-BKHCN";
const OWN: &str = "/filing/certificates/01-2026-GXN-BKHCN";
const PUBLIC: &str = "/c/01-2026-GXN-BKHCN";

/// A certificate with its cards, issued.
async fn issued(rehearsal: &Rehearsal, facts: Facts) -> Story {
    let mut story = rehearsal.proposed(facts).await;
    rehearsal.teller.tell(&mut story, Step::Approve).await.expect("approved");
    story
}

/// Whoever filed it, signed in.
async fn holder(world: &World) -> Person {
    let mut holder = world.anonymous();
    holder.sign_in("a@example.test", cast::PASSWORD).await;
    holder
}

/// Fills in the form of this page.
async fn fill(person: &mut Person, page: &Page, button: &str, fields: &[(&str, &str)]) -> Page {
    let filling = person.fill(page, button);
    fields.iter().fold(filling, |filling, (name, value)| filling.with(name, value)).send().await
}

/// What was entered about the certificate.
async fn entered(world: &World) -> Vec<&'static str> {
    let mut reading = world.storage().read().await.expect("a reading");
    let entries = entries::of_paper(&mut reading, NUMBER).await.expect("the entries");
    entries.iter().map(|entry| entry.event.kind()).collect()
}

async fn heading(world: &World) -> String {
    world.anonymous().visit(PUBLIC).await.heading()
}
