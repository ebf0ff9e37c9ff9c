"""页面测试用的一件收文：已登记、未送拟办，带一份正文和版式件。"""

from datetime import date

import pytest

from demo.files import make_docx, make_pdf
from demo.texts import papers
from sanban.documents import services
from sanban.documents.models import Intake
from sanban.documents.services import Registration
from sanban.files import services as files
from sanban.files.models import Rendition, RenditionState
from sanban.matters.models import MatterFile


@pytest.fixture(scope="session")
def paper():
    return papers(date(2026, 9, 16))[0]


@pytest.fixture(scope="session")
def paper_docx(paper):
    return make_docx(paper)


@pytest.fixture(scope="session")
def paper_pdf(paper):
    return make_pdf(paper)


@pytest.fixture
def intake(cast, now, paper_docx):
    """门口的一份来件。"""
    return services.receive(paper_docx, name="来文.docx", by=cast.clerk, now=now)


@pytest.fixture
def incoming(cast, now, intake, paper_pdf):
    """已登记的收文，版式件也转好了。"""
    form = Registration(title="关于做好秋季防火工作的通知", sender_name="演示市人民政府办公室")
    made = services.register(intake, form, by=cast.clerk, now=now, send=False)
    stored = Intake.objects.get(pk=intake.pk).stored
    pdf = files.store(paper_pdf, media="pdf")
    values = {"pdf": pdf, "pages": 1, "state": RenditionState.READY}
    Rendition.objects.update_or_create(source=stored, defaults=values)
    return made


@pytest.fixture
def matter(incoming):
    return incoming.matter


@pytest.fixture
def matter_file(matter):
    return MatterFile.objects.get(matter=matter)


@pytest.fixture
def copy(cast, now, matter):
    """发给财政局的一份，要办理。"""
    made = services.distribute(matter, [cast.finance], by=cast.clerk, now=now, wants_handling=True)
    return made[0]
