"""Questions about the pages created with a portal, shown in their forms until answered."""

from django.utils.translation import gettext as _
from wagtail.admin import messages

from directorio.models import EntidadPage
from home.contenido import palabras
from home.models import PaginaInicial, StandardPage
from tramites.models import TramitePage

_FILES = {"pagina": "paginas", "entidad": "entidades", "tramite": "tramites"}


def ask(request, page):
    """Show the questions of ``page`` while they are unanswered (hook before its form)."""
    page = page.specific
    if request.method != "GET" or not _is_unanswered(page):
        return
    clave = PaginaInicial.objects.filter(page=page).values_list("clave", flat=True).first()
    if clave and (asked := preguntas_de(clave)):
        said = _("El portal nació con esta página. Complétela: %(preguntas)s")
        messages.info(request, said % {"preguntas": " ".join(asked)})


def _is_unanswered(page):
    if isinstance(page, EntidadPage):
        return not page.live
    return isinstance(page, (StandardPage, TramitePage)) and not page.responsable


def preguntas_de(clave):
    """Return the questions in the data files about the page with ``clave``."""
    kind, _dash, name = clave.partition("-")
    data = palabras.read(_FILES[kind])
    entry = next((entry for entry in data[kind] if entry["clave"] == name), {})
    return (*entry.get("preguntas", ()), *data.get("preguntas", ()))
