from django.db import models
from django.utils.timezone import localdate
from django.utils.translation import gettext_lazy as _

from servidor.cifrado import CifradoField


class RespuestaAConsulta(models.Model):
    """What somebody answered in a public consultation; nothing of who it was, not even the hour."""

    # The Spanish page, whatever the language of the answer.
    consulta = models.ForeignKey(
        "atencion.ConsultaPublicaPage",
        verbose_name=_("consulta"),
        on_delete=models.CASCADE,
        related_name="respuestas",
    )
    dia = models.DateField(_("día"), default=localdate)
    # Whether many had come from its network before (atencion.consultas.redes). None: it came in
    # before networks were counted and a proof against programs was asked.
    de_red_repetida = models.BooleanField(_("de una red repetida"), null=True, editable=False)

    class Meta:
        verbose_name = _("respuesta a una consulta")
        verbose_name_plural = _("respuestas a las consultas")
        ordering = ["pk"]

    def __str__(self):
        return f"{self.consulta} · {self.pk}"


class RedDeConsulta(models.Model):
    """How many answered a consultation from one network, while it is open; not what they said.

    The network is a keyed digest, another one for each consultation (``atencion.consultas.redes``).
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
    """What was counted of the answers that were deleted when their term was over."""

    consulta = models.OneToOneField(
        "atencion.ConsultaPublicaPage",
        verbose_name=_("consulta"),
        on_delete=models.CASCADE,
        related_name="recuento",
    )
    total = models.PositiveIntegerField(_("respuestas"))
    # How often each choice was made: {key of the question: {key of the choice: number}}.
    opciones = models.JSONField(_("opciones"))
    # Those of them that came after many of the same network, and those that came in before
    # networks were counted and a proof was asked.
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
    """A choice of a question, both by the keys that their blocks have in the page."""

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
    """What somebody wrote: to a question that asks for words, or as a choice of their own."""

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
