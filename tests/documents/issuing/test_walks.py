"""各种发文走同一条路：从拟稿到核发，联合、信函、命令、纪要、转发、不编号的都走。"""

import pytest

from sanban.documents.models import Distribution, IssuedNumber, SealUse
from sanban.documents.services import drafting, issuing
from sanban.documents.services.issuing import SealOrder
from sanban.engine.gongwen.elements import DocNumber, Signers, SignOff
from sanban.engine.gongwen.kinds import DOC_KINDS
from sanban.people.models import RoleCode, RoleHolding
from tests.documents.issuing.conftest import REPORT, approve, form, go, to_recheck

NOTICE = "演示县人民政府关于{}的通知"
# fmt: off
KINDS = {
    "通知": {},
    "印发": {"title": NOTICE.format("印发《演示县冬季森林防火工作方案》"),
             "attachments": ("演示县2026年冬季森林防火和野外火源管控工作实施方案",),
             "body": "现将《实施方案》印发给你们，请认真组织实施。\n\n"
                     "# 附件1：演示县2026年冬季森林防火和野外火源管控工作实施方案\n\n"
                     "为做好防火工作，制定本方案。\n\n# 总体要求\n\n坚持预防为主。"},
    "转发": {"title": NOTICE.format("转发省人民政府冬季森林防火工作部署"),
             "body": "现将省人民政府的部署转发给你们，请结合实际抓好贯彻落实。"},
    "批转": {"title": NOTICE.format("批转县林草局冬季森林防火工作意见"),
             "body": "县人民政府同意县林草局的意见，现转发给你们，请认真贯彻执行。"},
    "报告": REPORT,
    "函": {"doc_kind": "letter", "title": "演示县人民政府关于商请支持森林防火工作的函",
           "main_recipients": "邻县人民政府",
           "body": "为做好两县交界地带森林防火工作，商请贵县支持联防联控。\n\n请予函复。"},
    "命令": {"doc_kind": "order", "title": "演示县人民政府森林防火命令", "main_recipients": "",
             "signer_post": "县长", "signer_name": "何立新",
             "body": "自2026年10月1日起，全县进入森林防火期，严禁一切野外用火。"},
    "纪要": {"doc_kind": "minutes", "title": "演示县人民政府常务会议纪要", "main_recipients": "",
             "attend": "何立新、郑国平",
             "body": "会议听取了冬季森林防火工作情况汇报，强调要压实责任，加强巡护。"},
}
# fmt: on
SUFFIXES = {"general": "文件", "letter": "", "order": "令", "minutes": "会议纪要"}


def finish(outgoing, cast, now, orgs=()):
    """从复核走到核发。"""
    sent = outgoing
    if sent.is_numbered:
        sent = go(sent, "to_number", cast.clerk, now)
        sent = go(sent, "number", cast.clerk, now)
    else:
        sent = go(sent, "to_print", cast.clerk, now)
    issuing.make_finals(sent, by=cast.clerk, now=now)
    gongwen = drafting.gongwen_of(issuing.newest_of(sent.matter))
    for organ in issuing.organs_of(gongwen):
        issuing.use_seal(sent, SealOrder(seal_name=f"{organ}印章"), by=cast.clerk, now=now)
    sent = go(sent, "print", cast.clerk, now, copies=60)
    return go(sent, "dispatch", cast.clerk, now, "另寄邻县", orgs=[(one, "") for one in orgs])


@pytest.mark.parametrize("name", KINDS)
def test_every_kind_walks_the_same_road(cast, now, prefix, principal, name):
    change = KINDS[name]
    prefix.format = DOC_KINDS[change.get("doc_kind", "notice")].format
    prefix.mark_suffix = SUFFIXES[prefix.format]
    prefix.save()
    made = drafting.start_draft(form(prefix, **change), by=cast.drafter, now=now)
    done = finish(to_recheck(made, cast, now, [cast.mayor]), cast, now, [cast.finance])
    assert (done.matter.stage, done.force, done.copies) == ("archive", "in_force", 60)
    gongwen = drafting.gongwen_of(issuing.newest_of(done.matter))
    assert gongwen.first(DocNumber).serial == 1 or "第1号" in str(gongwen.first(DocNumber))
    assert gongwen.first(SignOff) is None or gongwen.first(SignOff).day == now.date()
    assert bool(gongwen.first(Signers)) == done.goes_up
    assert set(issuing.finals_of(done)) == {"pdf", "ofd", "docx"}
    assert issuing.seal_check(done) == ()


def test_a_joint_notice_is_signed_in_order_and_takes_the_hosts_number(cast, now, prefix, principal):
    RoleHolding.objects.create(person=cast.finance_liaison, role=RoleCode.LEADER, org=cast.finance)
    joint = form(
        prefix,
        title="演示县人民政府 演示县财政局关于做好冬季森林防火工作的通知".replace(" ", ""),
        joint=(cast.finance.name,),
    )
    made = drafting.start_draft(joint, by=cast.drafter, now=now)
    sent = go(made, "to_review", cast.drafter, now)
    approve(sent, cast.director, now)
    with pytest.raises(Exception, match="主办机关先签"):
        people = [cast.finance_liaison, cast.deputy]
        go(sent, "to_leader", cast.director, now, "请签发", people=people)
    with pytest.raises(Exception, match="县财政局"):
        go(sent, "to_leader", cast.director, now, "请签发", people=[cast.deputy])
    people = [cast.deputy, cast.finance_liaison]
    sent = go(sent, "to_leader", cast.director, now, "请签发", people=people)
    sent = go(sent, "sign_off", cast.deputy, now, "同意")
    assert sent.matter.stage == "sign_off"
    sent = go(sent, "sign_off", cast.finance_liaison, now, "同意")
    done = finish(sent, cast, now, [cast.water])
    assert str(done.number) == "演政发〔2026〕1号"
    assert SealUse.objects.filter(matter=done.matter).count() == 2


def test_a_bulletin_without_a_number_skips_the_register(cast, now, principal):
    plain = form(None, is_numbered=False, doc_kind="circular", sign_off_style="none",
                 title="演示县人民政府关于森林防火督查情况的通报",
                 body="近期，县政府督查了森林防火工作，总体情况较好。")  # fmt: skip
    made = drafting.start_draft(plain, by=cast.drafter, now=now)
    done = finish(to_recheck(made, cast, now, [cast.mayor]), cast, now, [cast.finance])
    assert done.matter.stage == "archive"
    assert not IssuedNumber.objects.exists()
    assert Distribution.objects.get(matter=done.matter).org == cast.finance
