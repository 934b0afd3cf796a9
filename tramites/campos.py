"""What is told of each procedure in a file: the names are a promise to whoever reads it by program.

They come from the Core Public Service Vocabulary (CPSV-AP 3) where it has one.
"""

from django.utils.translation import gettext_lazy as _

from base.datos_abiertos import Campo, TipoDeCampo

LISTA = TipoDeCampo.LISTA

CAMPOS = (
    Campo("identifier", _("Identificador; no cambia, y es el mismo en todos los portales")),
    Campo("name", _("Nombre del trámite")),
    Campo("description", _("Para qué es, en una o dos oraciones")),
    Campo("keyword", _("Nombres populares"), LISTA),
    Campo("isGroupedBy", _("Eventos de vida en que hace falta"), LISTA),
    Campo("hasCompetentAuthority", _("Entidad que responde")),
    Campo("hasInput", _("Qué hay que llevar"), LISTA),
    Campo("hasCost", _("Qué cuesta: concepto, importe y moneda"), LISTA),
    Campo("processingTime", _("Plazo máximo, ISO 8601; los días hábiles, con palabras")),
    Campo("produces", _("Qué se recibe")),
    Campo("hasLegalResource", _("Normas que lo rigen"), LISTA),
    Campo("status", _("Cómo está aquí: normal, limitado, suspendido o no_se_ofrece")),
    Campo("language", _("Código del idioma")),
    Campo("modified", _("Cuándo se publicó por última vez"), TipoDeCampo.MOMENTO),
    Campo("page", _("Su página en este portal")),
)
