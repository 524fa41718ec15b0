"""The official QuickDraw simplification, in numpy, with a library's Ramer-Douglas-Peucker.

    raw_to_simplified.py rdp|simplification RAW.ndjson OUT.ndjson

Minimum to the origin, one scale of 255 over the longer side, a sample at each whole unit of a stroke's length and its
last point, Ramer-Douglas-Peucker with epsilon 2, rounding to whole units, halves to even.

Whole raw coordinates make many ties, so the order of the operations decides which points stay: this one gives the
official data with `rdp`. A drawing's strokes are scaled and sampled together, as numpy's calls cost more than their work
on one stroke; of five ways to sample that were tried, numpy.interp among them, this was the fastest.
"""

import sys
import warnings

import numpy as np
import orjson
import stopwatch

if sys.argv[1] == "rdp":
    from rdp import rdp

    # It calls numpy.cross on vectors of two, which numpy advises against at every call.
    warnings.simplefilter("ignore")

    def reduce(points):
        return rdp(points, epsilon=2.0)

else:
    from simplification.cutil import simplify_coords

    def reduce(points):
        return simplify_coords(points, 2.0)


def scaled(drawing):
    xs, ys = [], []
    for stroke in drawing:
        xs += stroke[0]
        ys += stroke[1]
    points = np.array((xs, ys), dtype=float)
    points -= points.min(axis=1, keepdims=True)
    side = points.max() or 1.0
    points *= 255
    points /= side
    return points


def resample(points, ends):
    """The samples of all strokes as (n, 2), and where each stroke's samples end; `ends` is where its points do."""
    moves = np.diff(points, append=0.0)
    steps = np.sqrt(moves[0] ** 2 + moves[1] ** 2)
    steps[ends - 1] = 1.0
    along = np.zeros(len(steps))
    first = 0
    for end in ends.tolist():
        np.cumsum(steps[first : end - 1], out=along[first + 1 : end])
        first = end
    # A segment has the whole units from its begin on and before its end; a stroke's last point stands for itself.
    begins = np.ceil(along)
    counts = np.ones(len(steps), dtype=int)
    counts[:-1] = np.diff(begins)
    counts[ends - 1] = 1
    upto = np.cumsum(counts)
    segment = np.repeat(np.arange(len(steps)), counts)
    share = (np.arange(upto[-1]) - (upto - counts - begins)[segment] - along[segment]) / steps[segment]
    share[upto[ends - 1] - 1] = 0
    samples = points.take(segment, axis=1) * (1 - share) + points.take(segment + 1, axis=1, mode="clip") * share
    return np.ascontiguousarray(samples.T), upto[ends - 1]


def simplify(drawing):
    samples, ends = resample(scaled(drawing), np.cumsum([len(stroke[0]) for stroke in drawing]))
    result = []
    first = 0
    for end in ends.tolist():
        points = samples[first:end]
        first = end
        # A stroke without length is two equal points in the official data.
        points = np.asarray(reduce(points)) if len(points) > 1 else np.repeat(points, 2, axis=0)
        result.append(np.rint(points).astype(np.int64).T.tolist())
    return result


def main(_, source, destination):
    count = 0
    with open(source, "rb") as lines, open(destination, "wb") as out:
        for line in lines:
            sketch = orjson.loads(line)
            sketch["drawing"] = simplify(sketch["drawing"])
            out.write(orjson.dumps(sketch, option=orjson.OPT_APPEND_NEWLINE))
            count += 1
    return count


if __name__ == "__main__":
    stopwatch.run(main)
