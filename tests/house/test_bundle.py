"""离线安装包：只用那一个文件夹，在全新的环境里装得上、打得开、带着网页。"""

import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
LOOK = """
from pathlib import Path
import sanban
home = Path(sanban.__file__).parent
print(home)
for name in ("app.js", "app.css"):
    assert (home / "web/static/dist" / name).stat().st_size > 10_000, name
assert (home / "web/base.html").exists()
"""


def run(*words, **options):
    done = subprocess.run(
        [str(word) for word in words], check=False, capture_output=True, text=True, **options
    )
    assert done.returncode == 0, done.stdout + done.stderr
    return done.stdout


@pytest.mark.slow
def test_the_bundle_installs_with_no_index_in_a_fresh_environment(tmp_path):
    bundle, home = tmp_path / "bundle", tmp_path / "home"
    run(ROOT / "tools/bundle", bundle, cwd=ROOT)
    run(sys.executable, "-m", "venv", home)
    run(
        home / "bin/python", "-m", "pip", "install", "--quiet", "--no-index",
        "--find-links", bundle, "sanban", env={"PIP_CONFIG_FILE": "/dev/null"},
    )  # fmt: skip
    assert str(home) in run(home / "bin/python", "-c", LOOK, cwd=tmp_path)
    run(home / "bin/sanban", "extract", "--help", cwd=tmp_path)
