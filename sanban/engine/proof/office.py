"""单位的规定：词典和版面规定都从一个选项给，里面写的是哪一样就当哪一样，写在一份里也行。"""

import tomllib
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from sanban.engine.gongwen.office_rules import STANDARD, TOP, Rules, rules_of
from sanban.engine.gongwen.problems import Rejected
from sanban.engine.proof.dictionary import Misspelt

TOML = ".toml"
NAME = "name"


@dataclass(frozen=True, slots=True)
class Layout:
    """格式照什么查：`rules` 是版面规定；`pages` 是把 DOCX 排出来再看一遍。"""

    rules: Rules = STANDARD
    pages: bool = False


USUAL = Layout()


def read_layout(paths: Iterable[Path]) -> Rules:
    """几份规定里的版面规定；都没有就是国家标准。

    :raises Misspelt: 有两份版面规定，或者写得不对。
    """
    found: Rules | None = None
    for path in paths:
        given = layout_part(path)
        if not given:
            continue
        if found is not None:
            raise Misspelt(f"{path.name}：版面规定给了两份，只能给一份。")
        try:
            found = rules_of(given)
        except Rejected as rejected:
            raise Misspelt(f"{path.name}：{'；'.join(map(str, rejected.problems))}") from rejected
    return found or STANDARD


def layout_part(path: Path) -> dict[str, Any]:
    """一份 TOML 里属于版面规定的几项；不是 TOML、没有的答空；读不了抛 `Misspelt`。"""
    if path.suffix.lower() != TOML:
        return {}
    try:
        content = tomllib.loads(path.read_bytes().decode("utf-8-sig"))
    except (OSError, ValueError) as error:
        raise Misspelt(f"{path.name}：读不了，请检查文件：{error}") from error
    found = {key: value for key, value in content.items() if key in TOP}
    return found if found.keys() - {NAME} else {}
