"""Queries of the documentos that a portal shows, and of withdrawn files."""

from base.del_portal import publicas_del_portal
from base.frame import Frame
from base.publicas import publicas
from base.retirados import Retiro, withdrawn
from directorio.queries import entidades_con

from .models import DocumentoPage


def documentos_de(request):
    """Return the public documentos of the portal and of its entidades, the newest first."""
    found = publicas_del_portal(DocumentoPage.objects.all(), Frame.for_request(request))
    return found.select_related("archivo").order_by("-fecha", "-pk")


def con_archivos_vigentes(pages):
    """Yield ``pages``; ``archivo`` is set to None if any page has withdrawn that file."""
    gone = withdrawn()
    for page in pages:
        if page.archivo_id in gone:
            page.archivo = None
        yield page


def entidades_con_documentos(request):
    """Return [(key, name, paths)] of the public entidades that have documentos, by name."""
    home = Frame.for_request(request).inicio
    return entidades_con(lambda: documentos_de(request), f"con-documentos-{home.pk}")


def retirados():
    """Return {key of a file: :class:`base.retirados.Retiro`} for all withdrawn files.

    If the page is no longer public, its file stays withdrawn but ``Retiro.url`` is empty.
    """
    gone = DocumentoPage.objects.con_archivo_retirado()
    public = set(publicas(gone).values_list("pk", flat=True))
    found = {}
    for page in gone.order_by("locale", "pk"):
        url = page.full_url if page.pk in public else ""
        if url or page.archivo_id not in found:
            found[page.archivo_id] = Retiro(page.retirado_el, page.motivo_de_retiro, url or "")
    return found
