"""改了文字的表，重造数组：`python -m sanban.engine.language.confusions`，逐字节可重做。"""

import sys

from sanban.engine.language.confusions import DATA
from sanban.engine.language.confusions.building import build

if __name__ == "__main__":
    sys.stdout.write(f"{build(DATA)}\n")
