"""表单的样式和尺寸：每个数只在这里出现一次。

表单没有国家标准，除写明条文的以外都是惯例，各单位可以改；归档章、版心、印章占位的数
在公文的 `gongwen.styles.MEASURES` 里。字号用磅，长度用毫米。
"""

from dataclasses import dataclass

from sanban.engine.gongwen.styles import HABIT, MEASURES, THREE, TWO


@dataclass(frozen=True, slots=True)
class FormStyle:
    """表单里的一种字。

    `name` 是 DOCX 里的样式名；`face` 字体用途（latin 是西文，号码用）；`pt` 字号；
    `align` 取 left、center、right、justify；`indent` 首行左空字数；`bold` 加粗；
    `tracking` 是短标题（七个字以内）字间加空的字数；`pitch` 行距（磅，0 是字号的一倍半）；
    `before` 段前空（毫米）。
    """

    name: str
    face: str
    pt: float
    align: str = "left"
    clause: str = HABIT
    indent: float = 0
    bold: bool = False
    tracking: float = 0
    pitch: float = 0
    before: float = 0

    @property
    def line(self) -> float:
        """行距，磅。"""
        return self.pitch or self.pt * 1.5


@dataclass(frozen=True, slots=True)
class Paper:
    """一种表单的纸：宽、高和四边的空白（毫米）；题头印在上边的空白里，占 `head` 高。"""

    width: float
    height: float
    top: float
    bottom: float
    left: float
    right: float
    head: float = 28.0
    clause: str = HABIT

    @property
    def body_width(self) -> float:
        """正文的宽。"""
        return self.width - self.left - self.right

    @property
    def body_height(self) -> float:
        """正文的高。"""
        return self.height - self.top - self.bottom


A4_WIDTH, A4_HEIGHT = MEASURES["paper_width"].mm, MEASURES["paper_height"].mm
POINTS_A_MM = 72 / 25.4
BODY_PITCH = 29.6  # 与公文正文同距（documents.md §4.1）

# fmt: off
FORM_STYLES = {
    #                    样式名        字体   字号   对齐
    "office":  FormStyle("表单单位",   "title", 18.0, "center"),
    "title":   FormStyle("表单标题",   "title", TWO, "center", tracking=0.35),
    "next_title": FormStyle("表单续页标题", "title", 15.0, "center"),
    "next_note": FormStyle("表单续页说明", "fang", 10.5),
    "aside":   FormStyle("表单题下",   "fang", 12.0),
    "label":   FormStyle("表单栏名",   "song", 12.0, "center"),
    "column":  FormStyle("表单表头",   "hei", 11.0, "center"),
    "small_label": FormStyle("表单小栏名", "song", 10.5, "center"),
    "value":   FormStyle("表单内容",   "fang", 12.0),
    "centred": FormStyle("表单居中内容", "fang", 12.0, "center"),
    "urgent":  FormStyle("表单紧急程度", "hei", 12.0, "center"),
    "strong":  FormStyle("表单文件标题", "song", 13.0, bold=True),
    "text":    FormStyle("表单段落",   "fang", 12.0, "justify", indent=2, pitch=19.5),
    "opinion": FormStyle("表单意见",   "kai", 13.0, "justify", indent=2, pitch=21),
    "opinion_unit": FormStyle("表单承办单位", "song", 12.0, bold=True),
    "name":    FormStyle("表单姓名",   "kai", 12.0, "center"),
    "post":    FormStyle("表单职务",   "fang", 10.0, "center"),
    "time":    FormStyle("表单时间",   "fang", 9.5, "center"),
    "signed_name": FormStyle("表单落名", "kai", 13.0, "right"),
    "signed":  FormStyle("表单落款",   "fang", 11.0, "right"),
    "signed_note": FormStyle("表单代录", "fang", 10.0, "right"),
    "hand":    FormStyle("表单手签处", "song", 11.0, "right"),
    "row":     FormStyle("表单表行",   "fang", 11.0),
    "row_centred": FormStyle("表单表行居中", "fang", 11.0, "center"),
    "note":    FormStyle("表单说明",   "fang", 10.5, "justify"),
    "to":      FormStyle("表单主送",   "fang", THREE, "justify", "7.3.2", pitch=BODY_PITCH,
                         before=BODY_PITCH / POINTS_A_MM),
    "body":    FormStyle("表单正文",   "fang", THREE, "justify", "7.3.3", indent=2,
                         pitch=BODY_PITCH),
    "heading": FormStyle("表单层次标题", "hei", THREE, "justify", "7.3.3", indent=2,
                         pitch=BODY_PITCH),
    "sign_off": FormStyle("表单署名", "fang", THREE, "right", "7.3.5", pitch=BODY_PITCH),
    "slip_title": FormStyle("表单附联标题", "title", 16.0, "center", tracking=0.35),
    "slip_note": FormStyle("表单附联说明", "fang", 12.0),
    "notice_title": FormStyle("表单通知标题", "title", TWO, "center", "7.3.1", pitch=33),
    "place":   FormStyle("表单盖章处", "fang", 10.5),
    "code":    FormStyle("表单号码",   "latin", 10.0, "center"),
    "gap":     FormStyle("表单间隔",   "fang", 1.0, pitch=1.0),
    "cut":     FormStyle("表单裁切线", "fang", 9.0, "center"),
    "foot":    FormStyle("表单页脚",   "song", 9.0),
    "card":    FormStyle("席卡姓名",   "hei", 120.0, "center"),
    "card_post": FormStyle("席卡职务", "kai", 26.0, "center"),
    "stamp":   FormStyle("归档章",     "song", 12.0, "center"),
}

PAPERS = {
    # 代号                     宽         高         上    下    左    右
    "plain":            Paper(A4_WIDTH,  A4_HEIGHT, 40.0, 20.0, 25.0, 20.0),
    "handling_sheet":   Paper(A4_WIDTH,  A4_HEIGHT, 42.0, 20.0, 25.0, 20.0),
    "meeting_notice":   Paper(A4_WIDTH,  A4_HEIGHT, MEASURES["top"].mm, 35.0, MEASURES["left"].mm,
                              26.0, head=14.0, clause="5.2.1"),
    "landscape":        Paper(A4_HEIGHT, A4_WIDTH,  32.0, 17.0, 15.0, 15.0, head=20.0),
    "board":            Paper(A4_WIDTH,  A4_HEIGHT, 0.0, 0.0, 0.0, 0.0, head=0.0),
}

COLUMNS = {
    # 表单：各列的宽，毫米；0 是余下的宽
    "draft_sheet":        (22.0, 0.0, 18.0, 24.0, 20.0, 32.0),
    "handling_sheet":     (24.0, 0.0, 21.0, 19.0, 13.0, 13.0, 13.0, 27.0),
    "handling_readers":   (21.0, 26.0, 23.5, 21.0, 26.0, 23.5),
    "supervision_notice": (28.0, 0.0, 28.0, 45.0),
    "supervision_slip":   (28.0, 0.0, 28.0, 45.0),
    "reminder_slip":      (28.0, 0.0, 28.0, 45.0),
    "inspection_report":  (28.0, 0.0, 28.0, 45.0),
    "report_pressed":     (42.0, 32.0, 0.0),
    "campaign_facts":     (28.0, 0.0, 28.0, 70.0),
    "campaign_statement": (11.0, 36.0, 0.0, 34.0, 20.0, 82.0, 18.0),
    "meeting_rsvp":       (12.0, 0.0, 24.0, 34.0, 32.0, 22.0),
    "sign_in_sheet":      (12.0, 43.0, 22.0, 28.0, 26.0, 0.0),
    "archive_list":       (11.0, 49.0, 46.0, 34.0, 0.0, 20.0, 12.0, 12.0, 20.0),
}

SIZES = {
    # 代号              毫米   是什么（惯例）
    "thick":            0.42,  # 外框线
    "thin":             0.18,  # 格线
    "inset_x":          2.0,   # 格内左右空
    "inset_y":          2.6,   # 格内上下空
    "qr":               19.0,  # 二维码边长
    "row":              10.0,  # 一般栏的最低行高
    "title_row":        12.0,  # 文件标题栏
    "wide_row":         14.0,  # 可能要写两行的栏
    "sign_room":        26.0,  # 签批栏至少多高
    "hand_room":        30.0,  # 还没有批示的，留给手写的地方
    "reader_row":       8.0,   # 传阅签名表行高
    "sign_in_row":      9.6,   # 签到表行高
    "list_row":         8.4,   # 目录行高
    "rsvp_row":         9.0,   # 回执行高
    "card_width":       200.0, # 席卡宽
    "card_height":      100.0, # 席卡高（折起后）
    "card_line":        0.1,   # 席卡裁切线
    "card_margin":      5.0,   # 席卡离纸边最少
    "card_side":        10.0,  # 姓名离席卡左右边最少
    "stamp_line":       0.3,   # 归档章线粗
    "stamp_top":        10.0,  # 归档章离纸顶
    "stamp_side":       26.0,  # 归档章离纸的左右边
    "stamp_clear":      2.0,   # 归档章四周要空出来的
}
# fmt: on
