"""Numbers as the portals write them: «1 053 837», «16,4 %», «1 250.00 CUP»."""

from django.utils.formats import number_format

_SPACE = "\u00a0"


def numero_en_palabras(number):
    """Return a number as text, with separated thousands and without trailing zeros."""
    return number_format(
        f"{number:f}".rstrip("0").rstrip(".") if number % 1 else int(number),
        use_l10n=True,
        force_grouping=True,
    )


def importe_en_palabras(importe):
    """Return an amount of money as text: ``1 250.00 CUP``."""
    return f"{importe:,.2f}{_SPACE}CUP".replace(",", _SPACE)


def con_unidad(number, unidad):
    """Return a number and its unit on one line; an amount in CUP is written as a price."""
    if unidad == "CUP":
        return importe_en_palabras(number)
    return f"{numero_en_palabras(number)}{_SPACE}{unidad}" if unidad else numero_en_palabras(number)
