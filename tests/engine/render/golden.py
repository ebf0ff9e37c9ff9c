"""各种格式头两面的小图：看过、认可的样子，以后不许悄悄变。

样子要改时，执行 `python -m tests.engine.render.golden` 重画，逐张看过再提交。
"""

from collections.abc import Iterator
from io import BytesIO
from pathlib import Path

from PIL import Image

from sanban.engine.render.pdf import to_png
from tests.engine.render import samples

FOLDER = Path(__file__).with_name("golden")
DPI = 36
PAGES = 2
FORMATS = ("full", "up", "joint_down", "joint_up", "letter", "order", "minutes", "wide_table")


def drawn(name: str) -> Iterator[tuple[str, Image.Image]]:
    """一种格式的头两面：文件名、灰度图。"""
    parts = to_png(getattr(samples, name)(), dpi=DPI).parts[:PAGES]
    for number, part in enumerate(parts, 1):
        yield f"{name}-{number}.png", Image.open(BytesIO(part)).convert("L")


def main() -> None:
    """全部重画。"""
    FOLDER.mkdir(exist_ok=True)
    for name in FORMATS:
        for file, picture in drawn(name):
            picture.quantize(16).save(FOLDER / file, optimize=True)


if __name__ == "__main__":
    main()
