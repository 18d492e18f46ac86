//! What the machine finds of the dossier today, shown before filing. It
//! decides nothing.

use askama::Template;
use rocket::get;

use super::{address, outline, trail};
use crate::acts::filing;
use crate::domain::dossier::{Act, Dossier};
use crate::domain::eligibility::{Finding, Subject};
use crate::domain::ids::DossierId;
use crate::language::Language;
use crate::language::filing::FilingTexts;
use crate::web::people::Applicant;
use crate::web::{Answer, Failure, Frame, Site};

#[derive(Template)]
#[template(path = "filing/findings.html")]
struct FindingsPage {
    frame: Frame,
    texts: &'static FilingTexts,
    trail: Vec<(String, String)>,
    /// Whom they are about, and what was found.
    groups: Vec<(String, Vec<Line>)>,
    address: String,
}

struct Line {
    rule: String,
    title: String,
    verdict: &'static str,
    class: &'static str,
    text: String,
    citation: String,
}

/// What the machine finds today.
#[get("/filing/dossiers/<id>/findings")]
pub(super) async fn page(
    id: DossierId,
    applicant: Applicant,
    site: Site<'_>,
    frame: Frame,
) -> Result<Answer, Failure> {
    let (dossier, appraisal) = filing::preview(site.registry, applicant.account, id).await?;
    // Once it is filed, the appraisal is the office's.
    dossier.stage.require(Act::Edit, appraisal.evaluation.on).map_err(crate::acts::ActError::from)?;
    let language = frame.language;
    let mut groups: Vec<(String, Vec<Line>)> = Vec::new();
    let mut last = None;
    for finding in &appraisal.evaluation.findings {
        if last != Some(finding.subject) {
            groups.push((subject(language, &dossier, finding.subject), Vec::new()));
            last = Some(finding.subject);
        }
        if let Some((_, lines)) = groups.last_mut() {
            lines.push(line(language, finding));
        }
    }
    let (texts, trail) = (language.filing(), trail(language, &dossier));
    Answer::page(&FindingsPage { frame, texts, trail, groups, address: address(id) })
}

fn subject(language: Language, dossier: &Dossier, subject: Subject) -> String {
    match subject {
        Subject::Organisation => language.filing().the_organisation.to_owned(),
        Subject::Expert(position) => match dossier.application.experts.get(position) {
            Some(expert) => outline::expert(language, position, expert),
            None => String::new(),
        },
    }
}

fn line(language: Language, finding: &Finding) -> Line {
    let (verdict, class) = outline::verdict(language, finding.verdict);
    Line {
        rule: finding.rule.to_string(),
        title: outline::said(language, finding.rule.title()),
        verdict,
        class,
        text: outline::said(language, finding.text.clone()),
        citation: language.citation(&finding.citation),
    }
}
