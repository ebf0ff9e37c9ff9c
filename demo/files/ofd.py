"""造 OFD：先排成 PDF，再由文稿引擎写成 OFD，字体嵌进去。"""

from demo.files.paper import Paper
from demo.files.pdf import make_pdf
from sanban.engine.render.ofd import OfdInfo, pdf_to_ofd


def make_ofd(paper: Paper) -> bytes:
    """把来文造成 OFD；没有中文字体报 NoFont。"""
    info = OfdInfo(title=paper.title, author=paper.issuer, created=paper.date)
    return pdf_to_ofd(make_pdf(paper), info=info)
