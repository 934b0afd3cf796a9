"""Warnings that editors see above the form of a trámite."""

from django.urls import reverse
from django.utils.translation import gettext as _
from wagtail.admin import messages

from traduccion.paginas import traduccion_de

from .models import TramiteLocalPage, TramitePage


def warn_of_gaps(request, page):
    """Warn of unpublished entidades, costos or plazos without source or date, and repealed normas.

    Translators get no warning, because they cannot change these data.
    """
    if request.method != "GET" or not isinstance(page, TramitePage) or traduccion_de(page):
        return
    page = page.get_latest_revision_as_object()
    for entidad in page.entidades:
        if not entidad.live:
            messages.warning(
                request,
                _("«%(entidad)s» ya no está publicada: el ciudadano no ve dónde hacer el trámite.")
                % {"entidad": entidad.title},
            )
    if names := page.sin_respaldo:
        messages.warning(
            request,
            _("Sin fecha o sin fuente: %(nombres)s. El ciudadano los lee «por confirmar».")
            % {"nombres": ", ".join(names)},
        )
    for row in page.base_legal.all():
        if row.pagina is not None and not row.pagina.rige:
            messages.warning(
                request,
                _("«%(norma)s» está derogada: compruebe la base legal.")
                % {"norma": row.pagina.title},
            )


def warn_of_change(request, page):
    if request.method == "GET" and isinstance(page, TramiteLocalPage) and page.esta_por_confirmar:
        messages.warning(
            request,
            _("La provincia cambió este trámite. Compruebe que aquí también es así."),
            buttons=[
                messages.button(reverse("tramites:confirmar", args=[page.pk]), _("Ver qué cambió"))
            ],
        )
