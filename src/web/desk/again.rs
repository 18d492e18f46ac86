//! A form of a dossier's page in the other language: what was typed stays, what
//! is wrong with it is said again, and nothing is done.

use rocket::http::Status;
use rocket::post;

use super::Desk;
use super::appraisal::judgement_faults;
use super::dossier::show;
use super::ending::{self, Ending};
use super::notes;
use crate::domain::dossier::Refusal;
use crate::domain::personal_number::names_one;
use crate::domain::typed::{text, undrawn};
use crate::web::{Answer, Failure, Fields, Form, Typed};

/// The page of the dossier with what was typed. `act` is the noun of the form;
/// a route with a query comes before those without.
#[post("/desk/dossiers/<id>/<act>?<again>", data = "<typed>")]
pub(super) async fn page(
    id: &str,
    act: &str,
    again: &str,
    desk: Desk<'_>,
    typed: Typed,
) -> Result<Answer, Failure> {
    let Typed(fields) = typed;
    let faults = if again == "told" { faults(&desk, act, &fields) } else { Vec::new() };
    if let Some(ending) = Ending::named(act) {
        let mut form = Form::filled(&fields);
        for (field, sentence) in &faults {
            form.refuse(field, sentence.as_str());
        }
        return ending::show(desk, id, ending, Some(form), Status::UnprocessableEntity).await;
    }
    show(desk, id, &fields, &faults, Status::UnprocessableEntity).await
}

/// What was wrong with the form, as far as that is written in it.
fn faults(desk: &Desk<'_>, act: &str, fields: &Fields) -> Vec<(String, String)> {
    let (language, texts) = (desk.frame.language, desk.frame.language.dossier());
    let field = match act {
        "judgements" => return judgement_faults(language, fields),
        "supplement-request" => "items",
        "cancellation" => Ending::Cancellation.field(),
        "assignment" if fields.text("appraiser").is_empty() => "appraiser",
        "assignment" => "assignment_reason",
        "on-site" => "on_site_reason",
        "minutes" => "summary",
        "proposal" => "reasons",
        "return" => "back_reasons",
        "refusal" => Ending::Refusal.field(),
        "notes" => notes::FIELD,
        _ => return Vec::new(),
    };
    if names_one(&text(fields.text(field))) {
        return vec![(field.to_owned(), language.refusal(&Refusal::PersonalNumber))];
    }
    let on_paper = match field {
        "items" | "refusal_reasons" => undrawn(&text(fields.text(field))),
        _ => None,
    };
    if let Some(found) = on_paper {
        return vec![(field.to_owned(), language.undrawn(found))];
    }
    let sentence = match field {
        "items" => texts.items_missing.to_owned(),
        notes::FIELD => language.refusal(&Refusal::EmptyNote),
        "appraiser" => texts.appraiser_missing.to_owned(),
        _ => language.refusal(&Refusal::NoReasons),
    };
    if fields.text(field).is_empty() { vec![(field.to_owned(), sentence)] } else { Vec::new() }
}
