#!/usr/bin/env python3
"""Runs `dateline extract` over the sentences of corpus/examples and says which come out as wanted.

usage: example_score.py --run PROGRAM [--kind figures|dates|entities|quotes] [--errors N] [--mark]
       example_score.py --check             only reads the examples and says what is wrong with them

A sentence is right when the facts of its kind are just those marked, with the same spans and summaries (corpus/README.md). One
that is wrong fails the run (exit 1) unless it says "open": true, which --mark brings up to date: it closes what holds now and
opens nothing that held. Python's standard library only.
"""
import argparse
import collections
import json
import pathlib
import subprocess
import sys

from corpus_score import summary, trimmed

FOLDER = pathlib.Path(__file__).resolve().parent.parent / "corpus" / "examples"
KINDS = {"figures": "figure", "dates": "date", "entities": "entity", "quotes": "quote"}
KEYS = {"text", "facts", "reference_time", "language", "note", "open"}


def plain(marked):
    """The text without marks, and the spans in the order of their opening brackets."""
    text, spans, opened, at = [], [], [], 0
    while at < len(marked):
        if marked.startswith("[[", at):
            opened.append(len(spans))
            spans.append([len(text), None])
            at += 2
        elif marked.startswith("]]", at) and opened:
            spans[opened.pop()][1] = len(text)
            at += 2
        else:
            text.append(marked[at])
            at += 1
    if opened:
        raise ValueError("a mark is not closed")
    return "".join(text), [tuple(s) for s in spans]


def read_examples(only):
    for name, kind in KINDS.items():
        if only not in (None, name):
            continue
        for number, line in enumerate((FOLDER / f"{name}.jsonl").read_text(encoding="utf-8").splitlines(), 1):
            where = f"{name}.jsonl:{number}"
            try:
                example = json.loads(line)
                text, spans = plain(example["text"])
            except (ValueError, KeyError) as error:
                sys.exit(f"{where}: {error}")
            if len(spans) != len(example["facts"]):
                sys.exit(f"{where}: {len(spans)} marks and {len(example['facts'])} facts")
            if set(example) - KEYS:
                sys.exit(f"{where}: unknown keys {', '.join(sorted(set(example) - KEYS))}")
            yield {"where": where, "file": name, "kind": kind, "plain": text, "spans": spans, "written": example}


def extracted(program, examples):
    lines = "".join(json.dumps({"id": e["where"], "text": e["plain"], "reference_time": e["written"].get("reference_time"), 
                                 "language": e["written"].get("language", "en")},
                               ensure_ascii=False) + "\n" for e in examples)
    command = [program, "extract", "--input-format", "jsonl", "--output-format", "jsonl"]
    output = subprocess.run(command, input=lines.encode(), stdout=subprocess.PIPE, check=True).stdout.decode()
    answers = [json.loads(line, parse_float=str) for line in output.split("\n") if line.strip()]  # digits as written
    return {a["id"]: a.get("facts") or [] for a in answers}


def as_wanted(example, facts):
    """The same spans, leaving aside the stops at a quote's end, and the same summaries."""
    def place(start, end):
        return trimmed({"text": example["plain"][start:end], "start": start}) if example["kind"] == "quote" else (start, end)
    wanted = sorted((place(*span), name) for span, name in zip(example["spans"], example["written"]["facts"]))
    return wanted == sorted((place(f["span"]["start"], f["span"]["end"]), summary(f)) for f in facts)


def marked(example, facts):
    text = example["plain"]
    marks = [(f["span"]["start"], 1, "[[") for f in facts] + [(f["span"]["end"], 0, "]]") for f in facts]
    for at, _, mark in sorted(marks, reverse=True):
        text = text[:at] + mark + text[at:]
    return text


def write_marks(examples, good):
    files = collections.defaultdict(list)
    for example in examples:
        row = dict(example["written"])
        if example["where"] in good:
            row.pop("open", None)
        files[example["file"]].append(json.dumps(row, ensure_ascii=False))
    for name, rows in files.items():
        (FOLDER / f"{name}.jsonl").write_text("\n".join(rows) + "\n", encoding="utf-8")


def main():
    parser = argparse.ArgumentParser(usage=__doc__.split("usage:", 1)[1].rstrip())
    parser.add_argument("--run")
    parser.add_argument("--kind", choices=KINDS)
    parser.add_argument("--errors", type=int, default=0)
    for name in ("--check", "--mark"):
        parser.add_argument(name, action="store_true")
    args = parser.parse_args()
    examples = list(read_examples(args.kind))
    if args.check or not args.run:
        print(f"{len(examples)} examples read")
        return 0
    answers = extracted(args.run, examples)
    found = {e["where"]: [f for f in answers.get(e["where"], []) if f["kind"] == e["kind"]] for e in examples}
    good = {e["where"] for e in examples if as_wanted(e, found[e["where"]])}
    for name, kind in KINDS.items():
        of = [e["where"] for e in examples if e["kind"] == kind]
        if of:
            print(f"{name:9}{len(good & set(of)):4} of {len(of)}")
    failed = [e for e in examples if e["where"] not in good and not e["written"].get("open")]
    still_open = [e for e in examples if e["where"] not in good and e["written"].get("open")]
    for example in failed + still_open[:args.errors]:
        print(f"{example['where']}{'  open' if example['written'].get('open') else '  WRONG'}\n  want  {example['written']['text']!r}  {example['written']['facts']}\n"
              f"  found {marked(example, found[example['where']])!r}  {[summary(f) for f in found[example['where']]]}")
    if args.mark:
        write_marks(examples, good)
    elif any(e["written"].get("open") and e["where"] in good for e in examples):
        print("some open sentences hold now: --mark closes them")
    print(f"{len(good)} of {len(good) + len(failed)} sentences that must hold do hold")
    return 1 if failed else 0


if __name__ == "__main__":
    sys.exit(main())
