"""Trains the judge: a small convolutional network that tells what a picture of a drawing shows.

    train_judge.py CROQUIS TRAIN JUDGE.safetensors [--steps 4500] [--seed 1] [--test TEST]

CROQUIS is the command, which draws the pictures of the training folder TRAIN; so what is trained on is drawn as the
program draws it. Each drawing is fitted to 28x28 pixels by its box, which makes pictures blind to where a whole drawing
is and how large. Every twentieth drawing of a category is held out. Training draws a category, then one of its
drawings, in one of eight copies that are turned and stretched a little; mirrored, and moved by up to two pixels, by chance.

Batch norm is folded into the convolutions before the file is written: F16, with the classes and the style of the
pictures as metadata. --test judges the file on another folder, once all is chosen; --evaluate does nothing else.
"""

import argparse
import json
import math
import pathlib
import struct
import subprocess
import tempfile
import time

import numpy
import torch
from torch import nn

SIDE, LINE, PADDING = 28, 1.5, 1
CHANNELS, FEATURES = (32, 64, 128, 128), 256
TURNS = (0, 0, -4, 4, -8, 8, -12, 12)


def pictures(croquis, source, seed=None, turn=0):
    """The pictures of a folder, their classes and the classes' names."""
    changes = [] if seed is None else ["-t", "jitter-scale:0.15", "-t", f"rotate:{turn}", "--seed", str(seed)]
    with tempfile.TemporaryDirectory() as folder:
        output = pathlib.Path(folder) / "pictures.npz"
        style = ["--size", str(SIDE), "--line", str(LINE), "--padding", str(PADDING), "--engine", "fast", "--background", "black"]
        subprocess.run([croquis, "render", source, "-o", output, "-q", *style, *changes], check=True)
        with numpy.load(output) as arrays:
            names = [str(name) for name in arrays["classes"]]
            return torch.from_numpy(arrays["images"]), torch.from_numpy(arrays["labels"]), names


def network(classes):
    layers, inputs = [], 1
    for outputs in CHANNELS:
        layers += [nn.Conv2d(inputs, outputs, 3, padding=1, bias=False), nn.BatchNorm2d(outputs), nn.ReLU()]
        layers += [nn.MaxPool2d(2, ceil_mode=True)]
        inputs = outputs
    layers += [nn.Flatten(), nn.Linear(4 * inputs, FEATURES), nn.ReLU(), nn.Dropout(0.15), nn.Linear(FEATURES, classes)]
    return nn.Sequential(*layers)


def folded(trained):
    """The tensors of a network whose convolutions do what convolution and batch norm did."""
    tensors, convolution, place = {}, None, {"convolution": 0, "dense": 0}
    for layer in trained:
        if isinstance(layer, nn.Conv2d):
            convolution = layer
        elif isinstance(layer, nn.BatchNorm2d):
            factor = layer.weight / torch.sqrt(layer.running_var + layer.eps)
            place["convolution"] += 1
            name = f"convolution{place['convolution']}"
            tensors[name + ".weight"] = convolution.weight * factor[:, None, None, None]
            tensors[name + ".bias"] = layer.bias - layer.running_mean * factor
        elif isinstance(layer, nn.Linear):
            place["dense"] += 1
            tensors[f"dense{place['dense']}.weight"] = layer.weight
            tensors[f"dense{place['dense']}.bias"] = layer.bias
    return {name: tensor.detach().contiguous().half() for name, tensor in tensors.items()}


def write(path, tensors, metadata):
    """A safetensors file."""
    header, offset, parts = {"__metadata__": metadata}, 0, []
    for name, tensor in tensors.items():
        bytes_ = tensor.numpy().astype("<f2").tobytes()
        header[name] = {"dtype": "F16", "shape": list(tensor.shape), "data_offsets": [offset, offset + len(bytes_)]}
        offset += len(bytes_)
        parts.append(bytes_)
    text = json.dumps(header, ensure_ascii=False, separators=(",", ":")).encode()
    text += b" " * (-len(text) % 8)
    pathlib.Path(path).write_bytes(struct.pack("<Q", len(text)) + text + b"".join(parts))


def read(path):
    """The tensors of such a file as floats, and its metadata."""
    data = pathlib.Path(path).read_bytes()
    (count,) = struct.unpack("<Q", data[:8])
    header = json.loads(data[8 : 8 + count])
    metadata = header.pop("__metadata__")
    tensors = {}
    for name, entry in header.items():
        first, end = (8 + count + place for place in entry["data_offsets"])
        values = numpy.frombuffer(data[first:end], "<f2").astype("f4").reshape(entry["shape"])
        tensors[name] = torch.from_numpy(values)
    return tensors, metadata


def logits(tensors, images):
    """What the file's network says of pictures (N, 28, 28) of bytes, and its features."""
    maps = images[:, None].float() / 255
    for index in range(sum("convolution" in name for name in tensors) // 2):
        name = f"convolution{index + 1}"
        maps = torch.relu(nn.functional.conv2d(maps, tensors[name + ".weight"], tensors[name + ".bias"], padding=1))
        maps = nn.functional.max_pool2d(maps, 2, ceil_mode=True)
    features = torch.relu(nn.functional.linear(maps.flatten(1), tensors["dense1.weight"], tensors["dense1.bias"]))
    return nn.functional.linear(features, tensors["dense2.weight"], tensors["dense2.bias"]), features


@torch.inference_mode()
def shares(tensors, images, labels, classes):
    """The means over the classes of the shares whose class comes first, and is among the first five."""
    hits = torch.zeros(2, classes)
    counts = torch.bincount(labels, minlength=classes)
    for first in range(0, len(labels), 1024):
        part = labels[first : first + 1024]
        best = logits(tensors, images[first : first + 1024])[0].topk(5).indices == part[:, None]
        hits[0].index_add_(0, part, best[:, 0].float())
        hits[1].index_add_(0, part, best.any(1).float())
    top1, top5 = (hits[:, counts > 0] / counts[counts > 0]).mean(1).tolist()
    return f"top-1 {top1:.4f}, top-5 {top5:.4f} of {len(labels)} drawings"


def batch(copies, by_class, chance, count):
    """Pictures as a network takes them, and their classes, evenly over the classes."""
    classes = torch.randint(len(by_class), (count,), generator=chance)
    places = torch.rand(count, generator=chance)
    rows = torch.stack([by_class[c][int(u * len(by_class[c]))] for c, u in zip(classes.tolist(), places.tolist())])
    which = torch.randint(len(copies), (count,), generator=chance)
    images = torch.empty((count, 1, SIDE, SIDE))
    for index, copy in enumerate(copies):
        mine = which == index
        images[mine, 0] = copy[rows[mine]].float() / 255
    mirrored = torch.rand(count, generator=chance) < 0.5
    images[mirrored] = images[mirrored].flip(3)
    dx, dy = torch.randint(-2, 3, (2, count), generator=chance)
    padded = nn.functional.pad(images[:, 0], (2, 2, 2, 2))
    line = torch.arange(SIDE)
    y, x = (line + 2 + dy[:, None])[:, :, None], (line + 2 + dx[:, None])[:, None, :]
    return padded[torch.arange(count)[:, None, None], y, x][:, None], classes


def train(options):
    torch.manual_seed(options.seed)
    chance = torch.Generator().manual_seed(options.seed)
    images, labels, names = pictures(options.croquis, options.train)
    order = torch.arange(len(labels))
    first = torch.searchsorted(labels, torch.arange(len(names)))
    held_out = (order - first[labels]) % 20 == 0
    by_class = [order[(labels == c) & ~held_out] for c in range(len(names))]
    copies = [images] + [
        pictures(options.croquis, options.train, seed, turn)[0] for seed, turn in enumerate(TURNS, start=1)
    ]
    model = network(len(names)).to(memory_format=torch.channels_last)
    optimiser = torch.optim.AdamW(model.parameters(), weight_decay=0.02)
    schedule = torch.optim.lr_scheduler.OneCycleLR(optimiser, 6e-3, options.steps, pct_start=0.2)
    begun, mean = time.monotonic(), math.log(len(names))
    for step in range(1, options.steps + 1):
        inputs, targets = batch(copies, by_class, chance, options.batch)
        with torch.autocast("cpu", torch.bfloat16):
            outputs = model(inputs.contiguous(memory_format=torch.channels_last))
        loss = nn.functional.cross_entropy(outputs.float(), targets, label_smoothing=0.05)
        optimiser.zero_grad()
        loss.backward()
        optimiser.step()
        schedule.step()
        mean += (loss.item() - mean) / 100
        if step % 500 == 0:
            print(f"step {step}: loss {mean:.3f}, {time.monotonic() - begun:.0f} s", flush=True)
        if step % 2500 == 0 or step == options.steps:
            said = shares({k: t.float() for k, t in folded(model).items()}, images[held_out], labels[held_out], len(names))
            print(f"validation: {said}", flush=True)
    metadata = {
        "judge.labels": json.dumps(names, ensure_ascii=False),
        "judge.side": str(SIDE),
        "judge.line": str(LINE),
        "judge.padding": str(PADDING),
        "steps": str(options.steps),
        "seed": str(options.seed),
    }
    write(options.judge, folded(model), metadata)
    said = shares(read(options.judge)[0], images[held_out], labels[held_out], len(names))
    print(f"validation, of the file: {said}", flush=True)


def test(options):
    images, labels, names = pictures(options.croquis, options.test)
    tensors, metadata = read(options.judge)
    known = {name: index for index, name in enumerate(json.loads(metadata["judge.labels"]))}
    labels = torch.tensor([known[name] for name in names])[labels]
    print(f"test: {shares(tensors, images, labels, len(known))}")


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("croquis")
    parser.add_argument("train")
    parser.add_argument("judge")
    parser.add_argument("--steps", type=int, default=4500)
    parser.add_argument("--batch", type=int, default=512)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--test")
    parser.add_argument("--evaluate", action="store_true")
    options = parser.parse_args()
    torch.set_num_threads(2)
    if not options.evaluate:
        train(options)
    if options.test:
        test(options)


if __name__ == "__main__":
    main()
