"""识读：把扫描件、图片里的字读出来，在单独的、限量的进程里，一次一页。

page 是读出来的一页；scanner 管那个进程；其余（worker、source、ink、recognising）只在那个进程里用。
"""
