"""客户自己的账：办之前记一行“试”，服务器答应了记一行“成”；对账只认这本账。"""

import json
import os
import time
import uuid
from pathlib import Path
from typing import Any

TRIED, PROMISED = "tried", "promised"


class Journal:
    """一本账，一行一个 JSON，只在后面加。"""

    def __init__(self, place: Path) -> None:
        self.handle = os.open(place, os.O_WRONLY | os.O_CREAT | os.O_APPEND, 0o600)

    def tried(self, what: str, **known: Any) -> str:
        """要办一样了；返回它独一无二的记号。"""
        token = uuid.uuid4().hex[:16]
        self._write(TRIED, what, token, known)
        return token

    def promised(self, what: str, token: str, **known: Any) -> None:
        """服务器答应了。"""
        self._write(PROMISED, what, token, known)

    def _write(self, state: str, what: str, token: str, known: dict[str, Any]) -> None:
        row = {"state": state, "what": what, "token": token, "at": time.time(), **known}
        os.write(self.handle, (json.dumps(row, ensure_ascii=False) + "\n").encode())


def read(place: Path) -> list[dict[str, Any]]:
    """账上各行。"""
    lines = place.read_text().splitlines() if place.exists() else []
    return [json.loads(line) for line in lines]
