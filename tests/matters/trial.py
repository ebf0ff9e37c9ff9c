"""试验用的种类：会签、或签、顺签、一票否决、条件，样样都有。"""

from sanban.matters.routes import ALL, SEQUENTIAL, Condition, Kind, Move, Stage

BIG = (Condition("amount", ">", 100),)
HOT = (Condition("tags", "has", "hot"),)

# fmt: off
DRAFT  = Stage("draft",  "拟稿", "starter",     forbids=("send_back",))
EITHER = Stage("either", "核稿", "chosen",      days=1)
JOINT  = Stage("joint",  "会签", "chosen",      ALL, days=2)
QUEUE  = Stage("queue",  "审签", "ranked",      SEQUENTIAL)
ORGS   = Stage("orgs",   "交办", "chosen_orgs", ALL)
CHECK  = Stage("check",  "核查", "clerk",       forbids=("refer", "terminate"))
DONE   = Stage("done",   "办完")
DENIED = Stage("denied", "不办", forbids=("withdraw", "circulate"))

TRIAL = Kind(
    "trial",
    "试验",
    (DRAFT, EITHER, JOINT, QUEUE, ORGS, CHECK, DONE, DENIED),
    (
        Move("to_either", "送核稿",   DRAFT,  EITHER),
        Move("to_joint",  "送会签",   DRAFT,  JOINT,  when=BIG),
        Move("drop",      "不办",     DRAFT,  DENIED, remark=True),
        Move("pass",      "核过",     EITHER, JOINT),
        Move("hurry",     "急送审签", EITHER, QUEUE,  when=HOT),
        Move("agree",     "同意",     JOINT,  QUEUE),
        Move("to_orgs",   "转交办",   JOINT,  ORGS),
        Move("veto",      "不同意",   JOINT,  DRAFT,  remark=True, at_once=True),
        Move("sign",      "签",       QUEUE,  ORGS),
        Move("sign_off",  "签结",     QUEUE,  CHECK),
        Move("report",    "反馈",     ORGS,   CHECK,  remark=True),
        Move("finish",    "办完",     CHECK,  DONE),
        Move("again",     "重新会签", CHECK,  JOINT),
    ),
)
# fmt: on
