"""What the sample content offers: the address of one page of every kind in a portal."""

import re
from functools import cache
from urllib.parse import urlsplit

# One for each block that a body of text may have.
BLOCKS = (
    'class="cita"',
    'class="contacto"',
    'class="documentos"',
    'class="ficha-video"',
    'class="figura"',
    'class="galeria"',
    'class="llamada"',
    'class="tabla"',
)

SEVERAL_PRICES = "/tramites/certificacion-de-nacimiento-matrimonio-o-defuncion/"
PROCEDURE = "/tramites/carne-de-identidad-solicitud-y-renovacion/"


@cache
def sitemap(portales, slug):
    locations = re.findall(r"<loc>(.*?)</loc>", portales.get(slug, "/sitemap.xml"))
    return [urlsplit(location).path for location in locations]


def richest(portales, slug, paths):
    """The page with most kinds of blocks."""

    def kinds(path):
        html = portales.get(slug, path)
        return sum(block in html for block in BLOCKS)

    return max(paths, key=kinds)


@cache
def pages(portales, slug):
    """Return {kind: path} of the portal ``slug``."""
    paths = sitemap(portales, slug)
    news = [path for path in paths if re.fullmatch(r"/noticias/[^/]+/", path)]
    lists = ("/noticias/", "/agenda/", "/directorio/", "/tramites/", "/avisos/", "/consultas/")
    others = [path for path in paths if path != "/" and not path.startswith(lists)]
    events = [path for path in paths if re.fullmatch(r"/agenda/[^/]+/", path)]
    entities = [path for path in paths if re.fullmatch(r"/directorio/[^/]+/", path)]
    asked = [path for path in paths if re.fullmatch(r"/consultas/[^/]+/", path)]
    news_list = portales.get(slug, "/noticias/")
    return {
        "home": "/",
        "news list": "/noticias/",
        "news of a category": re.search(r'href="(/noticias/categoria/[^/"]+/)"', news_list)[1],
        "news of a month": re.search(r'href="(/noticias/\d+/\d+/)"', news_list)[1],
        "news page": richest(portales, slug, news),
        "agenda": "/agenda/",
        "event": events[0],
        "section": max(others, key=lambda path: sum(p.startswith(path) for p in others)),
        "standard page": richest(portales, slug, others),
        "directory": "/directorio/",
        "directory filtered": "/directorio/?q=muestra&tipo=servicios",
        "directory on paper": "/directorio/imprimir/",
        "entity": entities[0],
        "entity with offices": next(
            (path for path in entities if sum(p.startswith(path) for p in paths) > 1), entities[-1]
        ),
        "report of an entity": f"{entities[0]}informar/",
        "procedures": "/tramites/",
        "procedures of a life event": "/tramites/?evento=identidad",
        "procedure": PROCEDURE,
        "procedure with several prices": SEVERAL_PRICES,
        "procedure as text": f"{PROCEDURE}texto/",
        "avisos": "/avisos/",
        "aviso": next(path for path in paths if re.fullmatch(r"/avisos/[^/]+/", path)),
        "attention": "/atencion/",
        "form of a case": "/atencion/escribir/queja/",
        "key of a case": "/atencion/seguimiento/",
        "how it answers": "/atencion/como-respondemos/",
        "consultations": "/consultas/",
        "consultation": next(path for path in asked if "parque" in path),
        "results of a consultation": next(path for path in asked if "feria" in path),
        "site map": "/mapa/",
        "search": "/buscar/",
        "search with results": "/buscar/?q=noticias",
        "search in one group": "/buscar/?q=muestra&grupo=directorio",
        "search corrected": "/buscar/?q=nasimiento",
        "search everywhere": "/buscar/?q=registro&en=todas",
        "search without results": "/buscar/?q=xilófono",
        "not found": "/no-existe/",
    }
