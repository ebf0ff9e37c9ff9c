"""对照表：写错的词、异形词、易混词、固定提法，一遍找完，几条规则分着用。

表由 tools/make_table.py 造；自己的四份单子在 lists 里，改了要重造。
"""

from sanban.engine.proof.table.entries import Entry
from sanban.engine.proof.table.finding import Found, found_of, hit_of

__all__ = ["Entry", "Found", "found_of", "hit_of"]
