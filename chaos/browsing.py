"""一位客户的浏览器：登录、看页面、交表单；两台机器随便连哪台。"""

import os
import random
import re
from collections.abc import Mapping
from typing import Any

import requests.cookies
from locust.contrib.fasthttp import FastHttpSession, FastResponse

from chaos.roster import PASSWORD, Guest

HOSTS = os.environ.get("CHAOS_HOSTS", "").split(",")
BOUNDARY = "chaos7MA4YWxkTrZu0gW"
SIGN_IN = "/sign-in/"
REFUSED = 409
"""拒绝不是差错：别人先办了，照规矩就该拒绝。"""
TOKEN = re.compile(r'name="csrfmiddlewaretoken" value="([^"]+)"')


class Browser:
    """一位客户；`client` 是 locust 的，记着各页快慢。"""

    def __init__(self, client: FastHttpSession, guest: Guest) -> None:
        self.client = client
        self.guest = guest
        self.token = ""
        self._keep("sessionid", guest.session)

    def _keep(self, name: str, value: str) -> None:
        """带上一块 Cookie，两台机器都认。"""
        made = {"name": name, "value": value, "domain": "127.0.0.1", "path": "/"}
        self.client.client.cookiejar.set_cookie(requests.cookies.create_cookie(**made))

    def sign_out(self) -> bool:
        """退出。"""
        return is_done(self.post("/sign-out/", {}, name="退出"))

    def sign_in(self) -> bool:
        """登录；成了没有。"""
        page = self._ask("GET", SIGN_IN, name="登录页")
        if page.status_code == 200:
            self._learn(page)
            values = {"username": self.guest.username, "password": PASSWORD, "next": "/"}
            page = self.post(SIGN_IN, values, name="登录")
        if page.status_code != 302:
            return False
        self._learn(self._ask("GET", "/", name="工作台"))
        return True

    def get(self, path: str, *, name: str) -> str:
        """看一页；要登录的先登录再看。看不成为空。"""
        page = self._ask("GET", path, name=name)
        if self._is_out(page) and self.sign_in():
            page = self._ask("GET", path, name=name)
        if page.status_code != 200:
            return ""
        text = page.text or ""
        self._learn(page)
        return text

    def fetch(self, path: str, *, name: str) -> bytes:
        """取一份文件；取不成为空。"""
        page = self._ask("GET", path, name=name)
        return page.content or b"" if page.status_code == 200 else b""

    def post(
        self, path: str, values: Mapping[str, Any], *, name: str, host: str = ""
    ) -> FastResponse:
        """交一张表单，不跟着跳；回答办成、办不成由叫的人看。"""
        fields = {**values, "csrfmiddlewaretoken": self.token}
        return self._ask("POST", path, name=name, host=host, data=fields)

    def upload(self, path: str, filename: str, content: bytes, *, name: str) -> FastResponse:
        """交一份文件。"""
        head = (
            f'--{BOUNDARY}\r\nContent-Disposition: form-data; name="file"; '
            f'filename="{filename}"\r\nContent-Type: text/plain\r\n\r\n'
        )
        body = head.encode() + content + f"\r\n--{BOUNDARY}--\r\n".encode()
        headers = {
            "Content-Type": f"multipart/form-data; boundary={BOUNDARY}",
            "X-CSRFToken": self.token,
        }
        return self._ask("POST", path, name=name, data=body, headers=headers)

    def _ask(self, method: str, path: str, *, name: str, host: str = "", **more: Any) -> Any:
        url = (host or random.choice(HOSTS)) + path
        asked = self.client.request(
            method, url, name=name, allow_redirects=False, catch_response=True, **more
        )
        with asked as answer:
            if answer.status_code == REFUSED:
                answer.success()
        return answer

    def _is_out(self, page: Any) -> bool:
        """被请去登录了。"""
        where = page.headers.get("Location", "") if page.headers else ""
        return bool(page.status_code == 302 and SIGN_IN in where)

    def _learn(self, page: Any) -> None:
        found = TOKEN.search(page.text or "")
        if found:
            self.token = found[1]


def is_done(answer: Any) -> bool:
    """办成了：跳到下一页，而且不是请去登录。"""
    where = answer.headers.get("Location", "") if answer.headers else ""
    return bool(answer.status_code == 302 and SIGN_IN not in where)
