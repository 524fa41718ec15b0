"""Weight files: safetensors with croquis' metadata, and random networks for rows that need no trained one.

    weights.py small|tiny OUT.safetensors SKETCHES.ndjson    a network with random weights and the labels of SKETCHES
"""

import dataclasses
import json
import sys

import numpy as np
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
    header = {
        "__metadata__": {
            "croquis.configuration": json.dumps(configuration),
            "croquis.labels": json.dumps(labels),
            "croquis.temperature": str(temperature),
        }
    }
    parts, end = [], 0
    for name, value in network.names().items():
        parts.append(value.detach().cpu().numpy().astype("<f4").tobytes())
        begin, end = end, end + len(parts[-1])
        header[name] = {"dtype": "F32", "shape": list(value.shape), "data_offsets": [begin, end]}
    text = json.dumps(header).encode()
    text += b" " * (-len(text) % 8)
    with open(path, "wb") as file:
        file.writelines([len(text).to_bytes(8, "little"), text, *parts])


def main(kind, destination, source):
    import sketches

    labels = ordered(sketches.read(source)[1])
    small = Configuration(192, 6, 6, len(labels), hidden_dropout=0.1)
    torch.manual_seed(4)
    network = SketchXAINet(tiny(len(labels)) if kind == "tiny" else small)
    save(destination, network.randomise(seed=5, deviation=0.02), labels)


if __name__ == "__main__":
    main(*sys.argv[1:])
