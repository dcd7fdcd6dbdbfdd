#!/usr/bin/env python3
"""Puts a labelled set amid other news of the same days: what a score of pairs across languages learns caution from.

  joined.py SET OTHERS > JOINED

Both are JSON lines of articles. Of OTHERS the 3,000 with a text from the 5,001st on are taken, spread evenly over the twenty
days of the set, each an event of its own.
"""
import json
import sys
from datetime import datetime, timedelta

FIRST, COUNT, DAYS = 5_000, 3_000, 20
START = datetime(2026, 3, 1)


def main():
    reports, others = ([json.loads(line) for line in open(path)] for path in sys.argv[1:])
    others = [article for article in others if (article.get("text") or "").strip()][FIRST:FIRST + COUNT]
    for number, article in enumerate(others):
        at = START + timedelta(seconds=number * DAYS * 86_400 / len(others))
        article["published_at"], article["story"] = at.strftime("%Y-%m-%dT%H:%M:%SZ"), "other-" + article["id"]
    for article in sorted(others + reports, key=lambda article: article["published_at"]):
        print(json.dumps(article, ensure_ascii=False))


if __name__ == "__main__":
    main()
