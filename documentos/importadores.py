"""Spreadsheet format to import the documentos of a portal; their files must be uploaded before."""

from django.utils.translation import gettext_lazy as _

from base.del_portal import section_model
from importacion.columnas import (
    VIGENCIA,
    Columna,
    ColumnaFecha,
    ColumnaOpcion,
    ColumnaReferencia,
    documentos,
)
from importacion.importador import Hoja, Importador

from .models import DocumentoPage

_DOCUMENTOS = Hoja(
    "Documentos",
    ayuda="Una fila por cada documento. Los de una entidad se escriben en su página.",
    columnas=(
        Columna("title", "Título", "", "Informe del abasto de agua", True),
        Columna("resumen", "Resumen", "En una o dos frases, qué dice.", "Cuánta agua llegó."),
        ColumnaOpcion(
            "tipo",
            "Tipo",
            "Uno de la lista.",
            "Informe",
            True,
            elegibles=tuple(DocumentoPage.Tipo.choices),
        ),
        Columna("numero", "Número", "", "12"),
        ColumnaFecha("fecha", "Fecha", "La del documento.", "24/11/2026", True),
        Columna("emisor", "Quién lo emite", "", "Consejo de la Administración", True),
        Columna("periodo", "Período", "Del que trata.", "Primer semestre de 2026"),
        ColumnaReferencia(
            "archivo",
            "Archivo",
            "El título o el nombre del archivo de uno que ya está en «Documentos».",
            candidatos=documentos,
            si_falta=_("Súbalo antes en «Documentos», en la carpeta de su portal."),
        ),
        ColumnaFecha("retirado_el", "Retirado el", "Si ya no vale."),
        Columna("motivo_de_retiro", "Por qué se retiró"),
        *VIGENCIA,
    ),
)


class DocumentosImportador(Importador):
    nombre = "documentos"
    titulo = _("Documentos de transparencia")
    modelo = DocumentoPage
    seccion_modelo = section_model(DocumentoPage)
    hojas = (_DOCUMENTOS,)
