"""Front page of the sample: motto, quick links and, where the data has them, blocks."""

from home.bloques import portada_inicial
from home.contenido.filas import list_item

from .contenido import facts
from .fields import fill
from .publicacion import publish

HOME_PIECE = "portada"
_NOTICE = (
    "<p><b>Contenido de muestra:</b> las noticias, los contactos y los textos de este "
    "portal son ejemplos. Los nombres, las cabeceras y las cifras de población con su "
    "año son datos públicos.</p>"
)


def fill_home(load):
    """Fill the front page of the portal of ``load``, and store in its mark what was filled."""
    home = load.home
    # A draft is somebody's unfinished work: publishing the page would publish it too.
    if HOME_PIECE in load.known or home.has_unpublished_changes:
        return
    home.refresh_from_db()
    blocks = [_raw_block(load, **entry) for entry in load.contenido.bloques]
    if blocks and _is_as_created(home, load.portal):
        home.bloques = []
    filled = fill(
        home,
        {
            "lema": _motto(load.portal),
            "accesos": [
                {"type": "acceso", "value": _link(load, **vars(acceso))}
                for acceso in load.contenido.accesos
                if acceso.pagina in load.page_ids
            ],
            "bloques": blocks,
            "cuerpo": [{"type": "texto", "value": _NOTICE}],
        },
    )
    if filled:
        publish(
            home,
            load.portal,
            HOME_PIECE,
            campos=filled,
        )


def _is_as_created(home, portal):
    """Return whether the blocks of ``home`` are still the initial ones."""
    initial = portada_inicial(es_provincial=portal.es_provincial)
    return [block.block_type for block in home.bloques] == [name for name, _value in initial]


def _motto(portal):
    words = facts(portal)
    if portal.es_provincial:
        return "La provincia y sus municipios, más cerca de usted."
    if portal.sede == portal.nombre:
        return "El gobierno de {nombre}, más cerca de usted.".format(**words)
    return "De {sede} a cada comunidad: el gobierno, más cerca de usted.".format(**words)


# --- Blocks --------------------------------------------------------------------------


def _raw_block(load, tipo, para=None, **values):
    """Return a block of the data file as the database stores it; section blocks hold None."""
    convert = _CONVERTERS.get(tipo)
    return {"type": tipo, "value": convert(load, **values) if convert else None}


def _featured(load, cuantas):
    newest = load.contenido.noticias[:cuantas]
    return {"noticias": [list_item(load.page_ids[load.news_piece(sample)]) for sample in newest]}


def _links(load, titulo, enlaces):
    return {"titulo": titulo, "enlaces": [list_item(_link(load, **link)) for link in enlaces]}


def _link(load, texto, descripcion, pagina=None, **address):
    return {
        "pagina": load.page_ids[pagina] if pagina else None,
        "texto": texto,
        "descripcion": descripcion,
        **address,
    }


_CONVERTERS = {"destacadas": _featured, "enlaces": _links}
