"""公文的要素：只说是什么，不说长什么样（样子在 styles）。

十八个要素依《党政机关公文处理工作条例》第九条，排法依 GB/T 9704-2012 第 7 章；
纪要的出席名单（10.3）、会议通过的题注另加两个。
"""

from dataclasses import dataclass, field
from datetime import date
from itertools import pairwise

from sanban.engine.gongwen.blocks import Block, Source
from sanban.engine.gongwen.notation import COLON, long_date

SEALED, UNSEALED, SIGNATURE = "seal", "none", "signature"
SIGN_OFFS = {
    SEALED: "加盖印章",
    UNSEALED: "不加盖印章",
    SIGNATURE: "加盖签发人签名章",
}


@dataclass(frozen=True, slots=True)
class CopyNo:
    """份号（7.2.1）：六位阿拉伯数字。"""

    number: int
    source: Source | None = field(default=None, compare=False, repr=False)

    def __str__(self) -> str:
        return f"{self.number:06d}"


@dataclass(frozen=True, slots=True)
class Secrecy:
    """密级和保密期限（7.2.2）；只在命令行里有，网页系统一律拒收。"""

    level: str
    term: str = ""
    source: Source | None = field(default=None, compare=False, repr=False)

    def __str__(self) -> str:
        return f"{self.level}★{self.term}" if self.term else self.level


@dataclass(frozen=True, slots=True)
class Urgency:
    """紧急程度（7.2.3）：公文用特急、加急。"""

    text: str
    source: Source | None = field(default=None, compare=False, repr=False)

    def __str__(self) -> str:
        return self.text


@dataclass(frozen=True, slots=True)
class IssuerMark:
    """发文机关标志（7.2.4）：一个或几个机关（主办在前），后面可加“文件”“命令”“纪要”等字。"""

    organs: tuple[str, ...]
    suffix: str = ""
    source: Source | None = field(default=None, compare=False, repr=False)

    def __str__(self) -> str:
        return "　".join(self.organs) + self.suffix


@dataclass(frozen=True, slots=True)
class DocNumber:
    """发文字号（7.2.5）：机关代字、年份、发文顺序号。

    令号、纪要期号没有代字和年份：`text` 照写（“第3号”“第12次”），其余空着。
    """

    prefix: str = ""
    year: int = 0
    serial: int = 0
    text: str = ""
    source: Source | None = field(default=None, compare=False, repr=False)

    def __str__(self) -> str:
        return self.text or f"{self.prefix}〔{self.year}〕{self.serial}号"


@dataclass(frozen=True, slots=True)
class Signers:
    """签发人（7.2.6）：上行文才有，按发文机关的次序。"""

    names: tuple[str, ...]
    source: Source | None = field(default=None, compare=False, repr=False)

    def __str__(self) -> str:
        return "签发人" + COLON + "　".join(self.names)


@dataclass(frozen=True, slots=True)
class Title:
    """标题（7.3.1）；`breaks` 是人定的回行处（第几个字之后），空着由排版来定。"""

    text: str
    breaks: tuple[int, ...] = ()
    source: Source | None = field(default=None, compare=False, repr=False)

    def __str__(self) -> str:
        return self.text

    def lines(self, breaks: tuple[int, ...] = ()) -> tuple[str, ...]:
        """按回行处拆成几行；人定的优先。"""
        edges = (0, *(self.breaks or breaks), len(self.text))
        return tuple(self.text[start:end] for start, end in pairwise(edges))


@dataclass(frozen=True, slots=True)
class Adoption:
    """题注：会议通过的日期和会议名称，括在标题下面（决议、决定、公报）；`text` 不含括号。"""

    text: str
    source: Source | None = field(default=None, compare=False, repr=False)

    def __str__(self) -> str:
        return f"（{self.text}）"


@dataclass(frozen=True, slots=True)
class MainRecipients:
    """主送机关（7.3.2）；`text` 照写，不含末尾的冒号。"""

    text: str
    source: Source | None = field(default=None, compare=False, repr=False)

    def __str__(self) -> str:
        return self.text + COLON


@dataclass(frozen=True, slots=True)
class Body:
    """正文（7.3.3）。"""

    blocks: tuple[Block, ...]
    source: Source | None = field(default=None, compare=False, repr=False)


@dataclass(frozen=True, slots=True)
class AttachmentNote:
    """附件说明（7.3.4）：各附件的名称，次序就是序号；名称后不加标点。"""

    names: tuple[str, ...]
    source: Source | None = field(default=None, compare=False, repr=False)


@dataclass(frozen=True, slots=True)
class Signatory:
    """一个署名：机关；加盖签名章的，另有职务全称和姓名。"""

    organ: str
    post: str = ""
    name: str = ""


@dataclass(frozen=True, slots=True)
class SignOff:
    """发文机关署名、成文日期和印章（7.3.5）：三者一起排，所以是一个要素。

    `style` 见 `SIGN_OFFS`；联合行文主办在前。印章只留位置，不画章（GB/T 38540）。
    `organs` 可以空着：只写日期。
    """

    organs: tuple[Signatory, ...]
    day: date
    style: str = SEALED
    source: Source | None = field(default=None, compare=False, repr=False)

    @property
    def day_text(self) -> str:
        """成文日期的写法，如 2026年9月11日（7.3.5.4：标全年月日，不编虚位）。"""
        return long_date(self.day)


@dataclass(frozen=True, slots=True)
class Annotation:
    """附注（7.3.6）：印发传达范围、联系人等；`text` 不含括号。"""

    text: str
    source: Source | None = field(default=None, compare=False, repr=False)

    def __str__(self) -> str:
        return f"（{self.text}）"


@dataclass(frozen=True, slots=True)
class Attachment:
    """附件（7.3.7）：另面排，在版记之前；`number` 是序号，只有一个附件时为 0。"""

    title: str
    blocks: tuple[Block, ...] = ()
    number: int = 0
    source: Source | None = field(default=None, compare=False, repr=False)

    @property
    def label(self) -> str:
        """左上角的“附件”字样和序号。"""
        return f"附件{self.number}" if self.number else "附件"


@dataclass(frozen=True, slots=True)
class Attendance:
    """纪要的出席、请假、列席名单（10.3）：一行是（标签，名单），标签不含冒号。"""

    rows: tuple[tuple[str, str], ...]
    source: Source | None = field(default=None, compare=False, repr=False)


@dataclass(frozen=True, slots=True)
class CcRecipients:
    """抄送机关（7.4.2）；`main` 是移到版记里的主送机关。两者都不含末尾的句号。"""

    text: str = ""
    main: str = ""
    source: Source | None = field(default=None, compare=False, repr=False)


@dataclass(frozen=True, slots=True)
class PrintLine:
    """印发机关和印发日期（7.4.3）。"""

    organ: str
    day: date
    source: Source | None = field(default=None, compare=False, repr=False)

    @property
    def day_text(self) -> str:
        """印发日期的写法，后面带“印发”。"""
        return long_date(self.day) + "印发"


@dataclass(frozen=True, slots=True)
class PageNumbers:
    """页码（7.5）：`first` 是起始号。信函首页不显示（10.1）。"""

    first: int = 1
    source: Source | None = field(default=None, compare=False, repr=False)


Element = (
    CopyNo | Secrecy | Urgency | IssuerMark | DocNumber | Signers
    | Title | Adoption | MainRecipients | Body | AttachmentNote | SignOff | Annotation
    | Attachment | Attendance | CcRecipients | PrintLine | PageNumbers
)  # fmt: skip

# fmt: off
# 条例第九条的十八个要素，各由谁来装
EIGHTEEN = (
    # 名称               代号                  要素            条文（GB/T 9704-2012）
    ("份号",             "copy_no",            CopyNo,         "7.2.1"),
    ("密级和保密期限",   "secrecy_level",      Secrecy,        "7.2.2"),
    ("紧急程度",         "urgency",            Urgency,        "7.2.3"),
    ("发文机关标志",     "issuer_mark",        IssuerMark,     "7.2.4"),
    ("发文字号",         "doc_number",         DocNumber,      "7.2.5"),
    ("签发人",           "signer",             Signers,        "7.2.6"),
    ("标题",             "title",              Title,          "7.3.1"),
    ("主送机关",         "main_recipient",     MainRecipients, "7.3.2"),
    ("正文",             "body",               Body,           "7.3.3"),
    ("附件说明",         "attachment_note",    AttachmentNote, "7.3.4"),
    ("发文机关署名",     "issuer_signature",   SignOff,        "7.3.5"),
    ("成文日期",         "issue_date",         SignOff,        "7.3.5.4"),
    ("印章",             "seal",               SignOff,        "7.3.5"),
    ("附注",             "annotation",         Annotation,     "7.3.6"),
    ("附件",             "attachment",         Attachment,     "7.3.7"),
    ("抄送机关",         "cc_recipient",       CcRecipients,   "7.4.2"),
    ("印发机关和印发日期", "print_org",        PrintLine,      "7.4.3"),
    ("页码",             "page_no",            PageNumbers,    "7.5"),
)
# 版面上从上到下的次序；同一种要素里保持给出的次序
ORDER: tuple[type, ...] = (
    CopyNo, Secrecy, Urgency, IssuerMark, DocNumber, Signers,
    Title, Adoption, MainRecipients, Body, AttachmentNote, SignOff, Annotation, Attendance,
    Attachment, CcRecipients, PrintLine, PageNumbers,
)
# fmt: on
