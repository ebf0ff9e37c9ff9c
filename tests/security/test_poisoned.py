"""库里的字全是坏的：凡汉字的栏都换成带标签、带公式的，各页、各种导出逐个打开，没有一处当真。"""

import json
import zipfile
from io import BytesIO

import pytest
from django.apps import apps
from django.db import models
from django.urls import reverse

from tests.security.pages import PAGES, body, kwargs_of, row_of, signed, undone

NASTY = "=1+<b id=x onclick=y>'\"{{7*7}}"
HAN = range(0x4E00, 0x9FFF)
# 文件的字节、审计链、流程表不在内：改了就不是原来的东西
LEFT_OUT = {"StoredFile", "Session", "AuditLog", "Minute", "Rendition", "DBTaskResult", "Route"}
EXCEL = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


def is_said(value):
    """是给人看的字：里面有汉字。"""
    return isinstance(value, str) and any(ord(one) in HAN for one in value)


def poison():
    """把各行里给人看的字都换掉；唯一的栏，后面缀上编号。"""
    for model in apps.get_models():
        if model.__module__.startswith("sanban.") and model.__name__ not in LEFT_OUT:
            _poison(model)


def _poison(model):
    fields = [
        one
        for one in model._meta.concrete_fields
        if isinstance(one, models.CharField | models.TextField) and not one.choices
    ]
    for row in model._base_manager.all() if fields else ():
        given = {one.attname: value for one in fields if (value := _spoilt(row, one))}
        if given:
            model._base_manager.filter(pk=row.pk).update(**given)


def _spoilt(row, field):
    was = getattr(row, field.attname)
    if is_said(was) and was[0] in "[{":
        return json.dumps(_deep(json.loads(was)), ensure_ascii=False)
    tail = str(row.pk) if field.unique else ""
    fits = field.max_length is None or len(NASTY + tail) <= field.max_length
    return NASTY + tail if is_said(was) and fits else ""


def _deep(value):
    """存成 JSON 的，里面的字逐个换；名字和代号没有汉字，不动。"""
    if isinstance(value, dict):
        return {name: _deep(inside) for name, inside in value.items()}
    if isinstance(value, list):
        return [_deep(inside) for inside in value]
    return NASTY if is_said(value) else value


def told(answer):
    """一个回答里当了真的坏字。"""
    said = body(answer)
    kind = answer.headers.get("Content-Type", "")
    if kind.startswith("text/html"):
        return [one for one in (b"<b id=x", b"49'") if one in said]
    if kind == EXCEL:
        return [one for one in ("<f>", "<hyperlink") if one in _parts(said)]
    return []


def _parts(data):
    with zipfile.ZipFile(BytesIO(data)) as package:
        return "".join(package.read(name).decode() for name in package.namelist())


@pytest.mark.slow
@pytest.mark.parametrize("name", [one for one in PAGES if row_of(one)[1] == "get"])
def test_no_page_takes_a_poisoned_word_for_its_own(cast, accounts, request, name):
    who = row_of(name)[2]
    kwargs = kwargs_of(name, request)
    poison()
    client = signed(accounts, getattr(cast, who or "clerk"))
    with undone():
        answer = client.get(reverse(name, kwargs=kwargs))
        assert told(answer) == []
        assert answer.status_code < 500


@pytest.mark.parametrize("page", ["register", "supervision", "people", "orgs", "outgoing-book"])
def test_a_poisoned_filter_is_shown_as_it_was_typed(cast, accounts, page):
    person = cast.supervisor if page == "supervision" else cast.clerk
    client = signed(accounts, person)
    for box in ("text", "q", "sender", "title", "org"):
        answer = client.get(reverse(page), {box: NASTY})
        assert told(answer) == []
