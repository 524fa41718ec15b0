"""What a row is made of, and what it may use."""

import sys
from dataclasses import dataclass, field
from pathlib import Path
from typing import Callable

PROGRAMS = Path(__file__).parent / "programs"
#: SketchXAINet in PyTorch.
NETWORK = Path(__file__).parent / "network"


@dataclass
class Row:
    """One comparison, ready to run."""

    #: Without one, croquis runs once: the row compares its output with files that others made, or only tells its time.
    peer: list | None
    croquis: list
    #: Says what it saw, or gives a `Likeness` where the row's kind has bounds for it.
    check: Callable[[], object]
    sketches: int | None = None
    peer_sketches: int | None = None
    rounds: int | None = None
    #: For short runs: how many times the rounds of other rows.
    more_rounds: int = 1
    #: Called before the check: runs that are not timed.
    before_check: Callable[[], None] = lambda: None
    notes: list = field(default_factory=list)


@dataclass
class Kind:
    """A line of the table. `make` builds the inputs, so it is called only for rows that run; it is given
    the path that logs are to begin with: LOG-peer.out and LOG-croquis.out hold what the last runs printed."""

    key: str
    work: str
    peer: str
    #: How many times faster croquis is to be, or None; or, where nothing is timed, the bounds of a likeness.
    target: object
    make: Callable[["Bench", Path], Row]


@dataclass
class Bench:
    """What the rows need: the inputs, the folder for outputs, the programs."""

    inputs: object
    out: Path
    croquis: Path | None
    simdjson: Path | None
    #: The program that draws with cairo in C, and the folder of those that use croquis' library.
    raster_cairo: Path | None
    library: Path | None
    threads: int

    def program(self, name, *arguments):
        return [sys.executable, PROGRAMS / f"{name}.py", *arguments]

    def torch(self, name, *arguments):
        return [sys.executable, NETWORK / f"{name}.py", *arguments]

    def convert(self, sources, destination, *options):
        return [self.croquis, "convert", *sources, "-o", destination, "--force", "--quiet", *options]

    def render(self, source, destination, *options):
        return [self.croquis, "render", source, "-o", destination, "--force", "--quiet", "-j", "2", *options]

    def classify(self, source):
        return [self.croquis, "classify", source, "--json", "--quiet"]

    def info(self, source):
        return [self.croquis, "info", source, "--json"]


def lines(path):
    with open(path, "rb") as file:
        return sum(1 for _ in file)


def megabytes(path):
    return f"{path.stat().st_size / 1e6:.1f} MB"
