"""画要素：每种要素一个画法，画成模板认得的原件；各处的画法都登记到这里。"""

from functools import singledispatch

from sanban.engine.gongwen.elements import Element
from sanban.engine.render.layout_primitives import Primitive
from sanban.engine.render.layout_sheet import Sheet


@singledispatch
def draw(element: Element, sheet: Sheet) -> tuple[Primitive, ...]:
    """要素的原件：版头、版记里的是定点放的，主体里的是往下排的。"""
    raise NotImplementedError(f"PDF 还不会画 {type(element).__name__}")
