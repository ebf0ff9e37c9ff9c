"""备份的加密：口令经 scrypt 变成密钥，内容一段一段用 AES-256-GCM。

开头一行说这是什么，第二行是 scrypt 的参数和核对口令的值；往后每段 1 MiB，段号作随机数，
末段另有记号，所以少一段、调换两段、改一个字节都看得出来。
"""

import hmac
import json
import os
from importlib import import_module
from typing import Any, BinaryIO, Protocol

from sanban.core.errors import Refused

FIRST_LINE = b"SANBAN-BACKUP 1 AES-256-GCM scrypt\n"
CHUNK = 1024 * 1024
TAG = 16
HEAD_MOST = 1000
COST = {"n": 2**16, "r": 8, "p": 1}
COST_MOST = 2**20
SHORTEST = 10
MORE, LAST = b"more", b"last"
WRONG = "口令不对，打不开这份备份。请核对口令文件；口令丢了，谁也打不开。"
CUT = "这份备份不全，后面断了。请换一份备份，或者重新拷来再试。"
ALTERED = "这份备份与写下时不一样，有字节坏了或被改过。请换一份备份。"


class Source(Protocol):
    """读得出字节的。"""

    def read(self, size: int, /) -> bytes:
        """读至多几个字节；到头为空。"""


def check_passphrase(passphrase: bytes) -> bytes:
    """口令够不够长。

    :raises Refused: 不足十个字节。
    """
    if len(passphrase) < SHORTEST:
        raise Refused(f"备份的口令太短，至少 {SHORTEST} 个字符。", code="short-passphrase")
    return passphrase


def _keys(passphrase: bytes, salt: bytes, cost: dict[str, int]) -> tuple[bytes, bytes]:
    """密钥和核对口令的值，各 32 字节。"""
    scrypt = import_module("cryptography.hazmat.primitives.kdf.scrypt").Scrypt
    made = scrypt(salt=salt, length=64, **cost).derive(passphrase)
    return made[:32], hmac.digest(made[32:], FIRST_LINE + salt, "sha256")


def _cipher(key: bytes) -> Any:
    """用到了才装：多数办公室的备份不加密，起动不必等。"""
    return import_module("cryptography.hazmat.primitives.ciphers.aead").AESGCM(key)


def _tag_fault() -> type[Exception]:
    """解不开时报的错。"""
    found: type[Exception] = import_module("cryptography.exceptions").InvalidTag
    return found


def _number(place: int) -> bytes:
    return place.to_bytes(12, "big")


class Encrypting:
    """往一个文件里写加了密的；写完要 `finish`。"""

    def __init__(self, out: BinaryIO, passphrase: bytes) -> None:
        salt = os.urandom(32)
        key, check = _keys(check_passphrase(passphrase), salt, COST)
        head = {"salt": salt.hex(), "check": check.hex(), **COST}
        out.write(FIRST_LINE + json.dumps(head).encode() + b"\n")
        self._out, self._cipher = out, _cipher(key)
        self._waiting, self._place = bytearray(), 0

    def write(self, data: bytes | memoryview) -> None:
        """写一些；攒够一段再加密。"""
        self._waiting += data
        while len(self._waiting) > CHUNK:
            with memoryview(self._waiting) as whole:
                self._put(bytes(whole[:CHUNK]), MORE)
            del self._waiting[:CHUNK]

    def finish(self) -> None:
        """写下末一段。"""
        self._put(bytes(self._waiting), LAST)

    def _put(self, data: bytes, mark: bytes) -> None:
        self._out.write(self._cipher.encrypt(_number(self._place), data, mark))
        self._place += 1


class Decrypting:
    """读加了密的；只会从头读到尾。"""

    def __init__(self, source: Source, passphrase: bytes) -> None:
        """`source` 已经读过第一行。

        :raises Refused: 口令不对，开头坏了。
        """
        salt, check, cost = _head(source)
        key, found = _keys(passphrase, salt, cost)
        if not hmac.compare_digest(found, check):
            raise Refused(WRONG, code="wrong-passphrase")
        self._source, self._cipher = source, _cipher(key)
        self._next, self._place = self._block(), 0
        self._waiting, self._used = b"", 0

    def read(self, size: int) -> bytes:
        """读 `size` 个字节，到头的少些。"""
        found = bytearray()
        while len(found) < size:
            if self._used == len(self._waiting) and not self._open():
                break
            piece = self._waiting[self._used : self._used + size - len(found)]
            self._used += len(piece)
            found += piece
        return bytes(found)

    def _block(self) -> bytes:
        return self._source.read(CHUNK + TAG)

    def _open(self) -> bool:
        """解开下一段；没有了答假。"""
        if not self._next and self._place:
            return False
        block, self._next = self._next, self._block()
        mark = MORE if self._next else LAST
        try:
            self._waiting = self._cipher.decrypt(_number(self._place), block, mark)
        except _tag_fault() as fault:
            raise self._why(block, mark) from fault
        self._used, self._place = 0, self._place + 1
        return True

    def _why(self, block: bytes, mark: bytes) -> Refused:
        is_cut = mark == LAST and (len(block) < CHUNK + TAG or self._is_middle(block))
        said = CUT if is_cut else ALTERED
        return Refused(said, code="cut-backup" if is_cut else "altered-backup")

    def _is_middle(self, block: bytes) -> bool:
        """这一段后面本来还有。"""
        try:
            self._cipher.decrypt(_number(self._place), block, MORE)
        except _tag_fault():
            return False
        return True


def _head(source: Source) -> tuple[bytes, bytes, dict[str, int]]:
    line = bytearray()
    while not line.endswith(b"\n") and len(line) < HEAD_MOST:
        one = source.read(1)
        if not one:
            raise Refused(CUT, code="cut-backup")
        line += one
    try:
        head = json.loads(line)
        cost = {name: int(head[name]) for name in COST}
        salt, check = bytes.fromhex(head["salt"]), bytes.fromhex(head["check"])
    except (ValueError, KeyError, TypeError) as fault:
        raise Refused(ALTERED, code="altered-backup") from fault
    if not (0 < cost["n"] <= COST_MOST and 0 < cost["r"] <= 16 and 0 < cost["p"] <= 16):
        raise Refused(ALTERED, code="altered-backup")
    return salt, check, cost
