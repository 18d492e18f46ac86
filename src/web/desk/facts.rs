//! What an application says, part by part, with the papers that show it.
//! Personal numbers are masked to their last three digits.

mod certificate;
mod expert;
mod organisation;

use super::open_dossier::OpenDossier;
use crate::acts::scope;
use crate::dates::Day;
use crate::domain::application::{ClientCertificate, Period, given};
use crate::domain::evidence::{Evidence, Item, SharedFile};
use crate::language::desk::facts::FactTexts;
use crate::language::{Language, uploads};

use certificate::certificate;
pub(super) use expert::expert;
pub(super) use organisation::organisation;

/// A part of an application with its papers.
pub(super) struct Part {
    pub(super) anchor: String,
    pub(super) title: String,
    pub(super) rows: Vec<(&'static str, String)>,
    pub(super) table: Option<Table>,
    pub(super) papers: Vec<PaperLink>,
    /// A paper is expected here and none was handed in.
    pub(super) lacks_paper: bool,
}

/// A list inside a part.
pub(super) struct Table {
    pub(super) caption: String,
    pub(super) heads: Vec<&'static str>,
    pub(super) rows: Vec<Vec<String>>,
}

/// A paper that was handed in.
pub(super) struct PaperLink {
    pub(super) href: String,
    pub(super) name: String,
    pub(super) about: String,
    /// A portrait, which the page can show by itself.
    pub(super) is_portrait: bool,
    /// Whether it came with the last supplement.
    pub(super) is_new: bool,
    /// Other applicants' dossiers with the very file, and where each is, when it
    /// was filed with this office.
    pub(super) shared: Vec<(SharedFile, Option<String>)>,
}

/// What was declared as days, counts and words, in one language.
struct Words {
    language: Language,
    texts: &'static FactTexts,
}

/// A path of the application as the id of its part: `experts[0].degree`
/// becomes `experts-0-degree`.
pub(super) fn anchor(path: &str) -> String {
    path.replace("].", "-").replace(['[', '.'], "-").replace(']', "")
}

/// Yes or no.
pub(super) fn yes_no(language: Language, yes: bool) -> &'static str {
    if yes { language.facts().yes } else { language.facts().no }
}

impl Words {
    fn in_language(language: Language) -> Self {
        Self { language, texts: language.facts() }
    }

    fn text(&self, text: Option<&String>) -> String {
        given(text).unwrap_or(self.texts.not_given).to_owned()
    }

    fn keyword(&self, text: Option<&String>) -> String {
        self.language.keyword(given(text).unwrap_or(self.texts.not_given))
    }

    fn day(&self, day: Option<Day>) -> String {
        day.map_or_else(|| self.texts.not_given.to_owned(), |day| self.language.day(day))
    }

    fn yes_no(&self, yes: Option<bool>) -> String {
        yes.map_or(self.texts.not_given, |yes| yes_no(self.language, yes)).to_owned()
    }

    /// From one day to another; an open end is now.
    fn span(&self, from: Option<Day>, to: Option<Day>) -> String {
        let to = to.map_or_else(|| self.texts.now.to_owned(), |to| self.language.day(to));
        format!("{} – {to}", self.day(from))
    }

    fn period(&self, period: Option<Period>) -> String {
        period.map_or_else(|| self.texts.not_given.to_owned(), |period| self.span(period.from, period.to))
    }

    /// A client's certificate in one line.
    fn certificate(&self, certificate: Option<&ClientCertificate>) -> String {
        let Some(certificate) = certificate else { return self.texts.not_given.to_owned() };
        let parts = [
            given(certificate.number.as_ref()).map(str::to_owned),
            certificate.certified_on.map(|day| self.language.day(day)),
            given(certificate.body.as_ref()).map(str::to_owned),
            given(certificate.body_registration.as_ref()).map(str::to_owned),
        ];
        let parts: Vec<String> = parts.into_iter().flatten().collect();
        if parts.is_empty() { self.texts.not_given.to_owned() } else { parts.join(" · ") }
    }

    fn table(&self, heads: Vec<&'static str>, rows: Vec<Vec<String>>) -> Option<Table> {
        let caption = format!("{} {}", rows.len(), self.texts.rows);
        (!rows.is_empty()).then_some(Table { caption, heads, rows })
    }
}

/// A part with the papers of these items.
fn part(
    opened: &OpenDossier,
    (path, title): (&str, impl Into<String>),
    (expert, items): (Option<usize>, &[Item]),
    rows: Vec<(&'static str, String)>,
) -> Part {
    let found = |paper: &&Evidence| paper.expert == expert && items.contains(&paper.item);
    let papers: Vec<PaperLink> =
        opened.papers.iter().filter(found).map(|paper| link(opened, paper)).collect();
    let lacks_paper = papers.is_empty() && items.first().is_some_and(|item| item.is_handed_in());
    Part { anchor: anchor(path), title: title.into(), rows, table: None, papers, lacks_paper }
}

fn link(opened: &OpenDossier, paper: &Evidence) -> PaperLink {
    let at = |shared: &SharedFile| {
        let is_here = scope::is_own(shared, opened.dossier.issuer);
        (shared.clone(), is_here.then(|| format!("/desk/dossiers/{}", shared.dossier)))
    };
    let kind = match paper.media_type.as_str() {
        "image/jpeg" => "JPEG",
        "image/png" => "PNG",
        _ => "PDF",
    };
    PaperLink {
        href: format!("/desk/dossiers/{}/papers/{}", opened.dossier.id, paper.id),
        name: paper.file_name.clone(),
        about: format!("{kind}, {}", uploads::size(paper.byte_count.unsigned_abs())),
        is_portrait: paper.item == Item::Photo,
        is_new: opened.is_new(paper),
        shared: opened.shared.iter().filter(|shared| shared.paper == paper.id).map(at).collect(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_path_becomes_an_id_that_a_link_can_name() {
        assert_eq!(anchor("experts[0].degree"), "experts-0-degree");
        assert_eq!(anchor("organisation.qms_certificate"), "organisation-qms_certificate");
        assert_eq!(anchor("experts"), "experts");
    }
}
