from datetime import datetime

from django.core.exceptions import ValidationError
from django.db import models
from django.db.models import Exists, F, OuterRef
from django.db.models.functions import Coalesce
from django.utils import timezone
from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel, FieldRowPanel, MultiFieldPanel
from wagtail.fields import StreamField
from wagtail.models import PageManager
from wagtail.query import PageQuerySet
from wagtail.search import index

from base.blocks import CuerpoBlock
from base.fotos import prefetch_renditions
from base.models import BasePage, SubpagesMixin
from base.nombres import con_idioma
from base.publicas import publicas
from directorio.models import EntidadPage
from directorio.widgets import HoraInput
from noticias.eventos import cuando

_WHEN = ("empieza_el", "empieza_a_las", "termina_el", "termina_a_las")


class EventoQuerySet(PageQuerySet):
    def por_venir(self):
        """Those whose last day has not passed, the nearest first."""
        coming = self._with_last_day().filter(ultimo__gte=timezone.localdate())
        return coming.order_by("empieza_el", F("empieza_a_las").asc(nulls_first=True), "pk")

    def pasados(self):
        """Those whose last day has passed, the latest first."""
        past = self._with_last_day().filter(ultimo__lt=timezone.localdate())
        return past.order_by("-empieza_el", F("empieza_a_las").desc(nulls_last=True), "-pk")

    def _with_last_day(self):
        return self.annotate(ultimo=Coalesce("termina_el", "empieza_el"))

    def with_relations(self):
        """With what lists and calendars show, and whether anyone may read of the entity."""
        is_public = Exists(publicas(EntidadPage.objects.filter(pk=OuterRef("entidad"))))
        found = self.select_related("imagen_portada", "entidad")
        return found.annotate(entidad_es_publica=is_public).prefetch_related(
            prefetch_renditions("imagen_portada")
        )


class EventoPage(SubpagesMixin, BasePage):
    """Something that takes place on a day: at some hour or the whole day, on one day or several."""

    parent_page_types = ["noticias.AgendaIndexPage"]
    subpage_types = []
    page_description = _("Una actividad con su día, su hora y su lugar.")
    es_del_dia = True

    empieza_el = models.DateField(_("día"))
    empieza_a_las = models.TimeField(_("empieza a las"), null=True, blank=True)
    termina_el = models.DateField(
        _("último día"), null=True, blank=True, help_text=_("Solo si no es el mismo día.")
    )
    termina_a_las = models.TimeField(_("termina a las"), null=True, blank=True)
    lugar = models.CharField(
        _("lugar"),
        max_length=200,
        blank=True,
        help_text=_("Dónde es, con su dirección: «Parque Céspedes»."),
    )
    entidad = models.ForeignKey(
        EntidadPage,
        verbose_name=_("entidad que lo organiza"),
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="+",
        help_text=_("Si no escribe el lugar, se lee la dirección de la entidad."),
    )
    cuerpo = StreamField(CuerpoBlock(), verbose_name=_("más detalles"), blank=True)

    objects = PageManager.from_queryset(EventoQuerySet)()
    del_original = (*_WHEN, "entidad")

    content_panels = [
        *BasePage.content_panels,
        MultiFieldPanel(
            [
                FieldRowPanel(
                    [
                        FieldPanel("empieza_el"),
                        FieldPanel(
                            "empieza_a_las",
                            widget=HoraInput,
                            help_text=_("Como 9:00 a.m. Vacía si dura todo el día."),
                        ),
                    ]
                ),
                FieldRowPanel(
                    [
                        FieldPanel("termina_el"),
                        FieldPanel(
                            "termina_a_las",
                            widget=HoraInput,
                            help_text=_(
                                "Puede quedar vacía si no se sabe. Si dura varios días, la del "
                                "último; el horario de cada día va en «Más detalles»."
                            ),
                        ),
                    ]
                ),
            ],
            heading=_("Cuándo"),
        ),
        FieldPanel("lugar"),
        FieldPanel("entidad"),
        FieldPanel("cuerpo"),
        *BasePage.vigencia_panels,
    ]
    search_fields = [
        *BasePage.search_fields,
        index.SearchField("lugar"),
        index.SearchField("cuerpo"),
        index.FilterField("empieza_el"),
    ]

    class Meta:
        verbose_name = _("evento")
        verbose_name_plural = _("eventos")
        indexes = [models.Index(fields=["empieza_el"])]

    def clean(self):
        super().clean()
        if errors := self._mistakes():
            raise ValidationError(errors)

    def _mistakes(self):
        starts, ends = self.empieza_a_las, self.termina_a_las
        if self.empieza_el is None:
            return {}
        if self.ultimo_dia < self.empieza_el:
            return {"termina_el": _("Termina antes de empezar.")}
        if ends and not starts:
            return {"empieza_a_las": _("Escriba también a qué hora empieza.")}
        if self.ultimo_dia > self.empieza_el:
            if starts and not ends:
                return {"termina_a_las": _("Escriba a qué hora termina el último día.")}
        elif starts and ends and _minute(ends) <= _minute(starts):
            return {
                "termina_a_las": _(
                    "Termina a la hora en que empieza, o antes. Si es al día siguiente, "
                    "escriba ese día."
                )
            }
        return {}

    @property
    def ultimo_dia(self):
        return self.termina_el or self.empieza_el

    @property
    def dura_dias(self):
        """Whether it has days and no hours."""
        return self.empieza_a_las is None

    @property
    def inicio(self):
        """When it begins: a day, or a moment of the portal's time zone."""
        return self.empieza_el if self.dura_dias else _moment(self.empieza_el, self.empieza_a_las)

    @property
    def fin(self):
        """When it ends: a day, which it includes, or a moment; None where nobody knows."""
        if self.dura_dias:
            return self.ultimo_dia
        return _moment(self.ultimo_dia, self.termina_a_las) if self.termina_a_las else None

    @property
    def listed_entity(self):
        """The entity of an event that was fetched ``with_relations``; None unless it is public."""
        return self.entidad if self.entidad_es_publica else None

    def where(self, entidad):
        """Return where it takes place; ``entidad`` organizes it, if it is public."""
        if self.lugar or entidad is None:
            return self.lugar
        return con_idioma(entidad.direccion or entidad.title, entidad.locale_id != self.locale_id)

    def lineas_de_difusion(self):
        """What is announced of it (``difusion``); nothing once it is over."""
        if self.ultimo_dia < timezone.localdate():
            return []
        where = self.where(self.public_entity)
        return [self.title, " · ".join(filter(None, [cuando(self), where])), self.resumen]

    @cached_property
    def public_entity(self):
        """The entity that organizes it, if anyone may read of it."""
        if not self.entidad_id:
            return None
        return publicas(EntidadPage.objects.filter(pk=self.entidad_id)).first()


def _minute(hour):
    return hour.replace(second=0, microsecond=0)


def _moment(day, hour):
    return timezone.make_aware(datetime.combine(day, hour))
