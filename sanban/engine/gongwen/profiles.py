"""版面的两种写法：按纸上量的，和按对话框里填的（5.2.1、5.2.3）。

按定义，22 行从版心上边缘到下边缘：（225 毫米 − 16 磅）÷ 21 = 29.61 磅；28 字撑满 156 毫米，
每字 15.79 磅，16 磅的字要收 0.206 磅。DOCX 的字距只能写到 1/20 磅，行距也是。
"""

from dataclasses import dataclass

POINT = 25.4 / 72


@dataclass(frozen=True, slots=True)
class DocxPage:
    """写进 DOCX 的页面：上下左右白边（毫米）、固定行距（1/20 磅）、字距（1/20 磅）。"""

    top: float
    bottom: float
    left: float
    right: float
    pitch: int
    tracking: int


@dataclass(frozen=True, slots=True)
class Profile:
    """一种页面。

    `pitch` 行距、`tracking` 字距，磅；`first_ink` 是首行字面上边缘到纸边的毫米数
    （measured 正好是天头 37；nominal 是 Word 固定行距把字放在行的八成处的结果）。
    """

    name: str
    title: str
    pitch: float
    tracking: float
    first_ink: float
    docx: DocxPage


# fmt: off
MEASURED = Profile(
    "measured", "纸上量", pitch=(225 / POINT - 16) / 21, tracking=156 / POINT / 28 - 16,
    first_ink=37.0, docx=DocxPage(33.6, 33.6, 28, 26, pitch=592, tracking=-5),
)
NOMINAL = Profile(
    "nominal", "对话框", pitch=28.95, tracking=156 / POINT / 28 - 16,
    first_ink=40.2, docx=DocxPage(37, 35, 28, 26, pitch=579, tracking=-5),
)
# fmt: on
PROFILES = {profile.name: profile for profile in (MEASURED, NOMINAL)}
