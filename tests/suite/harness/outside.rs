//! What a story needs from outside the repository, and where it is.

use std::collections::BTreeSet;
use std::io::Write;
use std::sync::Mutex;

/// A server or a library that a script of `scripts/` sets up for a command.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum Outside {
    /// A PostgreSQL server: `scripts/postgres`.
    Postgres,
    /// The library of a hardware module: `scripts/softhsm`.
    HardwareModule,
    /// What plays a mail server: `scripts/smtp`.
    MailServer,
    /// A clamd that knows one signature: `scripts/clamd`.
    Clamd,
}

/// What was said to be left out.
static LEFT_OUT: Mutex<BTreeSet<Outside>> = Mutex::new(BTreeSet::new());

impl Outside {
    /// Where it is. None when nobody set it up: then its stories are left out,
    /// and that is said once, even where all tests pass.
    ///
    /// # Panics
    ///
    /// When everything is to be tested: `TEST_EVERYTHING` is set, as
    /// `scripts/test` does.
    pub(crate) fn place(self) -> Option<String> {
        let place = std::env::var(self.variable()).ok();
        if place.is_none() {
            let missing = format!("{} is not set: run {} COMMAND", self.variable(), self.script());
            assert!(std::env::var_os("TEST_EVERYTHING").is_none(), "{missing}");
            if LEFT_OUT.lock().expect("nobody panicked with it").insert(self) {
                // Not by `eprintln!`: what that writes is kept from whoever
                // looks at tests that pass.
                let said = format!("\n*** NOT TESTED WITH {}: {missing} ***\n\n", self.name());
                std::io::stderr().write_all(said.as_bytes()).expect("somebody listens");
            }
        }
        place
    }

    fn name(self) -> &'static str {
        match self {
            Self::Postgres => "POSTGRESQL",
            Self::HardwareModule => "A HARDWARE MODULE",
            Self::MailServer => "A MAIL SERVER",
            Self::Clamd => "A CLAMD",
        }
    }

    fn variable(self) -> &'static str {
        match self {
            Self::Postgres => "TEST_POSTGRES",
            Self::HardwareModule => "TEST_PKCS11_MODULE",
            Self::MailServer => "TEST_SMTP",
            Self::Clamd => "TEST_CLAMD",
        }
    }

    fn script(self) -> &'static str {
        match self {
            Self::Postgres => "scripts/postgres",
            Self::HardwareModule => "scripts/softhsm",
            Self::MailServer => "scripts/smtp",
            Self::Clamd => "scripts/clamd",
        }
    }
}
