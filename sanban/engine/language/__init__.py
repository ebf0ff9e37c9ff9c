"""语言模型：学公文里字与字怎样相接，拿来认出接得不像的地方。"""

from sanban.engine.language.errors import Unusable
from sanban.engine.language.model import BASE, Model, Passage, load

__all__ = ["BASE", "Model", "Passage", "Unusable", "load"]
