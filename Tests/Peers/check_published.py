"""Has croquis read a checkpoint of the published architecture, of both kinds of file, and compares its logits with
PyTorch's on 200 sketches.

    check_published.py --croquis PROGRAM [--sketches N] [SOURCE.ndjson]

The architecture is built in PyTorch from its description (`network/sketchxai.py`): SketchXAINet-Tiny, width 192, 12
layers, 3 heads, 345 classes, 197 tokens, with random weights, saved under the names of the published files. Sketches are
those of the real data, or generated ones; PyTorch takes them as `croquis convert -t quickdraw -t normalise:sketchxai`
gives them. A checkpoint does not name its classes, so croquis calls them by QuickDraw's categories, in the order of
SketchXAI: the test holds only if that is the order of the logits. Exits 1 where a logit is off by more than 1e-4.

Then the same with harder weights, which 32 bits may carry farther off than that: both programs' logits are compared with
PyTorch's in 64 bits, and croquis must be within three times PyTorch's own distance. That is the largest over a few passes
on inputs moved by 1e-7: where a sketch is badly conditioned, one pass may be near the exact value by luck.
"""

import argparse
import collections
import contextlib
import copy
import sys
import tempfile
from pathlib import Path

import numpy as np
import orjson
import torch
from bench import NETWORK
from inputs import Inputs
from processes import ProgramFailed, run

sys.path += [str(NETWORK), str(Path(__file__).resolve().parents[2] / "Fixtures/network")]
import sketches  # noqa: E402
import weights  # noqa: E402
from make_published import published  # noqa: E402

#: How far a logit may be off.
LOGIT = 1e-4

#: How much farther than PyTorch in 32 bits croquis may be from PyTorch in 64 bits, and the passes that say how far that is.
FACTOR, PASSES = 3, 12


class Wrong(Exception):
    """Croquis did not give what PyTorch gives."""


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


def expected(model, drawn):
    """PyTorch's logits for normalised drawings, in the model's floats. Inputs have 32 bits in any case."""
    rows, kind = [], model.fc.weight.dtype
    with torch.inference_mode(), default_type(kind):
        for drawing in drawn:
            batch = sketches.batch([drawing])
            batch.strokes, batch.starts = batch.strokes.to(kind), batch.starts.to(kind)
            rows.append(model(batch))
    return torch.cat(rows).numpy()


def own_error(model, drawn, theirs, exact, worst):
    """How far PyTorch in 32 bits is from 64 bits: over all sketches, and a few passes over the one numbered `worst`."""
    generator = np.random.default_rng(1)
    moved = [
        [stroke * (1 + 1e-7 * generator.uniform(-1, 1, stroke.shape)) for stroke in drawn[worst]] for _ in range(PASSES)
    ]
    return max(np.abs(theirs - exact).max(), np.abs(expected(model, moved) - exact[worst]).max())


def check(croquis, source, model, count, folder, harder=False):
    drawings, normalised = folder / "sketches.ndjson", folder / "normalised.ndjson"
    sample(source, count, drawings)
    steps = ("--to", "quickdraw-raw", "-t", "quickdraw", "-t", "normalise:sketchxai")
    run([croquis, "convert", drawings, *steps, "-o", normalised, "--quiet", "--force"], folder / "convert")
    drawn = sketches.read(normalised)[0]
    theirs = expected(model, drawn)
    exact = expected(copy.deepcopy(model).double(), drawn)
    tensors = published(model)
    files = [folder / "model.safetensors", folder / "pytorch_model.bin"]
    weights.write(files[0], tensors, {"format": "pt"})
    torch.save(collections.OrderedDict(("module." + name, value) for name, value in tensors.items()), files[1])
    for file in files:
        log = folder / file.name
        run([croquis, "classify", drawings, "--model", file, "--json", "--logits", "--quiet"], log)
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
        own = own_error(model, drawn, theirs, exact, int(to_exact.max(1).argmax()))
        medians = [np.median(np.abs(logits - exact).max(1)) for logits in (ours, theirs)]
        line += f"; from 64 bits {to_exact.max():.2g} (PyTorch {own:.2g})"
        line += f", in the median sketch {medians[0]:.2g} ({medians[1]:.2g})"
        near = to_exact.max() <= FACTOR * own and medians[0] <= FACTOR * medians[1]
        if not (near if harder else off <= LOGIT):
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
            check(options.croquis, source, weights.random_tiny(345, 0.06, sharpness=3), options.sketches, folder)
            print("with harder weights:", flush=True)
            check(options.croquis, source, weights.random_tiny(345), options.sketches, folder, harder=True)
        except (Wrong, ProgramFailed, OSError, ValueError, KeyError) as failure:
            sys.exit(f"check_published: WRONG: {failure}")


if __name__ == "__main__":
    main()
