"""LibreOffice 转换：在单独的、限量的进程里转，宏不运行，外链不更新。"""

import os
import shutil
import signal
import subprocess
import sys
from contextlib import suppress
from html import escape
from pathlib import Path
from tempfile import TemporaryDirectory

from sanban.engine.fonts import substitutes

SECONDS = 60
LIMITED = Path(__file__).with_name("limited.py")
FILTERS = {
    "pdf": "pdf:writer_pdf_Export",
    "docx": "docx:MS Word 2007 XML",
    "doc": "doc:MS Word 97",
}
# 宏一律禁用（级别 3）、不更新链接、不取来路不明的外部内容。
SETTINGS = """<?xml version="1.0" encoding="UTF-8"?>
<oor:items xmlns:oor="http://openoffice.org/2001/registry">
<item oor:path="/org.openoffice.Office.Common/Security/Scripting">
<prop oor:name="MacroSecurityLevel" oor:op="fuse"><value>3</value></prop>
<prop oor:name="DisableMacrosExecution" oor:op="fuse"><value>true</value></prop>
<prop oor:name="BlockUntrustedRefererLinks" oor:op="fuse"><value>true</value></prop></item>
<item oor:path="/org.openoffice.Office.Writer/Content/Update">
<prop oor:name="Link" oor:op="fuse"><value>0</value></prop></item>
<item oor:path="/org.openoffice.Office.Common/Misc">
<prop oor:name="FirstRun" oor:op="fuse"><value>false</value></prop></item>
<item oor:path="/org.openoffice.Office.Common/Font/Substitution">
<prop oor:name="Replacement" oor:op="fuse"><value>true</value></prop></item>
{fonts}
</oor:items>
"""
# 本机没有的仿宋、楷体等，一律换成挑好的代用字体，不让 LibreOffice 自己乱找。
FONT = """<item oor:path="/org.openoffice.Office.Common/Font/Substitution/FontPairs">
<node oor:name="_{number}" oor:op="replace">
<prop oor:name="ReplaceFont" oor:op="fuse"><value>{wanted}</value></prop>
<prop oor:name="SubstituteFont" oor:op="fuse"><value>{given}</value></prop>
<prop oor:name="Always" oor:op="fuse"><value>true</value></prop>
<prop oor:name="OnScreenOnly" oor:op="fuse"><value>false</value></prop></node></item>"""


class NoOffice(Exception):
    """本机没有 LibreOffice。"""

    def __init__(self) -> None:
        super().__init__("本机没有 LibreOffice，看不了这种文件，请安装 libreoffice-writer。")


class OfficeFailed(Exception):
    """LibreOffice 没有转成：文件损坏、加密，或超过时限。"""


def is_here() -> bool:
    """本机有没有 LibreOffice。"""
    return bool(shutil.which("soffice") or shutil.which("libreoffice"))


def convert(data: bytes, *, source: str, target: str, seconds: int = SECONDS) -> bytes:
    """把 source 格式（后缀，不带点）的文件转成 target（pdf、docx、doc）。

    没有 LibreOffice 报 NoOffice；转不成或超过 seconds 秒报 OfficeFailed。
    """
    program = shutil.which("soffice") or shutil.which("libreoffice")
    if program is None:
        raise NoOffice
    with TemporaryDirectory(prefix="sanban-office-") as folder:
        home = Path(folder)
        _write_profile(home)
        (home / f"page.{source}").write_bytes(data)
        _run(_command(program, home, source=source, target=target), home, seconds=seconds)
        made = home / "out" / f"page.{target}"
        if not made.is_file():
            raise OfficeFailed("LibreOffice 打不开这份文件：可能已损坏或加了密码，请换一份。")
        return made.read_bytes()


def _write_profile(home: Path) -> None:
    user = home / "profile" / "user"
    user.mkdir(parents=True)
    fonts = (
        FONT.format(
            number=number, wanted=escape(wanted, quote=False), given=escape(given, quote=False)
        )
        for number, (wanted, given) in enumerate(substitutes().items())
    )
    settings = SETTINGS.format(fonts="\n".join(fonts))
    (user / "registrymodifications.xcu").write_text(settings, encoding="utf-8")


def _command(program: str, home: Path, *, source: str, target: str) -> list[str]:
    return [
        program, f"-env:UserInstallation={(home / 'profile').as_uri()}",
        "--headless", "--norestore", "--nolockcheck", "--nodefault", "--nologo",
        "--convert-to", FILTERS[target], "--outdir", str(home / "out"),
        str(home / f"page.{source}"),
    ]  # fmt: skip


def _run(command: list[str], home: Path, *, seconds: int) -> None:
    process = subprocess.Popen(
        [sys.executable, "-I", str(LIMITED), str(seconds), *command],
        cwd=home, start_new_session=True, stdin=subprocess.DEVNULL,
        stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL,
        env={"PATH": os.environ.get("PATH", os.defpath), "HOME": str(home),
             "TMPDIR": str(home), "LANG": "C.UTF-8"},
    )  # fmt: skip
    try:
        process.wait(seconds)
    except subprocess.TimeoutExpired as error:
        raise OfficeFailed(f"转换超过 {seconds} 秒没有完成，请另存为 PDF 后再传。") from error
    finally:
        _end(process)


def _end(process: "subprocess.Popen[bytes]") -> None:
    """连同它带起的进程一起结束。"""
    with suppress(ProcessLookupError):
        os.killpg(process.pid, signal.SIGKILL)
    process.wait()
