"""DOCX 里的样式：段落样式来自公文样式表，另加几个只有 DOCX 才用的。

代号就是 styleId；样式名给人看，也给读回用。文字样式的名字是段落样式的名字加“字”。
"""

from sanban.engine.gongwen.styles import STYLES

INLINE = (
    "copy_no", "secrecy", "urgency", "issuer_mark", "signer_label", "signer_name",
    "heading1", "heading2", "heading3", "heading4", "attendance_label",
)  # fmt: skip
INLINE_MARK = "_inline"
# fmt: off
EXTRA = {
    # 代号           样式名            照哪个样式
    "number_cell":  ("公文表格数字",   "table"),
    "unit":         ("公文表格单位",   "table"),
    "cc_main":      ("公文版记主送",   "cc_recipient"),
    "page_no_even": ("公文双页页码",   "page_no"),
    "rule":         ("公文红线",       "body"),
    "gap":          ("公文间隔",       "body"),
    "picture":      ("公文图",         "formula"),
}
# fmt: on
PARAGRAPHS = {code: style.name for code, style in STYLES.items()} | {
    code: name for code, (name, _) in EXTRA.items()
}
CHARACTERS = {code + INLINE_MARK: STYLES[code].name + "字" for code in INLINE}
TABLE_STYLE, TABLE_STYLE_NAME = "gongwen_table", "公文表"


def inline(code: str) -> str:
    """段落样式对应的文字样式的代号。"""
    return code + INLINE_MARK
