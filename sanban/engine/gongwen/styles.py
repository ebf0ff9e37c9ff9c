"""样式：GB/T 9704-2012 的每一个数，只在这里出现一次，旁边是条文。

字体写用途（fang 仿宋、kai 楷体、hei 黑体、song 宋体、title 小标宋），不写字体名；
字号用磅；左右空几字，按本样式的字号算；上空几行，按 3 号字的行距算；其余长度用毫米。
标“惯例”的数标准没有定，各单位可以改。
"""

from dataclasses import dataclass

TWO, THREE, FOUR = 22.0, 16.0, 14.0  # 二号、三号、四号，磅
RED = "#e60012"
HABIT = "惯例"


@dataclass(frozen=True, slots=True)
class Style:
    """一种段落样式。

    `name` 是 DOCX 里的样式名；`face` 字体用途；`pt` 字号（磅）；`align` 取 left、center、right、
    justify；`indent` 首行左空字数；`left`、`right` 整段左右空字数；`before` 上空行数；
    `bold` 加粗；`red` 红色；`latin` 西文和数字换成西文字体；`clause` 条文。
    """

    name: str
    face: str
    pt: float = THREE
    align: str = "left"
    clause: str = ""
    indent: float = 0
    left: float = 0
    right: float = 0
    before: float = 0
    red: bool = False
    bold: bool = False
    latin: bool = False


@dataclass(frozen=True, slots=True)
class Measure:
    """一个长度：`mm` 毫米数，`what` 是什么，`clause` 条文；`tolerance` 是允许误差（毫米）。"""

    mm: float
    what: str
    clause: str
    tolerance: float = 0.3


# fmt: off
STYLES = {
    # 代号                   样式名  字体  字号  对齐  条文
    "copy_no":          Style("公文份号", "fang", THREE, "left", "7.2.1"),
    "secrecy":          Style("公文密级", "hei", THREE, "left", "7.2.2"),
    "urgency":          Style("公文紧急程度", "hei", THREE, "left", "7.2.3"),
    "issuer_mark":      Style("公文机关标志", "title", 54.0, "center", "7.2.4", red=True),
    "doc_number":       Style("公文字号", "fang", THREE, "center", "7.2.5", before=2),
    "doc_number_up":    Style("公文字号上行", "fang", THREE, "left", "7.2.5",
                              left=1, right=1, before=2),
    "doc_number_letter": Style("公文字号信函", "fang", THREE, "right", "10.1"),
    "doc_number_order": Style("公文令号", "fang", THREE, "center", "10.2", before=2),
    "signer_label":     Style("公文签发人", "fang", THREE, "right", "7.2.6", right=1, before=2),
    "signer_name":      Style("公文签发人姓名", "kai", THREE, "right", "7.2.6", right=1),
    "title":            Style("公文标题", "title", TWO, "center", "7.3.1", before=2),
    "adoption":         Style("公文题注", "kai", THREE, "center", HABIT),
    "main_recipient":   Style("公文主送", "fang", THREE, "justify", "7.3.2", before=1),
    "body":             Style("公文正文", "fang", THREE, "justify", "7.3.3", indent=2),
    "heading1":         Style("公文一级标题", "hei", THREE, "justify", "7.3.3", indent=2),
    "heading2":         Style("公文二级标题", "kai", THREE, "justify", "7.3.3", indent=2),
    "heading3":         Style("公文三级标题", "fang", THREE, "justify", "7.3.3", indent=2),
    "heading4":         Style("公文四级标题", "fang", THREE, "justify", "7.3.3", indent=2),
    "attachment_note":  Style("公文附件说明", "fang", THREE, "justify", "7.3.4", left=2, before=1),
    "issuer_signature": Style("公文署名", "fang", THREE, "right", "7.3.5", right=2, before=1),
    "issue_date":       Style("公文成文日期", "fang", THREE, "right", "7.3.5.4", right=4),
    "post":             Style("公文签发人职务", "fang", THREE, "right", "7.3.5.3",
                              right=4, before=2),
    "annotation":       Style("公文附注", "fang", THREE, "justify", "7.3.6", indent=2),
    "attendance_label": Style("公文名单标签", "hei", THREE, "justify", "10.3", left=2, before=1),
    "attendance":       Style("公文名单", "fang", THREE, "justify", "10.3", left=2),
    "attachment_label": Style("公文附件标签", "hei", THREE, "left", "7.3.7"),
    "attachment_title": Style("公文附件标题", "title", TWO, "center", "7.3.7", before=1),
    "cc_recipient":     Style("公文抄送", "fang", FOUR, "justify", "7.4.2", left=1, right=1),
    "print_line":       Style("公文印发", "fang", FOUR, "left", "7.4.3", left=1, right=1),
    "page_no":          Style("公文页码", "song", FOUR, "right", "7.5", left=1, right=1),
    "table":            Style("公文表格", "fang", 12.0, "left", HABIT),
    "table_head":       Style("公文表头", "hei", 12.0, "center", HABIT),
    "table_title":      Style("公文表题", "hei", THREE, "center", HABIT),
    "caption":          Style("公文图题", "fang", 12.0, "center", HABIT),
    "formula":          Style("公文公式", "fang", THREE, "center", HABIT),
}

MEASURES = {
    # 代号                       毫米   是什么                              条文
    "paper_width":       Measure(210,   "纸宽",                             "5.1"),
    "paper_height":      Measure(297,   "纸高",                             "5.1"),
    "top":               Measure(37,    "天头（上白边）",                   "5.2.1", 1),
    "left":              Measure(28,    "订口（左白边）",                   "5.2.1", 1),
    "text_width":        Measure(156,   "版心宽",                           "5.2.1"),
    "text_height":       Measure(225,   "版心高",                           "5.2.1"),
    "mark_top":          Measure(35,    "机关标志上边缘至版心上边缘",       "7.2.4"),
    "rule_gap":          Measure(4,     "红色分隔线在发文字号之下",         "7.2.7"),
    "rule_weight":       Measure(0.7,   "红色分隔线粗",                     HABIT),
    "imprint_thick":     Measure(0.35,  "版记首末条分隔线粗",               "7.4.1", 0.05),
    "imprint_thin":      Measure(0.25,  "版记中间分隔线粗",                 "7.4.1", 0.05),
    "page_no_gap":       Measure(7,     "页码一字线上距版心下边缘",         "7.5"),
    "letter_mark_top":   Measure(30,    "信函机关标志上边缘至上页边",       "10.1"),
    "letter_rule_gap":   Measure(4,     "信函上双线在机关标志之下",         "10.1"),
    "letter_rule_width": Measure(170,   "信函双线长",                       "10.1"),
    "letter_rule_foot":  Measure(20,    "信函下双线距下页边",               "10.1"),
    "letter_rule_thick": Measure(1.0,   "信函双线中粗线的粗",               HABIT),
    "letter_rule_thin":  Measure(0.35,  "信函双线中细线的粗",               HABIT),
    "letter_rule_apart": Measure(0.8,   "信函双线的间隔",                   HABIT),
    "order_mark_top":    Measure(20,    "命令标志上边缘至版心上边缘",       "10.2"),
    "minutes_mark_top":  Measure(35,    "纪要标志上边缘至版心上边缘",       "10.3"),
    "seal":              Measure(42,    "印章占位圆的直径",                 HABIT),
    "signature_width":   Measure(40,    "签名章占位框的宽",                 HABIT),
    "signature_height":  Measure(20,    "签名章占位框的高",                 HABIT),
    "table_inset":       Measure(1.6,   "表格里文字到格线",                 HABIT),
    "table_rule":        Measure(0.18,  "表格线粗",                         HABIT),
    "stamp_width":       Measure(45,    "归档章宽",                         "DA/T 22-2015"),
    "stamp_height":      Measure(16,    "归档章高",                         "DA/T 22-2015"),
}
# 个数，不是长度
LINES, CHARS = 22, 28           # 5.2.3 每面行数、每行字数，撑满版心
SIGNERS_A_LINE = 2              # 7.2.6 每行两位签发人
LETTER_FIRST_GAP = 7 / 8        # 10.1 信函首个要素距上双线：3 号字高的八分之七
SIGNATURE_LINES = 2             # 7.3.5.3 签名章在正文下空二行
# fmt: on
