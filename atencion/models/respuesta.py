from django.db import models
from django.utils.timezone import localdate
from django.utils.translation import gettext_lazy as _

from servidor.cifrado import CifradoField


class RespuestaAConsulta(models.Model):
    """One answer to a consulta pública; nothing about the person, not even the time of day."""

    # Always the Spanish page, in whatever language the answer was sent.
    consulta = models.ForeignKey(
        "atencion.ConsultaPublicaPage",
        verbose_name=_("consulta"),
        on_delete=models.CASCADE,
        related_name="respuestas",
    )
    dia = models.DateField(_("día"), default=localdate)
    # Whether many answers had come from the same network (atencion.consultas.redes). None: sent
    # before networks were counted and a proof against programs was required.
    de_red_repetida = models.BooleanField(_("de una red repetida"), null=True, editable=False)

    class Meta:
        verbose_name = _("respuesta a una consulta")
        verbose_name_plural = _("respuestas a las consultas")
        ordering = ["pk"]

    def __str__(self):
        return f"{self.consulta} · {self.pk}"


class RedDeConsulta(models.Model):
    """Number of answers to a consulta from one network, while it is open; not their content.

    The network is a keyed digest, different for each consulta (``atencion.consultas.redes``).
    """

    consulta = models.ForeignKey(
        "atencion.ConsultaPublicaPage",
        verbose_name=_("consulta"),
        on_delete=models.CASCADE,
        related_name="redes",
    )
    red = models.CharField(_("huella de la red"), max_length=64)
    respuestas = models.PositiveIntegerField(_("respuestas"), default=0)

    class Meta:
        verbose_name = _("red de una consulta")
        verbose_name_plural = _("redes de las consultas")
        ordering = ["pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["consulta", "red"], name="atencion_una_red_por_consulta"
            )
        ]

    def __str__(self):
        return f"{self.consulta} · {self.respuestas}"


class RecuentoDeConsulta(models.Model):
    """Counts of the answers that were deleted after their retention period."""

    consulta = models.OneToOneField(
        "atencion.ConsultaPublicaPage",
        verbose_name=_("consulta"),
        on_delete=models.CASCADE,
        related_name="recuento",
    )
    total = models.PositiveIntegerField(_("respuestas"))
    # Number of each choice: {key of the question: {key of the choice: number}}.
    opciones = models.JSONField(_("opciones"))
    # Part of the total: after many of the same network, and sent before networks were counted and
    # a proof was required.
    de_red_repetida = models.PositiveIntegerField(_("de una red repetida"), default=0)
    sin_prueba = models.PositiveIntegerField(_("sin prueba"), default=0)
    borradas_el = models.DateField(_("respuestas borradas"), default=localdate)

    class Meta:
        verbose_name = _("recuento de una consulta")
        verbose_name_plural = _("recuentos de las consultas")
        ordering = ["pk"]

    def __str__(self):
        return f"{self.consulta} · {self.total}"


class OpcionMarcada(models.Model):
    """A choice marked in an answer. Both keys are those of the blocks of the page."""

    respuesta = models.ForeignKey(
        RespuestaAConsulta, on_delete=models.CASCADE, related_name="marcadas"
    )
    pregunta = models.CharField(max_length=36)
    opcion = models.CharField(max_length=36)

    class Meta:
        verbose_name = _("opción marcada")
        verbose_name_plural = _("opciones marcadas")
        ordering = ["pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["respuesta", "pregunta", "opcion"], name="atencion_opcion_una_vez"
            )
        ]

    def __str__(self):
        return f"{self.respuesta} · {self.opcion}"


class TextoDeRespuesta(models.Model):
    """A text written in an answer: to an open question, or for the choice «otra»."""

    respuesta = models.ForeignKey(
        RespuestaAConsulta, on_delete=models.CASCADE, related_name="textos"
    )
    pregunta = models.CharField(max_length=36)
    texto = CifradoField(_("texto"))

    class Meta:
        verbose_name = _("texto de una respuesta")
        verbose_name_plural = _("textos de las respuestas")
        ordering = ["pk"]

    def __str__(self):
        return f"{self.respuesta} · {self.pregunta}"
