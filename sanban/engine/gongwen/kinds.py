"""十五个文种和四种格式：一张表（条例第八条；GB/T 9704-2012 第 7、10 章）。"""

from dataclasses import dataclass

UP, DOWN, LEVEL, PUBLIC = "上行", "下行", "平行", "公布"
GENERAL, LETTER, ORDER_FORMAT, MINUTES_FORMAT = "general", "letter", "order", "minutes"

# fmt: off
FORMATS = {
    GENERAL:        "文件",
    LETTER:         "信函",
    ORDER_FORMAT:   "命令（令）",
    MINUTES_FORMAT: "纪要",
}
# fmt: on


@dataclass(frozen=True, slots=True)
class DocKind:
    """一个文种。

    `directions` 是行文方向，第一个是最常见的；`format` 是通常用的格式；
    `recipient` 说要不要主送机关；`sign_off` 是通常的署名方式（见 `elements.SIGN_OFFS`，
    空着是正文后不署名）。
    """

    code: str
    name: str
    directions: tuple[str, ...]
    format: str = GENERAL
    recipient: bool = True
    sign_off: str = "seal"


# fmt: off
DOC_KINDS = {kind.code: kind for kind in (
    #        代号            文种    方向               格式           主送   署名
    DocKind("resolution",    "决议", (DOWN,),           GENERAL,       False, ""),
    DocKind("decision",      "决定", (DOWN,),           GENERAL,       False, "seal"),
    DocKind("order",         "命令", (DOWN, PUBLIC),    ORDER_FORMAT,  False, "signature"),
    DocKind("communique",    "公报", (PUBLIC,),         GENERAL,       False, ""),
    DocKind("proclamation",  "公告", (PUBLIC,),         GENERAL,       False, "seal"),
    DocKind("public_notice", "通告", (PUBLIC,),         GENERAL,       False, "seal"),
    DocKind("opinion",       "意见", (DOWN, UP, LEVEL), GENERAL,       True,  "seal"),
    DocKind("notice",        "通知", (DOWN, LEVEL),     GENERAL,       True,  "seal"),
    DocKind("circular",      "通报", (DOWN,),           GENERAL,       True,  "seal"),
    DocKind("report",        "报告", (UP,),             GENERAL,       True,  "seal"),
    DocKind("request",       "请示", (UP,),             GENERAL,       True,  "seal"),
    DocKind("reply",         "批复", (DOWN,),           GENERAL,       True,  "seal"),
    DocKind("bill",          "议案", (LEVEL,),          GENERAL,       True,  "signature"),
    DocKind("letter",        "函",   (LEVEL,),          LETTER,        True,  "seal"),
    DocKind("minutes",       "纪要", (DOWN, LEVEL),     MINUTES_FORMAT, False, ""),
)}
# fmt: on
BY_NAME = {kind.name: kind for kind in DOC_KINDS.values()} | {"令": DOC_KINDS["order"]}
