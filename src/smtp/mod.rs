//! The postbox of a server: where a mail is handed to the mail server that an
//! operator names (RFC 5321), over TLS.
//!
//! What a mail server answers may name an address, so nothing of it but its
//! numbers is kept or logged.

mod refusal;
mod written;

use std::net::IpAddr;
use std::path::Path;
use std::sync::Arc;
use std::time::Duration;

use lettre::Address;
use lettre::message::Mailbox;
use lettre::transport::smtp::authentication::{Credentials, DEFAULT_MECHANISMS};
use lettre::transport::smtp::client::{AsyncSmtpConnection, Certificate, TlsParameters};
use lettre::transport::smtp::commands::{Data, Mail, Rcpt};
use lettre::transport::smtp::extension::ClientId;
use serde::{Deserialize, Serialize};

use crate::secret::SecretSource;
pub use refusal::NotTaken;
use refusal::Step;
pub use written::Written;

/// How long a mail server may take to be reached.
const REACHED_WITHIN: Duration = Duration::from_secs(30);

/// How long handing in a mail may take in all: mail servers look at what they
/// are given before they take it.
const HANDED_IN_WITHIN: Duration = Duration::from_mins(3);

/// How the way to the mail server is kept from others.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum MailTls {
    /// It begins in the open, and every word that matters comes after STARTTLS.
    StartTls,
    /// From its first byte.
    Tls,
    /// Not at all: for a mail server on this machine.
    None,
}

/// Who takes our mails, and from whom they are.
#[derive(Clone, Debug)]
pub struct MailServer<'s> {
    /// Its host name.
    pub host: &'s str,
    /// Its port.
    pub port: u16,
    /// How the way there is kept.
    pub tls: MailTls,
    /// A certificate of an authority that only we know, in PEM.
    pub authority: Option<&'s Path>,
    /// Under which name, and with which password, one signs in to it.
    pub login: Option<(&'s str, &'s SecretSource)>,
    /// The name of the sender.
    pub sender: &'s str,
    /// The address of the sender.
    pub address: &'s str,
}

/// Where mails are handed in. Cheap to clone.
#[derive(Clone)]
pub struct Postbox(Arc<Inner>);

struct Inner {
    host: String,
    port: u16,
    tls: Option<TlsParameters>,
    begins_open: bool,
    login: Option<(String, SecretSource)>,
    from: Mailbox,
}

/// Why there is no postbox.
#[derive(Debug, thiserror::Error)]
#[error("{0}")]
pub struct NoPostbox(String);

impl Postbox {
    /// The postbox of this mail server. Nothing is sent, and nobody asked yet.
    pub fn new(server: &MailServer<'_>) -> Result<Self, NoPostbox> {
        let tls = match server.tls {
            MailTls::None => None,
            MailTls::StartTls | MailTls::Tls => Some(tls(server)?),
        };
        let unusable = |error| NoPostbox(format!("mail_from: {error}"));
        let address: Address = server.address.parse().map_err(unusable)?;
        Ok(Self(Arc::new(Inner {
            host: server.host.to_owned(),
            port: server.port,
            tls,
            begins_open: server.tls != MailTls::Tls,
            login: server.login.map(|(user, password)| (user.to_owned(), password.clone())),
            from: written::sender(server.sender, address),
        })))
    }

    /// Hands a mail in. Once the server has taken it, it is the server's to
    /// bring; before, nothing of it happened.
    pub async fn hand_in(&self, mail: &Written<'_>) -> Result<(), NotTaken> {
        let (to, bytes) = mail.bytes(&self.0.from)?;
        let handed_in = tokio::time::timeout(HANDED_IN_WITHIN, self.0.hand_in(mail.host, to, &bytes)).await;
        handed_in.unwrap_or_else(|_| Err(NotTaken::Later("it took too long".to_owned())))
    }
}

impl Inner {
    async fn hand_in(&self, host: &str, to: Address, bytes: &[u8]) -> Result<(), NotTaken> {
        let mut server = self.reach(host).await?;
        let taken = self.give(&mut server, to, bytes).await;
        // What it took it has, however it says good-bye.
        server.abort().await;
        taken
    }

    /// A way to the server, kept from others and signed in to.
    async fn reach(&self, host: &str) -> Result<AsyncSmtpConnection, NotTaken> {
        let hello = ClientId::Domain(host.to_owned());
        let at_once = self.tls.clone().filter(|_| !self.begins_open);
        let at = (self.host.as_str(), self.port);
        let reached =
            AsyncSmtpConnection::connect_tokio1(at, Some(REACHED_WITHIN), &hello, at_once, None).await;
        let mut server = reached.map_err(|error| Step::Connect.failed(&error))?;
        if let Some(tls) = self.tls.clone().filter(|_| self.begins_open) {
            server.starttls(tls, &hello).await.map_err(|error| Step::StartTls.failed(&error))?;
        }
        if let Some((user, password)) = &self.login {
            let password = password.read().map_err(|error| NotTaken::Later(error.to_string()))?;
            let credentials = Credentials::new(user.clone(), password.to_string());
            let signed_in = server.auth(DEFAULT_MECHANISMS, &credentials).await;
            signed_in.map_err(|error| Step::SignIn.failed(&error))?;
        }
        Ok(server)
    }

    async fn give(
        &self,
        server: &mut AsyncSmtpConnection,
        to: Address,
        bytes: &[u8],
    ) -> Result<(), NotTaken> {
        let from = Mail::new(Some(self.from.email.clone()), Vec::new());
        server.command(from).await.map_err(|error| Step::Sender.failed(&error))?;
        server.command(Rcpt::new(to, Vec::new())).await.map_err(|error| Step::Recipient.failed(&error))?;
        server.command(Data).await.map_err(|error| Step::Content.failed(&error))?;
        server.message(bytes).await.map_err(|error| Step::Content.failed(&error))?;
        Ok(())
    }
}

/// Whether a host is this machine, to which a way needs no keeping.
pub fn is_this_machine(host: &str) -> bool {
    host == "localhost" || host.parse::<IpAddr>().is_ok_and(|address| address.is_loopback())
}

fn tls(server: &MailServer<'_>) -> Result<TlsParameters, NoPostbox> {
    let mut parameters = TlsParameters::builder(server.host.to_owned());
    if let Some(path) = server.authority {
        let unusable = |reason: String| NoPostbox(format!("mail_authority: {}: {reason}", path.display()));
        let pem = std::fs::read(path).map_err(|error| unusable(error.to_string()))?;
        if !String::from_utf8_lossy(&pem).contains("BEGIN CERTIFICATE") {
            return Err(unusable("no certificate in PEM".to_owned()));
        }
        let authority = Certificate::from_pem(&pem).map_err(|error| unusable(error.to_string()))?;
        parameters = parameters.add_root_certificate(authority);
    }
    parameters.build().map_err(|error| NoPostbox(format!("mail_host: {error}")))
}
