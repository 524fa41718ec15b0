"""Makes a small checkpoint as the authors of SketchXAI published theirs, of both kinds, and the logits that PyTorch
computes with it for the sketches of golden.f32.

The tensors have the published names, and those that are ignored are there too; the PyTorch kind has the prefix `module.`
of a DataParallel. Run it after make.py:

    pip install torch numpy orjson safetensors && python make_published.py

published.txt has a line of logits a sketch.
"""

import collections
import os
import sys

import numpy as np
import torch

HERE = os.path.dirname(os.path.abspath(__file__))
sys.path.insert(0, os.path.join(HERE, "../../Tests/Peers/network"))
from sketches import batch  # noqa: E402
from sketchxai import Configuration, SketchXAINet  # noqa: E402


def golden():
    data = np.fromfile(HERE + "/golden.f32", dtype="<f4")
    with open(HERE + "/golden.txt") as lines:
        fields = (line.rstrip("\n").split("\t") for line in lines)
        return {name: data[int(start) : int(start) + int(count)] for name, start, count in fields}


def drawings(points, lengths, counts):
    strokes = np.split(points, np.cumsum(lengths[:-1].astype(int)))
    ends = np.cumsum(counts.astype(int))
    return [strokes[end - int(count) : end] for end, count in zip(ends, counts)]


def published(model):
    """The tensors of a published file: the network's, and what was inherited and is not used."""
    width = model.configuration.width
    tensors = collections.OrderedDict((name, value.detach().clone()) for name, value in model.names().items())
    tensors["vit.embeddings.position_embeddings"] = torch.zeros(1, 197, width)
    tensors["vit.embeddings.mask_token"] = torch.zeros(1, 1, width)
    tensors["vit.embeddings.patch_embeddings.projection.weight"] = torch.zeros(width, 3, 2, 2)
    tensors["vit.embeddings.patch_embeddings.projection.bias"] = torch.zeros(width)
    tensors["classifier.weight"], tensors["classifier.bias"] = torch.zeros(10, width), torch.zeros(10)
    return tensors


def main():
    from safetensors.torch import save_file

    torch.manual_seed(11)
    model = SketchXAINet(Configuration(8, 2, 2, 5, layer_norm_epsilon=1e-12, tokens="padded197"))
    with torch.no_grad():
        for value in model.parameters():
            value.add_(torch.randn_like(value) * 0.2)
    tensors = published(model)
    save_file(tensors, HERE + "/published.safetensors", metadata={"format": "pt"})
    torch.save(collections.OrderedDict(("module." + name, value) for name, value in tensors.items()), HERE + "/published.bin")
    arrays = golden()
    sketches = drawings(arrays["points"].reshape(-1, 2), arrays["lengths"], arrays["counts"])
    with torch.no_grad():
        logits = model(batch(sketches))
    with open(HERE + "/published.txt", "w") as out:
        for row in logits.tolist():
            out.write(" ".join(f"{value:.9g}" for value in row) + "\n")


if __name__ == "__main__":
    main()
