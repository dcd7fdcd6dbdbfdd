#!/usr/bin/env python3
"""Writes crates/courant-core/src/text/data/prior.bin: how common a word is in broad text of sixteen languages.

  prior.py path/to/sp.model > prior.bin

The only input is the vocabulary file of the embedded model (Universal Sentence Encoder multilingual v3, Apache-2.0):
each of its pieces carries the logarithm of a probability. Pieces that begin a word, and pairs of characters of the
scripts that are written without blanks, become records of four bytes, sorted: 24 bits of a hash, then eight bits of
-ln(share of 400-word texts that hold the word) in thirty-seconds. A word's share of its own language is taken as
sixteen times its share of the sixteen languages.
"""
import math
import struct
import sys


def varint(data, at):
    value = shift = 0
    while True:
        byte = data[at]
        at += 1
        value |= (byte & 127) << shift
        shift += 7
        if byte < 128:
            return value, at


def fields(data):
    at = 0
    while at < len(data):
        key, at = varint(data, at)
        wire = key & 7
        if wire == 2:
            size, at = varint(data, at)
        else:
            size = {5: 4, 1: 8}.get(wire)
            if size is None:
                _, at = varint(data, at)
                continue
        yield key >> 3, data[at:at + size]
        at += size


def hash24(word):
    """FNV-1a over the UTF-8 bytes, 64 bits, folded to 24."""
    value = 0xCBF29CE484222325
    for byte in word.encode():
        value = (value ^ byte) * 0x100000001B3 & 0xFFFFFFFFFFFFFFFF
    return (value ^ value >> 24 ^ value >> 48) & 0xFFFFFF


def unspaced(char):
    return "\u0e00" <= char <= "\u0e7f" or "\u3040" <= char <= "\u9fff" or "\uac00" <= char <= "\ud7af"


def main():
    words = {}
    for field, piece in fields(open(sys.argv[1], "rb").read()):
        if field != 1:
            continue
        text, score = "", 0.0
        for inner, value in fields(piece):
            if inner == 1:
                text = value.decode()
            elif inner == 2:
                score = struct.unpack("<f", value)[0]
        word = text.lstrip("\u2581").lower()
        pair = len(word) == 2 and all(map(unspaced, word))
        whole = text.startswith("\u2581") and len(word) >= 2 and word.isalnum() and not any(map(unspaced, word))
        if pair or whole:
            words[word] = words.get(word, 0.0) + math.exp(score)
    records = {}
    for word, probability in words.items():
        rarity = -math.log(1 - math.exp(-400 * 16 * probability) + 1e-12)
        step = min(255, max(0, round(rarity * 32)))
        key = hash24(word)
        records[key] = min(step, records.get(key, 255))
    for key in sorted(records):
        sys.stdout.buffer.write(struct.pack("<I", key << 8 | records[key]))


main()
