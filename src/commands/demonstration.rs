//! What `registry serve --demo` does before it answers: fills an empty
//! register with invented data, and says where to look and whom to be.

use std::io::{IsTerminal, Write};

use super::{Fault, keys, print};
use crate::acts::Registry;
use crate::config::Config;
use crate::demo::{self, Sample, Summary, Told, cast};
use crate::domain::certificate::Life;

/// The issuers' public keys, for whoever checks papers without the server.
const TRUST: &str = "trust.json";

/// The register with the demonstration in it; what is there already is used.
pub(super) async fn prepare(registry: &Registry, config: &Config) -> Result<(), Fault> {
    let failed = |error: &dyn std::fmt::Display| Fault::new(format!("the demonstration: {error}"));
    match demo::told(registry).await.map_err(|error| failed(&error))? {
        Told::All => {}
        Told::Part => return Err(interrupted(config)),
        Told::Nothing => {
            let (mut meter, keys) = (Meter::new(), config.keys_folder());
            let seeded = demo::seed(registry, &keys, |done, total| meter.show(done, total));
            seeded.await.map_err(|error| failed(&error))?;
        }
    }
    keys::write_trust(registry, &config.data.join(TRUST)).await?;
    let summary = demo::summary(registry).await.map_err(|error| failed(&error))?;
    print(&welcome(config, &summary))
}

fn interrupted(config: &Config) -> Fault {
    let shown = config.data.display();
    Fault::new(format!(
        "the demonstration in {shown} was interrupted while it was made and is not whole; \
         remove that directory and start again"
    ))
}

/// Shows how far the telling has come: on one line of a terminal, else on a
/// few lines of a log.
struct Meter {
    is_terminal: bool,
}

impl Meter {
    fn new() -> Self {
        Self { is_terminal: std::io::stdout().is_terminal() }
    }

    fn show(&mut self, done: usize, total: usize) {
        let is_last = done == total;
        let line = format!("Dựng dữ liệu minh họa … {done}/{total}");
        // A meter that cannot be shown must not stop the work.
        let _ = match (self.is_terminal, is_last || done.is_multiple_of(100)) {
            (true, _) => write!(std::io::stdout(), "\r{line}{}", if is_last { "\n" } else { "" }),
            (false, true) => writeln!(std::io::stdout(), "{line}"),
            (false, false) => Ok(()),
        };
        let _ = std::io::stdout().flush();
    }
}

fn welcome(config: &Config, summary: &Summary) -> String {
    let origin = config.origin();
    let mut lines = vec![
        String::new(),
        format!("Sổ đăng ký (dữ liệu minh họa) / the register, with invented data: {origin}"),
        format!("Dữ liệu trong / data in: {}", config.data.display()),
        format!("Khóa công khai / public keys: {}", config.data.join(TRUST).display()),
        format!(
            "{} hồ sơ, {} giấy xác nhận, {} thẻ / dossiers, certificates, cards",
            summary.dossier_count(),
            summary.certificate_count,
            summary.card_count
        ),
        String::new(),
        format!("Đăng nhập / sign in: {origin}/sign-in — mật khẩu / password: {}", cast::PASSWORD),
    ];
    lines.extend(cast::staff_accounts().iter().map(|account| {
        let roles: Vec<_> = account.roles.iter().map(|role| role.as_str()).collect();
        format!("  {:<28} {:<6} {}", account.email, account.issuer.to_string(), roles.join(", "))
    }));
    lines.push(format!("  {:<28} tổ chức có hồ sơ viết dở / applicant with a draft", demo::DRAFTING));
    lines.push(String::new());
    lines.push(format!("Tra theo số / check by number, as {origin}/c/01/2025/GXN-BKHCN:"));
    lines.extend(summary.certificates.iter().chain(&summary.cards).map(numbered));
    let active = summary.cards.iter().find(|card| card.life == Life::Active);
    if let Some(card) = active.or(summary.cards.first()) {
        lines.push(String::new());
        lines.push("Như khi quét mã QR của thẻ / as a scanned card:".to_owned());
        lines.push(format!("  {origin}/V/{}", card.code.rsplit('/').next().unwrap_or_default()));
    }
    lines.join("\n")
}

fn numbered(sample: &Sample) -> String {
    let life = match sample.life {
        Life::Active => "còn hiệu lực / valid",
        Life::Suspended => "bị đình chỉ / suspended",
        Life::Expired => "hết hạn / expired",
        Life::Revoked => "bị thu hồi / revoked",
        Life::Returned => "đã trả lại / returned",
    };
    format!("  {:<22} {} — {life}", sample.number, sample.holder)
}
