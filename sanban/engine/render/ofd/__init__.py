"""OFD：照 PDF 里每个字的位置写成 GB/T 33190—2016 的版式文件，字体嵌进去，读回来一字不差。"""

from sanban.engine.render.ofd.from_gongwen import to_ofd
from sanban.engine.render.ofd.from_pdf import convert, pdf_to_ofd
from sanban.engine.render.ofd.info import OfdInfo, info_of

__all__ = ["OfdInfo", "convert", "info_of", "pdf_to_ofd", "to_ofd"]
