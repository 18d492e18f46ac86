//! The application as the law has it (Circular 26/2014/TT-BKHCN, form 3),
//! filled in, to print, sign and hand in as a scan. In Vietnamese: it is signed.

use askama::Template;
use rocket::get;

use super::tasks::papers_of;
use super::{address, place::Place, trail};
use crate::acts::filing::{self, OwnDossier};
use crate::domain::application::{
    Application, EstablishmentPaper, Expert, Organisation, Procedure, QmsCertificate, ReissueCause, given,
};
use crate::domain::ids::DossierId;
use crate::domain::readiness::required_papers;
use crate::language::Language;
use crate::language::filing::FilingTexts;
use crate::language::filing::questions::{self as q, Choice};
use crate::web::people::Applicant;
use crate::web::{Answer, Failure, Frame, Site};

#[derive(Template)]
#[template(path = "filing/application.html")]
struct ApplicationPage {
    frame: Frame,
    texts: &'static FilingTexts,
    trail: Vec<(String, String)>,
    receiver: String,
    is_organisation: bool,
    title: &'static str,
    /// What is asked for, as a paragraph, or several.
    asks: Vec<String>,
    /// Whether the experts stand below it as a table.
    lists_experts: bool,
    /// Who applies: what is asked, and what was answered.
    facts: Vec<(&'static str, String)>,
    experts: Vec<[String; 4]>,
    /// What is handed in with it, and how many files of it there are.
    papers: Vec<(String, usize)>,
    /// The lines “Căn cứ …”.
    bases: Vec<String>,
    signer_title: String,
    signer: String,
    address: String,
}

/// The application to print.
#[get("/filing/dossiers/<id>/application")]
pub(super) async fn page(
    id: DossierId,
    applicant: Applicant,
    site: Site<'_>,
    frame: Frame,
) -> Result<Answer, Failure> {
    let own = filing::view(site.registry, applicant.account, id).await?;
    let application = &own.dossier.application;
    let organisation = application.organisation.as_ref();
    let representative = organisation.and_then(|organisation| organisation.legal_representative.as_ref());
    let only = application.experts.first();
    Answer::page(&ApplicationPage {
        texts: frame.language.filing(),
        trail: trail(frame.language, &own.dossier),
        receiver: own.issuer.name.vi.clone(),
        is_organisation: organisation.is_some(),
        title: title(application.procedure),
        asks: asks(application),
        lists_experts: application.procedure.adds_experts(),
        facts: match (organisation, only) {
            (Some(organisation), _) if application.procedure.is_about_certificate() => {
                of_organisation(organisation).into_iter().filter(|(_, answer)| !answer.is_empty()).collect()
            }
            (Some(organisation), _) => of_organisation(organisation),
            (None, Some(expert)) => of_person(expert),
            (None, None) => Vec::new(),
        },
        experts: application.experts.iter().map(line).collect(),
        papers: papers(&own, application),
        bases: own.regime.legal_bases.iter().map(|basis| basis.vi.clone()).collect(),
        signer_title: text(representative.and_then(|person| person.title.as_ref())),
        signer: match organisation {
            Some(_) => text(representative.and_then(|person| person.name.as_ref())),
            None => text(only.and_then(|expert| expert.name.as_ref())),
        },
        address: address(id),
        frame,
    })
}

fn title(procedure: Procedure) -> &'static str {
    match procedure {
        Procedure::NewOrganisation => "ĐƠN ĐĂNG KÝ HOẠT ĐỘNG TƯ VẤN",
        Procedure::NewIndependent => "ĐƠN ĐĂNG KÝ HOẠT ĐỘNG TƯ VẤN ĐỘC LẬP",
        Procedure::AdditionalCards => "ĐƠN ĐỀ NGHỊ CẤP BỔ SUNG THẺ CHUYÊN GIA TƯ VẤN",
        Procedure::ReissueOrganisation | Procedure::ReissueIndependent => {
            "VĂN BẢN ĐỀ NGHỊ CẤP LẠI GIẤY XÁC NHẬN, THẺ CHUYÊN GIA TƯ VẤN"
        }
        Procedure::RenewalOrganisation | Procedure::RenewalIndependent => {
            "ĐƠN ĐỀ NGHỊ CẤP LẠI GIẤY XÁC NHẬN, THẺ CHUYÊN GIA TƯ VẤN KHI HẾT HẠN"
        }
    }
}

/// What is asked for, in the words of a letter.
fn asks(application: &Application) -> Vec<String> {
    let prior = application.certificate.as_ref();
    let number = prior.map(|prior| prior.number.as_str()).unwrap_or_default();
    let day = prior.and_then(|prior| prior.issued_on).map(|day| Language::Vi.day(day));
    let day = day.map(|day| format!(" ngày {day}")).unwrap_or_default();
    let who = if application.organisation.is_some() { "Tổ chức chúng tôi" } else { "Tôi" };
    let has = format!("{who} đã được cấp Giấy xác nhận đủ điều kiện hoạt động tư vấn số {number}{day}");
    let Some(reissue) = &application.reissue else {
        return vec![match application.procedure {
            Procedure::AdditionalCards => {
                format!("{has}, đề nghị được cấp bổ sung Thẻ chuyên gia tư vấn cho các chuyên gia sau đây:")
            }
            procedure if procedure.is_renewal() => {
                let until = prior.and_then(|prior| prior.expires_on).map(|day| Language::Vi.day(day));
                let until = until.map(|day| format!(", có giá trị đến hết ngày {day}")).unwrap_or_default();
                let cards = if procedure.is_of_organisation() {
                    "Thẻ chuyên gia tư vấn cho các chuyên gia sau đây:"
                } else {
                    "Thẻ chuyên gia tư vấn độc lập."
                };
                format!("{has}{until}, đề nghị được cấp lại Giấy xác nhận đủ điều kiện hoạt động tư vấn và {cards}")
            }
            procedure if procedure.is_of_organisation() => "Tổ chức chúng tôi đề nghị được cấp Giấy xác nhận đủ điều kiện hoạt động tư vấn xây dựng hệ thống quản lý chất lượng theo TCVN ISO 9001 đối với cơ quan, tổ chức thuộc hệ thống hành chính nhà nước, và Thẻ chuyên gia tư vấn cho các chuyên gia sau đây:".to_owned(),
            _ => "Tôi đề nghị được cấp Giấy xác nhận đủ điều kiện hoạt động tư vấn độc lập xây dựng hệ thống quản lý chất lượng theo TCVN ISO 9001 đối với cơ quan, tổ chức thuộc hệ thống hành chính nhà nước, và Thẻ chuyên gia tư vấn độc lập.".to_owned(),
        }];
    };
    let papers = Language::Vi.papers_asked_again(number, reissue);
    let cause = reissue.cause.map_or("…………", |cause| Language::Vi.reissue_cause(cause));
    let mut asks = vec![format!("{has}, đề nghị được cấp lại: {papers}."), format!("Lý do: {cause}.")];
    asks.extend(given(reissue.details.as_ref()).map(str::to_owned));
    if reissue.cause.is_some_and(ReissueCause::changes_particulars) {
        let prior = prior.map(|prior| prior.holder.as_str()).unwrap_or_default();
        asks.push(format!("Tên ghi trên giấy xác nhận hiện nay: {prior}. Nội dung mới ghi ở phần trên."));
        let renamed = application.experts.iter().filter_map(|expert| {
            let card = expert.prior_card.as_ref()?;
            let name = given(expert.name.as_ref()).filter(|name| *name != card.holder)?;
            Some(format!("Thẻ {}: {} nay là {name}.", card.number, card.holder))
        });
        asks.extend(renamed);
    }
    asks
}

fn of_organisation(organisation: &Organisation) -> Vec<(&'static str, String)> {
    let label = |question: &'static q::Question| question.label(Language::Vi);
    let representative = organisation
        .legal_representative
        .as_ref()
        .map(|person| join(", ", [text(person.name.as_ref()), text(person.title.as_ref())]));
    vec![
        (label(&q::NAME), text(organisation.name.as_ref())),
        (label(&q::ENTERPRISE_CODE), text(organisation.enterprise_code.as_ref())),
        (label(&q::ADDRESS), text(organisation.address.as_ref())),
        (label(&q::PHONE), text(organisation.phone.as_ref())),
        (label(&q::EMAIL), text(organisation.email.as_ref())),
        ("Người đại diện theo pháp luật", representative.unwrap_or_default()),
        ("Giấy tờ thành lập", organisation.establishment.as_ref().map(establishment).unwrap_or_default()),
        (
            "Chứng chỉ hệ thống quản lý chất lượng",
            organisation.qms_certificate.as_ref().map(certificate).unwrap_or_default(),
        ),
    ]
}

fn of_person(expert: &Expert) -> Vec<(&'static str, String)> {
    let day = |day: Option<crate::dates::Day>| day.map(|day| Language::Vi.day(day)).unwrap_or_default();
    let degree = expert.degree.as_ref().map(|degree| {
        let level = said(q::LEVELS, degree.level.as_ref());
        join(", ", [level, text(degree.major.as_ref()), text(degree.school.as_ref())])
    });
    let contact = expert.contact.clone().unwrap_or_default();
    vec![
        (q::EXPERT_NAME.label(Language::Vi), text(expert.name.as_ref())),
        (q::BORN_ON.label(Language::Vi), day(expert.born_on)),
        (q::PERSONAL_NUMBER.label(Language::Vi), text(expert.personal_number.as_ref())),
        (q::CONTACT_ADDRESS.label(Language::Vi), text(contact.address.as_ref())),
        (q::PHONE.label(Language::Vi), text(contact.phone.as_ref())),
        (q::CONTACT_EMAIL.label(Language::Vi), text(contact.email.as_ref())),
        ("Trình độ", degree.unwrap_or_default()),
    ]
}

fn establishment(paper: &EstablishmentPaper) -> String {
    let numbered = numbered(paper.number.as_ref(), paper.issued_on);
    let by = given(paper.issued_by.as_ref()).map(|by| format!("do {by} cấp")).unwrap_or_default();
    join(" ", [said(q::PAPER_KINDS, paper.kind.as_ref()), numbered, by])
}

fn certificate(own: &QmsCertificate) -> String {
    let number = given(own.number.as_ref()).map(|number| format!("số {number}")).unwrap_or_default();
    let edition = given(own.edition.as_ref()).map(|edition| format!("theo {edition}")).unwrap_or_default();
    let by = given(own.body.as_ref()).map(|body| format!("do {body} cấp")).unwrap_or_default();
    let day = |day| Language::Vi.day(day);
    let when = match (own.valid_from, own.valid_to) {
        (Some(from), Some(to)) => format!("có hiệu lực từ {} đến {}", day(from), day(to)),
        (Some(from), None) => format!("có hiệu lực từ {}", day(from)),
        (None, Some(to)) => format!("có hiệu lực đến {}", day(to)),
        (None, None) => String::new(),
    };
    let what = join(" ", [number, edition, by]);
    join(", ", [what, when])
}

fn numbered(number: Option<&String>, day: Option<crate::dates::Day>) -> String {
    let number = given(number).map(|number| format!("số {number}")).unwrap_or_default();
    let day = day.map(|day| format!("ngày {}", Language::Vi.day(day))).unwrap_or_default();
    join(" ", [number, day])
}

fn line(expert: &Expert) -> [String; 4] {
    let degree = expert
        .degree
        .as_ref()
        .map(|degree| join(", ", [said(q::LEVELS, degree.level.as_ref()), text(degree.major.as_ref())]));
    let employment = expert.employment.as_ref();
    let kind = employment.and_then(|employment| employment.kind.as_ref());
    [
        text(expert.name.as_ref()),
        expert.born_on.map(|day| Language::Vi.day(day)).unwrap_or_default(),
        degree.unwrap_or_default(),
        said(q::EMPLOYMENT_KINDS, kind),
    ]
}

/// What the law lists, each once, with how many files were uploaded for it.
fn papers(own: &OwnDossier, application: &Application) -> Vec<(String, usize)> {
    let mut listed: Vec<(String, usize)> = Vec::new();
    for required in required_papers(application) {
        let title = required.item.title().vi;
        let place = Place { expert: required.expert, ..Place::of_dossier(required.section) };
        let count = papers_of(&own.papers, place).count();
        match listed.iter_mut().find(|(known, _)| *known == title) {
            Some((_, files)) => *files += count,
            None => listed.push((title, count)),
        }
    }
    listed
}

fn said(choices: &[Choice], word: Option<&String>) -> String {
    let word = text(word);
    let known = choices.iter().find(|(known, _, _)| *known == word);
    known.map_or(word, |(_, vi, _)| (*vi).to_owned())
}

fn join<const N: usize>(between: &str, parts: [String; N]) -> String {
    parts.into_iter().filter(|part| !part.is_empty()).collect::<Vec<_>>().join(between)
}

fn text(text: Option<&String>) -> String {
    given(text).unwrap_or_default().to_owned()
}
