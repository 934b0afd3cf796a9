"""What a column of references may name, where sections of several apps have it."""

from aislamiento.scope import scope_of
from base.models import PortalDocument, PortalSettings


def documentos(contexto):
    """By their titles, and by the names of their files, which no two have in common."""
    portal = PortalSettings.objects.select_related("coleccion").get(site=contexto.site)
    own = PortalDocument.objects.filter(collection__path__startswith=portal.coleccion.path)
    documents = list(scope_of(contexto.user).offers(own).order_by("pk"))
    titles = [(document.title, document) for document in documents]
    return titles + [(document.filename, document) for document in documents]
