"""Numbers as they are written here: «1 053 837», «16,4 %», «1 250.00 CUP»."""

from django.utils.formats import number_format

_SPACE = "\u00a0"


def numero_en_palabras(number):
    """Return a number with its thousands apart, and without decimals that say nothing."""
    return number_format(
        f"{number:f}".rstrip("0").rstrip(".") if number % 1 else int(number),
        use_l10n=True,
        force_grouping=True,
    )


def importe_en_palabras(importe):
    """Return an amount in the house style: ``1 250.00 CUP``."""
    return f"{importe:,.2f}{_SPACE}CUP".replace(",", _SPACE)


def con_unidad(number, unidad):
    """Return a number with its unit beside it on one line; amounts as prices are written."""
    if unidad == "CUP":
        return importe_en_palabras(number)
    return f"{numero_en_palabras(number)}{_SPACE}{unidad}" if unidad else numero_en_palabras(number)
