"""Which documents a portal shows, and which files were withdrawn."""

from base.documentos import Retiro, withdrawn
from base.frame import Frame
from base.publicas import publicas
from transparencia.models import DocumentoPage
from transparencia.queries import entidades_de, propias


def documentos_de(request):
    """The public documents of the portal and of its entities, the newest first."""
    found = propias(DocumentoPage.objects.all(), Frame.for_request(request))
    return found.select_related("archivo").order_by("-fecha", "-pk")


def con_archivos_vigentes(pages):
    """Yield ``pages``, without their file where another page has withdrawn the same one."""
    gone = withdrawn()
    for page in pages:
        if page.archivo_id in gone:
            page.archivo = None
        yield page


def entidades_con_documentos(request):
    """Return (key, name, paths) of the public entities that have documents."""
    home = Frame.for_request(request).inicio
    return entidades_de(lambda: documentos_de(request), f"con-documentos-{home.pk}")


def retirados():
    """Return {key of a file: :class:`base.documentos.Retiro`}.

    A page that is not public any more tells nothing, and its file stays withdrawn.
    """
    gone = DocumentoPage.objects.con_archivo_retirado()
    public = set(publicas(gone).values_list("pk", flat=True))
    found = {}
    for page in gone.order_by("locale", "pk"):
        url = page.full_url if page.pk in public else ""
        if url or page.archivo_id not in found:
            found[page.archivo_id] = Retiro(page.retirado_el, page.motivo_de_retiro, url or "")
    return found
