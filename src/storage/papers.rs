//! What the tables of certificates and cards have in common.

use std::borrow::Cow;

use super::StorageError;
use super::columns::Column;
use super::row::row;
use crate::domain::certificate::Paper;
use crate::domain::fold::fold;

/// The columns of a [`PaperRow`].
macro_rules! paper_columns {
    () => {
        "number, issuer, holder_name, paper_version, issued_on, issued_at, expires_on, standing, \
         status_index, coalesce(key_id, '') as key_id, code, entry_seq, version, \
         (select compromised_at from (select key_id as id, compromised_at from issuer_keys) as keys \
          where id = key_id) as key_compromised_at"
    };
}

pub(super) use paper_columns;

pub(super) struct PaperRow {
    pub(super) number: String,
    issuer: String,
    holder_name: String,
    paper_version: i64,
    issued_on: String,
    issued_at: String,
    expires_on: String,
    pub(super) standing: String,
    status_index: i64,
    key_id: String,
    key_compromised_at: Option<String>,
    code: String,
    entry_seq: i64,
    version: i64,
}

row!(
    PaperRow:
    number, issuer, holder_name, paper_version, issued_on, issued_at, expires_on, standing,
    status_index, key_id, key_compromised_at, code, entry_seq, version
);

impl PaperRow {
    /// The paper of this row of `table`.
    pub(super) fn paper(self, table: &'static str) -> Result<Paper, StorageError> {
        let column = |name| Column(table, name, &self.number);
        Ok(Paper {
            issuer: column("issuer").parse(&self.issuer)?,
            paper_version: column("paper_version").number(self.paper_version)?,
            issued_on: column("issued_on").parse(&self.issued_on)?,
            issued_at: column("issued_at").parse(&self.issued_at)?,
            expires_on: column("expires_on").parse(&self.expires_on)?,
            status_index: column("status_index").number(self.status_index)?,
            number: self.number.clone(),
            holder_name: self.holder_name,
            key_compromised_at: column("key_id").parse_some(self.key_compromised_at.as_deref())?,
            key_id: self.key_id,
            code: self.code,
            entry_seq: self.entry_seq,
            version: self.version,
        })
    }
}

/// A number as people type it: letters and digits alone, upper case, without
/// the zeros at its start. `1-2026 gxn bkhcn` is `01/2026/GXN-BKHCN`. The year
/// has four digits and a person's number eight, so no two numbers meet; if an
/// issuer's own template ever made two meet, the table refuses the second.
pub fn folded_number(typed: &str) -> String {
    // Every check folds numbers; as they are printed they need no table.
    let plain = if typed.is_ascii() { Cow::Borrowed(typed) } else { Cow::Owned(fold(typed)) };
    let kept = plain.bytes().filter(u8::is_ascii_alphanumeric).skip_while(|byte| *byte == b'0');
    kept.map(|byte| char::from(byte.to_ascii_uppercase())).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_number_is_found_however_its_parts_are_set_apart() {
        for typed in ["01/2026/GXN-BKHCN", "1-2026-gxn-bkhcn", " 01 2026 gxn bkhcn ", "01–2026—GXN–BKHCN"]
        {
            assert_eq!(folded_number(typed), "12026GXNBKHCN", "{typed}");
        }
        assert_ne!(folded_number("1/2026/GXN-BKHCN"), folded_number("11/2026/GXN-BKHCN"));
        assert_eq!(folded_number("bkhcn tv 0000 0017"), folded_number("BKHCN-TV-00000017"));
    }

    proptest::proptest! {
        #[test]
        fn what_is_printed_is_folded_as_everything_else_is(typed in "[ -~]{0,40}") {
            let folded: String = fold(&typed).chars().filter(char::is_ascii_alphanumeric).collect();
            let folded = folded.trim_start_matches('0').to_uppercase();
            proptest::prop_assert_eq!(folded_number(&typed), folded);
        }
    }
}
