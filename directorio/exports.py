"""Downloads of the directory: vCards, and CSV and JSON (docs/datos-abiertos.md).

Other programs read these files: do not change the names of the fields.
"""

from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy as _

from base.frame import Frame
from base.telefonos import marcado
from conjuntos.declaracion import LISTA, MOMENTO, NUMERO, Campo, Conjunto
from servidor.responses import as_file

from . import palabras
from .canales import TELEFONICOS, Canal
from .cards import indice_de, portal_de
from .queries import entidades_de, publica
from .telefonos import horas_propias
from .vcard import vcard

_AT_ONCE = 500
_DE_OTRA_COLUMNA = (*TELEFONICOS, Canal.CORREO, Canal.WEB)


class Directorio(Conjunto):
    """Conjunto of entidades and offices, read in batches; only their names are read at once."""

    clave = "directorio"
    titulo = _("Directorio")
    descripcion = _(
        "Las entidades y oficinas que atienden a la población: dónde están, cuándo abren y "
        "cómo comunicarse con ellas."
    )
    campos = (
        Campo(
            "id",
            _("Identificador de la entidad; no cambia aunque cambien su nombre o dirección"),
            de="translation_key",
        ),
        Campo("nombre", _("Nombre completo"), de="title"),
        Campo("otros_nombres", _("Siglas y nombres populares"), LISTA),
        Campo("tipo", _("Identificador de su tipo"), de="tipo.slug"),
        Campo("resumen", _("Para qué es, en una o dos oraciones")),
        Campo("portal", _("Identificador del portal que la mantiene")),
        Campo(
            "telefonos",
            _("Teléfonos como se marcan, la extensión como «;ext=12»"),
            LISTA,
        ),
        Campo("correos", _("Correos electrónicos"), LISTA),
        Campo("web", _("Sitios en internet"), LISTA),
        Campo("redes", _("Perfiles en redes, con su dirección completa"), LISTA),
        Campo("calle", _("Calle")),
        Campo("numero", _("Número de la casa o del edificio")),
        Campo("entre", _("Una de las calles entre las que está")),
        Campo("y", _("La otra")),
        Campo("reparto", _("Reparto o poblado")),
        Campo("consejo_popular", _("Consejo popular")),
        Campo("referencia", _("Cómo llegar")),
        Campo("direccion", _("La dirección en una línea")),
        Campo("latitud", _("Latitud, WGS 84, en grados"), NUMERO),
        Campo("longitud", _("Longitud, WGS 84, en grados"), NUMERO),
        Campo("horario", _("Un texto por cada grupo de días"), LISTA),
        Campo("servicios", _("Lo que ofrece"), LISTA, de="servicios.nombre"),
        Campo("depende_de", _("Nombre de la entidad de la que depende"), de="depende_de.title"),
        Campo("oficina_de", _("Nombre de la entidad de la que es oficina")),
        Campo("actualizado", _("Cuándo se publicó por última vez"), MOMENTO),
        Campo("url", _("Su página, en el portal que la mantiene"), de="full_url"),
        Campo(
            "telefonos_para_que",
            _("Para qué es cada uno de los teléfonos, en su orden; puede ser vacío"),
            LISTA,
        ),
        Campo(
            "telefonos_horario",
            _("Cuándo contesta cada uno, en su orden; vacío si es en el horario de la entidad"),
            LISTA,
        ),
    )

    def items(self):
        return one_by_one(self._every) if indice_de(self.request) else ()

    @property
    def _every(self):
        found = entidades_de(self.frame.site, self.frame.inicio)
        return found.con_atencion().alphabetical()

    @cached_property
    def _titles(self):
        return dict(self._every.order_by().values_list("path", "title"))

    def get_portal(self, entidad):
        portal = portal_de(entidad, self.request)
        return portal and portal.slug

    def get_telefonos(self, entidad):
        return [marcado(row.enlace) for row in _phones(entidad)]

    def get_telefonos_para_que(self, entidad):
        return [row.etiqueta for row in _phones(entidad)]

    def get_telefonos_horario(self, entidad):
        return [horas_propias(row) for row in _phones(entidad)]

    def get_correos(self, entidad):
        return [row.valor for row in entidad.contactos.all() if row.canal == Canal.CORREO]

    def get_web(self, entidad):
        return [row.valor for row in entidad.contactos.all() if row.canal == Canal.WEB]

    def get_redes(self, entidad):
        return [r.enlace for r in entidad.contactos.all() if r.canal not in _DE_OTRA_COLUMNA]

    def get_horario(self, entidad):
        lines = palabras.semana(entidad.horarios_de_atencion)
        return [f"{line.dias}: {line.horas}" for line in lines]

    def get_oficina_de(self, entidad):
        return self._titles.get(entidad.path[: -entidad.steplen])

    def get_actualizado(self, entidad):
        moment = entidad.last_published_at
        return moment and moment.isoformat(timespec="seconds")


def _phones(entidad):
    return [row for row in entidad.contactos.all() if row.canal in TELEFONICOS]


def told_of(entidades):
    """Return the query set ``entidades`` with the other related rows that a download needs."""
    return entidades.select_related("tipo").prefetch_related("servicios", publica("depende_de"))


def one_by_one(entidades):
    return told_of(entidades).iterator(chunk_size=_AT_ONCE)


def as_vcf(found, name, request):
    """Return a response with the vCards of ``found``, which a telephone adds to its contacts."""
    cards = []
    for entidad in found:
        portal = portal_de(entidad, request)
        locality = portal.sede if portal else ""
        cards.append(vcard(entidad, url=entidad.get_full_url(request), localidad=locality))
    slug = Frame.for_request(request).datos.slug
    return as_file("".join(cards), "text/vcard", f"{slug}-{name}.vcf")
