"""十几份格局各异的样文，和每份应当提取出的值。"""

from tests.engine.letters_framed import FRAMED
from tests.engine.letters_odd import ODD

SAMPLES = (*FRAMED, *ODD)
