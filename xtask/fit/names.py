#!/usr/bin/env python3
"""Holds the names that Courant finds against labelled ones.

  courant entities < labelled.jsonl | names.py labelled.jsonl

Prints precision, recall and F1 by span, F1 by span and kind, and how many of those called people are, and of the people are called so.
"""
import json
import sys


def spans(entities):
    return {(one["start"], one["end"]): one["kind"] for one in entities}


def main():
    with open(sys.argv[1], encoding="utf-8") as lines:
        truth = {one["id"]: spans(one["entities"]) for one in map(json.loads, lines)}
    found = {one["id"]: spans(one["entities"]) for one in map(json.loads, sys.stdin)}
    given = wanted = right = kinds = called = people = both = 0
    for name, labels in truth.items():
        mine = found.get(name, {})
        given, wanted = given + len(mine), wanted + len(labels)
        right += sum(span in labels for span in mine)
        kinds += sum(labels.get(span) == kind for span, kind in mine.items())
        called += sum(kind == "person" for kind in mine.values())
        people += sum(kind == "person" for kind in labels.values())
        both += sum(kind == labels.get(span) == "person" for span, kind in mine.items())
    print(f"precision {right / given:.4f}, recall {right / wanted:.4f}, F1 {2 * right / (given + wanted):.4f}, "
          f"with kinds {2 * kinds / (given + wanted):.4f}, people {both / called:.4f} {both / people:.4f}")


if __name__ == "__main__":
    main()
