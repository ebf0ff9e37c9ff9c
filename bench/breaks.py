"""一万段随手写的话：犯禁则的行有几行，模型、PDF、OFD、DOCX 里的字差不差。

python -m bench.breaks [--paragraphs 10000]
"""

import argparse
from collections import Counter

from hypothesis import HealthCheck, Phase, given, settings

from sanban.engine.read import read
from sanban.engine.render.docx import to_docx
from sanban.engine.render.ofd.from_pdf import pdf_to_ofd
from sanban.engine.render.ofd.info import info_of
from sanban.engine.render.pdf import to_pdf
from tests.engine.render.prose import BODIES, END, lines, offences, prose

A_DOCUMENT = 9
NOISY = [HealthCheck.too_slow, HealthCheck.data_too_large, HealthCheck.large_base_example]
Counts = Counter[str]


def main() -> None:
    """画到够数为止，打印各项的数。"""
    parser = argparse.ArgumentParser(description="查禁则、查丢字")
    parser.add_argument("--paragraphs", type=int, default=10_000, help="多少段")
    wanted = parser.parse_args().paragraphs
    counts: Counts = Counter()
    rounds = settings(
        max_examples=wanted // A_DOCUMENT, deadline=None, database=None,
        phases=(Phase.generate,), suppress_health_check=NOISY,
    )  # fmt: skip
    while counts["段"] < wanted:
        rounds(given(BODIES)(lambda bodies: _one(bodies, counts)))()
    print("　".join(f"{name} {counts[name]}" for name in NAMES))


NAMES = ("段", "行", "字", "犯禁则的行", "PDF 丢字的件", "OFD 丢字的件", "DOCX 丢字的件")


def _one(bodies: list[str], counts: Counts) -> None:
    gongwen = prose(bodies)
    text = "通知" + "".join(bodies) + END
    pdf = to_pdf(gongwen).data
    rows = list(lines(pdf))
    ofd = pdf_to_ofd(pdf, info=info_of(gongwen))
    counts.update({"段": len(bodies), "行": len(rows), "字": len(text)})
    counts["犯禁则的行"] += len(offences(rows))
    counts["PDF 丢字的件"] += "".join(rows) != text
    counts["OFD 丢字的件"] += _joined(ofd, "a.ofd") != _joined(pdf, "a.pdf")
    counts["DOCX 丢字的件"] += text not in _joined(to_docx(gongwen).data, "a.docx")


def _joined(data: bytes, name: str) -> str:
    """读出来的字，段落连成一串。"""
    return read(data, name).text.replace("\n", "")


if __name__ == "__main__":
    main()
