"""画几行字当扫描件：纸的上半截，一百五十点每英寸，认一遍一秒来钟。"""

from io import BytesIO

from PIL import Image, ImageDraw, ImageFont

from sanban.engine.fonts import find_fonts

WIDE, HIGH, PITCH, LEFT = 1240, 800, 62, 170
NOTICE = (
    ("特急", 34, "black"),
    ("演示县水利局文件", 92, (225, 20, 20)),
    ("　　　　　　　演水发〔2026〕3号", 34, "black"),
    ("演示县水利局关于做好防汛工作的通知", 46, "black"),
    ("各乡镇人民政府：", 34, "black"),
    ("　　请抓好落实，及时报告汛情，遇有险情立即处置。", 34, "black"),
    ("　　　　　　　　　　　　　　　演示县水利局", 34, "black"),
    ("　　　　　　　　　　　　　　　2026年9月4日", 34, "black"),
)


def drawn(*lines: str | tuple) -> Image.Image:
    """一行一个字符串，或者（字、像素大小、颜色）。"""
    page = Image.new("RGB", (WIDE, HIGH), "white")
    pen = ImageDraw.Draw(page)
    down = 70
    for line in lines:
        text, size, colour = line if isinstance(line, tuple) else (line, 34, "black")
        pen.text((LEFT, down), text, fill=colour, font=_font(size))
        down += max(PITCH, size + 34)
    return page


def sealed(page: Image.Image, x: int, y: int) -> Image.Image:
    """盖一枚四厘米的红章，字压在章下面。"""
    over = Image.new("RGB", page.size, "white")
    pen = ImageDraw.Draw(over)
    pen.ellipse((x - 120, y - 120, x + 120, y + 120), outline=(225, 30, 40), width=8)
    pen.regular_polygon((x, y, 40), 5, fill=(225, 30, 40))
    darker = [min(one, two) for one, two in zip(page.tobytes(), over.tobytes(), strict=True)]
    return Image.frombytes("RGB", page.size, bytes(darker))


def as_bytes(page: Image.Image, kind: str = "PNG", **more: object) -> bytes:
    """存成文件的字节。"""
    out = BytesIO()
    page.save(out, kind, **({"dpi": (150, 150)} | more))
    return out.getvalue()


def as_pdf(*pages: Image.Image) -> bytes:
    """没有文字层的 PDF，一页一张。"""
    out = BytesIO()
    first, *rest = pages
    first.save(out, "PDF", save_all=True, append_images=rest, resolution=150)
    return out.getvalue()


def _font(size: int) -> ImageFont.FreeTypeFont:
    face = find_fonts().face("hei")
    return ImageFont.truetype(str(face.path), size, index=face.index)
