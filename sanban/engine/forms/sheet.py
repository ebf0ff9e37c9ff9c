"""表单的版面：题头、格子、签名行、附联、整张的框；只说是什么、多大，不管用什么画。

长度都是毫米，字宽用“字”（该样式的一个字）；样式写代号，见 styles.FORM_STYLES。
"""

from dataclasses import dataclass
from typing import TypeAlias


@dataclass(frozen=True, slots=True)
class Text:
    """一段字，可以有换行；`spread` 是分散撑到几个字宽（栏名整齐用），0 不撑。"""

    text: str
    style: str = "value"
    spread: float = 0


@dataclass(frozen=True, slots=True)
class Signed:
    """意见后面的落名：姓名、职务、时间，靠右；`note` 另起一行（某某代录）。"""

    name: str
    post: str = ""
    time: str = ""
    note: str = ""


@dataclass(frozen=True, slots=True)
class Drawing:
    """一幅手迹：PNG 的字节，印多宽、多高；`style` 是它上下让多少，同意见的字。"""

    png: bytes
    width: float
    height: float
    style: str = "opinion"


@dataclass(frozen=True, slots=True)
class Whole:
    """几段字、手迹连同落名不拆在两页；太长（超过大半页）的才拆。"""

    parts: "tuple[Text | Signed | Drawing, ...]"


@dataclass(frozen=True, slots=True)
class Cell:
    """一格。

    `parts` 从上往下排；`foot` 压在格子底边（“签名：　　年　月　日”）；`span` 占几列；
    `align` 取 left、center；`is_top` 为真时从顶上排起，否则上下居中。
    """

    parts: "tuple[Text | Signed | Whole | Grid, ...]" = ()
    span: int = 1
    align: str = "left"
    is_top: bool = False
    foot: tuple[Text, ...] = ()


@dataclass(frozen=True, slots=True)
class Row:
    """一行格子；`height` 至少多高（毫米，0 随内容）；`grow` 是页面有富余时分到的份数。"""

    cells: tuple[Cell, ...]
    height: float = 0
    grow: float = 0


@dataclass(frozen=True, slots=True)
class Grid:
    """一张表格。

    `columns` 是各列的宽（毫米；0 是余下的宽）；前 `header` 行是表头，续页重复；
    `filler` 是补满最后一页的空行，空着不补；`frame` 为真时外框用粗线；`heavy` 是第几列（从 0 起）
    左边的线粗一些，0 没有。
    """

    columns: tuple[float, ...]
    rows: tuple[Row, ...]
    header: int = 0
    filler: Row | None = None
    frame: bool = True
    heavy: int = 0


@dataclass(frozen=True, slots=True)
class Lead:
    """一段正文，开头是黑体的标题（“一、会议时间：”），后面接着写。"""

    lead: str
    text: str


@dataclass(frozen=True, slots=True)
class Ends:
    """一行字，分居左右两端（编号在左、日期在右）。"""

    left: str
    right: str = ""
    style: str = "aside"


@dataclass(frozen=True, slots=True)
class SignOff:
    """单位落款和日期，靠右；`has_seal` 为真时画一个浅灰虚线圈，是印章的位置，不是印章。"""

    office: str
    day: str
    has_seal: bool = True


@dataclass(frozen=True, slots=True)
class Slip:
    """附联（回执）：前面一道裁切线，整块不拆页，排在页底；放不下就另起一页。"""

    title: str
    parts: "tuple[Part, ...]"
    cut: str = "沿此线裁下"


Part: TypeAlias = Text | Lead | Ends | Grid | SignOff | Slip


@dataclass(frozen=True, slots=True)
class Frame:
    """一个框，左上角 (x, y)，宽 w 高 h；线粗 `line`；`is_dashed` 是虚线；高是 0 就是一条横线。"""

    x: float
    y: float
    w: float
    h: float
    line: float
    is_dashed: bool = False
    is_red: bool = False


@dataclass(frozen=True, slots=True)
class Label:
    """框里居中的一行字：放在 (x, y, w, h) 的框里，最大 `pt` 磅，放不下就缩小。

    `spread` 是分散撑到几个字宽；`is_turned` 是倒过来印（转 180 度）。
    """

    text: str
    x: float
    y: float
    w: float
    h: float
    pt: float
    style: str
    spread: float = 0
    is_turned: bool = False
    is_red: bool = False


@dataclass(frozen=True, slots=True)
class Board:
    """整张定位的一页：框和字各在各的位置（席卡、归档章）。"""

    items: tuple[Frame | Label, ...]


@dataclass(frozen=True, slots=True)
class Sheet:
    """一张表的版面：或者是从上往下排的 `parts`，或者是一页页定了位的 `boards`。

    `title` 是文件的题名，`author` 是单位；`paper` 是纸的代号（styles.PAPERS）；
    `head` 是首页题头，`next_head` 是续页题头；`code` 是二维码里的短码，空着不印；
    `left`、`right` 是页脚两端的字。
    """

    title: str
    paper: str
    author: str = ""
    head: tuple[Text | Ends, ...] = ()
    next_head: tuple[Text | Ends, ...] = ()
    parts: tuple[Part, ...] = ()
    boards: tuple[Board, ...] = ()
    code: str = ""
    left: str = ""
    right: str = "非涉密"
