"""Open data: the trámites of a portal, its own and those of the province as they apply there.

Other programs read these files: do not change the names of the fields. They come from the Core
Public Service Vocabulary (CPSV-AP 3) where it has a name (docs/catalogo-de-tramites.md).
"""

from django.db.models import Prefetch
from django.http import JsonResponse
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from base.frame import Frame
from conjuntos.declaracion import LISTA, MOMENTO, NUMERO, Campo, Conjunto

from .models import TramitesIndexPage
from .models.eventos import EventoDeVida
from .situacion import situacion_de

_DURATIONS = {"inmediato": "PT0S", "horas": "PT{}H", "naturales": "P{}D", "meses": "P{}M"}


class Tramites(Conjunto):
    clave = "tramites"
    titulo = _("Trámites")
    descripcion = _(
        "Qué hace falta, quién responde, cuánto cuesta y demora cada trámite, y si se hace aquí."
    )
    campos = (
        Campo(
            "identifier",
            _("Identificador; no cambia, y es el mismo en todos los portales"),
            de="translation_key",
        ),
        Campo("name", _("Nombre del trámite"), de="title"),
        Campo("description", _("Para qué es, en una o dos oraciones"), de="resumen"),
        Campo("keyword", _("Nombres populares"), LISTA, de="nombres_populares"),
        Campo("isGroupedBy", _("Eventos de vida en que hace falta"), LISTA, de="eventos.traducido"),
        Campo(
            "hasCompetentAuthority",
            _("Quién responde aquí; la provincia, por todos: varios, con «;»"),
            de="entidad",
        ),
        Campo("hasInput", _("Qué hay que llevar"), LISTA, de="requisitos.texto"),
        Campo(
            "hasCost",
            _("Qué cuesta: concepto, importe y moneda; solo el concepto si está por confirmar"),
            LISTA,
            de="costos",
        ),
        Campo(
            "processingTime",
            _("Plazo máximo como duración ISO 8601; vacío si es en días hábiles"),
            de="duracion",
        ),
        Campo("produces", _("Qué se recibe"), de="resultado"),
        Campo("hasLegalResource", _("Normas que lo rigen"), LISTA, de="base_legal.norma"),
        Campo(
            "status",
            _("Cómo está aquí: normal, limitado, suspendido o no_se_ofrece"),
            de="situacion",
        ),
        Campo("language", _("Código del idioma"), de="locale.language_code"),
        Campo("modified", _("Cuándo se publicó por última vez"), MOMENTO, de="modificado"),
        Campo("page", _("Su página en este portal"), de="direccion"),
        Campo("processingTimeText", _("El plazo con palabras"), de="plazo"),
        Campo(
            "processingWorkingDays", _("Plazo máximo en días hábiles"), NUMERO, de="dias_habiles"
        ),
        Campo(
            "hasCostValue",
            _("El importe de cada costo, en su orden; vacío si está por confirmar"),
            LISTA,
            de="importes",
        ),
        Campo(
            "hasCostReason",
            _("Por qué no hay importe en cada costo, en su orden; vacío si lo hay"),
            LISTA,
            de="motivos",
        ),
    )

    @property
    def name(self):
        return f"tramites-{self.frame.datos.slug}"

    def items(self):
        index = self.frame.seccion(TramitesIndexPage)
        if index is None:
            return ()
        return ofrecidos(index.tramites().alphabetical(), index, self.request)

    def get_entidad(self, tramite):
        return "; ".join(each.nombre for each in tramite.responden)

    def get_costos(self, tramite):
        return [
            f"{row.concepto}: {amount} CUP" if (amount := _amount(row)) else row.concepto
            for row in _costs(tramite)
        ]

    def get_importes(self, tramite):
        return [_amount(row) for row in _costs(tramite)]

    def get_motivos(self, tramite):
        return [_reason(row) for row in _costs(tramite)]

    def get_duracion(self, tramite):
        """Return the longest plazo in ISO 8601; "" for working days, which ISO 8601 lacks."""
        if tramite.plazo_unidad in _DURATIONS and (tramite.plazo_numero or tramite.es_inmediato):
            return _DURATIONS[tramite.plazo_unidad].format(tramite.plazo_numero)
        return ""

    def get_dias_habiles(self, tramite):
        is_working = tramite.plazo_unidad == tramite.Unidad.HABILES
        return tramite.plazo_numero if is_working else None

    def get_situacion(self, tramite):
        return situacion_de(tramite, tramite.local)

    def get_modificado(self, tramite):
        return tramite.last_published_at.isoformat() if tramite.last_published_at else ""


def ofrecidos(found, index, request):
    """Return the list of ``found``, a query set of trámites that the section ``index`` shows.

    Each has ``responden``, ``local`` and ``direccion``.

    All related rows are read first, so the number of queries is fixed.
    """
    events = EventoDeVida.objects.annotate(traducido=EventoDeVida.translated())
    related = (Prefetch("eventos", events), "requisitos", "costos", "base_legal")
    tramites = list(found.select_related("locale").prefetch_related(*related))
    adapted = index.adaptations(tramites, "costos")
    answering = index.answering(Frame.for_request(request).site)
    base = index.get_full_url(request)
    for tramite in tramites:
        tramite.responden = answering.get(tramite.pk, ())
        tramite.local = adapted.get(tramite.translation_key)
        tramite.direccion = f"{base}{tramite.slug}/"
    return tramites


def _costs(tramite):
    local = tramite.local
    return (list(local.costos.all()) if local else []) or list(tramite.costos.all())


def _amount(row):
    """Return the amount of a costo as text; "" if it has no amount, or no source or date."""
    if row.es_gratis:
        return "0.00"
    return "" if row.importe is None or row.sin_respaldo else f"{row.importe:.2f}"


def _reason(row):
    """Return why a costo has no reliable amount, or "" if it has one."""
    if _amount(row):
        return ""
    if row.importe is None:
        return gettext("por confirmar")
    return gettext("por confirmar: se dice %(importe)s CUP, sin fuente o sin fecha") % {
        "importe": f"{row.importe:.2f}"
    }


def as_csv(found, index, request):
    return Tramites(request).as_csv(ofrecidos(found, index, request))


def as_json(found, index, request):
    """Return the trámites as a JSON response, with all data of each costo."""
    tramites = ofrecidos(found, index, request)
    records = zip(tramites, Tramites(request).registros(tramites), strict=True)
    data = [record | {"hasCost": list(map(_cost, _costs(each)))} for each, record in records]
    return JsonResponse({"tramites": data}, json_dumps_params={"ensure_ascii": False})


def _cost(row):
    return {
        "description": row.concepto,
        "hasValue": _amount(row),
        "currency": "CUP",
        "reason": _reason(row),
        "source": row.fuente,
        "modified": row.fecha.isoformat() if row.fecha else "",
    }
