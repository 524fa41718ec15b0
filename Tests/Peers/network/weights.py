"""Weight files: safetensors with croquis' metadata, and random networks for rows that need no trained one.

    weights.py small|tiny|even-tiny OUT.safetensors SKETCHES.ndjson    a network with random weights and the labels of SKETCHES
"""

import dataclasses
import json
import sys

import numpy as np
import sketches
import torch
from labels import ordered
from sketchxai import Configuration, SketchXAINet, tiny

TYPES = {"F32": np.dtype("<f4"), "F16": np.dtype("<f2"), "F64": np.dtype("<f8")}

#: What croquis calls the fields of a configuration.
NAMES = {
    field.name: "".join(word.title() if place else word for place, word in enumerate(field.name.split("_")))
    for field in dataclasses.fields(Configuration)
}


def read(path):
    """The arrays of a file, and its metadata."""
    with open(path, "rb") as file:
        header = json.loads(file.read(int.from_bytes(file.read(8), "little")))
        data = file.read()
    metadata, arrays = header.pop("__metadata__", {}), {}
    for name, entry in header.items():
        values = data[slice(*entry["data_offsets"])]
        if entry["dtype"] == "BF16":
            values = (np.frombuffer(values, "<u2").astype("<u4") << 16).view("<f4")
        else:
            values = np.frombuffer(values, TYPES[entry["dtype"]]).astype("<f4")
        arrays[name] = values.reshape(entry["shape"])
    return arrays, metadata


def load(path):
    """The network of a file, its labels and its temperature."""
    arrays, metadata = read(path)
    said = json.loads(metadata["croquis.configuration"])
    network = SketchXAINet(Configuration(**{name: said[key] for name, key in NAMES.items() if key in said}))
    network.set_names(arrays)
    return network.eval(), json.loads(metadata["croquis.labels"]), float(metadata.get("croquis.temperature", 1))


def save(path, network, labels, temperature=1.0):
    configuration = {NAMES[name]: value for name, value in dataclasses.asdict(network.configuration).items()}
    metadata = {
        "croquis.configuration": json.dumps(configuration),
        "croquis.labels": json.dumps(labels),
        "croquis.temperature": str(temperature),
    }
    write(path, network.names(), metadata)


def write(path, tensors, metadata):
    """The format by its description, so that no other program has a say in it."""
    header, parts, end = {"__metadata__": metadata}, [], 0
    for name, value in tensors.items():
        parts.append(value.detach().cpu().numpy().astype("<f4").tobytes())
        begin, end = end, end + len(parts[-1])
        header[name] = {"dtype": "F32", "shape": list(value.shape), "data_offsets": [begin, end]}
    text = json.dumps(header).encode()
    text += b" " * (-len(text) % 8)
    with open(path, "wb") as file:
        file.writelines([len(text).to_bytes(8, "little"), text, *parts])


@torch.no_grad()
def random(configuration, deviation, factors):
    """A network with random weights. The tensors with a factor's name in theirs are that many times as large."""
    torch.manual_seed(4)
    network = SketchXAINet(configuration).eval()
    for name, value in network.names().items():
        value.add_(torch.randn_like(value) * deviation)
        for part, factor in factors.items():
            if part in name:
                value.mul_(factor)
    return network


def random_small(classes):
    """Of the shape of the network in croquis."""
    return random(Configuration(192, 6, 6, classes, hidden_dropout=0.1), 0.02, {})


def random_tiny(classes, deviation=0.1, sharpness=2):
    """Such that the tokens without stroke, which are nearly all, do not drown what the sketches differ in.

    `sharpness` is a factor of queries and keys, and so of how uneven attention is.
    """
    factors = {"order": 0.1, "location": 3, "stroke": 3, "query": sharpness, "key": sharpness}
    return random(tiny(classes), deviation, factors)


def random_even_tiny(classes):
    """With attention even enough that a hundred steps of inversion in 32 bits end where those in 64 bits do."""
    return random_tiny(classes, sharpness=1)


def main(kind, destination, source):
    labels = ordered(sketches.read(source)[1])
    kinds = {"small": random_small, "tiny": random_tiny, "even-tiny": random_even_tiny}
    save(destination, kinds[kind](len(labels)), labels)


if __name__ == "__main__":
    main(*sys.argv[1:])
