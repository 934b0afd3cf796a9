"""Health report of the installation, for the program that monitors it."""

from functools import lru_cache

from django.conf import settings
from django.db import Error, connection
from django.db.migrations.loader import MigrationLoader
from django.db.migrations.recorder import MigrationRecorder
from django.utils.translation import gettext_lazy as _
from django.utils.translation import override

from servidor.caches.trial import troubles
from servidor.horas import old_zones, zones_differ
from servidor.reloj import parada

from .models import PortalSettings

UNPREPARED = _(
    "La base de datos no responde o no está preparada. "
    "Ejecute «python manage.py migrate» y «python manage.py crear_portales»."
)
NO_PORTALS = _("Todavía no hay portales. Ejecute «python manage.py crear_portales».")
_NO_ANSWER = _("La base de datos no responde.")


def report():
    """Return {part: "ok" or what it is} and, if there is any problem, "detail": {part: message}.

    A cache with damaged entries is "ok", with a detail, because pages work without them. A cache
    that stores nothing is "failing". The portals go on working with wrong time zones, a detail, and
    with a scheduler that is "stopped", of which nobody knows without a database.
    """
    with override(settings.LANGUAGE_CODE):
        database = _database_trouble()
        failing, mended = troubles()
        zones = " ".join(filter(None, [old_zones(), "" if database else zones_differ()]))
        _title, late = (None if database else parada()) or ("", "")
        found = {
            "database": database,
            "cache": failing or mended,
            "scheduler": late,
            "zones": zones,
        }
        detail = {part: str(what) for part, what in found.items() if what}
        parts = {
            "database": "failing" if database else "ok",
            "cache": "failing" if failing else "ok",
        }
        if not database:
            parts["scheduler"] = "stopped" if late else "ok"
        return parts | ({"detail": detail} if detail else {})


def _database_trouble():
    """Return why the database cannot serve the portals; None if it can."""
    try:
        applied = MigrationRecorder(connection).applied_migrations()
        if not applied.keys() >= _newest_migrations():
            return UNPREPARED
        is_ready = PortalSettings.objects.exists()
    except Error:
        return _NO_ANSWER
    return None if is_ready else NO_PORTALS


@lru_cache(maxsize=1)
def _newest_migrations():
    """Return the last migration of each app, as the code of this process has them."""
    return frozenset(MigrationLoader(None).graph.leaf_nodes())
