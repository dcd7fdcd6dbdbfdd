"""Python's trafilatura for the comparison: `pip install trafilatura lxml_html_clean` first. src/program.rs says what it reads and prints.

It is called as its own evaluation does: metadata with the text, no comments. `--precision` favours precision.
"""

import json
import sys
from importlib.metadata import version
from pathlib import Path

import trafilatura

PRECISION = "--precision" in sys.argv[1:]


def article(line):
    page = json.loads(line)
    answer = {"id": page["id"], "title": "", "authors": [], "published_at": None, "text": None}
    try:
        read = trafilatura.bare_extraction(
            Path(page["file"]).read_bytes(),
            url=page.get("url"),
            include_comments=False,
            favor_precision=PRECISION,
            with_metadata=True,
        )
    except Exception as error:  # one page's failure and nobody else's
        print(f"{page['id']}: {error}", file=sys.stderr)
        return answer
    if read is None:
        return answer
    names = [read.author] if read.author else []
    return answer | {"title": read.title or "", "authors": names, "published_at": read.date, "text": read.text or ""}


name = "trafilatura for Python" + (", precision" if PRECISION else "")
print(json.dumps({"engine": name, "version": version("trafilatura")}))
for line in sys.stdin:
    if line.strip():
        print(json.dumps(article(line)))
