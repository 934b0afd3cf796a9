"""How procedures are written in a spreadsheet."""

from django.utils.translation import gettext_lazy as _

from directorio.importador import entidades_por_nombre
from importacion.columnas import (
    Columna,
    ColumnaFecha,
    ColumnaNumero,
    ColumnaOpcion,
    ColumnaReferencia,
)
from importacion.importador import Hoja, Importador
from tramites.models import ConEstado, Costo, EventoDeVida, TramitePage, TramitesIndexPage
from tramites.models.partes import Canal
from tramites.models.plazo import ConPlazo


def _eventos(contexto):
    eventos = EventoDeVida.objects.filter(locale=contexto.seccion.locale)
    return [(evento.nombre, evento) for evento in eventos]


_TRAMITES = Hoja(
    "Trámites",
    ayuda="Una fila por cada trámite.",
    columnas=(
        Columna("title", "Nombre", "Como lo busca la gente.", "Certificación de nacimiento", True),
        Columna("resumen", "Resumen", "En una o dos frases.", "Se pide en el Registro Civil."),
        Columna("nombres_populares", "Nombres populares", "Separados por comas.", "inscripción"),
        ColumnaReferencia(
            "eventos",
            "Eventos de vida",
            "De la lista; varios, separados por punto y coma.",
            candidatos=_eventos,
            varias=True,
        ),
        Columna("quien", "Quién puede hacerlo", "", "La persona inscrita o un familiar."),
        ColumnaReferencia(
            "entidad",
            "Entidad que responde",
            "El nombre de una de su portal o de la provincia.",
            candidatos=entidades_por_nombre,
        ),
        Columna("en_linea", "Dirección en línea"),
        Columna("en_linea_nombre", "Nombre del sitio"),
        Columna("formas_de_pago", "Cómo se paga", "", "Con sellos del timbre"),
        ColumnaNumero("plazo_minimo", "Plazo: de", "Solo si va de un número a otro.", "2"),
        ColumnaNumero("plazo_numero", "Plazo: hasta", "", "15"),
        ColumnaOpcion(
            "plazo_unidad",
            "Plazo: unidad",
            "Uno de la lista.",
            "Días naturales",
            True,
            elegibles=tuple(ConPlazo.Unidad.choices),
        ),
        Columna("plazo_desde", "Plazo: contado desde", "", "la solicitud"),
        Columna("plazo_fuente", "Plazo: fuente", "Norma o documento que lo fija."),
        ColumnaFecha("plazo_fecha", "Plazo: fecha", "Día en que se comprobó."),
        Columna("resultado", "Qué recibe", "", "Una certificación"),
        Columna("vigencia", "Cuánto vale lo que recibe", "", "Seis meses"),
        Columna("quejas", "Si no le atienden bien"),
        ColumnaOpcion(
            "estado",
            "Estado",
            "Uno de la lista.",
            "Normal",
            True,
            elegibles=tuple(ConEstado.Estado.choices),
        ),
        Columna("estado_motivo", "Estado: motivo"),
        ColumnaFecha("estado_desde", "Estado: desde"),
        ColumnaFecha("estado_hasta", "Estado: hasta"),
        Columna("responsable", "Responsable de la información"),
        Columna("revisado_por", "Revisado por", "Cargo de quien lo comprobó."),
        ColumnaFecha("revisado_el", "Revisado el", "", "24/11/2026"),
        ColumnaFecha("proxima_revision", "Próxima revisión", "", "24/11/2027"),
    ),
)

_REQUISITOS = Hoja(
    "Requisitos",
    relacion="requisitos",
    ayuda="Qué hay que llevar: una fila por cada documento o condición, en su orden.",
    columnas=(
        Columna("texto", "Qué hay que llevar", "", "Carné de identidad", True),
        Columna("detalle", "Aclaración"),
        ColumnaOpcion(
            "canal", "Solo si se hace", "Vacío si se pide siempre.", elegibles=tuple(Canal.choices)
        ),
    ),
)

_PASOS = Hoja(
    "Pasos",
    relacion="pasos",
    ayuda="Qué hay que hacer, en su orden.",
    columnas=(
        Columna("texto", "Qué hay que hacer", "", "Presente su carné en la oficina", True),
        ColumnaOpcion(
            "canal",
            "Cómo se hace",
            "Uno de la lista.",
            "En la oficina",
            True,
            elegibles=tuple(Canal.choices),
        ),
        Columna("enlace", "Enlace"),
    ),
)

_COSTOS = Hoja(
    "Costos",
    relacion="costos",
    ayuda="Una fila por cada precio; si no cuesta nada, una de tipo «Gratis».",
    columnas=(
        Columna("concepto", "Concepto", "", "Certificación literal", True),
        ColumnaOpcion(
            "tipo",
            "Tipo",
            "Uno de la lista.",
            "Sello del timbre",
            True,
            elegibles=tuple(Costo.Tipo.choices),
        ),
        ColumnaNumero("importe", "Importe en CUP", "", "10"),
        Columna("fuente", "Fuente", "Norma o documento que fija el precio."),
        ColumnaFecha("fecha", "Fecha", "Día en que se comprobó."),
    ),
)

_BASE_LEGAL = Hoja(
    "Base legal",
    relacion="base_legal",
    columnas=(
        Columna("norma", "Norma", "", "Ley 51 de 1985", True),
        Columna("enlace", "Enlace"),
    ),
)


class TramitesImportador(Importador):
    nombre = "tramites"
    titulo = _("Trámites")
    icono = "list-ul"
    modelo = TramitePage
    seccion_modelo = TramitesIndexPage
    hojas = (_TRAMITES, _REQUISITOS, _PASOS, _COSTOS, _BASE_LEGAL)
