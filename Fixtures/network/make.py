"""Makes the golden files of this folder: a small SketchXAINet with random weights in PyTorch, its logits and gradients.

The architecture is `Tests/Peers/network/sketchxai.py`.

    pip install torch numpy orjson && python make.py

golden.f32 holds little-endian 32-bit floats; golden.txt says what is where: name, offset and count, in floats.
"""

import os
import sys

import numpy as np
import torch
from torch import nn

HERE = os.path.dirname(os.path.abspath(__file__))
sys.path.insert(0, os.path.join(HERE, "../../Tests/Peers/network"))
from sketches import batch  # noqa: E402
from sketchxai import Configuration, SketchXAINet  # noqa: E402


def main():
    torch.manual_seed(7)
    rng = np.random.default_rng(7)
    model = SketchXAINet(Configuration(16, 2, 2, 5))
    with torch.no_grad():
        for value in model.parameters():
            value.add_(torch.randn_like(value) * 0.1)
    # Three sketches of dyadic points: the strokes' absolute points are written too, for the program to read.
    sketches = [[rng.integers(-47, 48, (length, 2)) / 64 for length in lengths] for lengths in ((5, 1, 9), (3,), (2, 7))]
    arrays = {"points": np.concatenate([stroke for sketch in sketches for stroke in sketch])}
    arrays["lengths"] = [len(stroke) for sketch in sketches for stroke in sketch]
    arrays["counts"] = [len(sketch) for sketch in sketches]
    for name, value in model.names().items():
        arrays["weight " + name] = value.detach().numpy()
    for mode in ("packed", "padded197"):
        model.zero_grad()
        given = batch(sketches, [1, 4, 0])
        given.starts.requires_grad_()
        logits = model(given, mode)
        loss = nn.functional.cross_entropy(logits, given.labels, label_smoothing=0.1)
        loss.backward()
        arrays[mode + " logits"] = logits.detach().numpy()
        arrays[mode + " loss"] = loss.detach().numpy()
        arrays[mode + " starts"] = given.starts.grad[torch.argsort(given.before)].numpy()
        for name, value in model.names().items():
            gradient = value.grad.numpy()
            if name.endswith("order_embeddings.weight"):
                gradient = gradient[:3]
            if mode == "packed" or "embeddings" in name:
                arrays[f"{mode} gradient {name}"] = gradient
    offset = 0
    with open(HERE + "/golden.f32", "wb") as data, open(HERE + "/golden.txt", "w") as index:
        for name, value in arrays.items():
            flat = np.asarray(value, dtype="<f4").ravel()
            data.write(flat.tobytes())
            index.write(f"{name}\t{offset}\t{flat.size}\n")
            offset += flat.size


if __name__ == "__main__":
    main()
