//! The settings of mail: who takes it, and from whom it is.

use super::{Config, ConfigError};
use crate::domain::typed;
use crate::smtp::{MailServer, MailTls, is_this_machine};

/// The name that mails come from, unless an operator chooses another. It fits in
/// one encoded word, for some readers put a space between two (RFC 2047).
pub(super) const SENDER: &str = "Sổ đăng ký tư vấn HTQLCL";

/// No name is longer: a mail program shows less.
const LONGEST_SENDER: usize = 100;

impl Config {
    /// Who takes our mails; none where none is sent.
    pub fn mail_server(&self) -> Option<MailServer<'_>> {
        let customary = match self.mail_tls {
            MailTls::StartTls => 587,
            MailTls::Tls => 465,
            MailTls::None => 25,
        };
        Some(MailServer {
            host: self.mail_host.as_deref()?,
            port: if self.mail_port == 0 { customary } else { self.mail_port },
            tls: self.mail_tls,
            authority: self.mail_authority.as_deref(),
            login: self.mail_user.as_deref().zip(self.mail_password.as_ref()),
            sender: &self.mail_sender,
            address: self.mail_from.as_deref()?,
        })
    }

    /// As the other texts: one that is empty is none.
    pub(super) fn forget_empty_mail(&mut self) {
        for text in [&mut self.mail_host, &mut self.mail_user, &mut self.mail_from] {
            text.take_if(|text| text.is_empty());
        }
        self.mail_authority.take_if(|path| path.as_os_str().is_empty());
    }

    /// Refuses what would send no mail, or let others read it on its way.
    pub(super) fn check_mail(&self) -> Result<(), ConfigError> {
        let nonsense = |sentence: String| Err(ConfigError::Nonsense(sentence));
        if self.mail_host.is_some() != self.mail_from.is_some() {
            return nonsense("mail_host and mail_from go together".to_owned());
        }
        if self.mail_user.is_some() != self.mail_password.is_some() {
            return nonsense("mail_user and mail_password go together".to_owned());
        }
        if let Some(from) = &self.mail_from
            && !(from.is_ascii() && typed::email_address(from).as_ref() == Some(from))
        {
            return nonsense(format!("mail_from: '{from}' is not an address such as dangky@example.vn"));
        }
        let sender = &self.mail_sender;
        if sender.trim().is_empty()
            || sender.chars().count() > LONGEST_SENDER
            || sender.chars().any(char::is_control)
        {
            return nonsense(format!("mail_sender: a name of 1 to {LONGEST_SENDER} characters"));
        }
        let is_far = self.mail_host.as_deref().is_some_and(|host| !is_this_machine(host));
        if is_far && self.mail_tls == MailTls::None {
            return nonsense(
                "mail_tls: without TLS only a mail server on this machine is spoken to; choose starttls or tls".to_owned(),
            );
        }
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::secret::SecretSource;

    fn config() -> Config {
        let (host, from) = ("thu.example.vn".to_owned(), "dangky@example.vn".to_owned());
        Config { mail_host: Some(host), mail_from: Some(from), ..Config::default() }
    }

    #[test]
    fn without_settings_no_mail_is_sent_and_with_them_the_port_is_the_customary_one() {
        assert!(Config::default().mail_server().is_none());
        Config::default().check_mail().expect("no mail is fine");
        for (mail_tls, port) in [(MailTls::StartTls, 587), (MailTls::Tls, 465)] {
            let config = Config { mail_tls, ..config() };
            config.check_mail().expect("sensible");
            assert_eq!(config.mail_server().map(|server| server.port), Some(port));
        }
        let chosen = Config { mail_port: 2525, ..config() };
        assert_eq!(chosen.mail_server().map(|server| server.port), Some(2525));
    }

    #[test]
    fn what_would_send_nothing_or_in_the_open_is_refused() {
        let password = SecretSource::Variable("MAIL_PASSWORD".to_owned());
        for (wrong, said) in [
            (Config { mail_from: None, ..config() }, "go together"),
            (Config { mail_host: None, ..config() }, "go together"),
            (Config { mail_user: Some("a".to_owned()), ..config() }, "go together"),
            (Config { mail_password: Some(password), ..config() }, "go together"),
            (Config { mail_from: Some("dangky".to_owned()), ..config() }, "not an address"),
            (Config { mail_from: Some("a@b.vn\r\nBcc: x@y.vn".to_owned()), ..config() }, "not an address"),
            (Config { mail_sender: "A\r\nBcc: x@y.vn".to_owned(), ..config() }, "1 to 100"),
            (Config { mail_tls: MailTls::None, ..config() }, "starttls or tls"),
        ] {
            let error = wrong.check_mail().expect_err(said).to_string();
            assert!(error.contains(said), "{error}");
        }
        let here = Config { mail_host: Some("127.0.0.1".to_owned()), mail_tls: MailTls::None, ..config() };
        here.check_mail().expect("on this machine");
    }
}
