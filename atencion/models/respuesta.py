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
    # Empty once the consulta is closed, unless many answers came from the same network.
    red = models.ForeignKey(
        "atencion.RedDeConsulta",
        verbose_name=_("red"),
        on_delete=models.SET_NULL,
        related_name="respuestas",
        null=True,
        editable=False,
    )

    class Meta:
        verbose_name = _("respuesta a una consulta")
        verbose_name_plural = _("respuestas a las consultas")
        ordering = ["pk"]

    def __str__(self):
        return f"{self.consulta} · {self.pk}"


class RedDeConsulta(models.Model):
    """A network from which answers to a consulta came (``atencion.consultas.redes``).

    While the consulta is open ``huella`` is a keyed digest of the network, different for each
    consulta. Afterwards it is empty: nobody can find out which network it was.
    """

    consulta = models.ForeignKey(
        "atencion.ConsultaPublicaPage",
        verbose_name=_("consulta"),
        on_delete=models.CASCADE,
        related_name="redes",
    )
    huella = models.CharField(_("huella de la red"), max_length=64, null=True)

    class Meta:
        verbose_name = _("red de una consulta")
        verbose_name_plural = _("redes de las consultas")
        ordering = ["pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["consulta", "huella"], name="atencion_una_red_por_consulta"
            )
        ]

    def __str__(self):
        return f"{self.consulta} · {self.pk}"


class RecuentoDeConsulta(models.Model):
    """Counts of the answers that were deleted after their retention period."""

    consulta = models.OneToOneField(
        "atencion.ConsultaPublicaPage",
        verbose_name=_("consulta"),
        on_delete=models.CASCADE,
        related_name="recuento",
    )
    total = models.PositiveIntegerField(_("respuestas"))
    # Part of the total: the answers of repeated networks, and how many networks those are.
    de_red_repetida = models.PositiveIntegerField(_("de una red repetida"), default=0)
    redes_repetidas = models.PositiveIntegerField(_("redes repetidas"), default=0)
    # Number of each choice, of all answers and without those of repeated networks:
    # {key of the question: {key of the choice: number}}.
    opciones = models.JSONField(_("opciones"))
    opciones_sin_redes = models.JSONField(_("opciones sin redes repetidas"))
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
