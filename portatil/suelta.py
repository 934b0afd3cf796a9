"""One page as a small file, which goes from telephone to telephone without a network.

Bluetooth and the programs that Cubans share files with carry it; any browser opens it. It loads
nothing, and its links lead to the portal for who has a connection.
"""

from urllib.parse import quote, urljoin

from bs4 import BeautifulSoup
from django.http import Http404
from django.template.loader import render_to_string
from django.utils import timezone, translation
from django.views.decorators.http import require_safe

from base.frame import Frame
from servidor.por_dentro import ask
from servidor.responses import as_file

from .recorrido import is_public_page
from .reescritura import is_of_a_device, solo_texto


@require_safe
def suelta(request, camino):
    """Serve the text of the public page at ``/camino/`` of this portal as a file.

    Raises ``Http404`` for what is no page that everybody reads.
    """
    frame = Frame.for_request(request)
    address = f"{frame.site.root_url}/{quote(camino)}/"
    with ask(address) as response:
        if not is_public_page(response):
            raise Http404
        page = BeautifulSoup(response.content.decode(response.charset), "html.parser")
        kept_as_long = response["Cache-Control"]
    if page.main is None:
        raise Http404
    text = solo_texto(page.main)
    for link in text.select("a[href]"):
        if not is_of_a_device(link["href"]):
            link["href"] = urljoin(address, link["href"])
    for script in text.select("script"):
        script.decompose()  # of a file on a telephone it would ask for what is not there
    for told_by_a_script in text.select("[data-guion]"):
        told_by_a_script.attrs = {
            name: value
            for name, value in told_by_a_script.attrs.items()
            if not name.startswith("data-")
        }
    context = {
        "idioma": page.html["lang"],
        "titulo": page.title.get_text(strip=True),
        "portal": frame.titulo,
        "ahora": timezone.now(),
        "contenido": text.decode_contents(),
        "direccion": address,
    }
    with translation.override(page.html["lang"].partition("-")[0]):
        html = render_to_string("portatil/suelta.html", context)
    file = as_file(html, "text/html", f"{camino.rpartition('/')[2]}.html")
    file["Cache-Control"] = kept_as_long
    file["X-Robots-Tag"] = "noindex"
    return file
