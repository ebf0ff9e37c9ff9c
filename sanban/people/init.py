"""命令 `sanban init`：建数据目录和密钥，建库，建办公室和三员。"""

import argparse
import os
import secrets
import sys
from collections.abc import Callable, Sequence
from datetime import date, datetime

from django.conf import settings
from django.core.management import call_command
from django.utils import timezone

from sanban.core import services as core
from sanban.core.errors import Refused
from sanban.core.holidays import published, published_years
from sanban.people.services.founding import NewAccount, found_office

SECRET = "secret.key"


def main(argv: list[str], *, entries: Sequence[Callable[[], object]] = ()) -> int:
    """建立一个办公室，一次性密码只印这一次；已经有的不覆盖，返回 1。

    :param entries: 建好以后接着办的，如装上公用的常用意见。
    """
    options = _options(argv)
    os.umask(0o077)
    settings.DATA.mkdir(mode=0o700, parents=True, exist_ok=True)
    try:
        accounts = establish(options.office, now=timezone.now())
        for entry in entries:
            entry()
    except Refused as refusal:
        sys.stderr.write(refusal.message + "\n")
        return 1
    sys.stdout.write(_told(accounts))
    return 0


def _options(argv: list[str]) -> argparse.Namespace:
    parser = argparse.ArgumentParser(
        prog="sanban init", description="建立办公室；数据目录用 --data 或环境变量 SANBAN_DATA 指定"
    )
    parser.add_argument("--office", default="办公室", help="办公室名称，如 某某县人民政府办公室")
    return parser.parse_args(argv)


def establish(office: str, *, now: datetime) -> list[NewAccount]:
    """密钥、库表、单位、三员、放假安排，缺什么建什么；返回三员账号。

    :raises Refused: 这里已经有办公室。
    """
    _keep_secret()
    call_command("migrate", interactive=False, verbosity=0, skip_checks=True)
    accounts = found_office(office)
    load_published(timezone.localtime(now).date())
    return accounts


def _keep_secret() -> None:
    path = settings.DATA / SECRET
    try:
        descriptor = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    except FileExistsError:
        return
    with os.fdopen(descriptor, "w", encoding="ascii") as file:
        file.write(secrets.token_urlsafe(50) + "\n")


def load_published(today: date) -> int:
    """录入去年以来已公布的放假安排，返回天数。"""
    years = [year for year in published_years() if year >= today.year - 1]
    return core.load_holidays(row for year in years for row in published(year))


def _told(accounts: list[NewAccount]) -> str:
    lines = [f"办公室建好了，数据在 {settings.DATA}。三个管理员的一次性密码只显示这一次："]
    lines += [f"  {one.name}　用户名 {one.username}　密码 {one.password}" for one in accounts]
    lines += ["首次登录须改密码。启动：sanban serve"]
    return "\n".join(lines) + "\n"
