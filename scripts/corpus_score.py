#!/usr/bin/env python3
"""Scores `dateline extract` on the articles of corpus/articles, whose answers stand inline in the text.

usage: corpus_score.py --input                 prints the articles without marks as lines for `dateline extract`
       corpus_score.py PRED.jsonl              scores what `dateline extract` printed for them
       corpus_score.py --run PROGRAM           does both
       corpus_score.py --selftest              the answers given as prediction score 100, no prediction scores 0

options: --articles DIR   --id ID (only this article)   --errors N (misses, wrong and extra facts, N of a kind)
         --show (the text of each article marked as found)   --json (the table as JSON)

The marks are described in corpus/README.md. Python's standard library only.
"""
import argparse
import collections
import decimal
import json
import pathlib
import re
import subprocess
import sys

KINDS = {"f": "figure", "d": "date", "e": "entity", "q": "quote"}
TIMEX_TYPES = ("DATE", "TIME", "DURATION", "SET")
HEAD = ("id", "reference_time", "language", "title", "source")
WORD = re.compile(r'(?P<key>[a-z_]*)=(?P<value>(?:"[^"]*"|[^\s,"]+)(?:,(?:"[^"]*"|[^\s,"]+))*)|(?P<plain>\S+)')
ITEM = re.compile(r'"([^"]*)"|([^\s,"]+)')


class MarkError(Exception):
    pass


# ---------------------------------------------------------------- reading the marks

def parse_mark(mark, where):
    """The kind, the options and the words of what stands behind the bar."""
    words, options = [], {}
    for found in WORD.finditer(mark):
        if found["plain"]:
            words.append(found["plain"])
        else:
            options[found["key"]] = [a or b for a, b in ITEM.findall(found["value"])]
    head = re.fullmatch(r"([fdeq])(\?)?(\+)?", words[0]) if words else None
    if not head:
        raise MarkError(f"{where}: a mark begins with f, d, e or q: {mark!r}")
    return {"kind": KINDS[head[1]], "optional": bool(head[2]), "continues": bool(head[3]), "words": words[1:], "options": options}


def strip_marks(marked, where):
    """The text without marks and the marks with their spans, in the order of their opening brackets."""
    plain, opened, marks, at, length = [], [], [], 0, 0
    while at < len(marked):
        if marked.startswith("[[", at):
            opened.append({"start": length, "order": len(marks) + len(opened), "outer": opened[-1] if opened else None})
            at += 2
        elif marked[at] == "|" and opened:
            end = marked.find("]]", at)
            if end < 0:
                raise MarkError(f"{where}: a mark without its end: {marked[at:at + 60]!r}")
            mark = opened.pop()
            mark.update(parse_mark(marked[at + 1:end], where))
            mark["end"] = length
            marks.append(mark)
            at = end + 2
        else:
            plain.append(marked[at])
            length += 1
            at += 1
    if opened:
        raise MarkError(f"{where}: {len(opened)} marks are not closed")
    marks.sort(key=lambda m: (m["start"], -m["end"]))
    return "".join(plain), marks


def timex_type(value):
    if re.match(r"P\d|PX|PT", value):
        return "DURATION"
    return "TIME" if "T" in value and "REF" not in value else "DATE"


def read_value(text):
    low, dots, high = text.partition("..")
    return (decimal.Decimal(low), decimal.Decimal(high)) if dots else decimal.Decimal(low)


def gold_facts(text, marks, zone, where):
    """The facts that the marks of one zone stand for."""
    facts, quotes = [], []
    for mark in marks:
        kind, words, options = mark["kind"], list(mark["words"]), mark["options"]
        span = {"start": mark["start"], "end": mark["end"], "text": text[mark["start"]:mark["end"]]}
        if kind == "quote" and mark["continues"]:
            owner = next((q for q in reversed(quotes) if q["depth"] == depth(mark)), None)
            if not owner:
                raise MarkError(f"{where}: q+ continues no quote: {span['text']!r}")
            owner["parts"].append(span)
            mark["fact"] = owner
            continue
        fact = {"kind": kind, "zone": zone, "span": span, "parts": [span], "optional": mark["optional"], "options": options,
                "flags": [], "parent": None, "depth": depth(mark)}
        mark["fact"] = fact
        if kind == "figure":
            if len(words) < 2:
                raise MarkError(f"{where}: a figure has a type and a value: {span['text']!r}")
            fact["type"], fact["values"] = words[0].split(","), [read_value(v) for v in words[1].split(",")]
            unit = words[2:3]
            fact["units"] = [None if u == "-" else u for u in unit[0].split(",")] if unit else {"percent": ["percent"], "count": None}.get(words[0], [None])
            fact["flags"] = words[3:]
        elif kind == "date":
            stated = words.pop(0) if words and words[0] in TIMEX_TYPES else None
            fact["values"] = words[0].split(",")
            fact["type"] = [stated] if stated else sorted({timex_type(v) for v in fact["values"]})
            fact["flags"] = words[1:]
        elif kind == "entity":
            fact["type"] = words[0].split(",")
            fact["names"] = options.get("", [span["text"]])
            fact["flags"] = words[1:]
        else:
            fact["type"], fact["flags"] = words[0].split(",") if words else [], words[1:]
            quotes.append(fact)
        facts.append(fact)
    for mark in marks:
        if not mark["continues"]:
            around = [m["fact"] for m in enclosing(mark) if m["kind"] == "quote"]
            mark["fact"]["parent"] = around[0] if around else None
            mark["fact"]["around"] = around[::-1]
    return facts


def enclosing(mark):
    """The marks around this one, innermost first."""
    while mark["outer"]:
        mark = mark["outer"]
        yield mark


def depth(mark):
    return sum(1 for m in enclosing(mark) if m["kind"] == "quote")


def read_article(path):
    head, _, body = path.read_text(encoding="utf-8").partition("\n\n")
    article = {"facts": []}
    for number, line in enumerate(head.splitlines(), 1):
        key, colon, value = line.partition(": ")
        if not colon or key not in HEAD:
            raise MarkError(f"{path}:{number}: the head has lines `key: value` with the keys {', '.join(HEAD)}")
        article[key] = value.strip()
    if article.get("id") != path.stem:
        raise MarkError(f"{path}: the id must be {path.stem}")
    article["text"], marks = strip_marks(body.rstrip("\n"), str(path))
    article["facts"] += gold_facts(article["text"], marks, None, str(path))
    article["title"], marks = strip_marks(article.get("title", ""), f"{path} title")
    article["facts"] += gold_facts(article["title"], marks, "title", f"{path} title")
    return article


def input_line(article):
    return json.dumps({key: article[key] for key in ("id", "text", "reference_time", "language", "title", "source") if key in article}, ensure_ascii=False)


# ---------------------------------------------------------------- comparing

def trimmed(span):
    """A quote's span without the stops and marks at its ends, on which styles differ."""
    text, start = span["text"], span["start"]
    left = len(text) - len(text.lstrip(" \n\"'“”‘’"))
    right = len(text) - len(text.rstrip(" \n\"'“”‘’.,;:"))
    return start + left, start + len(text) - right


def same_span(gold, found):
    if gold["kind"] == "quote":
        return trimmed(gold["parts"][0])[0] == trimmed(found["span"])[0] and trimmed(gold["parts"][-1])[1] == trimmed(found["span"])[1]
    return gold["span"]["start"] == found["span"]["start"] and gold["span"]["end"] == found["span"]["end"]


def likeness(gold, found):
    """Shared characters by all characters; 0 where they do not count as overlapping."""
    if gold["zone"] != found["span"].get("in"):
        return 0
    ours = [(p["start"], p["end"]) for p in gold["parts"]]
    theirs = [(p["start"], p["end"]) for p in found.get("parts") or [found["span"]]]
    shared = sum(max(0, min(a[1], b[1]) - max(a[0], b[0])) for a in ours for b in theirs)
    union = sum(b - a for a, b in ours) + sum(b - a for a, b in theirs) - shared
    share = shared / union if union else 0
    return share if gold["kind"] != "quote" or share >= 0.5 else 0


def pair(gold, found):
    """One to one, the most alike first."""
    scored = sorted(((same_span(g, f), likeness(g, f), -i, -j) for i, g in enumerate(gold) for j, f in enumerate(found) if likeness(g, f)), reverse=True)
    pairs, taken = {}, set()
    for _, _, i, j in scored:
        if -i not in pairs and -j not in taken:
            pairs[-i] = -j
            taken.add(-j)
    return pairs


def number(value):
    return None if value is None else decimal.Decimal(str(value))


def close(a, b):
    return a is not None and b is not None and abs(a - b) <= decimal.Decimal("1e-9") * max(abs(a), abs(b))


def same_value(wanted, found):
    for value in wanted:
        if isinstance(value, tuple):
            ends = found.get("range") or {}
            if close(number(ends.get("low")), value[0]) and close(number(ends.get("high")), value[1]):
                return True
        elif close(number(found.get("value")), value):
            return True
    return False


def plain_name(name):
    return re.sub(r"^(a|an|the|our|their|his|her) ", "", re.sub(r"\s+", " ", (name or "").casefold().replace("’", "'")))


def name_in(wanted, ref):
    return plain_name((ref or {}).get("name")) in [plain_name(w) for w in wanted]


def text_in(wanted, span):
    return plain_name((span or {}).get("text")) in [plain_name(w) for w in wanted]


def words_of(text):
    return set(re.findall(r"\w+", (text or "").casefold())) - {"a", "an", "the", "of", "its", "in"}


def nullable(wanted, got):
    return (got or "-") in wanted


def wants_speaker(quote):
    return [plain_name(n) for n in quote["options"].get("speaker", [])]


def check_figure(gold, found, context):
    options, unit = gold["options"], gold["units"]
    yield "type", found.get("figure_type") in gold["type"], True
    yield "value", same_value(gold["values"], found), True
    if unit is not None:
        yield "unit", found.get("unit") in unit, True
    yield "modifier", (found.get("modifier") or "exact") in options.get("mod", ["exact"]), False
    if "modality" in options or gold["type"] != ["ordinal"]:
        yield "modality", (found.get("modality") or "asserted") in options.get("modality", ["asserted"]), False
    if "measure" in options:
        yield "measure", any(words_of(m) & words_of((found.get("measure") or {}).get("name")) for m in options["measure"]), False
    if "period" in options:
        yield "period", (found.get("period") or {}).get("value") in options["period"], False
    if "per" in options:
        yield "per", found.get("per") in options["per"], False
    if "change" in options:
        change = found.get("change") or {}
        yield "change", any(c in (change.get("kind"), f"{change.get('kind')}.{change.get('direction')}") for c in options["change"]), False
    if "trend" in options:
        yield "trend", (found.get("change") or {}).get("trend") in options["trend"], False
    if "whole" in options:
        whole = context["by_id"].get(found.get("whole") or "") or {}
        yield "whole", close(number(whole.get("value")), decimal.Decimal(options["whole"][0])), False
    if "subject" in options:
        yield "subject", name_in(options["subject"], found.get("subject")), False
    yield "attribution", attributed(gold, found), False


def attributed(gold, found):
    """The speakers of the quotes around the fact, outermost first; `hearsay` adds one without a name."""
    wanted = [wants_speaker(q) for q in gold.get("around", []) if wants_speaker(q) and not q["optional"]]
    if any(q["optional"] for q in gold.get("around", [])):
        return True
    said = [a for a in found.get("attribution") or []]
    if "hearsay" in gold["flags"]:
        return any(not a.get("actor") and a.get("kind") == "report" for a in said)
    names = [plain_name((a.get("actor") or {}).get("name")) for a in said]
    return len(names) == len(wanted) and all(n in w for n, w in zip(names, wanted))


def check_date(gold, found, context):
    options = gold["options"]
    yield "type", found.get("timex_type") in gold["type"], False
    yield "value", found.get("value") in gold["values"], True
    if "mod" in options:
        yield "mod", nullable(options["mod"], found.get("mod")), False
    if "to" in options:
        end = context["by_id"].get(found.get("range_end") or "") or {}
        yield "range end", end.get("value") in options["to"], False


def check_entity(gold, found, context):
    yield "type", found.get("entity_type") in gold["type"], True
    yield "canonical", plain_name(found.get("canonical")) in [plain_name(n) for n in gold["names"]], False


def check_quote(gold, found, context):
    options = gold["options"]
    if gold["type"]:
        yield "type", found.get("quote_type") in gold["type"], False
    if "speaker" in options:
        yield "speaker", name_in(options["speaker"], found.get("speaker")), True
    elif not gold["optional"]:
        yield "speaker", not found.get("speaker"), True
    if "mention" in options:
        yield "mention", text_in(options["mention"], (found.get("speaker") or {}).get("span")), False
    if "cue" in options:
        yield "cue", text_in(options["cue"], found.get("cue")), False
    if "via" in options:
        yield "via", name_in(options["via"], found.get("via")), False
    if "role" in options:
        yield "role", text_in(options["role"], found.get("role")), False
    parent = gold["parent"]
    if not (parent and parent["optional"]):
        wanted = context["pairs"].get(id(parent)) if parent else None
        yield "parent", (found.get("parent") == wanted["id"]) if wanted else (not parent and not found.get("parent")), False
    yield "polarity", (found.get("polarity") == "negative") == ("negative" in gold["flags"]), False
    yield "balanced", (found.get("balanced") is False) == ("unbalanced" in gold["flags"]), False


CHECKS = {"figure": check_figure, "date": check_date, "entity": check_entity, "quote": check_quote}


class Score:
    def __init__(self):
        self.gold = self.found = self.exact = self.overlap = self.right = 0
        self.fields = collections.OrderedDict()
        self.errors = []

    def compare(self, article, gold, found, context):
        pairs = pair(gold, found)
        for i, j in pairs.items():
            context["pairs"][id(gold[i])] = found[j]
        free = {j for j in range(len(found)) if j not in pairs.values() and any(g["optional"] and likeness(g, found[j]) for g in gold)}
        free |= {j for i, j in pairs.items() if gold[i]["optional"]}
        self.gold += sum(not g["optional"] for g in gold)
        self.found += len(found) - len(free)
        for i, fact in enumerate(gold):
            if fact["optional"]:
                continue
            if i not in pairs:
                self.errors.append((article, "missed", fact["span"], ""))
                continue
            other = found[pairs[i]]
            exact = same_span(fact, other)
            self.overlap += 1
            self.exact += exact
            right, wrong = True, [] if exact else [f"span {other['span']['text']!r}"]
            for name, good, weighs in CHECKS[fact["kind"]](fact, other, context):
                held, of = self.fields.get(name, (0, 0))
                self.fields[name] = (held + bool(good), of + 1)
                right = right and (good or not weighs)
                if not good:
                    wrong.append(f"{name} {told(other, name)}")
            self.right += right
            if wrong:
                self.errors.append((article, "wrong", fact["span"], "; ".join(wrong) + f"  [{other.get('rule', '')}]"))
        for j, other in enumerate(found):
            if j not in pairs.values() and j not in free:
                self.errors.append((article, "extra", other["span"], f"{summary(other)}  [{other.get('rule', '')}]"))

    def rates(self):
        def f1(hits):
            p, r = 100 * hits / self.found if self.found else 0, 100 * hits / self.gold if self.gold else 0
            return p, r, 2 * p * r / (p + r) if p + r else 0
        return {"exact": f1(self.exact), "overlap": f1(self.overlap), "right": f1(self.right)}


def told(fact, name):
    """What the prediction has in the field that was wrong, short."""
    key = {"type": {"figure": "figure_type", "date": "timex_type", "entity": "entity_type", "quote": "quote_type"}[fact["kind"]], "range end": "range_end"}.get(name, name)
    value = fact.get(key)
    if name == "attribution":
        value = [(a.get("actor") or {}).get("name") for a in value or []]
    elif name == "mention":
        value = ((fact.get("speaker") or {}).get("span") or {}).get("text")
    elif isinstance(value, dict):
        value = value.get("name") or value.get("text") or value.get("value") or f"{value.get('kind')}.{value.get('direction')}"
    if name == "value" and value is None and fact.get("range"):
        value = fact["range"]
    return repr(value) if not isinstance(value, decimal.Decimal) else str(value)


def summary(fact):
    """As the program's own summary: what a person needs to tell facts apart."""
    if fact["kind"] == "figure":
        value = fact.get("value") if fact.get("range") is None else "..".join(str(fact["range"].get(end) or "") for end in ("low", "high"))
        unit = "ordinal" if fact.get("figure_type") == "ordinal" else fact.get("unit") or fact.get("figure_type")
        return f"{unit} {value}" + (f" {fact['modifier']}" if fact.get("modifier", "exact") != "exact" else "")
    if fact["kind"] == "date":
        return (fact.get("value") or "none") + (f" {fact['mod']}" if fact.get("mod") else "")
    if fact["kind"] == "entity":
        return f"{fact.get('entity_type')} {fact.get('canonical')}"
    return f"{fact.get('quote_type')} {(fact.get('speaker') or {}).get('name') or 'nobody'}"


def score(articles, predictions):
    scores = {kind: Score() for kind in KINDS.values()}
    for article in articles:
        answer = predictions.get(article["id"])
        facts = (answer.get("facts") or []) + ((answer.get("article") or {}).get("title_facts") or []) if answer else []
        context = {"by_id": {f["id"]: f for f in facts}, "pairs": {}}
        for kind, held in scores.items():
            held.compare(article["id"], [g for g in article["facts"] if g["kind"] == kind], [f for f in facts if f["kind"] == kind], context)
    return scores


# ---------------------------------------------------------------- printing

def print_table(scores):
    print(f"{'kind':8}{'gold':>6}{'found':>7}   {'exact P   R   F1':>19}   {'overlap P   R   F1':>20}   {'right P   R   F1':>19}")
    for kind, held in scores.items():
        rates = held.rates()
        print(f"{kind:8}{held.gold:6}{held.found:7}" + "".join("   " + "".join(f"{x:6.1f}" for x in rates[k]) + "  " for k in rates))
    print()
    for kind, held in scores.items():
        print(f"{kind:8}" + "  ".join(f"{name} {a}/{b}" for name, (a, b) in held.fields.items()))


def print_errors(scores, limit):
    for kind, held in scores.items():
        for sort in ("missed", "wrong", "extra"):
            errors = [e for e in held.errors if e[1] == sort]
            print(f"\n{kind}: {len(errors)} {sort}")
            for article, _, span, detail in errors[:limit]:
                text = span["text"] if len(span["text"]) < 70 else span["text"][:50] + " … " + span["text"][-15:]
                print(f"  {article}:{span.get('in') or ''}{span['start']}  {text!r}  {detail}")


def show(article, answer):
    """The text with each fact found marked where it stands."""
    text, opens, closes = article["text"], collections.defaultdict(list), collections.defaultdict(list)
    for fact in (answer or {}).get("facts") or []:
        if not fact["span"].get("in"):
            opens[fact["span"]["start"]].append(fact)
            closes[fact["span"]["end"]].append(fact)
    pieces = [f"== {article['id']}\n"]
    for at in range(len(text) + 1):
        for fact in sorted(closes[at], key=lambda f: -f["span"]["start"]):
            pieces.append(f"|{fact['kind'][0]} {summary(fact)}]]")
        pieces += ["[["] * len(opens[at])
        pieces.append(text[at:at + 1])
    print("".join(pieces) + "\n")


# ---------------------------------------------------------------- the scorer's own test

def perfect(article):
    """The answers of an article written as `dateline extract` would."""
    facts, ids = [], {}

    def ref(name, text=None):
        return {"name": name, "entity": None, "span": {"start": 0, "end": 0, "text": text or name}} if name else None
    for number, gold in enumerate(article["facts"]):
        ids[id(gold)] = f"x:{number}"
    for gold in article["facts"]:
        options, last = gold["options"], gold["parts"][-1]
        first = {k: v[0] for k, v in options.items()}
        span = {"start": gold["span"]["start"], "end": last["end"], "text": (article["title"] if gold["zone"] else article["text"])[gold["span"]["start"]:last["end"]]}
        if gold["zone"]:
            span["in"] = gold["zone"]
        said = [{"actor": ref(wants_speaker(q)[0]), "kind": "said"} for q in gold["around"] if wants_speaker(q)]
        fact = {"id": ids[id(gold)], "kind": gold["kind"], "span": span, "modality": first.get("modality", "asserted"),
                "polarity": "negative" if "negative" in gold["flags"] else "positive", "attribution": said}
        if gold["kind"] == "figure":
            value = gold["values"][0]
            kind, _, direction = first.get("change", "").partition(".")
            whole = next((g for g in article["facts"] if g["kind"] == "figure" and "whole" in first and g["values"][0] == decimal.Decimal(first["whole"])), None)
            fact.update(figure_type=gold["type"][0], value=None if isinstance(value, tuple) else value, unit=(gold["units"] or [None])[0],
                        range={"low": value[0], "high": value[1]} if isinstance(value, tuple) else None, modifier=first.get("mod", "exact"),
                        measure={"name": first.get("measure")}, period={"value": first.get("period")}, per=first.get("per"), subject=ref(first.get("subject")),
                        change={"kind": kind, "direction": direction, "trend": first.get("trend")}, whole=ids[id(whole)] if whole else None)
        elif gold["kind"] == "date":
            end = next((g for g in article["facts"] if g["kind"] == "date" and g["span"]["start"] > span["start"] and first.get("to") in g["values"]), None)
            mod = first.get("mod")
            fact.update(timex_type=gold["type"][0], value=gold["values"][0], mod=None if mod == "-" else mod, range_end=ids[id(end)] if end else None)
        elif gold["kind"] == "entity":
            fact.update(entity_type=gold["type"][0], canonical=gold["names"][0])
        else:
            fact.update(quote_type=gold["type"][0] if gold["type"] else None, parts=gold["parts"], speaker=ref(first.get("speaker"), first.get("mention")),
                        cue={"text": first.get("cue")}, via=ref(first.get("via")), role={"text": first.get("role")},
                        parent=ids[id(gold["parent"])] if gold["parent"] else None, balanced="unbalanced" not in gold["flags"])
        facts.append(fact)
    return {"id": article["id"], "facts": [f for f in facts if not f["span"].get("in")], "article": {"title_facts": [f for f in facts if f["span"].get("in")]}}


def selftest(articles):
    wrong = []
    full = score(articles, {a["id"]: perfect(a) for a in articles})
    for kind, held in full.items():
        wrong += [f"{kind} {name} {rate}" for name, rate in held.rates().items() if any(abs(x - 100) > 1e-9 for x in rate)]
        wrong += [f"{kind} {name} {a} of {b}" for name, (a, b) in held.fields.items() if a != b]
        wrong += [f"{e[0]}: {kind} {e[1]} {e[2]['text']!r} {e[3]}" for e in held.errors]
    for kind, held in score(articles, {}).items():
        wrong += [f"{kind} {name} without facts {rate}" for name, rate in held.rates().items() if any(rate)]
    dropped = {a["id"]: perfect(a) for a in articles}
    for answer in dropped.values():
        answer["facts"] = answer["facts"][::2]
    wrong += [f"{kind}: half of the facts gone and recall is {held.rates()['overlap'][1]:.1f}" for kind, held in score(articles, dropped).items()
              if not 20 < held.rates()["overlap"][1] < 80]
    for line in wrong:
        print(line)
    print(f"selftest: {len(articles)} articles, {sum(len(a['facts']) for a in articles)} facts, {'failed' if wrong else 'good'}")
    return 1 if wrong else 0


def main():
    parser = argparse.ArgumentParser(usage=__doc__.split("usage:", 1)[1].rstrip())
    parser.add_argument("predictions", nargs="?")
    for name in ("--input", "--selftest", "--show", "--json"):
        parser.add_argument(name, action="store_true")
    parser.add_argument("--run")
    parser.add_argument("--articles", default=pathlib.Path(__file__).resolve().parent.parent / "corpus" / "articles")
    parser.add_argument("--id")
    parser.add_argument("--errors", type=int, default=0)
    args = parser.parse_args()
    articles = [read_article(p) for p in sorted(pathlib.Path(args.articles).glob("*.txt")) if args.id in (None, p.stem)]
    if not articles:
        raise MarkError(f"{args.articles}: no article; the corpus has files <id>.txt")
    if args.selftest:
        return selftest(articles)
    lines = "".join(input_line(a) + "\n" for a in articles)
    if args.input:
        sys.stdout.write(lines)
        return 0
    if args.run:
        output = subprocess.run([args.run, "extract", "--input-format", "jsonl", "--output-format", "jsonl"], input=lines.encode(), stdout=subprocess.PIPE, check=True).stdout.decode()
    elif args.predictions:
        output = pathlib.Path(args.predictions).read_text(encoding="utf-8")
    else:
        parser.error("give the predictions, --run, --input or --selftest")
    answers = [json.loads(line, parse_float=decimal.Decimal, parse_int=decimal.Decimal) for line in output.split("\n") if line.strip()]
    predictions = {a["id"]: as_offsets(a) for a in answers}
    if args.show:
        for article in articles:
            show(article, predictions.get(article["id"]))
    scores = score(articles, predictions)
    if args.json:
        print(json.dumps({kind: {name: round(rate[2], 2) for name, rate in held.rates().items()} for kind, held in scores.items()}, indent=1))
    else:
        print_table(scores)
    if args.errors:
        print_errors(scores, args.errors)
    return 0


def as_offsets(value):
    """Offsets as plain integers again; figures stay exact."""
    if isinstance(value, dict):
        return {k: int(v) if k in ("start", "end") and isinstance(v, decimal.Decimal) else as_offsets(v) for k, v in value.items()}
    return [as_offsets(v) for v in value] if isinstance(value, list) else value


if __name__ == "__main__":
    try:
        sys.exit(main())
    except MarkError as error:
        sys.exit(f"corpus_score.py: {error}")
