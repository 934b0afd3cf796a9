"""Warning that editors get after they publish an aviso."""

from django.utils.translation import gettext as _
from wagtail.admin import messages

from .models import AvisoPage


def warn_of_another(request, page):
    """Warn if another current aviso of the section has the same type: every page shows both."""
    if not isinstance(page, AvisoPage) or not page.live or page.ha_terminado:
        return
    same = AvisoPage.objects.sibling_of(page, inclusive=False).live().filter(tipo=page.tipo)
    if titles := [other.title for other in same.vigentes()]:
        messages.warning(
            request,
            _("Del mismo tipo sigue vigente «%(otros)s». Si este lo sustituye, termine el otro.")
            % {"otros": "», «".join(titles)},
        )
