//! A dossier in the hands of an office: received, appraised, decided.

use crate::desk::staff;
use crate::harness::{Page, World};

pub(crate) fn at_desk(dossier: &str) -> String {
    dossier.replace("/filing/", "/desk/")
}

/// Who receives, appraises and decides at an office.
pub(crate) type Hands = [&'static str; 3];

pub(crate) const MINISTRY: Hands = ["tiepnhan@bkhcn", "thamxet1@bkhcn", "lanhdao1@bkhcn"];

/// Intake and appraisal, up to the leader; the page after the proposal.
pub(crate) async fn proposed(world: &World, dossier: &str, judgements: &[&str]) -> Page {
    proposed_by(world, MINISTRY, dossier, judgements).await
}

/// The same at an office.
pub(crate) async fn proposed_by(world: &World, hands: Hands, dossier: &str, judgements: &[&str]) -> Page {
    let path = at_desk(dossier);
    let mut intake = staff(world, hands[0]).await;
    let page = intake.visit(&path).await;
    let page = intake.press(&page, "Tiếp nhận hồ sơ").await;
    intake.press(&page, "Xác nhận hồ sơ đầy đủ").await;
    let mut appraiser = staff(world, hands[1]).await;
    let page = appraiser.visit(&path).await;
    let page = appraiser.press(&page, "Nhận thẩm xét hồ sơ").await;
    let mut filling = appraiser.fill(&page, "Lưu nhận xét");
    for judgement in judgements {
        filling = filling.with(&format!("judgement-{judgement}"), "met");
    }
    let page = filling.send().await;
    let filling = appraiser.fill(&page, "Trình lãnh đạo").with("outcome", "approve");
    filling.with("reasons", "Văn bản đề nghị và giấy tờ khớp.").send().await
}

pub(crate) async fn approved(world: &World, dossier: &str) -> Page {
    approved_by(world, MINISTRY, dossier).await
}

/// The same at an office.
pub(crate) async fn approved_by(world: &World, hands: Hands, dossier: &str) -> Page {
    let mut leader = staff(world, hands[2]).await;
    let page = leader.visit(&format!("{}/decision", at_desk(dossier))).await;
    leader.press(&page, "Phê duyệt và cấp giấy").await
}
