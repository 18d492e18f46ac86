//! The parts of a page of the form, as they are asked and as they are shown.

use askama::Template;

use super::leaf::Leaf;
use super::papers::{PaperLine, Portrait};
use super::part::{SEEN, trail_to};
use super::place::{Place, Row as ListRow};
use super::rows::{self, Table};
use super::sheet::{Control, Row, Sheet};
use super::taking::FILE;
use super::tasks::papers_of;
use super::{address, crop, failing, leaf_address, outline, sections};
use crate::acts::filing::OwnDossier;
use crate::config::Config;
use crate::domain::application::Application;
use crate::domain::readiness::Section;
use crate::language::Language;
use crate::language::filing::FilingTexts;
use crate::web::{Form, Frame};

/// One part as it was asked.
pub(super) struct PartForm {
    pub(super) place: Place,
    /// What stands before the names of its fields.
    pub(super) prefix: String,
    pub(super) rows: Vec<Row>,
}

impl PartForm {
    /// The name of a field of this part.
    pub(super) fn field(&self, name: &str) -> String {
        format!("{}{name}", self.prefix)
    }

    /// Whether papers are handed in with it.
    pub(super) fn takes_papers(&self) -> bool {
        self.place.row.is_none() && self.place.section.item().is_some()
    }
}

/// Asks the questions of every part of a page. Where there are several, the
/// fields of each have names of their own.
pub(super) fn ask(
    sheet: &mut Sheet,
    application: &mut Application,
    places: &[Place],
) -> Option<Vec<PartForm>> {
    let mut asked = Vec::new();
    for &place in places {
        let prefix = match places.len() {
            1 => String::new(),
            _ => format!("{}-", place.section),
        };
        sheet.under(&prefix, |sheet| sections::ask(sheet, application, place))?;
        let rows = std::mem::take(&mut sheet.rows);
        asked.push(PartForm { place, prefix, rows });
    }
    Some(asked)
}

/// What a page of the form is made from.
pub(super) struct PageContents {
    pub(super) leaf: Leaf,
    pub(super) sheet: Sheet,
    pub(super) asked: Vec<PartForm>,
    /// Which papers were taken though the form was not; empty when none were.
    pub(super) kept: String,
}

#[derive(Template)]
#[template(path = "filing/part.html")]
pub(super) struct PartPage {
    frame: Frame,
    texts: &'static FilingTexts,
    trail: Vec<(String, String)>,
    title: String,
    form: Form,
    blocks: Vec<Block>,
    kept: String,
    crop: &'static str,
    /// Whether anything is asked, rather than only a file taken.
    has_questions: bool,
    takes_papers: bool,
    /// What the button says that asks for one more; empty when there is none.
    repeat: &'static str,
    back_href: String,
    removal_href: String,
    base: String,
}

/// One part on the page.
struct Block {
    section: Section,
    /// Its heading; empty where the page's own says it.
    title: &'static str,
    lead: String,
    seen_name: String,
    seen: String,
    rows: Vec<Row>,
    table: Option<Table>,
    table_href: String,
    is_list: bool,
    failing: Vec<String>,
    papers: Vec<PaperLine>,
    portrait: Option<Portrait>,
    /// Where a part of the portrait can be chosen; empty when none need be.
    crop_href: String,
    /// The field of its papers; empty when none are handed in here.
    file: String,
    upload_hint: String,
    is_photo: bool,
    /// The level of the first heading in it.
    level: u8,
}

/// The page with these parts.
pub(super) fn page(frame: Frame, own: &OwnDossier, shown: PageContents, config: &Config) -> PartPage {
    let PageContents { leaf, sheet, asked, kept } = shown;
    let (language, dossier) = (frame.language, &own.dossier);
    let (texts, procedure) = (language.filing(), dossier.application.procedure);
    let is_alone = asked.len() == 1;
    let has_questions = asked.iter().any(|asked| !asked.rows.is_empty());
    let failing = failing::all(language, own);
    let block = |asked: PartForm| {
        let place = asked.place;
        let mut block = block(language, own, asked, is_alone, config);
        if place.row.is_none() {
            let here = failing.iter().filter(|(at, _)| *at == place);
            block.failing = here.map(|(_, sentence)| sentence.clone()).collect();
        }
        block
    };
    let blocks: Vec<Block> = asked.into_iter().map(block).collect();
    let above = match leaf {
        Leaf::Part(place) => place
            .above(procedure)
            .filter(|above| above.section != Section::Experts || above.row.is_some())
            .map(Leaf::Part),
        _ => None,
    };
    let is_row = leaf.part().filter(|place| matches!(place.row, Some(ListRow::At(_))));
    PartPage {
        texts,
        trail: trail_to(&frame, own, leaf),
        title: title(language, own, leaf),
        form: sheet.form,
        takes_papers: blocks.iter().any(|block| !block.file.is_empty()),
        blocks,
        kept,
        crop: language.crop().offer,
        has_questions,
        repeat: match leaf {
            _ if !leaf.can_repeat(procedure) => "",
            Leaf::Experience(_) => texts.save_and_add_expert,
            _ => texts.save_and_add,
        },
        back_href: leaf_address(dossier.id, above),
        removal_href: is_row
            .map(|place| format!("{}/removal/{place}", address(dossier.id)))
            .unwrap_or_default(),
        base: address(dossier.id),
        frame,
    }
}

fn title(language: Language, own: &OwnDossier, leaf: Leaf) -> String {
    let texts = language.filing();
    match leaf {
        Leaf::Applicant => texts.organisation_parts.to_owned(),
        Leaf::Papers(position) | Leaf::Experience(position) => {
            let expert = own.dossier.application.experts.get(position);
            let name = expert.map(|expert| outline::expert(language, position, expert)).unwrap_or_default();
            let what = if leaf == Leaf::Papers(position) { texts.papers_leaf } else { texts.experience_leaf };
            format!("{name}: {what}")
        }
        Leaf::Part(place) => match place.row {
            Some(_) if place.section == Section::Experts => texts.add_expert.to_owned(),
            Some(ListRow::At(row)) => language.row_title(place.section, Some(row)),
            Some(ListRow::New) => language.row_title(place.section, None),
            None => language.section(place.section).to_owned(),
        },
    }
}

fn block(language: Language, own: &OwnDossier, asked: PartForm, is_alone: bool, config: &Config) -> Block {
    let (place, dossier) = (asked.place, &own.dossier);
    let is_photo = place.section == Section::Photo;
    let upload_hint = match asked.takes_papers() {
        true if is_photo => {
            let form = language.photo_hint(own.regime.conditions.photo.value);
            format!("{form} {}", language.picture_limits(config.upload_bytes))
        }
        true => language.paper_hint(config.upload_bytes, config.form_bytes()),
        false => String::new(),
    };
    let is_row = place.row.is_some();
    let papers = papers_of(&own.papers, place).filter(|_| !is_row);
    let is_list = place.is_list() && !is_row;
    let mut block = Block {
        section: place.section,
        title: if is_alone { "" } else { language.section(place.section) },
        lead: if is_row { String::new() } else { lead(language, own, place) },
        seen_name: asked.field(SEEN),
        seen: place.print(&dossier.application),
        table: rows::table(language, &dossier.application, place).filter(|_| is_list),
        table_href: if is_list { format!("{}/table/{place}", address(dossier.id)) } else { String::new() },
        is_list,
        failing: Vec::new(),
        papers: papers.map(|paper| PaperLine::new(language, paper)).collect(),
        portrait: if is_photo { Portrait::of(language, own, place.expert) } else { None },
        crop_href: if is_photo { crop::offered(own, place).unwrap_or_default() } else { String::new() },
        file: if asked.takes_papers() { asked.field(FILE) } else { String::new() },
        upload_hint,
        is_photo,
        level: if is_alone { 2 } else { 3 },
        rows: asked.rows,
    };
    // Headings under others that are not there stand one level higher.
    if !block.rows.iter().any(|row| matches!(row.control, Control::Heading(0))) {
        for row in &mut block.rows {
            if let Control::Heading(level) = &mut row.control {
                *level = 0;
            }
        }
    }
    block
}

/// What a part is for: of a renewal with what it asks of whom the register
/// knows.
fn lead(language: Language, own: &OwnDossier, place: Place) -> String {
    let application = &own.dossier.application;
    let expert = place.expert.and_then(|position| application.experts.get(position));
    let card = expert.and_then(|expert| expert.prior_card.as_ref());
    let first = language.section_lead(place.section, &own.regime.conditions);
    let is_renewal = application.procedure.is_renewal();
    let since = application.certificate.as_ref().and_then(|prior| prior.issued_on);
    let asks = own.regime.of_renewal();
    match place.section {
        Section::Clients if is_renewal => language.clients_in_term(asks.clients_needed.value, since, false),
        Section::Engagements if is_renewal && card.is_some() => {
            let needed = if application.procedure.is_of_organisation() {
                asks.expert_clients_needed.value
            } else {
                asks.independent_clients_needed.value
            };
            language.clients_in_term(needed, since, true)
        }
        Section::Photo if card.is_some_and(|card| card.portrait) => {
            format!("{first} {}", language.about().portrait_kept)
        }
        _ => first,
    }
}

impl Block {
    /// Where one more row is written alone, with everything that can be asked.
    fn add_href(&self, base: &str) -> String {
        self.table
            .as_ref()
            .map(|table| format!("{base}/parts/{}", table.place.at(ListRow::New)))
            .unwrap_or_default()
    }
}
