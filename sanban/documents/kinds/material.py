"""材料征集：请一个单位交一份材料；交来评定，不合格的退改。"""

from sanban.matters.routes import Kind, Move, Stage

AFTER = ("send_back", "add_signer")
FIXED = ("send_back", "add_signer", "refer", "terminate", "direct_send")

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
)
# fmt: on
