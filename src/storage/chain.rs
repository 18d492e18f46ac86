//! Walking a hash chain from its first row to its head.
//!
//! Page by page, each in a transaction of its own: a chain of years needs no
//! more memory than one of a day, and a register that goes on working is not
//! held up. Rows are only ever added, so what was walked stays walked.

use std::collections::BTreeMap;

use super::database::{fetch_all, fetch_optional};
use super::heads::Series;
use super::{ReadTransaction, Storage, StorageError, audit, entries};

/// Rows read in one go.
const PAGE: i64 = 1_000;

/// The chains of a register.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Chain {
    /// Who did what.
    Audit,
    /// Every act with public effect.
    Entries,
}

/// What a walk found.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum ChainState {
    /// Every row follows from the one before it, up to the head.
    Whole {
        /// How many rows.
        rows: i64,
        /// The hash of the last one, to be compared with one kept elsewhere;
        /// empty when there is none.
        hash: Vec<u8>,
    },
    /// The first row that does not follow.
    Broken {
        /// Its place, or the one where it should be.
        at: i64,
        /// What is wrong there.
        why: &'static str,
    },
}

/// A row as the walk sees it: its place, its hash, and what is wrong with it
/// after the hash before, if anything.
pub(super) struct Link {
    pub(super) seq: i64,
    pub(super) hash: Vec<u8>,
    pub(super) fault: Option<&'static str>,
}

impl Chain {
    /// The name of the chain among the heads.
    pub(super) fn name(self) -> String {
        let series = match self {
            Self::Audit => Series::Audit,
            Self::Entries => Series::Entries,
        };
        series.to_string()
    }
}

/// Walks a chain; `passed` hears of every row that follows: its place, and its
/// hash.
pub async fn walk(
    storage: &Storage,
    chain: Chain,
    mut passed: impl FnMut(i64, &[u8]),
) -> Result<ChainState, StorageError> {
    let (mut last, mut before) = (0, Vec::new());
    loop {
        let mut transaction = storage.read().await?;
        let links = match chain {
            Chain::Audit => audit::links(&mut transaction, last, &before, PAGE).await?,
            Chain::Entries => entries::links(&mut transaction, last, &before, PAGE).await?,
        };
        if links.is_empty() {
            return ended(&mut transaction, chain, last, before).await;
        }
        for link in links {
            if link.seq != last + 1 {
                return Ok(ChainState::Broken { at: last + 1, why: "it is missing" });
            }
            if let Some(why) = link.fault {
                return Ok(ChainState::Broken { at: link.seq, why });
            }
            (last, before) = (link.seq, link.hash);
            passed(last, &before);
        }
    }
}

/// A tail that was cut off leaves no gap behind, only a head that is ahead.
async fn ended(
    transaction: &mut ReadTransaction,
    chain: Chain,
    rows: i64,
    hash: Vec<u8>,
) -> Result<ChainState, StorageError> {
    let head: Option<(i64, Option<Vec<u8>>)> = fetch_optional!(
        transaction,
        (i64, Option<Vec<u8>>),
        "select seq, hash from heads where name = $1",
        chain.name(),
    )?;
    let (seq, head) = head.unwrap_or_default();
    Ok(if seq > rows {
        ChainState::Broken { at: rows + 1, why: "it is missing, though the head knows of it" }
    } else if seq < rows || head.unwrap_or_default() != hash {
        ChainState::Broken { at: rows, why: "the head does not know of it" }
    } else {
        ChainState::Whole { rows, hash }
    })
}

/// The papers that the index of the entries names for each of these places.
pub(super) async fn indexed(
    transaction: &mut ReadTransaction,
    after: i64,
    upto: i64,
) -> Result<BTreeMap<i64, Vec<String>>, StorageError> {
    let rows: Vec<(i64, String)> = fetch_all!(
        transaction,
        (i64, String),
        "select seq, paper from entry_papers where seq > $1 and seq <= $2 order by seq, paper",
        after,
        upto,
    )?;
    let mut papers: BTreeMap<i64, Vec<String>> = BTreeMap::new();
    for (seq, paper) in rows {
        papers.entry(seq).or_default().push(paper);
    }
    Ok(papers)
}
