//! The stories of the demonstration: a dossier in every stage, a certificate
//! in every state, a queue with work overdue, due and to come.

use super::cast::issuer;
use super::facts::{Facts, Flaw};
use super::firms::{Firm, firm};
use super::papers::Papers;
use super::people::{Person, person};
use super::teller::Step;
use super::timeline::{Event, Timeline};
use crate::domain::certificate::{RevocationGround, SuspensionGround};
use crate::domain::dossier::Outcome;
use crate::domain::issuer::IssuerCode;
use crate::domain::regime;

const MEETS_ALL: &str = "Hồ sơ đáp ứng các điều kiện; giấy tờ khớp với kê khai.";
const MISSING: &str = "Bản sao bằng tốt nghiệp có chứng thực\nTài liệu chứng minh kinh nghiệm tư vấn";

/// A story before it is told.
#[derive(Clone, Debug)]
pub(super) struct Plot {
    /// Where it is filed.
    pub(super) issuer: IssuerCode,
    /// The address of the account that files it.
    pub(super) applicant: String,
    /// The name of that account.
    pub(super) applicant_name: String,
    /// What it says.
    pub(super) facts: Facts,
    /// Which papers come with it.
    pub(super) papers: Papers,
    /// What happens, in order.
    pub(super) events: Vec<Event>,
}

/// Every story, up to this day.
pub(super) fn stories(timeline: &Timeline) -> Vec<Plot> {
    let mut plan = Plan { timeline, next_person: 0, stories: Vec::new() };
    plan.issued_to_organisations();
    plan.issued_to_independents();
    plan.decided_otherwise();
    plan.organisations_under_way();
    plan.independents_under_way();
    plan.reported();
    plan.stories
}

/// The organisation that does not report.
const SILENT: usize = 4;

/// Seats in provinces that have merged with others since; other addresses name
/// none.
const SEATS: [(usize, &str); 2] = [(1, "tỉnh Bình Phước"), (2, "tỉnh Bình Định")];

/// The organisation of this serial number, with the province of its seat.
fn seated(serial: usize) -> Firm {
    let firm = firm(serial);
    let Some((_, province)) = SEATS.iter().find(|(known, _)| *known == serial) else { return firm };
    Firm { address: format!("{}, {province}", firm.address), ..firm }
}

struct Plan<'a> {
    timeline: &'a Timeline,
    next_person: usize,
    stories: Vec<Plot>,
}

impl Plan<'_> {
    /// Who holds a certificate reports every year; one does not.
    fn reported(&mut self) {
        let silent = firm(SILENT).email;
        for story in self.stories.iter_mut().filter(|story| story.applicant != silent) {
            let when = |wanted: fn(&Step) -> bool| {
                let mut days = story.events.iter().filter(|(_, step)| wanted(step)).map(|(at, _)| at.day());
                days.next_back()
            };
            let Some(from) = when(|step| matches!(step, Step::Approve)) else { continue };
            let until = when(|step| matches!(step, Step::Revoke(..))).unwrap_or(from.plus_months(36));
            story.events.extend(self.timeline.reports(story.issuer, from, until));
        }
    }

    fn issued_to_organisations(&mut self) {
        let ministry = IssuerCode::MINISTRY;
        // Ran out a month ago; three weeks ago it applied to its province.
        let first = self.issued((ministry, 0), 5, 1_130, &[]);
        let again = self.timeline.filed(self.timeline.ago(2));
        self.organisation((issuer("01"), 0), (first, Papers::Own), &[], again);
        // Runs out within two months.
        self.issued((ministry, 1), 6, 1_062, &[]);
        self.issued((ministry, 2), 7, 900, &[(200, Step::ReturnCard(2))]);
        let remedy = "Bổ sung quy trình tư vấn và đào tạo lại chuyên gia.";
        let suspended = Step::Suspend(SuspensionGround::ProcessNotFollowed, 60, remedy);
        let ground = "Hết thời hạn đình chỉ mà không khắc phục.";
        let revoked = Step::Revoke(RevocationGround::NotRemedied, ground);
        self.issued((ministry, 3), 5, 800, &[(260, suspended), (150, revoked)]);
        let remedy = "Củng cố đội ngũ chuyên gia theo điều kiện đã đăng ký.";
        let suspended = Step::Suspend(SuspensionGround::CapacityNotKept, 90, remedy);
        self.issued((ministry, 4), 6, 620, &[(20, suspended)]);
        let suspended = Step::Suspend(SuspensionGround::RulesNotFollowed, 45, "Nộp báo cáo còn thiếu.");
        let lifted = Step::Reinstate("Đã nộp đủ báo cáo.");
        self.issued((issuer("01"), 5), 5, 420, &[(120, suspended), (90, lifted)]);
        self.issued((issuer("48"), 6), 6, 300, &[]);
        self.issued((issuer("52"), 7), 7, 200, &[(60, Step::ReturnCard(0)), (30, Step::ReturnCard(4))]);
    }

    fn issued_to_independents(&mut self) {
        let ministry = IssuerCode::MINISTRY;
        self.issued_alone(ministry, 1_120, &[Flaw::CivilServant(0)], &[]);
        self.issued_alone(ministry, 700, &[Flaw::Exempt(0)], &[]);
        let ground = "Kê khai khách hàng không có thật.";
        let revoked = Step::Revoke(RevocationGround::FalseDossier, ground);
        self.issued_alone(issuer("01"), 380, &[], &[(40, revoked)]);
        self.issued_alone(issuer("48"), 250, &[], &[]);
    }

    fn decided_otherwise(&mut self) {
        let (ministry, timeline) = (IssuerCode::MINISTRY, self.timeline);
        let reasons = "Chỉ có 09 khách hàng được chứng nhận; điều kiện là ít nhất 10.";
        let proposed = timeline.proposed(timeline.ago(182), Step::Propose(Outcome::Refuse, reasons));
        let refused = timeline.after(proposed, [(timeline.ago(170), Step::Refuse(reasons))]);
        let people = self.people(5);
        self.organisation((ministry, 9), (people.clone(), Papers::Shared), &[Flaw::NineClients], refused);
        // It comes back with a sixth expert, whose score is too low: the walk
        // from intake to decision begins here.
        let received = timeline.received(timeline.ago(1));
        let people = [people, self.people(1)].concat();
        self.organisation((ministry, 9), (people, Papers::Own), &[Flaw::LowScore(5)], received);

        let withdrawn = timeline.received(timeline.ago(95));
        let withdrawn = timeline.after(withdrawn, [(timeline.ago(90), Step::Withdraw)]);
        self.independent(ministry, &[], withdrawn);
        let asked = [(timeline.ago(136), Step::RequestSupplement(MISSING))];
        let asked = timeline.after(timeline.received(timeline.ago(140)), asked);
        let cancelled = [(timeline.ago(100), Step::Cancel("Quá thời hạn mà không bổ sung hồ sơ."))];
        self.independent(ministry, &[], timeline.after(asked, cancelled));
    }

    fn organisations_under_way(&mut self) {
        let (ministry, timeline) = (IssuerCode::MINISTRY, self.timeline);
        let draft = timeline.filed(timeline.ago(1)).into_iter().take(1).collect();
        let people = self.people(5);
        self.organisation((ministry, 8), (people, Papers::Unfinished), &[], draft);

        let complete_on = self.complete_for(ministry, 3);
        let judged = [(complete_on.plus_days(4), Step::Judge { except: 4 })];
        let judged = timeline.after(timeline.taken_up(complete_on), judged);
        let people = self.people(6);
        let flaws = [Flaw::Exempt(1), Flaw::NoInsurance(2)];
        self.organisation((ministry, 10), (people, Papers::Own), &flaws, judged);

        let complete_on = self.complete_for(ministry, 0);
        let proposed = timeline.proposed(complete_on, Step::Propose(Outcome::Approve, MEETS_ALL));
        let people = self.people(5);
        self.organisation((ministry, 11), (people, Papers::Own), &[], proposed);

        let overdue = timeline.complete(self.complete_for(issuer("01"), -3));
        let people = self.people(5);
        self.organisation((issuer("01"), 12), (people, Papers::Own), &[], overdue);

        let reason = "Cần xem tại chỗ hồ sơ các cuộc tư vấn đã kê khai.";
        let on_site = timeline.taken_up(timeline.ago(15));
        let on_site = timeline.after(on_site, [(timeline.ago(8), Step::OrderOnSite(reason))]);
        let people = self.people(5);
        self.organisation((issuer("48"), 13), (people, Papers::Own), &[], on_site);
    }

    fn independents_under_way(&mut self) {
        let (ministry, timeline) = (IssuerCode::MINISTRY, self.timeline);
        let received = |issuer, due| {
            let due = timeline.working_days(due);
            timeline.received(timeline.begun_for(due, issuer, regime::Step::NotifyMissing))
        };
        self.independent(ministry, &[], timeline.filed(timeline.ago(1)));
        self.independent(ministry, &[], received(ministry, 0));
        self.independent(issuer("52"), &[], received(issuer("52"), -2));
        for (code, received_ago, asked_ago) in [("52", 9, 6), ("01", 44, 40)] {
            let asked = [(timeline.ago(asked_ago), Step::RequestSupplement(MISSING))];
            let events = timeline.after(timeline.received(timeline.ago(received_ago)), asked);
            self.independent(issuer(code), &[], events);
        }
        self.independent(ministry, &[], timeline.complete(self.complete_for(ministry, 3)));
        let reasons = "Mới là tư vấn chính cho 04 khách hàng; điều kiện là ít nhất 05.";
        let refuse = Step::Propose(Outcome::Refuse, reasons);
        let proposed = timeline.proposed(self.complete_for(ministry, 1), refuse);
        self.independent(ministry, &[Flaw::FewEngagements(0)], proposed);
        let approve = Step::Propose(Outcome::Approve, MEETS_ALL);
        self.independent(issuer("01"), &[], timeline.proposed(timeline.ago(9), approve));
        let why = "Đề nghị kiểm tra lại cơ sở miễn chứng chỉ quản lý hành chính nhà nước.";
        let proposed = timeline.proposed(timeline.ago(9), approve);
        let sent_back = timeline.after(proposed, [(timeline.ago(1), Step::SendBack(why))]);
        self.independent(issuer("48"), &[Flaw::Exempt(0)], sent_back);
    }

    /// The day of the complete dossier that is to be decided so many working
    /// days from today.
    fn complete_for(&self, issuer: IssuerCode, working_days: i64) -> crate::dates::Day {
        let due = self.timeline.working_days(working_days);
        self.timeline.begun_for(due, issuer, regime::Step::Decide)
    }

    /// An organisation that got its certificate so many days ago, and what
    /// happened to it since, in days ago; answers its experts.
    fn issued(
        &mut self,
        place: (IssuerCode, usize),
        count: usize,
        ago: i64,
        since: &[(i64, Step)],
    ) -> Vec<Person> {
        let people = self.people(count);
        // The one of seven whose score is too low gets no card.
        let flaws = if count == 7 { vec![Flaw::LowScore(6)] } else { vec![] };
        let events = self.approved(ago, since);
        self.organisation(place, (people.clone(), Papers::Shared), &flaws, events);
        people
    }

    fn issued_alone(&mut self, issuer: IssuerCode, ago: i64, flaws: &[Flaw], since: &[(i64, Step)]) {
        let events = self.approved(ago, since);
        self.independent(issuer, flaws, events);
    }

    fn approved(&self, ago: i64, since: &[(i64, Step)]) -> Vec<Event> {
        let timeline = self.timeline;
        let approve = Step::Propose(Outcome::Approve, MEETS_ALL);
        let proposed = timeline.proposed(timeline.ago(ago + 12), approve);
        let approved = timeline.after(proposed, [(timeline.ago(ago), Step::Approve)]);
        timeline.after(approved, since.iter().map(|(ago, step)| (timeline.ago(*ago), *step)))
    }

    /// The story of an organisation, by where it files and its serial number.
    fn organisation(
        &mut self,
        (issuer, serial): (IssuerCode, usize),
        (people, papers): (Vec<Person>, Papers),
        flaws: &[Flaw],
        events: Vec<Event>,
    ) {
        let firm: Firm = seated(serial);
        let (applicant, applicant_name) = (firm.email.clone(), firm.representative.to_owned());
        let facts = Facts { firm: Some(firm), people, flaws: flaws.to_vec() };
        self.stories.push(Plot { issuer, applicant, applicant_name, facts, papers, events });
    }

    fn independent(&mut self, issuer: IssuerCode, flaws: &[Flaw], events: Vec<Event>) {
        let people = self.people(1);
        let (applicant, applicant_name) =
            (format!("chuyengia{:02}@example.test", people[0].serial), people[0].name.clone());
        let facts = Facts { firm: None, people, flaws: flaws.to_vec() };
        self.stories.push(Plot { issuer, applicant, applicant_name, facts, papers: Papers::Own, events });
    }

    fn people(&mut self, count: usize) -> Vec<Person> {
        let first = self.next_person;
        self.next_person += count;
        (first..self.next_person).map(person).collect()
    }
}
