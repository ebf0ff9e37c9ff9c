"""比对要多久：1、20、60 页的通知改几十处，读、比、写单子、网页、修订稿各用多久；大文本成不成正比。

记的是处理器时间，机器忙闲影响小。

python -m bench.compare            全量
python -m bench.compare --quick    少做几份，看个大概
"""

import argparse
import io
import statistics
import time
import zipfile
from collections.abc import Callable
from contextlib import redirect_stdout
from pathlib import Path
from random import Random
from tempfile import TemporaryDirectory
from typing import Any

from lxml import etree

from bench.papers import paper
from sanban.engine.compare import compare
from sanban.engine.compare.command import main as command
from sanban.engine.compare.page import page
from sanban.engine.compare.redline import redline
from sanban.engine.compare.redline.marks import Pen
from sanban.engine.compare.revisions import accept_all, reject_all
from sanban.engine.compare.summary import summary
from sanban.engine.read import read
from sanban.engine.render.docx import to_docx

TIMES = {1: 20, 20: 20, 60: 5}
QUICK = {1: 4, 20: 5, 60: 2}
WARM = 2
W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
SENTENCE = "各乡镇、各部门要严格落实安全生产责任制，于{}月{}日前报送第{}号情况。"
LINES = (8_000, 80_000)


def main() -> None:
    """量一遍，打印成表。"""
    parser = argparse.ArgumentParser(description="量比对要多久")
    parser.add_argument("--quick", action="store_true", help="少做几份")
    counts = QUICK if parser.parse_args().quick else TIMES
    print(
        f"{'页':>4}{'份':>4}{'字数':>8}{'处数':>6}  {'做什么':<14}{'中位 毫秒':>8}{'p95 毫秒':>8}"
    )
    for pages, times in counts.items():
        _pages(pages, times)
    _linear()


def _pages(pages: int, times: int) -> None:
    pairs = [_pair(pages, seed) for seed in range(times + WARM)]
    read_pairs = [(read(old, "旧.docx"), read(new, "新.docx")) for old, new in pairs]
    found = [compare(*pair) for pair in read_pairs]
    facts = f"{pages:>4}{times:>4}{len(read_pairs[0][0].text):>8}{len(found[0].changes):>6}"
    jobs: tuple[tuple[str, Callable[[int], Any]], ...] = (
        ("读两份", lambda one: [read(data, "稿.docx") for data in pairs[one]]),
        ("比", lambda one: compare(*read_pairs[one])),
        ("写单子", lambda one: summary(found[one])),
        ("写网页", lambda one: page(found[one])),
        ("写修订稿", lambda one: redline(*pairs[one], pen=Pen("三办比对"))),
    )
    for name, job in jobs:
        taken = [_milliseconds(job, one) for one in range(times + WARM)][WARM:]
        _row(facts, name, taken)
    with TemporaryDirectory() as folder:
        for kind in ("txt", "html", "docx"):
            _row(
                facts, f"命令 {kind}", [_command(Path(folder), pair, kind) for pair in pairs][WARM:]
            )
    print(f"{'':>24}接受＝新稿、拒绝＝旧稿：{sum(map(_true, pairs))}/{len(pairs)}")


def _milliseconds(job: Callable[[int], Any], one: int) -> float:
    start = time.process_time()
    job(one)
    return (time.process_time() - start) * 1000


def _row(facts: str, name: str, taken: list[float]) -> None:
    p95 = sorted(taken)[min(len(taken) - 1, round(len(taken) * 0.95))]
    print(f"{facts}  {name:<14}{statistics.median(taken):>10.1f}{p95:>10.1f}")


def _command(folder: Path, pair: tuple[bytes, bytes], kind: str) -> float:
    old, new, out = folder / "旧.docx", folder / "新.docx", folder / f"出.{kind}"
    old.write_bytes(pair[0])
    new.write_bytes(pair[1])
    argv = [str(old), str(new), "--to", kind, "-o", str(out)]
    start = time.process_time()
    with redirect_stdout(io.StringIO()):
        command(argv)
    return (time.process_time() - start) * 1000


def _true(pair: tuple[bytes, bytes]) -> bool:
    made = redline(*pair, pen=Pen("三办比对")).data
    texts = [read(data, "稿.docx").text for data in (*pair, reject_all(made), accept_all(made))]
    return texts[:2] == texts[2:]


def _pair(pages: int, seed: int) -> tuple[bytes, bytes]:
    """一份通知和它改过的样子：改词、增段、删段、移段、改格式。"""
    old = to_docx(paper(pages, seed)).data
    with zipfile.ZipFile(io.BytesIO(old)) as package:
        parts = {name: package.read(name) for name in package.namelist()}
    root = etree.fromstring(parts["word/document.xml"])
    _edit(root, Random(seed))
    parts["word/document.xml"] = etree.tostring(root)
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as package:
        for name, data in parts.items():
            package.writestr(name, data)
    return old, buffer.getvalue()


def _edit(root: Any, chance: Random) -> None:
    body = root.find(f"{W}body")
    paragraphs = [one for one in body.findall(f"{W}p") if len("".join(one.itertext())) > 10]
    for one in chance.sample(paragraphs, max(1, len(paragraphs) // 2)):
        text = next(one.iter(f"{W}t"))
        place = chance.randrange(len(text.text or "a"))
        text.text = f"{(text.text or '')[:place]}进一步{(text.text or '')[place + 2 :]}"
    moved = chance.choice(paragraphs)
    target = chance.choice(paragraphs)
    if moved is not target:
        target.addprevious(moved)
    for one in chance.sample(paragraphs, max(1, len(paragraphs) // 20)):
        if one is not moved and one is not target:
            body.remove(one)


def _linear() -> None:
    taken = []
    for lines in LINES:
        old = "\n".join(SENTENCE.format(one % 12 + 1, one % 28 + 1, one) for one in range(lines))
        new = old.replace("9日", "8日").replace("77号", "情况")
        pair = (read(old.encode(), "旧.txt"), read(new.encode(), "新.txt"))
        count = len(compare(*pair).changes)
        taken.append(min(_milliseconds(lambda _, both=pair: compare(*both), 0) for _ in range(3)))
        print(f"纯文本 {len(old):>9} 字 {count:>7} 处  {taken[-1] / 1000:.2f} 秒")
    print(f"十倍的字，{taken[1] / taken[0]:.1f} 倍的时间")


if __name__ == "__main__":
    main()
