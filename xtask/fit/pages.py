#!/usr/bin/env python3
"""Fits the judge of pages: whether a page holds an article at all.

  pages.py ARTICLES OTHERS [MORE=SHARE ...] > crates/courant-core/src/extract/pages.model

Each file is what `page_features whole` printed. ARTICLES and OTHERS weigh the same in all; each of MORE holds articles
too, of which a page weighs SHARE of one of ARTICLES. Needs NumPy and LightGBM. Prints to standard error what five-fold
cross-validation by host says: the share of OTHERS that is found where at most two in a hundred of ARTICLES are lost.
"""
import json
import sys
import zlib
from urllib.parse import urlsplit

import lightgbm
import numpy as np

from trees import lines

FOLDS = 5
MOST_LOST = 0.02
ROUNDS = 200
# Figures of the address, the last ones of a row, and how much a page without them weighs.
ADDRESS = 16
WITHOUT_ADDRESS = 0.25
PARAMETERS = {"objective": "binary", "learning_rate": 0.06, "num_leaves": 12, "max_depth": 6, "min_data_in_leaf": 12,
              "feature_fraction": 0.4, "bagging_fraction": 0.8, "bagging_freq": 1, "lambda_l2": 8.0, "verbosity": -1,
              "num_threads": 1, "seed": 7, "deterministic": True, "force_row_wise": True}


def read(path):
    with open(path, encoding="utf-8") as lines:
        pages = [json.loads(line) for line in lines]
    hosts = [(urlsplit(page["url"] or page["id"]).hostname or page["id"]).removeprefix("www.") for page in pages]
    return np.array([page["whole"] for page in pages], dtype=np.float64), hosts


def fold(host):
    return zlib.crc32(host.encode()) % FOLDS


def fit(rows, truth, weights, seed):
    # In the packs only pages of one kind lack an address: so each page is learnt a second time without it.
    bare = rows.copy()
    bare[:, -ADDRESS:] = -1
    rows, truth = np.concatenate([rows, bare]), np.concatenate([truth, truth])
    data = lightgbm.Dataset(rows, truth, weight=np.concatenate([weights, WITHOUT_ADDRESS * weights]))
    return lightgbm.train({**PARAMETERS, "seed": seed}, data, ROUNDS)


def main():
    articles, others, *more = sys.argv[1:]
    parts = [(*read(articles), 1, 1.0, "articles"), (*read(others), 0, 1.0, "others")]
    for name in more:
        path, share = name.rsplit("=", 1)
        parts.append((*read(path), 1, float(share), path))
    parts[1] = (*parts[1][:3], len(parts[0][1]) / len(parts[1][1]), "others")
    rows = np.concatenate([part[0] for part in parts])
    hosts = [host for part in parts for host in part[1]]
    truth = np.concatenate([np.full(len(part[1]), part[2]) for part in parts])
    weights = np.concatenate([np.full(len(part[1]), part[3]) for part in parts])
    source = np.array([at for at, part in enumerate(parts) for _ in part[1]])
    folds = np.array([fold(host) for host in hosts])
    likely = np.zeros(len(truth))
    for left_out in range(FOLDS):
        rest = folds != left_out
        likely[~rest] = fit(rows[rest], truth[rest], weights[rest], 7).predict(rows[~rest])
    threshold = np.quantile(likely[source == 0], MOST_LOST)
    print(f"threshold {threshold:.3f}: of others found {np.mean(likely[source == 1] < threshold):.3f}", file=sys.stderr)
    for bound in (0.05, 0.1, 0.15, 0.2, 0.25, 0.3, 0.4, 0.5):
        lost = ", ".join(f"{part[4]} {np.mean(likely[source == at] < bound):.3f}" for at, part in enumerate(parts))
        print(f"said to be none below {bound}: {lost}", file=sys.stderr)
    booster = fit(rows, truth, weights, 7)
    print("# Judge of pages: see xtask/fit/pages.py. The columns are those of extract/whole; a probability that the page holds an")
    print(f"# article. {len(hosts)} pages, {booster.num_trees()} trees. First line after this: the starting value.")
    print(0)
    for line in lines(booster):
        print(line)


if __name__ == "__main__":
    main()
