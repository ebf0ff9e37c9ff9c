"""易混的字词：的地得、反映反应、权利权力……看左右的字，该用哪一个。

`sets` 是一组一组的字词，`contexts` 取左右的字和词，`study` 学，`limits` 定门槛，`choosing` 用；
模型在 `pairs.bin`，`make pairs CORPUS=…` 重做，逐字节相同（`docs/model.md`）。
"""

from sanban.engine.language.pairs.choosing import Choice, Chooser, chooser

__all__ = ["Choice", "Chooser", "chooser"]
