#!/usr/bin/env bash
# PyPI page-validation 0.11.0: PDF/A, ISO 19005-3, 6.1.7.1; against qpdf (PyPI pikepdf 10.0.2)
#
# Expected: a stream has the length that its dictionary says, whatever its last byte is: compressed data end in 0x0D
#           once in 256 files. The line end before "endstream" comes after it.
# Seen:     of two files that differ in that one byte, the one whose data end in a carriage return has "a stream
#           /Length does not match its raw content length" (STREAM-LENGTH-001): byte and line end are taken together for
#           a line end of two bytes. qpdf finds nothing in either.
# Matters:  one sound paper in some hundreds is called no PDF/A, and a test that judges papers fails on an unlucky day.
# Instead:  look at the bytes before the verdict is believed.
set -euo pipefail

work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
cd "$work"
python3 -m venv venv
venv/bin/pip install --quiet --disable-pip-version-check page-validation==0.11.0 pikepdf==10.0.2

cat > judge.py <<'PY'
import page
import pikepdf


def write(name, last):
    data = b"0 0 m 9 9 l S" + last
    bodies = [
        b"<</Type/Catalog/Pages 2 0 R>>",
        b"<</Type/Pages/Kids[3 0 R]/Count 1>>",
        b"<</Type/Page/Parent 2 0 R/MediaBox[0 0 99 99]/Resources<<>>/Contents 4 0 R>>",
        b"<</Length %d>>\nstream\n%s\nendstream" % (len(data), data),
    ]
    out, places = b"%PDF-1.7\n%\xe2\xe3\xcf\xd3\n", []
    for number, body in enumerate(bodies, 1):
        places.append(len(out))
        out += b"%d 0 obj\n%s\nendobj\n" % (number, body)
    table = b"xref\n0 5\n0000000000 65535 f \n" + b"".join(b"%010d 00000 n \n" % place for place in places)
    out += table + b"trailer\n<</Size 5/Root 1 0 R/ID[<00><00>]>>\nstartxref\n%d\n%%%%EOF\n" % len(out)
    open(name, "wb").write(out)


found = {}
for name, last in [("blank.pdf", b" "), ("return.pdf", b"\r")]:
    write(name, last)
    report = page.validate_pdf(name, profile=page.ValidationProfile.PDF_A_3A)
    found[name] = [failure.message for failure in report.failures if "STREAM-LENGTH" in failure.rule_id]
    with pikepdf.open(name) as pdf:
        faults = pdf.check_pdf_syntax() if hasattr(pdf, "check_pdf_syntax") else pdf.check()
    print(name, found[name], "qpdf:", faults)
    assert not faults
assert not found["blank.pdf"] and found["return.pdf"]
PY
venv/bin/python judge.py
