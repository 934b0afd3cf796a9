"""Checks of alternative texts of pictures in Wagtail's content checker («Comprobaciones»)."""

from django.utils.translation import gettext_lazy as _

from base.alternativo import PATTERN

_COVER = "portada-sin-texto"
_BY_NAME = "check-image-alt-text"  # Wagtail's, for alternative texts like file names


def check_pictures(item):
    """Give a Wagtail content checker item the same rules for alternative texts as the forms."""
    item.axe_run_only = [*item.axe_run_only, _COVER]
    item.axe_custom_rules = [
        *item.axe_custom_rules,
        {
            "id": _COVER,
            "impact": "critical",
            "selector": "[data-portada] img",
            "tags": ["best-practice"],
            "any": ["non-empty-alt"],
            "enabled": True,
        },
    ]
    item.axe_custom_checks = [
        check | {"options": {"pattern": PATTERN}} if check["id"] == _BY_NAME else check
        for check in item.axe_custom_checks
    ]
    item.axe_messages = item.axe_messages | {
        _COVER: {
            "error_name": _("La imagen de portada no tiene texto alternativo"),
            "help_text": _("Diga qué se ve, debajo de la imagen: sin eso no se publica"),
        },
        "alt-text-quality": {
            "error_name": _("El texto alternativo parece el nombre de un archivo"),
            "help_text": _("Diga qué se ve, como se lo contaría a alguien por teléfono"),
        },
    }
