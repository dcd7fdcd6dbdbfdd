#!/usr/bin/env python3
"""Fits the second opinion on blocks: which blocks of a page are the article. (The first, blocks.model, says at its head how it was fitted.)

  blocks.py FOLDER PAGES=PACK.jsonl[=SHARE] ...

Each PAGES is what `page_features` printed for the pages of PACK.jsonl, whose `truth.text` is the article; a page of it weighs SHARE
of one of the first. Writes FOLDER/wide.model and FOLDER/second.model. Needs NumPy and LightGBM. Prints to standard error what five-fold
cross-validation by host says, reckoned as score-extract reckons its 4-gram F1 (texts of kept blocks, before anything
else is done to them), for each pack and several bounds. The second judgement is made of guesses by models that did not see
the page: in cross-validation neither they nor it saw the fold.
"""
import json
import re
import sys
import zlib
from collections import Counter
from urllib.parse import urlsplit

import lightgbm
import numpy as np

from trees import lines

FOLDS = 5
BOUNDS = (0.35, 0.4, 0.45, 0.5)
COMMON = {"objective": "cross_entropy", "feature_fraction": 0.4, "bagging_fraction": 0.8, "bagging_freq": 1, "lambda_l2": 8.0,
          "min_data_in_leaf": 60, "learning_rate": 0.06, "verbosity": -1, "num_threads": 1, "seed": 7, "deterministic": True,
          "force_row_wise": True}
FIRST = ({**COMMON, "num_leaves": 31, "max_depth": 10}, 300)
SECOND = ({**COMMON, "num_leaves": 15, "max_depth": 8}, 150)
# As in trees.rs: a row that is clear after the first third goes no further.
LOOK, CLEAR = 100, 1.5


def runs(words, length):
    return [tuple(words[at:at + length]) for at in range(len(words) - length + 1)]


def shingles(words):
    return Counter(runs(words, 4) or ([tuple(words)] if words else []))


def belongs(words, told):
    """The share of a block's word triples that stand in the article."""
    length = min(3, len(words))
    return sum(run in told[length] for run in runs(words, length)) / (len(words) - length + 1) if words else 0.0


def read(path, pack):
    with open(pack, encoding="utf-8") as lines:
        rows = {row["id"]: row for row in map(json.loads, lines)}
    pages = []
    for line in open(path, encoding="utf-8"):
        page = json.loads(line)
        row = rows[page["id"]]
        text = (row.get("truth") or {}).get("text")
        if not text or not page["rows"]:
            continue
        told = re.findall(r"\w+", text)
        words = [re.findall(r"\w+", block) for block in page["texts"]]
        known = {length: set(runs(told, length)) for length in (1, 2, 3)}
        counts = np.array([len(block) for block in words], dtype=np.float64)
        host = (urlsplit(row.get("url") or "").hostname or row["id"]).removeprefix("www.")
        # The pages of one pack all claim one host.
        of = row["id"] if host == "fakehost" else host
        pages.append({"rows": np.array(page["rows"], dtype=np.float32), "truth": np.array([belongs(w, known) for w in words]),
                      "words": words, "counts": counts, "told": shingles(told), "weight": (counts + 2.5) / max(len(told), 30),
                      "fold": zlib.crc32(of.encode()) % FOLDS})
    return pages


def fit(pages, rows, how):
    parameters, rounds = how
    weights = np.concatenate([page["share"] * page["weight"] for page in pages])
    data = lightgbm.Dataset(np.concatenate(rows), np.concatenate([page["truth"] for page in pages]), weight=weights / weights.mean())
    return lightgbm.train(parameters, data, rounds)


def fit_first(pages):
    return fit(pages, [page["rows"] for page in pages], FIRST)


def fit_second(pages, guesses):
    return fit(pages, [second_look(page, guess) for page, guess in zip(pages, guesses)], SECOND)


def guess(model, page):
    early, late = (model.predict(page["rows"], raw_score=True, num_iteration=trees) for trees in (LOOK, None))
    return 1 / (1 + np.exp(-np.where(np.abs(early) > CLEAR, early, late)))


def second_look(page, guess):
    """The columns of second.rs."""
    counts, number = page["counts"], len(guess)
    weight = np.sqrt(counts)
    places = np.arange(number)
    sums = [np.concatenate([[0], np.cumsum(x)]) for x in (weight, weight * guess)]

    def mean(low, high, without):
        low, high = np.clip(low, 0, number), np.clip(high, 0, number)
        of, sure = (x[high] - x[low] for x in sums)
        return (sure - without * weight * guess) / np.maximum(of - without * weight, 0.01)

    columns = [guess]
    padded = np.pad(guess, 4, constant_values=-1)
    columns += [padded[4 + step:4 + step + number] for step in (-4, -3, -2, -1, 1, 2, 3, 4)]
    columns += [mean(places - reach, places + reach + 1, 1) for reach in (3, 8, 20)]
    for reach in (5, 15):
        columns += [mean(places - reach, places, 0), mean(places + 1, places + 1 + reach, 0)]
    for bound in (0.5, 0.9):
        mass = counts * (guess > bound)
        total = max(mass.sum(), 1.0)
        before = np.cumsum(mass)
        columns += [(before - mass) / total, (mass.sum() - before) / total, np.full(number, mass.sum())]
    likely = counts * (guess > 0.5)
    order = np.argsort(-guess, kind="stable")
    reached = np.cumsum(likely[order])
    for share in (0.25, 0.5, 0.8):
        level = guess[order][min(np.searchsorted(reached, share * max(likely.sum(), 1.0)), number - 1)]
        columns += [np.full(number, level), guess - level]
    sure = (guess > 0.9) & (counts >= 8)
    last = np.maximum.accumulate(np.where(sure, places, -1))
    following = np.minimum.accumulate(np.where(sure, places, 1 << 20)[::-1])[::-1]
    told = np.cumsum(counts)
    columns += [np.where(last >= 0, places - last, 99), np.where(following < 1 << 20, following - places, 99),
                np.where(last >= 0, told - told[np.maximum(last, 0)], 9999), counts]
    return np.stack(columns, 1).astype(np.float32)


def out_of_fold(pages, without=None):
    """Guesses for each page by models that saw neither its fold nor the fold `without`."""
    guesses = [None] * len(pages)
    for fold in range(FOLDS):
        if fold == without:
            continue
        model = fit_first([page for page in pages if page["fold"] not in (fold, without)])
        for at, page in enumerate(pages):
            if page["fold"] == fold:
                guesses[at] = guess(model, page)
    return guesses


def figures(pages, likely, bound):
    precision, recall = [], []
    for page, answer in zip(pages, likely):
        kept = shingles([word for words, is_in in zip(page["words"], answer > bound) if is_in for word in words])
        hits = (kept & page["told"]).total()
        recall.append(hits / page["told"].total())
        if kept:
            precision.append(hits / kept.total())
    p, r = np.mean(precision), np.mean(recall)
    return f"{2 * p * r / (p + r):.4f} (precision {p:.4f}, recall {r:.4f})"


def write(path, about, booster):
    with open(path, "w", encoding="utf-8") as file:
        print(f"# {about}: see xtask/fit/blocks.py. {booster.num_trees()} trees. First line after this: the starting value.", file=file)
        print(0, *lines(booster), sep="\n", file=file)


def main():
    folder, *packs = sys.argv[1:]
    pages, names = [], []
    for pack in packs:
        path, truth, *share = pack.split("=")
        more = read(path, truth)
        for page in more:
            page.update(pack=path, share=float(share[0]) if share else 1.0)
        pages += more
        names.append(path)
    guesses = out_of_fold(pages)
    likely = [None] * len(pages)
    for fold in range(FOLDS):
        inner = out_of_fold(pages, fold)
        rest = [at for at, page in enumerate(pages) if page["fold"] != fold]
        model = fit_second([pages[at] for at in rest], [inner[at] for at in rest])
        for at, page in enumerate(pages):
            if page["fold"] == fold:
                likely[at] = model.predict(second_look(page, guesses[at]))
    for name in names:
        at = [at for at, page in enumerate(pages) if page["pack"] == name]
        for answers, which in ((guesses, "first"), (likely, "second")):
            for bound in BOUNDS:
                told = figures([pages[x] for x in at], [answers[x] for x in at], bound)
                print(f"{name}, {which} judgement above {bound}: {told}", file=sys.stderr)
    write(f"{folder}/wide.model", "Judge of blocks fitted with less freedom, the columns those of features.rs", fit_first(pages))
    write(f"{folder}/second.model", "Second judgement of blocks, the columns those of second.rs", fit_second(pages, guesses))


if __name__ == "__main__":
    main()
