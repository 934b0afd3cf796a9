"""Rows of a trámite: costos, requisitos, pasos, base legal, planillas and other entidades."""

from django.core.validators import MinValueValidator
from django.db import models
from django.utils.translation import gettext_lazy as _
from modelcluster.fields import ParentalKey
from wagtail.admin.panels import FieldPanel, FieldRowPanel

from base.models import FilaDePagina
from base.models.fields import reference


class Canal(models.TextChoices):
    OFICINA = "oficina", _("En la oficina")
    LINEA = "linea", _("En línea")
    TELEFONO = "telefono", _("Por teléfono")
    CORREO = "correo", _("Por correo")


class CostoBase(FilaDePagina):
    class Tipo(models.TextChoices):
        SELLO = "sello", _("Sello del timbre")
        TARIFA = "tarifa", _("Tarifa")
        GRATIS = "gratis", _("Gratis")

    concepto = models.CharField(
        _("concepto"), max_length=160, help_text=_("Por ejemplo: «Certificación literal».")
    )
    tipo = models.CharField(_("tipo"), max_length=10, choices=Tipo, default=Tipo.SELLO)
    importe = models.DecimalField(
        _("importe en CUP"),
        max_digits=10,
        decimal_places=2,
        null=True,
        blank=True,
        validators=[MinValueValidator(0)],
    )
    fuente = models.CharField(
        _("fuente"),
        max_length=160,
        blank=True,
        help_text=_("Norma o documento que fija el precio."),
    )
    fecha = models.DateField(
        _("fecha"), null=True, blank=True, help_text=_("Día en que se comprobó.")
    )

    panels = [
        FieldPanel("concepto"),
        FieldRowPanel([FieldPanel("tipo"), FieldPanel("importe")]),
        FieldRowPanel([FieldPanel("fuente"), FieldPanel("fecha")]),
    ]

    class Meta(FilaDePagina.Meta):
        abstract = True

    def __str__(self):
        return self.concepto

    @property
    def es_gratis(self):
        return self.tipo == self.Tipo.GRATIS

    @property
    def sin_respaldo(self):
        """Whether the costo has no source or no date."""
        return not (self.fuente and self.fecha)


class Costo(CostoBase):
    page = ParentalKey("tramites.TramitePage", on_delete=models.CASCADE, related_name="costos")

    class Meta(CostoBase.Meta):
        verbose_name = _("costo")
        verbose_name_plural = _("costos")


class OtraEntidad(FilaDePagina):
    """Another entidad that answers: each municipality shows the one that serves it."""

    page = ParentalKey(
        "tramites.TramitePage", on_delete=models.CASCADE, related_name="otras_entidades"
    )
    entidad = reference(
        "directorio.EntidadPage", _("entidad"), blank=False, on_delete=models.CASCADE
    )

    del_original = ("entidad",)
    panels = [FieldPanel("entidad", required_on_save=True)]

    class Meta(FilaDePagina.Meta):
        verbose_name = _("otra entidad que responde")
        verbose_name_plural = _("otras entidades que responden")

    def __str__(self):
        return str(self.entidad or "")


class Requisito(FilaDePagina):
    page = ParentalKey("tramites.TramitePage", on_delete=models.CASCADE, related_name="requisitos")
    texto = models.CharField(
        _("qué hay que llevar"), max_length=300, help_text=_("Un documento o una condición.")
    )
    detalle = models.CharField(
        _("aclaración"),
        max_length=300,
        blank=True,
        help_text=_("Dónde se consigue, cuántas copias, quién está exento."),
    )
    canal = models.CharField(
        _("solo si se hace"),
        max_length=10,
        choices=Canal,
        blank=True,
        help_text=_("Vacío si se pide siempre."),
    )

    panels = [FieldPanel("texto"), FieldPanel("detalle"), FieldPanel("canal")]

    class Meta(FilaDePagina.Meta):
        verbose_name = _("requisito")
        verbose_name_plural = _("requisitos")

    def __str__(self):
        return self.texto


class Paso(FilaDePagina):
    page = ParentalKey("tramites.TramitePage", on_delete=models.CASCADE, related_name="pasos")
    canal = models.CharField(_("cómo se hace"), max_length=10, choices=Canal, default=Canal.OFICINA)
    texto = models.CharField(_("qué hay que hacer"), max_length=500)
    enlace = models.URLField(_("enlace"), blank=True)

    del_original = ("enlace",)
    panels = [FieldPanel("texto"), FieldRowPanel([FieldPanel("canal"), FieldPanel("enlace")])]

    class Meta(FilaDePagina.Meta):
        verbose_name = _("paso")
        verbose_name_plural = _("pasos")

    def __str__(self):
        return self.texto


class BaseLegal(FilaDePagina):
    page = ParentalKey("tramites.TramitePage", on_delete=models.CASCADE, related_name="base_legal")
    norma = models.CharField(
        _("norma"), max_length=200, help_text=_("Por ejemplo: «Ley 167 de 2024, artículo 5».")
    )
    enlace = models.URLField(_("enlace"), blank=True)
    documento = reference("base.PortalDocument", _("documento"))
    # A string, because this app does not import ``documentos``.
    pagina = reference(
        "documentos.NormaPage",
        _("la norma en el portal"),
        help_text=_("Si está en «Normas»: así el trámite dice si sigue vigente."),
    )

    del_original = ("pagina", "enlace")
    panels = [
        FieldPanel("norma"),
        FieldPanel("pagina"),
        FieldRowPanel([FieldPanel("enlace"), FieldPanel("documento")]),
    ]

    class Meta(FilaDePagina.Meta):
        verbose_name = _("norma")
        verbose_name_plural = _("normas")

    def __str__(self):
        return self.norma


class Planilla(FilaDePagina):
    page = ParentalKey("tramites.TramitePage", on_delete=models.CASCADE, related_name="planillas")
    documento = reference("base.PortalDocument", _("documento"), blank=False)
    nombre = models.CharField(
        _("nombre"),
        max_length=160,
        blank=True,
        help_text=_("Si se deja vacío, el título del documento."),
    )

    panels = [FieldPanel("documento"), FieldPanel("nombre")]

    class Meta(FilaDePagina.Meta):
        verbose_name = _("planilla")
        verbose_name_plural = _("planillas")

    def __str__(self):
        return self.nombre or str(self.documento or "")
