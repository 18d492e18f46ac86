//! The public directory: organisations and experts by name, typed with or
//! without tone marks and đ.

use super::database::fetch_all;
use super::holders::OrganisationRecord;
use super::papers::word_pattern;
use super::{ReadTransaction, StorageError};
use crate::domain::fold::fold;

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

/// Organisations by name: every word typed begins a word of the name, or the
/// ten digits are the enterprise code. All of them when nothing is typed.
pub async fn organisations(
    transaction: &mut ReadTransaction,
    typed: &str,
    part: Part,
) -> Result<Vec<OrganisationRecord>, StorageError> {
    let [one, two, three, rest] = word_patterns(typed);
    let rows: Vec<OrganisationRow> = fetch_all!(
        transaction,
        OrganisationRow,
        r"select enterprise_code, name, address, phone, email from organisations
         where enterprise_code = $1
            or (' ' || folded_name like $2 escape '\' and ' ' || folded_name like $3 escape '\'
                and ' ' || folded_name like $4 escape '\' and ' ' || folded_name like $5 escape '\')
         order by folded_name, enterprise_code limit $6 offset $7",
        typed.trim(),
        one,
        two,
        three,
        rest,
        part.limit,
        part.skip,
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
/// typed begins a word of the name; a word alone is a whole word of it.
pub async fn cards(
    transaction: &mut ReadTransaction,
    typed: &str,
    limit: i64,
) -> Result<Vec<Place>, StorageError> {
    let [mut one, two, three, rest] = word_patterns(typed);
    if two == ANYTHING {
        one.truncate(one.len() - ANYTHING.len());
        one.push_str(" %");
    }
    fetch_all!(
        transaction,
        Place,
        r"select issuer, status_index from cards
         where ' ' || folded_holder_name || ' ' like $1 escape '\'
           and ' ' || folded_holder_name like $2 escape '\' and ' ' || folded_holder_name like $3 escape '\'
           and ' ' || folded_holder_name like $4 escape '\'
         order by entry_seq desc, number limit $5",
        one,
        two,
        three,
        rest,
        limit,
    )
}

const ANYTHING: &str = "%";

/// Patterns of the first three words typed, and of all the rest as one.
fn word_patterns(typed: &str) -> [String; 4] {
    let folded = fold(typed);
    let mut words = folded.splitn(4, ' ');
    std::array::from_fn(|_| {
        words.next().filter(|word| !word.is_empty()).map_or_else(|| ANYTHING.to_owned(), word_pattern)
    })
}

#[derive(sqlx::FromRow)]
struct OrganisationRow {
    enterprise_code: String,
    name: String,
    address: String,
    phone: String,
    email: String,
}

impl From<OrganisationRow> for OrganisationRecord {
    fn from(row: OrganisationRow) -> Self {
        let OrganisationRow { enterprise_code, name, address, phone, email } = row;
        Self { enterprise_code, name, address, phone, email }
    }
}
