"""模板画得快些：`{{ 行.栏 }}`、`{% if 行.栏 %}`、`{% for %}` 走近路，写出来的和 Django 的一样。

一页几百处这样的写法，Django 一处要几微秒；近路只认字典的项、对象的属性、元组的第几个，
别的（要调用的、带过滤器的、时刻、没有的）都照 Django 的路走。为什么见 docs/decisions/0020。
"""

from collections.abc import Iterator
from html import escape
from typing import Any

from django.template import Template, VariableDoesNotExist
from django.template.base import (
    Node,
    NodeList,
    TextNode,
    Variable,
    VariableNode,
)
from django.template.context import Context
from django.template.defaulttags import CsrfTokenNode, ForNode, IfNode, TemplateLiteral, URLNode
from django.template.loaders import cached
from django.utils.safestring import SafeString

OTHER, NOTHING = object(), object()
"""近路走不通；近路看得出没有这一项。"""
COUNTER = "forloop"
PLAIN = (TextNode, VariableNode, IfNode, ForNode, URLNode, CsrfTokenNode)
"""循环里有这几样，看得出用没用 `forloop`。"""


def look(context: Context, first: str, rest: tuple[str, ...]) -> Any:
    """照这几级名字取值；走不通的给 `OTHER`，没有的给 `NOTHING`。"""
    for layer in reversed(context.dicts):
        if first in layer:
            found = layer[first]
            break
    else:
        return OTHER if hasattr(context, first) else NOTHING
    for name in rest:
        if type(found) is dict and name in found:
            found = found[name]
        elif (found := _inside(found, name)) is OTHER or found is NOTHING:
            return found
    return OTHER if callable(found) else found


def _inside(found: Any, name: str) -> Any:
    kind = type(found)
    if callable(found):
        return OTHER
    if kind is dict:
        return OTHER if name.isdecimal() or hasattr(dict, name) else NOTHING
    if kind is tuple:
        return found[int(name)] if name.isdecimal() and int(name) < len(found) else OTHER
    return OTHER if hasattr(kind, "__getitem__") else getattr(found, name, OTHER)


class QuickVariable(VariableNode):
    """写出一个值的地方。"""

    first: str
    rest: tuple[str, ...]

    def render_annotated(self, context: Context) -> str:
        """字转义写出，安全的字、整数原样；别的照 Django 的路。"""
        found = look(context, self.first, self.rest)
        kind = type(found)
        if kind is str and context.autoescape:
            return escape(found)
        if kind is SafeString:
            return found  # type: ignore[no-any-return]
        return str(found if kind is int else super().render_annotated(context))


class QuickLiteral(TemplateLiteral):
    """条件里的一个值。"""

    first: str
    rest: tuple[str, ...]

    def eval(self, context: Any) -> Any:
        """没有的算空。"""
        found = look(context, self.first, self.rest)
        if found is NOTHING:
            return None
        return super().eval(context) if found is OTHER else found


class QuickIf(IfNode):
    """一段“如果”，少绕几层。"""

    def render_annotated(self, context: Context) -> str:
        """画头一个成立的那一段；都不成立的什么也不画。"""
        every: Any = self.conditions_nodelists
        for condition, nodes in every:
            if condition is None or _holds(condition, context):
                return "".join([node.render_annotated(context) for node in nodes])
        return ""


def _holds(condition: Any, context: Context) -> Any:
    try:
        return condition.eval(context)
    except VariableDoesNotExist:
        return None


class QuickFor(ForNode):
    """不数第几遍的循环。"""

    fields: tuple[str, ...]
    """循环里的每一处：只取这一项的一栏的，是栏名，别的为空。"""

    def render(self, context: Context) -> SafeString:
        """逐项画；没有的画 `empty` 那一段。"""
        sequence: Any = self.sequence
        every: Any = self.nodelist_loop
        nothing: Any = self.nodelist_empty
        values = sequence.resolve(context, ignore_failures=True)
        values = () if values is None else values
        items = values if hasattr(values, "__len__") else list(values)
        with context.push():
            if not len(items):
                return SafeString(nothing.render(context))
            made: list[str] = []
            for item in reversed(items) if self.is_reversed else items:
                self._name(context.dicts[-1], item)
                if type(item) is dict and context.autoescape:
                    made += self._drawn(item, context)
                else:
                    made += [node.render_annotated(context) for node in every]
        return SafeString("".join(made))

    def _drawn(self, item: dict[str, Any], context: Context) -> Iterator[str]:
        """一行字典：取它一栏的，现成的字、整数直接写出；别的照旧。"""
        every: Any = self.nodelist_loop
        for name, node in zip(self.fields, every, strict=True):
            found: Any = item.get(name) if name else None
            kind = type(found)
            if kind is str:
                yield escape(found)
            elif kind is SafeString:
                yield found
            elif kind is int:
                yield str(found)
            else:
                yield node.render_annotated(context)

    def _name(self, layer: Any, item: Any) -> None:
        if len(self.loopvars) == 1:
            layer[self.loopvars[0]] = item
        else:
            layer.update(zip(self.loopvars, item, strict=True))


class Loader(cached.Loader):
    """取模板时把认得的写法换成近路；一份模板只换一次。"""

    def get_template(self, template_name: str, skip: Any = None) -> Template:
        """取一份模板。"""
        is_new = self.cache_key(template_name, skip) not in self.get_template_cache
        found = super().get_template(template_name, skip)
        if is_new:
            quicken(found.nodelist)
        return found


def quicken(nodes: NodeList) -> None:
    """把一份模板里认得的写法换成近路。"""
    every = _all_in(nodes)
    for node in every:
        if type(node) is VariableNode:
            _turn(node, node.filter_expression, QuickVariable)
        elif type(node) is IfNode:
            node.__class__ = QuickIf
            for condition, _ in node.conditions_nodelists:
                _quicken_condition(condition)
    for node in every:
        if type(node) is ForNode and not _counts(node.nodelist_loop):
            _turn_loop(node)


def _quicken_condition(condition: Any) -> None:
    """一个条件，或者拿“和、或、非”连起来的几个。"""
    if type(condition) is TemplateLiteral:
        _turn(condition, condition.value, QuickLiteral)
        return
    for part in ("first", "second"):
        inner = getattr(condition, part, None)
        if inner is not None and not isinstance(inner, str):
            _quicken_condition(inner)


def _turn(node: Any, expression: Any, quick: type) -> None:
    """没有过滤器、又不是写死的值的，换成近路。"""
    value = expression.var
    is_plain = isinstance(value, Variable) and value.lookups and not value.translate
    if is_plain and not expression.filters:
        node.first, *rest = value.lookups
        node.rest = tuple(rest)
        node.__class__ = quick


def _turn_loop(node: Any) -> None:
    """记下循环里哪几处只取这一项的一栏。"""
    named = node.loopvars[0] if len(node.loopvars) == 1 else None
    node.fields = tuple(_field(one, named) for one in node.nodelist_loop)
    node.__class__ = QuickFor


def _field(node: Any, named: str | None) -> str:
    is_field = type(node) is QuickVariable and node.first == named and len(node.rest) == 1
    return node.rest[0] if is_field else ""


def _counts(nodes: Any) -> bool:
    """循环里要不要数第几遍；有认不得的标签的，当作要。"""
    return any(not isinstance(one, PLAIN) or COUNTER in _said(one) for one in _all_in(nodes))


def _said(node: Any) -> str:
    """一处在模板里是怎样写的。"""
    conditions = node.conditions_nodelists if isinstance(node, IfNode) else ()
    return f"{node.token.contents} {[condition for condition, _ in conditions]}"


def _all_in(nodes: Any) -> list[Any]:
    return list(nodes.get_nodes_by_type(Node))
