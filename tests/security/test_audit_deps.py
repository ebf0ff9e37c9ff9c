"""核对部件：锁文件、许可证、漏洞资料，和从 OSV 压缩包里取漏洞。"""

import json
import sys
import zipfile
from datetime import date
from importlib.util import module_from_spec, spec_from_file_location
from pathlib import Path

import pytest

TOOL = Path(__file__).parents[2] / "tools" / "audit_deps.py"
spec = spec_from_file_location("audit_deps", TOOL)
audit = module_from_spec(spec)
sys.modules["audit_deps"] = audit
spec.loader.exec_module(audit)

TODAY = date(2026, 11, 22)
# 照 OSV 1.6 的样子写的一条，内容是编的
OSV = {
    "schema_version": "1.6.0",
    "id": "GHSA-xxxx-yyyy-zzzz",
    "modified": "2026-10-01T00:00:00Z",
    "published": "2026-09-30T00:00:00Z",
    "aliases": ["CVE-2026-0001"],
    "summary": "一种写法能让它停不下来",
    "affected": [
        {
            "package": {"ecosystem": "PyPI", "name": "Some.Part", "purl": "pkg:pypi/some-part"},
            "ranges": [
                {"type": "ECOSYSTEM", "events": [{"introduced": "0"}, {"fixed": "1.4.2"}]},
                {
                    "type": "ECOSYSTEM",
                    "events": [{"introduced": "2.0"}, {"fixed": "2.1"}, {"introduced": "3.0rc1"}],
                },
                {"type": "GIT", "repo": "x", "events": [{"introduced": "0"}]},
            ],
            "versions": ["1.4.1", "1.9.9.post1", "not-a-version"],
        },
        {"package": {"ecosystem": "npm", "name": "some-part"}, "versions": ["1.5"]},
    ],
    "severity": [{"type": "CVSS_V3", "score": "CVSS:3.1/AV:N/AC:L/PR:N/UI:N/S:U/C:N/I:N/A:H"}],
}


@pytest.fixture
def archive(tmp_path):
    made = tmp_path / "all.zip"
    with zipfile.ZipFile(made, "w") as package:
        package.writestr("GHSA-xxxx-yyyy-zzzz.json", json.dumps(OSV))
        package.writestr("gone.json", json.dumps({**OSV, "id": "gone", "withdrawn": "2026-10-02"}))
        other = [{"package": {"ecosystem": "PyPI", "name": "not-ours"}, "versions": ["1"]}]
        package.writestr("other.json", json.dumps({**OSV, "id": "other", "affected": other}))
        package.writestr("readme.txt", "x")
    return made


@pytest.fixture
def advisory(archive, tmp_path):
    table = audit.taken_in(archive, {"some-part"}, today=TODAY)
    kept = tmp_path / "advisories.json"
    kept.write_text(json.dumps(table))
    taken, found = audit.known(kept)
    assert (taken, len(found)) == (TODAY, 1)
    return found[0]


@pytest.mark.parametrize(
    ("version", "is_hit"),
    [
        ("0.1", True), ("1.4.1", True), ("1.4.2", False), ("1.5", False), ("1.9.9.post1", True),
        ("2.0", True), ("2.0.9", True), ("2.1", False), ("3.0", True), ("9", True),
    ],
)  # fmt: skip
def test_a_version_inside_a_span_has_the_hole(advisory, version, is_hit):
    assert advisory.hits(version) is is_hit


def test_a_hole_is_told_with_the_version_that_mends_it(advisory):
    locked = [audit.Pinned("some-part", "2.0.1", ""), audit.Pinned("other", "2.0.1", "")]
    (said,) = audit.holes(locked, [advisory])
    assert said.startswith("some-part 2.0.1 有漏洞 GHSA-xxxx-yyyy-zzzz") and "2.1" in said


def test_every_locked_part_is_pinned_hashed_licensed_and_installed_so():
    found = [one for lock in audit.LOCKS for one in audit.pinned(lock)]
    assert len(found) > 60
    assert [one for lock in audit.LOCKS for one in audit.loose(lock)] == []
    assert list(audit.at_odds(found)) == []


def test_no_locked_part_has_a_hole_we_know_of():
    found = [one for lock in audit.LOCKS for one in audit.pinned(lock)]
    assert list(audit.holes(found, audit.known()[1])) == []


def test_what_is_not_pinned_is_told(tmp_path):
    lock = tmp_path / "requirements.lock"
    lock.write_text(f"django>=5.2\nlxml==6.1.3\nasgiref==3.13.0 \\\n    --hash=sha256:{'a' * 64}\n")
    said = list(audit.loose(lock))
    assert len(said) == 2
    assert "django" in said[0] and "lxml" in said[1]


@pytest.mark.parametrize(
    ("said", "is_fine"),
    [
        ("MIT", True), ("Apache-2.0 OR BSD-3-Clause", True), ("BSD-3-Clause AND MIT", True),
        ("LGPL-3.0-only", True), ("GPL-3.0-only", False), ("AGPL-3.0", False), ("", False),
        ("MIT AND GPL-2.0-only", False), ("GPL-2.0 OR MIT", True), ("Proprietary", False),
    ],
)  # fmt: skip
def test_which_licences_may_be_used(said, is_fine):
    assert audit.is_allowed(said) is is_fine


def test_no_data_or_old_data_is_never_passed_off_as_no_holes():
    assert "没有查" in audit.freshness(None, today=TODAY)
    assert "重新取" in audit.freshness(date(2026, 5, 1), today=TODAY)
    assert audit.freshness(date(2026, 11, 1), today=TODAY) == ""
