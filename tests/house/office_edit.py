"""请 LibreOffice 打开一个网址上的文稿，改几个字，存回去，关闭；用系统自带的 Python 跑（要 uno）。

用法：office_edit.py 管道名 网址 旧字 新字 [重存几次]
"""

import sys
import time

import uno
from com.sun.star.beans import PropertyValue
from com.sun.star.connection import NoConnectException


def desktop(pipe):
    """连上正在起来的 LibreOffice。"""
    local = uno.getComponentContext()
    make = local.ServiceManager.createInstanceWithContext
    resolver = make("com.sun.star.bridge.UnoUrlResolver", local)
    address = f"uno:pipe,name={pipe};urp;StarOffice.ComponentContext"
    for _ in range(240):
        try:
            context = resolver.resolve(address)
            break
        except NoConnectException:
            time.sleep(0.25)
    return context.ServiceManager.createInstanceWithContext("com.sun.star.frame.Desktop", context)


def option(name, value):
    """一项打开的选择。"""
    made = PropertyValue()
    made.Name, made.Value = name, value
    return made


def main(pipe, address, old, new, times="1"):
    """打开、改、存、关。"""
    opened = desktop(pipe).loadComponentFromURL(address, "_blank", 0, (option("Hidden", True),))
    sys.stdout.write(f"readonly={opened.isReadonly()}\n")
    search = opened.createReplaceDescriptor()
    search.SearchString, search.ReplaceString = old, new
    sys.stdout.write(f"replaced={opened.replaceAll(search)}\n")
    for _ in range(int(times)):
        opened.setModified(True)
        opened.store()
    sys.stdout.write("stored\n")
    opened.close(True)
    desktop(pipe).terminate()


if __name__ == "__main__":
    main(*sys.argv[1:])
