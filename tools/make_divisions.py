"""造行政区划表：省、市、县，写进 sanban/engine/proof/table/divisions.txt。

python tools/make_divisions.py npm包china-division的dist/pca.json

一行一个市：省名、市名、下辖各县区；省直辖的，市名写“-”。
"""

import json
import sys
from pathlib import Path

TARGET = Path(__file__).parents[1] / "sanban/engine/proof/table/divisions.txt"
HEAD = "## 由 tools/make_divisions.py 造，不要手改。取自 npm china-division 2.7.0（WTFPL）。\n"
DIRECT = ("市辖区", "县", "省直辖县级行政区划", "自治区直辖县级行政区划")


def main(path: str) -> None:
    """读一个文件，写一张表。"""
    provinces: dict[str, dict[str, list[str]]] = json.loads(Path(path).read_text("utf-8"))
    lines = [
        " ".join((province, "-" if city in DIRECT else city, *counties)) + "\n"
        for province, cities in provinces.items()
        for city, counties in cities.items()
    ]
    TARGET.write_text(HEAD + "".join(lines), "utf-8")


if __name__ == "__main__":
    main(sys.argv[1])
