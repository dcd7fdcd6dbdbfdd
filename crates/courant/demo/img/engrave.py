"""The engraver's tools that the demo pictures share: grid, noise, line screen, dot screen, saving as a palette PNG."""
import os
import numpy as np
from PIL import Image, ImageDraw, ImageFilter

HERE = os.path.dirname(os.path.abspath(__file__))
INK, PAPER = np.array([16, 38, 46.]), np.array([236, 235, 228.])
SS = 2  # supersampling
rng = np.random.default_rng(7)


def grid(w, h):
    y, x = np.mgrid[0:h * SS, 0:w * SS].astype(np.float32) / SS
    return x, y


def noise(w, h, cell, octaves=4):
    out, amp = np.zeros((h * SS, w * SS), np.float32), 1.0
    for _ in range(octaves):
        n = rng.random((max(2, int(h / cell) + 2), max(2, int(w / cell) + 2))).astype(np.float32)
        im = Image.fromarray((n * 255).astype(np.uint8)).resize((w * SS, h * SS), Image.BICUBIC)
        out += amp * (np.asarray(im, np.float32) / 255 - .5)
        amp *= .5
        cell = max(2, cell / 2)
    return out


def shape(w, h, draw_fn, blur=0):
    im = Image.new("L", (w * SS, h * SS), 0)
    draw_fn(ImageDraw.Draw(im), SS)
    if blur:
        im = im.filter(ImageFilter.GaussianBlur(blur * SS))
    return np.asarray(im, np.float32) / 255


def lines(tone, phase, pitch):
    """Line screen: each line swells with the tone (0 paper, 1 ink)."""
    f = np.abs((phase / pitch) % 1 - .5) * 2
    return (f < np.clip(tone, 0, 1) * 1.02).astype(np.float32) * (tone > .02)


def dots(tone, x, y, pitch, angle=.5):
    u, v = x * np.cos(angle) + y * np.sin(angle), -x * np.sin(angle) + y * np.cos(angle)
    f = (np.cos(2 * np.pi * u / pitch) + np.cos(2 * np.pi * v / pitch)) / 4 + .5
    return (f > 1 - np.clip(tone, 0, 1)).astype(np.float32)


def save(name, ink, w, h, levels=4):
    im = Image.fromarray((np.clip(ink, 0, 1) * 255).astype(np.uint8)).resize((w, h), Image.BOX)
    a = np.round(np.asarray(im, np.float32) / 255 * (levels - 1)).astype(np.uint8)
    p = Image.fromarray(a, "P")
    pal = []
    for i in range(levels):
        t = i / (levels - 1)
        pal += [int(c) for c in PAPER * (1 - t) + INK * t]
    p.putpalette(pal)
    path = os.path.join(HERE, name)
    p.save(path, optimize=True, bits=2)
    print(name, w, h, os.path.getsize(path))


def poly(d, s, pts, fill=255):
    d.polygon([(a * s, b * s) for a, b in pts], fill=fill)


def box(d, s, a, b, c, e, fill=255):
    d.rectangle((a * s, b * s, c * s, e * s), fill=fill)


def stroke(d, s, pts, width, fill=255):
    d.line([(a * s, b * s) for a, b in pts], fill=fill, width=max(1, int(width * s)), joint="curve")
