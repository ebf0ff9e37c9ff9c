"""打字的公文：带 TOML 文件头的 Markdown，或者一个 TOML 文件，读成公文模型。"""

from pathlib import Path

from sanban.engine.gongwen.document import Gongwen
from sanban.engine.gongwen.markdown.build import build
from sanban.engine.gongwen.markdown.front import Typed, split_file
from sanban.engine.gongwen.markdown.reading import NotReadable, Reading, load_text

__all__ = ["NotReadable", "Typed", "gongwen_of", "load_typed", "read_markdown"]
TOML = ".toml"


def load_typed(path: Path) -> Typed:
    """读一个 .md 或 .toml 文件，拆成文件头和正文。

    :raises NotReadable: 打不开、太大、不是文字。
    :raises Rejected: 文件头写得不对；带行号。
    """
    return split_file(load_text(path), toml=path.suffix.lower() == TOML)


def gongwen_of(typed: Typed, path: Path) -> Gongwen:
    """把拆开的文件装成公文；图和附件在 `path` 所在的文件夹里找。

    :raises Rejected: 有写错的项；每个问题带行号。
    """
    return build(typed, Reading(path.parent, path.name))


def read_markdown(text: str, folder: Path = Path(), *, toml: bool = False) -> Gongwen:
    """把一段打字的公文读成模型；`folder` 是图和附件所在的文件夹。

    :raises Rejected: 写得不对；每个问题带行号。
    """
    return build(split_file(text, toml=toml), Reading(folder))
