//! `registry staff add`: a member of staff, with a first password.

use std::io::{IsTerminal, Read};

use clap::{Args, Subcommand};
use zeroize::Zeroizing;

use super::{Fault, Place, open_to_act, print};
use crate::acts::access::{NewStaff, Staffing, add_staff};
use crate::domain::issuer::IssuerCode;
use crate::domain::staff::Role;
use crate::entropy::Entropy;

/// Keeps the accounts of staff.
#[derive(Args, Debug)]
pub struct StaffArgs {
    #[command(subcommand)]
    act: StaffAct,
}

#[derive(Subcommand, Debug)]
enum StaffAct {
    /// Adds a member of staff, or roles to an account there is.
    ///
    /// The first password is read from standard input when that is a file or a
    /// pipe; otherwise one is made and printed once.
    Add {
        #[command(flatten)]
        place: Place,
        /// E-mail address they sign in with.
        email: String,
        /// Full name.
        name: String,
        /// Issuer: `BKHCN` or a province's code.
        issuer: IssuerCode,
        /// intake, appraiser, leader, administrator or auditor.
        #[arg(required = true)]
        roles: Vec<Role>,
    },
}

/// Runs the command.
pub async fn staff(args: StaffArgs) -> Result<(), Fault> {
    let StaffAct::Add { place, email, name, issuer, roles } = args.act;
    let (registry, _) = open_to_act(&place.settings()?).await?;
    let (password, made) = first_password(&registry.entropy)?;
    let new = NewStaff { email, name, issuer, roles, password: password.to_string() };
    let staffing = add_staff(&registry, new).await;
    registry.storage.close().await;
    let said = match staffing.map_err(|error| Fault::new(error.to_string()))? {
        Staffing::Added(id) if made => format!("added {id}\nfirst password, shown once: {}", *password),
        Staffing::Added(id) => format!("added {id}"),
        Staffing::Granted(id) => format!("{id} has these roles now; the password is as it was"),
    };
    print(&said)
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
