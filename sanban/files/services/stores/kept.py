"""存着的一份，和存的时候出的错。"""

from dataclasses import dataclass


class StoreDown(OSError):
    """存文件的地方连不上，或者答得不对。"""


class AlteredInStore(OSError):
    """刚存的一份读回来不是原样。"""


@dataclass(frozen=True, slots=True)
class Kept:
    """存着的一份：名字、字节数、存入时间（自 1970 年的秒数）。"""

    name: str
    length: int
    stored_at: float
