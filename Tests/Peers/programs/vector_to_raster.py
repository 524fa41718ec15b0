"""The loop that made QuickDraw's official bitmaps, with cairocffi, from its published description, at any side.

The surface is ARGB32, antialiased as `BEST`, its user space 256 units, around them half a line of 16 and a padding of
16. Each drawing is moved to the middle by its greatest x and y, painted in white on black with round caps and joins, a
stroke at a time, and its bytes are every fourth byte of the surface.
"""

import cairocffi as cairo
import numpy as np

ORIGINAL_SIDE, LINE_WIDTH, PADDING = 256.0, 16.0, 16.0


def pictures(drawings, side):
    """For each drawing (strokes of two lists, x and y), its picture as uint8 of shape (side, side)."""
    surface = cairo.ImageSurface(cairo.FORMAT_ARGB32, side, side)
    context = cairo.Context(surface)
    context.set_antialias(cairo.ANTIALIAS_BEST)
    context.set_line_cap(cairo.LINE_CAP_ROUND)
    context.set_line_join(cairo.LINE_JOIN_ROUND)
    context.set_line_width(LINE_WIDTH)
    around = 2 * PADDING + LINE_WIDTH
    context.scale(side / (ORIGINAL_SIDE + around), side / (ORIGINAL_SIDE + around))
    context.translate(around / 2, around / 2)
    for drawing in drawings:
        context.set_source_rgb(0, 0, 0)
        context.paint()
        greatest = np.hstack(drawing).max(axis=1)
        offset = ((ORIGINAL_SIDE - greatest) / 2).reshape(2, 1)
        context.set_source_rgb(1, 1, 1)
        for xs, ys in [stroke + offset for stroke in drawing]:
            context.move_to(xs[0], ys[0])
            for x, y in zip(xs, ys):
                context.line_to(x, y)
            context.stroke()
        surface.flush()
        yield np.asarray(surface.get_data())[::4].reshape(side, side).copy()
