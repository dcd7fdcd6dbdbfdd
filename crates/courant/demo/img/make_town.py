"""The second eight demo pictures: town, table and hill. Called by make.py."""
import numpy as np
from engrave import box, grid, lines, noise, poly, save, shape, stroke


def tram():
    w, h = 720, 480
    x, y = grid(w, h)
    n = noise(w, h, 140)
    moon_d = np.hypot(x - 596, y - 84)
    tone = .84 - .34 * np.exp(-(moon_d / 150) ** 2) + .14 * n
    ink = lines(tone, y + .12 * x + 6 * n, 6.2)
    ink = np.where(moon_d < 30, 0, ink)

    def houses(d, s):
        for a, b, c in ((0, 150, 92), (92, 118, 176), (176, 168, 250), (250, 136, 330), (330, 176, 420), (420, 150, 505), (505, 190, 580), (580, 166, 660), (660, 194, 720)):
            box(d, s, a, b, c, 372)
            poly(d, s, [(a, b), ((a + c) / 2, b - 34), (c, b)])
            box(d, s, a + 12, b - 40, a + 22, b)
    m = shape(w, h, houses)
    ink = np.where(shape(w, h, houses, 1.6) > .1, np.where(m > .5, lines(np.clip(.86 + .1 * n, .7, .93), x, 5), 0), ink)
    for a, b in ((30, 200), (124, 170), (200, 214), (282, 180), (286, 232), (460, 196), (612, 212), (690, 236)):
        ink = np.where((np.abs(x - a) < 6) & (np.abs(y - b) < 10), 0, ink)
        ink = np.where((np.abs(x - a) < 6) & (np.abs(y - b) < 10) & ((np.abs(y - b) < 1) | (np.abs(x - a) < .8)), 1, ink)
    street = y > 372
    glow = np.exp(-((x - 350) / 250) ** 2) * np.exp(-((y - 400) / 60) ** 2)
    ink = np.where(street, lines(.86 - .62 * glow + .1 * n, y + 1.4 * np.sin(x / 17), 5.6), ink)
    for k in (418, 436):
        ink = np.where(np.abs(y - k) < 1.8, 1, ink)
        ink = np.where(np.abs(y - k - 3.4) < 1.4, 0, ink)

    def car(d, s):
        d.rounded_rectangle((120 * s, 232 * s, 584 * s, 398 * s), radius=26 * s, fill=255)
        box(d, s, 150, 220, 554, 236)
        stroke(d, s, [(320, 220), (352, 190), (384, 220)], 4)
    c = shape(w, h, car)
    ink = np.where(shape(w, h, car, 2.2) > .06, 0, ink)
    ink = np.where(c > .5, lines(np.where(y > 326, .62, .86) + 0 * x, y, 5), ink)
    ink = np.where((c > .5) & (np.abs(y - 326) < 2.4), 0, ink)
    edge = (c > .5) & (shape(w, h, car, 1.2) < .82)
    ink = np.where(edge, 1, ink)
    for k in range(8):
        a = 164 + k * 53
        win = (np.abs(x - a) < 20) & (np.abs(y - 280) < 30)
        ink = np.where(win, 0, ink)
        if k in (1, 2, 5):                                       # heads and shoulders behind the glass
            who = (np.hypot(x - a - 3, y - 281) < 9) | ((np.abs(x - a - 3) < 14 - .5 * np.clip(310 - y, 0, 16)) & (y > 293) & (y < 311))
            ink = np.where(who & win, lines(.72 + 0 * x, y, 4.4), ink)
    for a in (200, 262, 442, 504):
        d = np.hypot(x - a, y - 398)
        ink = np.where(d < 18, 0, ink)
        ink = np.where((d < 16) & (d > 5), 1, ink)
    lamp = np.hypot(x - 566, y - 350)
    ink = np.where(lamp < 11, 0, ink)
    ink = np.where((lamp < 11) & (lamp > 9), 1, ink)
    ink = np.where(np.abs(y - 189 - 4 * np.sin(x / 230)) < 1.3, 0, ink)
    save("tram.png", ink, w, h)


def crayfish():
    w, h = 600, 450
    x, y = grid(w, h)
    n = noise(w, h, 80)
    ink = lines(.13 + .07 * np.sin(x / 60 + y / 90) + .1 * n, y + 7 * np.sin(x / 34 + y / 50) + 6 * n, 9)
    X = np.abs(x - 300)

    def arms(d, s):
        for m in (-1, 1):
            P = lambda pts: [(300 + m * a, b) for a, b in pts]
            stroke(d, s, P([(30, 176), (78, 150), (104, 108)]), 15)
            poly(d, s, P([(92, 118), (84, 84), (92, 40), (116, 14), (112, 62), (122, 74), (140, 34), (148, 72), (136, 104), (116, 122)]))
            for k, (b, o, e) in enumerate(((186, 86, 150), (200, 98, 190), (214, 96, 232), (226, 84, 270))):
                stroke(d, s, P([(26, b), (o, b - 8 + k * 9), (o + 30, e + 18)]), 6)
            stroke(d, s, P([(10, 118), (34, 66), (30, 12)]), 2.6)
            stroke(d, s, P([(12, 122), (60, 96), (66, 60), (60, 30)]), 2.2)
    a = shape(w, h, arms)
    ink = np.where(shape(w, h, arms, 2.2) > .08, 0, ink)
    ink = np.where(a > .5, lines(.66 + .2 * n, x * .5 + y, 4.6), ink)
    ink = np.where((a > .5) & (shape(w, h, arms, 1) < .84), 1, ink)
    carap = (X / 44) ** 2 + ((y - 176) / 66) ** 2
    nose = (X < 13 - .3 * np.clip(120 - y, 0, 44)) & (y > 82) & (y < 140)
    ink = np.where(((X / 49) ** 2 + ((y - 176) / 71) ** 2 < 1), 0, ink)
    ink = np.where(carap < 1, lines(.38 + .45 * carap, np.hypot(X * 1.2, y - 176) + 2 * n, 5), ink)
    ink = np.where(np.abs(carap - 1) < .05, 1, ink)
    ink = np.where(nose, lines(.6 + 0 * x, y, 4.6), ink)
    ink = np.where((carap < 1) & (np.abs(y - 166 - 26 * np.sqrt(np.clip(1 - (X / 44) ** 2, 0, 1))) < 1.8), 1, ink)
    eye = np.hypot(X - 19, y - 116)
    ink = np.where(eye < 9, 0, ink)
    ink = np.where(eye < 6.5, 1, ink)
    for k in range(6):                                           # the tail, ring by ring
        cy, rx = 250 + k * 21, 39 - k * 3.4
        q = (X / rx) ** 2 + ((y - cy) / 17) ** 2
        ink = np.where(q < 1.18, 0, ink)
        ink = np.where(q < 1, lines(.3 + .55 * (X / rx) ** 2, y + .004 * X ** 2, 4.8), ink)
        ink = np.where(np.abs(q - 1) < .10, 1, ink)

    def fan(d, s):
        for ang in (-62, -32, 0, 32, 62):
            t = np.radians(ang)
            cx, cy = 300 + 40 * np.sin(t), 368 + 36 * np.cos(t)
            u, v = (np.cos(t), -np.sin(t)), (np.sin(t), np.cos(t))
            poly(d, s, [(cx + 15 * np.cos(p) * u[0] + 33 * np.sin(p) * v[0], cy + 15 * np.cos(p) * u[1] + 33 * np.sin(p) * v[1]) for p in np.linspace(0, 6.28, 30)])
    f = shape(w, h, fan)
    ink = np.where(shape(w, h, fan, 2) > .08, 0, ink)
    th = np.arctan2(x - 300, y - 356)
    ink = np.where(f > .5, lines(.45 + .0022 * np.hypot(x - 300, y - 356), th * 60, 4.6), ink)
    ink = np.where((f > .5) & (shape(w, h, fan, 1) < .84), 1, ink)
    save("crayfish.png", ink, w, h)


def pylons():
    w, h = 720, 480
    x, y = grid(w, h)
    n = noise(w, h, 190)
    ground = 372 - 40 * np.exp(-((x - 170) / 150) ** 2) + 16 * np.sin(x / 110 + 1)
    gust = y + .34 * x + 22 * n + 9 * np.sin(x / 58 + y / 40)
    ink = lines(.20 + .30 * np.clip(n + .15, 0, 1) + .18 * (y / 380), gust, 6.6)
    d = y - ground
    ink = np.where(d > 0, lines(.62 + .26 * n + .1 * np.sin(x / 40), d * .9 - .3 * x + 10 * n, 5.8), ink)
    ink = np.where(np.abs(d) < 1.8, 1, ink)

    def pylon(draw, s, bx, by, height, lean):
        t = np.radians(lean)
        def at(a, b):
            return (bx + a * np.cos(t) + b * np.sin(t), by + a * np.sin(t) - b * np.cos(t))
        hw = lambda b: (.17 * (1 - b / height) + .018) * height
        for m in (-1, 1):
            stroke(draw, s, [at(m * hw(0), 0), at(m * hw(height), height)], 4)
        steps = np.linspace(0, height * .96, 8)
        for lo, hi in zip(steps, steps[1:]):
            stroke(draw, s, [at(-hw(lo), lo), at(hw(hi), hi)], 2)
            stroke(draw, s, [at(hw(lo), lo), at(-hw(hi), hi)], 2)
        for b, arm in ((.94, .20), (.80, .27), (.66, .22)):
            stroke(draw, s, [at(-arm * height, b * height), at(arm * height, b * height)], 3.4)
            for m in (-1, 1):
                stroke(draw, s, [at(m * arm * height, b * height), at(0, (b + .07) * height)], 1.8)
                stroke(draw, s, [at(m * arm * height, b * height), at(m * arm * height, (b - .05) * height)], 3)
    def all_pylons(dr, s):
        pylon(dr, s, 170, 346, 282, 6)
        pylon(dr, s, 520, 392, 230, 31)
        pylon(dr, s, 392, 376, 96, 2)
    def wires(dr, s):
        for k, (a, b) in enumerate(((256, 104), (276, 144), (252, 182))):
            pts = [(a + (612 - a + 20 * k) * t, b + (232 + 30 * k - b) * t + 150 * t * (1 - t)) for t in np.linspace(0, 1, 40)]
            stroke(dr, s, pts, 1.6)
        for b in (74, 116, 154):
            stroke(dr, s, [(-4, b + 6), (60, b + 22), (146, b - 6)], 1.6)
        stroke(dr, s, [(640, 262), (676, 330), (648, 396), (690, 430), (740, 420)], 2)
    for fn, halo in ((wires, 1.4), (all_pylons, 2)):
        m = shape(w, h, fn)
        ink = np.where(shape(w, h, fn, halo) > .14, 0, ink)
        ink = np.where(m > .4, 1, ink)

    def farm(dr, s):
        box(dr, s, 40, 352, 96, 392)
        poly(dr, s, [(34, 354), (68, 326), (102, 354)])
        for a in (300, 322, 350):
            stroke(dr, s, [(a, 378), (a + 12, 346)], 3)
            poly(dr, s, [(a + 4, 356), (a + 46, 336), (a + 34, 350), (a + 16, 362)])
    m = shape(w, h, farm)
    ink = np.where(shape(w, h, farm, 1.8) > .1, 0, ink)
    ink = np.where(m > .5, lines(.88 + 0 * x, x, 4.6), ink)
    ink = np.where((np.abs(x - 60) < 5) & (np.abs(y - 372) < 6), 0, ink)
    save("pylons.png", ink, w, h)


def glacier():
    w, h = 720, 480
    x, y = grid(w, h)
    n = noise(w, h, 120, 5)
    back = 70 + .62 * np.abs(x - 330) ** .92 * .55 + 26 * np.sin(x / 47) + 34 * n
    ridge = 190 - 120 * np.exp(-((x - 70) / 130) ** 2) - 150 * np.exp(-((x - 690) / 170) ** 2) + 60 * np.exp(-((x - 380) / 180) ** 2) + 26 * n
    ink = lines(.10 + .12 * (y / 200), y + 4 * n, 7.4)
    ink = np.where(y > back, lines(.24 + .34 * np.clip(np.sin(x / 33 + y / 50 + 6 * n), 0, 1), x * .9 + y * .5 + 26 * n, 6), ink)
    snow = (y > back) & (y < back + 20 + 40 * np.clip(np.sin(x / 29) + n, 0, 1))
    ink = np.where(snow, 0, ink)
    ink = np.where(np.abs(y - back) < 1.4, 1, ink)
    side = np.where(x < 380, 1, -1)
    d = y - ridge
    ink = np.where(d > 0, lines(.50 + .34 * n + .1 * np.sin(d / 26), y * .7 - side * x * .8 + 24 * n, 6), ink)
    ink = np.where(np.abs(d) < 1.7, 1, ink)
    floor = 330 + 10 * np.sin(x / 80) + 12 * n
    ink = np.where(y > floor, lines(.18 + .2 * n + .0010 * (y - 330), y + 8 * n, 7.6), ink)
    ink = np.where(np.abs(y - floor) < 1.2, 1, ink)
    pool = ((x - 470) / 120) ** 2 + ((y - 386) / 26) ** 2
    ink = np.where(pool < 1.08, 0, ink)
    ink = np.where(pool < 1, lines(.30 + .34 * np.clip((y - 372) / 30, 0, 1), y + 1.6 * np.sin(x / 15), 4.4), ink)
    ink = np.where(np.abs(pool - 1) < .04, 1, ink)
    stones = np.random.default_rng(31)
    for _ in range(64):
        a, b, r = stones.random() * w, 346 + stones.random() * 128, 4 + stones.random() * 11
        if ((a - 470) / 140) ** 2 + ((b - 386) / 40) ** 2 < 1 or abs(a - 292) < 24:
            continue
        q = np.hypot((x - a), (y - b) * 1.5)
        ink = np.where(q < r + 2, 0, ink)
        ink = np.where(q < r, lines(np.clip(.30 + .05 * (x - a + y - b), 0, .95), x + y, 4.2), ink)
        ink = np.where(np.abs(q - r) < 1.1, 1, ink)
    pole = (np.abs(x - 292) < 6) & (y > 66) & (y < 404)
    ink = np.where((np.abs(x - 292) < 11) & (y > 60) & (y < 406), 0, ink)
    ink = np.where(pole, np.where(((y - 66) // 26) % 2 == 0, 1, 0), ink)
    ink = np.where((np.abs(np.abs(x - 292) - 6) < 1) & (y > 66) & (y < 404), 1, ink)
    radio = (np.abs(x - 318) < 15) & (np.abs(y - 92) < 13)
    ink = np.where((np.abs(x - 318) < 18) & (np.abs(y - 92) < 16), 0, ink)
    ink = np.where(radio, lines(.7 + 0 * x, y, 4.6), ink)
    ink = np.where((np.abs(x - 318) < 1.3) & (y > 46) & (y < 80), 1, ink)
    mound = ((x - 292) / 46) ** 2 + ((y - 410) / 17) ** 2
    ink = np.where(mound < 1, lines(.66 + .2 * n, y - .3 * x, 4.8), ink)
    ink = np.where(np.abs(mound - 1) < .08, 1, ink)
    save("glacier.png", ink, w, h)


def loaf():
    w, h = 600, 450
    x, y = grid(w, h)
    n = noise(w, h, 60)
    ink = lines(.10 + .10 * (y / 300) + .08 * n, y * .2 + x + 6 * n, 8)
    table = y > 300
    ink = np.where(table, lines(.34 + .22 * n, y + 3 * np.sin(x / 70 + n * 3), 6.4), ink)
    ink = np.where(np.abs(y - 300) < 1.6, 1, ink)
    shadow = ((x - 268) / 218) ** 2 + ((y - 352) / 30) ** 2 < 1
    ink = np.where(shadow, lines(.88 + 0 * x, y, 5), ink)
    X, Y = (x - 252) / 186, (y - 266) / np.where(y < 266, 150, 76)
    bend = np.where(y < 266, 2.0, 2.9)                           # domed above, flat where it lay on the oven floor
    r = (np.abs(X) ** bend + np.abs(Y) ** bend) ** (1 / bend)
    z = np.sqrt(np.clip(1 - r ** 2, 0, 1))
    light = np.clip(-.50 * X - .62 * Y + .62 * z, 0, 1)
    ink = np.where(r < 1.03, 0, ink)
    ink = np.where(r < 1, lines(1.0 - 1.02 * light + .22 * n, np.arcsin(np.clip(Y, -1, 1)) * 130 + 34 * X ** 2 + 4 * n, 5.8), ink)
    ink = np.where(np.abs(r - 1) < .012, 1, ink)
    for k, (a, b) in enumerate(((.62, .20), (-.55, .26))):       # the cross cut in the crust
        cut = Y + .36 - a * (X + .02) - b * X ** 2
        wide = .085 * np.sqrt(np.clip(1 - (X / .72) ** 2, 0, 1))
        ink = np.where((np.abs(cut) < wide) & (r < .96), lines(.16 + .3 * (cut > 0), x - y, 5.2), ink)
        ink = np.where((np.abs(np.abs(cut) - wide) < .011) & (np.abs(X) < .71) & (r < .97), 1, ink)
    flour = np.random.default_rng(5)
    for _ in range(90):
        a, b = 110 + flour.random() * 280, 130 + flour.random() * 110
        ink = np.where((np.hypot(x - a, y - b) < 1.2 + 1.6 * flour.random()) & (r < .93), 0, ink)

    def ears(d, s):
        for bx, by, ang in ((470, 366, 20), (512, 372, 34)):
            t = np.radians(ang)
            stroke(d, s, [(bx - 120 * np.sin(t) * .6, by + 12), (bx, by - 60), (bx + 150 * np.sin(t), by - 60 - 150 * np.cos(t))], 3)
            for k in range(9):
                q = 40 + k * 14
                cx, cy = bx + q * np.sin(t), by - 60 - q * np.cos(t)
                for m in (-1, 1):
                    g = t + m * .55
                    u, v = (np.cos(g), np.sin(g)), (np.sin(g), -np.cos(g))
                    poly(d, s, [(cx + m * 7 * np.cos(t) + 5 * np.cos(p) * u[0] + 13 * np.sin(p) * v[0], cy + m * 7 * np.sin(t) + 5 * np.cos(p) * u[1] + 13 * np.sin(p) * v[1]) for p in np.linspace(0, 6.28, 20)])
                    stroke(d, s, [(cx + m * 8, cy - 8), (cx + m * 16 + 26 * np.sin(g), cy - 44)], 1.1)
    m = shape(w, h, ears)
    ink = np.where(shape(w, h, ears, 1.8) > .12, 0, ink)
    ink = np.where(m > .5, lines(.58 + 0 * x, x - y, 4), ink)
    ink = np.where((m > .45) & (shape(w, h, ears, 1) < .82), 1, ink)
    save("loaf.png", ink, w, h)


def pitch():
    w, h = 720, 480
    x, y = grid(w, h)
    n = noise(w, h, 150)
    ink = lines(.86 + .10 * n, y + 5 * n, 6)
    beams = np.zeros_like(x)
    cars = [(44 + 79 * k, 202 + 4 * np.sin(k)) for k in range(9)]
    for k, (a, b) in enumerate(cars):
        for o in (-15, 15):
            far = np.clip(y - b, 0, None)
            lean = (k - 4) * -.16
            beams += np.exp(-((x - a - o - lean * far) / (7 + .30 * far)) ** 2) * np.exp(-far / 190) * (y > b) * .8
    field = y > 212
    mow = np.floor((x - 360) / (26 + .34 * np.clip(y - 212, 0, None))) % 2
    ink = np.where(field, lines(np.clip(.90 - .62 * np.clip(beams, 0, 1.1) + .08 * mow + .08 * n, .1, .95), y + 2 * np.sin(x / 13) + 3 * n, 5.6), ink)
    for b in (230, 420):
        ink = np.where(field & (np.abs(y - b) < (1.6 if b < 300 else 2.8)), 0, ink)
    circle = np.abs(np.sqrt(((x - 360) / 128) ** 2 + ((y - 326) / 44) ** 2) - 1)
    ink = np.where(circle < .020, 0, ink)
    ink = np.where((np.abs(x - 360) < 1.8) & (y > 230) & (y < 420), 0, ink)

    def people(d, s):
        for a in range(8, 720, 23):
            top = 168 - (a * 37 % 13)
            d.ellipse(((a - 5) * s, (top - 6) * s, (a + 5) * s, (top + 6) * s), fill=255)
            poly(d, s, [(a - 9, top + 40), (a - 8, top + 10), (a, top + 5), (a + 8, top + 10), (a + 9, top + 40)])
    m = shape(w, h, people)
    ink = np.where(shape(w, h, people, 1.6) > .1, 0, ink)
    ink = np.where(m > .5, lines(.80 + 0 * x, y, 4.6), ink)

    def motor(d, s):
        for a, b in cars:
            poly(d, s, [(a - 27, b - 14), (a - 18, b - 34), (a + 18, b - 34), (a + 27, b - 14)])
            d.rounded_rectangle(((a - 32) * s, (b - 15) * s, (a + 32) * s, (b + 12) * s), radius=6 * s, fill=255)
            box(d, s, a - 28, b + 10, a - 18, b + 18)
            box(d, s, a + 18, b + 10, a + 28, b + 18)
    m = shape(w, h, motor)
    ink = np.where(shape(w, h, motor, 1.8) > .1, 0, ink)
    ink = np.where(m > .5, 1, ink)
    for a, b in cars:
        glass = (np.abs(y - b + 23) < 6) & (np.abs(x - a) < 15 + .7 * (y - b + 23) * 1.0)
        ink = np.where(glass, lines(.36 + 0 * x, y, 4), ink)
        for o in (-20, 20):
            ink = np.where(np.hypot(x - a - o, y - b + 2) < 7.5, 0, ink)

    def players(d, s):
        for a, b, m, t in ((262, 350, 1, 1.0), (452, 330, -1, .82)):
            P = lambda pts: [(a + m * p * t, b + q * t) for p, q in pts]
            cx, cy = P([(4, -78)])[0]
            d.ellipse(((cx - 8 * t) * s, (cy - 9 * t) * s, (cx + 8 * t) * s, (cy + 9 * t) * s), fill=255)
            poly(d, s, P([(-12, -66), (14, -66), (10, -26), (-10, -26)]))
            def limb(pts, width):
                stroke(d, s, P(pts), width)
                for p, q in P(pts):
                    d.ellipse(((p - width / 2) * s, (q - width / 2) * s, (p + width / 2) * s, (q + width / 2) * s), fill=255)
            poly(d, s, P([(-12, -30), (12, -30), (19, -10), (4, -14), (-2, -12), (-16, -8)]))
            limb([(-10, -62), (-26, -44), (-20, -26)], 7 * t)
            limb([(12, -62), (28, -50), (38, -60)], 7 * t)
            limb([(-5, -28), (-12, -4), (-34, 8), (-40, 4)], 8 * t)
            limb([(6, -28), (20, -6), (17, 22), (27, 25)], 8 * t)
    m = shape(w, h, players)
    ink = np.where(shape(w, h, players, 2.6) > .08, 0, ink)
    ink = np.where(m > .5, 1, ink)
    for a, t in ((262, 1.0), (452, .82)):
        b = 374 if t == 1.0 else 350
        ink = np.where((((x - a) / (46 * t)) ** 2 + ((y - b - 6) / 6) ** 2 < 1), 1, ink)
    ball = np.hypot(x - 330, y - 356)
    ink = np.where(ball < 13, 0, ink)
    ink = np.where((np.abs(ball - 11) < 1.4) | (ball < 4), 1, ink)
    save("pitch.png", ink, w, h)


def chess():
    w, h = 600, 450
    x, y = grid(w, h)
    n = noise(w, h, 110)
    ink = lines(.34 + .30 * (1 - y / 200) + .14 * n, x + y * .25 + 6 * n, 6.6)
    horizon, top, bottom = 60, 196, 436
    depth = (bottom - horizon) / np.maximum(y - horizon, 1)          # 1 at the near edge
    u = (x - 300) * depth / 600 + .5
    v = (depth - 1) / ((bottom - horizon) / (top - horizon) - 1)
    on = (y > top) & (y < bottom) & (u > -.12) & (u < 1.12)
    cell = (np.floor((u + .12) / 1.24 * 8) + np.floor(np.clip(v, 0, .999) * 8)) % 2
    ink = np.where(on, np.where(cell == 1, lines(.70 + .12 * n, y + .2 * x, 4.8), lines(.07 + .05 * n, y, 6)), ink)
    rim = (y >= bottom) & (y < bottom + 10)
    ink = np.where(rim, 1, ink)
    edge = (y > top) & (y < bottom) & ((np.abs(u + .12) < .006 * depth) | (np.abs(u - 1.12) < .006 * depth))
    ink = np.where(edge | ((np.abs(y - top) < 1.6) & (u > -.12) & (u < 1.12)), 1, ink)
    ink = np.where((y > top) & ~on & ~rim, lines(.55 + .2 * n, y + 5 * n, 6), ink)

    def turned(d, s, cx, base, scale, prof):
        P = [(cx + a * scale, base - b * scale) for a, b in prof] + [(cx - a * scale, base - b * scale) for a, b in reversed(prof)]
        poly(d, s, P)
    king = [(46, 0), (46, 14), (38, 20), (34, 34), (20, 52), (15, 96), (17, 128), (28, 134), (28, 141), (20, 146), (26, 176), (28, 186), (12, 196), (7, 198)]
    rook = [(40, 0), (40, 13), (33, 19), (29, 31), (20, 44), (18, 84), (28, 92), (30, 122)]

    def white(d, s):
        turned(d, s, 212, 402, 1.22, king)
        cx, b = 212, 402 - 196 * 1.22
        box(d, s, cx - 5, b - 42, cx + 5, b + 4)
        box(d, s, cx - 16, b - 30, cx + 16, b - 20)

    def black(d, s):
        turned(d, s, 408, 330, 1.06, rook)
        for o in (-31, -9, 13):
            box(d, s, 408 + o, 330 - 146, 408 + o + 17, 330 - 122)
    for fn, cx, base, rr, dark in ((black, 408, 330, 46, .58), (white, 212, 402, 58, 0)):
        sh = (((x - cx - 44) / (rr * 1.7)) ** 2 + ((y - base + 2) / (rr * .30)) ** 2 < 1) & (x > cx)
        ink = np.where(sh & on, lines(.80 + 0 * x, y, 4.4), ink)
        m = shape(w, h, fn)
        side = (x - cx) / rr
        tone = np.clip(dark + .12 + .52 * np.clip(side + .25, 0, 1.2) - .35 * np.exp(-((side + .42) / .16) ** 2), .0, .97)
        ink = np.where(shape(w, h, fn, 2) > .1, 0, ink)
        ink = np.where(m > .5, lines(tone, y + 8 * side ** 2, 4.8), ink)
        ink = np.where((m > .5) & (shape(w, h, fn, 1.2) < .80), 1, ink)
    save("chess.png", ink, w, h)


def sails():
    w, h = 720, 480
    x, y = grid(w, h)
    n = noise(w, h, 160)
    sea = 352
    hill = 300 - 46 * np.exp(-((x - 120) / 150) ** 2) - 66 * np.exp(-((x - 620) / 130) ** 2) + 12 * n
    ink = lines(.08 + .20 * (1 - y / 360) + .12 * n, y + .1 * x + 12 * n, 7)
    ink = np.where((y > hill) & (y < sea), lines(.44 + .24 * n, x * .6 + y * .7 + 16 * n, 6), ink)
    ink = np.where(np.abs(y - hill) < 1.3, 1, ink)
    d = y - sea
    ink = np.where(d > 0, lines(.30 + .30 * np.clip(d / 130, 0, 1) + .26 * np.sin(d / (5 + np.clip(d, 0, None) / 12) + 2 * np.sin(x / 41) + 2 * n), y + 3.4 * np.sin(x / 22 + d / 9), 6.2), ink)
    ink = np.where(np.abs(d) < 1.4, 1, ink)

    def boat(cx, base, t):
        def hull(dr, s):
            P = lambda pts: [(cx + a * t, base + b * t) for a, b in pts]
            poly(dr, s, P([(-104, -20), (-112, -30), (-60, -22), (60, -24), (118, -48), (104, -10), (84, 14), (-84, 14)]))
            stroke(dr, s, P([(-8, -20), (6, -262)]), 5 * t)
            stroke(dr, s, P([(-78, -118), (92, -286)]), 4.4 * t)
            stroke(dr, s, P([(-106, -30), (-128, 10)]), 4 * t)
            for a in (-50, -22, 34):                              # crew
                q = P([(a, -38)])[0]
                dr.ellipse(((q[0] - 7 * t) * s, (q[1] - 8 * t) * s, (q[0] + 7 * t) * s, (q[1] + 8 * t) * s), fill=255)
                poly(dr, s, P([(a - 9, -20), (a - 7, -32), (a + 7, -32), (a + 9, -20)]))
        def sail(dr, s):
            edge = [(-78, -118), (92, -286)]
            belly = [(92 + 44 * np.sin(p * np.pi) + (50 - 92) * p, -286 + (286 - 52) * p) for p in np.linspace(0, 1, 24)]
            foot = [(50 - 128 * p, -52 + 10 * np.sin(p * np.pi) - 22 * p) for p in np.linspace(0, 1, 16)]
            poly(dr, s, [(cx + a * t, base + b * t) for a, b in edge + belly + foot])
        return hull, sail
    for cx, base, t in ((556, 372, .62), (262, 408, 1.16)):
        hull, sail = boat(cx, base, t)
        m = shape(w, h, sail)
        ink = np.where(shape(w, h, sail, 2.4) > .08, 0, ink)
        k = ((x - cx) / t + (y - base) / t * .9)
        tone = .10 + .34 * np.clip((x - cx) / (120 * t), 0, 1) + .16 * np.clip((y - base + 120 * t) / (120 * t), 0, 1)
        ink = np.where(m > .5, lines(tone, x * .95 + 9 * np.sin(y / (46 * t)), 6 * t + 1.6), ink)
        seam = np.abs(((k / 30) % 1) - .5) < .022
        ink = np.where((m > .5) & seam, 1, ink)
        ink = np.where((m > .5) & (shape(w, h, sail, 1.2) < .84), 1, ink)
        m = shape(w, h, hull)
        ink = np.where((shape(w, h, hull, 1.6) > .1) & (y > base - 60 * t), 0, ink)
        ink = np.where(m > .5, np.where(y > base - 18 * t, lines(.88 + 0 * x, y - .04 * x, 4.8), 1), ink)
        wake = (np.abs(y - base - 15 * t - 2 * np.sin(x / 9)) < 3) & (np.abs(x - cx) < 130 * t)
        ink = np.where(wake, 0, ink)
    save("sails.png", ink, w, h)
