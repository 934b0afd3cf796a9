"""State changes of a portal: opening it, and renewing its link."""

import secrets

from django.db import transaction
from django.urls import reverse
from wagtail.log_actions import log

from base.models import PortalSettings

OPENED, NEW_LINK = "home.portal.abrir", "home.portal.enlace"
_BYTES = 24


def open_portal(record, user):
    """Open the portal to everybody and delete its link, which nobody needs any more."""
    with transaction.atomic():
        record.estado, record.llave = PortalSettings.Estado.ABIERTO, ""
        record.save(update_fields=["estado", "llave"])
        log(record, OPENED, user=user)


def renew_link(record, user):
    """Give a portal in preparation a new link; browsers with the old link lose access."""
    with transaction.atomic():
        record.llave = secrets.token_urlsafe(_BYTES)
        record.save(update_fields=["llave"])
        log(record, NEW_LINK, user=user)


def enlace_de(record):
    """Return the URL that gives a browser access to the portal of ``record``; "" without a link."""
    if not record.llave:
        return ""
    return record.site.root_url + reverse("ver_en_preparacion", args=[record.llave])
