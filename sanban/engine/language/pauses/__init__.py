"""逗号还是顿号：看左右几项的长短、词性和标点，并列到一半的逗号该不该是顿号。

`features` 取左右的样子，`study` 学，`choosing` 用；模型在 `pauses.bin`，
`make pairs CORPUS=…` 一并重做，逐字节相同（`docs/model.md`）。
"""

from sanban.engine.language.pauses.choosing import Misused, misused

__all__ = ["Misused", "misused"]
