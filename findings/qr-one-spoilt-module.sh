#!/usr/bin/env bash
# npm jsqr 1.4.0 and crate rqrr 0.11.0; against PyPI zxing-cpp 3.1.1
#
# Expected: error correction Q mends a quarter of a symbol, so one wrong module of four thousand is nothing.
# Seen:     with one module turned round, the middle of the last alignment pattern (seven modules from the lower right
#           corner), jsQR and rqrr read none of sixteen codes of versions 7, 12, 15 and 22, clean and black on white at
#           four pixels a module; with any other single module turned round (sixteen by chance) they read all, as
#           zxing-cpp does with both. Both fit the symbol to three finders and that one pattern; they do not go on
#           without it, though versions from 7 on have five and more others.
# Matters:  a card lies in a purse with its corners outwards. A speck of half a millimetre makes it "no code".
# Instead:  never let a reader stand or fall with one pattern: take it to lie where the others say. For tests of a
#           reader: spoil single modules one after the other, not some share of all by chance.
set -euo pipefail

work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
cd "$work"
python3 -m venv venv
venv/bin/pip install --quiet --disable-pip-version-check zxing-cpp==3.1.1 segno==1.6.6 pillow==13.0.0 numpy==2.4.6
npm install --ignore-scripts --no-audit --no-fund --silent jsqr@1.4.0
mkdir -p src
cat > Cargo.toml <<'TOML'
[package]
name = "read"
version = "0.0.0"
edition = "2024"
[dependencies]
rqrr = { version = "=0.11.0", default-features = false }
[workspace]
TOML
cat > src/main.rs <<'RUST'
//! Prints how many of the pictures are read as the text beside them.
fn main() {
    let read = |name: &String| {
        let bytes = std::fs::read(name).unwrap();
        let side = (bytes.len() as f64).sqrt() as usize;
        let mut image = rqrr::PreparedImage::prepare_from_greyscale(side, side, |x, y| bytes[y * side + x]);
        let texts: Vec<String> = image.detect_grids().iter().filter_map(|grid| grid.decode().ok()).map(|(_, text)| text).collect();
        texts == [std::fs::read_to_string(name.replace(".grey", ".txt")).unwrap()]
    };
    println!("{}", std::env::args().skip(1).filter(read).count());
}
RUST
cargo build --quiet --release

cat > draw.py <<'PY'
import pathlib
import random
import numpy
import segno
import zxingcpp

BASE32 = 'ABCDEFGHIJKLMNOPQRSTUVWXYZ234567'
chance = random.Random(1)
read = {'last': 0, 'other': 0}
for version, length in ((7, 90), (12, 250), (15, 380), (22, 780)):
    for number in range(4):
        text = 'HTTPS://SO.EXAMPLE.VN/V/' + ''.join(chance.choices(BASE32, k=length))
        code = segno.make_qr(text, error='q', boost_error=False, version=version)
        modules = numpy.array([[bool(module) for module in row] for row in code.matrix])
        side = len(modules)
        for kind in read:
            spoilt = modules.copy()
            # The others: among the data, away from every corner.
            x, y = (side - 7, side - 7) if kind == 'last' else (chance.randrange(9, side - 12) for _ in range(2))
            spoilt[y, x] ^= True
            assert (spoilt != modules).sum() == 1
            points = numpy.where(numpy.kron(numpy.pad(spoilt, 4), numpy.ones((4, 4), bool)), 0, 255).astype(numpy.uint8)
            read[kind] += [found.text for found in zxingcpp.read_barcodes(points)] == [text]
            name = pathlib.Path(f'{kind}-{version}-{number}.grey')
            name.write_bytes(points.tobytes())
            name.with_suffix('.txt').write_text(text)
print(f"zxing-cpp: {read['other']} of 16 with one module of the data spoilt, {read['last']} with the last alignment pattern's")
assert read == {'last': 16, 'other': 16}
PY
venv/bin/python draw.py

cat > read.cjs <<'JS'
const { readFileSync } = require('fs');
const jsQR = require('jsqr');
const read = (name) => {
  const grey = readFileSync(name);
  const side = Math.sqrt(grey.length);
  const data = new Uint8ClampedArray(grey.length * 4);
  grey.forEach((point, at) => data.fill(point, 4 * at, 4 * at + 3).fill(255, 4 * at + 3, 4 * at + 4));
  return jsQR(data, side, side)?.data === readFileSync(name.replace('.grey', '.txt'), 'utf8');
};
console.log(process.argv.slice(2).filter(read).length);
JS
for reader in 'node read.cjs' target/release/read; do
  last=$($reader last-*.grey)
  other=$($reader other-*.grey)
  case $reader in node*) name=jsQR ;; *) name=rqrr ;; esac
  echo "$name: $other of 16 with one module of the data spoilt, $last with the last alignment pattern's"
  test "$last" = 0
  test "$other" = 16
done
