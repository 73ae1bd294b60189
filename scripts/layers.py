#!/usr/bin/env python3
"""Fails when an include runs against the layers: schemas <- extractors <- pipeline <- tests.

usage: layers.py ROOT [STAMP]
With STAMP, that file is touched when all is well, and STAMP.d tells the build when to look again: when a source or a folder changed.
Inside pipeline/ the stages do not include each other; ALLOWED lists the exceptions.
"""
import pathlib
import re
import sys

ORDER = ["schemas", "extractors", "pipeline", "tests"]
LOWER = {"charset", "html", "moment", "url"}  # know no other stage; whoever reads pages or feeds may use them
ALLOWED = {
    "article": LOWER | {"normalize"},
    "feed": LOWER,
    "fetch": {"url"},
    "query": LOWER | {"store"},
}
FREE = {"cli", ""}  # the programs and pipeline/ingest.cpp know all stages


def stage(path):
    parts = path.split("/")
    return parts[1] if parts[0] == "pipeline" and len(parts) > 2 else ""


def main():
    if len(sys.argv) not in (2, 3) or sys.argv[1].startswith("-"):
        print("usage: layers.py ROOT [STAMP]", file=sys.stderr)
        return 64
    root, wrong, seen = pathlib.Path(sys.argv[1]), [], []
    for top in ORDER:
        seen += [root / top, *(folder for folder in root.glob(f"{top}/**/*") if folder.is_dir())]
        for file in sorted([*root.glob(f"{top}/**/*.cpp"), *root.glob(f"{top}/**/*.hpp")]):
            seen.append(file)
            name = file.relative_to(root).as_posix()
            for number, line in enumerate(file.read_text(encoding="utf-8").splitlines(), 1):
                found = re.match(r'\s*#include "([^"]+)"', line)
                if not found:
                    continue
                target = found.group(1)
                where = target.split("/")[0]
                if where not in ORDER:
                    wrong.append(f"{name}:{number}: {target}: includes are written from the root")
                elif ORDER.index(where) > ORDER.index(top):
                    wrong.append(f"{name}:{number}: {top} may not include {target}")
                elif top == "pipeline" and where == "pipeline":
                    mine, other = stage(name), stage(target)
                    if mine not in FREE and other != mine and other not in ALLOWED.get(mine, set()):
                        wrong.append(f"{name}:{number}: pipeline/{mine} may not include {target}")
    print("\n".join(wrong), end="\n" if wrong else "")
    if not wrong and len(sys.argv) > 2:
        stamp = pathlib.Path(sys.argv[2])
        names = " ".join(str(path).replace(" ", "\\ ") for path in seen if path.exists())
        stamp.with_name(stamp.name + ".d").write_text(f"{stamp.name}: {names}\n", encoding="utf-8")
        stamp.touch()
    return 1 if wrong else 0


if __name__ == "__main__":
    sys.exit(main())
