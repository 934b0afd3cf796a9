"""Importer of entidades: the sheets and columns of their spreadsheet."""

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from base.models import PortalSettings
from base.provincia import in_the_province
from base.publicas import publicas
from directorio.canales import Canal
from directorio.models import DirectorioIndexPage, EntidadPage, TipoEntidad
from directorio.models.contacto import Contesta
from directorio.models.filas import Dias
from importacion.columnas import (
    SUPERIOR,
    VIGENCIA,
    Columna,
    ColumnaFecha,
    ColumnaHora,
    ColumnaNumero,
    ColumnaReferencia,
    ColumnaSiNo,
    ColumnaSuperior,
    una_de,
)
from importacion.importador import Hoja, Importador


def tipos_por_nombre(contexto):
    tipos = TipoEntidad.objects.filter(locale=contexto.seccion.locale)
    return [(tipo.nombre, tipo) for tipo in tipos]


def entidades_por_nombre(contexto, clave_de=None):
    """Return [(name, entidad)] for the portal's entidades and the public ones of the province.

    ``clave_de`` is {id: clave} of the portal's entidades; each clave is a name too.
    """
    own = EntidadPage.objects.descendant_of(contexto.site.root_page).only("pk", "title", "path")
    names = []
    for page in own:
        names.append((page.title, page))
        if clave_de and page.pk in clave_de:
            names.append((clave_de[page.pk], page))
    provincial = publicas(
        EntidadPage.objects.filter(in_the_province(), locale=contexto.seccion.locale)
    )
    for page in provincial.exclude(pk__in=own.values("pk")).only("pk", "title", "path"):
        names += [(page.title, page), (f"{page.title} (provincia)", page)]
    return names


def _superiores(contexto):
    return entidades_por_nombre(contexto, contexto.clave_de)


def _municipios(contexto):
    municipios = PortalSettings.objects.en_pie().filter(tipo=PortalSettings.Tipo.MUNICIPAL)
    return [(portal.nombre, portal) for portal in municipios]


_ENTIDADES = Hoja(
    "Entidades",
    ayuda="Una fila por cada entidad u oficina.",
    columnas=(
        ColumnaSuperior(SUPERIOR, "Oficina de", "De una oficina, la clave de su entidad."),
        Columna("title", "Nombre", "Como lo busca la gente.", "Registro Civil de Mella", True),
        ColumnaReferencia(
            "tipo",
            "Tipo",
            "Uno de la lista.",
            "Trámites y registros",
            True,
            candidatos=tipos_por_nombre,
        ),
        Columna("resumen", "Resumen", "En una o dos frases, qué hace.", "Inscribe nacimientos."),
        Columna("otros_nombres", "Otros nombres", "Siglas y nombres populares.", "el registro"),
        Columna("calle", "Calle", "", "Calle 4"),
        Columna("numero", "Número", "", "34"),
        Columna("entre", "Entre", "", "A"),
        Columna("y", "Y", "", "B"),
        Columna("reparto", "Reparto", "Reparto o poblado.", "Centro"),
        Columna("consejo_popular", "Consejo popular"),
        Columna("referencia", "Cómo llegar", "", "Frente al parque"),
        ColumnaNumero("latitud", "Latitud", "Como en 20.02083.", "20.02083"),
        ColumnaNumero("longitud", "Longitud", "Como en -75.82667, con su signo.", "-75.82667"),
        ColumnaReferencia(
            "depende_de",
            "Depende de",
            "El nombre o la clave de una entidad de su portal, o el nombre de una de la provincia.",
            candidatos=_superiores,
            del_archivo=True,
        ),
        ColumnaReferencia(
            "municipios_atendidos",
            "Municipios que atiende",
            "Solo para la provincia; varios, separados por punto y coma.",
            candidatos=_municipios,
            varias=True,
        ),
        ColumnaSiNo("atiende_a_todos", "Atiende a todos", "Solo para la provincia.", "no"),
        ColumnaSiNo("atiende_feriados", "Atiende los feriados", "Sí o no.", "no"),
        *VIGENCIA,
    ),
)

_CONTACTOS = Hoja(
    "Contactos",
    relacion="contactos",
    ayuda="Una fila por cada teléfono, correo o perfil.",
    columnas=(
        una_de(Canal, "canal", "Canal", "Teléfono", True),
        Columna("valor", "Número o dirección", "", "22 000000", True),
        Columna("extension", "Extensión", "Solo de un teléfono fijo."),
        Columna("etiqueta", "Para qué es", "", "Recepción"),
        Columna("nota", "Nota"),
        ColumnaFecha("verificado_el", "Verificado el", "Cuándo alguien comprobó que responde."),
        una_de(
            Contesta,
            "contesta",
            "Cuándo contesta",
            ayuda="Vacío si contesta en el horario de la oficina.",
        ),
        una_de(Dias, "contesta_dias", "Contesta: días", ayuda="Solo si es en otro horario."),
        ColumnaHora("contesta_desde", "Contesta: desde", "Solo si es en otro horario."),
        ColumnaHora("contesta_hasta", "Contesta: hasta", "Solo si es en otro horario."),
    ),
)

_HORARIOS = Hoja(
    "Horarios",
    relacion="horarios",
    ayuda="Una fila por cada tramo: dos si cierra al mediodía.",
    columnas=(
        una_de(Dias, "dia", "Días", "lunes a viernes", True),
        ColumnaHora("abre", "Abre", "", "8:00 a.m.", True),
        ColumnaHora("cierra", "Cierra", "", "4:30 p.m.", True),
        ColumnaSiNo("al_dia_siguiente", "Cierra al día siguiente", "Sí o no.", "no"),
    ),
)

_ESPECIALES = Hoja(
    "Días especiales",
    relacion="horarios_especiales",
    ayuda="Los días de un inventario o de un turno distinto. Sin horas, esos días no atiende.",
    columnas=(
        ColumnaFecha("desde", "Desde", "", "28/12/2026", True),
        ColumnaFecha("hasta", "Hasta", "Vacío si es un solo día."),
        Columna("motivo", "Motivo", "", "Inventario"),
        ColumnaHora("abre", "Abre"),
        ColumnaHora("cierra", "Cierra"),
        ColumnaSiNo("al_dia_siguiente", "Cierra al día siguiente", "Sí o no.", "no"),
    ),
)

_AUTORIDADES = Hoja(
    "Autoridades",
    relacion="autoridades",
    ayuda="Quién dirige la entidad o atiende a la población.",
    columnas=(
        Columna("nombre", "Nombre y apellidos", "", "Nombre Apellido Apellido", True),
        Columna("cargo", "Cargo", "", "Directora", True),
        Columna("telefono", "Teléfono", "", "22 000001"),
        Columna("correo", "Correo", "", "direccion@ejemplo.cu"),
        Columna("recepcion", "Días en que recibe", "", "Martes, de 9:00 a.m. a 12:00 m."),
    ),
)

_SERVICIOS = Hoja(
    "Servicios",
    relacion="servicios",
    ayuda="A qué va la gente.",
    columnas=(
        Columna("nombre", "Servicio", "", "Certificación de nacimiento", True),
        Columna("descripcion", "Descripción"),
    ),
)


class EntidadesImportador(Importador):
    nombre = "entidades"
    titulo = gettext_lazy("Entidades del directorio")
    icono = "group"
    modelo = EntidadPage
    seccion_modelo = DirectorioIndexPage
    hojas = (_ENTIDADES, _CONTACTOS, _HORARIOS, _ESPECIALES, _AUTORIDADES, _SERVICIOS)

    def contradicciones(self, pages, pending, contexto):
        """Yield an error for each row whose «depende de», with other rows, forms a circle."""
        above = dict(EntidadPage.objects.exclude(depende_de=None).values_list("pk", "depende_de"))
        # A new page has no primary key yet: use its clave.
        nodes = {clave: page.pk or clave for clave, page in pages.items()}
        for clave, page in pages.items():
            brought = pending[clave].get("depende_de")
            above[nodes[clave]] = nodes.get(brought) if brought else page.depende_de_id
        for clave, node in nodes.items():
            passed, current = set(), above[node]
            while current and current not in passed:
                passed.add(current)
                current = above.get(current)
            if node in passed:
                yield clave, "depende_de", _("Sería un círculo con otra fila del archivo.")
