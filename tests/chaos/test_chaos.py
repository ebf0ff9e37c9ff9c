"""混乱的一小场：十个人办十几秒，杀进程、停库、拨钟，对账全对。"""

import json
import subprocess
import sys
from pathlib import Path

import pytest

from chaos.cluster import programs

ROOT = Path(__file__).resolve().parents[2]
WORDS = ("--minutes", "0.2", "--calm", "0", "--people", "10", "--think", "0.2,0.8")


@pytest.mark.slow
@pytest.mark.skipif(programs() is None, reason="没有 PostgreSQL")
def test_nothing_promised_is_lost_or_doubled(tmp_path):
    kept = tmp_path / "chaos.json"
    run = [sys.executable, "-m", "chaos", *WORDS, "--json", str(kept)]
    made = subprocess.run(run, cwd=ROOT, capture_output=True, text=True, check=False)
    assert made.returncode == 0, made.stdout + made.stderr
    found = json.loads(kept.read_text())
    assert not any(found["faults"].values())
    assert found["torments"]
    assert sum(found["promised"].values()) > 0
    assert found["verify_code"] == 0
