"""The PyPI library cwt reads our Token Status List in a CWT.

Run by tests/interop/run. One line per check; the exit code is 1 when any
failed.
"""

import base64
import json
import sys
import zlib
from pathlib import Path

import cbor2
import cwt

ROOT = Path(__file__).resolve().parents[2]
FIXTURE = json.loads((ROOT / "target/interop/fixture.json").read_text(encoding="utf-8"))
STATUS = FIXTURE["status"]
TOKEN = base64.urlsafe_b64decode(STATUS["cwt"] + "=" * (-len(STATUS["cwt"]) % 4))
TYP, SUB, EXP, IAT, STATUS_LIST, TTL, LIST_NUMBER = 16, 2, 4, 6, 65533, 65534, -65538


def verify(token, public_key):
    key = cwt.COSEKey.new({1: 1, 3: -8, -1: 6, -2: bytes.fromhex(public_key), 2: bytes.fromhex(FIXTURE["key_id"])})
    return cwt.COSE.new(verify_kid=True).decode(token, key)


def is_accepted(token, public_key=FIXTURE["public_key"]):
    try:
        verify(token, public_key)
    except Exception:  # the library refuses in several ways
        return False
    return True


def statuses(packed):
    return [byte >> shift & 3 for byte in zlib.decompress(packed) for shift in (0, 2, 4, 6)]


def main():
    claims = cbor2.loads(verify(TOKEN, FIXTURE["public_key"]))
    entries = statuses(claims[STATUS_LIST]["lst"])
    marked = lambda value: [entry for entry, status in enumerate(entries) if status == value]
    protected, _, payload, signature = cbor2.loads(TOKEN).value
    signed = [TOKEN.index(part) + at for part in (protected, payload, signature) for at in range(len(part))]
    changed = [TOKEN[:at] + bytes([TOKEN[at] ^ 1]) + TOKEN[at + 1 :] for at in signed]
    checks = {
        "the type is that of a status list": cbor2.loads(protected)[TYP] == "application/statuslist+cwt",
        "the claims are those of a status list": set(claims)
        == {SUB, EXP, IAT, STATUS_LIST, TTL, LIST_NUMBER} and claims[STATUS_LIST]["bits"] == 2,
        "the number is ours": claims[LIST_NUMBER] == STATUS["number"],
        "there are 131,072 entries": len(entries) == 131_072,
        "every entry is what we said": marked(1) == STATUS["invalid"]
        and marked(2) == sorted(STATUS["suspended"]),
        f"refused with each of {len(signed)} signed bytes changed": not any(map(is_accepted, changed)),
        "refused with another key": not is_accepted(TOKEN, FIXTURE["another_public_key"]),
    }
    for name, holds in checks.items():
        print(f"{'ok  ' if holds else 'FAIL'}  cwt: {name}")
    sys.exit(0 if all(checks.values()) else 1)


if __name__ == "__main__":
    main()
