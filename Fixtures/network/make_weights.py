"""Makes the weight files beside this script. Needs PyTorch and safetensors; run it in any folder.

`weights.bin` has a tensor of every kind that a checkpoint can have, and `weights.safetensors` the same ones without
gaps, but for `expanded`; `floats.safetensors` has those of F32, F16 and BF16 alone. Element i of a tensor is (37 i mod 101 - 50) / 8, which all types hold exactly, unless said
otherwise. `training.bin` is what training programs save: the weights beside other things. `legacy.bin` is of the format
before PyTorch 1.6.
"""

import collections
import os

import torch
from safetensors.torch import save_file

HERE = os.path.dirname(os.path.abspath(__file__))


def path(name):
    return os.path.join(HERE, name)


def values(*shape, dtype=torch.float32):
    count = 1
    for extent in shape:
        count *= extent
    return torch.tensor([(37 * i % 101 - 50) / 8 for i in range(count)], dtype=torch.float64).to(dtype).reshape(shape)


def weights():
    shared = values(4, 3)
    grid = values(4, 5, 3)
    tensors = collections.OrderedDict()
    tensors["single"] = values(3, 4)
    tensors["half"] = values(5, dtype=torch.float16)
    tensors["brain"] = values(2, 3, dtype=torch.bfloat16)
    tensors["double"] = values(3, dtype=torch.float64)
    tensors["transposed"] = values(3, 4).t()
    tensors["rows.first"] = shared[:2]
    tensors["rows.second"] = shared[2:]
    tensors["middle"] = grid[1:3, ::2, 1:].permute(2, 0, 1)
    tensors["half.transposed"] = values(2, 3, dtype=torch.float16).t()
    tensors["parameter"] = torch.nn.Parameter(values(2, 2))
    tensors["scalar"] = torch.tensor(0.375)
    tensors["empty"] = torch.zeros(0, 3)
    tensors["counts"] = torch.tensor([1, -2, 1 << 40])
    tensors["mask"] = torch.tensor([True, False, True])
    tensors["special"] = torch.tensor(
        [0x00000000, -0x80000000, 0x7F800000, -0x00800000, 0x7FC00001, 0x00000001, 0x7F7FFFFF, 0x3DCCCCCD],
        dtype=torch.int32,
    ).view(torch.float32)
    tensors["half.special"] = torch.tensor(
        [0x0000, -0x8000, 0x7C00, -0x0400, 0x7E01, 0x0001, 0x7BFF, 0x2E66], dtype=torch.int16
    ).view(torch.float16)
    tensors["naïve \"name\""] = values(1)
    # As the state dictionary of a module has it.
    tensors._metadata = collections.OrderedDict([("", {"version": 1})])
    return tensors


def training():
    torch.manual_seed(5)
    model = torch.nn.Sequential(torch.nn.Linear(2, 3), torch.nn.Linear(3, 1))
    for parameter in model.parameters():
        parameter.data = values(*parameter.shape)
    optimiser = torch.optim.AdamW(model.parameters(), lr=1e-3)
    model(torch.ones(1, 2)).sum().backward()
    optimiser.step()
    for parameter in model.parameters():
        parameter.data = values(*parameter.shape)
    state = collections.OrderedDict(("module." + name, tensor) for name, tensor in model.state_dict().items())
    return {
        "epoch": 3,
        "best": torch.tensor(0.5),
        "seed": 1 << 40,
        "state_dict": state,
        "optimizer": optimiser.state_dict(),
        "type": torch.float32,
        "shape": torch.Size([2, 3]),
        "device": torch.device("cpu"),
    }


def main():
    tensors = weights()
    twin = {name: tensor.detach().clone().contiguous() for name, tensor in tensors.items()}
    save_file(twin, path("weights.safetensors"), metadata={"format": "pt"})
    short = (torch.float32, torch.float16, torch.bfloat16)
    floats = {name: tensor for name, tensor in twin.items() if tensor.dtype in short}
    save_file(floats, path("floats.safetensors"), metadata={"format": "pt"})
    tensors["expanded"] = torch.tensor([1.5]).expand(3, 4)
    torch.save(tensors, path("weights.bin"))
    torch.save(training(), path("training.bin"), pickle_protocol=4)
    torch.save({"single": values(2)}, path("legacy.bin"), _use_new_zipfile_serialization=False)


if __name__ == "__main__":
    main()
