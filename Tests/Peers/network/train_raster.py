"""Trains the raster network: what the picture of a drawing shows, beside the network that reads its strokes.

    train_raster.py CROQUIS TRAIN RASTER.safetensors [--steps 8000] [--seed 11] [--init OTHER.safetensors]
    train_raster.py CROQUIS TRAIN RASTER.safetensors --evaluate FOLDER

CROQUIS is the command, which draws the pictures of the folder TRAIN anew for every pass over it, after its transform
`augment`. Every twentieth drawing of a category is held out, and with --hold-out FILE whatever looks like a drawing of
the same label there. Training draws a category, then one of its drawings. --init begins from the weights of a file.

A residual network whose batch norm is folded into its convolutions before the file is written: F16, with the classes and
the style of the pictures as metadata. What is written is the running average of the weights. A training that was stopped
goes on from RASTER.safetensors.checkpoint when the same command is given again.
"""

import argparse
import copy
import json
import math
import os
import pathlib
import subprocess
import tempfile
import time

import numpy
import torch
from torch import nn

import train_judge

SIDE, LINE, PADDING = 32, 1.5, 1
STEPS = ["stride", "stride", "residual", "stride", "residual"]


def pictures(croquis, source, *changes):
    """The pictures of a folder, their classes and the classes' names."""
    with tempfile.TemporaryDirectory(dir=os.environ.get("TMPDIR", "/dev/shm")) as folder:
        output = pathlib.Path(folder) / "pictures.npz"
        style = ["--size", SIDE, "--line", LINE, "--padding", PADDING, "--engine", "fast", "--background", "black"]
        command = [croquis, "render", source, "-o", output, "-q", *style, *changes]
        subprocess.run([str(word) for word in command], check=True)
        with numpy.load(output) as arrays:
            names = [str(name) for name in arrays["classes"]]
            return torch.from_numpy(arrays["images"]), torch.from_numpy(arrays["labels"]), names


class Convolution(nn.Module):
    """3x3 or 5x5, batch norm, and what it adds to."""

    def __init__(self, inputs, outputs, side=3, stride=1, residual=False):
        super().__init__()
        self.convolution = nn.Conv2d(inputs, outputs, side, stride, side // 2, bias=False)
        self.norm = nn.BatchNorm2d(outputs)
        self.residual = residual

    def forward(self, maps):
        out = self.norm(self.convolution(maps))
        return torch.relu(out + maps if self.residual else out)

    def folded(self):
        factor = self.norm.weight / torch.sqrt(self.norm.running_var + self.norm.eps)
        return self.convolution.weight * factor[:, None, None, None], self.norm.bias - self.norm.running_mean * factor


class Network(nn.Module):
    """32x32 pixels; 16x16, 8x8 and 4x4 maps, the last two with a residual convolution each; two dense layers."""

    def __init__(self, classes, dropout):
        super().__init__()
        self.convolutions = nn.ModuleList([
            Convolution(1, 32, side=5, stride=2),
            Convolution(32, 64, stride=2),
            Convolution(64, 64, residual=True),
            Convolution(64, 128, stride=2),
            Convolution(128, 128, residual=True),
        ])
        self.dense = nn.ModuleList([nn.Linear(16 * 128, 384), nn.Linear(384, classes)])
        self.dropout = nn.Dropout(dropout)

    def forward(self, maps):
        for convolution in self.convolutions:
            maps = convolution(maps)
        return self.dense[1](self.dropout(torch.relu(self.dense[0](self.dropout(maps.flatten(1))))))

    def folded(self):
        """The tensors of a network whose convolutions do what convolution and batch norm did."""
        tensors = {}
        for index, convolution in enumerate(self.convolutions, start=1):
            tensors[f"convolution{index}.weight"], tensors[f"convolution{index}.bias"] = convolution.folded()
        for index, dense in enumerate(self.dense, start=1):
            tensors[f"dense{index}.weight"], tensors[f"dense{index}.bias"] = dense.weight, dense.bias
        return {name: tensor.detach().contiguous().half() for name, tensor in tensors.items()}


def logits(tensors, images):
    """What the file's network says of pictures (N, 32, 32) of bytes."""
    maps = images[:, None].float() / 255
    for index in range(sum(name.startswith("convolution") for name in tensors) // 2):
        name = f"convolution{index + 1}"
        weight, bias = tensors[name + ".weight"], tensors[name + ".bias"]
        residual = weight.shape[0] == weight.shape[1]
        out = nn.functional.conv2d(maps, weight, bias, 1 if residual else 2, weight.shape[2] // 2)
        maps = torch.relu(out + maps if residual else out)
    features = torch.relu(nn.functional.linear(maps.flatten(1), tensors["dense1.weight"], tensors["dense1.bias"]))
    return nn.functional.linear(features, tensors["dense2.weight"], tensors["dense2.bias"])


@torch.inference_mode()
def shares(tensors, images, labels, classes):
    """The means over the classes of the shares whose class comes first, and is among the first five; the mean loss."""
    hits, loss = torch.zeros(2, classes), 0.0
    counts = torch.bincount(labels, minlength=classes)
    for first in range(0, len(labels), 1024):
        part = labels[first : first + 1024]
        said = logits(tensors, images[first : first + 1024])
        best = said.topk(5).indices == part[:, None]
        hits[0].index_add_(0, part, best[:, 0].float())
        hits[1].index_add_(0, part, best.any(1).float())
        loss += nn.functional.cross_entropy(said, part, reduction="sum").item()
    top1, top5 = (hits[:, counts > 0] / counts[counts > 0]).mean(1).tolist()
    return f"top-1 {top1:.4f}, top-5 {top5:.4f}, loss {loss / len(labels):.3f} of {len(labels)} drawings"


@torch.no_grad()
def begin(model, tensors, maps):
    """Gives a network the weights of a file: of each convolution a norm that changes nothing while its inputs are like `maps`."""
    for index, layer in enumerate(model.convolutions, start=1):
        layer.convolution.weight.copy_(tensors[f"convolution{index}.weight"])
        variance, mean = torch.var_mean(layer.convolution(maps), (0, 2, 3), unbiased=False)
        layer.norm.running_mean.copy_(mean)
        layer.norm.running_var.copy_(variance)
        layer.norm.weight.copy_(torch.sqrt(variance + layer.norm.eps))
        layer.norm.bias.copy_(tensors[f"convolution{index}.bias"] + mean)
        maps = layer.eval()(maps)
    model.train()
    for index, dense in enumerate(model.dense, start=1):
        dense.weight.copy_(tensors[f"dense{index}.weight"])
        dense.bias.copy_(tensors[f"dense{index}.bias"])


def kept_out(options, images, labels, names):
    """Which pictures are held out for looking like a drawing of the same label in the file --hold-out."""
    others, theirs, known = pictures(options.croquis, options.hold_out)
    kept = {(known[label], image.numpy().tobytes()) for image, label in zip(others, theirs.tolist())}
    return torch.tensor([(names[label], image.numpy().tobytes()) in kept for image, label in zip(images, labels.tolist())])


def rate(step, options):
    """One cycle: up over a tenth of the steps, down a cosine to nearly nothing."""
    begun = options.steps // 10
    if step < begun:
        return options.rate * (step + 1) / begun
    return options.rate * max(0.002, 0.5 + 0.5 * math.cos(math.pi * (step - begun) / (options.steps - begun)))


def train(options):
    torch.manual_seed(options.seed)
    clean, labels, names = pictures(options.croquis, options.train)
    order = torch.arange(len(labels))
    first = torch.searchsorted(labels, torch.arange(len(names)))
    held_out = (order - first[labels]) % 20 == 7
    left_out = held_out | kept_out(options, clean, labels, names) if options.hold_out else held_out
    print(f"{(~left_out).sum()} of {len(labels)} drawings to train on", flush=True)
    by_class = [order[(labels == c) & ~left_out] for c in range(len(names))]
    counts = torch.tensor([len(members) for members in by_class])
    begins = torch.cat([torch.zeros(1, dtype=torch.int64), counts.cumsum(0)[:-1]])
    members = torch.cat(by_class)
    validation, labels_held_out = clean[held_out], labels[held_out]
    model = Network(len(names), options.dropout).to(memory_format=torch.channels_last)
    if options.init:
        sample = torch.randperm(len(clean))[:4096]
        begin(model, train_judge.read(options.init)[0], clean[sample][:, None].float() / 255)
    del clean
    average = copy.deepcopy(model)
    optimiser = torch.optim.AdamW(model.parameters(), weight_decay=0.02)
    begun, mean, start = time.monotonic(), math.log(len(names)), 0
    checkpoint = pathlib.Path(str(options.raster) + ".checkpoint")
    if checkpoint.exists():
        kept = torch.load(checkpoint)
        model.load_state_dict(kept["model"])
        average.load_state_dict(kept["average"])
        optimiser.load_state_dict(kept["optimiser"])
        start, mean = kept["step"], kept["mean"]
        print(f"goes on at step {start}", flush=True)
    pass_length = max(1, options.pass_drawings // options.batch)
    images = None
    for step in range(start, options.steps):
        if images is None or step % pass_length == 0:
            images = None
            seed = options.seed * 1000 + step // pass_length
            images = pictures(options.croquis, options.train, "-t", options.transform, "--seed", seed)[0]
        chance = torch.Generator().manual_seed(options.seed * 1_000_003 + step)
        classes = torch.randint(len(names), (options.batch,), generator=chance)
        places = (torch.rand(options.batch, generator=chance) * counts[classes]).long()
        inputs = images[members[begins[classes] + places]][:, None].float() / 255
        for group in optimiser.param_groups:
            group["lr"] = rate(step, options)
        outputs = model(inputs.contiguous(memory_format=torch.channels_last))
        loss = nn.functional.cross_entropy(outputs, classes, label_smoothing=0.05)
        optimiser.zero_grad()
        loss.backward()
        optimiser.step()
        share = 1 - min(options.average, (1 + step) / (10 + step))
        with torch.no_grad():
            for kept, new in zip(average.state_dict().values(), model.state_dict().values()):
                kept.lerp_(new, share) if kept.is_floating_point() else kept.copy_(new)
        mean += (loss.item() - mean) / 100
        if (step + 1) % 250 == 0:
            print(f"step {step + 1}: loss {mean:.3f}, {time.monotonic() - begun:.0f} s", flush=True)
            state = {"model": model.state_dict(), "average": average.state_dict(), "optimiser": optimiser.state_dict()}
            torch.save(state | {"step": step + 1, "mean": mean}, str(checkpoint) + ".new")
            os.replace(str(checkpoint) + ".new", checkpoint)
        if (step + 1) % 1000 == 0 or step + 1 == options.steps:
            write(options, average, names, step + 1)
            said = shares(train_judge.read(options.raster)[0], validation, labels_held_out, len(names))
            print(f"validation: {said}", flush=True)
    checkpoint.unlink(missing_ok=True)


def write(options, model, names, steps):
    metadata = {
        "raster.labels": json.dumps(names, ensure_ascii=False),
        "raster.side": str(SIDE),
        "raster.line": str(LINE),
        "raster.padding": str(PADDING),
        "raster.steps": json.dumps(STEPS),
        "steps": str(steps),
        "seed": str(options.seed),
    }
    train_judge.write(options.raster, model.folded(), metadata)


def evaluate(options):
    images, labels, names = pictures(options.croquis, options.evaluate)
    tensors, metadata = train_judge.read(options.raster)
    known = {name: index for index, name in enumerate(json.loads(metadata["raster.labels"]))}
    labels = torch.tensor([known[name] for name in names])[labels]
    print(shares(tensors, images, labels, len(known)))


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("croquis")
    parser.add_argument("train")
    parser.add_argument("raster")
    parser.add_argument("--steps", type=int, default=8000)
    parser.add_argument("--batch", type=int, default=256)
    parser.add_argument("--rate", type=float, default=3e-3)
    parser.add_argument("--dropout", type=float, default=0.2)
    parser.add_argument("--average", type=float, default=0.998)
    parser.add_argument("--init")
    parser.add_argument("--hold-out")
    parser.add_argument("--transform", default="augment:1,flip=0.3/1")
    parser.add_argument("--pass-drawings", type=int, default=100_000)
    parser.add_argument("--seed", type=int, default=11)
    parser.add_argument("--threads", type=int, default=2)
    parser.add_argument("--evaluate")
    options = parser.parse_args()
    torch.set_num_threads(options.threads)
    evaluate(options) if options.evaluate else train(options)


if __name__ == "__main__":
    main()
