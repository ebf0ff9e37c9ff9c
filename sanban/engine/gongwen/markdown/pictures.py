"""图：只认本文件夹里的 PNG 和 JPEG，不上网，不出文件夹。"""

import re
from io import BytesIO
from pathlib import Path
from warnings import catch_warnings

from PIL import Image

from sanban.engine.gongwen.markdown.reading import Reading

MOST_BYTES = 20 * 1024 * 1024
MOST_PIXELS = 60_000_000
USUAL_DOTS, INCH = 96, 25.4
FORMATS = ("PNG", "JPEG")
SUFFIXES = (".png", ".jpg", ".jpeg")
BROKEN = (
    OSError, ValueError, SyntaxError,
    Image.DecompressionBombError, Image.DecompressionBombWarning,
)  # fmt: skip
ADDRESS = re.compile(r"^[A-Za-z][A-Za-z0-9+.-]+:|^//")


def load_picture(name: str, line: int, reading: Reading) -> bytes | None:
    """读一幅图的字节；有问题记下来，答 None。"""
    path = inside(name, line, reading)
    if path is None:
        return None
    if path.suffix.lower() not in SUFFIXES:
        reading.refuse("图", f"{name} 不是 PNG 或 JPEG，请转换后再用。", line=line)
        return None
    if path.stat().st_size > MOST_BYTES:
        reading.refuse("图", f"{name} 超过 {MOST_BYTES >> 20} MB，请缩小后再用。", line=line)
        return None
    data = path.read_bytes()
    wrong = picture_problem(data)
    if wrong:
        reading.refuse("图", f"{name} {wrong}", line=line)
        return None
    return data


def inside(name: str, line: int, reading: Reading) -> Path | None:
    """文件夹里的一个文件；网址、文件夹外的、没有的，记下问题答 None。"""
    if ADDRESS.match(name):
        reading.refuse("图", f"{name} 是网址，请把文件存到公文旁边再用。", line=line)
        return None
    folder = reading.folder.resolve()
    try:
        path = (folder / name.replace("\\", "/")).resolve()
        fits, there = path.is_relative_to(folder), path.is_file()
    except (OSError, ValueError):
        fits, there = True, False
    if not fits or not there:
        why = "在公文所在的文件夹外面，不能用" if not fits else "没有找到"
        reading.refuse("文件", f"{name} {why}，请把它放到公文旁边。", line=line)
        return None
    return path


def picture_problem(data: bytes) -> str:
    """这幅图为什么不能用；能用答空串。"""
    if len(data) > MOST_BYTES:
        return f"超过 {MOST_BYTES >> 20} MB，请缩小后再用。"
    try:
        with catch_warnings(action="error"), Image.open(BytesIO(data), formats=FORMATS) as image:
            if image.width * image.height > MOST_PIXELS:
                return f"有 {image.width}×{image.height} 点，太大，请缩小后再用。"
            image.load()
    except BROKEN:
        return "打不开，不是完好的 PNG 或 JPEG，请重新导出。"
    return ""


def natural_width(data: bytes) -> float:
    """图的本来宽度，毫米：按文件里写的每英寸点数，没写的按 96；读不了是 0。"""
    try:
        with Image.open(BytesIO(data), formats=FORMATS) as image:
            dots = float(image.info.get("dpi", (0, 0))[0])
            return image.width / (dots if dots > 1 else USUAL_DOTS) * INCH
    except BROKEN:
        return 0
