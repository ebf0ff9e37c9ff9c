"""够学的一小段公文腔：由几个词拼成，每次一样。"""

import random

WORDS = [
    *("各级各部门", "要", "坚持", "以", "为", "中心", "切实", "加强", "领导", "落实", "责任"),
    *("建立", "健全", "工作", "机制", "督促", "检查", "及时", "报告", "县委", "办公室", "和", "的"),
    *("，", "、", "。", "推动", "高质量", "发展", "2024", "年", "12", "月", "日", "A5", "问题"),
]


def paragraphs(count=400, seed=1):
    """`count` 段，每段十几个词。"""
    chance = random.Random(seed)
    return ["".join(chance.choices(WORDS, k=chance.randint(8, 30))) for _ in range(count)]
