//! Organisations and people that hold or held papers.

use super::columns::{Column, touched_one};
use super::database::{execute, fetch_all, fetch_optional};
use super::heads::{self, Series};
use super::row::row;
use super::seal::Seal;
use super::words::{self, Kind};
use super::{ReadTransaction, StorageError, Transaction};
use crate::dates::Day;
use crate::domain::fold::fold;
use crate::domain::ids::PersonId;
use crate::domain::issuer::IssuerCode;
use crate::domain::numbering::PersonNumber;
use crate::domain::order;

/// An organisation that holds or held a certificate. All of it is public.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct OrganisationRecord {
    /// Its enterprise code.
    pub enterprise_code: String,
    /// Its name.
    pub name: String,
    /// Its head office.
    pub address: String,
    /// Its telephone.
    pub phone: String,
    /// Its e-mail.
    pub email: String,
}

/// An expert who holds or held a card.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PersonRecord {
    /// Their id.
    pub id: PersonId,
    /// Their part of a card number, for life.
    pub number: PersonNumber,
    /// Full name.
    pub name: String,
    /// Birth date; private.
    pub born_on: Day,
}

/// Stores an organisation as it is now.
pub async fn save_organisation(
    transaction: &mut Transaction,
    organisation: &OrganisationRecord,
) -> Result<(), StorageError> {
    execute!(
        transaction,
        "insert into organisations (enterprise_code, name, address, phone, email, folded_name, name_order)
         values ($1, $2, $3, $4, $5, $6, $7)
         on conflict (enterprise_code) do update set name = excluded.name, address = excluded.address,
             phone = excluded.phone, email = excluded.email, folded_name = excluded.folded_name,
             name_order = excluded.name_order",
        &organisation.enterprise_code,
        &organisation.name,
        &organisation.address,
        &organisation.phone,
        &organisation.email,
        fold(&organisation.name),
        order::key(&organisation.name),
    )?;
    found_by_name(transaction, &organisation.enterprise_code, &organisation.name).await
}

/// Keeps the words under which an organisation is found.
pub(super) async fn found_by_name(
    transaction: &mut Transaction,
    enterprise_code: &str,
    name: &str,
) -> Result<(), StorageError> {
    words::keep(transaction, Kind::Organisation, (enterprise_code, 0), words::of([name], &[])).await
}

/// The organisation of this enterprise code.
pub async fn organisation(
    transaction: &mut ReadTransaction,
    enterprise_code: &str,
) -> Result<Option<OrganisationRecord>, StorageError> {
    let row: Option<(String, String, String, String, String)> = fetch_optional!(
        transaction,
        (String, String, String, String, String),
        "select enterprise_code, name, address, phone, email from organisations where enterprise_code = $1",
        enterprise_code,
    )?;
    Ok(row.map(|(enterprise_code, name, address, phone, email)| OrganisationRecord {
        enterprise_code,
        name,
        address,
        phone,
        email,
    }))
}

/// The person of this id.
pub async fn person(
    transaction: &mut ReadTransaction,
    id: PersonId,
) -> Result<Option<PersonRecord>, StorageError> {
    let row: Option<PersonRow> = fetch_optional!(
        transaction,
        PersonRow,
        "select id, serial, name, born_on from persons where id = $1",
        id.to_string(),
    )?;
    row.map(PersonRecord::try_from).transpose()
}

/// The personal identification number of the person of this id; none where the
/// paper that they are recorded from did not say it.
pub async fn personal_number(
    transaction: &mut ReadTransaction,
    seal: &Seal,
    id: PersonId,
) -> Result<Option<String>, StorageError> {
    let row: Option<(String,)> = fetch_optional!(
        transaction,
        (String,),
        "select personal_number_sealed from persons where id = $1",
        id.to_string(),
    )?;
    let id = id.to_string();
    let column = Column("persons", "personal_number_sealed", &id);
    let sealed = row.map(|(sealed,)| sealed).filter(|sealed| !sealed.is_empty());
    sealed.map(|sealed| seal.open(&sealed).map_err(|error| column.corrupt(error))).transpose()
}

/// The person of this personal identification number, added under `id` with
/// the next number for life when new. The name is kept up to date.
pub async fn person_of(
    transaction: &mut Transaction,
    seal: &Seal,
    personal_number: &str,
    person: (PersonId, &str, Day),
) -> Result<PersonRecord, StorageError> {
    let (id, name, born_on) = person;
    let hash = seal.hash(personal_number);
    let known: Option<PersonRow> = fetch_optional!(
        transaction,
        PersonRow,
        "update persons set name = $1, folded_name = $2 where personal_number_hash = $3
         returning id, serial, name, born_on",
        name,
        fold(name),
        &hash,
    )?;
    if let Some(row) = known {
        return PersonRecord::try_from(row);
    }
    let serial = heads::next(transaction, Series::Persons).await?;
    let row = PersonRow { id: id.to_string(), serial, name: name.to_owned(), born_on: born_on.to_string() };
    execute!(
        transaction,
        "insert into persons (id, serial, name, folded_name, born_on, personal_number_sealed, personal_number_hash)
         values ($1, $2, $3, $4, $5, $6, $7)",
        &row.id,
        serial,
        name,
        fold(name),
        &row.born_on,
        seal.close(personal_number),
        &hash,
    )?;
    PersonRecord::try_from(row)
}

/// Puts a person's day of birth right.
pub async fn correct_birth_date(
    transaction: &mut Transaction,
    id: PersonId,
    born_on: Day,
) -> Result<(), StorageError> {
    touched_one(execute!(
        transaction,
        "update persons set born_on = $1 where id = $2",
        born_on.to_string(),
        id.to_string(),
    )?)
}

/// A card that has not ended, with the certificate it belongs to.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ActiveCardRecord {
    /// Its number.
    pub number: String,
    /// The number of its certificate.
    pub certificate: String,
    /// Who issued it.
    pub issuer: IssuerCode,
    /// The certificate's holder, as it says.
    pub holder: String,
    /// The organisation's code; none for an independent's card.
    pub enterprise_code: Option<String>,
    /// The day on which its holder left, where a notice of it waits.
    pub left_on: Option<Day>,
}

/// Number, number of the certificate, issuer, holder of the certificate, code,
/// day of leaving.
type HeldRow = (String, String, String, String, Option<String>, Option<String>);

/// The cards of the person of this number that have not ended on this day.
pub async fn active_cards(
    transaction: &mut ReadTransaction,
    seal: &Seal,
    personal_number: &str,
    today: Day,
) -> Result<Vec<ActiveCardRecord>, StorageError> {
    let rows: Vec<HeldRow> = fetch_all!(
        transaction,
        HeldRow,
        "select cards.number, cards.certificate_number, cards.issuer, certificates.holder_name, certificates.enterprise_code,
             (select departures.effective_on from departures
              where departures.certificate_number = cards.certificate_number
                  and departures.card_number = cards.number and departures.outcome is null)
           from persons
           join cards on cards.person_id = persons.id
           join certificates on certificates.number = cards.certificate_number
             and certificates.paper_version = (
                 select max(newer.paper_version) from certificates newer where newer.number = certificates.number
             )
           where persons.personal_number_hash = $1 and cards.expires_on >= $2
             and cards.standing_word = 'in_force'
             and coalesce(certificates.standing_word, '') not in ('revoked', 'renewed')
             and coalesce(certificates.given_up_on, '9999') > $2
             and certificates.expires_on >= $2",
        seal.hash(personal_number),
        today.to_string(),
    )?;
    let card = |(number, certificate, issuer, holder, enterprise_code, left_on): HeldRow| {
        let column = |name| Column("cards", name, &number);
        Ok(ActiveCardRecord {
            issuer: column("issuer").parse(&issuer)?,
            left_on: column("left_on").parse_some(left_on.as_deref())?,
            certificate,
            holder,
            enterprise_code,
            number: number.clone(),
        })
    };
    rows.into_iter().map(card).collect()
}

/// The numbers of the certificates that the organisation of this code holds on
/// this day, as far as the database knows: ask the life of each.
pub async fn certificates_of_organisation(
    transaction: &mut ReadTransaction,
    enterprise_code: &str,
    today: Day,
) -> Result<Vec<String>, StorageError> {
    let rows: Vec<(String,)> = fetch_all!(
        transaction,
        (String,),
        "select distinct number from certificates
         where enterprise_code = $1 and expires_on >= $2
             and coalesce(standing_word, '') not in ('replaced', 'renewed', 'revoked')
         order by number",
        enterprise_code,
        today.to_string(),
    )?;
    Ok(rows.into_iter().map(|(number,)| number).collect())
}

/// The same of the independent consultant of this personal number.
pub async fn certificates_of_person(
    transaction: &mut ReadTransaction,
    seal: &Seal,
    personal_number: &str,
    today: Day,
) -> Result<Vec<String>, StorageError> {
    let rows: Vec<(String,)> = fetch_all!(
        transaction,
        (String,),
        "select distinct certificates.number from persons
         join certificates on certificates.person_id = persons.id
         where persons.personal_number_hash = $1 and certificates.expires_on >= $2
             and coalesce(certificates.standing_word, '') not in ('replaced', 'renewed', 'revoked')
         order by certificates.number",
        seal.hash(personal_number),
        today.to_string(),
    )?;
    Ok(rows.into_iter().map(|(number,)| number).collect())
}

struct PersonRow {
    id: String,
    serial: i64,
    name: String,
    born_on: String,
}

row!(PersonRow: id, serial, name, born_on);

impl TryFrom<PersonRow> for PersonRecord {
    type Error = StorageError;

    fn try_from(row: PersonRow) -> Result<Self, StorageError> {
        let column = |name| Column("persons", name, &row.id);
        let serial = column("serial").number(row.serial)?;
        Ok(Self {
            id: column("id").parse(&row.id)?,
            number: PersonNumber::new(serial).map_err(|error| column("serial").corrupt(error))?,
            name: row.name.clone(),
            born_on: column("born_on").parse(&row.born_on)?,
        })
    }
}
