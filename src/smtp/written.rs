//! A mail as it leaves the house: text alone, in headers that say what they
//! should to every mail program (RFC 5322, 2047, 3834).

use std::time::{Duration, UNIX_EPOCH};

use lettre::Address;
use lettre::message::header::{ContentType, HeaderName, HeaderValue};
use lettre::message::{Mailbox, Message};

use super::NotTaken;
use crate::dates::Instant;

/// A mail to one reader.
#[derive(Clone, Debug)]
pub struct Written<'m> {
    /// What names it: who receives it twice knows it again.
    pub id: &'m str,
    /// The public host of the register, without a port.
    pub host: &'m str,
    /// When it was ordered.
    pub at: Instant,
    /// The reader's address.
    pub to: &'m str,
    /// One line.
    pub subject: &'m str,
    /// What it says.
    pub text: &'m str,
    /// The page on which a reader says that they want no more of its kind.
    pub declined_at: Option<&'m str>,
}

impl Written<'_> {
    /// Whom it goes to, and its bytes.
    pub(super) fn bytes(&self, from: &Mailbox) -> Result<(Address, Vec<u8>), NotTaken> {
        let unreadable = || NotTaken::Address("it is not written as mail servers read it".to_owned());
        // Mail servers that take other letters are few, and ours need not be one.
        let to: Address = self.to.parse().map_err(|_| unreadable())?;
        if !self.to.is_ascii() {
            return Err(unreadable());
        }
        let seconds = u64::try_from(self.at.unix()).unwrap_or_default();
        let mut message = Message::builder()
            .from(from.clone())
            .to(Mailbox::new(None, to.clone()))
            .subject(line(self.subject))
            .message_id(Some(format!("<{}@{}>", self.id, self.host)))
            .date(UNIX_EPOCH + Duration::from_secs(seconds))
            .raw_header(header("Auto-Submitted", "auto-generated"))
            .header(ContentType::TEXT_PLAIN);
        if let Some(page) = self.declined_at {
            message = message.raw_header(header("List-Unsubscribe", &format!("<{page}>")));
        }
        let message = message.body(self.text.to_owned());
        let message = message.map_err(|error| NotTaken::Mail(format!("it cannot be written: {error}")))?;
        Ok((to, message.formatted()))
    }
}

/// The sender as headers name it.
pub(super) fn sender(name: &str, address: Address) -> Mailbox {
    Mailbox::new(Some(line(name)).filter(|name| !name.is_empty()), address)
}

/// The text in one line: no header ends in the middle of what somebody typed.
fn line(text: &str) -> String {
    text.split(|letter: char| letter.is_control() || letter.is_whitespace())
        .filter(|word| !word.is_empty())
        .collect::<Vec<_>>()
        .join(" ")
}

fn header(name: &'static str, value: &str) -> HeaderValue {
    HeaderValue::new(HeaderName::new_from_ascii_str(name), line(value))
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn bytes(subject: &str, sender: &str, text: &str) -> String {
        let from = super::sender(sender, "dangky@example.test".parse().expect("an address"));
        let mail = Written {
            id: "0195f0c0-0000-7000-8000-000000000001",
            host: "localhost",
            at: "2026-11-22T03:00:00Z".parse().expect("an instant"),
            to: "mai@example.test",
            subject,
            text,
            declined_at: None,
        };
        let (_, bytes) = mail.bytes(&from).expect("a mail");
        String::from_utf8(bytes).expect("letters of ASCII")
    }

    /// The names of the headers, in their order.
    fn headers(mail: &str) -> Vec<&str> {
        let (head, _) = mail.split_once("\r\n\r\n").expect("an empty line");
        let lines = head.split("\r\n").filter(|line| !line.starts_with([' ', '\t']));
        lines.map(|line| line.split_once(':').expect("a header").0).collect()
    }

    #[test]
    fn a_mail_says_what_it_is_in_letters_that_every_mail_program_reads() {
        let mail = bytes("Hồ sơ đã được tiếp nhận", "Sổ đăng ký", "Kính gửi ông, bà.\n");
        assert!(mail.is_ascii());
        for said in [
            "Message-ID: <0195f0c0-0000-7000-8000-000000000001@localhost>\r\n",
            "Date: Sun, 22 Nov 2026 03:00:00 ",
            "Auto-Submitted: auto-generated\r\n",
            "To: mai@example.test\r\n",
            "Content-Type: text/plain; charset=utf-8\r\n",
        ] {
            assert!(mail.contains(said), "{said}: {mail}");
        }
    }

    #[test]
    fn the_sender_that_nobody_chose_is_one_encoded_word() {
        let mail = bytes("x", "Sổ đăng ký tư vấn HTQLCL", "x").replace("\r\n ", " ");
        let from = mail.split("\r\n").find(|line| line.starts_with("From:")).expect("a sender");
        assert_eq!(from.matches("=?utf-8?b?").count(), 1, "{from}");
        assert!(from.ends_with("<dangky@example.test>"), "{from}");
    }

    #[test]
    fn an_address_that_mail_servers_do_not_read_is_refused() {
        let from = Mailbox::new(None, "dangky@example.test".parse().expect("an address"));
        for to in ["mai@example.test\r\nBcc: x@example.test", "mái@example.test", "mai", "a b@example.test"]
        {
            let at = "2026-11-22T03:00:00Z".parse().expect("an instant");
            let mail = Written { id: "1", host: "h", at, to, subject: "", text: "", declined_at: None };
            assert!(matches!(mail.bytes(&from), Err(NotTaken::Address(_))), "{to}");
        }
    }

    proptest! {
        #[test]
        fn nothing_in_a_subject_or_a_name_makes_a_header(subject in "\\PC{0,40}[\r\n\u{0}-\u{1f}]{0,3}(Bcc: x@y.z)?\\PC{0,300}", sender in "[\\PC\r\n\"<>,@:]{0,80}") {
            let mail = bytes(&subject, &sender, "x");
            let plain = bytes("a", "b", "x");
            prop_assert_eq!(headers(&mail), headers(&plain));
            prop_assert!(mail.split("\r\n").all(|line| line.len() <= 998 && !line.contains(['\r', '\n'])));
        }
    }
}
