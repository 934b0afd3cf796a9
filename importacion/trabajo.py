"""Jobs that a user starts and the scheduler continues."""

import logging

from django.conf import settings
from django.core.cache import cache
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from wagtail.models import Site

from base.models.fields import reference

logger = logging.getLogger(__name__)


class Trabajo(models.Model):
    """A job for the portal of ``site``. Each subclass defines its states in ``Estado``.

    ``FALLIDA`` must be one of them; ``EN_MARCHA`` are those in which the scheduler has work to do.
    """

    EN_MARCHA = ()

    site = models.ForeignKey(
        Site, verbose_name=_("portal"), on_delete=models.CASCADE, related_name="+"
    )
    usuario = reference(settings.AUTH_USER_MODEL, _("quién"), blank=False)
    creada = models.DateTimeField(_("cuándo"), auto_now_add=True)
    terminada = models.DateTimeField(_("terminada"), null=True)

    class Meta:
        abstract = True
        ordering = ["-pk"]

    @classmethod
    def en_marcha(cls):
        return cls.objects.filter(estado__in=cls.EN_MARCHA)

    @classmethod
    def attend(cls, go_on):
        """Call ``go_on`` for each waiting job, the oldest first; a failure does not stop others."""
        for trabajo in cls.en_marcha().order_by("pk"):
            try:
                go_on(trabajo)
            except Exception:
                logger.exception("%s %s failed", cls._meta.model_name, trabajo.pk)
                trabajo.give_up()

    @property
    def is_working(self):
        """Whether the scheduler still has work to do on the job."""
        return self.estado in self.EN_MARCHA

    def give_up(self, **told):
        """End the job as ``FALLIDA``; ``told`` are further fields to set, such as the reason."""
        type(self).objects.filter(pk=self.pk).update(
            estado=self.Estado.FALLIDA, terminada=timezone.now(), **told
        )

    @property
    def progress_key(self):
        """The cache key of the progress, which is not in the database: SQLite has one writer."""
        return f"{self._meta.model_name}-{self.pk}"

    @property
    def progreso(self):
        """The per cent or the number of pieces done; None if the scheduler has not begun."""
        return cache.get(self.progress_key)
