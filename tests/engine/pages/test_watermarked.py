"""打印件的水印：页数、大小、文字都不变，只多出水印。"""

from datetime import date

import pytest

from demo.files import make_pdf
from demo.texts import papers
from sanban.engine.bad_page import BadPage
from sanban.engine.pages.watermarked import watermarked
from sanban.engine.pdfium import open_pdf

WORDS = "林晓燕 县政府办 2026-09-16 09:00"


@pytest.fixture(scope="module")
def paper():
    return make_pdf(papers(date(2026, 9, 16))[0])


def texts(pdf):
    with open_pdf(pdf) as document:
        return [page.get_textpage().get_text_range() for page in document]


def test_every_page_says_who_printed_it(paper):
    pages = texts(watermarked(paper, WORDS))
    assert len(pages) == len(texts(paper))
    assert all("林晓燕" in page for page in pages)


def test_the_words_of_the_document_stay(paper):
    before, after = texts(paper)[0], texts(watermarked(paper, WORDS))[0]
    assert "".join(before.split())[:40] in "".join(after.split())


def test_nasty_words_are_only_words(paper):
    assert "#evil" in texts(watermarked(paper, "#evil $x$ \\"))[0]


def test_a_broken_file_says_so():
    with pytest.raises(BadPage):
        watermarked(b"%PDF-1.7 broken", WORDS)
