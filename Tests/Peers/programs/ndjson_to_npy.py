"""Simplified NDJSON to one .npy of official bitmaps with orjson, the well-known loop and numpy.save.

    ndjson_to_npy.py IN.ndjson OUT.npy SIDE
"""

import numpy as np
import orjson
import stopwatch
import vector_to_raster


def main(source, destination, side):
    with open(source, "rb") as lines:
        drawings = [orjson.loads(line)["drawing"] for line in lines]
    np.save(destination, np.stack(list(vector_to_raster.pictures(drawings, int(side)))))
    return len(drawings)


if __name__ == "__main__":
    stopwatch.run(main)
