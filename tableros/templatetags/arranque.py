"""Renders Wagtail's widgets without inline scripts, which the CSP of the admin does not allow.

Wagtail 8.0.1 starts its choosers, date pickers and inline panels with an inline script for each.
Here each has the call of that script as data, and ``static_src/js/arranque.js`` makes the call.
When Wagtail does so itself (its issue 12940), delete this module and
``templates/wagtailadmin/panels``.
"""

import json

from django import template
from django.utils.html import format_html
from django.utils.safestring import mark_safe

register = template.Library()

# Characters that could end a script element, and their JSON escapes.
_JSON_ESCAPES = {ord("<"): "\\u003C", ord(">"): "\\u003E", ord("&"): "\\u0026"}
# Django's templates of the date pickers: Wagtail's have the inline scripts.
DATE = "django/forms/widgets/date.html"
DATETIME = "django/forms/widgets/datetime.html"
TIME = "django/forms/widgets/time.html"


def arranque(nombre, argumentos):
    """Return the element that calls ``nombre``, a JavaScript function or class of the page.

    ``argumentos`` is a list in JSON.
    """
    return format_html(
        '<script type="application/json" data-controller="arranque"'
        ' data-arranque-nombre-value="{}">{}</script>',
        nombre,
        mark_safe(argumentos.translate(_JSON_ESCAPES)),  # noqa: S308 - escaped just here
    )


@register.simple_tag(name="arranque")
def arranque_con(nombre, opciones_json):
    """Return the element that creates an object of Wagtail's class ``nombre`` with its options."""
    return arranque(nombre, f"[{opciones_json}]")


def render_chooser(self, name, value, attrs=None, renderer=None):
    value_data = self.get_value_data(value)
    html = self.render_html(name, value_data, attrs)
    return html + self.render_js_init(attrs["id"], name, value_data)


# A chooser with an inline script of its own needs a function of its own here.
def start_chooser(self, id_, name, value_data):
    options = self.get_js_init_options(id_, name, value_data)
    return arranque(self.js_constructor, json.dumps([id_, options]))


def start_task_chooser(self, id_, name, value_data):
    return arranque("createTaskChooser", json.dumps([id_]))


def _render_picker(function):
    def render(self, name, value, attrs=None, renderer=None):
        context = self.get_context(name, value, attrs)
        html = self._render(self.template_name, context, renderer)
        id_ = context["widget"]["attrs"]["id"]
        return html + arranque(function, json.dumps([id_, self.get_config()]))

    return render


render_date = _render_picker("initDateChooser")
render_datetime = _render_picker("initDateTimeChooser")
render_time = _render_picker("initTimeChooser")
