"""Makes raster.safetensors, a small raster network with random weights, and raster.txt: what PyTorch says of the drawings
of ../quickdraw/sketches.ndjson, which the command given draws.

    pip install torch numpy && python make_raster.py CROQUIS

A line a drawing: the logits.
"""

import json
import os
import sys

import torch

HERE = os.path.dirname(os.path.abspath(__file__))
sys.path.insert(0, os.path.join(HERE, "../../Tests/Peers/network"))
import train_judge  # noqa: E402
import train_raster  # noqa: E402

CHANNELS, SQUARES, SIDE, FEATURES = (4, 6, 6, 5, 5), (5, 3, 3, 3, 3), 13, 7
LABELS = ["cat", "house", "smiley face", "star"]


def tensors():
    """Of sides 13, 7, 4 and 2: odd ones, whose last pixel has no neighbour, too."""
    torch.manual_seed(6)
    made, inputs = {}, 1
    for index, (outputs, square) in enumerate(zip(CHANNELS, SQUARES), start=1):
        made[f"convolution{index}.weight"] = torch.randn(outputs, inputs, square, square) / (square * inputs**0.5)
        made[f"convolution{index}.bias"] = torch.randn(outputs) / 4
        inputs = outputs
    made["dense1.weight"] = torch.randn(FEATURES, 4 * inputs) / 2
    made["dense1.bias"] = torch.randn(FEATURES) / 4
    made["dense2.weight"] = torch.randn(len(LABELS), FEATURES)
    made["dense2.bias"] = torch.randn(len(LABELS)) / 4
    return {name: tensor.half() for name, tensor in made.items()}


def main(croquis):
    train_raster.SIDE = SIDE
    path = HERE + "/raster.safetensors"
    metadata = {
        "raster.labels": json.dumps(LABELS),
        "raster.side": str(SIDE),
        "raster.line": "1.5",
        "raster.padding": "1",
        "raster.steps": json.dumps(train_raster.STEPS),
        "raster.weight": "0.8",
        "raster.mixture.strokes": "0.6",
        "raster.mixture.raster": "0.7",
    }
    train_judge.write(path, tensors(), metadata)
    images, _, _ = train_raster.pictures(croquis, HERE + "/../quickdraw/sketches.ndjson")
    with open(HERE + "/raster.txt", "w") as out:
        for row in train_raster.logits(train_judge.read(path)[0], images).tolist():
            out.write(" ".join(f"{value:.6g}" for value in row) + "\n")


if __name__ == "__main__":
    main(*sys.argv[1:])
