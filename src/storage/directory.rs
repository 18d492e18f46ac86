//! The public directory: organisations and experts by name, typed with or
//! without tone marks and đ.

use super::database::fetch_all;
use super::holders::OrganisationRecord;
use super::row::row;
use super::words::{fetch_named, named};
use super::{ReadTransaction, StorageError};
use crate::domain::question::Question;

/// Part of a list: `limit` rows after the first `skip`.
#[derive(Clone, Copy, Debug)]
pub struct Part {
    /// Rows left out at the start.
    pub skip: i64,
    /// Most rows.
    pub limit: i64,
}

/// Where a paper stands: issuer and place in its status lists.
pub type Place = (String, i64);

macro_rules! organisations {
    ($which:expr) => {
        concat!(
            "select enterprise_code, name, address, phone, email from organisations ",
            $which,
            " order by name_order, enterprise_code limit $9 offset $10"
        )
    };
}

/// Organisations by name: every word asked for begins a word of the name, or
/// the ten digits are the enterprise code. All of them when nothing is asked.
pub async fn organisations(
    transaction: &mut ReadTransaction,
    question: &Question,
    part: Part,
) -> Result<Vec<OrganisationRecord>, StorageError> {
    const ALL: &str = organisations!("");
    const ASKED: &str = organisations!(concat!(
        "where enterprise_code = $11 or enterprise_code in (select holder from (",
        named!("organisation"),
        ") as found)"
    ));
    let rows: Vec<OrganisationRow> = fetch_named!(
        transaction,
        OrganisationRow,
        if question.is_blank() { ALL } else { ASKED },
        question,
        part.limit,
        part.skip,
        question.code().unwrap_or_default(),
    )?;
    Ok(rows.into_iter().map(OrganisationRecord::from).collect())
}

/// The places of the certificates of an organisation, the last issued first.
pub async fn certificates_of(
    transaction: &mut ReadTransaction,
    enterprise_code: &str,
    limit: i64,
) -> Result<Vec<Place>, StorageError> {
    fetch_all!(
        transaction,
        Place,
        "select issuer, status_index from certificates where enterprise_code = $1
         order by entry_seq desc limit $2",
        enterprise_code,
        limit,
    )
}

/// The places of cards by the holder's name, the last issued first: every word
/// asked for begins a word of the name; a word alone is a whole word of it. Of a
/// number, none that ended when its certificate was renewed and there is another.
pub async fn cards(
    transaction: &mut ReadTransaction,
    question: &Question,
    limit: i64,
) -> Result<Vec<Place>, StorageError> {
    fetch_named!(
        transaction,
        Place,
        concat!(
            "select cards.issuer, cards.status_index from (",
            named!("card"),
            " and ($2 <> '' or named.word = $1)) as found
             join cards on cards.issuer = found.holder and cards.status_index = found.line
             where coalesce(cards.standing_word, '') <> 'replaced' and not exists (
                 select 1 from certificates renewed, cards newer
                 where renewed.number = cards.certificate_number and renewed.standing_word = 'renewed'
                     and newer.folded_number = cards.folded_number and newer.entry_seq > cards.entry_seq
             )
             group by cards.issuer, cards.status_index, cards.entry_seq, cards.number
             order by cards.entry_seq desc, cards.number limit $9"
        ),
        question,
        limit,
    )
}

struct OrganisationRow {
    enterprise_code: String,
    name: String,
    address: String,
    phone: String,
    email: String,
}

row!(OrganisationRow: enterprise_code, name, address, phone, email);

impl From<OrganisationRow> for OrganisationRecord {
    fn from(row: OrganisationRow) -> Self {
        let OrganisationRow { enterprise_code, name, address, phone, email } = row;
        Self { enterprise_code, name, address, phone, email }
    }
}
