"""标准里写“一般”“推荐”的，查出来最重是提示：照条文的措辞，一样样弄错了看。"""

import pytest

from bench.conforming import papers
from sanban.engine.check import check_format
from sanban.engine.gongwen.elements import CcRecipients
from sanban.engine.gongwen.kinds import GENERAL, MINUTES_FORMAT
from sanban.engine.gongwen.office_rules import rules_of
from sanban.engine.gongwen.styles import STYLES
from sanban.engine.proof.rule import Level
from sanban.engine.render.docx import to_docx
from sanban.engine.render.pdf import to_pdf

# fmt: off
#  要素                条文里的措辞（GB/T 9704—2012）
WORDING = {
    "copy_no":          "7.2.1 一般用6位3号阿拉伯数字",
    "secrecy":          "7.2.2 一般用3号黑体字",
    "urgency":          "7.2.3 一般用3号黑体字",
    "issuer_mark":      "7.2.4 推荐使用小标宋体字",
    "doc_number":       "5.2.2 如无特殊说明，一般用3号仿宋体字",
    "title":            "7.3.1 一般用2号小标宋体字",
    "main_recipient":   "5.2.2 一般用3号仿宋体字",
    "body":             "7.3.3 一般用3号仿宋体字",
    "heading1":         "7.3.3 一般第一层用黑体字",
    "heading2":         "7.3.3 一般第二层用楷体字",
    "heading3":         "7.3.3 一般第三层和第四层用仿宋体字",
    "attachment_note":  "5.2.2 一般用3号仿宋体字",
    "issuer_signature": "5.2.2 一般用3号仿宋体字",
    "issue_date":       "5.2.2 一般用3号仿宋体字",
    "annotation":       "5.2.2 一般用3号仿宋体字",
    "attendance":       "10.3 一般用3号黑体字……用3号仿宋体字",
    "cc_recipient":     "7.4.2 一般用4号仿宋体字",
    "print_line":       "7.4.3 一般用4号仿宋体字",
    "page_no":          "7.5 一般用4号半角宋体阿拉伯数字",
}
# fmt: on
PAPERS = [
    next(made for _, made, _ in papers(45, seed=12) if made.format == form and has(made))
    for form, has in (
        (GENERAL, lambda made: any(type(one).__name__ == "Attachment" for one in made.elements)),
        (MINUTES_FORMAT, lambda made: True),
    )
]


@pytest.mark.parametrize("code", WORDING)
def test_a_face_or_a_size_that_is_only_usual_is_only_a_hint(code):
    assert any(word in WORDING[code] for word in ("一般", "推荐"))
    style = STYLES[code]
    for given in ({"pt": style.pt - 2}, {"face": "kai" if style.face != "kai" else "song"}):
        rules = rules_of({"style": {code: given}})
        for made in PAPERS:
            found = check_format(to_docx(made, rules=rules).parts[0])
            found += check_format(to_pdf(made, rules=rules).data, "公文.pdf")
            looks = [one for one in found if "用的是" in one.message]
            assert {one.level for one in looks} <= {Level.HINT}, [one.message for one in looks]


def test_what_is_only_recommended_is_only_a_hint():
    copied = next(
        made for _, made, _ in papers(45, seed=12)
        if made.format == GENERAL and made.first(CcRecipients) is not None
    )  # fmt: skip
    for measure in ("imprint_thick", "imprint_thin"):
        data = to_docx(copied, rules=rules_of({"measure": {measure: 0.6}})).parts[0]
        found = [one for one in check_format(data) if one.rule == "IM-01"]
        assert found
        assert {one.level for one in found} == {Level.HINT}
        assert all("推荐" in one.message for one in found)
