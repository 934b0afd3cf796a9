"""Models of the Government: its órganos, their members, sesiones and acuerdos."""

from django.core.exceptions import ValidationError
from django.db import models
from django.utils.translation import gettext_lazy as _
from modelcluster.fields import ParentalKey
from wagtail.admin.panels import FieldPanel, FieldRowPanel, InlinePanel
from wagtail.search import index

from base.models import BasePage, FilaDePagina, IndexPage
from base.models.fields import BlocksField
from base.telefonos import validate_telefono
from base.texto import plain
from directorio.bloques import CuerpoBlock
from gobierno.fields import MandatoField
from gobierno.forms import SesionForm


class GobiernoIndexPage(IndexPage):
    """Section of the Government of one portal: its órganos, acuerdos and delegados."""

    subpage_types = [
        "gobierno.OrganoPage",
        "gobierno.ConsejoPopularPage",
        "home.StandardPage",
    ]
    page_description = _("Reúne los órganos de gobierno y los consejos populares. Hay una sola.")

    class Meta:
        verbose_name = _("sección de gobierno")
        verbose_name_plural = _("secciones de gobierno")


class OrganoPage(BasePage):
    """An órgano of the Government: an assembly, a council or one of their commissions."""

    class Tipo(models.TextChoices):
        ASAMBLEA = "asamblea", _("Asamblea Municipal del Poder Popular")
        CONSEJO_ADMINISTRACION = "administracion", _("Consejo de la Administración")
        CONSEJO_PROVINCIAL = "consejo_provincial", _("Consejo Provincial")
        GOBIERNO_PROVINCIAL = "gobierno_provincial", _("Gobierno Provincial")
        COMISION = "comision", _("Comisión permanente")

    parent_page_types = ["gobierno.GobiernoIndexPage"]
    subpage_types = ["gobierno.SesionPage"]
    page_description = _(
        "Una asamblea, un consejo o una comisión: quiénes la forman, sus sesiones."
    )

    tipo = models.CharField(_("tipo"), max_length=20, choices=Tipo, default=Tipo.ASAMBLEA)
    entidad = models.ForeignKey(
        "directorio.EntidadPage",
        verbose_name=_("dónde encontrarlo"),
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="+",
        help_text=_("De ella se toman la dirección, los teléfonos y los horarios."),
    )
    cuerpo = BlocksField(CuerpoBlock(), verbose_name=_("qué hace"), blank=True)

    del_original = ("tipo", "entidad", "slug")
    content_panels = [
        *BasePage.content_panels,
        FieldPanel("tipo"),
        FieldPanel("entidad"),
        InlinePanel("integrantes", heading=_("Quiénes lo forman"), label=_("integrante")),
        FieldPanel("cuerpo"),
        *BasePage.vigencia_panels,
    ]
    search_fields = [
        *BasePage.search_fields,
        index.SearchField("cuerpo"),
        index.RelatedFields(
            "integrantes", [index.SearchField("nombre"), index.SearchField("cargo", boost=1.5)]
        ),
    ]

    class Meta:
        verbose_name = _("órgano de gobierno")
        verbose_name_plural = _("órganos de gobierno")


class Integrante(FilaDePagina):
    """A member of an órgano: name, post, and when and how to contact the person."""

    page = ParentalKey(OrganoPage, on_delete=models.CASCADE, related_name="integrantes")
    nombre = models.CharField(_("nombre y apellidos"), max_length=120)
    cargo = models.CharField(_("cargo"), max_length=120)
    telefono = models.CharField(
        _("teléfono"), max_length=40, blank=True, validators=[validate_telefono]
    )
    correo = models.EmailField(_("correo"), blank=True)
    recepcion = models.CharField(
        _("días en que recibe"),
        max_length=160,
        blank=True,
        help_text=_("Como en «Martes, de 9:00 a.m. a 12:00 m.»."),
    )

    del_original = ("nombre", "telefono", "correo")
    panels = [
        FieldRowPanel([FieldPanel("nombre"), FieldPanel("cargo")]),
        FieldRowPanel([FieldPanel("telefono"), FieldPanel("correo")]),
        FieldPanel("recepcion"),
    ]

    class Meta(FilaDePagina.Meta):
        verbose_name = _("integrante")
        verbose_name_plural = _("integrantes")

    def __str__(self):
        return self.nombre


class SesionPage(BasePage):
    """A sesión of an órgano: its orden del día and its acuerdos."""

    class Caracter(models.TextChoices):
        ORDINARIA = "ordinaria", _("Ordinaria")
        EXTRAORDINARIA = "extraordinaria", _("Extraordinaria")
        SOLEMNE = "solemne", _("Solemne")

    base_form_class = SesionForm
    parent_page_types = ["gobierno.OrganoPage"]
    subpage_types = []
    page_description = _("Una sesión: su fecha, el orden del día y los acuerdos.")

    fecha = models.DateField(_("fecha"))
    caracter = models.CharField(
        _("carácter"), max_length=16, choices=Caracter, default=Caracter.ORDINARIA
    )
    mandato = MandatoField(_("mandato"), help_text=_("Como en XVIII."))
    cuerpo = BlocksField(CuerpoBlock(), verbose_name=_("qué pasó"), blank=True)

    del_original = ("fecha", "caracter", "mandato", "slug")
    content_panels = [
        *BasePage.content_panels,
        FieldRowPanel([FieldPanel("fecha"), FieldPanel("caracter"), FieldPanel("mandato")]),
        InlinePanel("orden_del_dia", heading=_("Orden del día"), label=_("punto")),
        InlinePanel("acuerdos", heading=_("Acuerdos"), label=_("acuerdo")),
        FieldPanel("cuerpo"),
        *BasePage.vigencia_panels,
    ]
    search_fields = [
        *BasePage.search_fields,
        index.SearchField("cuerpo"),
        index.RelatedFields("orden_del_dia", [index.SearchField("texto")]),
        index.RelatedFields("acuerdos", [index.SearchField("texto")]),
        index.FilterField("fecha"),
    ]

    class Meta:
        verbose_name = _("sesión")
        verbose_name_plural = _("sesiones")
        indexes = [models.Index(fields=["-fecha"])]


class PuntoDelOrden(FilaDePagina):
    page = ParentalKey(SesionPage, on_delete=models.CASCADE, related_name="orden_del_dia")
    texto = models.CharField(_("punto"), max_length=300)

    panels = [FieldPanel("texto")]

    class Meta(FilaDePagina.Meta):
        verbose_name = _("punto del orden del día")
        verbose_name_plural = _("orden del día")

    def __str__(self):
        return self.texto


class Acuerdo(FilaDePagina):
    """Something that an órgano agreed: the text, who must do it, and its state."""

    class Estado(models.TextChoices):
        EN_PLAZO = "en_plazo", _("En cumplimiento")
        CUMPLIDO = "cumplido", _("Cumplido")
        INCUMPLIDO = "incumplido", _("Incumplido")
        SIN_EFECTO = "sin_efecto", _("Sin efecto")

    page = ParentalKey(SesionPage, on_delete=models.CASCADE, related_name="acuerdos")
    numero = models.PositiveIntegerField(
        _("número"), help_text=_("Sin el mandato: de «523-XVII», 523.")
    )
    texto = models.TextField(_("qué se acordó"), max_length=3000)
    destinatario = models.CharField(
        _("a quién obliga"), max_length=200, help_text=_("El cargo o la entidad, como se aprobó.")
    )
    entidad = models.ForeignKey(
        "directorio.EntidadPage",
        verbose_name=_("entidad"),
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="+",
    )
    estado = models.CharField(
        _("estado"), max_length=12, choices=Estado, default=Estado.EN_PLAZO, db_index=True
    )
    vence = models.DateField(_("debe cumplirse"), null=True, blank=True)
    cumplido_el = models.DateField(_("se cumplió"), null=True, blank=True)
    nota = models.CharField(_("nota"), max_length=300, blank=True)
    # The list of acuerdos searches in this text.
    texto_llano = models.TextField(editable=False, default="")

    del_original = ("entidad",)
    panels = [
        FieldRowPanel([FieldPanel("numero"), FieldPanel("estado")]),
        FieldPanel("texto"),
        FieldRowPanel([FieldPanel("destinatario"), FieldPanel("entidad")]),
        FieldRowPanel([FieldPanel("vence"), FieldPanel("cumplido_el")]),
        FieldPanel("nota"),
    ]

    class Meta(FilaDePagina.Meta):
        verbose_name = _("acuerdo")
        verbose_name_plural = _("acuerdos")

    def __str__(self):
        return str(self.numero)

    def save(self, *args, **kwargs):
        parts = (self.codigo(self.page.mandato), self.texto, self.destinatario, self.nota)
        self.texto_llano = plain(" ".join(parts))
        return super().save(*args, **kwargs)

    def codigo(self, mandato):
        """Return its public number: «523-XVII»."""
        return f"{self.numero}-{mandato}"

    def clean(self):
        super().clean()
        if self.cumplido_el and self.estado != self.Estado.CUMPLIDO:
            raise ValidationError(
                {
                    "cumplido_el": _(
                        "Indicó el día de cumplimiento: elija el estado «Cumplido», o quite ese "
                        "día."
                    )
                }
            )
