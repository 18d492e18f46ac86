"""Other people's libraries read what we sign and what we draw.

    cargo test --lib documents::qr      draws target/qr/*.png
    pip install -r tests/credential/requirements.txt
    python tests/credential/foreign.py

The COSE libraries cwt and pycose verify every genuine vector with the right
key, find the claims that FORMAT.md promises, and refuse it with another key
or one byte changed. The readers zbarimg and zxing-cpp read every drawn code.
One line per check; the exit code is 1 when any failed.
"""

import base64
import json
import shutil
import subprocess
import sys
from datetime import date, datetime, timedelta, timezone
from pathlib import Path

import cbor2
import cwt
import zxingcpp
from PIL import Image
from pycose.keys import OKPKey
from pycose.keys.curves import Ed25519
from pycose.messages import Sign1Message

ROOT = Path(__file__).resolve().parents[2]
VECTORS = json.loads((ROOT / "tests/vectors/genuine.json").read_text(encoding="utf-8"))
KEYS = {key["key_id"]: bytes.fromhex(key["public_key"]) for key in VECTORS["trust"]["keys"]}
VIET_NAM = timezone(timedelta(hours=7))
PARTICULARS = -65537
ED25519_BY_ITS_NEW_NAME = "algorithm named Ed25519 (-19)"

failures = 0


def report(name, check):
    """Runs a check, which gives a remark or raises, and prints one line."""
    global failures
    try:
        print(f"ok    {name}: {check()}")
    except Exception as error:  # any failure is a finding, whatever its kind
        failures += 1
        print(f"FAIL  {name}: {type(error).__name__}: {error}")


def token_of(case):
    code = case["text"].strip().upper().rsplit("/", 1)[-1]
    return base64.b32decode(code + "=" * (-len(code) % 8))


def by_cwt(token, key, key_id, alg):
    okp = cwt.COSEKey.new({1: 1, 3: alg, -1: 6, -2: key, 2: key_id})
    return cwt.COSE.new(verify_kid=True).decode(token, okp)


def by_pycose(token, key, _key_id, _alg):
    message = Sign1Message.decode(token)
    message.key = OKPKey(crv=Ed25519, x=key)
    if not message.verify_signature():
        raise ValueError("signature refused")
    return message.payload


def midnight(day, days=0):
    start = datetime.combine(date.fromisoformat(day), datetime.min.time(), VIET_NAM)
    return int((start + timedelta(days=days)).timestamp())


def claims_promised(paper):
    """The claims of FORMAT.md, section 4, from the paper in words."""
    certificate = paper["kind"] == "certificate"
    independent = paper["affiliation"] == "independent"
    signed_at = datetime.fromisoformat(paper["issued_at"].replace("Z", "+00:00"))
    particulars = {1: (1 if certificate else 3) + independent, 2: paper["holder"], 4: paper["status_index"]}
    if paper.get("enterprise_code"):
        particulars[3] = paper["enterprise_code"]
    if paper["version"]:
        particulars[5] = paper["version"]
    if not certificate:
        particulars[6] = bytes.fromhex(paper["photo_hash"])
    claims = {
        1: paper["issuer"],
        2: paper["number"],
        4: midnight(paper["valid_until"], days=1),
        6: int(signed_at.timestamp()),
        PARTICULARS: particulars,
    }
    if paper["valid_from"] != signed_at.astimezone(VIET_NAM).date().isoformat():
        claims[5] = midnight(paper["valid_from"])
    return claims


def must_refuse(verify, *arguments):
    try:
        verify(*arguments)
    except Exception:  # each library refuses in its own way
        return
    raise AssertionError("accepted")


def accepts_ours_and_nothing_else(verify, case):
    expected = case["expected"]
    token, key_id = token_of(case), bytes.fromhex(expected["key_id"])
    protected, _, claims, signature = cbor2.loads(token).value
    alg = cbor2.loads(protected)[1]
    key = KEYS[expected["key_id"]]
    if cbor2.loads(verify(token, key, key_id, alg)) != claims_promised(expected["payload"]):
        raise AssertionError("other claims than the format promises")
    another = next(other for other_id, other in KEYS.items() if other_id != expected["key_id"])
    must_refuse(verify, token, another, key_id, alg)
    signed = [token.index(part) + at for part in (protected, claims, signature) for at in range(len(part))]
    for at in signed:
        changed = token[:at] + bytes([token[at] ^ 1]) + token[at + 1 :]
        must_refuse(verify, changed, key, key_id, alg)
    return f"accepted; refused with another key and with each of {len(signed)} signed bytes changed"


def by_zbar(path):
    result = subprocess.run(["zbarimg", "--quiet", "--raw", str(path)], capture_output=True, check=True)
    return result.stdout.decode("ascii").removesuffix("\n")


def by_zxing(path):
    (found,) = zxingcpp.read_barcodes(Image.open(path))
    return found.text


def reads(reader, at, case):
    path = ROOT / "target/qr" / f"{at:02}.png"
    if not path.exists():
        raise FileNotFoundError(f"{path}: run `cargo test --lib documents::qr` first")
    if reader(path) != case["text"]:
        raise AssertionError("read something else than was drawn")
    return f"read {len(case['text'])} characters"


def main():
    if shutil.which("zbarimg") is None:
        sys.exit("zbarimg is missing: install the package zbar-tools")
    for at, case in enumerate(VECTORS["cases"]):
        name = case["name"]
        report(f"cwt, {name}", lambda: accepts_ours_and_nothing_else(by_cwt, case))
        # pycose 1.1 does not know the newer name; we never write it.
        if name != ED25519_BY_ITS_NEW_NAME:
            report(f"pycose, {name}", lambda: accepts_ours_and_nothing_else(by_pycose, case))
        report(f"zbarimg, {name}", lambda: reads(by_zbar, at, case))
        report(f"zxing-cpp, {name}", lambda: reads(by_zxing, at, case))
    print(f"{failures} failed" if failures else "all read and verified by other libraries")
    sys.exit(1 if failures else 0)


if __name__ == "__main__":
    main()
