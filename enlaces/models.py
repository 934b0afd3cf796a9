"""Targets of the links of published pages, the places of these links, and the results of checks."""

import logging
from contextlib import contextmanager
from datetime import timedelta

from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from wagtail.models import Page, Site

logger = logging.getLogger(__name__)

# A link is broken when checks on this many different days found the same failure.
DAYS_UNTIL_BROKEN = 3
_DAY, _HOUR = timedelta(days=1), timedelta(hours=1)


class Estado(models.TextChoices):
    POR_MIRAR = "por_mirar", _("Sin mirar todavía")
    BIEN = "bien", _("Responde")
    MUDADO = "mudado", _("Se mudó")
    FALLA = "falla", _("Falla: se vuelve a mirar otro día")
    ROTO = "roto", _("Roto")
    CALLADO = "callado", _("No responde desde aquí")


class ClaseDeFallo(models.TextChoices):
    """Failures that are certain, from wherever the address is requested."""

    NO_ESTA = "no_esta", _("La página ya no está")
    SIN_SERVIDOR = "sin_servidor", _("El nombre del servidor no existe")


class Direccion(models.Model):
    """One target of links, which may stand in several portals.

    ``destino`` is an address in ASCII, or what the editor chose: ``page:7``, ``document:7``.
    """

    destino = models.CharField(max_length=2000, unique=True)
    host = models.CharField(max_length=255, blank=True, db_index=True)
    # Checked without the network: it is of our portals, or its form shows that it is wrong.
    es_interna = models.BooleanField()
    estado = models.CharField(max_length=12, choices=Estado, default=Estado.POR_MIRAR)
    motivo = models.CharField(max_length=300, blank=True)
    mudada_a = models.CharField(max_length=2000, blank=True)
    clase = models.CharField(max_length=12, choices=ClaseDeFallo, blank=True)
    # Number of days on which ``clase`` was found; ``fallo_dia`` is the last of them.
    dias = models.PositiveSmallIntegerField(default=0)
    fallo_dia = models.DateField(null=True)
    fallo_desde = models.DateTimeField(null=True)
    mirada_el = models.DateTimeField(null=True)
    revisar_el = models.DateTimeField(default=timezone.now, db_index=True)

    class Meta:
        verbose_name = _("dirección")
        verbose_name_plural = _("direcciones")

    def __str__(self):
        return self.destino

    @contextmanager
    def noting(self):
        """Log any error of the ``with`` block and retry in a day, so that the others go on."""
        try:
            yield
        except Exception:
            logger.exception("what was found at address %s was not written down", self.pk)
            later = timezone.now() + _DAY
            Direccion.objects.filter(pk=self.pk).update(revisar_el=later)

    def begin_anew(self, es_interna):
        """Forget all results and make the address due at once, with its new ``es_interna``."""
        self.es_interna, self.estado = es_interna, Estado.POR_MIRAR
        self._forget_failures()
        self.mirada_el, self.revisar_el = None, timezone.now()
        self.save()

    def note_good(self, mudada_a=""):
        self._forget_failures()
        self.estado = Estado.MUDADO if mudada_a else Estado.BIEN
        self.mudada_a = mudada_a
        self._looked(7 * _DAY)

    def note_wrong(self, clase, motivo):
        """Record a certain failure: broken from the third day on; then checked every three days."""
        today = timezone.localdate()
        if self.clase != clase:
            self.clase, self.dias, self.fallo_desde = clase, 0, timezone.now()
        if self.fallo_dia != today or not self.dias:
            self.dias += 1
        self.fallo_dia, self.motivo, self.mudada_a = today, motivo, ""
        is_broken = self.dias >= DAYS_UNTIL_BROKEN
        self.estado = Estado.ROTO if is_broken else Estado.FALLA
        self._looked(3 * _DAY if is_broken else _DAY)

    def note_silence(self, motivo, pause=0):
        """Record that nobody can say from here; a broken address stays broken.

        ``pause``: least wait in seconds. An hour is added, so that the other addresses of the
        server come first: otherwise this one could keep them waiting for ever.
        """
        if self.estado != Estado.ROTO:
            if not self.fallo_desde:
                self.fallo_desde = timezone.now()
            self.estado, self.motivo, self.mudada_a = Estado.CALLADO, motivo, ""
        self._looked(max(2 * _DAY, timedelta(seconds=pause) + _HOUR))

    def note_own(self, motivo):
        """Record what our own portals answered: broken at once, or well if ``motivo`` is ""."""
        if motivo:
            self.fallo_desde = self.fallo_desde or timezone.now()
        else:
            self.fallo_desde = None
        self.estado, self.motivo = (Estado.ROTO if motivo else Estado.BIEN), motivo
        self._looked(_HOUR if motivo else _DAY)

    def _forget_failures(self):
        self.mudada_a, self.motivo, self.clase = "", "", ""
        self.dias, self.fallo_dia, self.fallo_desde = 0, None, None

    def _looked(self, pause):
        # The text may quote host names of any length, which others chose.
        self.motivo = self.motivo[: self._meta.get_field("motivo").max_length]
        self.mirada_el = timezone.now()
        self.revisar_el = self.mirada_el + pause
        self.save()


class Lugar(models.Model):
    """Place of a link: in a published page, or in the settings of a portal."""

    direccion = models.ForeignKey(Direccion, models.CASCADE, related_name="lugares")
    site = models.ForeignKey(Site, models.CASCADE, related_name="+")
    # None: in the settings.
    page = models.ForeignKey(Page, models.CASCADE, null=True, related_name="enlaces")
    # The place in the words of the form, from the field inwards.
    lugar = models.CharField(_("dónde"), max_length=255)
    # The same place as a path for Wagtail's forms (``data-contentpath``).
    camino = models.CharField(max_length=255, blank=True)
    texto = models.CharField(_("texto del enlace"), max_length=120, blank=True)

    class Meta:
        verbose_name = _("enlace")
        verbose_name_plural = _("enlaces")

    def __str__(self):
        return self.texto or str(self.direccion)


class Vuelta(models.Model):
    """Progress of the round through all pages, in the only row of this table."""

    empezo = models.DateTimeField(null=True)
    termino = models.DateTimeField(null=True)
    # The key of the last page that was read in this round.
    hasta = models.BigIntegerField(default=0)
    # Pages published after this moment are read at the next call, before their turn.
    publicadas_hasta = models.DateTimeField(null=True)
    sin_linea_el = models.DateTimeField(null=True)
    # The lock: a process works on the round, at most until this moment.
    ocupada_hasta = models.DateTimeField(null=True)

    def __str__(self):
        return str(self.empezo)
