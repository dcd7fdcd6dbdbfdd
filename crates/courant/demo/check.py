#!/usr/bin/env python3
"""Checks the demo's invented newsrooms: run `python3 check.py` in this folder or from anywhere. Needs only Python 3.9.

Prints counts per publisher, language and event, then every breach on a line of its own; exits 1 if there is one.
"""
import collections
import json
import pathlib
import re
import struct
import sys

HERE = pathlib.Path(__file__).resolve().parent
REQUIRED = ("title", "author", "minutes_ago", "section", "kind", "event")
OPTIONAL = ("updated_minutes_ago", "agency", "image", "image_alt", "image_caption", "image_credit", "teaser_only", "revision_of")
KINDS = {"report", "live", "opinion", "background", "roundup"}
PLACEHOLDER = re.compile(r"\{[^}]*\}")
PLACEHOLDERS = {"{weekday}", "{weekday-1}", "{date}"}
WEEKDAYS = re.compile(
    r"\b((mon|tues|wednes|thurs|fri|satur|sun)day|montag|dienstag|mittwoch|donnerstag|freitag|samstag|sonnabend|sonntag"
    r"|lundi|mardi|mercredi|vendredi|samedi|dimanche|lunes|martes|miércoles|viernes)\b", re.I)
MARKS = {"en": "“”", "de": "„“", "fr": "«»", "es": "«»"}
COPY_FLOOR, DISTINCT_CEILING, SHINGLE = .8, .3, 5
THREE_DAYS = 3 * 24 * 60
MAX_BYTES, MAX_WIDTH = 60_000, 1040

problems = []


def problem(where, what):
    problems.append(f"{where}: {what}")


def read_article(path):
    """Front matter as a dict of strings, body as text."""
    text = path.read_text(encoding="utf-8")
    match = re.fullmatch(r"---\n(.*?)\n---\n(.*)", text, re.S)
    if not match:
        problem(path, "no front matter between two lines of ---")
        return {}, ""
    front = {}
    for line in match[1].split("\n"):
        key, sep, value = line.partition(": ")
        if not sep or not value.strip():
            problem(path, f"front matter line is not `key: value`: {line!r}")
        elif key not in REQUIRED + OPTIONAL:
            problem(path, f"unknown key {key!r}")
        elif key in front:
            problem(path, f"key {key!r} twice")
        else:
            front[key] = value.strip()
    for key in REQUIRED:
        if key not in front:
            problem(path, f"key {key!r} is missing")
    return front, match[2].strip()


def words(body):
    return re.findall(r"\w+(?:[’'.,]\w+)*", re.sub(r"^(##|-|>) ", "", body, flags=re.M).lower())


def shingles(body):
    w = words(body)
    return {tuple(w[i:i + SHINGLE]) for i in range(len(w) - SHINGLE + 1)}


def containment(part, whole):
    a, b = shingles(part), shingles(whole)
    return len(a & b) / len(a) if a else 0.0


def png(path):
    """Width, height, bits a sample and colour type from the header."""
    head = path.read_bytes()[:26]
    if head[:8] != b"\x89PNG\r\n\x1a\n":
        problem(path, "is no PNG")
        return 0, 0, 0, 0
    return struct.unpack(">IIBB", head[16:26])


def check_front(name, front, publisher):
    if front.get("kind") not in KINDS:
        problem(name, f"kind {front.get('kind')!r} is not one of {sorted(KINDS)}")
    for key in ("minutes_ago", "updated_minutes_ago"):
        if key in front and not (front[key].isdigit() and 0 < int(front[key]) <= THREE_DAYS):
            problem(name, f"{key} must be a whole number from 1 to {THREE_DAYS}")
    if "updated_minutes_ago" in front and int(front["updated_minutes_ago"]) >= int(front["minutes_ago"]):
        problem(name, "updated before it was published")
    known = publisher["author_names"] + [publisher["name"] + " newsroom"] + ([front["agency"]] if "agency" in front else [])
    if front.get("author") not in known:
        problem(name, f"author {front.get('author')!r} does not work at {publisher['name']}")
    picture_keys = [k for k in ("image", "image_alt", "image_caption", "image_credit") if k in front]
    if picture_keys and len(picture_keys) != 4:
        problem(name, "a picture needs image, image_alt, image_caption and image_credit")
    if "image" in front and not (HERE / "img" / front["image"]).is_file():
        problem(name, f"img/{front['image']} does not exist")


def check_body(name, front, body, publisher):
    text = front.get("title", "") + "\n" + body
    for found in PLACEHOLDER.findall(text):
        if found not in PLACEHOLDERS:
            problem(name, f"unknown placeholder {found}")
    found = WEEKDAYS.search(text)
    if found:
        problem(name, f"names a weekday ({found[0]}); the demo's date moves, use a placeholder")
    if '"' in text or "'" in text:
        problem(name, "typewriter quotation mark or apostrophe")
    opening, closing = MARKS[publisher["language"]]
    if text.count(opening) != text.count(closing):
        problem(name, f"{text.count(opening)} {opening} against {text.count(closing)} {closing}")
    for line in publisher["furniture"]:
        if line.lower() in body.lower():
            problem(name, f"body holds the furniture line {line!r}")
    if re.search(r"\bTO" + r"DO\b|\b[Ll]orem\b|\*", text):
        problem(name, "leftover mark-up or filler")
    if re.search(r"\n{3,}|[ \t]\n|  ", body):
        problem(name, "stray white space")
    paragraphs = body.split("\n\n")
    for paragraph in paragraphs:
        lines = paragraph.split("\n")
        if len(lines) > 1 and not all(line.startswith("- ") for line in lines):
            problem(name, f"a block that is neither one line nor a list: {lines[0][:40]!r}")
    n = len(words(body))
    if not (50 if "teaser_only" in front else 60) <= n <= 700:
        problem(name, f"{n} words")
    if "teaser_only" in front and len(re.findall(r"[.!?](?:\s|$)", body)) != 2:
        problem(name, "a teaser has two sentences")


def check_expected(expected, current):
    events = collections.defaultdict(set)
    for name, (front, _, _) in current.items():
        events[front["event"]].add(name)
    for label in sorted(set(events) | set(expected["events"])):
        want = expected["events"].get(label, [])
        if set(want) != events[label] or len(set(want)) != len(want):
            problem("expected.json", f"event {label!r} lists {sorted(want)}, the articles say {sorted(events[label])}")
    copies = {copy: origin for origin, found in expected["copies"].items() for copy in found}
    for copy, origin in copies.items():
        share = containment(current[copy][1], current[origin][1])
        if share < COPY_FLOOR:
            problem(copy, f"only {share:.2f} of it stands in {origin}")
        if "agency" not in current[copy][0]:
            problem(copy, "a copy without an agency credit")
        if int(current[copy][0]["minutes_ago"]) >= int(current[origin][0]["minutes_ago"]):
            problem(copy, f"is not later than its origin {origin}")
    if {n for n, (f, _, _) in current.items() if "agency" in f} != set(copies):
        problem("expected.json", "copies and agency credits do not match")
    root = lambda name: copies.get(name, name)
    highest = (0.0, "", "")
    for a in sorted(current):
        for b in sorted(current):
            if a != b and root(a) != root(b):
                share = containment(current[a][1], current[b][1])
                highest = max(highest, (share, a, b))
                if share >= DISTINCT_CEILING:
                    problem(a, f"{share:.2f} of it stands in {b}")
    for label, want in expected["independent_reports"].items():
        got = len({root(name) for name in events[label]})
        if got != want:
            problem("expected.json", f"{label} has {got} independent reports, not {want}")
    for a, b in expected["must_not_join"] + expected["may_join"] + expected["follows"] + expected["background"]:
        for label in (a, b):
            if label not in events:
                problem("expected.json", f"no event {label!r}")
    for item in expected["disagreements"]:
        for name, value in item["values"].items():
            if not re.search(rf"\b({value}|{value:,}|{f'{value:,}'.replace(',', '.')})\b", current[name][1]):
                problem(name, f"does not say {value} {item['unit']}")
    ask = expected["ask"]
    if not any(ask["answerable"]["answer_contains"] in current[n][1] for n in expected["events"][ask["story_event"]]):
        problem("expected.json", "the answer stands in no report")
    return events, highest


def check_revisions(articles, expected):
    for name, (front, body, _) in articles.items():
        if "revision_of" in front:
            newer = name.rsplit("/", 1)[0] + "/" + front["revision_of"]
            if newer not in articles or name != newer + ".v1" or newer not in expected["revised"]:
                problem(name, "is the first version of nothing")
                continue
            change = expected["revised"][newer]
            if str(change["before"]) not in body or str(change["after"]) not in articles[newer][1]:
                problem(name, "the changed figure is not there")
            if articles[newer][0]["minutes_ago"] != front["minutes_ago"]:
                problem(name, "both versions carry the same time of publication")


def check_pictures(articles):
    used = {f["image"] for f, _, _ in articles.values() if "image" in f}
    found = {p.name for p in (HERE / "img").glob("*.png")}
    for name in sorted(found - used):
        problem(f"img/{name}", "no article shows it")
    for name in sorted(found):
        path = HERE / "img" / name
        width, height, bits, colour = png(path)
        if path.stat().st_size > MAX_BYTES or width > MAX_WIDTH:
            problem(f"img/{name}", f"{path.stat().st_size} bytes, {width} px wide")
    return found


def main():
    publishers = {p["slug"]: p for p in json.loads((HERE / "newsrooms.json").read_text(encoding="utf-8"))}
    expected = json.loads((HERE / "expected.json").read_text(encoding="utf-8"))
    articles = {}
    for path in sorted((HERE / "articles").glob("*/*.md")):
        slug, name = path.parent.name, f"{path.parent.name}/{path.name[:-3]}"
        if slug not in publishers:
            problem(name, "no such publisher")
            continue
        front, body = read_article(path)
        check_front(name, front, publishers[slug])
        check_body(name, front, body, publishers[slug])
        articles[name] = (front, body, publishers[slug])
    for slug, p in publishers.items():
        if p["feed"] not in ("rss", "atom", "json") or p["template"] not in (1, 2, 3, 4) or p["feed_text"] not in ("full", "summary", "teaser"):
            problem(slug, "feed, template or feed_text is out of range")
        if not 2 <= len(p["furniture"]) <= 4 or "Invented for the Courant demo" not in p["footer"]:
            problem(slug, "furniture or footer")
    current = {n: a for n, a in articles.items() if "revision_of" not in a[0]}
    minutes = collections.Counter(f["minutes_ago"] for f, _, _ in current.values())
    for minute, n in minutes.items():
        if n > 1:
            problem("articles", f"{n} articles are {minute} minutes old")
    events, highest = check_expected(expected, current)
    check_revisions(articles, expected)
    pictures = check_pictures(articles)

    print(f"{len(current)} articles (+ {len(articles) - len(current)} first version), {len(publishers)} publishers, {len(events)} events, {len(pictures)} pictures")
    for slug, p in publishers.items():
        counts = sorted(len(words(b)) for _, b, q in current.values() if q is p)
        print(f"  {p['name']:20} {p['language']} {p['feed']:4} {len(counts):2} articles, words {counts[0]}-{counts[-1]}, median {counts[len(counts) // 2]}")
    languages = collections.Counter(p["language"] for _, _, p in current.values())
    print("languages:", dict(sorted(languages.items())))
    for label in sorted(events, key=lambda k: (-len(events[k]), k)):
        found = sorted({current[n][2]["language"] for n in events[label]})
        print(f"  {label:22} {len(events[label])} reports, {', '.join(found)}")
    print(f"single-report events: {sum(len(v) == 1 for v in events.values())}; words in all: {sum(len(words(b)) for _, b, _ in current.values())}")
    for origin, found in expected["copies"].items():
        print(f"copies of {origin}:", ", ".join(f"{containment(current[c][1], current[origin][1]):.2f}" for c in found))
    print(f"highest overlap of texts that are no copies: {highest[0]:.2f} ({highest[1]} in {highest[2]})")
    for line in problems:
        print("PROBLEM", line)
    print(f"{len(problems)} problems")
    return 1 if problems else 0


sys.exit(main())
