#!/usr/bin/env python3
"""Fits a score of pairs: a logistic regression whose evidence may only speak for what it is evidence of.

  pairs.py texts|titles|teasers|uneven|languages PAIRS=SHARE [PAIRS=SHARE ...] > crates/courant-core/src/story/data/NAME.in

PAIRS are outputs of the example `pair_figures` (see README.md here), SHARE how much each weighs in all; a number more than
there are figures is the weight of a pair within its file. Needs NumPy
and SciPy. But for `texts`, likeness has weights of at least nothing, time between and the same publisher of at most nothing (titles: but for the same half day). Without
those bounds a fit is a little better where it was made and worse elsewhere: it learns that standing *below* what both
articles are used to speaks for a pair, which in a stream with one large subject joined everything to everything.
Prints the log loss and the average precision of five-fold cross-validation by story to standard error.
"""
import sys
import zlib

import numpy as np
from scipy.optimize import minimize

NAMES = ("ct cl cb lp tcmin tcmax et el pub pub0 g1 g3 g14 h_cb h_cl h_et h_tcmax h_lp h_nc snn cb2 tcp nc nlp ns num "
         "tnmin tnmax xm gl sn sr pub_ct").split()
LIKENESS = set("ct cl cb lp tcmin tcmax et el h_cb h_cl h_et h_tcmax h_lp h_nc snn cb2 nc nlp ns num tnmin tnmax xm sn sr".split())
DISTANCE = {"texts": set(), "titles": set("pub g1 g3 g14 gl".split()), "teasers": set("pub pub0 g1 g3 g14 gl pub_ct".split()),
            "uneven": set("pub pub0 g1 g3 g14 gl pub_ct".split()),
            "languages": set("pub pub0 g1 g3 g14 gl".split())}
# Of titles alone, the figures of lead and body repeat those of the title.
UNUSED = {"texts": set(), "titles": set("el cl cb cb2 tcp h_cb pub_ct".split()), "teasers": set("sn sr".split()), "uneven": set("pub_ct".split()),
          # Between two languages a publisher says nothing, and terms are not compared.
          "languages": set("pub pub0 pub_ct h_cb h_cl h_tcmax h_lp snn".split())}
STRENGTH = 0.3
# Added to the bias: in print a wrong neighbour costs more than a missing one, and most teasers have none.
CAUTION = {"texts": -0.2, "titles": -0.5, "teasers": -1.6, "uneven": -0.3, "languages": -0.5}


def load(path, regime):
    figures, same, label, weight = [], [], [], []
    for line in open(path):
        _, _, one, other, judge, *values = line.split()
        if judge.lower() == regime:
            weight.append(float(values[len(NAMES)]) if len(values) > len(NAMES) else 1.0)
            figures.append([float(value) for value in values[: len(NAMES)]])
            same.append(one == other)
            label.append(zlib.crc32(one.encode()) % 5)
    return np.array(figures), np.array(same, dtype=float), np.array(label), np.array(weight)


def fit(figures, same, weights, regime):
    spread = figures.std(0)
    keep = np.array([name not in UNUSED[regime] for name in NAMES]) & (spread > 1e-9)
    scaled = figures[:, keep] / spread[keep]
    middle = scaled.mean(0)
    scaled = scaled - middle
    sign, weights = 2 * same - 1, weights / weights.mean()

    def loss(parameters):
        margin = sign * (parameters[0] + scaled @ parameters[1:])
        slope = -sign / (1 + np.exp(np.clip(margin, -500, 500))) * weights
        value = (weights * np.logaddexp(0, -margin)).sum() + 0.5 / STRENGTH * (parameters[1:] ** 2).sum()
        return value, np.concatenate([[slope.sum()], scaled.T @ slope + parameters[1:] / STRENGTH])

    kept = [name for name, keeps in zip(NAMES, keep) if keeps]
    bounds = [(None, None)] + [(0, None) if n in LIKENESS and regime != "texts" else (None, 0) if n in DISTANCE[regime] else (None, None) for n in kept]
    found = minimize(loss, np.zeros(len(kept) + 1), jac=True, method="L-BFGS-B", bounds=bounds, options={"maxiter": 500})
    full = np.zeros(len(NAMES))
    full[keep] = found.x[1:] / spread[keep]
    return found.x[0] - (middle * found.x[1:]).sum(), full


def average_precision(same, score, weights):
    order = np.argsort(-score, kind="stable")
    hits, all_so_far = (same * weights)[order], np.cumsum(weights[order])
    return float((np.cumsum(hits) / all_so_far * hits).sum() / hits.sum())


def main():
    regime, sources = sys.argv[1], [argument.rsplit("=", 1) for argument in sys.argv[2:]]
    packs = [load(path, regime) for path, _ in sources]
    figures, same, fold = (np.concatenate([pack[part] for pack in packs]) for part in range(3))
    weights = np.concatenate([float(share) * pack[3] / pack[3].sum() for pack, (_, share) in zip(packs, sources)])
    score = np.zeros(len(same))
    for part in range(5):
        bias, weight = fit(figures[fold != part], same[fold != part], weights[fold != part], regime)
        score[fold == part] = bias + figures[fold == part] @ weight
    start = 0
    for pack, (path, _) in zip(packs, sources):
        mine, at = pack[1], slice(start, start + len(pack[1]))
        start += len(mine)
        loss = np.average(np.logaddexp(0, -(2 * mine - 1) * score[at]), weights=pack[3])
        print(f"{path}: {len(mine)} pairs, log loss {loss:.4f}, average precision {average_precision(mine, score[at], pack[3]):.4f}", file=sys.stderr)
    bias, weight = fit(figures, same, weights, regime)
    rows = "".join(f"        {value:.5f}, // {name}\n" for value, name in zip(weight, NAMES))
    print(f"Model {{\n    bias: {bias + CAUTION[regime]:.5f},\n    weights: [\n{rows}    ],\n}}")


if __name__ == "__main__":
    main()
