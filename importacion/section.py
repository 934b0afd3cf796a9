"""Section of the import: what it declares to the other apps."""

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from aislamiento.rules import through
from base.sections import Section
from servidor.metrics import waiting

from .models import Fila, Importacion


def _saved(log_entry):
    new, changed = log_entry.data["nuevas"], log_entry.data["cambiadas"]
    said = [
        (ngettext("%(n)d página nueva", "%(n)d páginas nuevas", new), new),
        (ngettext("%(n)d página con cambios", "%(n)d páginas con cambios", changed), changed),
    ]
    return _("Se guardó de un archivo: %(paginas)s") % {
        "paginas": ", ".join(words % {"n": count} for words, count in said if count)
    }


def gauges():
    yield from waiting("imports", "Files of data that wait", Importacion.en_marcha(), "creada")


SECTION = Section(
    gauges=(gauges,),
    log_actions={
        "importacion.guardar": (gettext_lazy("Importación"), _saved),
    },
    visible={Fila: through("importacion")},
)
