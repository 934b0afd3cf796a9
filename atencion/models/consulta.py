from django.core.exceptions import ValidationError
from django.db import models
from django.utils.formats import date_format
from django.utils.timezone import localdate
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel, FieldRowPanel, MultiFieldPanel
from wagtail.models import PageManager
from wagtail.query import PageQuerySet
from wagtail.search import index

from atencion.consultas.blocks import PreguntasBlock, forma, sin_claves
from base.blocks import cuerpo_inicial
from base.models import BasePage, IndexPage, SubpagesMixin
from base.models.fields import BlocksField
from directorio.bloques import CuerpoBlock

from .respuesta import RespuestaAConsulta


class ConsultasIndexPage(IndexPage):
    """What one portal asks people, and asked them."""

    subpage_types = ["atencion.ConsultaPublicaPage"]
    page_description = _("Reúne las consultas públicas del portal. Hay una sola.")

    class Meta:
        verbose_name = _("consultas públicas")
        verbose_name_plural = _("páginas de consultas públicas")

    def consultas(self):
        return ConsultaPublicaPage.objects.child_of(self)


class ConsultaQuerySet(PageQuerySet):
    def respondidas(self):
        """Those that somebody answered, kept or only counted by now; of each, the Spanish page."""
        kept = RespuestaAConsulta.objects.filter(consulta=models.OuterRef("pk"))
        return self.filter(models.Q(models.Exists(kept)) | models.Q(recuento__isnull=False))

    def por_urgencia(self):
        """Those that take answers first, the next to close before; then the latest to close."""
        today = localdate()
        closed = models.Case(
            models.When(cierra__lt=today, then=2), models.When(abre__gt=today, then=1), default=0
        )
        left = models.Case(models.When(cierra__gte=today, then="cierra"))
        return self.annotate(turno=closed, queda=left).order_by("turno", "queda", "-cierra", "pk")


class ConsultaPublicaPage(SubpagesMixin, BasePage):
    """What people are asked for some days, what they answered, and what was decided."""

    parent_page_types = ["atencion.ConsultasIndexPage"]
    subpage_types = []
    page_description = _("Preguntas a la población con un plazo, y después qué se decidió.")

    abre = models.DateField(_("abre"), help_text=_("El primer día en que se responde."))
    cierra = models.DateField(_("cierra"), help_text=_("El último día en que se responde."))
    cuerpo = BlocksField(
        CuerpoBlock(),
        verbose_name=_("de qué se trata"),
        default=cuerpo_inicial,
        blank=True,
    )
    preguntas = BlocksField(
        PreguntasBlock(),
        verbose_name=_("preguntas"),
        help_text=_("Diez como máximo. Desde la primera respuesta ya no se pueden cambiar."),
    )
    decision = BlocksField(
        CuerpoBlock(),
        verbose_name=_("qué se decidió"),
        blank=True,
        help_text=_("Se escribe al final: qué se hará con lo que dijo la gente, y por qué."),
    )

    objects = PageManager.from_queryset(ConsultaQuerySet)()
    del_original = ("abre", "cierra")

    content_panels = [
        *BasePage.content_panels,
        MultiFieldPanel(
            [FieldRowPanel([FieldPanel("abre"), FieldPanel("cierra")])],
            heading=_("Cuándo se responde"),
        ),
        FieldPanel("cuerpo"),
        FieldPanel("preguntas"),
        FieldPanel("decision"),
        *BasePage.vigencia_panels,
    ]
    search_fields = [
        *BasePage.search_fields,
        index.SearchField("cuerpo"),
        index.SearchField("preguntas"),
        index.SearchField("decision"),
    ]

    class Meta:
        verbose_name = _("consulta pública")
        verbose_name_plural = _("consultas públicas")
        indexes = [models.Index(fields=["cierra"])]

    def clean(self):
        super().clean()
        errors = {}
        if self.abre and self.cierra and self.cierra < self.abre:
            errors["cierra"] = _("Cierra antes de abrir.")
        kept = self._as_answered(self.preguntas)
        if sin_claves(kept) == sin_claves(self.preguntas):
            self.preguntas = kept
        else:
            errors["preguntas"] = _(
                "Ya hay respuestas: las preguntas no se cambian. Si están mal, cierre esta "
                "consulta y abra otra."
            )
        if errors:
            raise ValidationError(errors)

    def with_content_json(self, content):
        """Keep out of every draft what would change questions that have answers.

        Whatever makes of a draft a page comes through here: the form, the preview, the
        publication by a moderator or by the clock.
        """
        page = super().with_content_json(content)
        page.preguntas = self._as_answered(page.preguntas)
        return page

    @property
    def trae_otras_preguntas(self):
        """Whether its latest draft asked something else, before there were answers."""
        if self.latest_revision is None:
            return False
        field = self._meta.get_field("preguntas")
        drafted = field.to_python(self.latest_revision.content["preguntas"])
        return sin_claves(drafted) != sin_claves(self._as_answered(drafted))

    def _as_answered(self, preguntas):
        """Return ``preguntas`` if they may be asked, else those that people answered.

        Answers belong to the Spanish page, which keeps its words too; a translation keeps the
        questions and may mend how it says them.
        """
        answered = ConsultaPublicaPage.objects.respondidas()
        original = answered.filter(translation_key=self.translation_key).first()
        if original is None:
            return preguntas
        if original.pk != self.pk:
            for said in (preguntas, self.preguntas):
                if forma(said) == forma(original.preguntas):
                    return said
        return original.preguntas

    @property
    def ha_abierto(self):
        return self.abre <= localdate()

    @property
    def ha_cerrado(self):
        return self.cierra < localdate()

    @property
    def recibe_respuestas(self):
        return self.ha_abierto and not self.ha_cerrado

    @property
    def plazo(self):
        """Where it stands, in words."""
        if self.ha_cerrado:
            return _("Cerró el %(dia)s") % {"dia": date_format(self.cierra, "DATE_FORMAT")}
        if self.ha_abierto:
            return _("Abierta hasta el %(dia)s") % {"dia": date_format(self.cierra, "DATE_FORMAT")}
        return _("Abre el %(dia)s") % {"dia": date_format(self.abre, "DATE_FORMAT")}
