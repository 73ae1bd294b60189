#!/usr/bin/env python3
"""Runs `dateline extract` over the sentences of corpus/examples and says which come out as wanted.

usage: example_score.py --run PROGRAM [--kind figures|dates|entities|quotes] [--errors N]
       example_score.py --check             only reads the examples and says what is wrong with them

A sentence is right when the facts of its kind are just those marked, with the same spans and summaries (corpus/README.md). Standard library only.
"""
import argparse
import json
import pathlib
import subprocess
import sys

from corpus_score import summary, trimmed

KINDS = {"figures": "figure", "dates": "date", "entities": "entity", "quotes": "quote"}


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


def read_examples(folder, only):
    for name, kind in KINDS.items():
        if only not in (None, name):
            continue
        for number, line in enumerate((folder / f"{name}.jsonl").read_text(encoding="utf-8").split("\n"), 1):
            if not line.strip():
                continue
            where = f"{name}.jsonl:{number}"
            try:
                example = json.loads(line)
                text, spans = plain(example["text"])
            except (ValueError, KeyError) as error:
                sys.exit(f"{where}: {error}")
            if len(spans) != len(example["facts"]):
                sys.exit(f"{where}: {len(spans)} marks and {len(example['facts'])} facts")
            if extra := set(example) - {"text", "facts", "reference_time", "note"}:
                sys.exit(f"{where}: unknown keys {', '.join(sorted(extra))}")
            yield {"where": where, "kind": kind, "plain": text, "spans": spans, **example}


def named(fact):
    """A fact by its summary, with the digits of the value as they stand in a wanted one."""
    text = summary(fact)
    return text.replace("None", "").strip() if fact["kind"] == "date" else text


def span_of(fact):
    return trimmed(fact["span"]) if fact["kind"] == "quote" else (fact["span"]["start"], fact["span"]["end"])


def marked(example, facts):
    text, marks = example["plain"], []
    for fact in facts:
        marks += [(fact["span"]["start"], 1, "[["), (fact["span"]["end"], 0, "]]")]
    for at, _, mark in sorted(marks, reverse=True):
        text = text[:at] + mark + text[at:]
    return text


def main():
    parser = argparse.ArgumentParser(usage=__doc__.split("usage:", 1)[1].rstrip())
    parser.add_argument("--run")
    parser.add_argument("--check", action="store_true")
    parser.add_argument("--kind", choices=KINDS)
    parser.add_argument("--errors", type=int, default=0)
    args = parser.parse_args()
    examples = list(read_examples(pathlib.Path(__file__).resolve().parent.parent / "corpus" / "examples", args.kind))
    if args.check or not args.run:
        print(f"{len(examples)} examples read")
        return 0
    lines = "".join(json.dumps({"id": e["where"], "text": e["plain"], "reference_time": e.get("reference_time"), "language": "en"}, ensure_ascii=False) + "\n" for e in examples)
    output = subprocess.run([args.run, "extract", "--input-format", "jsonl", "--output-format", "jsonl"], input=lines.encode(), stdout=subprocess.PIPE, check=True).stdout.decode()
    answers = {a["id"]: a for a in map(lambda l: json.loads(l, parse_float=str, parse_int=lambda d: int(d)), filter(str.strip, output.split("\n")))}
    held, wrong = {}, []
    for example in examples:
        facts = [f for f in answers[example["where"]].get("facts") or [] if f["kind"] == example["kind"]]
        wanted = sorted((trimmed({"text": example["plain"][s:e], "start": s}) if example["kind"] == "quote" else (s, e), n) for (s, e), n in zip(example["spans"], example["facts"]))
        good = sorted((span_of(f), named(f)) for f in facts) == wanted
        right, of = held.get(example["kind"], (0, 0))
        held[example["kind"]] = (right + good, of + 1)
        if not good:
            wrong.append((example, facts))
    for kind, (right, of) in held.items():
        print(f"{kind:8}{right:4} of {of}")
    for example, facts in wrong[:args.errors]:
        print(f"{example['where']}\n  want  {example['text']!r}  {example['facts']}\n  found {marked(example, facts)!r}  {[named(f) for f in facts]}")
    return 0


if __name__ == "__main__":
    sys.exit(main())
