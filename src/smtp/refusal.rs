//! What a mail server said no to, and what that means.

use std::error::Error as _;

use lettre::transport::smtp::Error;

/// Why a mail was not taken. What is told names no address.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum NotTaken {
    /// It may be taken later: nobody was reached, or not now, or not from us
    /// until an operator has seen to it.
    #[error("{0}")]
    Later(String),
    /// There is no such address, for good.
    #[error("the address is refused: {0}")]
    Address(String),
    /// What was written is not taken, for good.
    #[error("the mail is refused: {0}")]
    Mail(String),
}

/// How far one came.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Step {
    Connect,
    StartTls,
    SignIn,
    Sender,
    Recipient,
    Content,
}

impl Step {
    /// What a failure at this step means.
    pub(super) fn failed(self, error: &Error) -> NotTaken {
        let said = error.source().map(ToString::to_string).unwrap_or_default();
        let code = error.status().map(|code| code.to_string());
        // What is no answer may hold anything; all else are words of our system.
        let words = if error.is_response() { "no proper answer".to_owned() } else { error.to_string() };
        self.means(code.as_deref(), &said, &words)
    }

    fn means(self, code: Option<&str>, said: &str, words: &str) -> NotTaken {
        let Some(code) = code else { return NotTaken::Later(format!("{}: {words}", self.name())) };
        let enhanced = enhanced(said);
        let told =
            format!("{}: {code}{}", self.name(), enhanced.map(|it| format!(" {it}")).unwrap_or_default());
        // 5.7 is about us: a policy, or that we may not hand in here (RFC 3463).
        let is_policy = enhanced.is_some_and(|enhanced| enhanced.starts_with("5.7."));
        match (self, code.starts_with('5')) {
            (Self::Recipient, true) if !is_policy => NotTaken::Address(told),
            (Self::Content, true) if !is_policy => NotTaken::Mail(told),
            _ => NotTaken::Later(told),
        }
    }

    fn name(self) -> &'static str {
        match self {
            Self::Connect => "connecting",
            Self::StartTls => "STARTTLS",
            Self::SignIn => "AUTH",
            Self::Sender => "MAIL FROM",
            Self::Recipient => "RCPT TO",
            Self::Content => "DATA",
        }
    }
}

/// The enhanced code that an answer begins with: `5.1.1`.
fn enhanced(said: &str) -> Option<&str> {
    let first = said.split_ascii_whitespace().next()?;
    let parts: Vec<&str> = first.split('.').collect();
    let is_number =
        |part: &&str| (1..=3).contains(&part.len()) && part.bytes().all(|byte| byte.is_ascii_digit());
    (parts.len() == 3 && parts.iter().all(is_number)).then_some(first)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_a_lasting_no_to_the_recipient_is_about_the_address() {
        let means = |step: Step, code, said| step.means(Some(code), said, "");
        let address = "5.1.1 <mai@example.vn>: no such user";
        assert_eq!(
            means(Step::Recipient, "550", address),
            NotTaken::Address("RCPT TO: 550 5.1.1".to_owned())
        );
        assert_eq!(
            means(Step::Recipient, "550", "no such user"),
            NotTaken::Address("RCPT TO: 550".to_owned())
        );
        for (step, code, said) in [
            (Step::Recipient, "450", "4.2.1 later"),
            (Step::Recipient, "554", "5.7.1 relay access denied"),
            (Step::Sender, "550", "5.1.8 who are you"),
            (Step::SignIn, "535", "5.7.8 wrong password"),
            (Step::Content, "451", "later"),
            (Step::Content, "550", "5.7.1 looks like spam"),
        ] {
            assert!(matches!(means(step, code, said), NotTaken::Later(_)), "{step:?} {code}");
        }
        assert_eq!(
            means(Step::Content, "552", "5.3.4 too big"),
            NotTaken::Mail("DATA: 552 5.3.4".to_owned())
        );
    }

    #[test]
    fn nothing_that_a_server_says_is_told_but_its_numbers() {
        let told = Step::Recipient.means(Some("550"), "<mai@example.vn> is unknown", "").to_string();
        assert!(!told.contains("mai"), "{told}");
        assert_eq!(enhanced("5.1.1 x"), Some("5.1.1"));
        for other in ["", "5.1", "5.1.x", "5.1.1.1", "mai@example.vn"] {
            assert_eq!(enhanced(other), None, "{other}");
        }
    }
}
