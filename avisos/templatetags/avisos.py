from django import template

from avisos.vigentes import avisos_vigentes, seccion_de_avisos
from base.frame import Frame

register = template.Library()

# More at once are read by nobody, and cost every page their bytes.
_IN_FULL = 3
# Above any other page there is one line: what was asked for stands on the first screen.
_ELSEWHERE = 1


@register.inclusion_tag("avisos/banner.html", takes_context=True)
def avisos_del_portal(context):
    """The avisos that hold now: in full on the front page, in one line above any other."""
    request = context["request"]
    frame = Frame.for_request(request)
    is_home = frame.page is not None and frame.page.pk == frame.inicio.pk
    most = _IN_FULL if is_home else _ELSEWHERE
    cards = avisos_vigentes(request)
    section = seccion_de_avisos(request) if cards else None
    return {
        "avisos": cards[:most],
        "completos": is_home,
        "otros": max(0, len(cards) - most),
        # Where there is no section they are read on the front page.
        "todos_url": section.get_url(request) if section else not is_home and frame.inicio_url,
    }
