"""Classes of log entries; who reads an entry and how long it is stored depend on its class."""

from django.contrib.contenttypes.models import ContentType
from django.db.models import Q, TextChoices
from django.utils.translation import gettext_lazy as _
from wagtail.models import PageLogEntry

_FILES = Q(app_label="base", model__in=["portalimage", "portaldocument"])
_PEOPLE = Q(app_label__in=["auth", "equipos", "usuarios"]) | Q(model="apitoken")
_CASES = Q(app_label="atencion", model__in=["caso", "exportacion"])
_SIGN_IN = Q(action="bitacora.entrada")
_EVERYTHING = Q(pk__isnull=False)  # «|» ignores an empty Q
_NOTHING = Q(pk__in=[])


class ClaseDeAsiento(TextChoices):
    CONTENIDO = "contenido", _("Contenido")
    PERMISOS = "permisos", _("Personas y permisos")
    ENTRADAS = "entradas", _("Entradas al sistema")
    CASOS = "casos", _("Casos de la población")
    AJUSTES = "ajustes", _("Ajustes")

    def of(self, log_model):
        """Return the condition (``Q``) that entries of ``log_model`` of this class fulfil."""
        if log_model is PageLogEntry:
            return _EVERYTHING if self is ClaseDeAsiento.CONTENIDO else _NOTHING
        if self is ClaseDeAsiento.ENTRADAS:
            return _SIGN_IN
        if self is ClaseDeAsiento.PERMISOS:
            return _about(_PEOPLE) & ~_SIGN_IN
        if self is ClaseDeAsiento.CONTENIDO:
            return _about(_FILES)
        if self is ClaseDeAsiento.CASOS:
            return _about(_CASES)
        return ~_about(_FILES | _PEOPLE | _CASES)


def _about(types):
    return Q(content_type__in=ContentType.objects.filter(types).values("pk"))
