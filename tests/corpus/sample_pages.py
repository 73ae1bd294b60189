#!/usr/bin/env python3
"""Reads every page of corpus/sample/pages with `dateline article` and compares the paragraphs with corpus/sample-text.

usage: sample_pages.py DATELINE

A wanted paragraph that is missing fails the run; what should not be there is shown. Paragraphs that begin with "? " may stay out.
"""
import json
import pathlib
import re
import subprocess
import sys

CORPUS = pathlib.Path(__file__).resolve().parent.parent.parent / "corpus"


def one_line(text):
    """Soft hyphens out, spaces of all kinds one space."""
    return re.sub(r"\s+", " ", text.replace("\u00ad", "")).strip()


def main():
    held = of = 0
    for page in sorted((CORPUS / "sample" / "pages").glob("*.html")):
        title, *wanted = (CORPUS / "sample-text" / f"{page.stem}.txt").read_text(encoding="utf-8").split("\n\n")
        answer = json.loads(subprocess.run([sys.argv[1], "article"], input=page.read_bytes(), stdout=subprocess.PIPE, check=True).stdout.decode())
        found = [one_line(p) for p in (answer.get("text") or "").split("\n\n")]
        must = [one_line(p) for p in wanted if not p.startswith("? ")]
        may = [one_line(p[2:]) for p in wanted if p.startswith("? ")]
        for paragraph in must:
            of += 1
            held += paragraph in found
            if paragraph not in found:
                print(f"{page.name}: missing: {paragraph[:100]}")
        for paragraph in found:
            if paragraph not in must and paragraph not in may:
                print(f"{page.name}: too much: {paragraph[:100]}")
        if one_line(answer.get("title") or "") != one_line(title):
            print(f"{page.name}: the title reads: {answer.get('title')}")
    print(f"{held} of {of} paragraphs hold")
    return 0 if held == of else 1


if __name__ == "__main__":
    sys.exit(main())
