"""The files of documents that were withdrawn."""

from django.apps import apps

from base.documentos import Retiro
from base.publicas import publicas


def archivos_retirados():
    """Return the documents whose file is not given any more.

    What was never published decides nothing: else a draft would take a file from its readers.
    """
    return apps.get_model("transparencia", "DocumentoPage").objects.filter(
        retirado_el__isnull=False, archivo__isnull=False, first_published_at__isnull=False
    )


def retirados():
    """Return {key of a file: :class:`base.documentos.Retiro`}.

    A page that is not public any more tells nothing, and its file stays withdrawn.
    """
    gone = archivos_retirados()
    public = set(publicas(gone).values_list("pk", flat=True))
    found = {}
    for page in gone.order_by("locale", "pk"):
        url = page.full_url if page.pk in public else ""
        if url or page.archivo_id not in found:
            found[page.archivo_id] = Retiro(page.retirado_el, page.motivo_de_retiro, url or "")
    return found
