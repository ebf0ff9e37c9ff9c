"""模板里的网址：网站地图不变，同一个网址不必再查。"""

from functools import lru_cache

from django import template
from django.template.base import Parser, Token
from django.template.context import Context
from django.template.defaulttags import URLNode
from django.template.defaulttags import url as parsed
from django.urls import NoReverseMatch, reverse

register = template.Library()


class QuickURLNode(URLNode):
    """和 Django 的 `url` 一样，只是记住查到的网址；写了参数名的照旧去查。"""

    def render(self, context: Context) -> str:
        """写出网址，或者存进变量；没有这一页的，照 Django 的办。"""
        if self.kwargs:
            return str(super().render(context))
        given = (one.resolve(context) for one in self.args)
        found = _address(self.view_name.resolve(context), *given)
        if self.asvar:
            context[self.asvar] = found
            return ""
        return found or str(super().render(context))


@lru_cache(maxsize=4096)
def _address(name: str, *given: object) -> str:
    """查不到的为空。"""
    try:
        return reverse(name, args=given)
    except NoReverseMatch:
        return ""


@register.tag
def url(parser: Parser, token: Token) -> QuickURLNode:
    """替下 Django 的 `url`，写法一样。"""
    node = parsed(parser, token)
    return QuickURLNode(node.view_name, node.args, node.kwargs, node.asvar)
