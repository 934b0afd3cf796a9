"""What editors are told about an aviso once it is published."""

from django.utils.translation import gettext as _
from wagtail.admin import messages

from .models import AvisoPage


def warn_of_another(request, page):
    """Two that speak of one thing at once: seldom meant, and read twice on every page."""
    if not isinstance(page, AvisoPage) or not page.live or page.ha_terminado:
        return
    same = AvisoPage.objects.sibling_of(page, inclusive=False).live().filter(tipo=page.tipo)
    if titles := [other.title for other in same.vigentes()]:
        messages.warning(
            request,
            _("Del mismo tipo sigue vigente «%(otros)s». Si este lo sustituye, termine el otro.")
            % {"otros": "», «".join(titles)},
        )
