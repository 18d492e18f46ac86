//! The papers of an invented dossier: which are handed in, and their bytes.

use super::facts::Facts;
use super::paper::{Page, pdf};
use super::portrait::portrait;
use crate::domain::evidence::Item;

/// Which papers a dossier comes with.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Papers {
    /// All, each with the name of whom it is about.
    Own,
    /// All, the same for everyone, so that old dossiers share their files.
    Shared,
    /// Portraits alone: the least that a card can be made from.
    Portraits,
    /// All but the last expert's portrait and degree, for a draft.
    Unfinished,
}

const OF_ORGANISATION: [(Item, &str); 4] = [
    (Item::RegistrationForm, "don-dang-ky.pdf"),
    (Item::EstablishmentPaper, "giay-to-thanh-lap.pdf"),
    (Item::QmsCertificate, "chung-chi-htqlcl.pdf"),
    (Item::ConsultingHistory, "bao-cao-hoat-dong-tu-van.pdf"),
];
const OF_EXPERT: [(Item, &str); 5] = [
    (Item::Degree, "bang-dai-hoc.pdf"),
    (Item::StateAdministration, "chung-chi-qlhcnn.pdf"),
    (Item::QmsTraining, "chung-chi-dao-tao-tu-van.pdf"),
    (Item::CurriculumVitae, "ly-lich.pdf"),
    (Item::EmploymentPaper, "hop-dong-va-bhxh.pdf"),
];

/// A paper as it lies beside the applicant's computer.
#[derive(Clone, Debug)]
pub struct Scan {
    /// What it shows.
    pub item: Item,
    /// Position of the expert it is about.
    pub expert: Option<usize>,
    /// The name of the file.
    pub file_name: &'static str,
    /// Its bytes.
    pub bytes: Vec<u8>,
}

/// The papers of a dossier, the organisation's first.
pub fn scans(facts: &Facts, papers: Papers) -> Vec<Scan> {
    let mut scans = Vec::new();
    if papers != Papers::Portraits {
        scans.extend(of_applicant(facts, papers));
    }
    for position in 0..facts.people.len() {
        scans.extend(of_expert(facts, position, papers));
    }
    scans
}

fn of_applicant(facts: &Facts, papers: Papers) -> Vec<Scan> {
    let name = facts.firm.as_ref().map_or("Chuyên gia tư vấn độc lập", |firm| firm.name.as_str());
    let count = if facts.firm.is_some() { OF_ORGANISATION.len() } else { 1 };
    OF_ORGANISATION[..count]
        .iter()
        .map(|&(item, file)| scan(item, None, file, page(item, name, papers)))
        .collect()
}

fn of_expert(facts: &Facts, position: usize, papers: Papers) -> Vec<Scan> {
    let (person, expert) = (&facts.people[position], Some(position));
    let mut scans = Vec::new();
    let is_left_unfinished = papers == Papers::Unfinished && position + 1 == facts.people.len();
    if papers != Papers::Portraits {
        let wanted = OF_EXPERT.iter().filter(|(item, _)| match item {
            Item::EmploymentPaper => facts.firm.is_some(),
            Item::Degree => !is_left_unfinished,
            _ => true,
        });
        scans.extend(wanted.map(|&(item, file)| scan(item, expert, file, page(item, &person.name, papers))));
        if facts.flaws.contains(&super::facts::Flaw::CivilServant(position)) {
            let letter = page(Item::ConsentLetter, &person.name, papers);
            scans.push(scan(Item::ConsentLetter, expert, "van-ban-dong-y.pdf", letter));
        }
    }
    if !is_left_unfinished {
        scans.push(scan(Item::Photo, expert, "anh-chan-dung.png", portrait(person)));
    }
    scans
}

fn page(item: Item, name: &str, papers: Papers) -> Vec<u8> {
    let title = item.title().vi;
    let about = if papers == Papers::Shared {
        "(bản dùng chung của hồ sơ đã giải quyết)"
    } else {
        name
    };
    let lines = [
        format!("Nội dung: {title}."),
        format!("Cấp cho: {about}."),
        "Số, ngày cấp và nơi cấp: như đã ghi trong hồ sơ điện tử.".to_owned(),
    ];
    pdf(&Page { heading: &title.to_uppercase(), lines: &lines })
}

fn scan(item: Item, expert: Option<usize>, file_name: &'static str, bytes: Vec<u8>) -> Scan {
    Scan { item, expert, file_name, bytes }
}
