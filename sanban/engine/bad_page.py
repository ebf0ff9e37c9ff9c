"""版式件打不开、没有那一页；单放一处，认这个错不必装读 PDF 的库。"""


class BadPage(ValueError):
    """文件打不开，或没有这一页。"""
