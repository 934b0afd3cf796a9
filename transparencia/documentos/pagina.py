"""What the page of a document shows, and what it tells programs."""

from base.chrome import Chrome
from base.compartir import share_links
from base.json_ld import organization


def contexto(documento, request):
    return {"compartir": share_links(documento.get_full_url(request), documento.title)}


def report(documento, request):
    """The document as ``Report``; what was withdrawn is told without its file."""
    chrome = Chrome.for_request(request)
    url = documento.get_full_url(request)
    data = {
        "@type": "Report",
        "@id": f"{url}#documento",
        "name": documento.title,
        "description": documento.resumen,
        "url": url,
        "datePublished": documento.fecha.isoformat(),
        "author": {"@type": "GovernmentOrganization", "name": documento.emisor},
        "publisher": {"@id": organization(chrome)["@id"]},
    }
    if documento.numero:
        data["reportNumber"] = documento.numero
    if archivo := documento.archivo_vigente:
        data["encoding"] = {
            "@type": "MediaObject",
            "contentUrl": chrome.absolute(archivo.url),
            "encodingFormat": archivo.content_type,
        }
        if archivo.file_size:
            data["encoding"]["contentSize"] = str(archivo.file_size)
    return data
