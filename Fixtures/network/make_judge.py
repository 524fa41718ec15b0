"""Makes judge.safetensors, a small judge with random weights, and judge.txt: what PyTorch says of the drawings of
../quickdraw/sketches.ndjson, which the command given draws.

    pip install torch numpy && python make_judge.py CROQUIS

A line a drawing: the features, then the logits.
"""

import json
import os
import sys

import torch

HERE = os.path.dirname(os.path.abspath(__file__))
sys.path.insert(0, os.path.join(HERE, "../../Tests/Peers/network"))
import train_judge  # noqa: E402

CHANNELS, SIDE, FEATURES = (4, 6, 5), 13, 7
LABELS = ["cat", "house", "smiley face", "star"]


def tensors():
    """Of sides 13, 7, 4 and 2: odd ones, whose last pixel has no neighbour, too."""
    torch.manual_seed(4)
    made, inputs = {}, 1
    for index, outputs in enumerate(CHANNELS, start=1):
        made[f"convolution{index}.weight"] = torch.randn(outputs, inputs, 3, 3) / (3 * inputs**0.5)
        made[f"convolution{index}.bias"] = torch.randn(outputs) / 4
        inputs = outputs
    made["dense1.weight"] = torch.randn(FEATURES, 4 * inputs) / 2
    made["dense1.bias"] = torch.randn(FEATURES) / 4
    made["dense2.weight"] = torch.randn(len(LABELS), FEATURES)
    made["dense2.bias"] = torch.randn(len(LABELS)) / 4
    return {name: tensor.half() for name, tensor in made.items()}


def main(croquis):
    train_judge.SIDE = SIDE
    path = HERE + "/judge.safetensors"
    metadata = {"judge.labels": json.dumps(LABELS), "judge.side": str(SIDE), "judge.line": "1.5", "judge.padding": "1"}
    train_judge.write(path, tensors(), metadata)
    images, _, _ = train_judge.pictures(croquis, HERE + "/../quickdraw/sketches.ndjson")
    logits, features = train_judge.logits(train_judge.read(path)[0], images)
    with open(HERE + "/judge.txt", "w") as out:
        for row in torch.cat([features, logits], 1).tolist():
            out.write(" ".join(f"{value:.6g}" for value in row) + "\n")


if __name__ == "__main__":
    main(*sys.argv[1:])
