"""几个真的 .deb：每个里面有该有的字体文件名，内容很小。"""

import subprocess

import pytest

from sanban.core.fonts.packages import PACKAGES

CONTROL = """Package: {name}
Version: 1
Architecture: all
Maintainer: 演示 <demo@example.org>
Description: 测试用
"""


def make_deb(package, folder, *, files):
    tree = folder / f"{package.name}-tree"
    fonts = tree / "usr/share/fonts"
    fonts.mkdir(parents=True)
    (tree / "DEBIAN").mkdir()
    (tree / "DEBIAN/control").write_text(CONTROL.format(name=package.name))
    for name in files:
        (fonts / name).write_bytes(name.encode() * 1000)
    (fonts / "别的.otf").write_bytes(b"0")
    made = folder / f"{package.name}_1_all.deb"
    command = ["dpkg-deb", "--build", "-Znone", "--root-owner-group", str(tree), str(made)]
    subprocess.run(command, check=True, capture_output=True)
    return made


@pytest.fixture(scope="session")
def debs(tmp_path_factory):
    folder = tmp_path_factory.mktemp("debs")
    for package in PACKAGES:
        make_deb(package, folder, files=package.files)
    return folder
