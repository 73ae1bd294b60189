#!/usr/bin/env python3
"""Makes extractors/rules/en/lexicon.tsv: English words with their word classes, most frequent first.

usage: make_lexicon.py NATURAL WORDNET > extractors/rules/en/lexicon.tsv
  NATURAL  unpacked npm package natural 8.1.1 (MIT): lib/natural/brill_pos_tagger/data/English/lexicon_from_posjs.json, Eric Brill's lexicon
  WORDNET  folder of Debian's wordnet-base 3.0 (WordNet licence): index.* and cntlist.rev; words that the first lacks

Tags are the Penn Treebank's. A word has two lists: as it stands in lower case, and with a capital.
"""
import collections
import json
import pathlib
import re
import sys

TAGS = "NN NNS NNP NNPS VB VBD VBG VBN VBP VBZ MD JJ JJR JJS RB RBR RBS IN DT PDT CC PRP PRP$ WDT WP WP$ WRB TO CD UH RP EX FW".split()
WORD = re.compile(r"[^\W\d_]+(?:'[^\W\d_]+)*")
MOST = 5  # tags kept of a word; as in extractors/reading/word_classes.hpp


def brill(path):
    raw = json.loads((path / "lib/natural/brill_pos_tagger/data/English/lexicon_from_posjs.json").read_text(encoding="utf-8"))
    words = collections.defaultdict(lambda: {"lower": [], "capital": []})
    for word, tags in raw.items():
        if not WORD.fullmatch(word):
            continue
        kept = [t for t in dict.fromkeys(part for tag in tags for part in tag.split("|")) if t in TAGS]
        if not kept:
            continue
        side = "lower" if word == word.lower() else "capital"
        entry = words[word.lower()]
        # Of "US" and "us" with a capital the form written "Us" comes after the one written "US" only in rank.
        entry[side] = list(dict.fromkeys(entry[side] + kept))
    return words


def wordnet(path, words):
    counts = collections.Counter()
    kinds = {"n": "NN", "v": "VB", "a": "JJ", "s": "JJ", "r": "RB"}
    for line in (path / "cntlist.rev").read_text(encoding="utf-8").splitlines():
        key, _, count = line.split()
        lemma, rest = key.split("%")
        counts[lemma, {"1": "NN", "2": "VB", "3": "JJ", "4": "RB", "5": "JJ"}[rest[0]]] += int(count)
    found = collections.defaultdict(set)
    for part, tag in (("noun", "NN"), ("verb", "VB"), ("adj", "JJ"), ("adv", "RB")):
        for line in (path / f"index.{part}").read_text(encoding="utf-8").splitlines():
            if line.startswith(" "):
                continue
            lemma = line.split()[0]
            if WORD.fullmatch(lemma) and len(lemma) > 2 and lemma not in words:
                found[lemma].add(tag)
    for lemma, tags in found.items():
        ranked = sorted(tags, key=lambda t: (-counts[lemma, t], TAGS.index(t)))
        words[lemma]["lower"] = ranked


def third_person(verb):
    if re.search(r"(s|x|z|ch|sh|o)$", verb):
        return verb + "es"
    return verb[:-1] + "ies" if re.search(r"[^aeiou]y$", verb) else verb + "s"


def add(words, word, *tags):
    entry = words[word]["lower"]
    entry.extend(t for t in tags if t not in entry)


def complete(words):
    """Forms that a verb must have, after those that were seen: a base is also a present, a past in -ed also a participle."""
    for word in list(words):
        lower = words[word]["lower"]
        if "VB" in lower:
            add(words, word, "VBP")
            add(words, third_person(word), "VBZ")
        american = words.get(re.sub(r"ised$", "ized", word), {"lower": []})["lower"] if word.endswith("ised") else []
        if lower == ["JJ"] and word.endswith("ed") and ("VBN" in american or "VB" in words.get(word[:-1], {"lower": []})["lower"]):
            words[word]["lower"] = ["VBN", "VBD", "JJ"]
        if word.endswith("ed") and ("VBN" in lower or "VBD" in lower):
            add(words, word, "VBN", "VBD")


def main():
    words = brill(pathlib.Path(sys.argv[1]))
    wordnet(pathlib.Path(sys.argv[2]), words)
    complete(words)
    print("# made by scripts/make_lexicon.py; do not edit")
    print("# kind: lexicon")
    print("# source: npm natural 8.1.1 (MIT), its lexicon of Eric Brill by way of pos-js (MIT); Debian wordnet-base 3.0 (WordNet licence)")
    print("word\tlower\tcapital")
    for word in sorted(words):
        lower, capital = words[word]["lower"][:MOST], words[word]["capital"][:MOST]
        print(word + "\t" + "|".join(lower) + ("\t" + "|".join(capital) if capital else ""))


if __name__ == "__main__":
    main()
