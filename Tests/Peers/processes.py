"""Runs programs as whole processes, and times them."""

import json
import os
import shutil
import subprocess
import time
from dataclasses import dataclass
from pathlib import Path


#: What makes OpenBLAS, which both croquis and numpy use, take kernels for another machine than the one that it is on.
FORCED_KERNELS = ("OPENBLAS_CORETYPE", "OPENBLAS_L2_SIZE")


class ProgramFailed(Exception):
    """A program ended with an error; the text says which, how, and what it wrote."""


@dataclass
class Measurement:
    """One run. `seconds` is what counts: inside the process where the program says so, else from start to end."""

    seconds: float
    wall: float
    user: float
    system: float
    #: How many sketches the program says it did.
    sketches: int | None


def run(arguments, log):
    """Runs a program to its end, its standard output in `log`.out and its errors in `log`.err."""
    arguments = [str(argument) for argument in arguments]
    environment = {name: value for name, value in os.environ.items() if name not in FORCED_KERNELS}
    out, err = Path(f"{log}.out"), Path(f"{log}.err")
    with open(out, "wb") as stdout, open(err, "wb") as stderr:
        start = time.perf_counter()
        try:
            process = subprocess.Popen(
                arguments, stdin=subprocess.DEVNULL, stdout=stdout, stderr=stderr, env=environment
            )
        except OSError as error:
            raise ProgramFailed(f"{arguments[0]}: {error.strerror}") from error
        _, status, usage = os.wait4(process.pid, 0)
        wall = time.perf_counter() - start
        process.returncode = os.waitstatus_to_exitcode(status)
    if process.returncode != 0:
        said = err.read_bytes()[-2000:].decode(errors="replace").strip()
        raise ProgramFailed(f"exit code {process.returncode}: {' '.join(arguments)}\n{said}")
    inside, sketches = stopwatch(out)
    return Measurement(
        seconds=wall if inside is None else inside,
        wall=wall,
        user=usage.ru_utime,
        system=usage.ru_stime,
        sketches=sketches,
    )


def stopwatch(out):
    """The seconds and sketches that a peer program's stopwatch printed, or two Nones for a program without one."""
    if out.stat().st_size < 1000:
        try:
            said = json.loads(out.read_text())
            return said["stopwatchSeconds"], said["sketches"]
        except (ValueError, KeyError, TypeError):
            pass
    return None, None


def interleaved(first, second, rounds, log, outputs):
    """Runs A, B, A, B, … and gives both lists of measurements. Either may be None and is then left out.

    Files and folders in the folder `outputs` that a program is told to write are removed before each run: the kernel
    takes 30 ms to let go of 75 MB, which is nobody's work.
    """
    results = ([], [])
    for _ in range(rounds):
        for side, (arguments, kept) in enumerate(zip((first, second), results)):
            if arguments is not None:
                for argument in arguments:
                    if isinstance(argument, Path) and argument.parent == outputs:
                        if argument.is_dir():
                            shutil.rmtree(argument)
                        argument.unlink(missing_ok=True)
                kept.append(run(arguments, f"{log}-{'peer' if side == 0 else 'croquis'}"))
    return results
