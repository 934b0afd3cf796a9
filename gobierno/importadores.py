"""Spreadsheet formats to import the órganos, sesiones and consejos populares of a portal."""

from collections import defaultdict

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from directorio.importadores import entidades_por_nombre
from importacion.columnas import (
    LUGAR,
    VIGENCIA,
    Columna,
    ColumnaFecha,
    ColumnaNumero,
    ColumnaOpcion,
    ColumnaReferencia,
)
from importacion.importador import CLAVE, Hoja, Importador
from importacion.lugares import ColumnaLugar

from .models import Acuerdo, ConsejoPopularPage, GobiernoIndexPage, OrganoPage, SesionPage

_CONSEJOS = Hoja(
    "Consejos populares",
    ayuda="Una fila por cada consejo popular.",
    columnas=(
        Columna("title", "Nombre", "Como lo conoce la gente.", "Consejo Popular Centro", True),
        Columna("resumen", "Resumen", "Puede quedar vacío: se escribe solo."),
        Columna("presidente", "Presidente o presidenta", "", "Nombre Apellido Apellido"),
        Columna("telefono", "Teléfono", "Solo si puede publicarse.", "22 000000"),
        Columna("sede", "Dónde radica", "", "Calle 4 No. 34 e/ A y B"),
        Columna("recepcion", "Días en que recibe", "", "Martes, de 9:00 a.m. a 12:00 m."),
        Columna("repartos", "Repartos y poblados", "Separados por comas.", "Centro, El Cristo"),
        *VIGENCIA,
    ),
)

_CIRCUNSCRIPCIONES = Hoja(
    "Circunscripciones",
    relacion="circunscripciones",
    ayuda="Una fila por cada circunscripción, con la clave de su consejo popular.",
    columnas=(
        ColumnaNumero("numero", "Número", "Una sola vez en todo el municipio.", "12", True),
        Columna("delegado", "Delegado o delegada", "Vacío si el cargo está vacante."),
        Columna("lugares", "Calles y lugares", "Separados por comas.", "Calle 4 e/ A y B, La Loma"),
        Columna("despacho_lugar", "Lugar del despacho", "", "Escuela de la calle 4"),
        Columna("despacho_horario", "Día y hora del despacho", "", "Segundo martes, 7:00 p.m."),
        Columna("telefono", "Teléfono", "Solo si puede publicarse."),
    ),
)


class ConsejosImportador(Importador):
    nombre = "consejos-populares"
    titulo = gettext_lazy("Consejos populares y delegados")
    icono = "group"
    modelo = ConsejoPopularPage
    seccion_modelo = GobiernoIndexPage
    hojas = (_CONSEJOS, _CIRCUNSCRIPCIONES)

    def contradicciones(self, pages, pending, contexto):
        """Yield an error for each circunscripción that two consejos of the file contain."""
        numbers = {
            clave: [row.numero for row in page.circunscripciones.all()]
            for clave, page in pages.items()
        }
        for clave, number, other in _shared(numbers):
            message = _("La circunscripción %(numero)d está también en «%(consejo)s».")
            message %= {"numero": number, "consejo": pages[other].title}
            yield clave, CLAVE.campo, message


def _shared(said):
    """Yield (key, value, another key) for each repeated value in ``said``, {key: values}."""
    holders = defaultdict(dict)
    for clave, values in said.items():
        for value in values:
            holders[value][clave] = None
    for value, keys in holders.items():
        for clave in keys:
            for other in [key for key in keys if key != clave][:1]:
                yield clave, value, other


_ORGANOS = Hoja(
    "Órganos",
    ayuda="Una fila por cada asamblea, consejo o comisión.",
    columnas=(
        Columna("title", "Nombre", "", "Asamblea Municipal del Poder Popular", True),
        ColumnaOpcion("tipo", "Tipo", "Uno de la lista.", elegibles=tuple(OrganoPage.Tipo.choices)),
        Columna("resumen", "Resumen", "En una o dos frases, qué hace."),
        ColumnaReferencia(
            "entidad",
            "Dónde encontrarlo",
            "El nombre de una entidad de su portal o de la provincia.",
            candidatos=entidades_por_nombre,
        ),
        *VIGENCIA,
    ),
)

_INTEGRANTES = Hoja(
    "Integrantes",
    relacion="integrantes",
    ayuda="Quiénes lo forman; primero, quien preside.",
    columnas=(
        Columna("nombre", "Nombre y apellidos", "", "Nombre Apellido Apellido", True),
        Columna("cargo", "Cargo", "", "Presidenta", True),
        Columna("telefono", "Teléfono", "", "22 000001"),
        Columna("correo", "Correo", "", "asamblea@ejemplo.cu"),
        Columna("recepcion", "Días en que recibe", "", "Martes, de 9:00 a.m. a 12:00 m."),
    ),
)


class OrganosImportador(Importador):
    nombre = "organos"
    titulo = gettext_lazy("Órganos de gobierno")
    icono = "group"
    modelo = OrganoPage
    seccion_modelo = GobiernoIndexPage
    hojas = (_ORGANOS, _INTEGRANTES)


def _organos(contexto):
    organs = OrganoPage.objects.child_of(contexto.seccion).order_by("path")
    return [(page.title, page) for page in organs]


_SESIONES = Hoja(
    "Sesiones",
    ayuda="Una fila por cada sesión.",
    columnas=(
        ColumnaLugar(
            LUGAR,
            "Órgano",
            "El nombre de un órgano de su portal.",
            "Asamblea Municipal del Poder Popular",
            True,
            candidatos=_organos,
            si_falta=gettext_lazy("Primero créelo, o cargue el archivo de órganos."),
        ),
        Columna("title", "Nombre", "", "Sesión ordinaria de noviembre", True),
        ColumnaFecha("fecha", "Fecha", "", "24/11/2026", True),
        ColumnaOpcion(
            "caracter",
            "Carácter",
            "Uno de la lista; vacío, «Ordinaria».",
            "Ordinaria",
            elegibles=tuple(SesionPage.Caracter.choices),
        ),
        Columna("mandato", "Mandato", "En números romanos.", "XVIII", True),
        Columna("resumen", "Resumen", "Puede quedar vacío: se escribe solo."),
        *VIGENCIA,
    ),
)

_ORDEN = Hoja(
    "Orden del día",
    relacion="orden_del_dia",
    ayuda="Una fila por cada punto, con la clave de su sesión.",
    columnas=(Columna("texto", "Punto", "", "Rendición de cuenta del Intendente", True),),
)

_ACUERDOS = Hoja(
    "Acuerdos",
    relacion="acuerdos",
    ayuda="Una fila por cada acuerdo, con la clave de su sesión.",
    columnas=(
        ColumnaNumero("numero", "Número", "Sin el mandato: de «523-XVII», 523.", "523", True),
        Columna("texto", "Qué se acordó", "", "Publicar el ciclo de agua.", True),
        Columna("destinatario", "A quién obliga", "", "Dirección de Acueducto", True),
        ColumnaReferencia(
            "entidad",
            "Entidad",
            "Si está en el directorio: así se encuentra lo que le toca.",
            candidatos=entidades_por_nombre,
        ),
        ColumnaOpcion(
            "estado",
            "Estado",
            "Uno de la lista; vacío, «En cumplimiento».",
            "Cumplido",
            elegibles=tuple(Acuerdo.Estado.choices),
        ),
        ColumnaFecha("vence", "Debe cumplirse", "", "31/12/2026"),
        ColumnaFecha("cumplido_el", "Se cumplió", "", "15/12/2026"),
        Columna("nota", "Nota"),
    ),
)


class SesionesImportador(Importador):
    nombre = "sesiones"
    titulo = gettext_lazy("Sesiones y acuerdos")
    icono = "doc-full"
    modelo = SesionPage
    seccion_modelo = GobiernoIndexPage
    hojas = (_SESIONES, _ORDEN, _ACUERDOS)

    def contradicciones(self, pages, pending, contexto):
        """Yield an error for each acuerdo that two sesiones of the file contain."""
        said = {
            clave: [
                (page.organo_del_formulario, row.codigo(page.mandato))
                for row in page.acuerdos.all()
            ]
            for clave, page in pages.items()
        }
        for clave, (_organo, acuerdo), other in _shared(said):
            message = _("El acuerdo %(acuerdo)s está también en «%(sesion)s».")
            message %= {"acuerdo": acuerdo, "sesion": pages[other].title}
            yield clave, CLAVE.campo, message
