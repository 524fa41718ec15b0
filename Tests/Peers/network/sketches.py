"""Sketches from NDJSON that croquis normalised, and batches of them for the network."""

from dataclasses import dataclass, fields

import numpy as np
import orjson
import torch
from sketchxai import MAXIMUM_STROKES
from torch.nn.utils.rnn import PackedSequence, pack_padded_sequence


def read(path):
    """The drawings of a file, each a list of (points, 2) arrays of doubles, and their labels."""
    drawings, labels = [], []
    with open(path, "rb") as lines:
        for line in lines:
            sketch = orjson.loads(line)
            drawings.append([np.array(stroke[:2], dtype=np.float64).T for stroke in sketch["drawing"] if stroke[0]])
            labels.append(sketch.get("word", ""))
    return drawings, labels


@dataclass
class Batch:
    """What the network reads of some sketches. Their strokes are in order of their lengths, the longest first."""

    #: Rows of dx, dy, pen down, pen up.
    strokes: PackedSequence
    #: For each stroke its first point, its sketch and its place there.
    starts: torch.Tensor
    sketch: torch.Tensor
    place: torch.Tensor
    #: For each sketch its strokes, and which of 1 + the most strokes of any are its tokens.
    counts: torch.Tensor
    mask: torch.Tensor
    most_strokes: int
    #: For each stroke, which one it was before they were ordered.
    before: torch.Tensor
    #: For each sketch its class; empty where nobody asks.
    labels: torch.Tensor

    def to(self, device):
        moved = {field.name: getattr(self, field.name) for field in fields(self)}
        return Batch(**{name: value if isinstance(value, int) else value.to(device) for name, value in moved.items()})


def batch(drawings, labels=()):
    drawings = [drawing[:MAXIMUM_STROKES] for drawing in drawings]
    strokes = [stroke for drawing in drawings for stroke in drawing]
    counts = torch.tensor([len(drawing) for drawing in drawings])
    lengths = torch.tensor([len(stroke) for stroke in strokes])
    before = torch.argsort(lengths, descending=True, stable=True)
    rows = np.zeros((len(strokes), int(lengths.max()), 4), dtype=np.float32)
    for row, index in enumerate(before.tolist()):
        stroke = strokes[index]
        last = len(stroke) - 1
        rows[row, 1 : last + 1, :2] = np.diff(stroke, axis=0)
        rows[row, :last, 2], rows[row, last, 3] = 1, 1
    most = int(counts.max())
    return Batch(
        strokes=pack_padded_sequence(torch.from_numpy(rows), lengths[before], batch_first=True),
        starts=torch.tensor(np.array([stroke[0] for stroke in strokes]), dtype=torch.float32)[before],
        sketch=torch.repeat_interleave(torch.arange(len(drawings)), counts)[before],
        place=torch.cat([torch.arange(count) for count in counts])[before],
        counts=counts,
        mask=(torch.arange(most + 1) <= counts[:, None])[:, None, None],
        most_strokes=most,
        before=before,
        labels=torch.tensor(labels, dtype=torch.long),
    )
