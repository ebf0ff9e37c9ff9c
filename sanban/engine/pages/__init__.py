"""页面：把各种来文变成可看的页（PDF、图片），从扫描回来的页里找二维码。

picture 数页、画页；to_pdf 转 PDF；code 认码；office 是 LibreOffice。
这里不转引它们：只要数页的人不必连排版、认码一起装进来。PDFium 的门和锁在 engine.pdfium。
"""
