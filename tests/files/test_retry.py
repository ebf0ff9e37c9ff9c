"""缺软件转不成的，装好以后自己补转。"""

from demo.files import make_docx
from demo.texts import papers
from sanban.engine.pages.office import NoOffice
from sanban.files import jobs, services
from sanban.files.models import Rendition, RenditionState


def failed(now, fault):
    stored = services.store(make_docx(papers(now.date())[0]), media="docx")
    return Rendition.objects.create(source=stored, state=RenditionState.FAILED, fault=fault)


def test_what_lacked_the_office_suite_is_asked_again(db, now, tmp_path, monkeypatch):
    row = failed(now, str(NoOffice()))
    monkeypatch.setenv("PATH", str(tmp_path))
    assert jobs.retry.call(now.isoformat()) == "没有要补转的"
    program = tmp_path / "soffice"
    program.write_text("#!/bin/sh\n")
    program.chmod(0o755)
    assert jobs.retry.call(now.isoformat()) == "补转 1 份"
    row.refresh_from_db()
    assert row.state == RenditionState.WAITING


def test_a_broken_file_is_not_asked_again(db, now):
    row = failed(now, "文件已损坏")
    jobs.retry.call(now.isoformat())
    row.refresh_from_db()
    assert row.state == RenditionState.FAILED
