"""字体的用途：每种叫什么、认哪些名字、没有时用什么代替（documents.md §3）。

同一套字体有中文名、英文名、PostScript 名，文件里写哪一个的都有，所以都列。
"""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Role:
    """一种用途。

    :param label: 中文叫法。
    :param office_name: 写进 DOCX 的字体名，Word、WPS 照它找。
    :param own: 办公机上正式的字体，前面的优先。
    :param standins: 代用的自由字体，前面的优先。
    :param weight: 代用时要的粗细（OpenType，400 常规、700 粗）。
    :param fallbacks: 前面的字体里没有的字，到这些字体里找。
    """

    label: str
    office_name: str
    own: tuple[str, ...]
    standins: tuple[str, ...]
    weight: int = 400
    fallbacks: tuple[str, ...] = ()


RARE = ("LXGW WenKai", "霞鹜文楷")
SERIFS = ("Noto Serif CJK SC", "Source Han Serif SC", "思源宋体", "Noto Serif SC")
SANS = ("Noto Sans CJK SC", "Source Han Sans SC", "思源黑体", "Noto Sans SC")
COMMON = (
    *SERIFS, "FandolSong", "SimSun", "宋体", "AR PL UMing CN", *SANS,
    "WenQuanYi Zen Hei", "WenQuanYi Micro Hei", "Droid Sans Fallback",
)  # fmt: skip
"""各种用途最后都可以用的中文字体。"""

ROLES = {
    "fang": Role(
        "仿宋", "仿宋_GB2312",
        own=("仿宋_GB2312", "FangSong_GB2312", "仿宋", "FangSong",
             "方正仿宋_GBK", "FZFangSong-Z02", "FZFSK--GBK1-0", "方正仿宋简体", "FZFSJW--GB1-0",
             "方正公文仿宋", "文星仿宋", "华文仿宋", "STFangsong",
             "CESI仿宋-GB2312", "CESI_FS_GB2312", "CESI仿宋-GB18030", "CESI_FS_GB18030"),
        standins=("FandolFang R", "FandolFang", "朱雀仿宋", "Zhuque Fangsong",
                  "Zhuque Fangsong (technical preview)"),
        fallbacks=RARE,
    ),
    "kai": Role(
        "楷体", "楷体_GB2312",
        own=("楷体_GB2312", "KaiTi_GB2312", "楷体", "KaiTi",
             "方正楷体_GBK", "FZKai-Z03", "FZKTK--GBK1-0", "方正楷体简体", "FZKTJW--GB1-0",
             "方正公文楷体", "文星楷体", "华文楷体", "STKaiti", "Kaiti SC",
             "CESI楷体-GB2312", "CESI_KT_GB2312", "CESI楷体-GB18030", "CESI_KT_GB18030"),
        standins=("FandolKai", *RARE, "AR PL UKai CN", "AR PL KaitiM GB"),
        fallbacks=RARE,
    ),
    "hei": Role(
        "黑体", "黑体",
        own=("黑体", "SimHei",
             "方正黑体_GBK", "FZHei-B01", "FZHTK--GBK1-0", "方正黑体简体", "FZHTJW--GB1-0",
             "方正公文黑体", "文星黑体", "华文黑体", "STHeiti",
             "CESI黑体-GB2312", "CESI_HT_GB2312", "CESI黑体-GB18030", "CESI_HT_GB18030"),
        standins=("FandolHei", *SANS, "WenQuanYi Zen Hei", "WenQuanYi Micro Hei"),
        fallbacks=SANS,
    ),
    "song": Role(
        "宋体", "宋体",
        own=("宋体", "SimSun", "新宋体", "NSimSun",
             "方正书宋_GBK", "FZShuSong-Z01", "FZSSK--GBK1-0", "方正书宋简体", "FZSSJW--GB1-0",
             "文星宋体", "华文宋体", "STSong", "Songti SC",
             "CESI宋体-GB2312", "CESI_SS_GB2312", "CESI宋体-GB18030", "CESI_SS_GB18030"),
        standins=("FandolSong", *SERIFS, "AR PL UMing CN"),
    ),
    "title": Role(
        "小标宋", "方正小标宋简体",
        own=("方正小标宋简体", "FZXiaoBiaoSong-B05S", "FZXBSJW--GB1-0",
             "方正小标宋_GBK", "FZXiaoBiaoSong-B05", "FZXBSK--GBK1-0", "方正小标宋",
             "方正公文小标宋", "文星标宋", "文星小标宋", "文星简小标宋",
             "长城小标宋体", "长城小标宋", "CESI小标宋-GB2312", "CESI_XBS_GB2312",
             "CESI小标宋-GB18030", "CESI_XBS_GB18030", "方正大标宋简体", "华文中宋", "STZhongsong"),
        standins=("FandolSong", *SERIFS),
        weight=700,
    ),
    "latin": Role(
        "西文", "Times New Roman",
        own=("Times New Roman",),
        standins=("Liberation Serif", "Nimbus Roman", "TeX Gyre Termes", "Libertinus Serif"),
    ),
}  # fmt: skip
