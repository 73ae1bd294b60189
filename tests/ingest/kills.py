#!/usr/bin/env python3
"""Kills runs of `dateline ingest` at random moments, lets one end, and compares its store with one that was never disturbed.

usage: kills.py DATELINE [--kills N] [--feeds N] [--articles N] [--seed N]

A server of its own on loopback has the feeds and pages, with validators. Nothing may be lost, doubled or damaged: `query` must give the
same facts, `verify` must find all well. Prints what was done; exit code 1 where the stores differ.
"""
import argparse
import http.server
import json
import pathlib
import random
import subprocess
import sys
import tempfile
import threading
import time


class Site(http.server.BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"
    feeds, articles = 100, 10

    def do_GET(self):
        tag = f'"{self.path}"'
        if self.headers.get("If-None-Match") == tag:
            self.send_response(304)
            self.send_header("ETag", tag)
            self.end_headers()
            return
        found = self.page()
        body = (found or "nothing").encode()
        self.send_response(200 if found else 404)
        self.send_header("Content-Type", "application/rss+xml" if "feed" in self.path else "text/html; charset=utf-8")
        self.send_header("ETag", tag)
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def page(self):
        parts = self.path.strip("/").split("/")
        if parts[0] == "feed":
            items = "".join(f"<item><title>Item {i}</title><link>/page/{parts[1]}/{i}</link></item>" for i in range(self.articles))
            return f"<?xml version='1.0'?><rss version='2.0'><channel><title>Feed {parts[1]}</title>{items}</channel></rss>"
        if parts[0] != "page":
            return None
        a, b = int(parts[1]), int(parts[2])
        said = "".join(f"<p>Trade rose by {a + k}.{b} percent in 2024, reaching ${b + 1} billion, Jan Novak of the port authority said on Tuesday. "
                       f"The council met in the town hall for hours before it voted.</p>" for k in range(3))
        return f"<!DOCTYPE html><html lang=en><head><title>Port {a} {b}</title></head><body><article><h1>Port {a} {b}</h1>{said}</article></body></html>"

    def log_message(self, *_):
        pass


class Server(http.server.ThreadingHTTPServer):
    def handle_error(self, *_):
        pass  # a run that is killed drops its connections


def facts(dateline, store):
    out = subprocess.run([dateline, "query", "--store", store, "--format", "jsonl"], capture_output=True, check=True).stdout
    rows = [json.loads(line) for line in out.splitlines()]
    for row in rows:
        row["article"].pop("seen")
    return sorted(json.dumps(row, sort_keys=True) for row in rows)


def main():
    parser = argparse.ArgumentParser(usage=__doc__)
    parser.add_argument("dateline")
    parser.add_argument("--kills", type=int, default=20)
    parser.add_argument("--feeds", type=int, default=100)
    parser.add_argument("--articles", type=int, default=10)
    parser.add_argument("--seed", type=int, default=1)
    a = parser.parse_args()
    dateline = str(pathlib.Path(a.dateline).resolve())
    Site.feeds, Site.articles = a.feeds, a.articles
    server = Server(("127.0.0.1", 0), Site)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    sources = [f"http://127.0.0.1:{server.server_port}/feed/{i}" for i in range(a.feeds)]
    chance = random.Random(a.seed)
    with tempfile.TemporaryDirectory() as folder:
        def ingest(store):
            return subprocess.Popen([dateline, "ingest", *sources, "--store", f"{folder}/{store}.db", "--allow-private", "--host-delay", "0", "--quiet"])

        start = time.monotonic()
        if ingest("quiet").wait() != 0:
            print("the undisturbed run failed")
            return 1
        whole = time.monotonic() - start
        killed = 0
        for _ in range(a.kills):
            run = ingest("killed")
            try:
                run.wait(chance.uniform(0, 1.2 * whole / max(1, a.kills / 4)))
            except subprocess.TimeoutExpired:
                run.kill()
                run.wait()
                killed += 1
        end = ingest("killed").wait()
        want, got = facts(dateline, f"{folder}/quiet.db"), facts(dateline, f"{folder}/killed.db")
        lost, doubled = len(set(want) - set(got)), len(got) - len(set(got))
        well = subprocess.run([dateline, "verify", "--store", f"{folder}/killed.db"], capture_output=True, text=True)
        print(f"{len(want)} facts in {whole:.1f} s; {killed} runs killed; then {len(got)} facts, {lost} lost, {doubled} doubled, exit code {end}; {well.stdout.strip()}")
        for row in sorted(set(want) ^ set(got))[:4]:
            print(row)
        return 0 if want and got == want and end == 0 and well.returncode == 0 else 1


if __name__ == "__main__":
    sys.exit(main())
