"""Random changes that leave a drawing what it is, by the chances and strengths of croquis' `SketchAugmentation`, but for those
that make another hand of it: perspective, shuffling, cutting, joining, closing, rounding, over-tracing, hatching and stray
strokes, which croquis alone has.
"""

import numpy as np

#: The side that a drawing's longer extent has.
SIDE = 1.48


def augmented(drawing, random):
    """Another drawing of the same thing. `drawing` is a list of (points, 2) arrays in ±0.74, and so is the result."""
    strokes = rearranged(drawing, random)
    ends = np.cumsum([len(stroke) for stroke in strokes])[:-1]
    points = moved(np.concatenate(strokes), random)
    strokes = np.split(points, ends)
    if random.random() < 0.5:
        strokes = [stroke + random.normal(0, 0.02, 2) for stroke in strokes]
    if random.random() < 0.3:
        strokes = [stroke + random.normal(0, 0.008, stroke.shape) for stroke in strokes]
    return normalised(strokes)


def rearranged(strokes, random):
    """Strokes and inner points left out, strokes exchanged and turned around."""
    stroke_loss, exchange = 0.1 * (random.random() < 0.3), 0.2 * (random.random() < 0.2)
    point_loss, turning = 0.1 * (random.random() < 0.3), 0.2 * (random.random() < 0.2)
    safe = random.integers(len(strokes))
    kept = [stroke for place, stroke in enumerate(strokes) if place == safe or random.random() >= stroke_loss]
    for place in range(1, len(kept)):
        if random.random() < exchange:
            kept[place - 1], kept[place] = kept[place], kept[place - 1]
    kept = [stroke[::-1] if random.random() < turning else stroke for stroke in kept]
    if not point_loss:
        return kept
    chosen = [random.random(len(stroke)) >= point_loss for stroke in kept]
    for mask in chosen:
        mask[[0, -1]] = True
    return [stroke[mask] for stroke, mask in zip(kept, chosen)]


def moved(points, random):
    """Warped by a Bézier patch, and then by an affine map."""
    if random.random() < 0.5:
        shift = random.uniform(-0.15, 0.15, (4, 4, 2))
        t = points / SIDE + 0.5
        s = 1 - t
        blend = np.stack([s**3, 3 * s * s * t, 3 * s * t * t, t**3])
        points = points + np.einsum("ijc,ip,jp->pc", shift, blend[:, :, 1], blend[:, :, 0])
    angle = random.uniform(-0.26, 0.26) * (random.random() < 0.6)
    shear = random.uniform(-0.15, 0.15) * (random.random() < 0.4)
    stretching = 1 + random.uniform(-0.2, 0.2, 2) * (random.random() < 0.6)
    turn = np.array([[np.cos(angle), -np.sin(angle)], [np.sin(angle), np.cos(angle)]])
    return points @ (turn @ np.array([[1, shear], [0, 1]]) * stretching).T


def normalised(strokes):
    points = np.concatenate(strokes)
    low, high = points.min(0), points.max(0)
    side = (high - low).max()
    return [(stroke - (low + high) / 2) * (SIDE / side if side > 0 else 0) for stroke in strokes]
