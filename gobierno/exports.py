"""Open data sets of the acuerdos and of the delegados of a portal.

The names of the fields must not change: the programs of others read them.
"""

from django.utils.translation import gettext_lazy as _

from base.telefonos import enlace_telefono, marcado
from conjuntos.declaracion import FECHA, LISTA, NUMERO, Campo, Conjunto

from .acuerdos import opciones, publicos
from .models import Circunscripcion
from .queries import acuerdos_de, circunscripciones_de, consejos_de


class Acuerdos(Conjunto):
    """Data set of the acuerdos with their state of today; the items are those of ``publicos``."""

    clave = "acuerdos"
    titulo = _("Acuerdos")
    descripcion = _("Qué acordaron los órganos de gobierno, a quién obliga y qué pasó después.")
    campos = (
        Campo("acuerdo", _("Número y mandato, como «523-XVII»")),
        Campo("numero", _("Su número"), NUMERO),
        Campo("mandato", _("Su mandato, en números romanos")),
        Campo("organo", _("Órgano que lo tomó")),
        Campo("sesion", _("Sesión en que se tomó"), de="sesion.titulo"),
        Campo("fecha", _("Día de la sesión"), FECHA),
        Campo("texto", _("Qué se acordó")),
        Campo("destinatario", _("A quién obliga, como se aprobó")),
        Campo("entidad", _("Nombre de esa entidad en el directorio; vacío si no está en él")),
        Campo("estado", _("en_plazo, vencido, cumplido, incumplido o sin_efecto"), de="situacion"),
        Campo("debe_cumplirse", _("Último día para cumplirlo"), FECHA, de="vence"),
        Campo("se_cumplio", _("Día en que se cumplió"), FECHA, de="cumplido_el"),
        Campo("nota", _("Por qué no, o qué siguió")),
        Campo("url", _("El acuerdo, en la página de su sesión")),
    )

    def items(self):
        organs = opciones(self.frame, self.request)["organo"]
        return publicos(acuerdos_de(self.frame).select_related("page"), organs, self.request)

    def get_acuerdo(self, item):
        return item["numero"]

    def get_numero(self, item):
        return int(item["numero"].split("-")[0])

    def get_mandato(self, item):
        return item["numero"].split("-")[1]

    def get_entidad(self, item):
        return item["entidad"].titulo if item["entidad"] else ""

    def get_url(self, item):
        return f"{self.frame.absolute(item['sesion'].url)}#{item['ancla']}"


class Delegados(Conjunto):
    """Data set with one row for each circunscripción; a consejo without any has one row too."""

    clave = "delegados"
    titulo = _("Consejos populares y delegados")
    descripcion = _(
        "De cada circunscripción, quién es el delegado o la delegada, dónde y cuándo recibe."
    )
    campos = (
        Campo("consejo_popular", _("Nombre del consejo popular"), de="title"),
        Campo("presidente", _("Quién lo preside")),
        Campo("telefono_del_consejo", _("Teléfono del consejo, como se marca")),
        Campo("sede", _("Dónde radica el consejo")),
        Campo("recepcion", _("Días en que recibe quien preside")),
        Campo("repartos", _("Repartos y poblados del consejo"), LISTA),
        Campo("circunscripcion", _("Número de la circunscripción"), NUMERO, de="numero"),
        Campo("delegado", _("Delegado o delegada; vacío si el cargo está vacante")),
        Campo("lugares", _("Calles y lugares que comprende"), LISTA),
        Campo("despacho_lugar", _("Lugar del despacho")),
        Campo("despacho_horario", _("Día y hora del despacho")),
        Campo("telefono", _("Teléfono, como se marca, si puede publicarse")),
        Campo("url", _("La página de su consejo popular"), de="full_url"),
    )

    def items(self):
        every = list(consejos_de(self.frame))
        rows = circunscripciones_de(every)
        with_rows = {page.pk for _row, page in rows}
        none = Circunscripcion()
        return rows + [(none, page) for page in every if page.pk not in with_rows]

    def get_telefono_del_consejo(self, item):
        return marcado(enlace_telefono(item[-1].telefono))

    def get_telefono(self, item):
        return marcado(enlace_telefono(item[0].telefono))
