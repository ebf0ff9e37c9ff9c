"""页面测试用的一件收文：已登记、未送拟办，带一份正文和版式件。"""

from datetime import date

import pytest
from django.utils import timezone

from demo.files import make_docx, make_pdf
from demo.texts import papers
from sanban.documents import services
from sanban.documents.models import Consultation, Intake
from sanban.documents.services import Registration, Upload, drafting, inking, issuing, prefixes
from sanban.documents.services.drafting import DraftForm
from sanban.documents.services.prefixes import PrefixForm
from sanban.files import services as files
from sanban.files.models import Rendition, RenditionState
from sanban.matters.doers import Choice
from sanban.matters.models import MatterFile
from sanban.matters.services import Asked
from tests.web import outgoing_steps as steps
from tests.web.item_cast import (  # noqa: F401
    applied_item,
    assigned_item,
    instructed_paper,
    proposed_item,
)
from tests.web.ledger_cast import clock  # noqa: F401
from tests.web.material_cast import (  # noqa: F401
    material_call,
    material_part,
    supplied_part,
)
from tests.web.plan_cast import week_entry, week_plan  # noqa: F401
from tests.web.statistics_cast import (  # noqa: F401
    an_appeal,
    analysis,
    circular,
    published,
    quarter,
)
from tests.web.supervision_lists_cast import (  # noqa: F401
    back_run,
    back_xlsx,
    campaign,
    import_run,
)
from tests.web.unit_cast import (  # noqa: F401
    blockage,
    pending_feedback,
    pending_request,
    unit_task,
)


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


@pytest.fixture
def prefix(cast):
    return prefixes.add_prefix(
        PrefixForm(text="演政办发", issuer="演示县人民政府办公室"), by=cast.clerk
    )


@pytest.fixture
def outgoing(cast, now, prefix):
    """一份刚起草的通知，有一版稿子。"""
    form = DraftForm(
        doc_kind="notice",
        title="演示县人民政府办公室关于做好秋季防火工作的通知",
        prefix=prefix,
        main_recipients="各乡镇人民政府，县政府各部门",
        publicity="open",
        body=BODY,
    )
    return drafting.start_draft(form, by=cast.drafter, now=now)


BODY = """为做好秋季森林草原防火工作，经县政府同意，现就有关事项通知如下。

# 压实防火责任

各乡镇人民政府要落实属地责任，逐山头明确责任人。

# 开展隐患排查

请于2026年9月28日前将排查情况报县应急管理局。
"""


@pytest.fixture
def real_now():
    """页面用的是真的此刻，凭证要按它来算。"""
    return timezone.now()


@pytest.fixture
def uploaded(cast, now, outgoing, paper_docx):
    """又传了一份 DOCX，存成第二版。"""
    upload = Upload("改好的稿.docx", [paper_docx])
    return drafting.upload_version(
        outgoing, upload, base=1, reason="照科里意见改", by=cast.drafter, now=now
    )


@pytest.fixture
def ink(cast, now, outgoing):
    """起草人手写的一幅，还没送出。"""
    return inking.keep_ink(outgoing.matter, STROKES, by=cast.drafter, now=now)


@pytest.fixture
def consultation(cast, now, outgoing):
    """征求财政局的意见，还没答复。"""
    choice = Choice(orgs=((cast.finance, "lead"),))
    issuing.move(outgoing.matter, "to_consult", asked=Asked(cast.drafter, now), choice=choice)
    return Consultation.objects.get(matter=outgoing.matter)


STROKES = (
    '{"width": 800, "height": 370, "strokes":'
    ' [{"pen": "middle", "points": [[100, 100], [180, 140], [260, 90]]}]}'
)


@pytest.fixture
def issued(cast, now, prefix):
    """一份已经发出的通知。"""
    return steps.walk(steps.new_draft(cast, now, prefix), cast, now, until="archive")


@pytest.fixture
def at_leader(cast, now, prefix):
    """一份送到县长那里等签发的通知。"""
    return steps.walk(steps.new_draft(cast, now, prefix), cast, now, until="sign_off")
