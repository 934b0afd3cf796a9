"""What a search shows of consejos populares: who presides, and whom to call."""

from django.apps import apps
from django.utils.translation import gettext as _

from base.hallazgos import Encontrado

from .delegados import telefono


def present(pages, request):
    """Return {key: :class:`base.hallazgos.Encontrado`} of the consejos populares of ``pages``."""
    model = apps.get_model("transparencia", "ConsejoPopularPage")
    pks = [page.pk for page in pages if page.specific_class is model]
    found = model.objects.filter(pk__in=pks) if pks else ()
    return {
        page.pk: Encontrado(
            url=page.get_url(request),
            datos=(str(page.tipo_publico), *_presides(page)),
            telefono=telefono(page.telefono),
        )
        for page in found
    }


def _presides(page):
    if page.presidente:
        yield _("Preside: %(nombre)s") % {"nombre": page.presidente}
