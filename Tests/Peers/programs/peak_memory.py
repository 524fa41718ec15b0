"""Gives a command drawings on its standard input, and tells the most memory that it took.

    peak_memory.py DRAWINGS.ndjson COUNT COMMAND…

The file is repeated up to COUNT lines. The lines that the command writes are counted and forgotten.
"""

import json
import resource
import subprocess
import sys
import threading
import time


def feed(source, count, pipe):
    with pipe:
        left = count
        while left:
            with open(source, "rb") as lines:
                for line, _ in zip(lines, range(left)):
                    pipe.write(line)
                    left -= 1


def main(source, count, *command):
    start = time.perf_counter()
    # Before anything is read: what this process holds would count as the command's.
    process = subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE)
    feeder = threading.Thread(target=feed, args=(source, int(count), process.stdin), daemon=True)
    feeder.start()
    answers = 0
    while text := process.stdout.read1(1 << 16):
        answers += text.count(b"\n")
    if process.wait():
        sys.exit(f"exit code {process.returncode}: {' '.join(command)}")
    peak = resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss * 1024
    said = {"stopwatchSeconds": time.perf_counter() - start, "sketches": int(count)}
    print(json.dumps(said | {"answers": answers, "peakBytes": peak}))


if __name__ == "__main__":
    main(*sys.argv[1:])
