"""Whether croquis moved the strokes of sketches as PyTorch did. Raises Different, or says what it saw."""

import numpy as np
import orjson
from checks import Different, read_lines

#: How far a stroke may be off at any step, in the frame of the network, where the longer side of a drawing is 1.48.
LOCATION, SIDE = 1e-3, 1.48
#: How far the cross-entropy may be off, in units of itself and at least of one nat.
LOSS = 1e-3
#: Where many sketches are inverted, each must agree for so many steps, and this share for all. Steps of 0.5 across what the
#: network knows make some paths unstable: two programs, or PyTorch with batches of another size, then part by rounding.
EARLY_STEPS, STABLE = 30, 0.95


def trajectories(theirs, ours, source, stable=1.0):
    """`theirs` an archive of `network/invert.py`, `ours` the trace of `croquis invert`, `source` what both read.

    At least the share `stable` of the sketches must agree at all steps, and the others at the first ones.
    """
    with np.load(theirs) as archive:
        counts, places, losses = (archive[name] for name in ("counts", "locations", "losses"))
        drawn = archive["drawn"]
    ends = np.cumsum(counts)[:-1]
    expected, firsts = np.split(places, ends, axis=1), np.split(drawn, ends)
    entries = traced(ours)
    with open(source, "rb") as lines:
        drawings = [orjson.loads(line)["drawing"] for line in lines]
    if not len(expected) == len(entries) == len(drawings):
        raise Different(f"of {len(drawings)} sketches the peer inverted {len(expected)} and croquis {len(entries)}")
    off, loss_off = (np.empty((len(places), len(drawings))) for _ in range(2))
    for index, (drawing, lines) in enumerate(zip(drawings, entries)):
        found = framed(drawing, [line["locations"] for line in lines], firsts[index])
        if found.shape != expected[index].shape:
            raise Different(f"sketch {index}: the peer's trace is {expected[index].shape}, croquis' {found.shape}")
        off[:, index] = np.abs(found - expected[index]).max((1, 2))
        said = losses[:, index]
        loss_off[:, index] = np.abs([line["loss"] for line in lines] - said) / np.maximum(1, said)
    return judged(off, loss_off, distances(expected), stable)


def traced(path):
    """The lines of a trace, by sketch; they stand in the order of the steps."""
    sketches = []
    for line in read_lines(path):
        if line["step"] == 0:
            sketches.append([])
        if line["step"] != len(sketches[-1]):
            raise Different(f"{path}: step {line['step']} where step {len(sketches[-1])} was due")
        sketches[-1].append(line)
    return sketches


def framed(drawing, locations, firsts):
    """Traced locations in the frame of the network, in which the first points of the drawing are `firsts`."""
    points = np.concatenate([np.array(stroke[:2], dtype=np.float64) for stroke in drawing], axis=1)
    own = np.array([[stroke[0][0], stroke[1][0]] for stroke in drawing], dtype=np.float64)
    scale = SIDE / np.ptp(points, axis=1).max()
    return firsts + (np.array(locations, dtype=np.float64)[:, : len(firsts)] - own[: len(firsts)]) * scale


def distances(expected):
    """How far strokes are from the origin in the end, where all began."""
    return np.concatenate([np.abs(places[-1]).max(1) for places in expected])


def judged(off, loss_off, moved, stable):
    steps, count = len(off) - 1, off.shape[1]
    bad = (off > LOCATION) | (loss_off > LOSS) | np.isnan(off) | np.isnan(loss_off)
    early, late = bad[: EARLY_STEPS + 1].any(0), bad.any(0)
    if np.mean(moved > 0.01) < 0.9:
        raise Different(f"only {np.mean(moved > 0.01):.0%} of the strokes moved at all")
    if stable == 1.0:
        early = late
    if early.any():
        index = int(np.flatnonzero(early)[0])
        step = int(np.flatnonzero(bad[:, index])[0])
        raise Different(
            f"{early.sum()} of {count} sketches part, the first is {index} at step {step}: a stroke is off by "
            f"{off[step, index]:.2g}, the loss by {loss_off[step, index]:.2g}"
        )
    if late.mean() > 1 - stable:
        raise Different(f"{late.sum()} of {count} sketches part within {steps} steps, the farthest by {off.max():.2g}")
    seen = f"all {steps} steps of {count - late.sum()} of {count} sketches within {off[:, ~late].max():.1g}"
    if late.any():
        first = min(int(np.flatnonzero(bad[:, index])[0]) for index in np.flatnonzero(late))
        seen += f"; {late.sum()} part, at step {first} or later, by at most {off.max():.2g}"
    return seen + f"; strokes went {np.median(moved):.2f} in the median"
