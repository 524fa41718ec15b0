"""Whether croquis moved the strokes of sketches as PyTorch did. Raises Different, or says what it saw."""

import numpy as np
import orjson
from checks import Different, read_lines

#: How far a stroke may be off at any step, in the frame of the network, where the longer side of a drawing is 1.48.
LOCATION, SIDE = 1e-3, 1.48
#: How far the cross-entropy may be off, in units of itself and at least of one nat.
LOSS = 1e-3
#: Steps of up to 0.5 across what the network knows make some paths unstable, so that rounding parts them. Where many sketches
#: are inverted, this share may part, after so many steps; and not more of them from PyTorch in 64 bits than PyTorch's own.
UNSTABLE, EARLY_STEPS = 0.2, 5


def trajectories(theirs, ours, source, doubles=None):
    """`theirs` an archive of `network/invert.py`, `ours` the trace of `croquis invert`, `source` what both read.

    All sketches must agree at all steps. With `doubles`, which gives the archive of some of them in 64 bits, some may part.
    """
    expected, firsts, losses = archive(theirs)
    entries = traced(ours)
    with open(source, "rb") as lines:
        drawings = [orjson.loads(line)["drawing"] for line in lines]
    if not len(expected) == len(entries) == len(drawings):
        raise Different(f"of {len(drawings)} sketches the peer inverted {len(expected)} and croquis {len(entries)}")
    found, off, loss_off = [], [], []
    for index, (drawing, lines) in enumerate(zip(drawings, entries)):
        found.append(framed(drawing, [line["locations"] for line in lines], firsts[index]))
        if found[-1].shape != expected[index].shape:
            raise Different(f"sketch {index}: the peer's trace is {expected[index].shape}, croquis' {found[-1].shape}")
        off.append(distance(found[-1], expected[index]))
        said = losses[:, index]
        loss_off.append(np.abs([line["loss"] for line in lines] - said) / np.maximum(1, said))
    off, loss_off, moved = np.stack(off, 1), np.stack(loss_off, 1), distances(expected)
    if not np.mean(moved > 0.01) >= 0.9:
        raise Different(f"only {np.mean(moved > 0.01):.0%} of the strokes moved at all")
    bad = ~((off <= LOCATION) & (loss_off <= LOSS))
    refuse(bad if doubles is None else bad[: EARLY_STEPS + 1], off, loss_off)
    late = np.flatnonzero(bad.any(0))
    seen = f"{len(drawings) - len(late)} of {len(drawings)} sketches within {np.delete(off, late, 1).max():.1g} at all steps"
    if len(late):
        seen += "; " + parted(late, bad, off, found, expected, doubles)
    return f"{seen}; strokes went {np.median(moved):.2f} in the median"


def refuse(bad, off, loss_off):
    wrong = np.flatnonzero(bad.any(0))
    if len(wrong):
        index, step = wrong[0], np.flatnonzero(bad[:, wrong[0]])[0]
        raise Different(
            f"{len(wrong)} of {bad.shape[1]} sketches part, the first is {index} at step {step}: a stroke is off by "
            f"{off[step, index]:.2g}, the loss by {loss_off[step, index]:.2g}"
        )


def parted(late, bad, off, found, expected, doubles):
    """What 64 bits say of the sketches that part."""
    if len(late) > UNSTABLE * bad.shape[1]:
        raise Different(f"{len(late)} of {bad.shape[1]} sketches part, the farthest by {off.max():.2g}")
    exact = archive(doubles(late))[0]
    theirs, ours = (
        sum(distance(side[index], one).max() > LOCATION for index, one in zip(late, exact)) for side in (expected, found)
    )
    said = f"from 64 bits croquis parts in {ours} of them and PyTorch in {theirs}"
    if ours > theirs:
        raise Different(f"{len(late)} of {bad.shape[1]} sketches part, and {said}")
    first = bad[:, late].argmax(0)
    early = np.sum(first <= 30)
    when = f"{early} of them within 30 steps, at step {first.min()} or later"
    return f"{len(late)} part ({when}, by at most {off.max():.2g}), and {said}"


def archive(path):
    """Each sketch's locations by step and stroke, each one's first points as they were drawn, and the losses."""
    with np.load(path) as file:
        ends = np.cumsum(file["counts"])[:-1]
        return np.split(file["locations"], ends, axis=1), np.split(file["drawn"], ends), file["losses"]


def distance(one, other):
    """How far apart two paths of a sketch are at each step."""
    return np.abs(one - other).max((1, 2))


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
