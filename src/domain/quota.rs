//! How much one account may have and do: enough for the largest firm at work,
//! too little to fill a disk.
//!
//! Signing up proves nothing about a person, so whatever an account stores is
//! counted, in this one place.

/// What one account may have and do.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Quota {
    /// Drafts at a time. A firm applies once in years, with few people writing.
    pub drafts: i64,
    /// Papers of one dossier: sixty experts with eight each.
    pub papers: usize,
    /// Bytes of all papers in dossiers on which no certificate was issued;
    /// those with one are the State's records. Ten dossiers of scans.
    pub bytes: u64,
    /// Acts within an hour, each one row of the audit trail that is kept for
    /// good. Nobody types faster for so long.
    pub acts_an_hour: i64,
}

/// What every account may have and do.
pub const QUOTA: Quota = Quota { drafts: 20, papers: 500, bytes: 500 * 1024 * 1024, acts_an_hour: 1_000 };

/// What an account has too much of.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum Excess {
    /// Drafts.
    #[error("too many drafts")]
    Drafts,
    /// Papers in one dossier.
    #[error("too many papers in one dossier")]
    Papers,
    /// Bytes in its papers.
    #[error("too many bytes in papers")]
    Bytes,
    /// Acts within an hour.
    #[error("too many acts within an hour")]
    Acts,
}

impl Quota {
    /// Whether one more draft may be begun beside so many.
    pub fn take_draft(self, drafts: i64) -> Result<(), Excess> {
        if drafts < self.drafts { Ok(()) } else { Err(Excess::Drafts) }
    }

    /// Whether one more paper of so many bytes may be taken into a dossier with
    /// so many, of an account that holds so many bytes.
    pub fn take_paper(self, papers: usize, held: u64, bytes: u64) -> Result<(), Excess> {
        if papers >= self.papers {
            Err(Excess::Papers)
        } else if held.saturating_add(bytes) > self.bytes {
            Err(Excess::Bytes)
        } else {
            Ok(())
        }
    }

    /// Whether one more act may be done after so many within the hour.
    pub fn take_act(self, acts: i64) -> Result<(), Excess> {
        if acts < self.acts_an_hour { Ok(()) } else { Err(Excess::Acts) }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_last_one_that_fits_is_taken_and_the_next_is_not() {
        let quota = Quota { drafts: 2, papers: 3, bytes: 100, acts_an_hour: 4 };
        assert_eq!((quota.take_draft(1), quota.take_draft(2)), (Ok(()), Err(Excess::Drafts)));
        assert_eq!((quota.take_paper(2, 40, 60), quota.take_paper(2, 40, 61)), (Ok(()), Err(Excess::Bytes)));
        assert_eq!(quota.take_paper(3, 0, 1), Err(Excess::Papers));
        assert_eq!((quota.take_act(3), quota.take_act(4)), (Ok(()), Err(Excess::Acts)));
    }
}
