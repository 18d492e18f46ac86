//! Who acts in the demonstration: the offices with their staff, and the keys.

use std::collections::BTreeMap;

use serde::Serialize;

use super::DemoError;
use crate::acts::Registry;
use crate::acts::access::{self, Enrolment, Seat};
use crate::domain::issuer::IssuerCode;
use crate::domain::staff::{Officer, Role, StaffNumber};

/// The password of every account of the demonstration.
pub const PASSWORD: &str = "so-dang-ky-minh-hoa";

/// One account of staff: address before the `@`, name, roles.
type Chair = (&'static str, &'static str, &'static [Role]);

const OF_MINISTRY: [Chair; 8] = [
    ("tiepnhan", "Vũ Thị Tiếp Nhận", &[Role::Intake]),
    ("thamxet1", "Đỗ Văn Thẩm Xét", &[Role::Appraiser]),
    ("thamxet2", "Ngô Thị Thẩm Xét", &[Role::Appraiser]),
    ("lanhdao1", "Bùi Văn Lãnh Đạo", &[Role::Leader]),
    ("lanhdao2", "Hồ Thị Lãnh Đạo", &[Role::Leader]),
    ("quantri", "Lý Văn Quản Trị", &[Role::Administrator]),
    ("quantri2", "Tạ Thị Quản Trị", &[Role::Administrator]),
    ("kiemtra", "Dương Thị Kiểm Tra", &[Role::Auditor]),
];
const OF_PROVINCE: [Chair; 5] = [
    ("tiepnhan", "Trần Văn Tiếp Nhận", &[Role::Intake]),
    ("thamxet", "Phan Thị Thẩm Xét", &[Role::Appraiser]),
    ("lanhdao", "Hoàng Văn Lãnh Đạo", &[Role::Leader]),
    ("quantri", "Mai Thị Quản Trị", &[Role::Administrator]),
    ("quantri2", "Đinh Văn Quản Trị", &[Role::Administrator]),
];

/// The issuers of the demonstration and the host of their addresses.
const ISSUERS: [(&str, &str); 4] = [
    ("BKHCN", "bkhcn.example.test"),
    ("01", "hanoi.example.test"),
    ("48", "danang.example.test"),
    ("52", "gialai.example.test"),
];

/// An account of staff to sign in with.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct StaffAccount {
    /// The address to sign in with.
    pub email: String,
    /// The person's name.
    pub name: &'static str,
    /// Their staff number, as invented as they are.
    pub number: StaffNumber,
    /// For which issuer.
    pub issuer: IssuerCode,
    /// In which roles.
    pub roles: &'static [Role],
}

/// An issuer's staff who handle dossiers.
#[derive(Clone, Debug, Default)]
pub struct Office {
    staff: Vec<Officer>,
}

impl Office {
    /// The officer at this place, from 0, among those in the role; the places
    /// begin anew when there are fewer.
    ///
    /// # Panics
    /// When nobody is in the role: every office of the demonstration has
    /// intake, an appraiser, a leader and an administrator.
    pub fn officer(&self, role: Role, place: usize) -> &Officer {
        let fitting: Vec<_> = self.staff.iter().filter(|officer| officer.is(role)).collect();
        fitting[place % fitting.len()]
    }
}

/// Every account of staff, the Ministry's first.
pub fn staff_accounts() -> Vec<StaffAccount> {
    let issuers = ISSUERS.iter().map(|(code, host)| (issuer(code), host));
    issuers
        .flat_map(|(issuer, host)| {
            let chairs = chairs(issuer).iter().enumerate();
            chairs.map(move |(place, chair)| seated(issuer, host, (place, chair)))
        })
        .collect()
}

/// The issuers that take part, the Ministry first.
pub fn issuers() -> impl Iterator<Item = IssuerCode> {
    ISSUERS.iter().map(|(code, _)| issuer(code))
}

/// Makes the accounts of staff.
pub async fn staff(registry: &Registry) -> Result<BTreeMap<IssuerCode, Office>, DemoError> {
    let accounts = staff_accounts();
    let enrolments: Vec<_> = accounts
        .iter()
        .map(|account| Enrolment {
            email: account.email.clone(),
            name: account.name.to_owned(),
            staff: Some(Seat {
                number: account.number.clone(),
                posts: vec![(account.issuer, account.roles.to_vec())],
            }),
        })
        .collect();
    let ids = access::enrol(registry, PASSWORD, &enrolments).await?;
    let mut offices: BTreeMap<IssuerCode, Office> = BTreeMap::new();
    for (account, id) in accounts.iter().zip(ids) {
        let roles = account.roles.iter().copied().collect();
        let office = offices.entry(account.issuer).or_default();
        let (number, name) = (account.number.clone(), account.name.to_owned());
        office.staff.push(Officer { account: id, number, name, issuer: account.issuer, roles });
    }
    Ok(offices)
}

/// The issuer of a code written here.
pub(super) fn issuer(code: &str) -> IssuerCode {
    code.parse().expect("the codes written here are the Ministry's and provinces'")
}

fn chairs(issuer: IssuerCode) -> &'static [Chair] {
    if issuer == IssuerCode::MINISTRY { &OF_MINISTRY } else { &OF_PROVINCE }
}

fn seated(issuer: IssuerCode, host: &str, (place, &(user, name, roles)): (usize, &Chair)) -> StaffAccount {
    let number = format!("MINHHOA{issuer}{:02}", place + 1);
    let number = number.parse().expect("letters and digits");
    StaffAccount { email: format!("{user}@{host}"), name, number, issuer, roles }
}
