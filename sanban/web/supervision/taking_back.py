"""改好的台账导回：选文件、看逐格的对照、勾选了才改。"""

from typing import Any

from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from sanban.core.errors import Refused
from sanban.files.services.guards import Upload
from sanban.supervision.models import ImportRun
from sanban.supervision.services import taking_back
from sanban.web import imports
from sanban.web.request import Request, matter_url, respond, with_role
from sanban.web.supervision.ledger import MAKERS

PAGE = "supervision/taking_back.html"
SHOWN = 100


@require_http_methods(["GET", "POST"])
@with_role(*MAKERS)
def upload(request: Request) -> HttpResponse:
    """选改好的台账；对完转去看对照，这一步什么也不改。"""
    request.rail = "supervision"
    if request.method != "POST":
        return respond(request, PAGE, {})
    file = request.FILES.get("file")
    try:
        data = imports.data_of(file)
        sent = Upload(file.name or "台账.xlsx" if file else "", data)
        run = taking_back.plan_back(sent, by=request.me, now=request.now)
    except Refused as fault:
        return respond(request, PAGE, {"refused": fault.message}, status=422)
    return redirect("items-take-back-run", pk=run.pk)


def _run(request: Request, pk: int) -> ImportRun:
    """自己对的一张表。"""
    return get_object_or_404(ImportRun, pk=pk, by=request.me, purpose=taking_back.PURPOSE)


@require_GET
@with_role(*MAKERS)
def run(request: Request, pk: int) -> HttpResponse:
    """看对照：每格原来什么、改成什么；没有收的各行和原因。"""
    request.rail = "supervision"
    found = _run(request, pk)
    return respond(request, PAGE, _compared(found))


def _compared(found: ImportRun) -> dict[str, Any]:
    difference = taking_back.difference_of(found)
    return {
        "run": found,
        "cells": [(one, matter_url(one.item)) for one in difference.cells],
        "left": difference.left[:SHOWN],
        "more": max(0, len(difference.left) - SHOWN),
    }


@require_POST
@with_role(*MAKERS)
def take(request: Request, pk: int) -> HttpResponse:
    """改勾选的各格；改不成的说明原因。"""
    request.rail = "supervision"
    found, ticked = _run(request, pk), request.POST.getlist("cell")
    taken = taking_back.take_back(found, ticked, by=request.me, now=request.now)
    return respond(request, PAGE, {"taken": taken})
