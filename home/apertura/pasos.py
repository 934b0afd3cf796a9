"""Steps before a portal opens, in the recommended order, with who does each."""

from collections.abc import Callable
from dataclasses import dataclass

from django.urls import reverse
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from atencion.models import AtencionPage
from base.tree import container_path
from gobierno.models import GobiernoIndexPage, OrganoPage
from home.contenido import palabras
from noticias.models import NoticiaPage, NoticiasIndexPage
from tramites.models import TramiteLocalPage

from . import cuentas
from .cuentas import Avance, Portal, Portales
from .modulos import closed_sections

EDITORES, PROVINCIA = _("Los editores"), _("La provincia")
_NEWS, _ADAPTED = 3, 5


@dataclass(frozen=True)
class PasoDeApertura:
    """Step before a portal opens.

    ``count`` takes :class:`cuentas.Portales` and returns {container: :class:`cuentas.Avance`};
    ``faltan`` takes :class:`cuentas.Portal` and returns missing items; ``preguntas`` apply to each.
    """

    clave: str
    titulo: Promise
    explicacion: Promise
    quien: Promise
    count: Callable
    faltan: Callable = lambda portal: ()
    preguntas: Callable = tuple
    url: Callable = lambda portal: ""
    # Whether a portal should not open without it.
    es_imprescindible: bool = False
    # "municipal" or "provincial" if the step is only for those portals.
    para: str = ""
    # If the portal has this section off, the step is left out.
    seccion: type | None = None


def _settings_url(portal):
    return reverse("wagtailsettings:edit", args=["base", "portalsettings", portal.site.pk])


def _explore(portal):
    return reverse("wagtailadmin_explore", args=[portal.home.pk])


PASOS = (
    PasoDeApertura(
        "equipo",
        _("El equipo"),
        _("Al menos una persona que coordina, una que escribe y una que responde los casos."),
        PROVINCIA,
        cuentas.team,
        url=lambda portal: reverse("wagtailusers_users:index"),
        es_imprescindible=True,
    ),
    PasoDeApertura(
        "datos",
        _("Cómo comunicarse"),
        _("Teléfonos, correo, dirección y horario: salen al pie de todas las páginas."),
        EDITORES,
        cuentas.data,
        url=_settings_url,
        es_imprescindible=True,
    ),
    PasoDeApertura(
        "emergencias",
        _("Teléfonos de emergencia"),
        _("Llame a cada número y escriba el día en que contestó."),
        PROVINCIA,
        cuentas.emergencies,
        cuentas.unconfirmed_numbers,
        es_imprescindible=True,
        para="provincial",
    ),
    PasoDeApertura(
        "paginas",
        _("Las páginas con que nació"),
        _("Protección de datos, accesibilidad y las demás: léalas y diga en «responsable» quién."),
        EDITORES,
        cuentas.answered,
        cuentas.unanswered,
        es_imprescindible=True,
    ),
    PasoDeApertura(
        "atencion",
        _("La oficina de Atención a la Población"),
        _("La entidad del directorio que recibe a quien escribe."),
        EDITORES,
        cuentas.office,
        url=_explore,
        seccion=AtencionPage,
        es_imprescindible=True,
    ),
    PasoDeApertura(
        "directorio",
        _("El directorio"),
        _("Teléfono, dirección y horario de cada entidad; la que no existe se borra."),
        EDITORES,
        cuentas.directory,
        cuentas.unreachable,
        lambda: palabras.read("entidades")["preguntas"],
    ),
    PasoDeApertura(
        "tramites",
        _("Los trámites"),
        _("Cada entidad confirma el costo y el plazo, con su fecha."),
        PROVINCIA,
        cuentas.procedures,
        cuentas.unconfirmed,
        lambda: palabras.read("tramites")["preguntas"],
        para="provincial",
    ),
    PasoDeApertura(
        "adaptados",
        _("Los trámites en el municipio"),
        _("Para empezar, los cinco que más se piden: en qué oficina y con qué diferencia."),
        EDITORES,
        cuentas.published(TramiteLocalPage, _ADAPTED),
        url=_explore,
        para="municipal",
    ),
    PasoDeApertura(
        "gobierno",
        _("Quién gobierna"),
        _("La Asamblea y el Consejo de la Administración, con sus cargos."),
        EDITORES,
        cuentas.published(OrganoPage, 1),
        url=_explore,
        seccion=GobiernoIndexPage,
    ),
    PasoDeApertura(
        "noticias",
        _("Las primeras noticias"),
        _("Tres bastan para abrir; las del portal anterior se traen en «Mudanza»."),
        EDITORES,
        cuentas.published(NoticiaPage, _NEWS),
        url=_explore,
        seccion=NoticiasIndexPage,
    ),
    PasoDeApertura(
        "identidad",
        _("Escudo y foto de la portada"),
        _("Sin ellos el portal muestra sus iniciales y unas lomas propias."),
        PROVINCIA,
        cuentas.identity,
        url=_settings_url,
    ),
)


class PuestaEnMarcha:
    """Steps of one portal; ``pasos`` are pairs (PasoDeApertura, Avance)."""

    def __init__(self, record, counted, closed):
        place = container_path(record.site.root_page.path)
        self.portal = Portal(record)
        self.pasos = [
            (paso, counted[paso.clave][place])
            for paso in PASOS
            if paso.para in ("", record.tipo) and (place, paso.seccion) not in closed
        ]

    @classmethod
    def of(cls, records):
        """Return one object for each of ``records``, in their order, with the queries of one."""
        portales = Portales(records)
        counted = {paso.clave: paso.count(portales) for paso in PASOS}
        closed = closed_sections()
        return [cls(record, counted, closed) for record in records]

    @property
    def avance(self):
        """Progress of the whole: each step counts the same, by its percentage."""
        return Avance(sum(done.porcentaje for _paso, done in self.pasos), 100 * len(self.pasos))

    @property
    def por_hacer(self):
        return [paso for paso, done in self.pasos if not done.esta_listo]

    @property
    def imprescindibles_por_hacer(self):
        return [paso for paso in self.por_hacer if paso.es_imprescindible]
