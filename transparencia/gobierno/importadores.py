"""How consejos populares and their delegates are written in a spreadsheet."""

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from importacion.columnas import Columna, ColumnaFecha, ColumnaNumero
from importacion.importador import CLAVE, Hoja, Importador
from transparencia.models import ConsejoPopularPage, GobiernoIndexPage

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
        Columna("responsable", "Responsable de la información"),
        ColumnaFecha("revisado_el", "Revisado el", "", "24/11/2026"),
        ColumnaFecha("proxima_revision", "Próxima revisión", "", "24/11/2027"),
    ),
)

_CIRCUNSCRIPCIONES = Hoja(
    "Circunscripciones",
    relacion="circunscripciones",
    ayuda="Una fila por cada circunscripción, con la clave de su consejo popular.",
    columnas=(
        ColumnaNumero("numero", "Número", "Una sola vez en todo el municipio.", "12", True),
        Columna("delegado", "Delegado o delegada", "Vacío si el cargo espera por una elección."),
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

    def contradicciones(self, pages, pending):
        """Two consejos of one file may each bring the same circunscripción."""
        seen = {}
        for clave, page in pages.items():
            for row in page.circunscripciones.all():
                other = seen.setdefault(row.numero, clave)
                if other != clave:
                    message = _("La circunscripción %(numero)d está también en «%(consejo)s».")
                    message %= {"numero": row.numero, "consejo": pages[other].title}
                    yield clave, CLAVE.campo, message
