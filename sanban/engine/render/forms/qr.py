"""画表单右上角的二维码。"""

from io import BytesIO

import segno

from sanban.engine.forms.code import CODE_PREFIX


def qr_svg(code: str) -> str:
    """短码的二维码（矢量 SVG，容错 M 级）。"""
    out = BytesIO()
    _made(code).save(out, kind="svg", border=2, dark="#000")
    return out.getvalue().decode()


def qr_png(code: str) -> bytes:
    """短码的二维码（PNG，每格 10 像素），放进 DOCX 用。"""
    out = BytesIO()
    _made(code).save(out, kind="png", border=2, scale=10)
    return out.getvalue()


def _made(code: str) -> "segno.QRCode":
    return segno.make_qr(CODE_PREFIX + code, error="m")
