"""附件和附件说明对得上：个数、序号、名称一致。

附件顺序号和附件标题应当与附件说明的表述一致；对不上，多半是改了一处忘了另一处。
"""

import re
from collections.abc import Iterator

from sanban.engine.check.document import Document
from sanban.engine.check.paragraphs import Para
from sanban.engine.check.rule import Fault, FormatRule
from sanban.engine.proof.rule import Level
from sanban.engine.roles.patterns import squeeze

NOTE = re.compile(r"(?:附件[:：]?)?[ 　\t]*(?:(\d{1,2})[.．、])?[ 　\t]*(.*)", re.DOTALL)
NUMBER = re.compile(r"\d{1,2}")
MARKS = re.compile(r"[《》“”（）()。；\s　]")


def check(document: Document) -> Iterator[Fault]:
    """没有附件说明或者没有附件正文（另发）的，不比。"""
    notes = [para for para in document.of("attachment_note") if para.bare]
    labels = document.of("attachment_label")
    if not notes or not labels:
        return
    if len(notes) != len(labels):
        message = f"附件说明列了{len(notes)}个，后面的附件有{len(labels)}个，请核对。"
        yield Fault(message, notes[0])
        return
    for note, label in zip(notes, labels, strict=True):
        yield from _pair(document, note, label)


def _pair(document: Document, note: Para, label: Para) -> Iterator[Fault]:
    told = NOTE.match(note.bare)
    number, name = (told[1] or "", told[2]) if told else ("", note.bare)
    shown = NUMBER.search(label.bare)
    if number and shown and number != shown[0]:
        yield Fault(f"附件说明里是第{number}个，这里写的是“{label.bare}”，请核对序号。", label)
    titles = _titles(document, label)
    title = "".join(para.bare for para in titles)
    if titles and _plain(title) != _plain(name):
        yield Fault(f"附件标题与附件说明不一致，附件说明写的是“{squeeze(name)}”。", titles[0])


def _titles(document: Document, label: Para) -> list[Para]:
    found: list[Para] = []
    for para in document.paras[label.index + 1 :]:
        if para.code == "attachment_title":
            found.append(para)
        elif para.bare:
            break
    return found


def _plain(text: str) -> str:
    return MARKS.sub("", squeeze(text))


RULE = FormatRule(id="AT-02", name="attachments-differ", clause="7.3.7", check=check, seen=check,
                  level=Level.ERROR, fix="C")  # fmt: skip
