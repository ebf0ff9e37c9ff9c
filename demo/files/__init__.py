"""演示来文的文件：同一份 Paper，造出办公室会收到的各种格式。"""

from demo.files.docx import make_docx
from demo.files.ofd import make_ofd
from demo.files.others import make_doc, make_txt, make_wps, make_xlsx
from demo.files.paper import Paper
from demo.files.pdf import make_pdf, make_scan_pdf

__all__ = [
    "Paper", "make_doc", "make_docx", "make_ofd", "make_pdf",
    "make_scan_pdf", "make_txt", "make_wps", "make_xlsx",
]  # fmt: skip
