"""Times the work of a peer program: everything after its imports, reading and writing of files included."""

import json
import sys
import time


def run(work):
    """Calls `work` with the program's arguments, and prints how long it took and how many sketches it did."""
    start = time.perf_counter()
    sketches = work(*sys.argv[1:])
    print(json.dumps({"stopwatchSeconds": time.perf_counter() - start, "sketches": sketches}))
