//! Why an act on a dossier is refused.

use super::table::{Act, StageName};
use crate::dates::{Day, Instant};
use crate::domain::certificate::Life;
use crate::domain::personal_number;
use crate::domain::printable::Unprintable;
use crate::domain::typed::{self, Undrawn};

/// Why an act on a dossier is refused.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum Refusal {
    /// The stage does not allow the act.
    #[error("a dossier that is {stage:?} does not allow {act:?}")]
    Stage {
        /// Where the dossier is.
        stage: StageName,
        /// What was asked.
        act: Act,
    },
    /// The same person cannot appraise or propose, and decide (four eyes).
    #[error("who appraised a dossier or proposed its decision cannot make it")]
    SameHands,
    /// The dossier gives the officer's own address as its contact.
    #[error("the dossier is the officer's own")]
    OwnDossier,
    /// Another appraiser has taken the dossier up.
    #[error("another appraiser has this dossier")]
    OtherAppraiser,
    /// The appraiser is still one, so nobody takes the dossier over.
    #[error("its appraiser is still there")]
    AppraiserThere,
    /// Who was named does not appraise at this issuer.
    #[error("who was named is not an appraiser here")]
    NotAnAppraiser,
    /// Who was named has the dossier already.
    #[error("this appraiser has the dossier already")]
    HasItAlready,
    /// Reasons must be given.
    #[error("reasons must be given")]
    NoReasons,
    /// A note to the file has nothing in it.
    #[error("the note is empty")]
    EmptyNote,
    /// What is written stands on a letter, which cannot show a sign of it.
    #[error("no paper can show {:?}, sign {}", .0.sign, .0.place)]
    Undrawn(Undrawn),
    /// What is written names a personal identification number: it would stand in
    /// letters and in the audit trail for good.
    #[error("a personal identification number is written in it")]
    PersonalNumber,
    /// More was asked for already, in other words than now.
    #[error("a supplement was asked for already, in other words")]
    AskedAlready {
        /// When.
        at: Instant,
        /// By whom; none where it is the same officer.
        by: Option<String>,
    },
    /// A paper of the approval cannot be printed, so none is signed.
    #[error("a paper cannot be printed: {0:?}")]
    Unprintable(Box<Unprintable>),
    /// Findings that need a person have not been judged.
    #[error("{0} findings still need a judgement")]
    Unjudged(usize),
    /// The finding is the machine's alone, or not of this dossier.
    #[error("this finding is not one to judge")]
    NotForJudgement,
    /// The conditions are not met, so approval cannot be proposed or given.
    #[error("the conditions are not met")]
    ConditionsNotMet,
    /// Since the proposal something changed what it rests on.
    #[error("what the proposal rests on has changed since")]
    Outdated,
    /// The application has faults that keep it from being filed.
    #[error("the application is not ready to file")]
    NotReady,
    /// The certificate that the dossier is about, or a card under it, is not in
    /// force (TT26 articles 20 and 21).
    #[error("the paper {number} is {life:?}")]
    NotInForce {
        /// The number of the paper.
        number: String,
        /// Where it is in its life.
        life: Life,
    },
    /// Something about the certificate waits for a decision: a measure, a
    /// correction, or that its holder gives it up.
    #[error("something about {0} waits for a decision")]
    SomethingWaits(String),
    /// The papers were corrected since the dossier was begun, which says what they
    /// said before.
    #[error("{0} was corrected since the dossier was begun")]
    CorrectedSince(String),
    /// The renewal of the certificate is asked for too late: who still wants
    /// another registers anew (TT26 article 18).
    #[error("the renewal of {number} could be asked for until {last}")]
    TooLateToRenew {
        /// The number of the certificate.
        number: String,
        /// The last day.
        last: Day,
    },
    /// What takes the place of a certificate of the Ministry is the province's to
    /// issue since the transfer (Circular 07/2025/TT-BKHCN).
    #[error("what takes the place of {0} is a province's to issue")]
    ToProvince(String),
    /// The same organisation or person holds a certificate already: nobody holds
    /// two.
    #[error("the applicant holds {number} already, which is {life:?}")]
    HoldsOne {
        /// The number of the certificate.
        number: String,
        /// Where it is in its life.
        life: Life,
    },
    /// Another dossier that is open asks for the same paper once more.
    #[error("another dossier asks for {0} once more")]
    PaperAskedAlready(String),
    /// The file is of another procedure than the dossier.
    #[error("the file is of another procedure")]
    OtherProcedure,
    /// A re-issue and a renewal are about what the register knows: no file is
    /// taken over.
    #[error("a re-issue or a renewal takes no file over")]
    NothingToImport,
    /// The application has more in it than one dossier can hold.
    #[error("the application is larger than one dossier can hold")]
    TooLarge,
    /// The expert at this position has no portrait to put on the card.
    #[error("expert {0} has no portrait")]
    NoPhoto(usize),
    /// The issuer has no key it may sign with today.
    #[error("the issuer has no key to sign with")]
    NoSigningKey,
    /// Who holds the issuer's key did not sign.
    #[error("the issuer's key did not sign")]
    NotSigned,
}

impl Refusal {
    /// Whether it is for what is written, and told beside its field.
    pub fn is_of_words(&self) -> bool {
        matches!(self, Self::NoReasons | Self::EmptyNote | Self::PersonalNumber | Self::Undrawn(_))
    }
}

/// Cleans reasons; refuses when nothing is left, or a personal number is.
pub fn written(reasons: &str) -> Result<String, Refusal> {
    let reasons = typed::text(reasons);
    if reasons.is_empty() { Err(Refusal::NoReasons) } else { without_personal_number(reasons) }
}

/// The text, unless a personal number stands in it.
pub fn without_personal_number(text: String) -> Result<String, Refusal> {
    if personal_number::names_one(&text) { Err(Refusal::PersonalNumber) } else { Ok(text) }
}

/// The same of what stands on a letter: also refuses a sign that no paper can
/// show.
pub fn written_on_paper(reasons: &str) -> Result<String, Refusal> {
    let reasons = written(reasons)?;
    match typed::undrawn(&reasons) {
        Some(found) => Err(Refusal::Undrawn(found)),
        None => Ok(reasons),
    }
}
