#!/usr/bin/env python3
"""Writes extractors/rules/en/pattern_counts.tsv: how often each element of the pattern files comes in the texts of corpus/.

usage: pattern_counts.py [--out FILE]
The rarest element of a row becomes its anchor, so only the order of magnitude matters. Counted again when rows with new words come.
Standard library only; the same corpus and rules give the same bytes.
"""
import argparse
import collections
import json
import pathlib
import re
import subprocess
import sys

ROOT = pathlib.Path(__file__).resolve().parent.parent
RULES = ROOT / "extractors/rules/en"
TOKEN = re.compile(r"['’][a-z]+\b|[^\W\d_]+|\d+|[^\w\s]")
ELEMENT = re.compile(r'\{([^}]*)\}|/((?:\\.|[^/])*)/|"([^"]*)"|<[^>]*>|\.\.\d+|\\(.)|([^\s|()*+?!^={}/"]+)(=?)')
MARK = re.compile(r"\[\[[^\]|]*\|(f|d|e|q)([^\]]*)\]\]")


def tokens(text):
    return [t.replace("’", "'") for t in TOKEN.findall(text.lower())]


def table(path):
    lines = [line.rstrip("\n") for line in path.open(encoding="utf-8")]
    kind = next((line[8:] for line in lines if line.startswith("# kind: ")), "")
    rows = [line.split("\t") for line in lines if line and not line.startswith("#")]
    return kind, [dict(zip(rows[0], row)) for row in rows[1:]], rows[0][0]


def elements():
    """What the patterns are made of: words, and {} with their names."""
    words, braces = set(), set()
    for path in sorted(RULES.glob("*.tsv")):
        if path.name == "lexicon.tsv":
            continue
        kind, rows, _ = table(path)
        for row in rows if kind == "patterns" else ():
            for brace, regex, exact, escaped, word, name in ELEMENT.findall(row["pattern"]):
                if brace:
                    braces.add(brace)
                elif regex and not re.search(r"[\\\[]", regex):
                    words.update(regex.split("|"))
                elif not name:
                    words.update(tokens(exact or escaped or word))
    return words, braces


def corpus():
    script = ROOT / "scripts/corpus_score.py"
    lines = subprocess.run([sys.executable, script, "--input"], check=True, capture_output=True, text=True).stdout.splitlines()
    for line in lines:
        article = json.loads(line)
        yield article["text"]
    # The examples of dates and figures are full of them, as no article is.
    for name in ("entities", "quotes"):
        for line in (ROOT / f"corpus/examples/{name}.jsonl").open(encoding="utf-8"):
            yield re.sub(r"\[\[|\]\]", "", json.loads(line)["text"])


def spans():
    """Marks of the articles by the name that patterns give them."""
    found = collections.Counter()
    for path in sorted((ROOT / "corpus/articles").glob("*.txt")):
        for kind, answer in MARK.findall(path.read_text(encoding="utf-8")):
            name = {"f": "figure", "d": "date", "e": "name", "q": "quote"}[kind]
            found[name] += 1
            value = answer.split()[0] if answer.split() else ""
            if name == "date":
                found["date:DURATION" if value.startswith("P") else "date:TIME" if "T" in value else "date:DATE"] += 1
    return found


def forms(brace):
    """The forms that a word file, or one class of it, has, as tuples of tokens."""
    name, _, cls = brace.partition(":")
    _, rows, first = table(RULES / f"{name}.tsv")
    for row in rows:
        if not cls or row.get("class") == cls:
            for form in (row["forms"] if "forms" in row else row[first]).split("|"):
                yield tuple(tokens(form))


def number_forms():
    _, rows, _ = table(RULES / "number_words.tsv")
    found = {"cardinal": set(), "ordinal": set()}
    for row in rows:
        if row["class"] in ("article", "and", "magnitude_letter", "fraction"):
            continue
        found["ordinal" if row["class"].startswith("ordinal") else "cardinal"].update(row["forms"].split("|"))
    return found


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--out", default=RULES / "pattern_counts.tsv", type=pathlib.Path)
    args = parser.parse_args()
    words, braces = elements()
    texts = [tokens(text) for text in corpus()]
    total = sum(len(text) for text in texts)
    counts = collections.Counter()
    numbers = number_forms()
    files = {}
    for brace in braces:
        if (RULES / f"{brace.partition(':')[0]}.tsv").exists():
            for form in forms(brace):
                files.setdefault(form[:1], set()).add((form, brace))
    for text in texts:
        for at, token in enumerate(text):
            if token in words:
                counts[token] += 1
            for brace in {brace for form, brace in files.get((token,), ()) if tuple(text[at : at + len(form)]) == form}:
                counts["{" + brace + "}"] += 1
            digits = token.isdigit()
            ordinal = token in numbers["ordinal"] or (digits and text[at + 1 : at + 2] in (["st"], ["nd"], ["rd"], ["th"]))
            if digits:
                counts["/digits/"] += 1
            if ordinal or digits or token in numbers["cardinal"]:
                counts["{number}"] += 1
                counts["{number:ordinal}" if ordinal else "{number:cardinal}"] += 1
    marked = spans()
    in_articles = sum(len(text) for text in texts[: len(list((ROOT / "corpus/articles").glob("*.txt")))])
    rows = {element: round(count * 1e6 / total) for element, count in counts.items()}
    rows.update({"{" + name + "}": round(count * 1e6 / in_articles) for name, count in marked.items()})
    for element in [*words, *("{" + brace + "}" for brace in braces)]:
        rows.setdefault(element, 20)
    with args.out.open("w", encoding="utf-8") as out:
        out.write("# How often the elements of patterns come in a million tokens of corpus/: the rarest of a row becomes its anchor.\n")
        out.write("# Generated by scripts/pattern_counts.py.\n# kind: table\n# shared: yes\n# source: counted over corpus/articles, and the examples of entities and quotes\n")
        out.write("element\tper_million\n")
        for element in sorted(rows):
            out.write(f"{element}\t{rows[element]}\n")


if __name__ == "__main__":
    main()
