"""SVG files to PNG files of a given side on white, file by file in one process, with resvg or CairoSVG.

    svg_to_png.py resvg|cairosvg IN-FOLDER OUT-FOLDER SIDE

resvg is told not to look for the system's fonts, of which the files have no need.
"""

import os

import cairosvg
import resvg_py
import stopwatch


def with_resvg(source, destination, side):
    png = resvg_py.svg_to_bytes(
        svg_path=source, width=side, height=side, background="white", skip_system_fonts=True
    )
    with open(destination, "wb") as file:
        file.write(png)


def with_cairosvg(source, destination, side):
    cairosvg.svg2png(
        url=source, write_to=destination, output_width=side, output_height=side, background_color="white"
    )


def main(library, source, folder, side):
    draw = {"resvg": with_resvg, "cairosvg": with_cairosvg}[library]
    os.makedirs(folder)
    names = sorted(os.listdir(source))
    for name in names:
        draw(f"{source}/{name}", f"{folder}/{name.removesuffix('.svg')}.png", int(side))
    return len(names)


if __name__ == "__main__":
    stopwatch.run(main)
