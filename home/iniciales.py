"""Initial lists of the province, and the sections of a new portal."""

from dataclasses import dataclass

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy
from wagtail.models import Page

from atencion.models import AtencionPage, ConsultasIndexPage
from avisos.models import AvisosIndexPage
from directorio.models import DirectorioIndexPage
from gobierno.models import GobiernoIndexPage, PlanteamientosIndexPage
from noticias.models import AgendaIndexPage, NoticiasIndexPage
from tramites.models import TramitesIndexPage
from transparencia.models import TransparenciaIndexPage

CATEGORIAS = {
    "cultura": gettext_lazy("Cultura"),
    "deporte": gettext_lazy("Deporte"),
    "economia": gettext_lazy("Economía"),
    "educacion": gettext_lazy("Educación"),
    "salud": gettext_lazy("Salud"),
    "servicios": gettext_lazy("Servicios"),
    "sociedad": gettext_lazy("Sociedad"),
}

TIPOS_DE_ENTIDAD = {
    "emergencias": gettext_lazy("Emergencias"),
    "evacuacion": gettext_lazy("Centros de evacuación"),
    "gobierno": gettext_lazy("Gobierno"),
    "tramites": gettext_lazy("Trámites y registros"),
    "servicios": gettext_lazy("Agua, electricidad y comunicaciones"),
    "vivienda": gettext_lazy("Vivienda y ordenamiento"),
    "salud": gettext_lazy("Salud"),
    "educacion": gettext_lazy("Educación"),
    "comercio": gettext_lazy("Comercio y alimentos"),
    "trabajo": gettext_lazy("Trabajo y seguridad social"),
    "bancos": gettext_lazy("Bancos e impuestos"),
    "transporte": gettext_lazy("Transporte"),
    "cultura-y-deporte": gettext_lazy("Cultura y deporte"),
    "otras": gettext_lazy("Otras entidades"),
}

# Initial measures that all municipalities use, and their units.
MEDIDAS = {
    "viviendas-terminadas": gettext_lazy("Viviendas terminadas"),
    "agua-por-tuberia": gettext_lazy("Población con agua por tubería"),
}
UNIDADES = {"viviendas-terminadas": gettext_lazy("viviendas"), "agua-por-tuberia": "%"}

EVENTOS_DE_VIDA = {
    "nacer": gettext_lazy("Nacer y registrar"),
    "identidad": gettext_lazy("Identidad"),
    "vivienda": gettext_lazy("Vivienda y construir"),
    "trabajo": gettext_lazy("Trabajo y negocio"),
    "alimentos": gettext_lazy("Alimentos"),
    "electricidad-y-agua": gettext_lazy("Electricidad y agua"),
    "pension-y-ayuda": gettext_lazy("Pensión y ayuda"),
    "fallecimiento": gettext_lazy("Fallecimiento"),
    "quejas": gettext_lazy("Quejas e información"),
}


@dataclass(frozen=True)
class Seccion:
    """Section of a new portal, with the data of its page."""

    model: type[Page]
    slug: str
    titulo: Promise
    resumen: Promise
    en_menu: bool
    # The parent section; None for the home.
    dentro_de: type[Page] | None = None


# In the order of the menu: what people look for first. The menu has few places; other sections are
# linked in the footer, and current avisos are shown above every page.
SECCIONES = [
    Seccion(
        TramitesIndexPage,
        "tramites",
        gettext_lazy("Trámites y servicios"),
        gettext_lazy("Qué hace falta para cada trámite, dónde se hace, cuánto cuesta y demora."),
        en_menu=True,
    ),
    Seccion(
        DirectorioIndexPage,
        "directorio",
        gettext_lazy("Directorio"),
        gettext_lazy("Quién atiende, dónde, en qué horario y a qué teléfono llamar."),
        en_menu=True,
    ),
    Seccion(
        AtencionPage,
        "atencion",
        gettext_lazy("Atención a la Población"),
        gettext_lazy("Escriba una queja, una petición o una pregunta: tiene un número y un plazo."),
        en_menu=False,
    ),
    Seccion(
        NoticiasIndexPage,
        "noticias",
        gettext_lazy("Noticias"),
        gettext_lazy("Lo que pasa en el territorio, de lo más reciente a lo más antiguo."),
        en_menu=True,
    ),
    Seccion(
        GobiernoIndexPage,
        "gobierno",
        gettext_lazy("Gobierno"),
        gettext_lazy("Quiénes gobiernan, qué acuerdan y quién es su delegado o delegada."),
        en_menu=True,
    ),
    Seccion(
        TransparenciaIndexPage,
        "transparencia",
        gettext_lazy("Transparencia"),
        gettext_lazy("Qué se prometió, qué se hizo y con qué documentos: para comprobarlo."),
        en_menu=True,
    ),
    Seccion(
        AvisosIndexPage,
        "avisos",
        gettext_lazy("Avisos"),
        gettext_lazy("Lo que hay que saber hoy, y lo que se avisó antes."),
        en_menu=False,
    ),
    Seccion(
        AgendaIndexPage,
        "agenda",
        gettext_lazy("Agenda"),
        gettext_lazy("Qué se hace en el territorio, qué día y dónde."),
        en_menu=False,
    ),
    Seccion(
        ConsultasIndexPage,
        "consultas",
        gettext_lazy("Consultas públicas"),
        gettext_lazy("Qué se le pregunta a la población, qué respondió y qué se decidió."),
        en_menu=False,
    ),
    Seccion(
        PlanteamientosIndexPage,
        "planteamientos",
        gettext_lazy("Planteamientos"),
        gettext_lazy("Qué plantearon los electores, a qué entidades corresponde y en qué quedó."),
        en_menu=False,
        dentro_de=TransparenciaIndexPage,
    ),
]
