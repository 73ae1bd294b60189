#!/usr/bin/env python3
"""Compiles <lang>/lexicon.tsv files into images that the program maps as they stand, and an assembler source that holds them.

usage: embed_lexicon.py RULES OUT_DIR     writes OUT_DIR/lexicon_<lang>.bin, OUT_DIR/lexicons.S, OUT_DIR/lexicons.cpp
The layout of an image is told in extractors/reading/word_classes.cpp, which reads it.
"""
import pathlib
import struct
import sys

# The order of extractors/reading/tags.hpp, from 1.
TAGS = "NN NNS NNP NNPS VB VBD VBG VBN VBP VBZ MD JJ JJR JJS RB RBR RBS IN DT PDT CC PRP PRP$ WDT WP WP$ WRB TO CD UH RP EX FW POS PUNCT SYM".split()
MOST = 5


def word_hash(word):
    """As word_hash in extractors/rules/lexicon.cpp."""
    h = 0xCBF29CE484222325
    for byte in word:
        h = ((h ^ byte) * 0x100000001B3) & 0xFFFFFFFFFFFFFFFF
    h ^= h >> 32
    h = (h * 0x9E3779B97F4A7C15) & 0xFFFFFFFFFFFFFFFF
    return h ^ (h >> 29)


def codes(cell):
    tags = [TAGS.index(t) + 1 for t in cell.split("|") if t]
    return bytes((tags + [0] * MOST)[:MOST])


def image(path):
    entries = []
    for line in path.read_text(encoding="utf-8").splitlines():
        if not line or line.startswith("#"):
            continue
        cells = line.split("\t")
        if cells[0] == "word" and cells[1] == "lower":
            continue
        entries.append((cells[0].encode(), codes(cells[1]), codes(cells[2] if len(cells) > 2 else "")))
    size = 1
    while size < 2 * len(entries):
        size *= 2
    slots, text, records = [0] * size, bytearray(), bytearray()
    for number, (word, lower, capital) in enumerate(entries, 1):
        records += struct.pack("<IH5s5s", len(text), len(word), lower, capital)
        text += word
        slot = word_hash(word) & (size - 1)
        while slots[slot]:
            slot = (slot + 1) & (size - 1)
        slots[slot] = number
    return struct.pack("<4sIII", b"DLX1", size, len(entries), len(text)) + struct.pack(f"<{size}I", *slots) + records + text


def main():
    rules, out = pathlib.Path(sys.argv[1]), pathlib.Path(sys.argv[2])
    out.mkdir(parents=True, exist_ok=True)
    languages = sorted(p.parent.name for p in rules.glob("*/lexicon.tsv"))
    assembler = ['.section .rodata', '.section .note.GNU-stack,"",@progbits', ".section .rodata"]
    source = ['#include "extractors/reading/word_classes.hpp"', ""]
    cases = []
    for language in languages:
        name = f"lexicon_{language}"
        (out / f"{name}.bin").write_bytes(image(rules / language / "lexicon.tsv"))
        assembler += [".balign 8", f".global dateline_{name}", f"dateline_{name}:", f'.incbin "{(out / name).as_posix()}.bin"', f".global dateline_{name}_end", f"dateline_{name}_end:"]
        source += [f"extern \"C\" const char dateline_{name}[];", f"extern \"C\" const char dateline_{name}_end[];"]
        cases.append(f'    if (language == "{language}") return {{dateline_{name}, static_cast<std::size_t>(dateline_{name}_end - dateline_{name})}};')
    source += ["", "namespace dateline {", "", "std::string_view built_in_lexicon(std::string_view language) {", *cases, "    return {};", "}", "", "}  // namespace dateline", ""]
    (out / "lexicons.S").write_text("\n".join(assembler) + "\n")
    (out / "lexicons.cpp").write_text("\n".join(source))


if __name__ == "__main__":
    main()
