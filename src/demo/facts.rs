//! What an invented application says: everything the rules ask for, less the
//! flaws its story needs.

use serde_json::Number;

use super::firms::{Firm, client};
use super::people::{Person, drawn};
use crate::dates::Day;
use crate::domain::application::{
    Application, Client, ClientCertificate, ConsentLetter, Contact, Declaration, Degree, Employment,
    Engagement, EstablishmentPaper, Expert, Format, LegalRepresentative, Organisation, Period, Post,
    Procedure, ProofKind, QmsCertificate, QmsTraining, Role, StateAdministration,
};
use crate::domain::edition::{self, Acceptance, Edition};
use crate::domain::issuer::IssuerCode;

const BODY: &str = "Trung tâm chứng nhận Ví dụ";
const BODY_REGISTRATION: &str = "99/TĐC-ĐK-VD";

/// What is wrong with an application.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Flaw {
    /// The organisation has nine certified clients (O3).
    NineClients,
    /// The expert at this position had 62 points (E3).
    LowScore(usize),
    /// The expert at this position led four engagements (E4b).
    FewEngagements(usize),
    /// The expert at this position names an exemption an officer must judge (E2).
    Exempt(usize),
    /// The social insurance of the expert at this position is not told (E6).
    NoInsurance(usize),
    /// The expert at this position is a civil servant with consent (I2).
    CivilServant(usize),
}

/// Who applies, where, and with which flaws.
#[derive(Clone, Debug)]
pub struct Facts {
    /// The organisation; none for an independent consultant.
    pub firm: Option<Firm>,
    /// The experts.
    pub people: Vec<Person>,
    /// What is wrong.
    pub flaws: Vec<Flaw>,
}

impl Facts {
    /// The application with an issuer, as it would be written on a day.
    pub fn application(&self, issuer: IssuerCode, on: Day) -> Application {
        let experts = (0..self.people.len()).map(|position| self.expert(position, on)).collect();
        Application {
            format: Format::Dossier1,
            procedure: self.procedure(),
            issuer,
            received_on: on,
            organisation: self.firm.as_ref().map(|firm| self.organisation(firm, on)),
            experts,
            certificate: None,
            reissue: None,
            register: None,
        }
    }

    /// What is asked for.
    pub fn procedure(&self) -> Procedure {
        if self.firm.is_some() { Procedure::NewOrganisation } else { Procedure::NewIndependent }
    }

    fn has(&self, flaw: Flaw) -> bool {
        self.flaws.contains(&flaw)
    }

    fn organisation(&self, firm: &Firm, on: Day) -> Organisation {
        let clients = if self.has(Flaw::NineClients) { 9 } else { 12 };
        let seed = self.people.first().map_or(0, |person| person.serial);
        Organisation {
            name: some(&firm.name),
            enterprise_code: some(&firm.enterprise_code),
            address: some(&firm.address),
            phone: some(&firm.phone),
            email: some(&firm.email),
            legal_representative: Some(LegalRepresentative {
                name: some(firm.representative),
                title: some("Giám đốc"),
            }),
            establishment: Some(EstablishmentPaper {
                kind: some("enterprise_registration"),
                number: some(&firm.enterprise_code),
                issued_on: Some(on.plus_days(-4_200)),
                issued_by: some("Cơ quan đăng ký kinh doanh Ví dụ"),
                functions: vec!["Tư vấn xây dựng hệ thống quản lý chất lượng".to_owned()],
            }),
            qms_certificate: Some(QmsCertificate {
                number: Some(format!("HT-VD-{:04}", 40 + seed)),
                edition: Some(edition_of(on)),
                scope: some("Tư vấn xây dựng hệ thống quản lý chất lượng"),
                body: some(BODY),
                body_registration: some(BODY_REGISTRATION),
                valid_from: Some(on.plus_days(-400)),
                valid_to: Some(on.plus_days(695)),
            }),
            clients: (0..clients).map(|nth| consulted(seed * 50 + nth, nth, on)).collect(),
        }
    }

    fn expert(&self, position: usize, on: Day) -> Expert {
        let person = &self.people[position];
        let graduated_on = Day::new(person.born_on.year() + 23, 7, 4).unwrap_or(person.born_on);
        let joined_on = on.plus_days(-1_400 - 7 * i64::try_from(person.serial % 60).unwrap_or(0));
        let place = self.firm.as_ref().map_or("Hành nghề độc lập", |firm| firm.name.as_str());
        let is_civil_servant = self.has(Flaw::CivilServant(position));
        let led = if self.has(Flaw::FewEngagements(position)) { 4 } else { 6 };
        Expert {
            name: some(&person.name),
            born_on: Some(person.born_on),
            sex: some(if person.is_woman { "Nữ" } else { "Nam" }),
            personal_number: some(&person.personal_number),
            contact: self.firm.is_none().then(|| Contact {
                address: Some(format!("Số {} ngõ Ví dụ, phường Mẫu", person.serial + 1)),
                phone: Some(format!("090 0000 {:03}", person.serial)),
                email: Some(format!("chuyengia{:02}@example.test", person.serial)),
            }),
            degree: Some(Degree {
                level: some(["university", "master", "university", "doctor"][person.serial % 4]),
                major: some(["Quản trị kinh doanh", "Luật", "Quản lý công"][person.serial % 3]),
                school: some("Trường Đại học Ví dụ"),
                graduated_on: Some(graduated_on),
            }),
            state_administration: Some(self.state_administration(position, graduated_on)),
            qms_training: Some(self.qms_training(position, on)),
            employment: self.firm.as_ref().map(|firm| Employment {
                employer: some(&firm.name),
                kind: some("indefinite_term_contract"),
                contract_number: Some(format!("HĐ-VD-{:03}", person.serial)),
                since: Some(joined_on),
                social_insurance_months: (!self.has(Flaw::NoInsurance(position))).then_some(46),
            }),
            history: vec![
                post(
                    (graduated_on.plus_days(30), Some(joined_on.plus_days(-1))),
                    "Công ty Ví dụ",
                    "Chuyên viên",
                ),
                post((joined_on, None), place, "Chuyên gia tư vấn"),
            ],
            engagements: (0..led).map(|nth| engagement(person.serial * 50 + nth, nth, on)).collect(),
            civil_servant: Some(is_civil_servant),
            consent_letter: is_civil_servant.then(|| ConsentLetter {
                number: some("12/CV-VD"),
                signed_on: Some(on.plus_days(-40)),
                signer: some("Thủ trưởng Cơ quan Ví dụ"),
            }),
            belongs_to_organisation: self.firm.is_none().then_some(false),
            declaration: Some(Declaration { good_ethics: Some(true), full_capacity: Some(true) }),
            photo: None,
            prior_card: None,
        }
    }

    fn state_administration(&self, position: usize, graduated_on: Day) -> StateAdministration {
        if self.has(Flaw::Exempt(position)) {
            let basis = some("Cử nhân hành chính, Học viện Hành chính Quốc gia");
            return StateAdministration { kind: Some(ProofKind::Exempt), basis, ..Default::default() };
        }
        StateAdministration {
            kind: Some(ProofKind::Certificate),
            number: Some(format!("QLNN-VD-{:03}", self.people[position].serial)),
            issued_on: Some(graduated_on.plus_days(1_500)),
            facility: some("Trường Bồi dưỡng Mẫu"),
            programme: some("chuyen_vien"),
            basis: None,
        }
    }

    fn qms_training(&self, position: usize, on: Day) -> QmsTraining {
        let serial = self.people[position].serial;
        let score = if self.has(Flaw::LowScore(position)) { 62 } else { 74 + drawn("score", serial, 22) };
        QmsTraining {
            kind: Some(ProofKind::Certificate),
            number: Some(format!("TV-VD-{serial:03}")),
            completed_on: Some(on.plus_days(-2_000)),
            facility: some("Cơ sở đào tạo Mẫu"),
            score: Some(Number::from(score)),
            facility_eligible: Some(Period {
                from: Some(on.plus_days(-2_600)),
                to: Some(on.plus_days(-1_500)),
            }),
            old_card: None,
        }
    }
}

/// What certificates name as their standard, newly given on a day. Those to an
/// edition whose time is over within a year have been renewed to the newest.
fn edition_of(on: Day) -> String {
    let in_a_year = on.plus_months(12);
    let accepted =
        edition::all().iter().rfind(|edition| edition.acceptance(in_a_year) == Acceptance::Accepted);
    let newest = edition::all().last();
    accepted.map_or_else(
        || newest.map(Edition::name).unwrap_or_default(),
        |edition| format!("TCVN {}", edition.name()),
    )
}

fn consulted(serial: usize, nth: usize, on: Day) -> Client {
    let (name, tax_code) = client(serial);
    let (period, certificate) = certified(serial, nth, on);
    Client {
        name: Some(name),
        tax_code: Some(tax_code),
        period: Some(period),
        certificate: Some(certificate),
    }
}

fn engagement(serial: usize, nth: usize, on: Day) -> Engagement {
    let (name, tax_code) = client(serial);
    let (period, certificate) = certified(serial, nth, on);
    Engagement {
        client: Some(name),
        tax_code: Some(tax_code),
        period: Some(period),
        role: Some(Role::Lead),
        certificate: Some(certificate),
    }
}

/// Four months of work, certified a month later; the `nth` half a year before
/// the one before it.
fn certified(serial: usize, nth: usize, on: Day) -> (Period, ClientCertificate) {
    let from = on.plus_days(-300 - 120 * i64::try_from(nth).unwrap_or(0));
    let certificate = ClientCertificate {
        number: Some(format!("QMS-VD-{serial:05}")),
        body: some(BODY),
        body_registration: some(BODY_REGISTRATION),
        certified_on: Some(from.plus_days(150)),
    };
    (Period { from: Some(from), to: Some(from.plus_days(120)) }, certificate)
}

fn post((from, to): (Day, Option<Day>), place: &str, post: &str) -> Post {
    Post { from: Some(from), to, place: some(place), post: some(post) }
}

#[expect(clippy::unnecessary_wraps, reason = "every text of an application may be missing")]
fn some(text: &str) -> Option<String> {
    Some(text.to_owned())
}

#[cfg(test)]
mod tests {
    use super::super::firms::firm;
    use super::super::people::person;
    use super::*;
    use crate::domain::eligibility::{Rule, Subject, Verdict, evaluate};
    use crate::domain::readiness;

    fn unmet(flaws: &[Flaw]) -> Vec<(Rule, Subject)> {
        let people = (0..5).map(person).collect();
        let facts = Facts { firm: Some(firm(0)), people, flaws: flaws.to_vec() };
        let on: Day = "2026-11-20".parse().expect("a day");
        let mut application = facts.application(IssuerCode::MINISTRY, on);
        assert!(readiness::gaps(&application).iter().all(|gap| !gap.blocks_filing));
        application.register = Some(crate::domain::application::RegisterExtract {
            revocations: Some(vec![]),
            active_cards: Some(vec![]),
            certificate: None,
            filed_on: None,
        });
        let found = evaluate(&application, on).expect("the Ministry has a regime").findings;
        let unmet = found.into_iter().filter(|finding| finding.verdict == Verdict::Unmet);
        // Portraits are uploaded, not written.
        unmet
            .filter(|finding| finding.rule != Rule::E7)
            .map(|finding| (finding.rule, finding.subject))
            .collect()
    }

    #[test]
    fn an_application_meets_all_that_it_has_no_flaw_in() {
        // O4 follows from the portraits that are not there yet.
        let own = [(Rule::O4, Subject::Organisation)];
        assert_eq!(unmet(&[]), own);
        assert_eq!(unmet(&[Flaw::Exempt(0), Flaw::NoInsurance(1)]), own);
        assert_eq!(unmet(&[Flaw::NineClients])[0], (Rule::O3, Subject::Organisation));
        assert_eq!(unmet(&[Flaw::LowScore(2)])[1], (Rule::E3, Subject::Expert(2)));
        assert_eq!(unmet(&[Flaw::FewEngagements(4)])[1], (Rule::E4b, Subject::Expert(4)));
    }
}
