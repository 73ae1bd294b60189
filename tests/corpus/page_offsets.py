#!/usr/bin/env python3
"""Checks that what `dateline article --spans` says of the bytes of a page is so: with decoders of its own, over any folder of pages.

usage: page_offsets.py DATELINE [FOLDER]        default: corpus/sample/pages

Every character of the text, the title, the captions and each metadata value must be what the raw bytes of its span decode to: bytes in
the page's charset, then character references and the escapes of JSON. White space may stand for other white space, and only white space
may have no bytes (the empty line between two paragraphs, <br>, the next cell of a table).
"""
import html
import json
import pathlib
import re
import subprocess
import sys
import unicodedata

CORPUS = pathlib.Path(__file__).resolve().parent.parent.parent / "corpus"
ESCAPE = re.compile(r"\\(u[dD][89abAB][0-9a-fA-F]{2}\\u[dD][c-fC-F][0-9a-fA-F]{2}|u[0-9a-fA-F]{4}|.)", re.S)
NAMES = {"windows-874": "cp874", "EUC-JP": "euc_jp", "Shift_JIS": "cp932", "GBK": "gb18030", "EUC-KR": "cp949", "Big5": "big5hkscs", "x-mac-cyrillic": "mac_cyrillic"}
CONTROLS = {"n": "\n", "t": "\t", "r": "\r", "b": " ", "f": " "}


def unescaped(match):
    escape = match[1]
    if escape[0] != "u" or len(escape) < 5:
        return CONTROLS.get(escape, escape)
    units = bytes.fromhex(escape[1:].replace("\\u", ""))
    return units.decode("utf-16-be", "replace")


def readings(raw, charset):
    """What the bytes may say: as they stand, with references decoded, with escapes decoded, with both, one inside the other."""
    text = raw.decode(NAMES.get(charset, charset), "replace")
    if charset == "GBK" and raw == b"\x80":
        text = "\u20ac"
    once = html.unescape(text)
    found = {text, once, html.unescape(once)}
    for escaped in (text, once):
        plain = ESCAPE.sub(unescaped, escaped)
        found |= {plain, html.unescape(plain), html.unescape(html.unescape(plain))}
    return found


def blank(text):
    return all(c.isspace() or unicodedata.category(c) in ("Cc", "Cf", "Zs") for c in text)


def same(text, reading):
    return reading == text or (blank(text) and blank(reading)) or unicodedata.normalize("NFC", reading) == text


def faults(text, spans, page, charset):
    """What is wrong, as lines. Spans that end where they begin in the text are more bytes of the character before."""
    done = 0
    runs = []
    for begin, end, raw_begin, raw_end in spans:
        if begin == end and runs:
            runs[-1][2].append((raw_begin, raw_end))
        else:
            runs.append([begin, end, [(raw_begin, raw_end)]])
    whole = []  # a letter that NFC takes apart: each part has all its bytes
    for begin, end, ranges in runs:
        if whole and whole[-1][1] == begin and whole[-1][2] == ranges:
            whole[-1][1] = end
        else:
            whole.append([begin, end, ranges])
    for begin, end, ranges in whole:
        raw = b"".join(page[raw_begin:raw_end] for raw_begin, raw_end in ranges)
        if text[done:begin].strip():
            yield f"no bytes for {text[done:begin][:60]!r}"
        done = end
        said = text[begin:end]
        if any(same(said, reading) for reading in readings(raw, charset)):
            continue
        # Equal characters that one run joins, each from as many bytes: "&amp;&amp;".
        width = len(raw) // max(end - begin, 1)
        if width * (end - begin) == len(raw) and all(
                any(same(c, reading) for reading in readings(raw[i * width:(i + 1) * width], charset)) for i, c in enumerate(said)):
            continue
        yield f"{said[:60]!r} is said to stand in {raw[:80]!r}"
    if text[done:].strip():
        yield f"no bytes for {text[done:][:60]!r}"


def checked(path, program):
    """The number of values that were looked at, and what is wrong with them."""
    page = path.read_bytes()
    answer = json.loads(subprocess.run([program, "article", "--spans"], input=page, stdout=subprocess.PIPE, check=True).stdout.decode())
    values = [(field, answer[field] or "", answer[f"{spans}_spans"]) for field, spans in (("title", "title"), ("text", "text"), ("captions", "caption"))]
    values += [(value["field"], value["written"], value["spans"]) for value in answer["metadata_spans"]]
    wrong = [f"{field}: {fault}" for field, text, spans in values for fault in faults(text, spans, page, answer["charset"])]
    return len(answer["paragraphs"]) + len(values) - 1, wrong


def main():
    folder = pathlib.Path(sys.argv[2]) if len(sys.argv) > 2 else CORPUS / "sample" / "pages"
    pages = sorted(path for path in folder.rglob("*.html"))
    held = values = 0
    for page in pages:
        count, wrong = checked(page, sys.argv[1])
        values += count
        held += not wrong
        for line in wrong[:5]:
            print(f"{page.name}: {line}")
    print(f"{values} paragraphs and values")
    print(f"{held} of {len(pages)} pages hold")
    return 0 if held == len(pages) else 1


if __name__ == "__main__":
    sys.exit(main())
