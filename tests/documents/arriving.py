"""来件测试用的：压缩包、带密级标志的文稿、旧式文档，和收一份。"""

import io
import zipfile

from docx import Document

from sanban.documents import services

OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 600


def zipped(**parts):
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as package:
        for name, body in parts.items():
            package.writestr(name.replace("__", "/"), body)
    return out.getvalue()


def marked_docx(line="秘密★1年"):
    document = Document()
    for text in (line, "演示市某局文件", "关于某事的通知"):
        document.add_paragraph(text)
    out = io.BytesIO()
    document.save(out)
    return out.getvalue()


def ole(*streams):
    return OLE + b"\0".join(name.encode("utf-16-le") for name in streams)


def receive(cast, now, data, name="通知.docx"):
    return services.receive(data, name=name, by=cast.clerk, now=now)
