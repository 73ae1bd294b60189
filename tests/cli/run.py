#!/usr/bin/env python3
"""Runs the end-to-end cases: one folder a case, beside this file.

usage: run.py DATELINE [--update] [--jobs N] [CASE...]

A case is a folder with
  cmd    shell lines, run by `bash -e` in a scratch folder; `dateline` is the program, $CASE the case's folder, $ROOT the project's
  in     standard input (optional)
  out    what standard output must be
  err    lines that standard error must contain (optional; empty file: it must be empty)
  exit   the exit code (optional; 0)
The environment is fixed: HOME is the scratch folder, UTC, the C locale, no proxies, an address space of 4 GB.
In `out`, a line `~REGEX` stands for any line that the expression matches whole (times, versions).
--update writes `out` anew (never a line that was matched by an expression).
"""
import argparse
import concurrent.futures
import difflib
import os
import pathlib
import re
import resource
import subprocess
import sys
import tempfile

HERE = pathlib.Path(__file__).resolve().parent
ROOT = HERE.parent.parent
PRELUDE = 'dateline() { "$DATELINE" "$@"; }\n'


def limit():
    resource.setrlimit(resource.RLIMIT_AS, (4 << 30, 4 << 30))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))


def lines_of(file):
    return file.read_text(encoding="utf-8", errors="surrogateescape").splitlines() if file.exists() else None


def matched(want, got):
    """`want` with each ~REGEX line replaced by the line of `got` that it matches."""
    return [g if w.startswith("~") and g is not None and re.fullmatch(w[1:], g) else w
            for w, g in zip(want, [*got, *[None] * max(0, len(want) - len(got))])]


def run(case, binary, update):
    """Returns the complaints about one case; empty when it passes."""
    with tempfile.TemporaryDirectory() as scratch:
        environment = {"PATH": os.environ["PATH"], "HOME": scratch, "TMPDIR": scratch, "LC_ALL": "C", "TZ": "UTC",
                       "DATELINE_BENCH": os.environ.get("DATELINE_BENCH", ""), "DATELINE": str(binary), "CASE": str(case), "ROOT": str(ROOT)}
        script = PRELUDE + (case / "cmd").read_text(encoding="utf-8")
        given = (case / "in").read_bytes() if (case / "in").is_file() else b""
        try:
            done = subprocess.run(["bash", "-e", "-c", script], input=given, cwd=scratch, env=environment, capture_output=True, timeout=120, preexec_fn=limit)
        except subprocess.TimeoutExpired:
            return ["still running after 120 s"]
    out = done.stdout.decode("utf-8", "surrogateescape").splitlines()
    err = done.stderr.decode("utf-8", "replace")
    complaints = []
    want_exit = int((case / "exit").read_text()) if (case / "exit").exists() else 0
    if done.returncode != want_exit:
        complaints.append(f"exit code {done.returncode}, wanted {want_exit}")
    want = lines_of(case / "out") or []
    if matched(want, out) != out:
        if update:
            patterns = [line for line in want if line.startswith("~")]
            new = [next((p for p in patterns if re.fullmatch(p[1:], line)), line) for line in out]
            (case / "out").write_text("".join(line + "\n" for line in new), encoding="utf-8", errors="surrogateescape")
        else:
            complaints += list(difflib.unified_diff(matched(want, out), out, "wanted", "got", lineterm=""))
    want_err = lines_of(case / "err")
    if want_err == [] and err:
        complaints.append("standard error should be empty")
    complaints += [f"standard error lacks: {line}" for line in want_err or [] if line not in err]
    if complaints and err:
        complaints += ["standard error was:", *err.splitlines()[:20]]
    return complaints


def main():
    parser = argparse.ArgumentParser(usage=__doc__)
    parser.add_argument("dateline")
    parser.add_argument("cases", nargs="*")
    parser.add_argument("--update", action="store_true")
    parser.add_argument("--jobs", type=int, default=2)
    a = parser.parse_args()
    binary = pathlib.Path(a.dateline).resolve()
    cases = sorted(file.parent for file in HERE.glob("*/cmd") if not a.cases or file.parent.name in a.cases)
    failed = 0
    with concurrent.futures.ThreadPoolExecutor(a.jobs) as pool:
        for case, complaints in zip(cases, pool.map(lambda c: run(c, binary, a.update), cases)):
            if complaints:
                failed += 1
                print(f"FAIL tests/cli/{case.name}", *("  " + line for line in complaints), sep="\n")
    print(f"{len(cases) - failed} of {len(cases)} cases hold")
    return 1 if failed or not cases else 0


if __name__ == "__main__":
    sys.exit(main())
