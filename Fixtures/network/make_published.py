"""Makes a small checkpoint as the authors of SketchXAI published theirs, of both kinds, and the logits that PyTorch
computes with it for the sketches of golden.f32.

The tensors have the published names, and those that are ignored are there too; the PyTorch kind has the prefix `module.`
of a DataParallel. Run it after make.py:

    pip install torch numpy safetensors && python make_published.py

published.txt has a line of logits a sketch.
"""

import collections
import os

import numpy as np
import torch

from make import SketchXAINet

HERE = os.path.dirname(os.path.abspath(__file__))


def golden():
    data = np.fromfile(HERE + "/golden.f32", dtype="<f4")
    with open(HERE + "/golden.txt") as lines:
        fields = (line.rstrip("\n").split("\t") for line in lines)
        return {name: data[int(start) : int(start) + int(count)] for name, start, count in fields}


def batch(points, lengths, counts):
    strokes, starts, used = np.zeros((len(lengths), int(max(lengths)), 4)), [], 0
    for index, length in enumerate(int(length) for length in lengths):
        stroke = points[used : used + length]
        used += length
        starts.append(stroke[0])
        strokes[index, 1:length, :2] = np.diff(stroke, axis=0)
        strokes[index, : length - 1, 2], strokes[index, length - 1, 3] = 1, 1
    tensor = lambda value: torch.tensor(np.array(value), dtype=torch.float32)
    return tensor(strokes), torch.tensor(lengths.astype(int)), tensor(starts), [int(count) for count in counts]


def published(model):
    """The tensors of a published file: the network's, and what was inherited and is not used."""
    width = model.d
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
    model = SketchXAINet(8, 2, 2, 5, eps=1e-12, padded=True)
    with torch.no_grad():
        for value in model.parameters():
            value.add_(torch.randn_like(value) * 0.2)
    tensors = published(model)
    save_file(tensors, HERE + "/published.safetensors", metadata={"format": "pt"})
    torch.save(collections.OrderedDict(("module." + name, value) for name, value in tensors.items()), HERE + "/published.bin")
    arrays = golden()
    with torch.no_grad():
        logits = model(*batch(arrays["points"].reshape(-1, 2), arrays["lengths"], arrays["counts"]))
    with open(HERE + "/published.txt", "w") as out:
        for row in logits.tolist():
            out.write(" ".join(f"{value:.9g}" for value in row) + "\n")


if __name__ == "__main__":
    main()
