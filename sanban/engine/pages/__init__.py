"""页面：把各种来文变成可看的页（PDF、图片），从扫描回来的页里找二维码。

对外只有这几样：page_count、page_png、to_pdf、find_code、convert，
以及三种错：BadPage、NoOffice、OfficeFailed。
"""

from sanban.engine.pages.code import find_code
from sanban.engine.pages.office import NoOffice, OfficeFailed, convert
from sanban.engine.pages.pdfium import BadPage
from sanban.engine.pages.picture import page_count, page_png
from sanban.engine.pages.to_pdf import to_pdf

__all__ = [
    "BadPage", "NoOffice", "OfficeFailed", "convert", "find_code",
    "page_count", "page_png", "to_pdf",
]  # fmt: skip
