"""造 TXT、DOC、WPS 和 XLSX。"""

from collections.abc import Sequence
from io import BytesIO

import xlsxwriter

from demo.files.docx import make_docx
from demo.files.elements import elements
from demo.files.paper import Paper
from sanban.engine.pages.office import convert

RIGHT_EDGE = 18  # 纯文本里落款前面空的字数


def make_txt(paper: Paper, *, encoding: str = "utf-8") -> bytes:
    """把来文造成纯文本：一段一行，首行空两格。"""
    lines = []
    for element in elements(paper):
        lines += [""] if element.before else []
        gap = "　" * 4 if element.right else ""
        left = RIGHT_EDGE if element.align == "right" else int(element.indent)
        lines.append("　" * left + element.text + gap + element.right)
    return ("\r\n".join(lines).strip("\r\n") + "\r\n").encode(encoding)


def make_doc(paper: Paper) -> bytes:
    """把来文造成 Word 97 的 DOC；没有 LibreOffice 报 NoOffice。"""
    return convert(make_docx(paper), source="docx", target="doc")


# WPS 文字的 .wps 里面就是 DOC 的字节。
make_wps = make_doc


def make_xlsx(title: str, rows: Sequence[Sequence[str | int]]) -> bytes:
    """造一张附件表格：第一行合并成标题，第二行（rows[0]）是表头。"""
    out = BytesIO()
    with xlsxwriter.Workbook(out, {"in_memory": True}) as book:
        sheet = book.add_worksheet()
        head = book.add_format({"bold": True, "align": "center", "font_size": 16})
        cell = book.add_format({"border": 1, "text_wrap": True})
        sheet.merge_range(0, 0, 0, max(1, len(rows[0]) - 1), title, head)
        for index, row in enumerate(rows, start=1):
            for column, value in enumerate(row):
                sheet.write(index, column, value, cell)
        sheet.set_column(0, len(rows[0]) - 1, 16)
    return out.getvalue()
