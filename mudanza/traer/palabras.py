"""The results of a preview or a run, in words."""

from django.utils.translation import gettext_lazy as _

from .mirada import Suerte

SUERTES = {
    Suerte.NUEVA: _("Nuevas"),
    Suerte.CAMBIADA: _("Cambiaron en el portal anterior"),
    Suerte.IGUAL: _("Ya traídas, sin cambios"),
    Suerte.EDITADA: _("Editadas aquí después: no se tocan"),
    Suerte.BORRADA: _("Borradas aquí después: no vuelven"),
    Suerte.FUERA: _("De categorías que no se traen"),
    Suerte.SIN_PUBLICAR: _("Sin publicar en el portal anterior: no se traen"),
    Suerte.OMITIDA: _("No se pueden traer"),
}


def suertes_de(cuenta):
    """Return [(name, words, how many pieces)] of the fates that occurred."""
    return [
        (suerte.value, words, cuenta[suerte.value])
        for suerte, words in SUERTES.items()
        if cuenta.get(suerte.value)
    ]


def suertes_en_palabras(cuenta):
    return [f"{words}: {total}" for _name, words, total in suertes_de(cuenta)]
