"""Whether two programs drew the same pictures. Each check raises Different, or says what it saw."""

import os
from dataclasses import dataclass

import numpy as np
from checks import Different
from PIL import Image


@dataclass
class Likeness:
    """How like each other two sets of pictures are; levels are of 255, over all pixels of all pictures."""

    pictures: int
    #: Share of the pictures that are the same, bit for bit.
    identical: float
    #: Mean absolute difference: of all pixels, and of the picture where it is greatest.
    mean: float
    worst: float
    #: Share of the pixels that differ by 2 or less, and the greatest difference of one.
    within: float
    greatest: int

    def __str__(self):
        return (
            f"{self.pictures} pictures, {self.identical:.1%} identical; mean difference {self.mean:.3f} of 255 "
            f"({self.worst:.2f} in the worst picture), {self.within:.2%} of pixels within 2, greatest {self.greatest}"
        )


@dataclass(frozen=True)
class Bounds:
    """The least likeness; what is None may be anything."""

    mean: float
    worst: float | None = None
    within: float | None = None
    greatest: int | None = None

    def met_by(self, likeness):
        return (
            likeness.mean <= self.mean
            and (self.worst is None or likeness.worst <= self.worst)
            and (self.within is None or likeness.within >= self.within)
            and (self.greatest is None or likeness.greatest <= self.greatest)
        )

    def __str__(self):
        parts = [f"mean ≤ {self.mean:g}"]
        if self.worst is not None:
            parts.append(f"in the worst picture ≤ {self.worst:g}")
        if self.within is not None:
            parts.append(f"{self.within:.0%} of pixels within 2")
        if self.greatest is not None:
            parts.append(f"greatest ≤ {self.greatest}")
        return ", ".join(parts)


#: The same recipe drawn exactly, as the issue of the official bitmaps has it.
EXACT = Bounds(mean=0.25, within=0.99, greatest=24)
#: Distance to the line in place of area: another grey where strokes end, cross and bend.
FAST_28 = Bounds(mean=2, worst=12)
FAST_224 = Bounds(mean=0.5, worst=2)
#: Lines of less than a pixel in other programs' antialiasing.
THIN_LINES = Bounds(mean=2, worst=2)


def likeness(theirs, ours):
    """Of two arrays of pictures, uint8 of shape (N, height, width). No picture of `ours` may be blank
    where the peer's is not."""
    if theirs.shape != ours.shape or theirs.dtype != np.uint8 or ours.dtype != np.uint8:
        raise Different(f"the peer has {theirs.dtype} {theirs.shape} and croquis {ours.dtype} {ours.shape}")
    if len(theirs) == 0:
        raise Different("there are no pictures")
    means, identical, within, greatest = [], 0, 0, 0
    for start in range(0, len(theirs), 500):
        a, b = (side[start : start + 500].reshape(-1, theirs[0].size) for side in (theirs, ours))
        blank = np.flatnonzero((np.ptp(b, axis=1) == 0) & (np.ptp(a, axis=1) > 0))
        if len(blank):
            raise Different(f"picture {start + blank[0]} by croquis is blank")
        difference = np.maximum(a, b) - np.minimum(a, b)
        means.append(difference.mean(axis=1))
        identical += int((difference.max(axis=1) == 0).sum())
        within += int((difference <= 2).sum())
        greatest = max(greatest, int(difference.max()))
    means = np.concatenate(means)
    return Likeness(
        pictures=len(theirs),
        identical=identical / len(theirs),
        mean=float(means.mean()),
        worst=float(means.max()),
        within=within / theirs.size,
        greatest=greatest,
    )


def same_pictures(theirs, ours, bounds):
    found = likeness(theirs, ours)
    if not bounds.met_by(found):
        raise Different(f"{found} (to reach: {bounds})")
    return str(found)


def raw_pictures(path, side):
    """Pictures one after another in a file, without a header."""
    return np.fromfile(path, dtype=np.uint8).reshape(-1, side, side)


def array_pictures(path, side):
    return np.load(path).reshape(-1, side, side)


def png_pictures(folder, names):
    """The PNG files of a folder as grey pictures on white, in one array."""
    first = on_white(folder / names[0])
    pictures = np.empty((len(names), *first.shape), dtype=np.uint8)
    for index, name in enumerate(names):
        picture = on_white(folder / name)
        if picture.shape != first.shape:
            raise Different(f"{folder / name} is {picture.shape}, others are {first.shape}")
        pictures[index] = picture
    return pictures


def on_white(path):
    with Image.open(path) as image:
        if image.mode in ("L", "1") and "transparency" not in image.info:
            return np.asarray(image.convert("L"))
        image = image.convert("RGBA")
        return np.asarray(Image.alpha_composite(Image.new("RGBA", image.size, "white"), image).convert("L"))


def same_png_files(peer, croquis, bounds, no_larger=False):
    """Two folders of files of the same names; with `no_larger`, croquis' files are at most as many bytes in sum."""
    theirs, ours = (sorted(os.listdir(folder)) for folder in (peer, croquis))
    if theirs != ours or not theirs:
        raise Different(f"the peer wrote {len(theirs)} files ({theirs[:2]} …), croquis {len(ours)} ({ours[:2]} …)")
    sizes = [sum((folder / name).stat().st_size for name in theirs) for folder in (peer, croquis)]
    if no_larger and sizes[1] > sizes[0]:
        raise Different(f"croquis' files have {sizes[1]} bytes, the peer's {sizes[0]}")
    said = same_pictures(*(png_pictures(folder, theirs) for folder in (peer, croquis)), bounds)
    return f"{said}; {sizes[0] / 1e6:.2f} MB and {sizes[1] / 1e6:.2f} MB"
