"""模板里的说法：时间、期限、灯。"""

from django import template

register = template.Library()
