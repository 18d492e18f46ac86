//! What `registry serve --demo` does before it answers: fills an empty
//! register with invented data, and says where to look and whom to be.

use std::io::{IsTerminal, Write};

use serde::Serialize;

use super::{Fault, keys, print};
use crate::acts::Registry;
use crate::clock::Clock;
use crate::config::Config;
use crate::dates::Day;
use crate::demo::cast::StaffAccount;
use crate::demo::{self, Extent, Sample, Summary, cast};
use crate::domain::certificate::Life;
use crate::language::Language;

/// The issuers' public keys, for whoever checks papers without the server.
const TRUST: &str = "trust.json";

/// What there is to see, for programs.
const SUMMARY: &str = "demonstration.json";

/// The register with the demonstration in it; what is there already is used.
pub(super) async fn prepare(registry: &mut Registry, config: &Config) -> Result<(), Fault> {
    let failed = |error: &dyn std::fmt::Display| Fault::new(format!("the demonstration: {error}"));
    match demo::told(registry).await.map_err(|error| failed(&error))? {
        Extent::All => go_on(registry, config).await?,
        Extent::Part => return Err(interrupted(config)),
        Extent::Nothing => {
            let (mut meter, keys) = (Meter::new(), config.keys_folder());
            let seeded = demo::seed(registry, &keys, |done, total| meter.show(done, total));
            seeded.await.map_err(|error| failed(&error))?;
        }
    }
    keys::write_trust(registry, &config.data.join(TRUST)).await?;
    let summary = demo::summary(registry).await.map_err(|error| failed(&error))?;
    let today = registry.clock.today();
    write_summary(config, &summary, today)?;
    print(&welcome(config, &summary, today))
}

/// Goes on after the last act: time never runs back in a register.
async fn go_on(registry: &mut Registry, config: &Config) -> Result<(), Fault> {
    let last = demo::last_act(registry).await.map_err(|error| Fault::of("the demonstration")(&error))?;
    let Some(last) = last.filter(|last| *last >= registry.clock.now()) else { return Ok(()) };
    if config.today != Some(last.day()) {
        let (shown, until, today) = (config.data.display(), last.day(), registry.clock.today());
        return Err(Fault::input(format!(
            "the demonstration in {shown} has gone on until {until}, and it cannot go back to {today}: \
             add --today {until}, or remove that directory and start again"
        )));
    }
    registry.clock = Clock::running_from(last.plus_seconds(1));
    Ok(())
}

/// Writes what there is to see into a file, for programs.
fn write_summary(config: &Config, summary: &Summary, today: Day) -> Result<(), Fault> {
    #[derive(Serialize)]
    struct Whole<'a> {
        origin: String,
        today: Day,
        password: &'static str,
        staff: Vec<StaffAccount>,
        drafting: &'static str,
        #[serde(flatten)]
        summary: &'a Summary,
    }
    let (origin, staff) = (config.origin(), cast::staff_accounts());
    let whole = Whole { origin, today, password: cast::PASSWORD, staff, drafting: demo::DRAFTING, summary };
    let text = serde_json::to_string_pretty(&whole).expect("names and days have text keys");
    let file = config.data.join(SUMMARY);
    std::fs::write(&file, text).map_err(|error| Fault::new(format!("{}: {error}", file.display())))
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

fn welcome(config: &Config, summary: &Summary, today: Day) -> String {
    let origin = config.origin();
    let mut lines = vec![
        String::new(),
        format!("Sổ đăng ký (dữ liệu minh họa) / the register, with invented data: {origin}"),
        format!("Dữ liệu trong / data in: {}", config.data.display()),
        format!("Khóa công khai / public keys: {}", config.data.join(TRUST).display()),
        format!("Cho chương trình / for programs: {}", config.data.join(SUMMARY).display()),
        format!(
            "{} hồ sơ, {} giấy xác nhận, {} thẻ / dossiers, certificates, cards",
            summary.dossier_count(),
            summary.certificates.len(),
            summary.cards.len()
        ),
        String::new(),
        format!("Đăng nhập / sign in: {origin}/sign-in — mật khẩu / password: {}", cast::PASSWORD),
    ];
    if config.today.is_some() {
        let day = |language: Language| language.day(today);
        lines.insert(2, format!("Ngày của minh họa / it is: {} / {}", day(Language::Vi), day(Language::En)));
    }
    lines.extend(cast::staff_accounts().iter().map(|account| {
        let roles: Vec<_> = account.roles.iter().map(|role| role.as_str()).collect();
        format!("  {:<28} {:<6} {}", account.email, account.issuer.to_string(), roles.join(", "))
    }));
    lines.push(format!("  {:<28} tổ chức có hồ sơ viết dở / applicant with a draft", demo::DRAFTING));
    lines.push(String::new());
    lines.push(format!("Tra theo số / check by number, as {origin}/c/01/2025/GXN-BKHCN:"));
    let samples = demo::one_of_each(&summary.certificates).chain(demo::one_of_each(&summary.cards));
    lines.extend(samples.map(numbered));
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
        Life::SuspensionAhead => "sắp bị đình chỉ / to be suspended",
        Life::Suspended => "bị đình chỉ / suspended",
        Life::Expired => "hết hạn / expired",
        Life::Revoked => "bị thu hồi / revoked",
        Life::Returned => "đã trả lại / returned",
        Life::Replaced => "đã cấp lại / replaced",
        Life::Leaving => "sắp thôi hoạt động / to be given up",
        Life::GivenUp => "đã thôi hoạt động / given up",
    };
    format!("  {:<22} {} — {life}", sample.number, sample.holder)
}
