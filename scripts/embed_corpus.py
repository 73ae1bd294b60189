#!/usr/bin/env python3
"""Writes a C++ file that holds our corpus as plain texts, one JSON document a line: what `dateline rules` counts over.

usage: embed_corpus.py OUT.cpp
The articles and example sentences of corpus/, without their marks (corpus/README.md).
"""
import json
import pathlib
import sys

sys.dont_write_bytecode = True  # a build leaves nothing in the source tree
from corpus_score import input_line, read_article
from example_score import read_examples

ARTICLES = pathlib.Path(__file__).resolve().parent.parent / "corpus" / "articles"
LIMIT = 12000  # characters of one string literal


def literal(text):
    pieces = [text[i:i + LIMIT] for i in range(0, len(text), LIMIT)]
    return "\n".join(f'R"~corpus~({piece})~corpus~"' for piece in pieces)


def main():
    documents = [input_line(read_article(path)) for path in sorted(ARTICLES.glob("*.txt"))]
    for example in read_examples(None):
        document = {"id": example["where"], "text": example["plain"], "language": example["written"].get("language", "en")}
        if example["written"].get("reference_time"):
            document["reference_time"] = example["written"]["reference_time"]
        documents.append(json.dumps(document, ensure_ascii=False))
    text = (
        "// Made by scripts/embed_corpus.py from corpus/articles and corpus/examples.\n"
        '#include "pipeline/cli/own_corpus.hpp"\n\n'
        "namespace dateline {\n\n"
        "std::string_view own_corpus() {\n"
        f"    return {literal(''.join(line.rstrip() + chr(10) for line in documents))};\n"
        "}\n\n"
        "}  // namespace dateline\n"
    )
    out = pathlib.Path(sys.argv[1])
    out.parent.mkdir(parents=True, exist_ok=True)
    out.write_text(text, encoding="utf-8")


if __name__ == "__main__":
    main()
