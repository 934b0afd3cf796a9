"""Texts for costos, states and plazos."""

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from base.numeros import importe_en_palabras
from base.states import States

from .situacion import LIMITADO, NO_SE_OFRECE, NORMAL, SUSPENDIDO


class EstadoVisible(States):
    """What a link to a trámite tells, for people to read before they travel."""

    NO_SE_OFRECE = NO_SE_OFRECE, "aviso", gettext_lazy("No se hace aquí")
    SUSPENDIDO = SUSPENDIDO, "aviso", gettext_lazy("Suspendido")
    LIMITADO = LIMITADO, "aviso", gettext_lazy("Limitado")

    @property
    def tono(self):
        """The value of ``data-tono``, which gives the colour."""
        return "peligro" if self == self.SUSPENDIDO else "precaucion"


def costo_en_palabras(costos):
    """Return the range of the amounts in ``costos`` as text; "" if no amount is known.

    The text says «por confirmar» if a costo has no source or no date.
    """
    costo = _in_all(costos)
    if costo and any(row.sin_respaldo for row in costos if not row.es_gratis):
        return _("%(costo)s, por confirmar") % {"costo": costo}
    return costo


def _in_all(costos):
    amounts = {row.importe for row in costos if not row.es_gratis} - {None}
    if any(row.es_gratis for row in costos):
        if not amounts:
            return _("Gratis")
        return _("Hasta %(importe)s") % {"importe": importe_en_palabras(max(amounts))}
    if len(amounts) < 2:
        return "".join(map(importe_en_palabras, amounts))
    low, high = map(importe_en_palabras, (min(amounts), max(amounts)))
    return _("De %(minimo)s a %(maximo)s") % {"minimo": low, "maximo": high}


def estado_visible(situacion):
    """Return the :class:`EstadoVisible`; None if the trámite is normal."""
    return None if situacion == NORMAL else EstadoVisible(situacion)


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
    """Return the plazo as text; "" if it is not known."""
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
