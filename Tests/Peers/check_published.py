"""Has croquis read a checkpoint of the published architecture, of both kinds of file, and compares its logits with
PyTorch's on 200 sketches.

    check_published.py --croquis PROGRAM [--sketches N] [SOURCE.ndjson]

The architecture is built in PyTorch from its description (`Fixtures/network/make.py`): SketchXAINet-Tiny, width 192, 12
layers, 3 heads, 345 classes, 197 tokens, with random weights, saved under the names of the published files. Sketches are
those of the real data, or generated ones, simplified by `-t quickdraw`; PyTorch takes them as
`croquis convert -t normalise:sketchxai` gives them. A checkpoint does not name its classes, so croquis calls them by
QuickDraw's categories, in the order of SketchXAI: the test holds only if that is the order of the logits. Exits 1 where a
logit is off by more than 1e-4.

Then the same with harder weights, which 32 bits may carry farther off than that: both programs' logits are compared with
PyTorch's in 64 bits, and croquis must be within three times PyTorch's own distance. That is the largest over a few passes
on inputs moved by 1e-7: where a sketch is badly conditioned, one pass may be near the exact value by luck.
"""

import argparse
import collections
import contextlib
import copy
import json
import struct
import sys
import tempfile
from pathlib import Path

import numpy as np
import orjson
import torch
from inputs import Inputs
from processes import ProgramFailed, run

sys.path.append(str(Path(__file__).resolve().parents[2] / "Fixtures/network"))
from make import SketchXAINet  # noqa: E402
from make_published import batch, published  # noqa: E402

#: How far a logit may be off.
LOGIT = 1e-4

#: How much farther than PyTorch in 32 bits croquis may be from PyTorch in 64 bits, and the passes that say how far that is.
FACTOR, PASSES = 3, 12


class Wrong(Exception):
    """Croquis did not give what PyTorch gives."""


def network(noise, sharpness):
    """Random weights, such that the tokens without stroke, which are nearly all, do not drown what the sketches differ in.

    `sharpness` is a factor of queries and keys, and so of how uneven attention is.
    """
    torch.manual_seed(4)
    model = SketchXAINet(192, 12, 3, 345, eps=1e-12, padded=True).eval()
    factors = {"order": 0.1, "location": 3, "stroke": 3, "query": sharpness, "key": sharpness}
    with torch.no_grad():
        for name, value in model.names().items():
            value.add_(torch.randn_like(value) * noise)
            for part, factor in factors.items():
                if part in name:
                    value.mul_(factor)
    return model


def save_safetensors(tensors, path):
    """The format by its description, so that no other program has a say in it."""
    header, data = {"__metadata__": {"format": "pt"}}, b""
    for name, value in tensors.items():
        content = value.numpy().astype("<f4").tobytes()
        header[name] = {"dtype": "F32", "shape": list(value.shape), "data_offsets": [len(data), len(data) + len(content)]}
        data += content
    text = json.dumps(header).encode()
    path.write_bytes(struct.pack("<Q", len(text)) + text + data)


def sample(source, count, path):
    """Drawings of the file, evenly spread over it."""
    lines = source.read_bytes().splitlines(keepends=True)
    step = max(1, len(lines) // count)
    path.write_bytes(b"".join(lines[::step][:count]))


@contextlib.contextmanager
def default_type(kind):
    torch.set_default_dtype(kind)
    try:
        yield
    finally:
        torch.set_default_dtype(torch.float32)


def drawings(path):
    """The strokes of each sketch of a file of normalised ones."""
    with open(path, "rb") as lines:
        drawn = (orjson.loads(line)["drawing"] for line in lines)
        return [[np.array(stroke[:2], dtype=np.float64).T for stroke in drawing if stroke[0]] for drawing in drawn]


def expected(model, sketches):
    """PyTorch's logits for normalised sketches, in the model's floats. Inputs have 32 bits in any case."""
    rows, kind = [], model.fc.weight.dtype
    with torch.inference_mode(), default_type(kind):
        for strokes in sketches:
            lengths = np.array([len(stroke) for stroke in strokes])
            rows_of_strokes, lengths, starts, counts = batch(np.concatenate(strokes), lengths, [len(strokes)])
            rows.append(model(rows_of_strokes.to(kind), lengths, starts.to(kind), counts)[0].numpy())
    return np.array(rows)


def moved(strokes, generator):
    return [stroke * (1 + 1e-7 * generator.uniform(-1, 1, stroke.shape)) for stroke in strokes]


def own_error(model, sketches, theirs, exact, worst):
    """How far PyTorch in 32 bits is from 64 bits: over all sketches, and a few passes over the one numbered `worst`."""
    generator = np.random.default_rng(1)
    passes = expected(model, [moved(sketches[worst], generator) for _ in range(PASSES)])
    return max(np.abs(theirs - exact).max(), np.abs(passes - exact[worst]).max())


def check(croquis, source, model, count, folder, harder=False):
    sketches, normalised = folder / "sketches.ndjson", folder / "normalised.ndjson"
    sample(source, count, folder / "sample.ndjson")
    # Until nothing changes any more: whether croquis simplifies a drawing once more before it classifies is then the same.
    convert = [croquis, "convert", "--quiet", "--force"]
    run([*convert, folder / "sample.ndjson", *["-t", "quickdraw"] * 30, "-o", sketches], folder / "convert")
    steps = ("--to", "quickdraw-raw", "-t", "normalise:sketchxai")
    run([*convert, sketches, *steps, "-o", normalised], folder / "convert")
    drawn = drawings(normalised)
    theirs = expected(model, drawn)
    exact = expected(copy.deepcopy(model).double(), drawn)
    tensors = published(model)
    files = [folder / "model.safetensors", folder / "pytorch_model.bin"]
    save_safetensors(tensors, files[0])
    torch.save(collections.OrderedDict(("module." + name, value) for name, value in tensors.items()), files[1])
    for file in files:
        log = folder / file.name
        run([croquis, "classify", sketches, "--model", file, "--json", "--logits", "--quiet"], log)
        with open(f"{log}.out", "rb") as lines:
            said = [orjson.loads(line)["logits"] for line in lines]
        # By label, in the order of the classes, or in that order alone.
        ours = np.array([list(row.values()) if isinstance(row, dict) else row for row in said])
        if ours.shape != theirs.shape:
            raise Wrong(f"{file.name}: {ours.shape} logits, and PyTorch gives {theirs.shape}")
        if said and isinstance(said[0], dict) and list(said[0]) != sorted(said[0], key=str.lower):
            raise Wrong(f"{file.name}: the labels are not in the order of SketchXAI's classes")
        off = np.abs(ours - theirs).max()
        line = f"{file.name}: logits of {len(ours)} sketches within {off:.2g}, of logits up to {np.abs(theirs).max():.2f}"
        to_exact = np.abs(ours - exact)
        worst = int(to_exact.max(1).argmax())
        own = own_error(model, drawn, theirs, exact, worst)
        medians = [np.median(np.abs(logits - exact).max(1)) for logits in (ours, theirs)]
        line += f"; from 64 bits {to_exact.max():.2g} (PyTorch {own:.2g}), in the median sketch {medians[0]:.2g} ({medians[1]:.2g})"
        if harder:
            wrong = not (to_exact.max() <= FACTOR * own and medians[0] <= FACTOR * medians[1])
        else:
            wrong = not off <= LOGIT
        if wrong:
            raise Wrong(line)
        same = (ours.argmax(1) == theirs.argmax(1)).mean()
        print(f"{line}; the likeliest of {len(set(theirs.argmax(1)))} labels is the same in {same:.1%}", flush=True)


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--croquis", type=Path, required=True)
    parser.add_argument("--sketches", type=int, default=200)
    parser.add_argument("--data", type=Path, help=argparse.SUPPRESS)
    parser.add_argument("source", type=Path, nargs="?")
    options = parser.parse_args()
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        try:
            source = options.source or Inputs(options.data, folder, quick=True).simplified
            check(options.croquis, source, network(noise=0.06, sharpness=3), options.sketches, folder)
            print("with harder weights:", flush=True)
            check(options.croquis, source, network(noise=0.1, sharpness=2), options.sketches, folder, harder=True)
        except (Wrong, ProgramFailed, OSError, ValueError, KeyError) as failure:
            sys.exit(f"check_published: WRONG: {failure}")


if __name__ == "__main__":
    main()
