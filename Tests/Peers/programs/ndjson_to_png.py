"""Simplified NDJSON to a PNG file a drawing with orjson, the well-known loop and Pillow's `save` as it comes.

    ndjson_to_png.py IN.ndjson OUT-FOLDER SIDE
"""

import os

import orjson
import stopwatch
import vector_to_raster
from PIL import Image


def main(source, folder, side):
    os.makedirs(folder)
    with open(source, "rb") as lines:
        drawings = (orjson.loads(line)["drawing"] for line in lines)
        for index, picture in enumerate(vector_to_raster.pictures(drawings, int(side))):
            Image.fromarray(picture).save(f"{folder}/{index:06}.png")
    return index + 1


if __name__ == "__main__":
    stopwatch.run(main)
