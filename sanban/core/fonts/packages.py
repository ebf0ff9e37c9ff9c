"""要装的自由字体：从哪个软件包取哪几个文件，各用什么许可。

解出来约 120 MB（documents.md §3.1）；只取这几个文件，不装整个软件包。
"""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Package:
    """一个 Debian 软件包：名字、下载多少兆、做什么用、许可、要取的字体文件。"""

    name: str
    megabytes: int
    purpose: str
    licence: str
    files: tuple[str, ...]


PACKAGES = (
    Package(
        "texlive-lang-chinese", 49, "仿宋、楷体、黑体、宋体", "GPL-3，带字体例外",
        ("FandolFang-Regular.otf", "FandolKai-Regular.otf", "FandolHei-Regular.otf",
         "FandolHei-Bold.otf", "FandolSong-Regular.otf", "FandolSong-Bold.otf"),
    ),
    Package(
        "fonts-liberation", 1, "西文和数字", "SIL OFL 1.1，旧版为 GPL-2 带字体例外",
        ("LiberationSerif-Regular.ttf", "LiberationSerif-Bold.ttf",
         "LiberationSerif-Italic.ttf", "LiberationSerif-BoldItalic.ttf"),
    ),
    Package(
        "fonts-noto-cjk", 57, "小标宋的代用、补宋体和黑体的生僻字", "SIL OFL 1.1",
        ("NotoSerifCJK-Bold.ttc", "NotoSerifCJK-Regular.ttc", "NotoSansCJK-Regular.ttc"),
    ),
    Package(
        "fonts-lxgw-wenkai", 52, "补仿宋和楷体的生僻字", "SIL OFL 1.1",
        ("LXGWWenKai-Regular.ttf",),
    ),
)  # fmt: skip
