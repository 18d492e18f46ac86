//! Offline check of a scanned code: no network, no register.
//!
//! It proves who signed and what. It cannot know whether the paper was
//! suspended or revoked since, and so never says that it is valid.

use std::io::{self, Read, Write};
use std::path::PathBuf;
use std::process::ExitCode;

use clap::Parser;
use consultant_registry::{
    clock::Clock,
    credential::{
        Affiliation, Genuine, Payload, Refused, TrustList, Verdict, link,
        verify::{offline_verdict, verify},
    },
    dates::Day,
};
use serde_json::json;

#[path = "verify/sentences.rs"]
mod sentences;

const EXIT_CODES: &str = "\
Exit codes:
  0  valid (never without a status, so not from this program alone)
  1  not valid: expired, altered
  2  wrong use, or the trust list cannot be read
  3  not now: not yet in force
  4  could not check: unreadable, unknown key, or genuine and in its days
     but its status was not checked (--json tells which)";

/// Checks a code from a certificate or an expert card against pinned keys.
///
/// The first line is the verdict. The host that a code names is shown, never
/// followed.
#[derive(Parser)]
#[command(name = "verify", version, after_help = EXIT_CODES)]
struct Arguments {
    /// The scanned link or the code in it; `-` reads it from standard input.
    code: String,
    /// The trust list: a JSON file of the issuers' public keys.
    #[arg(long, value_name = "FILE")]
    trust: PathBuf,
    /// The day to check on, YYYY-MM-DD; today when left out.
    #[arg(long, value_name = "DAY")]
    on: Option<Day>,
    /// Print one JSON object instead of sentences.
    #[arg(long)]
    json: bool,
}

fn main() -> ExitCode {
    let arguments = Arguments::parse();
    match run(&arguments, &Clock::system(), &mut io::stdin(), &mut io::stdout()) {
        Ok(verdict) => ExitCode::from(exit_code(&verdict)),
        Err(error) => {
            // Nothing is left to do when standard error cannot be written to.
            let _ = writeln!(io::stderr(), "verify: {error}");
            ExitCode::from(2)
        }
    }
}

fn run(
    arguments: &Arguments,
    clock: &Clock,
    input: &mut impl Read,
    output: &mut impl Write,
) -> Result<Verdict, String> {
    let trust = std::fs::read_to_string(&arguments.trust)
        .map_err(|error| format!("{}: {error}", arguments.trust.display()))?;
    let trust = TrustList::from_json(&trust).map_err(|error| error.to_string())?;
    let text = if arguments.code == "-" { read(input)? } else { arguments.code.clone() };
    let on = arguments.on.unwrap_or_else(|| clock.today());

    let scanned = link::parse(&text);
    let host = scanned.as_ref().ok().and_then(|scanned| scanned.host.clone());
    let checked = scanned.map_err(Refused::from).and_then(|scanned| verify(&scanned.token, &trust));
    let verdict = offline_verdict(&checked, on);
    let report = if arguments.json {
        as_json(&verdict, on, host, &checked)
    } else {
        as_sentences(&verdict, on, host, &checked)
    };
    writeln!(output, "{report}").map_err(|error| error.to_string())?;
    Ok(verdict)
}

/// One byte more than any code, so that a longer text is still refused.
fn read(input: &mut impl Read) -> Result<String, String> {
    let mut text = String::new();
    let limit = u64::try_from(link::MAX_TEXT_BYTES).unwrap_or(u64::MAX) + 1;
    input.take(limit).read_to_string(&mut text).map_err(|error| error.to_string())?;
    Ok(text)
}

fn exit_code(verdict: &Verdict) -> u8 {
    match verdict {
        Verdict::Valid => 0,
        Verdict::NotValid(_) => 1,
        Verdict::NotNow(_) => 3,
        Verdict::CouldNotCheck(_) => 4,
    }
}

fn as_json(verdict: &Verdict, on: Day, host: Option<String>, checked: &Result<Genuine, Refused>) -> String {
    let mut report = json!(verdict);
    report["checked_on"] = json!(on);
    report["host"] = json!(host);
    match checked {
        Ok(genuine) => {
            report["signature"] = json!("genuine");
            report["key_id"] = json!(genuine.key_id());
            report["key_compromised_at"] = json!(genuine.key_compromised_at());
            report["paper"] = json!(genuine.payload());
        }
        Err(refused) => {
            report["signature"] = json!("refused");
            report["refused"] = json!(refused.code());
        }
    }
    report.to_string()
}

fn as_sentences(
    verdict: &Verdict,
    on: Day,
    host: Option<String>,
    checked: &Result<Genuine, Refused>,
) -> String {
    let (vietnamese, english) = sentences::of(verdict);
    let mut lines = vec![format!("{vietnamese} / {english}"), format!("Ngày kiểm tra / Checked on: {on}")];
    match checked {
        Ok(genuine) => lines.extend(particulars(genuine)),
        Err(refused) => lines.push(format!("Lý do / Reason: {refused}")),
    }
    if let Some(host) = host {
        lines.push(format!("Địa chỉ ghi trong mã, không truy cập / Host in the code, not visited: {host}"));
    }
    lines.join("\n")
}

fn particulars(genuine: &Genuine) -> Vec<String> {
    let paper = genuine.payload().paper();
    let kind = match (genuine.payload(), genuine.payload().affiliation()) {
        (Payload::Certificate(_), Affiliation::Organisation) => {
            "Giấy xác nhận của tổ chức tư vấn / Certificate of a consulting organisation"
        }
        (Payload::Certificate(_), Affiliation::Independent) => {
            "Giấy xác nhận của chuyên gia tư vấn độc lập / Certificate of an independent consultant"
        }
        (Payload::Card(_), Affiliation::Organisation) => "Thẻ chuyên gia tư vấn / Expert card",
        (Payload::Card(_), Affiliation::Independent) => {
            "Thẻ chuyên gia tư vấn độc lập / Card of an independent consultant"
        }
    };
    let mut lines = vec![
        kind.to_owned(),
        format!("Số / Number: {}", paper.number),
        format!("Tên / Name: {}", paper.holder),
        format!("Nơi cấp / Issuer: {}", paper.issuer),
        format!("Hiệu lực / Valid: {} – {}", paper.valid_from, paper.valid_until),
    ];
    if paper.version > 0 {
        lines.push(format!("Cấp lại lần / Re-issue number: {}", paper.version));
    }
    if let Payload::Certificate(certificate) = genuine.payload()
        && let Some(code) = certificate.enterprise_code()
    {
        lines.push(format!("Mã số doanh nghiệp / Enterprise code: {code}"));
    }
    lines.push(format!(
        "Khoá ký, thời điểm ký / Key, signed at: {}, {}",
        genuine.key_id(),
        genuine.issued_at()
    ));
    lines
}

#[cfg(test)]
mod tests {
    use std::io::empty;

    use serde_json::Value;

    use super::*;

    /// Runs the program on a vector at noon of 22 November 2026.
    fn checked(file: &str, name: &str, options: &[&str]) -> (u8, String) {
        let vectors: Value = serde_json::from_str(file).expect("JSON");
        let cases = vectors["cases"].as_array().expect("cases");
        let case = cases.iter().find(|case| case["name"] == name).expect("such a vector");
        let trust = tempfile::NamedTempFile::new().expect("a temporary file");
        std::fs::write(trust.path(), vectors["trust"].to_string()).expect("a temporary file");
        let code = case["text"].as_str().expect("a text");
        let path = trust.path().to_str().expect("a readable path");
        let arguments = ["verify", code, "--trust", path].into_iter().chain(options.iter().copied());
        let arguments = Arguments::try_parse_from(arguments).expect("right use");
        let clock = Clock::fixed("2026-11-22T05:00:00Z".parse().expect("an instant"));
        let mut output = Vec::new();
        let verdict = run(&arguments, &clock, &mut empty(), &mut output).expect("a verdict");
        (exit_code(&verdict), String::from_utf8(output).expect("text"))
    }

    const GENUINE: &str = include_str!("../../tests/vectors/genuine.json");
    const KEYS: &str = include_str!("../../tests/vectors/keys.json");
    const CARD: &str = "card of an expert of an organisation";

    #[test]
    fn a_genuine_card_is_not_called_valid_without_its_status() {
        let (code, text) = checked(GENUINE, CARD, &[]);
        assert_eq!(code, 4);
        let first = text.lines().next().expect("a first line");
        assert!(first.starts_with("KHÔNG KIỂM TRA ĐƯỢC: chữ ký thật"), "{first}");
        assert!(first.ends_with("signature genuine and in its days, status not checked"), "{first}");
        assert!(
            text.contains("Nguyễn Thị Hồng Phương Thảo Vy") && text.contains("kiemtra-chuyengia.example")
        );
    }

    #[test]
    fn the_day_may_be_given() {
        assert_eq!(checked(GENUINE, CARD, &["--on", "2026-11-21"]).0, 3);
        let (code, text) = checked(GENUINE, CARD, &["--on", "2029-11-23"]);
        assert_eq!(code, 1);
        assert!(
            text.starts_with(
                "KHÔNG CÓ GIÁ TRỊ: đã hết hạn, ngày cuối cùng có hiệu lực 2029-11-22 / NOT VALID"
            )
        );
    }

    #[test]
    fn an_altered_code_is_not_valid_and_nothing_of_it_is_shown() {
        let (code, text) = checked(KEYS, "signature of another paper", &[]);
        assert_eq!(code, 1);
        assert!(!text.contains("Nguyễn"), "{text}");
    }

    #[test]
    fn json_carries_the_same_verdict() {
        let (code, text) = checked(GENUINE, CARD, &["--json"]);
        let report: Value = serde_json::from_str(&text).expect("JSON");
        assert_eq!(code, 4);
        assert_eq!(report["verdict"], "could_not_check");
        assert_eq!(report["reason"], "status_unavailable");
        assert_eq!(report["signature"], "genuine");
        assert_eq!(report["checked_on"], "2026-11-22");
        assert_eq!(report["paper"]["number"], "BKHCN-TV-00000017");
    }

    #[test]
    fn a_code_is_read_from_standard_input_up_to_the_limit() {
        let long = "A".repeat(5_000);
        assert_eq!(read(&mut long.as_bytes()).expect("a text").len(), link::MAX_TEXT_BYTES + 1);
    }
}
