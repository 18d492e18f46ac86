//! The links in mails that work without signing in: whoever reads the mail has
//! one, and nobody can make one up. None is stored; each is told from what it is
//! about by a key of the register.

use std::fmt;
use std::str::FromStr;

use crate::acts::access::NotAToken;
use crate::acts::tracking::same;
use crate::domain::ids::MailId;
use crate::storage::seal::Seal;

/// What a link is for; a link for one thing is none for another.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Purpose {
    /// To show that an address is one's own.
    Confirmation,
    /// To be reminded no more.
    Reminders,
}

/// A link: the mail it stood in, and a mark that nobody can guess.
#[derive(Clone, PartialEq, Eq)]
pub struct MailLink {
    mail: MailId,
    mark: String,
}

impl MailLink {
    /// The link in this mail.
    pub(super) fn of(seal: &Seal, purpose: Purpose, mail: MailId) -> Self {
        Self { mail, mark: seal.mail_mark(purpose.as_str(), mail) }
    }

    /// The mail it stood in, if it is a link for this.
    pub(super) fn leads_to(&self, seal: &Seal, purpose: Purpose) -> Option<MailId> {
        let own = Self::of(seal, purpose, self.mail);
        same(&own.mark, &self.mark).then_some(self.mail)
    }
}

impl Purpose {
    fn as_str(self) -> &'static str {
        match self {
            Self::Confirmation => "confirmation",
            Self::Reminders => "reminders",
        }
    }
}

impl fmt::Display for MailLink {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}.{}", self.mail, self.mark)
    }
}

impl fmt::Debug for MailLink {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("MailLink(…)")
    }
}

impl FromStr for MailLink {
    type Err = NotAToken;

    fn from_str(text: &str) -> Result<Self, NotAToken> {
        let (mail, mark) = text.split_once('.').ok_or(NotAToken)?;
        let mail = mail.parse().map_err(|_| NotAToken)?;
        Ok(Self { mail, mark: mark.to_owned() })
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::entropy::Entropy;
    use crate::secret::MasterSecret;

    #[test]
    fn a_link_leads_where_it_was_made_for_and_nowhere_else() {
        let seal = |seed| Seal::new(&MasterSecret::generate(&Entropy::seeded(seed)), Entropy::seeded(seed));
        let mail = MailId::new(Entropy::seeded(3).uuid());
        let link = MailLink::of(&seal(1), Purpose::Confirmation, mail);
        let read: MailLink = link.to_string().parse().expect("a link");
        assert_eq!(read.leads_to(&seal(1), Purpose::Confirmation), Some(mail));
        assert_eq!(read.leads_to(&seal(1), Purpose::Reminders), None);
        assert_eq!(read.leads_to(&seal(2), Purpose::Confirmation), None);
        assert_eq!(format!("{link:?}"), "MailLink(…)");
        for none in ["", ".", "x.y", &mail.to_string()] {
            assert!(none.parse::<MailLink>().is_err(), "{none}");
        }
        let forged: MailLink = format!("{mail}.AAAA").parse().expect("formed like one");
        assert_eq!(forged.leads_to(&seal(1), Purpose::Confirmation), None);
    }
}
