from django import template

from avisos.vigentes import avisos_vigentes, seccion_de_avisos
from base.frame import Frame

register = template.Library()

# Nobody reads more avisos at once, and each one makes the page heavier.
_IN_FULL = 3
# Other pages show a single line, so that their content stays on the first screen.
_ELSEWHERE = 1


@register.inclusion_tag("avisos/banner.html", takes_context=True)
def avisos_del_portal(context):
    """Show the current avisos: in full on the portada, in one line above any other page."""
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
        # Without a section, the portada shows the avisos.
        "todos_url": section.get_url(request) if section else not is_home and frame.inicio_url,
    }
