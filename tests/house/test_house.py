"""房子本身的规矩：锁文件、前端、仓库里有什么。"""

import re
import subprocess
from pathlib import Path

import pytest

from tools.build_assets import PRODUCTS, digest, is_fresh, output_of

ROOT = Path(__file__).resolve().parents[2]
LOCKS = ("requirements.lock", "requirements-dev.lock", "frontend/package-lock.json")
HOST = re.compile(r"https?://|(?:registry|pypi|npmjs|mirrors?)\.[a-z]", re.IGNORECASE)
SOURCES = sorted((ROOT / "frontend/css").glob("*.css"))
# fmt: off
TOO_NEW = {
    ":has":             r":has\(",
    ":is、:where":      r":(?:is|where)\(",
    "嵌套":             r"^\s*&",
    "inset":            r"(?<![-\w])inset(?:-\w+)?\s*:",
    "aspect-ratio":     r"aspect-ratio",
    "color-mix":        r"color-mix\(",
    "dvh":              r"\d[dsl]v[hw]\b",
    "@layer":           r"@layer",
    "容器查询":         r"@container|container-type",
    "accent-color":     r"accent-color",
    "外网":             r"https?://|@import\s+url",
}
# fmt: on
SCRIPT_TOO_NEW = re.compile(
    r"\.at\(|Object\.hasOwn\(|structuredClone|findLast|randomUUID|\.replaceChildren\s*\?\?|#private"
)
THIRD_PARTY = re.compile(
    r"(?:^|/)node_modules/|\.min\.(?:js|css)$|\.whl$|static/dist/|\.(?:ttf|otf|woff2?)$"
)


def tracked():
    found = subprocess.run(
        ["git", "ls-files", "-z"], cwd=ROOT, check=True, capture_output=True, text=True
    )
    return [name for name in found.stdout.split("\0") if name]


@pytest.mark.parametrize("name", LOCKS)
def test_lock_files_name_no_host(name):
    text = (ROOT / name).read_text(encoding="utf-8")
    assert not HOST.search(text)


@pytest.mark.parametrize("name", LOCKS[:2])
def test_every_locked_package_has_a_hash(name):
    text = (ROOT / name).read_text(encoding="utf-8")
    packages = re.split(r"\n(?=[a-z])", text.strip())
    assert packages
    assert [one for one in packages if "--hash=sha256:" not in one] == []


def test_nothing_of_third_parties_is_in_the_repository():
    assert [name for name in tracked() if THIRD_PARTY.search(name)] == []


@pytest.mark.parametrize("path", SOURCES, ids=lambda path: path.name)
def test_styles_use_nothing_newer_than_chromium_86(path):
    text = re.sub(r"/\*.*?\*/", "", path.read_text(encoding="utf-8"), flags=re.DOTALL)
    used = [name for name, form in TOO_NEW.items() if re.search(form, text, re.MULTILINE)]
    assert used == []


def test_scripts_are_small_and_use_nothing_newer_than_chromium_86():
    for path in sorted((ROOT / "frontend/js").glob("*.js")):
        lines = path.read_text(encoding="utf-8").splitlines()
        assert len(lines) < 150, path.name
        if path.name != "polyfill.js":
            assert not SCRIPT_TOO_NEW.search("\n".join(lines)), path.name


def test_templates_hold_no_inline_style_or_script():
    inline = re.compile(r"\sstyle=|\son\w+=|hx-on|<script(?![^>]*\bsrc=)|href=.javascript:")
    for path in sorted((ROOT / "sanban/web").rglob("*.html")):
        assert not inline.search(path.read_text(encoding="utf-8")), path


def test_every_component_says_what_it_takes_and_stays_short():
    for path in sorted((ROOT / "sanban/web/components").glob("*.html")):
        lines = path.read_text(encoding="utf-8").splitlines()
        assert any(line.startswith("{# ") for line in lines[:2]), path.name
        assert len(lines) < 40, path.name


def test_built_files_belong_to_these_sources():
    assert is_fresh(ROOT), "网页产物是旧的，请执行 make assets"
    assert (output_of(ROOT) / "built-from.txt").read_text().strip() == digest(ROOT)


def test_a_changed_source_asks_for_a_new_build(tmp_path):
    for name in ("frontend/css", "frontend/js", "sanban/web/static/dist"):
        (tmp_path / name).mkdir(parents=True)
    (tmp_path / "frontend/app.js").write_text("1")
    for name in PRODUCTS:
        (output_of(tmp_path) / name).write_text("1")
    (output_of(tmp_path) / "built-from.txt").write_text(digest(tmp_path))
    assert is_fresh(tmp_path)
    (tmp_path / "frontend/js/keys.js").write_text("2")
    assert not is_fresh(tmp_path)
