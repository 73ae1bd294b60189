"""Instructions of `dateline extract` under valgrind's callgrind, as scripts/bench and scripts/instructions count them.

Counts do not swing with the load of a machine. What would choose code by the kind of processor (string functions of glibc, simdjson,
OpenSSL) is held to the same choice everywhere, so that machines with the same packages and compiler count the same.
"""
import json
import os
import pathlib
import re
import subprocess
import sys

ROOT = pathlib.Path(__file__).resolve().parent.parent
PROGRAM = ROOT / "build" / "release" / "dateline"
EXTRACT = [str(PROGRAM), "extract", "--input-format", "jsonl", "--output-format", "jsonl", "--jobs"]
SAME_EVERYWHERE = {
    "GLIBC_TUNABLES": "glibc.cpu.hwcaps=-AVX2,-AVX512F,-AVX512VL,-AVX512BW,-ERMS,-FSRM,-BMI2,-MOVBE,-RTM,-AVX_Fast_Unaligned_Load",
    "SIMDJSON_FORCE_IMPLEMENTATION": "westmere",
    "OPENSSL_ia32cap": "0x0",
    "LC_ALL": "C",
    "PATH": os.environ.get("PATH", ""),
}


def corpus_lines():
    """Our own articles as lines for extract. They hold more facts a byte than news does."""
    return subprocess.run([sys.executable, str(ROOT / "scripts" / "corpus_score.py"), "--input"], capture_output=True, check=True).stdout.splitlines()


def text_bytes(lines):
    return sum(len(json.loads(line)["text"].encode()) for line in lines)


def count(path, folder):
    """Instructions of the extraction of the documents in `path`: all of them, and by function name, with what it calls."""
    # Without line numbers: with them, callgrind splits a function by the files that were inlined into it.
    bare, out = folder / "dateline", folder / (path.name + ".callgrind")
    if not bare.exists():
        subprocess.run(["strip", "--strip-debug", "-o", str(bare), str(PROGRAM)], check=True)
    with open(path, "rb") as source:
        done = subprocess.run(["valgrind", "--tool=callgrind", f"--callgrind-out-file={out}", str(bare), *EXTRACT[1:], "1"], stdin=source, capture_output=True, env=SAME_EVERYWHERE)
    if done.returncode not in (0, 1) or not out.exists():
        sys.exit("callgrind: " + done.stderr.decode()[-400:])
    listing = subprocess.run(["callgrind_annotate", "--inclusive=yes", "--threshold=100", "--show-percs=no", str(out)], capture_output=True, text=True).stdout
    costs, total = {}, 0
    for line in listing.splitlines():
        found = re.match(r"\s*([\d,]+) +(.*)$", line)
        if not found:
            continue
        cost, name = int(found[1].replace(",", "")), found[2]
        if name.startswith("PROGRAM TOTALS"):
            total = cost
            continue
        name = re.sub(r" \[[^\]]*\]$", "", name).split(":", 1)[-1]
        name = re.sub(r"'\d+$", "", name)
        costs[name] = max(cost, costs.get(name, 0))
    return total, costs
