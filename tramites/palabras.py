"""How amounts and terms are said."""

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

_SPACE = "\u00a0"


def importe_en_palabras(importe):
    """Return an amount in the house style: ``1 250.00 CUP``."""
    return f"{importe:,.2f}{_SPACE}CUP".replace(",", _SPACE)


def _units(unidad, number):
    match unidad:
        case "horas":
            return ngettext("hora", "horas", number)
        case "naturales":
            return ngettext("día natural", "días naturales", number)
        case "habiles":
            return ngettext("día hábil", "días hábiles", number)
        case _:
            return ngettext("mes", "meses", number)


def plazo_en_palabras(*, minimo, numero, unidad, desde):
    """Return how long a procedure takes; empty when nobody has said it."""
    if unidad == "inmediato":
        return _("En el momento")
    if numero is None:
        return ""
    words = {"minimo": minimo, "numero": numero, "unidad": _units(unidad, numero)}
    if minimo:
        plazo = _("De %(minimo)d a %(numero)d %(unidad)s") % words
    else:
        plazo = _("Hasta %(numero)d %(unidad)s") % words
    if desde:
        plazo = _("%(plazo)s, desde %(momento)s") % {"plazo": plazo, "momento": desde}
    return plazo
