from datetime import datetime

from django.core.exceptions import ValidationError
from django.db import models
from django.db.models import Exists, F, OuterRef
from django.db.models.functions import Coalesce
from django.utils import timezone
from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel, FieldRowPanel, MultiFieldPanel
from wagtail.models import PageManager
from wagtail.query import PageQuerySet
from wagtail.search import index

from base.fotos import prefetch_renditions
from base.models import BasePage, SubpagesMixin
from base.models.fields import BlocksField, reference
from base.nombres import con_idioma
from base.publicas import publicas
from directorio.bloques import CuerpoBlock
from directorio.models import EntidadPage
from noticias.eventos import cuando
from noticias.forms import EventoForm
from noticias.repeticion import Cada, Repeticion, mistakes, read_days, read_week, write_days

# Fields that determine the days and hours of an event.
WHEN = (
    "empieza_el",
    "empieza_a_las",
    "termina_el",
    "termina_a_las",
    "repite",
    "dias_de_la_semana",
    "repite_hasta",
    "no_se_hace",
)


class EventoQuerySet(PageQuerySet):
    def por_venir(self):
        """Return the events whose last day has not passed, the nearest first."""
        coming = self._with_last_day().filter(ultimo__gte=timezone.localdate())
        return coming.order_by("empieza_el", F("empieza_a_las").asc(nulls_first=True), "pk")

    def pasados(self):
        """Return the events whose last day has passed, the latest first."""
        return self.latest_first().filter(ultimo__lt=timezone.localdate())

    def latest_first(self):
        """Order by the last day, because a repeating event may have begun long ago."""
        hour = F("empieza_a_las").desc(nulls_last=True)
        return self._with_last_day().order_by("-ultimo", hour, "-pk")

    def _with_last_day(self):
        return self.annotate(ultimo=Coalesce("repite_hasta", "termina_el", "empieza_el"))

    def with_relations(self):
        """Select what lists and calendars show, and annotate whether the entidad is public."""
        is_public = Exists(publicas(EntidadPage.objects.filter(pk=OuterRef("entidad"))))
        found = self.select_related("imagen_portada", "entidad")
        return found.annotate(entidad_es_publica=is_public).prefetch_related(
            prefetch_renditions("imagen_portada")
        )


class EventoPage(SubpagesMixin, BasePage):
    """Event on one or several days, with hours or all day; it may repeat."""

    parent_page_types = ["noticias.AgendaIndexPage"]
    subpage_types = []
    page_description = _("Una actividad con su día, su hora y su lugar.")
    es_del_dia = True
    se_ve_en_otros = False

    empieza_el = models.DateField(_("día"))
    empieza_a_las = models.TimeField(_("empieza a las"), null=True, blank=True)
    termina_el = models.DateField(
        _("último día"), null=True, blank=True, help_text=_("Solo si no es el mismo día.")
    )
    termina_a_las = models.TimeField(_("termina a las"), null=True, blank=True)
    repite = models.CharField(
        _("se repite"), max_length=12, choices=Cada, default=Cada.NUNCA, blank=True
    )
    # «1,3» is Tuesday and Thursday; empty, the weekday of ``empieza_el``.
    dias_de_la_semana = models.CharField(_("qué días de la semana"), max_length=13, blank=True)
    # Validation replaces it by the last day on which the event takes place.
    repite_hasta = models.DateField(_("se repite hasta el"), null=True, blank=True)
    # One date per line, as in «14/04/2026».
    no_se_hace = models.TextField(_("días en que no se hace"), blank=True)
    lugar = models.CharField(
        _("lugar"),
        max_length=200,
        blank=True,
        help_text=_("Dónde es, con su dirección: «Parque Céspedes»."),
    )
    entidad = reference(
        EntidadPage,
        _("entidad que lo organiza"),
        help_text=_("Si no escribe el lugar, se lee la dirección de la entidad."),
    )
    cuerpo = BlocksField(CuerpoBlock(), verbose_name=_("más detalles"), blank=True)

    base_form_class = EventoForm
    objects = PageManager.from_queryset(EventoQuerySet)()
    del_original = (*WHEN, "entidad")

    content_panels = [
        *BasePage.content_panels,
        MultiFieldPanel(
            [
                FieldRowPanel(
                    [
                        FieldPanel("empieza_el"),
                        FieldPanel(
                            "empieza_a_las",
                            help_text=_("Como 9:00 a.m. Vacía si dura todo el día."),
                        ),
                    ]
                ),
                FieldRowPanel(
                    [
                        FieldPanel("termina_el"),
                        FieldPanel(
                            "termina_a_las",
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
        MultiFieldPanel(
            [
                FieldPanel("repite"),
                FieldPanel("dias_de_la_semana"),
                FieldPanel(
                    "repite_hasta",
                    help_text=_("El último día en que se hace: un año después como máximo."),
                ),
                FieldPanel(
                    "no_se_hace",
                    help_text=_("Los que se saltan, uno por línea, como 14/4/2026."),
                ),
            ],
            heading=_("Si se repite"),
            classname="collapsed",
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
        if errors := self._mistakes() or self._mistakes_of_repetition():
            raise ValidationError(errors)

    def _mistakes_of_repetition(self):
        """Return {field: error} of the repetition; without errors, normalize its fields."""
        if not self.repite or self.empieza_el is None:
            self.dias_de_la_semana, self.repite_hasta, self.no_se_hace = "", None, ""
            return {}
        if self.repite_hasta is None:
            return {"repite_hasta": _("Escriba hasta qué día se repite.")}
        skipped, wrong = read_days(self.no_se_hace)
        errors = mistakes(self.repeticion, last_day=self.termina_el or self.empieza_el, wrong=wrong)
        if not errors:
            self.no_se_hace = write_days(skipped)
            self.repite_hasta = self.repeticion.days[-1]
        return errors

    def _mistakes(self):
        starts, ends = self.empieza_a_las, self.termina_a_las
        if self.empieza_el is None:
            return {}
        last = self.termina_el or self.empieza_el
        if last < self.empieza_el:
            return {
                "termina_el": _("La fecha final es anterior a la inicial: corrija una de las dos.")
            }
        if ends and not starts:
            return {"empieza_a_las": _("Escriba también a qué hora empieza.")}
        if last > self.empieza_el:
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
    def repeticion(self):
        """Rule of the repetition, or None for an event that takes place once."""
        if not self.repite or self.repite_hasta is None:
            return None
        return Repeticion(
            self.empieza_el,
            self.repite_hasta,
            self.repite,
            read_week(self.dias_de_la_semana),
            read_days(self.no_se_hace)[0],
        )

    @property
    def dias(self):
        """First days of all occasions of the event, in order."""
        return self.repeticion.days if self.repeticion else [self.empieza_el]

    def ultimo_de(self, dia):
        """Return the last day of the occasion that begins on ``dia``."""
        return dia if self.repite else self.termina_el or dia

    @property
    def ultimo_dia(self):
        return self.ultimo_de(self.dias[-1])

    @property
    def dura_dias(self):
        """Whether the event lasts whole days, without hours."""
        return self.empieza_a_las is None

    @property
    def inicio(self):
        """Start of the first occasion: a date, or a datetime in the portal's time zone."""
        return self.inicio_de(self.empieza_el)

    @property
    def fin(self):
        """End of the first occasion: its last day as a date, or a datetime; None if unknown."""
        return self.fin_de(self.empieza_el)

    def inicio_de(self, dia):
        return dia if self.dura_dias else _moment(dia, self.empieza_a_las)

    def fin_de(self, dia):
        """Return the end of the occasion that begins on ``dia``, like ``fin``."""
        if self.dura_dias:
            return self.ultimo_de(dia)
        return _moment(self.ultimo_de(dia), self.termina_a_las) if self.termina_a_las else None

    @property
    def listed_entity(self):
        """The entidad of an event fetched ``with_relations``; None if it is not public."""
        return self.entidad if self.entidad_es_publica else None

    def where(self, entidad):
        """Return the place as text; ``entidad`` is the organizer, or None if it is not public."""
        if self.lugar or entidad is None:
            return self.lugar
        return con_idioma(entidad.direccion or entidad.title, entidad.locale_id != self.locale_id)

    def lineas_de_difusion(self):
        """Return the lines to announce (``difusion``); empty once the event is over."""
        if self.ultimo_dia < timezone.localdate():
            return []
        where = self.where(self.public_entity)
        return [self.title, " · ".join(filter(None, [cuando(self), where])), self.resumen]

    @cached_property
    def public_entity(self):
        """The entidad that organizes the event, or None if it is not public."""
        if not self.entidad_id:
            return None
        return publicas(EntidadPage.objects.filter(pk=self.entidad_id)).first()


def _minute(hour):
    return hour.replace(second=0, microsecond=0)


def _moment(day, hour):
    return timezone.make_aware(datetime.combine(day, hour))
