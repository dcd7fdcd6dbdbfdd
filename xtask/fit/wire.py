#!/usr/bin/env python3
"""The feeds of the `wire` pack as a stream of articles, and labels of pairs from it put beside their figures.

  wire.py stream FIRST LAST > stream.jsonl      entries that the polls of these days (YYYY-MM-DD) brought, in order
  wire.py label wire_labels.tsv FIGURES... > labelled
  wire.py alone ARTICLES > stream.jsonl         articles, each without a label given one of its own
  wire.py texts texts_labels.tsv FIGURES... > labelled
  wire.py joins STORIES LABELS...               of pairs that were read, how many are rightly in one story (output of `courant cluster`)

`stream` runs `courant parse` (COURANT names the program) in the pack's folder (COURANT_DATA or the usual place). An
entry's id is made from its publisher and the publisher's own id, so that the labels name entries without holding any of
their words. Every article is given a label of its own, so that the example `pair_figures` prints every pair. `label`
takes what it printed and keeps the labelled pairs, with one more number: how many pairs of the stream each stands for.
"""
import hashlib
import json
import os
import pathlib
import subprocess
import sys

# A pair that was drawn from among thousands says no more than so many.
MOST_WEIGHT = 150


def stream(first, last):
    data = pathlib.Path(os.environ.get("COURANT_DATA", pathlib.Path.home() / ".cache/courant-data")) / "wire"
    polls = [json.loads(line) for line in open(data / "manifest.jsonl")]
    address = lambda poll: poll["feed_url"] or f"http://{poll['publisher']}.example/feed"
    lines = [json.dumps({"id": str(n), "file": poll["file"], "url": address(poll)}) for n, poll in enumerate(polls)]
    program = [os.environ.get("COURANT", "courant"), "parse"]
    parsed = subprocess.run(program, input="\n".join(lines).encode(), cwd=data, stdout=subprocess.PIPE, check=True)
    seen = set()
    for line in parsed.stdout.splitlines():
        feed = json.loads(line)
        poll = polls[int(feed["id"])]
        for entry in sorted(feed["entries"], key=lambda entry: entry["published_at"] or ""):
            key = (poll["publisher"], entry["external_id"] or entry["url"])
            if key in seen:
                continue
            seen.add(key)
            if not first <= poll["poll_time"][:10] <= last:
                continue
            name = hashlib.sha256(json.dumps(key).encode()).hexdigest()[:12]
            text = entry["summary"] or ""
            print(json.dumps({"id": name, "story": name, "url": entry["url"], "publisher": poll["publisher"],
                              "published_at": entry["published_at"] or poll["poll_time"], "title": entry["title"] or "",
                              "description": text, "text": text}))


def label(labels, paths):
    known = {}
    for line in open(labels):
        if not line.startswith("#"):
            later, earlier, same, weight = line.split()
            known[later, earlier] = same, min(float(weight), MOST_WEIGHT)
    for path in paths:
        for line in open(path):
            later, earlier, _, _, judge, figures = line.rstrip("\n").split(" ", 5)
            if (later, earlier) in known and judge != "Languages":
                same, weight = known[later, earlier]
                print(later, earlier, later, later if same == "y" else earlier, "Teasers", figures, weight)


def alone(path):
    for line in open(path):
        article = json.loads(line)
        article["story"] = (article.get("story") or "alone:" + article["id"]).replace(" ", "_")
        print(json.dumps(article))


def joins(stories, paths):
    """Precision and recall of joins among the pairs that were read, each counted for the pairs that it stands for, at most twenty."""
    story = {answer["id"]: answer["story"] for answer in map(json.loads, open(stories))}
    rows = [line.split() for path in paths for line in open(path) if not line.startswith("#")]
    said = [(story[later] == story[earlier], same == "y", min(float(stands_for), 20)) for later, earlier, same, stands_for, _ in rows]
    right, joined, one = (sum(weight for is_joined, same, weight in said if keep(is_joined, same))
                          for keep in (lambda j, s: j and s, lambda j, s: j, lambda j, s: s))
    print(f"{len(said)} pairs, precision {right / joined:.3f}, recall {right / one:.3f}")


def texts(labels, paths):
    """Pairs of whole texts that were read; what came days apart is left to the rule for days (`story/pace.rs`)."""
    rows = [line.split() for line in open(labels) if not line.startswith("#")]
    known = {(later, earlier): same for later, earlier, same, _, days in rows if int(days) <= 2}
    for path in paths:
        for line in open(path):
            later, earlier, _, _, judge, figures = line.rstrip("\n").split(" ", 5)
            if (later, earlier) in known and judge == "Texts":
                print(later, earlier, later, later if known[later, earlier] == "y" else earlier, judge, figures)


if __name__ == "__main__":
    do = {"stream": stream, "label": lambda first, *rest: label(first, rest), "alone": alone,
          "texts": lambda first, *rest: texts(first, rest), "joins": lambda first, *rest: joins(first, rest)}
    do[sys.argv[1]](*sys.argv[2:])
