import subprocess
import sys

from sanban.engine.words import cut_words, place_words, tag_words

CODE = """
import sys
from sanban.engine import check, compare, fix, proof
from sanban.engine.compare import command
from sanban.engine.fix import command
proof.check("县委（扩大）会议要求，各级人民政府应当加强领导。")
unwanted = {"rjieba", "PIL", "urllib.request", "numpy.ma", "django", "pypdfium2", "fontTools"}
opened = unwanted & set(sys.modules)
assert not opened, opened
"""


def test_the_words_put_together_are_the_text():
    text = "各级人民政府应当加强领导"
    assert "".join(cut_words(text)) == text
    assert "".join(word for word, _ in tag_words(text)) == text
    assert all(text[start:end] == word for word, start, end in place_words(text))


def test_starting_opens_nothing_heavy_that_is_not_needed():
    subprocess.run([sys.executable, "-c", CODE], check=True)
