"""修订稿：在旧稿自己的部件上写出带修订的 DOCX，接受是新稿，拒绝是旧稿。"""

from sanban.engine.compare.redline.writing import Redline, redline

__all__ = ["Redline", "redline"]
