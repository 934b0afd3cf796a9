"""Work that somebody asked for and with which the scheduler goes on, step by step."""

import logging

from django.conf import settings
from django.core.cache import cache
from django.db import models
from django.utils.translation import gettext_lazy as _
from wagtail.models import Site

from base.models.fields import reference

logger = logging.getLogger(__name__)


class Trabajo(models.Model):
    """Work for the portal of ``site``. A model of it names its states in ``Estado``.

    ``FALLIDA`` is among them; ``EN_MARCHA`` are those in which it waits for the scheduler.
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
        """Go on with all that waits, in its order; one that fails holds up no other."""
        for trabajo in cls.en_marcha().order_by("pk"):
            try:
                go_on(trabajo)
            except Exception:
                logger.exception("%s %s failed", cls._meta.model_name, trabajo.pk)
                trabajo.give_up()

    @property
    def is_working(self):
        """Whether the scheduler has something to do with it."""
        return self.estado in self.EN_MARCHA

    def give_up(self, **told):
        """Leave it as it is; ``told`` are fields that say why."""
        type(self).objects.filter(pk=self.pk).update(estado=self.Estado.FALLIDA, **told)

    @property
    def progress_key(self):
        """Where the cache has how far it is: the database has one writer."""
        return f"{self._meta.model_name}-{self.pk}"

    @property
    def progreso(self):
        """How many per cent or pieces are done, or None when the scheduler has not begun."""
        return cache.get(self.progress_key)
