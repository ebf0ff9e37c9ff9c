"""词汇表和设置说明跟得上代码：新名字先进表，新设置先写说明。"""

import re
from pathlib import Path

from django.apps import apps

from sanban.engine.extract import NAMES
from sanban.people.models import RoleCode

ROOT = Path(__file__).resolve().parents[2]
GLOSSARY = (ROOT / "docs/glossary.md").read_text()
DEPLOY = (ROOT / "docs/guide/deploy.md").read_text()

# 起步时先定下的词
SETTLED = {
    "撤回": "withdraw", "加签": "add_signer", "或签": "any_sign", "顺签": "sequential_sign",
    "委托": "delegation", "特送": "direct_send", "终止": "terminate", "分发": "distribution",
    "回执": "receipt", "登记簿": "register_book", "收文处理笺": "handling_sheet",
    "发文稿纸": "draft_sheet", "退文": "rejection", "撤回已发公文": "retraction",
    "登记": "register", "预警": "early_warning", "对信息的批示": "info_instruction",
}  # fmt: skip


def snake(name):
    return re.sub(r"(?<!^)(?=[A-Z])", "_", name).lower()


def test_every_model_name_is_in_the_glossary():
    own = [one for one in apps.get_models() if one.__module__.startswith("sanban.")]
    missing = [one.__name__ for one in own if f"`{snake(one.__name__)}`" not in GLOSSARY]
    assert not missing


def test_every_kind_and_role_is_in_the_glossary():
    own = {one.stem for one in ROOT.glob("sanban/*/kinds/*.py")} - {"__init__"}
    words = {str(code) for code in RoleCode.values} | own
    assert own
    assert not [word for word in words if f"`{word}`" not in GLOSSARY]


def test_every_extracted_field_is_in_the_glossary():
    assert not [name for name in NAMES if f"`{name}`" not in GLOSSARY]


def test_the_words_settled_first_are_these():
    for zh, word in SETTLED.items():
        assert re.search(rf"^\|[^|]*{zh}[^|]*\|[^|]*`{word}`", GLOSSARY, re.MULTILINE), zh


def test_one_english_word_stands_for_one_chinese_term():
    rows = re.findall(r"^\| (?!中文|---)(.+?) \| (.+?) \|", GLOSSARY, re.MULTILINE)
    seen = {}
    for term, words in rows:
        for word in re.findall(r"`([a-z_]+)`", words):
            assert seen.setdefault(word, term) == term, word


def test_every_setting_is_explained():
    text = (ROOT / "sanban/settings.py").read_text()
    names = set(re.findall(r'"(SANBAN_[A-Z_]+)"', text))
    assert not [name for name in names if f"`{name}`" not in DEPLOY]
