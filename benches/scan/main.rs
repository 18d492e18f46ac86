//! What `verify` reads out of a folder of pictures, as a line of JSON for each:
//! the reading of the program itself, without what is told of a code.

use std::io::{self, Write};
use std::path::PathBuf;
use std::time::Instant;
use std::{env, fs};

#[path = "../../src/bin/verify/picture.rs"]
#[allow(dead_code, reason = "the pages of a PDF are read by the program alone")]
mod picture;

fn main() -> io::Result<()> {
    // Cargo adds a word of its own to every bench.
    let Some(folder) = env::args().skip(1).find(|word| word != "--bench").map(PathBuf::from) else {
        writeln!(io::stderr(), "benches/scan/run makes the pictures and calls this")?;
        return Ok(());
    };
    let known = fs::read_to_string(folder.join("pictures.json"))?;
    let pictures: Vec<serde_json::Value> = serde_json::from_str(&known)?;
    let mut rows = vec![];
    for picture in pictures {
        let file = picture["file"].as_str().unwrap_or_default();
        let bytes = fs::read(folder.join(file))?;
        let begun = Instant::now();
        let texts = picture::codes(&bytes).unwrap_or_default();
        let took = begun.elapsed().as_secs_f64() * 1_000.0;
        rows.push(serde_json::json!({"reader": "verify", "file": file, "texts": texts, "ms": took}));
    }
    fs::write(folder.join("verify.json"), serde_json::to_string(&rows)?)
}
