//! The home page: one field, and a way in for each audience.

use askama::Template;
use rocket::{State, get};

use super::{check, path_of, path_of_paper, ways};
use crate::domain::inquiry::{Item, Unasked};
use crate::domain::question::Question;
use crate::language::home::HomeTexts;
use crate::verification::Checks;
use crate::web::address::encoded;
use crate::web::pace::PatientChecker;
use crate::web::{Answer, Failure, Frame};

#[derive(Template)]
#[template(path = "public/home.html")]
struct HomePage {
    frame: Frame,
    texts: &'static HomeTexts,
}

/// The home page.
#[get("/")]
pub(super) fn home(frame: Frame) -> Result<Answer, Failure> {
    let texts = frame.language.home();
    Answer::page(&HomePage { frame, texts })
}

/// What people put into the field: a code, in whatever was pasted with it, is
/// checked at once; a number leads to its page, whose address can be kept and
/// sent on, and so do links of ours; codes of enterprises and names lead to the
/// register; several numbers are answered together.
#[get("/look-up?<number>&<on>")]
pub(super) async fn look_up(
    number: &str,
    on: Option<&str>,
    frame: Frame,
    checks: &State<Checks>,
    _patient: PatientChecker,
) -> Result<Answer, Failure> {
    let typed = number.trim();
    if typed.is_empty() {
        return Ok(Answer::redirect("/"));
    }
    let inquiry = checks.inquiry(typed);
    match inquiry.the_one() {
        Some(Item::Code) => return check::scan(typed, on, frame, checks).await,
        Some(Item::Slip(code)) => return Ok(Answer::redirect(ways::slip(code))),
        Some(Item::Page { number, place }) => return Ok(Answer::redirect(path_of_paper(number, *place))),
        _ => {}
    }
    let day = match checks.on_typed(on) {
        Ok(day) => day,
        Err(why) => {
            return check::of_typed(checks.unasked(why), typed.to_owned(), frame, checks.today()).await;
        }
    };
    let check = day.number(typed).await;
    let page = match (&check.paper, &check.unasked) {
        (Some(found), _) => path_of(&found.paper().number),
        (None, None) => path_of(check.number.as_deref().unwrap_or(typed)),
        (None, Some(Unasked::Other(Item::Enterprise { code, .. }))) => format!("/register/{code}"),
        (None, Some(Unasked::Other(Item::Name(name)))) => by_name(name, checks).await?,
        (None, Some(_)) => return check::of_typed(check, typed.to_owned(), frame, day).await,
    };
    let day = on.map_or_else(String::new, |_| format!("?on={}", check.on));
    Ok(Answer::redirect(format!("{page}{}", if page.contains('?') { "" } else { &day })))
}

/// The search that a name leads to: that of persons where no organisation has
/// such a name and it may be a person's.
async fn by_name(name: &str, checks: &Checks) -> Result<String, Failure> {
    let question = Question::of(name);
    let may_be_person = question.names_someone() && !question.names_organisation();
    let is_person = may_be_person && checks.organisations(&question, 1).await?.rows.is_empty();
    let page = if is_person { "/register/experts" } else { "/register" };
    Ok(format!("{page}?q={}", encoded(within(name))))
}

/// Bytes of a name that an address has room for, three letters for each.
const NAME_BYTES: usize = 300;

/// As much of a name as an address has room for, whole words.
fn within(name: &str) -> &str {
    if name.len() <= NAME_BYTES {
        return name;
    }
    let cut = &name[..name.floor_char_boundary(NAME_BYTES)];
    cut.rsplit_once(' ').map_or(cut, |(words, _)| words)
}
