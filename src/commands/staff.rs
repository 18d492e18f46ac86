//! `registry staff`: what the operator does with accounts of staff. It gives
//! power once, to an issuer's first two administrators; afterwards it proposes,
//! and an administrator confirms at the desk.

use std::io::{IsTerminal, Read};

use clap::{Args, Subcommand};
use zeroize::Zeroizing;

use super::{Fault, Place, open, open_to_act, print};
use crate::acts::Registry;
use crate::acts::access::NewAccount;
use crate::acts::staffing::{
    self, Author, Invitation, NewAdministrator, NewProposal, StaffLine, StaffingError,
};
use crate::domain::issuer::IssuerCode;
use crate::domain::staff::{Change, Role};
use crate::entropy::Entropy;

/// Keeps the accounts of staff.
#[derive(Args, Debug)]
pub struct StaffArgs {
    #[command(subcommand)]
    act: StaffAct,
}

#[derive(Subcommand, Debug)]
enum StaffAct {
    /// Makes one of an issuer's first two administrators.
    ///
    /// The first password is read from standard input when that is a file or a
    /// pipe; otherwise one is made and printed once. It must be changed at the
    /// first sign-in. The others are invited at /desk/staff.
    Add {
        #[command(flatten)]
        place: Place,
        /// E-mail address they sign in with.
        email: String,
        /// Full name.
        name: String,
        /// Staff number: 1 to 32 letters and digits.
        number: String,
        /// Issuer: `BKHCN` or a province's code.
        issuer: IssuerCode,
    },
    /// Proposes to invite someone, and prints the link to hand over. An
    /// administrator of the issuer confirms and gets the code that goes with it.
    Invite {
        #[command(flatten)]
        place: Place,
        /// E-mail address they will sign in with.
        email: String,
        /// Staff number: 1 to 32 letters and digits.
        number: String,
        /// Issuer: `BKHCN` or a province's code.
        issuer: IssuerCode,
        /// intake, appraiser, leader, administrator or auditor.
        #[arg(required = true)]
        roles: Vec<Role>,
    },
    /// Disables an account at once and ends its sessions.
    Disable {
        #[command(flatten)]
        place: Place,
        /// The address of the account.
        email: String,
        /// Why.
        reason: String,
    },
    /// Proposes a new password for an account, and prints the link to hand over.
    /// An administrator confirms and gets the code that goes with it.
    Reset {
        #[command(flatten)]
        place: Place,
        /// The address of the account.
        email: String,
    },
    /// Lists the accounts of staff, with roles and last sign-in.
    List {
        #[command(flatten)]
        place: Place,
        /// Only this issuer's.
        issuer: Option<IssuerCode>,
    },
}

/// Runs the command.
pub async fn staff(args: StaffArgs) -> Result<(), Fault> {
    match args.act {
        StaffAct::Add { place, email, name, number, issuer } => {
            let (registry, operator) = begin(place).await?;
            let (password, made) = first_password(&registry.entropy)?;
            let account = NewAccount { email, name, password: password.to_string() };
            let author = Author::operator(&operator, issuer);
            let added = staffing::add_administrator(&registry, &author, NewAdministrator { account, number });
            let shown =
                if made { format!("\nfirst password, shown once: {}", *password) } else { String::new() };
            let said = added.await.map(|id| format!("added {id}{shown}"));
            conclude(registry, said).await
        }
        StaffAct::Invite { place, email, number, issuer, roles } => {
            let (registry, operator) = begin(place).await?;
            let wanted = Invitation { email, number, roles: roles.into_iter().collect() };
            let proposed = staffing::invite(&registry, &Author::operator(&operator, issuer), wanted).await;
            conclude(registry, proposed.map(|proposed| proposal(&proposed, issuer))).await
        }
        StaffAct::Disable { place, email, reason } => {
            let (registry, operator) = begin(place).await?;
            let done = disable(&registry, &operator, &email, &reason).await;
            conclude(registry, done.map(|()| format!("{email} is disabled"))).await
        }
        StaffAct::Reset { place, email } => {
            let (registry, operator) = begin(place).await?;
            let proposed = reset(&registry, &operator, &email).await;
            conclude(registry, proposed.map(|(proposed, issuer)| proposal(&proposed, issuer))).await
        }
        StaffAct::List { place, issuer } => list(place, issuer).await,
    }
}

async fn disable(
    registry: &Registry,
    operator: &str,
    email: &str,
    reason: &str,
) -> Result<(), StaffingError> {
    let (account, issuer) = staffing::found(registry, email).await?;
    staffing::disable(registry, &Author::operator(operator, issuer), account, reason).await
}

async fn reset(
    registry: &Registry,
    operator: &str,
    email: &str,
) -> Result<(NewProposal, IssuerCode), StaffingError> {
    let (account, issuer) = staffing::found(registry, email).await?;
    let author = Author::operator(operator, issuer);
    Ok((staffing::propose(registry, &author, Change::Reset { account }).await?, issuer))
}

async fn list(place: Place, issuer: Option<IssuerCode>) -> Result<(), Fault> {
    let (registry, _) = open(&place.settings()?).await?;
    let lines = staffing::everyone(&registry, issuer).await;
    let said = lines.map(|lines| lines.iter().map(line).collect::<Vec<_>>().join("\n"));
    conclude(registry, said.map_err(StaffingError::from)).await
}

/// The register, and the operator's name.
async fn begin(place: Place) -> Result<(Registry, String), Fault> {
    let config = place.settings()?;
    let (registry, _) = open_to_act(&config).await?;
    Ok((registry, config.operator.unwrap_or_default()))
}

/// Closes the register, and prints what is to be said.
async fn conclude(registry: Registry, said: Result<String, StaffingError>) -> Result<(), Fault> {
    registry.storage.close().await;
    print(&said.map_err(|error| fault(&error))?)
}

fn proposal(proposed: &NewProposal, issuer: IssuerCode) -> String {
    let link = proposed.link.as_ref().map(|link| {
        format!(
            "\nThe link to hand over, shown once, after the site's address: /open/{link}\n\
             It opens with the code that whoever confirms is shown, for 72 hours from then."
        )
    });
    format!(
        "Proposed; it lapses on {}. An administrator of {issuer} confirms at /desk/staff.{}",
        proposed.until.day(),
        link.unwrap_or_default()
    )
}

fn line(line: &StaffLine) -> String {
    let StaffLine { account, posts } = line;
    let roles = posts.iter().map(|post| {
        let roles: Vec<_> = post.roles.iter().map(|role| role.as_str()).collect();
        format!("{}: {}", post.issuer, roles.join(", "))
    });
    let number = account.kind.staff_number().map(ToString::to_string).unwrap_or_default();
    let seen =
        account.last_sign_in_at.map_or("never signed in".to_owned(), |at| format!("last signed in {at}"));
    let disabled = match (account.disabled_at, &account.disabled_reason) {
        (Some(at), reason) => format!(", disabled since {at}: {}", reason.as_deref().unwrap_or_default()),
        (None, _) => String::new(),
    };
    let roles = roles.collect::<Vec<_>>().join("; ");
    format!("{number} {} <{}> {roles}, {seen}{disabled}", account.name, account.email)
}

fn fault(error: &StaffingError) -> Fault {
    match error {
        StaffingError::Refused(_) | StaffingError::Access(_) => Fault::input(error.to_string()),
        StaffingError::Act(_) => Fault::new(error.to_string()),
    }
}

/// The password from standard input, or a new one; and whether it is new.
fn first_password(entropy: &Entropy) -> Result<(Zeroizing<String>, bool), Fault> {
    let mut input = std::io::stdin();
    if input.is_terminal() {
        // 100 random bits.
        let made = data_encoding::BASE32_NOPAD.encode(&entropy.bytes::<13>()).to_lowercase();
        return Ok((Zeroizing::new(made), true));
    }
    let mut typed = Zeroizing::new(String::new());
    input.read_to_string(&mut typed).map_err(|error| Fault::new(format!("standard input: {error}")))?;
    Ok((Zeroizing::new(typed.trim_end_matches(['\r', '\n']).to_owned()), false))
}
