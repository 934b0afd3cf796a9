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
    """Index of the consultas públicas of one portal, open and closed."""

    subpage_types = ["atencion.ConsultaPublicaPage"]
    page_description = _("Reúne las consultas públicas del portal. Hay una sola.")

    class Meta:
        verbose_name = _("consultas públicas")
        verbose_name_plural = _("páginas de consultas públicas")

    def consultas(self):
        return ConsultaPublicaPage.objects.child_of(self)


class ConsultaQuerySet(PageQuerySet):
    def respondidas(self):
        """Return the consultas with answers, stored or only counted; of each, the Spanish page."""
        kept = RespuestaAConsulta.objects.filter(consulta=models.OuterRef("pk"))
        return self.filter(models.Q(models.Exists(kept)) | models.Q(recuento__isnull=False))

    def por_urgencia(self):
        """Order: open ones by closing day, then future ones, then closed ones, latest first."""
        today = localdate()
        closed = models.Case(
            models.When(cierra__lt=today, then=2), models.When(abre__gt=today, then=1), default=0
        )
        left = models.Case(models.When(cierra__gte=today, then="cierra"))
        return self.annotate(turno=closed, queda=left).order_by("turno", "queda", "-cierra", "pk")


class ConsultaPublicaPage(SubpagesMixin, BasePage):
    """Questions to the public for some days, their answers, and what was decided."""

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
            errors["cierra"] = _(
                "La fecha de cierre es anterior a la de apertura: corrija una de las dos."
            )
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
        """Drop from a draft the changes to questions that already have answers.

        Every way from a draft to a page goes through this method: the form, the preview, and
        publication by a moderator or by schedule.
        """
        page = super().with_content_json(content)
        page.preguntas = self._as_answered(page.preguntas)
        return page

    @property
    def trae_otras_preguntas(self):
        """Whether the latest draft holds other questions than those already answered."""
        if self.latest_revision is None:
            return False
        field = self._meta.get_field("preguntas")
        drafted = field.to_python(self.latest_revision.content["preguntas"])
        return sin_claves(drafted) != sin_claves(self._as_answered(drafted))

    def _as_answered(self, preguntas):
        """Return ``preguntas`` if they may be published, else the questions that have answers.

        Answers belong to the Spanish page, whose questions keep their wording too. A translation
        keeps the same questions and may correct their wording.
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
        """The state of the consulta in words."""
        if self.ha_cerrado:
            return _("Cerró el %(dia)s") % {"dia": date_format(self.cierra, "DATE_FORMAT")}
        if self.ha_abierto:
            return _("Abierta hasta el %(dia)s") % {"dia": date_format(self.cierra, "DATE_FORMAT")}
        return _("Abre el %(dia)s") % {"dia": date_format(self.abre, "DATE_FORMAT")}
