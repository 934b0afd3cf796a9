"""What was agreed, whom it binds and what came of it, as readers are told of it today."""

from dataclasses import dataclass
from datetime import date

from django.apps import apps
from django.db import models
from django.db.models import Case, Q, Value, When
from django.utils import timezone
from django.utils.translation import gettext_lazy

from base.chrome import Chrome, Link
from base.nombres import con_idioma
from base.publicas import publicas
from directorio.consultas import traducidas
from directorio.tarjetas import idioma_de, indice_de, url_of


class Situacion(models.TextChoices):
    """The state of an agreement as the reader of today is told it."""

    EN_PLAZO = "en_plazo", gettext_lazy("En cumplimiento")
    VENCIDO = "vencido", gettext_lazy("Venció sin cumplirse")
    CUMPLIDO = "cumplido", gettext_lazy("Cumplido")
    INCUMPLIDO = "incumplido", gettext_lazy("Incumplido")
    SIN_EFECTO = "sin_efecto", gettext_lazy("Sin efecto")

    @property
    def icono(self):
        return _ICONS[self]


_ICONS = {
    Situacion.EN_PLAZO: "reloj",
    Situacion.VENCIDO: "emergencia",
    Situacion.CUMPLIDO: "hecho",
    Situacion.INCUMPLIDO: "no-hecho",
    Situacion.SIN_EFECTO: "sin-efecto",
}


def situacion(estado, vence, today):
    """Return the :class:`Situacion` of an agreement; whoever keeps it may not have said it late."""
    is_late = estado == Situacion.EN_PLAZO and vence is not None and vence < today
    return Situacion.VENCIDO if is_late else Situacion(estado)


def by_situation(today):
    """An expression for the same, of agreements in the database."""
    late = Q(estado=Situacion.EN_PLAZO, vence__lt=today)
    return Case(When(late, then=Value(Situacion.VENCIDO.value)), default="estado")


@dataclass(frozen=True)
class AcuerdoPublico:
    """One agreement as readers are told of it."""

    numero: str
    ancla: str
    texto: str
    destinatario: str
    situacion: Situacion
    vence: date | None
    cumplido_el: date | None
    nota: str
    entidad: Link | None
    sesion: Link
    fecha: date
    organo: str
    idioma: str


def de_sesion(page, organo, request):
    """Return the :class:`AcuerdoPublico` of a session of ``organo``, by number."""
    rows = sorted(page.acuerdos.all(), key=lambda row: row.numero)
    entities = entidades_publicas([row.entidad_id for row in rows], request)
    return [publico(row, page, organo, entities, request) for row in rows]


def entidades_publicas(pks, request):
    """Return {key: link} of the public ones of the entities ``pks``; two queries at most.

    Each leads to the page in the language of the reader, where there is one.
    """
    pks = set(pks) - {None}
    if not pks:
        return {}
    model = apps.get_model("directorio", "EntidadPage")
    index = indice_de(request)
    found = publicas(model.objects.filter(pk__in=pks))
    if (chrome := Chrome.for_request(request)).is_translated:
        found = traducidas(found, chrome.inicio.locale_id)
    return {
        getattr(page, "original", page.pk): Link(
            con_idioma(page.title, idioma_de(page, request)), url_of(page, request, index)
        )
        for page in found.order_by("titulo_llano", "pk")
    }


def publico(row, page, organo, entities, request):
    """Return the :class:`AcuerdoPublico` of ``row`` of the session ``page``."""
    idioma = idioma_de(page, request)
    return AcuerdoPublico(
        numero=row.codigo(page.mandato),
        ancla=f"acuerdo-{row.numero}",
        texto=row.texto,
        destinatario=row.destinatario,
        situacion=situacion(row.estado, row.vence, timezone.localdate()),
        vence=row.vence,
        cumplido_el=row.cumplido_el,
        nota=row.nota,
        entidad=entities.get(row.entidad_id),
        sesion=Link(con_idioma(page.title, idioma), page.get_url(request)),
        fecha=page.fecha,
        organo=organo,
        idioma=idioma,
    )
