"""归档章：45×16 毫米，两行三格，盖在文件首页上端的空白处（DA/T 22-2015）。

归档章是登记用的戳记，不是印章，可以由系统直接印成红色。
"""

from dataclasses import dataclass

from sanban.engine.forms.form import SHORT, About, Form, entry
from sanban.engine.forms.sheet import Board, Frame, Label, Sheet
from sanban.engine.forms.styles import FORM_STYLES, PAPERS, SIZES
from sanban.engine.gongwen.styles import MEASURES

COLUMNS, ROWS = 3, 2
WIDTH, HEIGHT = MEASURES["stamp_width"].mm, MEASURES["stamp_height"].mm
PLACES = {"右": 1.0, "中": 0.5, "左": 0.0}


@dataclass(frozen=True, kw_only=True)
class ArchiveStamp(Form):
    """归档章六格：上行全宗号、年度、件号，下行机构或问题（可空）、保管期限、页数。"""

    about = About("archive_stamp", "归档章", "DA/T 22-2015")

    fonds_no: str = entry("全宗号", most=SHORT)
    year: str = entry("年度", most=SHORT)
    item_no: str = entry("件号", most=SHORT)
    section: str = entry("机构或问题", most=SHORT)
    retention: str = entry("保管期限", most=SHORT)
    pages: str = entry("页数", most=SHORT)

    def sheet(self) -> Sheet:
        """一张空白的 A4，章在右上方；要盖在文件上，用 render.forms 的 stamp_pdf。"""
        paper = PAPERS["board"]
        x = paper.width - SIZES["stamp_side"] - WIDTH
        return Sheet(
            self.about.name, "board", boards=(self.board(x, SIZES["stamp_top"]),), right=""
        )

    def board(self, x: float, y: float) -> Board:
        """章画在 (x, y)，毫米，从页面左上角量起；外缘正好 45×16 毫米。"""
        line = SIZES["stamp_line"]
        wide, high = WIDTH / COLUMNS, HEIGHT / ROWS
        half = line / 2
        frame = Frame(x + half, y + half, WIDTH - line, HEIGHT - line, line, is_red=True)
        bars = [Frame(x + half, y + high, WIDTH - line, 0, line, is_red=True)]
        bars += [
            Frame(x + wide * n, y + half, 0, HEIGHT - line, line, is_red=True)
            for n in range(1, COLUMNS)
        ]
        words = (
            self.fonds_no, self.year, self.item_no, self.section, self.retention, self.pages,
        )  # fmt: skip
        labels = (
            Label(word, x + wide * (n % COLUMNS) + line, y + high * (n // COLUMNS) + line,
                  wide - 2 * line, high - 2 * line, FORM_STYLES["stamp"].pt, "stamp", is_red=True)
            for n, word in enumerate(words)
        )  # fmt: skip
        return Board((frame, *bars, *labels))


FORM = ArchiveStamp
