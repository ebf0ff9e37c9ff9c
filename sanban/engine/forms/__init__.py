"""办公表单：发文稿纸、处理笺、督办通知单、会议用表、归档用表，一种表一个文件。

一种表就是 kinds/ 里的一个文件：它的栏目，和排成的 `Sheet`。各种载体都从 `Sheet` 画出来
（engine/render/forms）。表单可以从 TOML 来：顶上写 `表单 = "会议签到表"`，见 docs/guide/forms.md。
"""

from sanban.engine.forms.code import CODE_PREFIX
from sanban.engine.forms.form import Form
from sanban.engine.forms.loading import FORMS, load_form
from sanban.engine.forms.sheet import Sheet

__all__ = ["CODE_PREFIX", "FORMS", "Form", "Sheet", "load_form", "sheet_of"]


def sheet_of(form: Form) -> Sheet:
    """一张表排成的版面；不看钟、不看字体。"""
    return form.sheet()
