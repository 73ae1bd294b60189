#!/usr/bin/python3
"""Runs `dateline extract` over the whole corpus (and the seed article, where it is at hand) and checks what must hold of any output.

usage: check.py DATELINE [INPUT.jsonl...]     with INPUT: those documents in place of the corpus

Every line follows schemas/fact.schema.json; every span says the text it stands on; ids are the contract's; facts are in the
contract's order; what a fact refers to exists; a value lies in its interval; quotes nest without circles; and the bytes are the
same a second time, with two jobs, and under the locales C and tr_TR. Needs python3-jsonschema.
"""
import decimal
import hashlib
import json
import os
import pathlib
import re
import subprocess
import sys
import tempfile

import jsonschema

ROOT = pathlib.Path(__file__).resolve().parent.parent.parent
BENCH = pathlib.Path(os.environ.get("DATELINE_BENCH") or ROOT.parent / "shared" / "bench")
KINDS = ["figure", "quote", "entity", "date"]
LETTERS = {"figure": "f", "quote": "q", "entity": "e", "date": "d"}


def documents():
    """The articles, the sentences and the plain texts of the corpus as input lines, then the seed article."""
    tools = ROOT / "scripts"
    lines = subprocess.run([sys.executable, tools / "corpus_score.py", "--input"], capture_output=True, text=True, check=True).stdout.splitlines()
    for file in sorted((ROOT / "corpus" / "examples").glob("*.jsonl")):
        for number, line in enumerate(filter(str.strip, file.read_text(encoding="utf-8").split("\n")), 1):
            example = json.loads(line)
            text = re.sub(r"\[\[|\]\]", "", example["text"])
            lines.append(json.dumps({"id": f"{file.stem}-{number}", "text": text, "reference_time": example.get("reference_time"),
                                     "language": example.get("language")}, ensure_ascii=False))
    for file in sorted((ROOT / "corpus" / "sample-text").glob("*.txt")):
        lines.append(json.dumps({"id": file.stem, "text": file.read_text(encoding="utf-8")}, ensure_ascii=False))
    seed = BENCH.parent / "seeds"
    if seed.is_dir():
        gold = next(seed.glob("*.gold.json"))
        lines.append(subprocess.run([sys.executable, seed / "score.py", gold, "--input"], capture_output=True, text=True, check=True).stdout.strip())
    return [json.loads(line) for line in lines]


def extract(binary, source, jobs="1", **environment):
    done = subprocess.run([binary, "extract", "--input-format", "jsonl", "--output-format", "jsonl", "--jobs", jobs], input=source, capture_output=True,
                          env={**os.environ, **environment}, timeout=600)
    if done.returncode:
        sys.exit(f"extract ended with {done.returncode}: {done.stderr.decode(errors='replace')[-400:]}")
    return done.stdout


def walk(value):
    """Every object inside a value, itself first."""
    if isinstance(value, dict):
        yield value
        for inner in value.values():
            yield from walk(inner)
    elif isinstance(value, list):
        for inner in value:
            yield from walk(inner)


class Check:
    def __init__(self):
        self.schema = jsonschema.Draft202012Validator(json.loads((ROOT / "schemas" / "fact.schema.json").read_text(encoding="utf-8")))
        self.complaints = {name: [] for name in ("schema", "spans", "ids", "order", "references", "values", "nesting")}

    def wrong(self, name, document, what):
        self.complaints[name].append(f"{document['id']}: {what}")

    def line(self, document, line):
        answer = json.loads(line, parse_float=decimal.Decimal)
        for error in list(self.schema.iter_errors(json.loads(line)))[:3]:
            self.wrong("schema", document, f"{'/'.join(map(str, error.absolute_path))}: {error.message[:200]}")
        if "facts" not in answer:
            return
        zones = {"text": document["text"], "title": document.get("title") or "", "caption": ""}
        facts, title_facts = answer["facts"], answer["article"]["title_facts"]
        self.spans(document, answer, zones)
        for zone, group in (("text", facts), ("title", title_facts)):
            self.identities(document, group, zones[zone], zone)
            keys = [(f["span"]["start"], -f["span"]["end"], KINDS.index(f["kind"])) for f in group if f["span"].get("in", "text") == zone]
            if keys != sorted(keys):
                self.wrong("order", document, f"facts of the {zone} are not by start, longer first, kind")
        known = {f["id"]: f for f in [*facts, *title_facts]}
        self.references(document, answer, known)
        for fact in known.values():
            if fact["kind"] == "figure":
                self.value(document, fact)
            if fact["kind"] == "quote":
                self.nesting(document, fact, known)

    def spans(self, document, answer, zones):
        for found in walk(answer):
            if {"start", "end", "text"} <= set(found):
                held = zones[found.get("in", "text")][found["start"]:found["end"]]
                if held != found["text"] or not held:
                    self.wrong("spans", document, f"{found} stands on {held!r}")

    def identities(self, document, facts, text, zone):
        digest, seen = hashlib.sha256(text.encode()).hexdigest()[:16], set()
        for fact in facts:
            want = f"{digest}:{LETTERS[fact['kind']]}{fact['span']['start']}-{fact['span']['end']}"
            if fact["span"].get("in", "text") == zone and not re.fullmatch(re.escape(want) + r"(\.\d+)?", fact["id"]):
                self.wrong("ids", document, f"{fact['id']} should be {want}")
            if fact["id"] in seen:
                self.wrong("ids", document, f"{fact['id']} is there twice")
            seen.add(fact["id"])

    def references(self, document, answer, known):
        for found in walk(answer):
            named = [found.get(key) for key in ("quote", "base", "whole", "parent", "range_end")]
            if "modality" not in found and isinstance(found.get("date"), str):
                named.append(found["date"])  # of a period or of the article's dateline
            if found.get("anchor") != "reference_time":
                named.append(found.get("anchor"))
            if "evidence" in found:
                named += found["facts"]
            for name in named:
                if isinstance(name, str) and name not in known:
                    self.wrong("references", document, f"{name} is no fact of the article")

    def value(self, document, fact):
        low, high = fact["interval"]["low"], fact["interval"]["high"]
        ends = [fact["value"]] if fact["range"] is None else [fact["range"]["low"], fact["range"]["high"]]
        slack = max(abs(decimal.Decimal(str(e))) for e in ends) * decimal.Decimal("1e-16")
        for end in ends:
            if (low is not None and end < low - slack) or (high is not None and end > high + slack):
                self.wrong("values", document, f"{fact['span']['text']!r}: {end} is not in [{low}, {high}]")
        if fact["range"] and fact["range"]["low"] > fact["range"]["high"]:
            self.wrong("values", document, f"{fact['span']['text']!r}: range {fact['range']}")

    def nesting(self, document, quote, known):
        seen = {quote["id"]}
        while quote["parent"] in known:
            quote = known[quote["parent"]]
            if quote["id"] in seen:
                self.wrong("nesting", document, f"{quote['id']} is nested in itself")
                return
            seen.add(quote["id"])


def turkish(folder):
    """The environment in which tr_TR is a locale, or nothing where it cannot be made."""
    made = subprocess.run(["localedef", "-i", "tr_TR", "-f", "UTF-8", str(folder / "tr_TR.UTF-8")], capture_output=True)
    return {"LOCPATH": str(folder), "LC_ALL": "tr_TR.UTF-8"} if made.returncode in (0, 1) and (folder / "tr_TR.UTF-8").is_dir() else None


def main():
    binary = pathlib.Path(sys.argv[1]).resolve()
    given = [json.loads(line) for name in sys.argv[2:] for line in open(name, encoding="utf-8") if line.strip()] or documents()
    source = "".join(json.dumps(d, ensure_ascii=False) + "\n" for d in given).encode()
    first = extract(binary, source, LC_ALL="C")
    check, lines = Check(), first.decode().split("\n")[:-1]
    if len(lines) != len(given):
        sys.exit(f"{len(given)} documents in, {len(lines)} lines out")
    for document, line in zip(given, lines):
        check.line(document, line)
    again = {"a second time": {}, "two jobs": {"jobs": "2"}}
    with tempfile.TemporaryDirectory() as folder:
        locale = turkish(pathlib.Path(folder))
        if locale:
            again["under tr_TR"] = locale
        else:
            check.complaints["under tr_TR"] = ["localedef cannot make this locale: install the package locales"]
        for name, how in again.items():
            check.complaints[name] = [] if extract(binary, source, **how) == first else ["the bytes differ"]
    for name, complaints in check.complaints.items():
        print(f"{name}: {len(complaints)} wrong" if complaints else f"{name}: good", *("  " + c for c in complaints[:8]), sep="\n")
    facts = sum(len(json.loads(line).get("facts", [])) for line in lines)
    print(f"{len(given)} documents, {facts} facts")
    if not facts:
        sys.exit("no fact at all")
    held = sum(not c for c in check.complaints.values())
    print(f"{held} of {len(check.complaints)} properties hold")
    return 0 if held == len(check.complaints) else 1


if __name__ == "__main__":
    sys.exit(main())
