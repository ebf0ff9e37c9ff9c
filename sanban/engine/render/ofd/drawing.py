"""从 PDF 里取出线、面、图（PDFium 的页面对象）。"""

import ctypes
from collections.abc import Callable, Iterator
from io import BytesIO
from typing import Any

import pypdfium2
from pypdfium2 import raw

from sanban.engine.render.ofd.affine import Matrix, apply, scale_of
from sanban.engine.render.ofd.sheets import Colour, Image, Segment, Shape

OPS = {raw.FPDF_SEGMENT_MOVETO: "M", raw.FPDF_SEGMENT_LINETO: "L", raw.FPDF_SEGMENT_BEZIERTO: "B"}
HAIR = 0.05  # PDF 的零宽线是“能画的最细”，这里给一个看得见的宽
CURVE = 3
Handle = Any


def address(thing: Handle) -> int:
    """一个 PDFium 对象的地址：同一个对象的地址相同。"""
    return ctypes.cast(thing, ctypes.c_void_p).value or 0


def matrix_of(thing: Handle) -> Matrix:
    """一个页面对象自己的变换。"""
    found = raw.FS_MATRIX()
    raw.FPDFPageObj_GetMatrix(thing, found)
    return found.a, found.b, found.c, found.d, found.e, found.f


def shape(thing: Handle, matrix: Matrix) -> tuple[Shape, ...]:
    """一条路径；不描也不填的（只作裁剪用）没有。"""
    mode, stroked = ctypes.c_int(), ctypes.c_int()
    raw.FPDFPath_GetDrawMode(thing, mode, stroked)
    unseen = not mode.value and not stroked.value
    if unseen or raw.FPDFPath_CountSegments(thing) <= 0:
        return ()
    scale = scale_of(matrix)
    count = max(0, raw.FPDFPageObj_GetDashCount(thing))
    dash = (ctypes.c_float * count)()
    raw.FPDFPageObj_GetDashArray(thing, dash, count)
    return (
        Shape(
            tuple(_segments(thing, matrix)),
            stroke=_colour(raw.FPDFPageObj_GetStrokeColor, thing) if stroked.value else None,
            fill=_colour(raw.FPDFPageObj_GetFillColor, thing) if mode.value else None,
            width=_float(raw.FPDFPageObj_GetStrokeWidth, thing) * scale or HAIR,
            dash=tuple(length * scale for length in dash),
            phase=_float(raw.FPDFPageObj_GetDashPhase, thing) * scale,
            cap=raw.FPDFPageObj_GetLineCap(thing),
            join=raw.FPDFPageObj_GetLineJoin(thing),
            even_odd=mode.value == raw.FPDF_FILLMODE_ALTERNATE,
        ),
    )


def pen(thing: Handle, scale: float) -> tuple[Colour, float]:
    """描边的颜色和粗细。"""
    width = _float(raw.FPDFPageObj_GetStrokeWidth, thing) * scale
    return _colour(raw.FPDFPageObj_GetStrokeColor, thing), width or HAIR


def _segments(thing: Handle, matrix: Matrix) -> Iterator[Segment]:
    x, y = ctypes.c_float(), ctypes.c_float()
    curve: list[float] = []
    for index in range(raw.FPDFPath_CountSegments(thing)):
        segment = raw.FPDFPath_GetPathSegment(thing, index)
        raw.FPDFPathSegment_GetPoint(segment, x, y)
        op = OPS.get(raw.FPDFPathSegment_GetType(segment), "M")
        curve += apply(matrix, x.value, y.value)
        if op != "B" or len(curve) == 2 * CURVE:
            yield op, tuple(curve)
            curve = []
        if raw.FPDFPathSegment_GetClose(segment):
            yield "C", ()


def _colour(ask: Callable[..., Any], thing: Handle) -> Colour:
    red, green, blue, alpha = (ctypes.c_uint() for _ in range(4))
    ask(thing, red, green, blue, alpha)
    return red.value, green.value, blue.value, alpha.value


def _float(ask: Callable[..., Any], thing: Handle) -> float:
    value = ctypes.c_float()
    ask(thing, value)
    return float(value.value)


def image(thing: Handle, matrix: Matrix, page: "pypdfium2.PdfPage") -> tuple[Image, ...]:
    """一幅图：JPEG 照抄，别的写成 PNG（透明的地方仍透明）。"""
    found = pypdfium2.PdfImage(thing, page=page, pdf=page.pdf)
    if found.get_filters() == ["DCTDecode"]:
        return (Image(bytes(found.get_data()), "JPEG", matrix),)
    out = BytesIO()
    found.get_bitmap(render=True, scale_to_original=True).to_pil().save(out, "PNG")
    return (Image(out.getvalue(), "PNG", matrix),)
