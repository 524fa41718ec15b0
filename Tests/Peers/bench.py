"""What a row is made of, and what it may use."""

import sys
from dataclasses import dataclass, field
from pathlib import Path
from typing import Callable

PROGRAMS = Path(__file__).parent / "programs"


@dataclass
class Row:
    """One comparison, ready to run."""

    #: Without one, nothing is timed: the row compares croquis' output with files that others made.
    peer: list | None
    croquis: list
    #: Says what it saw, or, in a row without a peer, gives a `Likeness` that the row's kind has bounds for.
    check: Callable[[], object]
    sketches: int | None = None
    peer_sketches: int | None = None
    rounds: int | None = None
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
    #: How many times faster croquis is to be; or, where nothing is timed, the bounds of a likeness.
    floor: object
    make: Callable[["Bench", Path], Row]


@dataclass
class Bench:
    """What the rows need: the inputs, the folder for outputs, the programs."""

    inputs: object
    out: Path
    croquis: Path | None
    simdjson: Path | None
    #: The two programs that only draw: cairo in C, and croquis' library.
    raster_cairo: Path | None
    raster_croquis: Path | None
    threads: int

    def program(self, name, *arguments):
        return [sys.executable, PROGRAMS / f"{name}.py", *arguments]

    def convert(self, sources, destination, *options):
        return [self.croquis, "convert", *sources, "-o", destination, "--force", "--quiet", *options]

    def render(self, source, destination, *options):
        return [self.croquis, "render", source, "-o", destination, "--force", "--quiet", "-j", "2", *options]

    def info(self, source):
        return [self.croquis, "info", source, "--json"]


def lines(path):
    with open(path, "rb") as file:
        return sum(1 for _ in file)


def megabytes(path):
    return f"{path.stat().st_size / 1e6:.1f} MB"
