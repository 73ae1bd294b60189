#!/usr/bin/env python3
"""Fails where the code of extractors/ compares text with a word of a language: words belong into rule files.

usage: words_in_code.py [ROOT]
Signs that are the same in every language (marks, the "e" and "x" of "3e5" and "3 x 10") stay.
"""
import pathlib
import re
import sys

ALLOWED = {"e", "x"}
# Comparisons of a token's text: is(t, "word"), folded(t) == "word", ends_with("ed"), back() == 's'.
SHAPES = [
    re.compile(r'\bis\((?:[^()"]|\([^()]*\))+, "([^"\\]*)"\)'),
    re.compile(r'\b(?:text|folded|word|slice)\((?:[^()"]|\([^()]*\))*\) [!=]= "([^"\\]*)"'),
    re.compile(r'\b(?:folded|word)(?:\([^()]*\))?\.(?:ends_with|starts_with)\("([^"\\]*)"\)'),
    re.compile(r"\b(?:folded|word)(?:\([^()]*\))?\.(?:back|front)\(\) [!=]= '([^'\\]*)'"),
]


def main():
    root = pathlib.Path(sys.argv[1] if len(sys.argv) > 1 else pathlib.Path(__file__).resolve().parent.parent)
    faults = 0
    for path in sorted((root / "extractors").rglob("*.[ch]pp")):
        for number, line in enumerate(path.read_text(encoding="utf-8").splitlines(), 1):
            for shape in SHAPES:
                for word in shape.findall(line.split("//")[0]):
                    if any(c.isalpha() for c in word) and word not in ALLOWED:
                        print(f'{path.relative_to(root)}:{number}: compares text with "{word}"; words stand in rule files')
                        faults += 1
    sys.exit(1 if faults else 0)


if __name__ == "__main__":
    main()
