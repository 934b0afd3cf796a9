"""The addresses of one page of every kind in the sample content of a portal."""

import re
from functools import cache
from urllib.parse import urlsplit

# One class for each block that a body of text may have.
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
_COMPARED = "comparar/viviendas-terminadas"
PROCEDURE = "/tramites/carne-de-identidad-solicitud-y-renovacion/"
DOCUMENT_OF_AN_ENTITY = "plan-de-muestra-de-reparacion-de-viviendas/"


@cache
def sitemap(portales, slug):
    locations = re.findall(r"<loc>(.*?)</loc>", portales.get(slug, "/sitemap.xml"))
    return [urlsplit(location).path for location in locations]


def richest(portales, slug, paths):
    """Return the path of the page with the most kinds of blocks."""

    def kinds(path):
        html = portales.get(slug, path)
        return sum(block in html for block in BLOCKS)

    return max(paths, key=kinds)


def government(paths):
    """Return the pages of the Government section; only municipalities have consejos populares."""
    below = [path for path in paths if path.startswith("/gobierno/")]
    sessions = [path for path in below if "/sesion-" in path]
    found = {"organ": sessions[0].rsplit("/", 2)[0] + "/", "session": sessions[-1]}
    consejos = [path for path in below if path.startswith("/gobierno/consejo-popular-")]
    return found | ({"consejo popular": consejos[0]} if consejos else {})


@cache
def pages(portales, slug):
    """Return {kind: path} of the portal ``slug``."""
    paths = [path for path in sitemap(portales, slug) if not path.startswith("/en/")]
    news = [path for path in paths if re.fullmatch(r"/noticias/[^/]+/", path)]
    lists = ("/noticias/", "/agenda/", "/directorio/", "/tramites/", "/avisos/", "/consultas/")
    lists += ("/gobierno/", "/transparencia/")
    others = [path for path in paths if path != "/" and not path.startswith(lists)]
    events = [path for path in paths if re.fullmatch(r"/agenda/[^/]+/", path)]
    entities = [path for path in paths if re.fullmatch(r"/directorio/[^/]+/", path)]
    offices = [path for path in paths if not path.endswith(DOCUMENT_OF_AN_ENTITY)]
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
            (path for path in entities if sum(p.startswith(path) for p in offices) > 1),
            entities[-1],
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
        "government": "/gobierno/",
        "delegates": "/gobierno/delegados/",
        "delegates of a street": "/gobierno/delegados/?q=calle+4",
        "no delegate found": "/gobierno/delegados/?q=xilófono",
        **government(paths),
        "agreements": "/gobierno/acuerdos/",
        "agreements narrowed": "/gobierno/acuerdos/?estado=vencido&q=portal",
        "consultations": "/consultas/",
        "consultation": next(path for path in asked if "parque" in path),
        "results of a consultation": next(path for path in asked if "feria" in path),
        "transparency": "/transparencia/",
        "results": "/transparencia/indicadores/",
        "results filtered": "/transparencia/indicadores/?q=muestra&estado=cumplido",
        "indicator": "/transparencia/circulacion-mercantil-minorista/",
        # Only the portal of the province compares the municipalities.
        "comparison": f"/transparencia/{_COMPARED}/" if slug == "provincia" else "/transparencia/",
        **documents_and_norms(paths, slug),
        "presence": "/transparencia/presencia/",
        **planteamientos(paths, slug),
        **ley_168(paths),
        "open data": "/transparencia/datos/",
        "data set": "/transparencia/datos/indicadores/",
        "site map": "/mapa/",
        "search": "/buscar/",
        "search with results": "/buscar/?q=noticias",
        "search in one group": "/buscar/?q=muestra&grupo=directorio",
        "search corrected": "/buscar/?q=nasimiento",
        "search everywhere": "/buscar/?q=registro&en=todas",
        "search without results": "/buscar/?q=xilófono",
        "not found": "/no-existe/",
    }


def planteamientos(paths, slug):
    """Return the pages of planteamientos: single ones, or in the province their comparison."""
    board = "/transparencia/planteamientos/"
    below = [path for path in paths if path.startswith(board)]
    found = {
        "planteamientos": board,
        "planteamientos of the mandate before": f"{board}?mandato=XVII",
        "report of planteamientos": next(path for path in below if "-de-muestra-al-" in path),
    }
    if slug == "provincia":
        return found | {"planteamientos compared": f"{board}municipios/"}
    return found | {
        "planteamientos one by one": f"{board}lista/?estado=pendiente&q=muestra",
        "planteamiento": next(path for path in below if "rotura-de-muestra" in path),
    }


def documents_and_norms(paths, slug):
    owned = [path for path in paths if path.endswith(DOCUMENT_OF_AN_ENTITY)]
    owners = [path.removesuffix(DOCUMENT_OF_AN_ENTITY) for path in owned]
    below = "/transparencia/" if slug == "provincia" else "/transparencia/provincia/"
    return {
        "transparency": "/transparencia/",
        "documents": "/transparencia/documentos/",
        "documents of a kind": "/transparencia/documentos/?tipo=plan&q=muestra",
        "entity with documents": owners[0] if owners else "/directorio/",
        "document": next(path for path in paths if "informe-de-muestra-sobre" in path),
        "document withdrawn": next(path for path in paths if "que-se-retiro" in path),
        "norms": "/transparencia/normas/",
        "norms of a state": "/transparencia/normas/?estado=derogada",
        "norm": f"{below}decreto-de-muestra-sobre-la-atencion-en-las-oficinas/",
        "norm derogated": f"{below}decreto-de-muestra-anterior-sobre-las-oficinas/",
    }


def ley_168(paths):
    lists = [path for path in paths if "/lo-que-publica-" in path]
    return {
        "Ley 168": "/transparencia/ley-168/",
        "Ley 168 narrowed": "/transparencia/ley-168/?estado=vencido&entidad=gobierno",
        "list of the Government": next(path for path in lists if "el-gobierno" in path),
        "list of an entity": next(path for path in lists if "el-gobierno" not in path),
    }
