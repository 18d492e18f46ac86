//! A row of a list beside the register, and beside another row.

use crate::acts::scope::is_own;
use crate::dates::Day;
use crate::domain::certificate::{Certificate, Holder};
use crate::domain::fold::fold;
use crate::domain::import::{CardFacts, CertificateFacts, Column, HolderFacts, Reason, Remark};
use crate::domain::issuer::IssuerCode;
use crate::storage::seal::Seal;
use crate::storage::{ReadTransaction, StorageError, cards, certificates, folded_number, holders, recorded};

/// What the register has of a paper.
pub(super) enum Found {
    /// Nothing.
    Nothing,
    /// The same.
    Same,
    /// Something else.
    Other(Remark),
}

/// A day as people write it.
fn typed(day: Day) -> String {
    format!("{:02}/{:02}/{:04}", day.day(), day.month(), day.year())
}

/// Whether two names are one, but for how they are written.
pub(super) fn is_one_name(one: &str, other: &str) -> bool {
    fold(one) == fold(other)
}

/// Whether two rows say the same of a certificate.
pub(super) fn is_one_certificate(one: &CertificateFacts, other: &CertificateFacts) -> bool {
    let code = |facts: &CertificateFacts| match &facts.holder {
        HolderFacts::Organisation { code, .. } => Some(code.clone()),
        HolderFacts::Independent { .. } => None,
    };
    let days = |facts: &CertificateFacts| (facts.issued_on, facts.expires_on);
    is_one_name(&one.name, &other.name) && code(one) == code(other) && days(one) == days(other)
}

/// Whether two rows say the same of a card.
pub(super) fn is_one_card(one: &CardFacts, other: &CardFacts) -> bool {
    let facts = |card: &CardFacts| (card.born_on, card.personal_number.clone(), card.expires_on);
    is_one_name(&one.name, &other.name) && facts(one) == facts(other)
}

/// What the register has of a certificate.
pub(super) async fn certificate(
    reading: &mut ReadTransaction,
    issuer: IssuerCode,
    facts: &CertificateFacts,
) -> Result<Found, StorageError> {
    let Some(known) = certificates::find(reading, &facts.number).await? else { return Ok(Found::Nothing) };
    let paper = &known.paper;
    let other = |column, read: &str, meant: String| {
        Found::Other(Remark::of(column, read, Reason::OtherInRegister).meaning(meant))
    };
    if !is_own(&known, issuer) {
        let remark = Remark::of(Column::Certificate, &facts.number, Reason::OtherIssuer);
        return Ok(Found::Other(remark.meaning(paper.issuer.to_string())));
    }
    if !is_one_name(&paper.holder_name, &facts.name) {
        return Ok(other(Column::Holder, &facts.name, paper.holder_name.clone()));
    }
    let said = match &facts.holder {
        HolderFacts::Organisation { code, .. } => Some(code.as_str()),
        HolderFacts::Independent { .. } => None,
    };
    let held = match &known.holder {
        Holder::Organisation(code) => Some(code.as_str()),
        Holder::Independent(_) => None,
    };
    if said != held {
        let (read, meant) = (said.unwrap_or_default(), held.unwrap_or_default().to_owned());
        return Ok(other(Column::EnterpriseCode, read, meant));
    }
    for (column, said, known) in [
        (Column::IssuedOn, facts.issued_on, paper.issued_on),
        (Column::ExpiresOn, facts.expires_on, paper.expires_on),
    ] {
        if let Some(said) = said.filter(|said| *said != known) {
            return Ok(other(column, &typed(said), known.to_string()));
        }
    }
    Ok(Found::Same)
}

/// What the register has of a card under its certificate. What a row does not say
/// is not compared.
pub(super) async fn card(
    reading: &mut ReadTransaction,
    seal: &Seal,
    issuer: IssuerCode,
    facts: &CardFacts,
) -> Result<Found, StorageError> {
    let Some(certificate) = certificates::find(reading, &facts.certificate).await? else {
        return Ok(Found::Nothing);
    };
    if !is_own(&certificate, issuer) {
        let remark = Remark::of(Column::Certificate, &facts.certificate, Reason::OtherIssuer);
        return Ok(Found::Other(remark.meaning(certificate.paper.issuer.to_string())));
    }
    let of_certificate = cards::of_certificate(reading, &certificate.paper.number).await?.whole()?;
    let key = folded_number(&facts.number);
    let Some(known) = of_certificate.into_iter().find(|card| folded_number(&card.paper.number) == key) else {
        return Ok(Found::Nothing);
    };
    let other = |column, read: String, meant: String| {
        Ok(Found::Other(Remark::of(column, &read, Reason::OtherInRegister).meaning(meant)))
    };
    if !is_one_name(&known.paper.holder_name, &facts.name) {
        return other(Column::Expert, facts.name.clone(), known.paper.holder_name.clone());
    }
    for (column, said, known) in [
        (Column::CardIssuedOn, facts.issued_on, known.paper.issued_on),
        (Column::CardExpiresOn, facts.expires_on, known.paper.expires_on),
    ] {
        if let Some(said) = said.filter(|said| *said != known) {
            return other(column, typed(said), known.to_string());
        }
    }
    let person = holders::person(reading, known.person).await?;
    if let (Some(said), Some(person)) = (facts.born_on, &person)
        && said != person.born_on
    {
        // Which day it is instead, an office looks up where it may.
        return other(Column::BornOn, typed(said), String::new());
    }
    if let Some(number) = &facts.personal_number
        && recorded::has_number(reading, seal, (known.person, number)).await? == Some(false)
    {
        return other(Column::PersonalNumber, String::new(), String::new());
    }
    Ok(Found::Same)
}

/// Whether the register has recorded this certificate, so that cards under it may
/// be recorded too: under one of ours only we issue any.
pub(super) async fn has_recorded(
    reading: &mut ReadTransaction,
    issuer: IssuerCode,
    number: &str,
) -> Result<bool, StorageError> {
    let known = certificates::find(reading, number).await?;
    let is_it = |known: &Certificate| is_own(known, issuer) && known.paper.is_recorded();
    Ok(known.as_ref().is_some_and(is_it))
}
