"""审计里的对象怎么叫：matter:12 → 事项 12，来回都查一张表。"""

# fmt: off
TARGETS = {
    "matter": "事项", "intake": "来件", "person": "人员", "org": "单位", "account": "账号",
    "phrase": "常用意见", "ranking": "排序",
    "token": "凭证", "channel": "提醒通道",
}
# fmt: on
CODES = {label: code for code, label in TARGETS.items()}


def target_words(target: str) -> str:
    """记录里的对象写成人看的；不认得的照原样。"""
    code, mark, number = target.partition(":")
    return f"{TARGETS[code]} {number}" if mark and code in TARGETS else target


def target_code(words: str) -> str:
    """人写的对象换回记录里的；原来的写法也收。"""
    plain = words.strip()
    found = next((one for one in CODES if plain.startswith(one)), "")
    return f"{CODES[found]}:{plain[len(found) :].strip()}" if found else plain
