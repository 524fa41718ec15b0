"""All rows of the table, in its order."""

from conversion_rows import CONVERSION_ROWS
from inversion_rows import INVERSION_ROWS
from network_rows import NETWORK_ROWS
from picture_rows import PICTURE_ROWS

ROWS = CONVERSION_ROWS + PICTURE_ROWS + NETWORK_ROWS + INVERSION_ROWS
