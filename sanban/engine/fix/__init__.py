"""改格式：照检查的结果在原文件上改，只动该动的，丢一个字也不写。"""

from sanban.engine.fix.fixing import Fixed, NotFixed, fix

__all__ = ["Fixed", "NotFixed", "fix"]
