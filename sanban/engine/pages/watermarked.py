"""打印件的水印：在版式件每一页上斜铺姓名、单位、时间，文字和线条仍是原来的。"""

import shutil
import tempfile
from pathlib import Path

from sanban.engine.pdfium import open_pdf
from sanban.engine.render.apart import typeset_apart

TEMPLATE = Path(__file__).with_name("watermarked.typ")


def watermarked(pdf: bytes, words: str) -> bytes:
    """带水印的 PDF，页数和每页大小（pt）不变；另起进程排，约 0.4 秒。

    :raises NoFont: 本机没有中文字体。
    :raises TypesettingFailed: 没有排成，如原件加了密。
    """
    with open_pdf(pdf) as paper:
        sizes = [page.get_size() for page in paper]
    pages = [{"width": width, "height": height} for width, height in sizes]
    with tempfile.TemporaryDirectory(prefix="sanban-print-") as folder:
        template = Path(folder) / TEMPLATE.name
        shutil.copyfile(TEMPLATE, template)
        (Path(folder) / "paper.pdf").write_bytes(pdf)
        return typeset_apart(template, {"words": words, "pages": pages})
