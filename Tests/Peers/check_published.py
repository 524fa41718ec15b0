"""Has croquis read a checkpoint of the published architecture, of both kinds of file, and compares its logits with
PyTorch's on 200 sketches.

    check_published.py --croquis PROGRAM [--sketches N] [SOURCE.ndjson]

The architecture is built in PyTorch from its description (`Fixtures/network/make.py`): SketchXAINet-Tiny, width 192, 12
layers, 3 heads, 345 classes, 197 tokens, with random weights, saved under the names of the published files. Sketches are
those of the real data, or generated ones; PyTorch takes them as `croquis convert -t quickdraw -t normalise:sketchxai`
gives them. A checkpoint does not name its classes, so croquis calls them by QuickDraw's categories, in the order of
SketchXAI: the test holds only if that is the order of the logits. Exits 1 where a logit is off by more than 1e-4.
"""

import argparse
import collections
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


class Wrong(Exception):
    """Croquis did not give what PyTorch gives."""


def network():
    """Random weights, such that the tokens without stroke, which are nearly all, do not drown what the sketches differ in."""
    torch.manual_seed(4)
    model = SketchXAINet(192, 12, 3, 345, eps=1e-12, padded=True).eval()
    factors = {"order": 0.1, "location": 3, "stroke": 3, "query": 3, "key": 3}
    with torch.no_grad():
        for name, value in model.names().items():
            value.add_(torch.randn_like(value) * 0.06)
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


def expected(model, path):
    """PyTorch's logits for normalised sketches."""
    rows = []
    with open(path, "rb") as lines, torch.inference_mode():
        for line in lines:
            strokes = [np.array(stroke[:2], dtype=np.float64).T for stroke in orjson.loads(line)["drawing"] if stroke[0]]
            lengths = np.array([len(stroke) for stroke in strokes])
            rows.append(model(*batch(np.concatenate(strokes), lengths, [len(strokes)]))[0].numpy())
    return np.array(rows)


def check(croquis, source, model, count, folder):
    sketches, normalised = folder / "sketches.ndjson", folder / "normalised.ndjson"
    sample(source, count, sketches)
    steps = ("-t", "quickdraw", "-t", "normalise:sketchxai")
    run([croquis, "convert", sketches, "--to", "quickdraw-raw", *steps, "-o", normalised, "--quiet"], folder / "convert")
    theirs = expected(model, normalised)
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
        if not off <= LOGIT:
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
            check(options.croquis, source, network(), options.sketches, folder)
        except (Wrong, ProgramFailed, OSError, ValueError, KeyError) as failure:
            sys.exit(f"check_published: WRONG: {failure}")


if __name__ == "__main__":
    main()
