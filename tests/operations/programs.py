"""另一版程序：把本仓库的程序拷一份，添一个迁移，当作新版。"""

import os
import shutil
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
ADD = """
from django.db import migrations, models
class Migration(migrations.Migration):
    dependencies = [("core", "{last}")]
    operations = [
        migrations.AddField("holiday", "remark", models.CharField(max_length=9, default="新")),
        {more}
    ]
"""
BROKEN = """migrations.RunSQL("INSERT INTO no_such_table VALUES (1)"),"""
HANGING = """migrations.RunPython(lambda apps, editor: __import__("time").sleep(600)),"""


def new_program(place, more=""):
    """拷一份程序，核心室多一个迁移；`more` 另外做的。"""
    shutil.copytree(
        ROOT / "sanban", place / "sanban", ignore=shutil.ignore_patterns("__pycache__", "dist")
    )
    folder = place / "sanban/core/migrations"
    last = sorted(one.stem for one in folder.glob("0*.py"))[-1]
    (folder / "0099_more.py").write_text(ADD.format(last=last, more=more), encoding="utf-8")
    return place


def surroundings(data, database=""):
    kept = {name: value for name, value in os.environ.items() if not name.startswith("SANBAN_")}
    return {**kept, "SANBAN_DATA": str(data), "SANBAN_DATABASE": database}


def begin(words, *, data, program=ROOT, database=""):
    """起一个命令，不等。"""
    return subprocess.Popen(
        [sys.executable, "-m", "sanban.command", *map(str, words)],
        cwd=program, env=surroundings(data, database), text=True,
        stdout=subprocess.PIPE, stderr=subprocess.PIPE, stdin=subprocess.DEVNULL,
        start_new_session=True,
    )  # fmt: skip


def run(words, *, data, program=ROOT, database=""):
    """起一个命令，等它完，返回退出码和两路印的字。"""
    process = begin(words, data=data, program=program, database=database)
    out, err = process.communicate(timeout=300)
    return process.returncode, out, err
