//! What is asked for once more, why, and what is new on it.

use crate::domain::application::{Application, ReissueCause};
use crate::language::filing::questions as q;
use crate::web::filing::sheet::Sheet;

/// The word that stands for the certificate among the papers.
const CERTIFICATE: &str = "certificate";

pub(super) fn request(sheet: &mut Sheet, application: &mut Application) -> Option<()> {
    let choices = papers(sheet, application);
    let is_of_organisation = application.procedure.is_of_organisation();
    let reissue = application.reissue.as_mut()?;
    let mut chosen: Vec<String> = reissue.certificate.then(|| CERTIFICATE.to_owned()).into_iter().collect();
    chosen.extend(reissue.cards.iter().cloned());
    sheet.ticks(&q::REISSUE_PAPERS, choices, &mut chosen);
    reissue.certificate = chosen.iter().any(|paper| paper == CERTIFICATE);
    reissue.cards = chosen.into_iter().filter(|paper| paper != CERTIFICATE).collect();
    let offered = if is_of_organisation { q::CAUSES } else { q::CAUSES_OF_A_PERSON };
    sheet.word::<ReissueCause>(&q::REISSUE_CAUSE, offered, &mut reissue.cause);
    let mut details: Vec<String> =
        reissue.details.iter().flat_map(|text| text.lines()).map(str::to_owned).collect();
    sheet.lines(&q::REISSUE_DETAILS, &mut details);
    reissue.details = (!details.is_empty()).then(|| details.join("\n"));
    if sheet.is_reading() {
        application.put_back_particulars();
    }
    Some(())
}

/// The papers there are: the certificate, and each card with its holder.
fn papers(sheet: &Sheet, application: &Application) -> Vec<(String, String)> {
    let (language, prior) = (sheet.language, application.certificate.as_ref());
    let own = prior.map(|prior| {
        let label = format!("{} {} – {}", language.about().certificate, prior.number, prior.holder);
        (CERTIFICATE.to_owned(), label)
    });
    let cards = application.experts.iter().filter_map(|expert| expert.prior_card.as_ref());
    let cards = cards.map(|card| {
        (card.number.clone(), format!("{} {} – {}", language.papers().card, card.number, card.holder))
    });
    own.into_iter().chain(cards).collect()
}

/// Only what the reason changes is asked.
pub(super) fn particulars(sheet: &mut Sheet, application: &mut Application) -> Option<()> {
    let renamed = application.reissue.as_ref()?.cause == Some(ReissueCause::Renamed);
    let is_of_organisation = application.procedure.is_of_organisation();
    if let Some(organisation) = &mut application.organisation {
        if renamed {
            sheet.holder(&q::NAME, &mut organisation.name);
        }
        sheet.printed(&q::ADDRESS, &mut organisation.address);
        sheet.phone(&q::PHONE, &mut organisation.phone);
        sheet.email(&q::EMAIL, &mut organisation.email);
    }
    for position in (0..application.experts.len()).filter(|_| renamed) {
        if is_of_organisation && !application.asks_card(position) {
            continue;
        }
        let expert = &mut application.experts[position];
        if let Some(card) = &expert.prior_card {
            sheet.heading(format!("{} {}", sheet.language.about().new_name_of, card.number));
        }
        sheet.under(&format!("expert{}-", position + 1), |sheet| {
            sheet.holder(&q::EXPERT_NAME, &mut expert.name);
        });
    }
    Some(())
}
