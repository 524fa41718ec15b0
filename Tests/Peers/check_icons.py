"""Has croquis draw icons of an icon set as their files say (colours, widths, pages), and compares them with resvg.

    check_icons.py --croquis PROGRAM [--icons FOLDER] [--count 400] [--side 96] [--keep FOLDER]

Without a folder, the outline icons of Tabler (PyPI: pytablericons) are taken, evenly over all of them. Both draw black on
white. Prints the mean difference over all pixels of all pictures, in steps of 255, and the icons that differ most. Exits
with 1 if the mean is 1 or more, or if a picture of croquis is blank and resvg's is not.
"""

import argparse
import io
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path

import numpy as np
import resvg_py
from PIL import Image

LIMIT = 1.0


def installed_icons():
    import pytablericons

    return Path(pytablericons.__file__).parent / "icons" / "outline"


def grey(image):
    rgba = image.convert("RGBA")
    white = Image.new("RGBA", rgba.size, "white")
    return np.asarray(Image.alpha_composite(white, rgba).convert("L"), dtype=np.int16)


def by_resvg(path, side):
    png = resvg_py.svg_to_bytes(
        svg_path=str(path), width=side, height=side, background="white", skip_system_fonts=True
    )
    return grey(Image.open(io.BytesIO(bytes(png))))


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("--croquis", required=True)
    parser.add_argument("--data")
    parser.add_argument("--icons", type=Path)
    parser.add_argument("--count", type=int, default=400)
    parser.add_argument("--side", type=int, default=96)
    parser.add_argument("--keep", type=Path, help="where the pictures of both are kept, side by side")
    options = parser.parse_args()

    files = sorted((options.icons or installed_icons()).rglob("*.svg"))
    files = files[:: max(1, len(files) // options.count)][: options.count]
    with tempfile.TemporaryDirectory() as work:
        source, target = Path(work, "icons"), Path(work, "pictures")
        source.mkdir()
        for index, file in enumerate(files):
            shutil.copy(file, source / f"{index:06}.svg")
        subprocess.run(
            [
                options.croquis, "render", source, "-o", f"{target}/", "--quiet", "--size", str(options.side),
                "--color", "source", "--line", "source", "--viewbox", "page", "--name", "{source}",
            ],
            check=True,
        )
        differences, blank = [], []
        for index, file in enumerate(files):
            ours = grey(Image.open(target / f"{index:06}.png"))
            theirs = by_resvg(source / f"{index:06}.svg", options.side)
            difference = np.abs(ours - theirs)
            differences.append((float(difference.mean()), int(difference.max()), file.name))
            if (ours == 255).all() and not (theirs == 255).all():
                blank.append(file.name)
            if options.keep:
                options.keep.mkdir(parents=True, exist_ok=True)
                pair = np.hstack([ours, theirs, 255 - difference]).astype(np.uint8)
                Image.fromarray(pair).save(options.keep / f"{file.stem}.png")

    mean = sum(value for value, _, _ in differences) / len(differences)
    print(f"{len(files)} icons at {options.side}x{options.side}, beside resvg")
    print(f"mean difference: {mean:.3f} of 255; below 1 in {sum(v < 1 for v, _, _ in differences)} icons")
    for value, greatest, name in sorted(differences, reverse=True)[:10]:
        print(f"  {name:40} mean {value:.2f}, greatest {greatest}")
    if blank:
        print(f"blank in croquis: {', '.join(blank)}")
    sys.exit(1 if mean >= LIMIT or blank else 0)


if __name__ == "__main__":
    main()
