"""Importers of trámites and trámites locales: the sheets and columns of their spreadsheets."""

from urllib.parse import urlsplit

from django.utils.text import slugify
from django.utils.translation import gettext_lazy as _

from aislamiento.scope import scope_of
from base.provincia import in_the_province
from directorio.importadores import entidades_por_nombre, tipos_por_nombre
from importacion.columnas import (
    VIGENCIA,
    Columna,
    ColumnaFecha,
    ColumnaNumero,
    ColumnaOpcion,
    ColumnaReferencia,
    documentos,
    una_de,
)
from importacion.importador import Hoja, Importador
from tramites.models import (
    ConEstado,
    Costo,
    EventoDeVida,
    TramiteLocalPage,
    TramitePage,
    TramitesIndexPage,
)
from tramites.models.partes import Canal
from tramites.models.plazo import ConPlazo


def _eventos(contexto):
    eventos = EventoDeVida.objects.filter(locale=contexto.seccion.locale)
    return [(evento.nombre, evento) for evento in eventos]


def _canonicos(contexto):
    offered = scope_of(contexto.user).offers(TramitePage.objects.canonicos())
    offered = offered.filter(locale=contexto.seccion.locale).alphabetical()
    return [(tramite.slug, tramite) for tramite in offered]


_ESTADO = (
    una_de(
        ConEstado.Estado,
        "estado",
        "Estado",
        "Normal",
        ayuda="Uno de la lista; vacío en un trámite nuevo, «Normal».",
    ),
    Columna("estado_motivo", "Estado: motivo"),
    ColumnaFecha("estado_desde", "Estado: desde"),
    ColumnaFecha("estado_hasta", "Estado: hasta"),
)

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
        ColumnaReferencia(
            "clase_de_entidad",
            "Clase de entidad",
            "De la lista de tipos. Si la anterior no atiende al municipio, se muestra la de esta "
            "clase que sí lo atiende.",
            candidatos=tipos_por_nombre,
        ),
        Columna("en_linea", "Dirección en línea"),
        Columna("en_linea_nombre", "Nombre del sitio"),
        Columna("formas_de_pago", "Cómo se paga", "", "Con sellos del timbre"),
        ColumnaNumero("plazo_minimo", "Plazo: de", "Solo si va de un número a otro.", "2"),
        ColumnaNumero("plazo_numero", "Plazo: hasta", "", "15"),
        una_de(ConPlazo.Unidad, "plazo_unidad", "Plazo: unidad", "Días naturales", True),
        Columna("plazo_desde", "Plazo: contado desde", "", "la solicitud"),
        Columna("plazo_fuente", "Plazo: fuente", "Norma o documento que lo fija."),
        ColumnaFecha("plazo_fecha", "Plazo: fecha", "Día en que se comprobó."),
        Columna("resultado", "Qué recibe", "", "Una certificación"),
        Columna("vigencia", "Cuánto vale lo que recibe", "", "Seis meses"),
        Columna("quejas", "Si no le atienden bien"),
        *_ESTADO,
        Columna("responsable", "Responsable de la información"),
        Columna("revisado_por", "Revisado por", "Cargo de quien lo comprobó."),
        ColumnaFecha("revisado_el", "Revisado el", "", "24/11/2026"),
        ColumnaFecha("proxima_revision", "Próxima revisión", "", "24/11/2027"),
    ),
)

_OTRAS_ENTIDADES = Hoja(
    "Otras entidades",
    relacion="otras_entidades",
    ayuda="Otras que responden: cada municipio muestra la que lo atiende a él.",
    columnas=(
        ColumnaReferencia(
            "entidad",
            "Entidad",
            "El nombre de una de su portal o de la provincia.",
            obligatoria=True,
            candidatos=entidades_por_nombre,
        ),
    ),
)

_REQUISITOS = Hoja(
    "Requisitos",
    relacion="requisitos",
    ayuda="Qué hay que llevar: una fila por cada documento o condición, en su orden.",
    columnas=(
        Columna("texto", "Qué hay que llevar", "", "Carné de identidad", True),
        Columna("detalle", "Aclaración"),
        una_de(Canal, "canal", "Solo si se hace", ayuda="Vacío si se pide siempre."),
    ),
)

_PASOS = Hoja(
    "Pasos",
    relacion="pasos",
    ayuda="Qué hay que hacer, en su orden.",
    columnas=(
        Columna("texto", "Qué hay que hacer", "", "Presente su carné en la oficina", True),
        una_de(Canal, "canal", "Cómo se hace", "En la oficina", True),
        Columna("enlace", "Enlace"),
    ),
)

_COSTO = (
    Columna("concepto", "Concepto", "", "Certificación literal", True),
    una_de(Costo.Tipo, "tipo", "Tipo", "Sello del timbre", True),
    ColumnaNumero("importe", "Importe en CUP", "", "10"),
    Columna("fuente", "Fuente", "Norma o documento que fija el precio."),
    ColumnaFecha("fecha", "Fecha", "Día en que se comprobó."),
)

_COSTOS = Hoja(
    "Costos",
    relacion="costos",
    ayuda="Una fila por cada precio; si no cuesta nada, una de tipo «Gratis».",
    columnas=_COSTO,
)

_PLANILLAS = Hoja(
    "Planillas",
    relacion="planillas",
    ayuda="Una fila por cada documento para descargar. Súbalos antes en «Documentos».",
    columnas=(
        ColumnaReferencia(
            "documento",
            "Documento",
            "El título o el nombre del archivo de uno que ya está en «Documentos».",
            obligatoria=True,
            candidatos=documentos,
            si_falta=_("Súbalo antes en «Documentos», en la carpeta de su portal."),
        ),
        Columna("nombre", "Nombre", "Vacío: el título del documento."),
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
    hojas = (_TRAMITES, _OTRAS_ENTIDADES, _REQUISITOS, _PASOS, _COSTOS, _PLANILLAS, _BASE_LEGAL)


_LOCALES = Hoja(
    "Trámites del municipio",
    ayuda="Una fila por cada trámite de la provincia del que haya algo que decir.",
    columnas=(
        Columna("title", "Trámite", "Su nombre, para reconocerlo; no se puede cambiar."),
        ColumnaOpcion(
            "ofrece",
            "¿Se hace aquí?",
            "Uno de la lista.",
            "No",
            True,
            elegibles=(("aqui", "Sí"), ("otro", "En otro lugar"), ("no", "No")),
        ),
        Columna("ofrece_motivo", "Por qué no", "Lo lee el ciudadano.", "La oficina está cerrada."),
        ColumnaReferencia(
            "ofrece_entidad",
            "Oficina donde se hace",
            "El nombre de una de su portal o de la provincia.",
            candidatos=entidades_por_nombre,
        ),
        Columna("ofrece_donde", "O dónde, con palabras", "Si la oficina no está en el directorio."),
        Columna("formas_de_pago", "Cómo se paga aquí", "Vacío: como dice la provincia."),
        Columna("nota", "Qué más es distinto aquí", "Turnos, días de cada consejo popular."),
        *_ESTADO,
        *VIGENCIA,
    ),
)

_OFICINAS = Hoja(
    "Oficinas",
    relacion="oficinas",
    ayuda="Dónde se hace aquí. Sin filas, las oficinas de la entidad que atienden al municipio.",
    columnas=(
        ColumnaReferencia(
            "entidad",
            "Oficina",
            "El nombre de una de su portal o de la provincia.",
            obligatoria=True,
            candidatos=entidades_por_nombre,
        ),
    ),
)

_COSTOS_LOCALES = Hoja(
    "Costos",
    relacion="costos",
    ayuda="Sin filas, lo que dice la provincia. Si escribe alguna, escríbalas todas.",
    columnas=_COSTO,
)


class TramitesLocalesImportador(Importador):
    """Importer of the trámites locales of a municipality: at most one row for each trámite."""

    nombre = "tramites-locales"
    titulo = _("Trámites adaptados al municipio")
    icono = "list-ul"
    modelo = TramiteLocalPage
    seccion_modelo = TramitesIndexPage
    hojas = (_LOCALES, _OFICINAS, _COSTOS_LOCALES)
    clave = ColumnaReferencia(
        "canonico",
        "Clave",
        "La última parte de la dirección del trámite: certificacion-de-nacimiento. La plantilla "
        "trae las de todos; también vale la dirección entera, como en «page» del catálogo.",
        candidatos=_canonicos,
        si_falta=_("Es la última parte de la dirección del trámite; la plantilla las trae todas."),
    )

    def secciones(self):
        """Return the sections without the province's, which has no trámites locales."""
        return super().secciones().exclude(in_the_province())

    def normal(self, clave):
        # At most the length of a page's slug: Unicode normalisation of a long text is slow.
        last = urlsplit(clave).path.rstrip("/").rpartition("/")[2]
        return slugify(last[:255])

    def por_escribir(self, contexto):
        adapted = TramiteLocalPage.objects.child_of(contexto.seccion)
        adapted = set(adapted.values_list("canonico", flat=True))
        for clave, tramite in _canonicos(contexto):
            if tramite.pk not in adapted:
                yield clave, tramite.title
