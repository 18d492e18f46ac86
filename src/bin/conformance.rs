//! The conformance profile as a program, for the W3C's test suites.

use std::io::{self, Write};
use std::net::SocketAddr;
use std::path::PathBuf;
use std::process::ExitCode;

use clap::Parser;
use consultant_registry::{
    clock::Clock,
    conformance::{Profile, Secrets, rocket},
};

/// Offers the VC API of a test issuer whose key everyone knows.
///
/// Only for test suites: what it signs proves nothing.
#[derive(Parser)]
#[command(name = "conformance", version)]
struct Arguments {
    /// Where to listen.
    #[arg(long, value_name = "ADDRESS:PORT", default_value = "127.0.0.1:8443")]
    listen: SocketAddr,
    /// The name the suites call; it stands in the credentials' status.
    #[arg(long, default_value = "localhost")]
    host: String,
    /// The server's certificate in PEM; plain HTTP when left out.
    #[arg(long, value_name = "FILE", requires = "key")]
    certificate: Option<PathBuf>,
    /// The certificate's private key in PEM.
    #[arg(long, value_name = "FILE", requires = "certificate")]
    key: Option<PathBuf>,
}

#[::rocket::main]
async fn main() -> ExitCode {
    let Arguments { listen, host, certificate, key } = Arguments::parse();
    let secrets = certificate.zip(key).map(|(certificate, key)| Secrets { certificate, key });
    let scheme = if secrets.is_some() { "https" } else { "http" };
    let base = format!("{scheme}://{host}:{}", listen.port());
    let profile = Profile::new(&base, Clock::system());
    // Nothing is left to do when the standard streams cannot be written to.
    let _ = writeln!(io::stdout(), "{base}\nissuer {}", profile.issuer().did());
    match rocket(profile, listen, secrets).launch().await {
        Ok(_) => ExitCode::SUCCESS,
        Err(error) => {
            let _ = writeln!(io::stderr(), "conformance: {error}");
            ExitCode::FAILURE
        }
    }
}
