from django import forms
from django.conf import settings
from django.db import models
from django.db.models import Q
from django.db.models.functions import Coalesce
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from modelcluster.fields import ParentalKey, ParentalManyToManyField
from wagtail.admin.panels import FieldPanel, FieldRowPanel, InlinePanel, MultiFieldPanel
from wagtail.admin.widgets import AdminAutoHeightTextInput
from wagtail.models import Page, PageManager
from wagtail.query import PageQuerySet
from wagtail.search import index

from avisos.forms import AvisoForm
from base.models import BasePage, FilaDePagina
from base.provincia import in_the_province
from base.publicas import publicas
from base.tree import in_tree_of

from .opciones import Alcance, ConFin, Fase, Nivel, Tipo


class AvisoQuerySet(PageQuerySet):
    def vigentes(self):
        """Return the avisos that have not ended, the most severe first and then the newest."""
        running = self.filter(Q(termina=None) | Q(termina__gt=timezone.now()))
        return running.order_by("-nivel", Coalesce("go_live_at", "first_published_at").desc())

    def terminados(self):
        """Return the avisos that have ended, the latest first."""
        return self.filter(termina__lte=timezone.now()).order_by("-termina", "-pk")

    def para(self, datos):
        """Return the public Spanish avisos for the portal with the settings ``datos``.

        The Spanish page holds the scope, level and end of an aviso; translations hold only text.
        """
        concerns = in_tree_of(datos.site.root_page.path)
        if not datos.es_provincial:
            chosen = AvisoPage.municipios.through.objects.filter(portalsettings=datos.pk)
            for_it = Q(alcance=Alcance.TODOS) | Q(
                alcance=Alcance.MUNICIPIOS, pk__in=chosen.values("avisopage")
            )
            concerns |= in_the_province() & for_it
        spanish = self.filter(concerns, locale__language_code=settings.LANGUAGE_CODE)
        return publicas(spanish.select_related("locale"))


class AvisoPage(ConFin, BasePage):
    """Something that people must know from one moment to another.

    An aviso begins when it is published; the scheduler does that at ``go_live_at``. It has ended
    from ``termina`` on: no job changes it, the code compares the time on each request. The page
    stays public, marked as ended.
    """

    parent_page_types = ["avisos.AvisosIndexPage"]
    subpage_types = []
    page_description = _("Lo que hay que saber ya: un peligro, un corte, una medida, con su plazo.")

    Tipo, Fase, Nivel, Alcance = Tipo, Fase, Nivel, Alcance

    tipo = models.CharField(_("tipo"), max_length=12, choices=Tipo)
    fase = models.CharField(
        _("fase"),
        max_length=12,
        choices=Fase,
        blank=True,
        help_text=_("La que declaró la Defensa Civil, si declaró alguna."),
    )
    nivel = models.PositiveSmallIntegerField(
        _("nivel"),
        choices=Nivel,
        default=Nivel.INFORMACION,
        help_text=_("Los más graves se leen primero; «Emergencia» se muestra abierto."),
    )
    simulacro = models.BooleanField(
        _("es un simulacro"),
        default=False,
        help_text=_("Se lee esa palabra delante, y así lo reciben otros sistemas."),
    )
    alcance = models.CharField(
        _("dónde se muestra"), max_length=10, choices=Alcance, default=Alcance.PORTAL
    )
    municipios = ParentalManyToManyField(
        "base.PortalSettings", verbose_name=_("municipios"), blank=True, related_name="+"
    )
    texto = models.TextField(
        _("texto"),
        max_length=4000,
        help_text=_("Sin adornos: viaja también como texto a otros medios y aplicaciones."),
    )
    termina = models.DateTimeField(
        _("termina"),
        null=True,
        blank=True,
        help_text=_("A esa hora deja de mostrarse, solo. La página queda entre los pasados."),
    )
    sin_fin = models.CharField(
        _("por qué no se sabe cuándo termina"),
        max_length=160,
        blank=True,
        help_text=_("Solo si no puede dar una hora: «Hasta nueva nota de la Defensa Civil»."),
    )
    fuente = models.CharField(
        _("fuente"), max_length=160, help_text=_("Quién lo dice: Defensa Civil, Empresa Eléctrica…")
    )
    numero_nota = models.CharField(
        _("número de nota"),
        max_length=40,
        blank=True,
        help_text=_("Como en «Aviso de ciclón tropical No. 3»."),
    )
    proximo_boletin = models.DateTimeField(
        _("próximo boletín"), null=True, blank=True, help_text=_("Cuándo se informará otra vez.")
    )

    objects = PageManager.from_queryset(AvisoQuerySet)()
    base_form_class = AvisoForm
    del_original = ("municipios", "numero_nota", "slug")
    # The form has no such field: ``fuente`` names who is responsible.
    de_cada_pagina = ("responsable",)

    content_panels = [
        *Page.content_panels,
        FieldPanel(
            "resumen",
            widget=AdminAutoHeightTextInput,
            help_text=_("Una o dos oraciones: qué pasa y qué hacer. Se lee en todas las páginas."),
        ),
        MultiFieldPanel(
            [
                FieldRowPanel([FieldPanel("tipo"), FieldPanel("fase")]),
                FieldRowPanel([FieldPanel("nivel"), FieldPanel("simulacro")]),
            ],
            heading=_("Qué es"),
        ),
        MultiFieldPanel(
            [
                FieldRowPanel(
                    [
                        FieldPanel(
                            "go_live_at",
                            heading=_("Empieza"),
                            help_text=_("Vacío: en cuanto se publique."),
                        ),
                        FieldPanel("termina"),
                    ]
                ),
                FieldPanel("sin_fin"),
            ],
            heading=_("Cuándo"),
        ),
        MultiFieldPanel(
            [
                FieldPanel("alcance"),
                FieldPanel("municipios", widget=forms.CheckboxSelectMultiple),
            ],
            heading=_("Dónde"),
        ),
        FieldPanel("texto"),
        InlinePanel(
            "instrucciones",
            heading=_("Qué hacer"),
            label=_("instrucción"),
            help_text=_("Una por fila. Las de la fase declarada se leen primero."),
        ),
        MultiFieldPanel(
            [
                FieldRowPanel([FieldPanel("fuente"), FieldPanel("numero_nota")]),
                FieldPanel("proximo_boletin"),
            ],
            heading=_("Quién lo dice"),
        ),
        *BasePage.portada_panels,
    ]
    # Start and end are content fields; Wagtail's own end (``expire_at``) would unpublish the page.
    settings_panels = []
    search_fields = [
        *BasePage.search_fields,
        index.SearchField("texto"),
        index.SearchField("fuente"),
        index.SearchField("numero_nota"),
        index.SearchField("get_tipo_display"),
        index.RelatedFields("instrucciones", [index.SearchField("texto")]),
    ]

    class Meta:
        verbose_name = _("aviso")
        verbose_name_plural = _("avisos")

    @classmethod
    def can_create_at(cls, parent):
        """Whether ``parent`` is a Spanish section; in other languages avisos are translations."""
        is_spanish = parent.locale.language_code == settings.LANGUAGE_CODE
        return is_spanish and super().can_create_at(parent)

    # --- Time -----------------------------------------------------------------------

    @property
    def desde(self):
        """Start of the aviso; None if it is neither published nor scheduled."""
        return self.go_live_at or self.first_published_at

    def publish(self, revision, **kwargs):
        """Publish, unless the scheduler runs so late that the aviso has already ended."""
        is_appointed = revision.approved_go_live_at is not None
        if is_appointed and not self.live and revision.as_object().ha_terminado:
            self.revisions.update(approved_go_live_at=None)
            return
        super().publish(revision, **kwargs)

    # --- Pages ----------------------------------------------------------------------

    @property
    def tipo_publico(self):
        return _("Aviso terminado") if self.ha_terminado else _("Aviso")

    @property
    def municipios_nombrados(self):
        """Names of the municipalities chosen by the province; empty for any other scope."""
        if self.alcance != Alcance.MUNICIPIOS:
            return []
        return sorted(portal.nombre for portal in self.municipios.all())

    def instrucciones_por_fase(self):
        """Return [(name of the phase, texts)]: the declared phase first, then «En todo momento».

        If there is a single group and it is for every phase, its name is empty.
        """
        rows = {}
        for row in self.instrucciones.all():
            rows.setdefault(row.fase, []).append(row.texto)
        order = [self.fase, "", *Fase.values]
        phases = sorted(rows, key=order.index)
        always = _("En todo momento") if len(phases) > 1 else ""
        return [(Fase(phase).label if phase else always, rows[phase]) for phase in phases]

    @property
    def instrucciones_en_lineas(self):
        """Instructions as a list of lines, each with the name of its phase first."""
        return [
            f"{phase}: {text}" if phase else text
            for phase, texts in self.instrucciones_por_fase()
            for text in texts
        ]

    def lineas_de_difusion(self):
        """Return the lines that ``difusion`` announces; none once the aviso has ended."""
        if self.ha_terminado:
            return []
        title = self.title
        if self.simulacro:
            title = _("Simulacro: %(titulo)s") % {"titulo": title}
        return [title, self.resumen]


class Instruccion(FilaDePagina):
    """Instruction of an aviso, for one phase or (``fase`` empty) for all of them."""

    page = ParentalKey(AvisoPage, on_delete=models.CASCADE, related_name="instrucciones")
    fase = models.CharField(
        _("fase"), max_length=12, choices=Fase, blank=True, help_text=_("Vacío: en todo momento.")
    )
    texto = models.CharField(_("qué hacer"), max_length=300)

    panels = [FieldPanel("fase"), FieldPanel("texto")]

    class Meta(FilaDePagina.Meta):
        verbose_name = _("instrucción")
        verbose_name_plural = _("instrucciones")

    def __str__(self):
        return self.texto
