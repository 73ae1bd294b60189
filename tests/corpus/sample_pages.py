#!/usr/bin/env python3
"""Reads every page of corpus/sample/pages with `dateline article` and compares title and paragraphs with corpus/sample-text.

usage: sample_pages.py DATELINE

The paragraphs must be the wanted ones, each of them, in their order, and no other. Those that begin with "? " may stay out.
"""
import difflib
import json
import pathlib
import re
import subprocess
import sys

CORPUS = pathlib.Path(__file__).resolve().parent.parent.parent / "corpus"


def one_line(text):
    """Soft hyphens out, spaces of all kinds one space."""
    return re.sub(r"\s+", " ", text.replace("\u00ad", "")).strip()


def differences(wanted, found):
    """What is missing from `found` and what it has too much, one line each. Both are lists of paragraphs."""
    out = []
    for what, a, b, c, d in difflib.SequenceMatcher(None, wanted, found, autojunk=False).get_opcodes():
        if what == "equal":
            continue
        out += [f"missing: {paragraph[:100]}" for paragraph in wanted[a:b]]
        out += [f"too much: {paragraph[:100]}" for paragraph in found[c:d]]
    return out


def wrong_with(page, program):
    title, *paragraphs = (CORPUS / "sample-text" / f"{page.stem}.txt").read_text(encoding="utf-8").split("\n\n")
    answer = json.loads(subprocess.run([program, "article"], input=page.read_bytes(), stdout=subprocess.PIPE, check=True).stdout.decode())
    found = [one_line(p) for p in (answer.get("text") or "").split("\n\n")]
    wanted = []
    for paragraph in paragraphs:
        optional = paragraph.startswith("? ")
        paragraph = one_line(paragraph[2:] if optional else paragraph)
        if not optional or paragraph in found:
            wanted.append(paragraph)
    out = differences(wanted, found)
    if one_line(answer.get("title") or "") != one_line(title):
        out.append(f"the title reads: {answer.get('title')}")
    return out


def main():
    pages = sorted((CORPUS / "sample" / "pages").glob("*.html"))
    held = 0
    for page in pages:
        wrong = wrong_with(page, sys.argv[1])
        held += not wrong
        for line in wrong:
            print(f"{page.name}: {line}")
    print(f"{held} of {len(pages)} pages hold")
    return 0 if held == len(pages) else 1


if __name__ == "__main__":
    sys.exit(main())
