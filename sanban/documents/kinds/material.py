"""材料征集：请一个单位交一份材料；交来评定，不合格的退改。"""

from sanban.documents.models import MaterialPart
from sanban.matters.models import Matter
from sanban.matters.routes import Kind, Move, Stage
from sanban.matters.searched import Searched

AFTER = ("send_back", "add_signer")
FIXED = ("send_back", "add_signer", "refer", "terminate", "direct_send")


def searched(matter: Matter) -> Searched:
    """能搜的：供稿单位、约稿的题目，要求、来稿和评语。"""
    row = MaterialPart.objects.select_related("call", "org").filter(pk=matter.pk).first()
    if row is None:
        return Searched()
    call = row.call
    return Searched(
        head=(row.org.name, call.title),
        body=(call.brief, call.headings, row.body, row.grade_remark),
    )


# fmt: off
#                    环节         名称       谁办           限几个工作日
ASK       = Stage("ask",       "约稿",   "starter",     days=0, forbids=AFTER)
SUPPLY    = Stage("supply",    "供稿",   "chosen_orgs", forbids=("withdraw", *AFTER))
GRADE     = Stage("grade",     "评定",   "starter",     days=1, forbids=AFTER)
ACCEPTED  = Stage("accepted",  "已采用", forbids=("withdraw", "circulate", *FIXED))

KIND = Kind(
    "material",
    "材料征集",
    (ASK, SUPPLY, GRADE, ACCEPTED),
    (
        #    动作        名称          从       到
        Move("ask",     "发出约稿",   ASK,     SUPPLY),
        Move("supply",  "交稿",       SUPPLY,  GRADE),
        Move("accept",  "合格",       GRADE,   ACCEPTED),
        Move("redo",    "退改",       GRADE,   SUPPLY,    remark=True),
    ),
    searched=searched,
)
# fmt: on
