//! What a re-issue still lacks: which papers, why, and what is new on them.

use super::{Gap, GapKind, Section, must, with_sign};
use crate::credential::HolderName;
use crate::domain::application::{
    Application, Organisation, PriorCertificate, ReissueCause, ReissueRequest, given,
};
use crate::domain::typed::{undrawn, undrawn_in_name};

/// Everything missing or wrong.
pub(super) fn gaps(application: &Application, request: &ReissueRequest) -> Vec<Gap> {
    let mut gaps: Vec<Gap> =
        absence(request).map(|kind| must(None, Section::Reissue, kind)).into_iter().collect();
    let Some(cause) = request.cause.filter(|cause| cause.changes_particulars()) else { return gaps };
    let new = New::of(application);
    if !new.any(cause) {
        gaps.push(must(None, Section::Particulars, GapKind::Unchanged));
    }
    if !request.certificate && new.is_on_certificate() {
        gaps.push(must(None, Section::Reissue, GapKind::CertificateToo));
    }
    gaps.extend(unprintable(application).map(|gap| Gap {
        expert: None,
        section: Section::Particulars,
        ..gap
    }));
    gaps
}

fn absence(request: &ReissueRequest) -> Option<GapKind> {
    match (request.cause.is_some(), !request.is_for_nothing()) {
        (true, true) => None,
        (false, false) => Some(GapKind::Missing),
        _ => Some(GapKind::Incomplete),
    }
}

/// What of the particulars is another than it was.
struct New {
    name: bool,
    address: bool,
    people: bool,
}

impl New {
    fn of(application: &Application) -> Self {
        let both = application.organisation.as_ref().zip(application.certificate.as_ref());
        let people = application.experts.iter().any(|expert| {
            let prior = expert.prior_card.as_ref().map(|card| card.holder.as_str());
            let prior = prior.or(application.certificate.as_ref().map(|prior| prior.holder.as_str()));
            prior.is_some_and(|prior| given(expert.name.as_ref()) != Some(prior))
        });
        Self {
            name: both.is_some_and(|(own, prior)| given(own.name.as_ref()) != Some(&prior.holder)),
            address: both.is_some_and(|(own, prior)| moved(own, prior)),
            people,
        }
    }

    /// Whether what the cause says is new is so.
    fn any(&self, cause: ReissueCause) -> bool {
        match cause {
            ReissueCause::Moved => self.address,
            _ => self.name || self.people,
        }
    }

    fn is_on_certificate(&self) -> bool {
        self.name || self.address
    }
}

fn moved(own: &Organisation, prior: &PriorCertificate) -> bool {
    let other = |new: &Option<String>, old: &Option<String>| given(new.as_ref()) != given(old.as_ref());
    other(&own.address, &prior.address) || other(&own.phone, &prior.phone) || other(&own.email, &prior.email)
}

/// Names that no paper can show, or that are left out.
fn unprintable(application: &Application) -> impl Iterator<Item = Gap> {
    let own = application.organisation.as_ref().map(|organisation| &organisation.name);
    let people = application.experts.iter().map(|expert| &expert.name);
    let of_name = |name: &Option<String>| match given(name.as_ref()) {
        None => Some(must(None, Section::Particulars, GapKind::Incomplete)),
        Some(name) if name.parse::<HolderName>().is_err() => {
            Some(must(None, Section::Particulars, GapKind::Name))
        }
        Some(name) => undrawn_in_name(name).map(|sign| with_sign(None, Section::Particulars, sign)),
    };
    let address = application.organisation.as_ref().and_then(|own| given(own.address.as_ref()));
    let of_address = address.and_then(undrawn).map(|sign| with_sign(None, Section::Particulars, sign));
    own.into_iter().chain(people).filter_map(of_name).chain(of_address).collect::<Vec<_>>().into_iter()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::application::{PriorCard, Procedure, parse};
    use crate::domain::readiness;

    fn application(cause: Option<ReissueCause>, certificate: bool) -> Application {
        let file = include_bytes!("../../../tests/cases/organisation-meets-all.json");
        let mut application = parse(file).expect("a dossier file");
        let own = application.organisation.as_ref().expect("an organisation");
        application.certificate = Some(PriorCertificate {
            number: "01/2026/GXN-BKHCN".to_owned(),
            holder: own.name.clone().expect("a name"),
            address: own.address.clone(),
            phone: own.phone.clone(),
            email: own.email.clone(),
            ..PriorCertificate::default()
        });
        for expert in &mut application.experts {
            let holder = expert.name.clone().expect("a name");
            expert.prior_card = Some(PriorCard { holder, ..PriorCard::default() });
        }
        application.procedure = Procedure::ReissueOrganisation;
        application.reissue = Some(ReissueRequest { cause, certificate, ..ReissueRequest::default() });
        application
    }

    fn kinds(application: &Application) -> Vec<(Section, GapKind)> {
        readiness::gaps(application).iter().map(|gap| (gap.section, gap.kind)).collect()
    }

    #[test]
    fn a_re_issue_says_which_paper_and_why() {
        assert_eq!(kinds(&application(None, false)), [(Section::Reissue, GapKind::Missing)]);
        assert_eq!(kinds(&application(None, true)), [(Section::Reissue, GapKind::Incomplete)]);
        assert_eq!(kinds(&application(Some(ReissueCause::Lost), true)), []);
    }

    #[test]
    fn a_new_name_is_another_than_the_old_one_and_stands_on_the_certificate() {
        let mut renamed = application(Some(ReissueCause::Renamed), true);
        assert_eq!(kinds(&renamed), [(Section::Particulars, GapKind::Unchanged)]);
        let own = renamed.organisation.as_mut().expect("an organisation");
        own.name = Some("Công ty Tư vấn Tên Mới".to_owned());
        assert_eq!(kinds(&renamed), []);
        renamed.reissue.as_mut().expect("a request").certificate = false;
        renamed.reissue.as_mut().expect("a request").cards = vec!["BKHCN-TV-00000017".to_owned()];
        assert_eq!(kinds(&renamed), [(Section::Reissue, GapKind::CertificateToo)]);
    }

    #[test]
    fn a_letter_is_handed_in_and_evidence_of_what_is_new() {
        let required = |cause| {
            let papers = readiness::required_papers(&application(Some(cause), true));
            papers.into_iter().map(|paper| paper.section).collect::<Vec<_>>()
        };
        assert_eq!(required(ReissueCause::Damaged), [Section::Reissue]);
        assert_eq!(required(ReissueCause::Moved), [Section::Reissue, Section::Particulars]);
    }
}
