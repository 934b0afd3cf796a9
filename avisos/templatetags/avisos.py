from django import template

from avisos.vigentes import avisos_vigentes, seccion_de_avisos

register = template.Library()

# More at once are read by nobody, and cost every page their bytes.
_IN_FULL = 3


@register.inclusion_tag("avisos/banner.html", takes_context=True)
def avisos_del_portal(context):
    """The avisos that hold now, above every page; nothing where there are none."""
    request = context["request"]
    cards = avisos_vigentes(request)
    section = seccion_de_avisos(request) if cards else None
    return {
        "avisos": cards[:_IN_FULL],
        "otros": max(0, len(cards) - _IN_FULL),
        "todos_url": section and section.get_url(request),
    }
