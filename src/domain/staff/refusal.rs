//! Why a change of staff is refused.

use super::Role;

/// Why a change of staff is refused.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum StaffingRefusal {
    /// Not an e-mail address.
    #[error("not an e-mail address")]
    Email,
    /// Not a staff number.
    #[error("a staff number has 1 to 32 letters and digits")]
    Number,
    /// No role was chosen.
    #[error("no role was chosen")]
    NoRoles,
    /// No reason was given.
    #[error("a reason must be given")]
    NoReason,
    /// The address has an account that files dossiers.
    #[error("the address has an applicant's account; an account of staff needs another address")]
    Applicant,
    /// The address has an account of another person.
    #[error("the address has an account under another staff number")]
    OtherNumber,
    /// The person has an account that is not disabled.
    #[error("there is an account with this staff number")]
    NumberTaken,
    /// The address or the person is already invited.
    #[error("there is an invitation for this address or staff number")]
    Invited,
    /// The same is proposed already.
    #[error("the same is proposed already")]
    Proposed,
    /// Two roles that one person may not hold together.
    #[error("one person cannot be {0} and {1}")]
    Excluded(Role, Role),
    /// The person holds these roles here.
    #[error("the account has these roles")]
    Held,
    /// The person does not hold the role here.
    #[error("the account does not have this role here")]
    NotHeld,
    /// The account is disabled.
    #[error("the account is disabled")]
    Disabled,
    /// The account is not disabled.
    #[error("the account is not disabled")]
    NotDisabled,
    /// Nobody disables their own account.
    #[error("nobody disables their own account")]
    Oneself,
    /// Nobody confirms what they proposed.
    #[error("who proposed a change cannot confirm it")]
    OwnProposal,
    /// Nobody confirms what concerns themselves.
    #[error("nobody confirms a change about themselves")]
    AboutOneself,
    /// Another administrator of that issuer is there to confirm.
    #[error("another administrator of the same issuer confirms this")]
    NotTheirs,
    /// The issuer has two administrators: the operator makes no more.
    #[error("the issuer has two administrators; they invite the others")]
    TwoAdministrators,
}
