"""模板的近路：画出来的和 Django 的一样。"""

from collections import namedtuple
from datetime import date

import pytest
from django.template import Context, Engine
from django.utils.safestring import mark_safe
from hypothesis import given
from hypothesis import strategies as st

from sanban.web.quick import QuickFor, QuickLiteral, QuickVariable

Row = namedtuple("Row", "title count")


class Paper:
    """有属性、有方法的一件东西。"""

    title = "文<件>"

    def told(self):
        """方法要调用。"""
        return "说过了"

    @property
    def broken(self):
        """坏了的属性。"""
        raise AttributeError("里面坏了")


SHAPES = (
    "{{ row.title }}|{{ row.count }}|{{ row.none }}|{{ row.missing }}|{{ missing.title }}",
    "{{ row }}|{{ pair.0 }}|{{ pair.1 }}|{{ pair.9 }}|{{ named.title }}|{{ named.0 }}",
    "{{ paper.title }}|{{ paper.told }}|{{ told }}|{{ day }}|{{ flag }}|{{ row.items }}",
    "{{ safe }}|{{ row.title|upper }}|{{ 'a<b' }}|{{ row.title|default:'无' }}|{{ page }}",
    "{% if row.title %}有{% elif row.count %}数{% else %}无{% endif %}",
    "{% if row.missing %}有{% else %}无{% endif %}{% if not missing %}没有{% endif %}",
    "{% if row.count > 1 and row.title or flag %}真{% endif %}",
    "{% if 'b' in row.title %}含{% endif %}",
    "{% for one in rows %}{{ one.title }}{% if one.count %}、{% endif %}{% empty %}空{% endfor %}",
    "{% for one in missing %}{{ one }}{% empty %}空{% endfor %}{{ one }}",
    "{% for a, b in pairs %}{{ a }}={{ b|default:'-' }};{% endfor %}{{ a }}",
    "{% for one in rows reversed %}{{ forloop.counter }}{{ one.title }}{% endfor %}",
    "{% for one in rows %}{% if forloop.last %}末{% endif %}{{ one.count }}{% endfor %}",
    "{% for one in rows %}{% for two in one.title %}{{ two }},{% endfor %};{% endfor %}",
    "{% autoescape off %}{{ row.title }}{{ safe }}{% endautoescape %}",
    "{% for one in rows %}{% for a, b in pairs %}{{ forloop.parentloop.first }}"
    "{% endfor %}{% endfor %}",
)  # fmt: skip
TEXTS = st.text(alphabet="文件<>&\"'ab 1", max_size=6)
VALUES = st.one_of(TEXTS, TEXTS.map(mark_safe), st.integers(), st.none(), st.booleans(), st.dates())


def _engine(loader):
    given = dict(enumerate(SHAPES))
    named = {str(name): text for name, text in given.items()}
    return Engine(loaders=[(loader, [("django.template.loaders.locmem.Loader", named)])])


PLAIN, QUICK = _engine("django.template.loaders.cached.Loader"), _engine("sanban.web.quick.Loader")


@given(title=VALUES, count=VALUES, many=st.integers(0, 3))
def test_every_shape_reads_the_same_as_in_django(title, count, many):
    row = {"title": title, "count": count, "none": None}
    known = {
        "row": row, "rows": [row] * many, "pairs": [(title, count)] * many,
        "pair": (title, count), "named": Row(title, count), "paper": Paper(), "told": Paper().told,
        "day": date(2026, 11, 22), "flag": bool(many), "safe": mark_safe("<b>字</b>"),
    }  # fmt: skip
    for name in range(len(SHAPES)):
        said = [_drawn(engine, str(name), dict(known)) for engine in (PLAIN, QUICK)]
        assert said[0] == said[1], SHAPES[name]


def _drawn(engine, name, known):
    """画一份；画不成的，给差错的种类。"""
    try:
        return engine.get_template(name).render(Context(known))
    except Exception as fault:
        return type(fault)


def test_a_broken_property_still_says_so():
    template = QUICK.from_string("{{ paper.broken }}")
    with pytest.raises(AttributeError):
        template.render(Context({"paper": Paper()}))


def test_known_shapes_really_take_the_short_way():
    nodes = QUICK.get_template("8").nodelist
    assert nodes.get_nodes_by_type(QuickFor) and nodes.get_nodes_by_type(QuickVariable)
    condition = QUICK.get_template("4").nodelist[0].conditions_nodelists[0][0]
    assert isinstance(condition, QuickLiteral)
    assert not QUICK.get_template("11").nodelist.get_nodes_by_type(QuickFor)
