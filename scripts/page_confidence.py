#!/usr/bin/env python3
"""Says whether the confidence of an article tells right texts from wrong ones: the mean F1 of pages by their confidence.

usage: page_confidence.py --program DATELINE BENCH...

BENCH is a folder with dev.jsonl (id, url, input, charset, gold), dev.pages.tar.xz and the score.py whose counting is used. Pages are put in
order by the confidence that the program gives them; printed are the mean F1 of the lower and the upper half and of the quarters, and for
each reason how many pages have it and the mean F1 of these.
"""
import argparse
import collections
import importlib.util
import json
import pathlib
import re
import statistics
import subprocess
import sys
import tarfile


def scorer(folder):
    spec = importlib.util.spec_from_file_location("score", folder / "score.py")
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def f1(score, gold, text):
    """F1 of a page: over runs of words, or over the pieces that must and must not be there. None without gold."""
    if "text" in gold or "paragraphs" in gold:
        return score.prf(*score.overlap(score.bag(score.gold_text(gold)), score.bag(text)))[2]
    if not gold.get("with"):
        return None
    flat = lambda piece: " ".join(piece.split())
    found = sum(flat(piece) in flat(text) for piece in gold["with"])
    wrong = sum(flat(piece) in flat(text) for piece in gold.get("without", []))
    return 2 * found / (found + len(gold["with"]) + wrong)


def rows(program, folder):
    score = scorer(folder)
    with tarfile.open(folder / "dev.pages.tar.xz") as archive:
        pages = {member.name: archive.extractfile(member).read() for member in archive}
    for line in (folder / "dev.jsonl").read_text(encoding="utf-8").splitlines():
        case = json.loads(line)
        command = [program, "article", "--url", case["url"]] + (["--charset", case["charset"]] if case.get("charset") else [])
        answer = json.loads(subprocess.run(command, input=pages[case["input"]], stdout=subprocess.PIPE, check=True).stdout)
        value = f1(score, case["gold"], answer["text"])
        if value is not None and answer["text"]:
            yield answer["confidence"], value, [re.sub(r"\d+", "N", reason["reason"]) for reason in answer["confidence_reasons"]]


def tell(name, all_rows):
    ordered = [value for _, value, _ in sorted(all_rows, key=lambda row: row[0])]
    half, quarter = len(ordered) // 2, len(ordered) // 4
    quarters = " ".join(f"{statistics.mean(ordered[i * quarter:(i + 1) * quarter]):.3f}" for i in range(4))
    print(f"{name:20} {len(ordered):4} pages   lower half {statistics.mean(ordered[:half]):.3f}   upper half {statistics.mean(ordered[half:]):.3f}   quarters {quarters}")


def main():
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    parser.add_argument("--program", default="build/release/dateline")
    parser.add_argument("benches", nargs="+", type=pathlib.Path)
    options = parser.parse_args()
    everything, by_reason = [], collections.defaultdict(list)
    for folder in options.benches:
        found = list(rows(options.program, folder))
        tell(folder.name, found)
        everything += found
    tell("all", everything)
    for _, value, reasons in everything:
        for reason in set(reasons):
            by_reason[reason].append(value)
    for reason, values in sorted(by_reason.items(), key=lambda item: statistics.mean(item[1])):
        print(f"{len(values):5} {statistics.mean(values):.3f}  {reason}")


if __name__ == "__main__":
    sys.exit(main())
