"""要素的合法次序：谁后面可以接谁，接得勉强的要扣分。

依据《党政机关公文格式》（GB/T 9704—2012）7.2—7.4：版头、主体、版记，各有先后。
"""

# fmt: off
#   状态               要素                 次序
STATES = {
    "copy_no":         ("copy_no",           0),
    "classification":  ("classification",    0),
    "urgency":         ("urgency",           0),
    "issuer_mark":     ("issuer_mark",       0),
    "doc_number":      ("doc_number",        0),
    "signer_name":     ("signer_name",       0),
    "label":           ("other",             0),
    "head_org":        ("issuer_signature",  0),
    "head_date":       ("issue_date",        0),
    "title":           ("title",             1),
    "number_below":    ("doc_number",        2),
    "byline":          ("issuer_signature",  2),
    "date_below":      ("issue_date",        2),
    "main_recipient":  ("main_recipient",    3),
    "body":            ("body",              4),
    "attachment_note": ("attachment_note",   5),
    "issuer_signature": ("issuer_signature", 6),
    "issue_date":      ("issue_date",        7),
    "annotation":      ("annotation",        8),
    "attachment":      ("attachment",        9),
    "cc_recipient":    ("cc_recipient",     10),
    "print_org":       ("print_org",        11),
    "print_date":      ("print_date",       12),
}
#    前一状态            后一状态             加减分
EXTRA = {
    ("issuer_mark",      "issuer_mark"):       0.5,
    ("issuer_mark",      "doc_number"):        1.5,
    ("issuer_mark",      "title"):            -0.5,
    ("doc_number",       "title"):             1.0,
    ("doc_number",       "doc_number"):       -4.0,
    ("signer_name",      "signer_name"):       1.5,
    ("title",            "title"):             0.5,
    ("title",            "main_recipient"):    1.0,
    ("doc_number",       "body"):             -2.0,
    ("issuer_mark",      "body"):             -2.0,
    ("head_date",        "body"):              0.0,
    ("main_recipient",   "main_recipient"):   -1.0,
    ("body",             "attachment_note"):   0.5,
    ("attachment_note",  "attachment_note"):   1.0,
    ("issuer_signature", "issuer_signature"):  0.0,
    ("issuer_signature", "issue_date"):        2.0,
    ("issue_date",       "issuer_signature"): -1.0,
    ("issue_date",       "issue_date"):       -3.0,
    ("cc_recipient",     "cc_recipient"):      0.0,
    ("print_org",        "print_date"):        1.5,
    ("attachment",       "attachment"):        1.0,
    ("body",             "attachment"):       -1.5,
    ("body",             "cc_recipient"):     -0.5,
    ("body",             "issue_date"):       -0.5,
    ("title",            "issuer_signature"): -3.0,
    ("title",            "issue_date"):       -3.0,
    ("issuer_mark",      "head_date"):        -2.0,
    ("cc_recipient",     "attachment"):       -3.0,
    ("print_date",       "attachment"):       -1.0,
}
# fmt: on
# 少见但有的倒序：几个机关各自署日期；附件排在版记后面
BACK = {
    ("issue_date", "issuer_signature"),
    ("cc_recipient", "attachment"),
    ("print_date", "attachment"),
}
HEAD_JUMP = -3.0


def step(before: str, after: str) -> float | None:
    """从前一状态到后一状态的加减分；不合次序答 None。"""
    here, there = STATES[before][1], STATES[after][1]
    if there < here and (before, after) not in BACK:
        return None
    extra = EXTRA.get((before, after))
    if extra is not None:
        return extra
    # 从版头直接跳到落款以后，说明中间的都没认出来，不大可能
    return HEAD_JUMP if here < 4 and there > 4 else 0.0


STEPS = {
    after: {before: score for before in STATES if (score := step(before, after)) is not None}
    for after in STATES
}
