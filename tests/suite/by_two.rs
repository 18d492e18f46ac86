//! Measures on certificates by the two people they take, so that a story can
//! have one done and go on.

use std::collections::BTreeSet;

use consultant_registry::acts::measures::{self, MeasureVersion, MeasureWish};
use consultant_registry::acts::standing::SeenPaper;
use consultant_registry::acts::{ActError, Registry};
use consultant_registry::dates::Day;
use consultant_registry::domain::certificate::{RevocationGround, SuspensionGround};
use consultant_registry::domain::ids::AccountId;
use consultant_registry::domain::issuer::IssuerCode;
use consultant_registry::domain::measure::Measure;
use consultant_registry::domain::staff::{Officer, Role};
use consultant_registry::storage::{certificates, dossiers};

use crate::desk::staff;
use crate::harness::{Page, Person, World};

/// What a leader says who decides what [`leader`] proposed.
pub(crate) const REASONS: &str = "lý do nội bộ";

/// Someone at the Ministry who receives and decides, in registers whose papers
/// came from a press.
pub(crate) fn leader() -> Officer {
    officer(2, "B1")
}

/// Another leader there.
pub(crate) fn second_leader() -> Officer {
    officer(3, "B2")
}

fn officer(nth: u128, number: &str) -> Officer {
    let roles = BTreeSet::from([Role::Leader, Role::Intake]);
    let account = AccountId::new(uuid::Uuid::from_u128(nth));
    let number = number.parse().expect("a number");
    Officer { account, number, name: "B".to_owned(), issuer: IssuerCode::MINISTRY, roles }
}

/// A suspension from one day to another.
pub(crate) fn suspension(from: Day, until: Day) -> Measure {
    let remedy = "khắc phục nội bộ".to_owned();
    Measure::Suspension { ground: SuspensionGround::CapacityNotKept, from, until, remedy }
}

/// A revocation.
pub(crate) fn revocation() -> Measure {
    Measure::Revocation { ground: RevocationGround::FalseDossier }
}

/// One leader proposes, the holder explains where they are asked, another
/// leader confirms.
pub(crate) async fn by_two(registry: &Registry, number: &str, measure: Measure) -> Result<(), ActError> {
    // As a writer, for a story may have taken the readers away.
    let mut reading = registry.storage.begin().await?;
    let certificate = certificates::find(&mut reading, number).await?.expect("the certificate");
    let dossier = certificate.dossier.expect("its dossier");
    let dossier = dossiers::find(&mut reading, &registry.seal, dossier).await?.expect("its dossier");
    drop(reading);
    let seen = SeenPaper { number, version: certificate.paper.version };
    let (is_explained, reasons) = (measure.is_explained(), REASONS.to_owned());
    let id = measures::propose(registry, &leader(), seen, MeasureWish { measure, reasons }).await?;
    let mut version = 1;
    if is_explained {
        measures::answer(registry, dossier.applicant, (dossier.id, id), "Không có ý kiến.").await?;
        version += 1;
    }
    let certificate = certificate.paper.version;
    measures::confirm(registry, &second_leader(), MeasureVersion { id, version, certificate }).await
}

/// Sends the form of a certificate's page that proposes a measure; answers the
/// page of the certificate.
pub(crate) async fn propose(
    officer: &mut Person,
    (certificate, noun): (&str, &str),
    fields: &[(&str, &str)],
) -> Page {
    let form = officer.visit(&format!("{certificate}/{noun}")).await;
    let button = match noun {
        "suspension" => "Đề xuất đình chỉ",
        "reinstatement" => "Đề xuất khôi phục",
        "revocation" => "Đề xuất thu hồi",
        _ => "Đình chỉ ngay",
    };
    let filling = officer.fill(&form, button);
    let done = fields.iter().fold(filling, |filling, (name, value)| filling.with(name, value)).send().await;
    assert!(done.words_of(".errors").is_empty(), "{noun}: {}", done.words_of("main"));
    done
}

/// Where the proposal that waits on a certificate stands.
pub(crate) fn waiting(page: &Page) -> String {
    page.attribute("li.waits a[href*='/measures/'], td + th a[href*='/measures/']", "href")
        .expect("a proposal")
}

/// The holder of the dossier explains themselves.
pub(crate) async fn explain(holder: &mut Person, dossier: &str, text: &str) -> Page {
    let form = holder.visit(&format!("{dossier}/explanation")).await;
    holder.fill(&form, "Gửi giải trình").with("explanation", text).send().await
}

/// Over HTTP: the second leader of the Ministry proposes, the holder explains
/// where they are asked, the first leader confirms.
pub(crate) async fn decided(
    world: &World,
    (certificate, noun): (&str, &str),
    (holder, dossier): (&mut Person, &str),
    fields: &[(&str, &str)],
) -> Page {
    let mut proposer = staff(world, "lanhdao2@bkhcn").await;
    let page = propose(&mut proposer, (certificate, noun), fields).await;
    if noun != "reinstatement" {
        explain(holder, dossier, "Không có ý kiến.").await;
    }
    let mut leader = staff(world, "lanhdao1@bkhcn").await;
    let look = leader.visit(&format!("{}/confirmation", waiting(&page))).await;
    let (button, number) = match noun {
        "suspension" => ("Đình chỉ hiệu lực", None),
        "reinstatement" => ("Khôi phục hiệu lực", None),
        _ => ("Thu hồi giấy xác nhận", look.all_words_of("p.lead .code").pop()),
    };
    let filling = leader.fill(&look, button);
    let done = match &number {
        Some(number) => filling.with("typed_number", number).send().await,
        None => filling.send().await,
    };
    assert!(done.words_of(".errors").is_empty(), "{noun}: {}", done.words_of("main"));
    done
}
