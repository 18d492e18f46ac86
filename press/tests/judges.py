"""Asks other people's programs about PDF files, and answers as JSON.

    judges.py texts FILE        the text of a file, by reader
    judges.py faults FILE…      what a validator of PDF/A-3a and PDF/UA-1 and one of
                                accessibility find wrong, a line each
"""
import json
import re
import subprocess
import sys
from pathlib import Path


def texts(file):
    import pymupdf
    import pypdf
    from pdfminer.high_level import extract_text

    return {
        "pypdf": "\n".join(page.extract_text() for page in pypdf.PdfReader(file).pages),
        "pdfminer": extract_text(file),
        "MuPDF": "\n".join(page.get_text() for page in pymupdf.open(file)),
    }


def is_mistaken(failure, file):
    """page-validation counts a stream's last byte as its line end when it is one of two (findings/)."""
    if "STREAM-LENGTH" not in failure.rule_id:
        return False
    data = Path(file).read_bytes()
    streams = re.finditer(rb"/Length (\d+)[^>]*?>>\s*stream\r?\n", data)
    return any(data[one.end() + int(one[1]) - 1 :].startswith(b"\r\nendstream") for one in streams)


def faults(*files):
    import page

    found = []
    for file in files:
        for profile in (page.ValidationProfile.PDF_A_3A, page.ValidationProfile.PDF_UA_1):
            report = page.validate_pdf(file, profile=profile)
            found += [
                f"{file}: {profile.value}: {failure.rule_id}: {failure.message}"
                for failure in report.failures
                if not is_mistaken(failure, file)
            ]
    outloud = Path(sys.executable).with_name("outloud")
    run = subprocess.run([outloud, "--fail-on", "never", "--json", "-", *files], capture_output=True, check=True)

    def errors(said, file):
        if isinstance(said, list):
            for part in said:
                errors(part, file)
        elif isinstance(said, dict):
            file = said.get("file", said.get("path", file))
            if said.get("severity") == "error":
                found.append(f"{file}: {said['rule']}: {said['message']} {said.get('evidence', '')}")
            for part in said.values():
                errors(part, file)

    errors(json.loads(run.stdout), "")
    return found


if __name__ == "__main__":
    print(json.dumps({"texts": texts, "faults": faults}[sys.argv[1]](*sys.argv[2:]), ensure_ascii=False))
