"""量测用的文字：词照常用不常用的次序出现，夹着公文里的老话；同一个种子，每次一样。"""

from functools import cache
from itertools import accumulate
from random import Random

from pypinyin.phrases_dict import phrases_dict

WORDS, OFTEN = 20_000, 0.9
"""用多少个词；第 n 个词出现的机会与 n 的 0.9 次方成反比。"""
SENTENCE, PARAGRAPH = 14, 9
"""一句几个词，一段几句。"""
# fmt: off
SAID = (
    "各乡镇人民政府，县政府各部门", "现将有关事项通知如下", "请认真贯彻执行", "高度重视",
    "压实工作责任", "加强组织领导", "确保按期完成", "请于规定时限前报送", "结合实际",
    "经县政府研究同意", "特此通知", "妥否，请批示", "落实主体责任", "强化督促检查",
    "建立工作台账", "形成工作合力", "安全生产", "乡村振兴", "生态环境保护", "优化营商环境",
)
# fmt: on


@cache
def words() -> tuple[list[str], list[float]]:
    """词和各自累计的分量。"""
    known = sorted(word for word in phrases_dict if 2 <= len(word) <= 4)
    chosen = Random(7).sample(known, WORDS)
    return chosen, list(accumulate((n + 1) ** -OFTEN for n in range(WORDS)))


def text_of(number: int, *, length: int = 800) -> str:
    """第 `number` 份文件的正文，约 `length` 个字。"""
    random = Random(number)
    known, shares = words()
    made: list[str] = []
    size = 0
    while size < length:
        sentence = "".join(random.choices(known, cum_weights=shares, k=SENTENCE - 4))
        said = random.choice(SAID)
        end = "。\n" if len(made) % PARAGRAPH == PARAGRAPH - 1 else "。"
        made.append(f"{sentence}，{said}{end}")
        size += len(made[-1])
    return "".join(made)
