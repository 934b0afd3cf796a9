"""What state a portal is in, and what opening and retiring it changes."""

import secrets

from django.db import transaction
from django.urls import reverse
from wagtail.log_actions import log

from base.models import PortalSettings

OPENED, NEW_LINK = "home.portal.abrir", "home.portal.enlace"
_BYTES = 24


def abrir(record, user):
    """Let everybody read the portal; its link leads nowhere then, for nobody needs it."""
    with transaction.atomic():
        record.estado, record.llave = PortalSettings.Estado.ABIERTO, ""
        record.save(update_fields=["estado", "llave"])
        log(record, OPENED, user=user)


def renovar_enlace(record, user):
    """Give the portal that is being prepared another link: whoever had the last one is out."""
    with transaction.atomic():
        record.llave = secrets.token_urlsafe(_BYTES)
        record.save(update_fields=["llave"])
        log(record, NEW_LINK, user=user)


def enlace_de(record):
    """Return the address at which the portal of ``record`` lets a browser in; "" without a link."""
    if not record.llave:
        return ""
    return record.site.root_url + reverse("ver_en_preparacion", args=[record.llave])
