//! Beginning a dossier: what for, and with whom.

use askama::Template;
use rocket::{get, post};

use super::address;
use super::certificate::CertificateLine;
use super::sent_form::FilledForm;
use crate::acts::filing::about::{self, OwnCertificate};
use crate::acts::{ActError, filing};
use crate::dates::Day;
use crate::domain::application::Procedure;
use crate::domain::issuer::{IssuerCode, Profile, ProvinceKind};
use crate::domain::order;
use crate::language::Language;
use crate::language::about::AboutTexts;
use crate::language::filing::FilingTexts;
use crate::language::filing::questions::{self, Question};
use crate::web::people::Applicant;
use crate::web::{Answer, Failure, Form, Frame, Site};

#[derive(Template)]
#[template(path = "filing/begin.html")]
struct BeginPage {
    frame: Frame,
    texts: &'static FilingTexts,
    form: Form,
    procedure: &'static Question,
    procedures: Vec<(&'static str, &'static str)>,
    issuer: &'static Question,
    issuers: Vec<(String, String)>,
    about: &'static AboutTexts,
    /// The certificates under which something else can be asked for.
    certificates: Vec<CertificateLine>,
}

/// What for, and with whom.
#[get("/filing/dossiers/new")]
pub(super) async fn page(applicant: Applicant, site: Site<'_>, frame: Frame) -> Result<Answer, Failure> {
    let receivers = filing::receivers(site.registry).await?;
    let own = about::own_certificates(site.registry, applicant.account).await?;
    Answer::page(&begin_page(frame, Form::empty(), receivers, (&own.rows, site.registry.clock.today())))
}

/// Begins the draft.
#[post("/filing/dossiers", data = "<sent>")]
pub(super) async fn begin(site: Site<'_>, frame: Frame, sent: FilledForm) -> Result<Answer, Failure> {
    let (texts, mut form) = (frame.language.filing(), Form::filled(&sent.fields));
    let receivers = filing::receivers(site.registry).await?;
    let procedure = sent.fields.text(questions::PROCEDURE.name).parse::<Procedure>().ok();
    let procedure = procedure.filter(|procedure| !procedure.is_about_certificate());
    let issuer = sent.fields.text(questions::ISSUER.name).parse::<IssuerCode>().ok();
    let issuer = issuer.filter(|code| receivers.iter().any(|profile| profile.code == *code));
    match (procedure, issuer) {
        (Some(procedure), Some(issuer)) if !form.is_refused() => {
            match filing::begin(site.registry, sent.applicant.account, issuer, procedure).await {
                Ok(dossier) => {
                    site.leave_notice(texts.begun);
                    return Ok(Answer::redirect(address(dossier.id)));
                }
                Err(ActError::Excess(excess)) => {
                    form.refuse(questions::PROCEDURE.name, frame.language.excess(excess));
                }
                Err(error) => return Err(error.into()),
            }
        }
        (procedure, issuer) => {
            if procedure.is_none() {
                form.refuse(questions::PROCEDURE.name, texts.procedure_missing);
            }
            if issuer.is_none() {
                form.refuse(questions::ISSUER.name, texts.issuer_missing);
            }
        }
    }
    let own = about::own_certificates(site.registry, sent.applicant.account).await?;
    Answer::refused(&begin_page(frame, form, receivers, (&own.rows, site.registry.clock.today())))
}

fn begin_page(
    frame: Frame,
    form: Form,
    receivers: Vec<Profile>,
    (own, today): (&[OwnCertificate], Day),
) -> BeginPage {
    let language = frame.language;
    let named = |procedure: &Procedure| (procedure.as_str(), language.procedure_wanted(*procedure));
    let first = Procedure::ALL.iter().filter(|procedure| !procedure.is_about_certificate());
    BeginPage {
        texts: language.filing(),
        form,
        procedure: &questions::PROCEDURE,
        procedures: first.map(named).collect(),
        about: language.about(),
        certificates: own.iter().map(|own| CertificateLine::of(language, own, today)).collect(),
        issuer: &questions::ISSUER,
        issuers: issuers(language, receivers),
        frame,
    }
}

/// The Ministry first, then the provinces as a Vietnamese list has them.
pub(super) fn issuers(language: Language, mut receivers: Vec<Profile>) -> Vec<(String, String)> {
    let place = |code: IssuerCode| code.province().map(crate::domain::issuer::Province::bare_name);
    receivers.sort_by_cached_key(|profile| place(profile.code).map(order::key));
    let shown = |profile: Profile| {
        let name = match profile.code.province() {
            None => super::outline::said(language, profile.name),
            Some(province) => {
                let kind = match province.kind {
                    ProvinceKind::City => language.choose("thành phố", "city"),
                    ProvinceKind::Province => language.choose("tỉnh", "province"),
                };
                format!("{} ({kind})", province.bare_name())
            }
        };
        (profile.code.to_string(), name)
    };
    receivers.into_iter().map(shown).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_ministry_stands_first_and_provinces_as_people_look_for_them() {
        let receivers = IssuerCode::all().map(Profile::of).collect();
        let names: Vec<String> = issuers(Language::Vi, receivers).into_iter().map(|(_, name)| name).collect();
        assert_eq!(names.len(), 35);
        let first: Vec<&str> = names.iter().take(6).map(String::as_str).collect();
        assert_eq!(
            first,
            [
                "Bộ Khoa học và Công nghệ",
                "An Giang (tỉnh)",
                "Bắc Ninh (thành phố)",
                "Cà Mau (tỉnh)",
                "Cao Bằng (tỉnh)",
                "Cần Thơ (thành phố)"
            ]
        );
        let place = |name: &str| names.iter().position(|other| other.starts_with(name));
        assert!(place("Điện Biên") > place("Đắk Lắk") && place("Gia Lai") > place("Đồng Tháp"));
        assert!(place("Hưng Yên") < place("Khánh Hòa") && place("Hà Nội") > place("Gia Lai"));
    }
}
