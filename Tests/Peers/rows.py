"""All rows of the table, in its order."""

from conversion_rows import CONVERSION_ROWS
from picture_rows import PICTURE_ROWS

ROWS = CONVERSION_ROWS + PICTURE_ROWS
