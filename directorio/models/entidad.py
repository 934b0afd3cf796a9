from django import forms
from django.core.exceptions import ValidationError
from django.db import models
from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy as _
from modelcluster.fields import ParentalManyToManyField
from wagtail.admin.panels import (
    FieldPanel,
    FieldRowPanel,
    HelpPanel,
    InlinePanel,
    MultiFieldPanel,
    TitleFieldPanel,
)
from wagtail.admin.widgets import AdminAutoHeightTextInput
from wagtail.models import PageManager
from wagtail.search import index

from base.models import BasePage, ConTextoLlano, SubpagesMixin, TextoLlanoQuerySet
from base.models.fields import BlocksField, reference
from directorio.bloques import CuerpoBlock
from directorio.coordenadas import check_coordenadas
from directorio.forms import EntidadForm
from directorio.horarios import Excepcion, Horarios, weekly
from directorio.jerarquia import why_not_above
from directorio.models.listas import TipoEntidad, feriados
from directorio.panels import InformesPanel
from directorio.vigencia import ConEstadosMixin

_DIRECCION = ["calle", "numero", "entre", "y", "reparto", "consejo_popular"]


class EntidadQuerySet(TextoLlanoQuerySet):
    def con_atencion(self):
        """Return the query set with types, contacts and hours: four queries for any list."""
        return self.select_related("tipo").prefetch_related(
            "contactos", "horarios", "horarios_especiales"
        )


class EntidadPage(ConEstadosMixin, SubpagesMixin, ConTextoLlano, BasePage):
    """An entidad that serves the people, or one of its offices below it."""

    parent_page_types = ["directorio.DirectorioIndexPage", "directorio.EntidadPage"]
    # Documents about the management of an entidad are below it, where its equipo may write.
    subpage_types = [
        "directorio.EntidadPage",
        "documentos.DocumentoPage",
        "documentos.FichaLey168Page",
        "indicadores.IndicadorPage",
    ]
    page_description = _("Una empresa, dirección u oficina: contactos, horarios, dónde está.")
    base_form_class = EntidadForm
    atiende_casos = True
    se_ve_en_otros = False  # only those of the province serve other portals

    tipo = models.ForeignKey(
        TipoEntidad,
        verbose_name=_("tipo"),
        null=True,
        on_delete=models.PROTECT,
        related_name="entidades",
    )
    otros_nombres = models.CharField(
        _("siglas y otros nombres"),
        max_length=200,
        blank=True,
        help_text=_("Como la busca la gente, separados por comas: «OFICODA, la libreta»."),
    )
    cuerpo = BlocksField(CuerpoBlock(), verbose_name=_("más información"), blank=True)
    depende_de = reference(
        "self",
        _("depende de"),
        related_name="dependencias",
        help_text=_("La entidad superior, de su portal o de la provincia."),
    )
    atiende_a_todos = models.BooleanField(
        _("atiende a todos los municipios"),
        default=False,
        help_text=_("También a los que tengan portal después. Aparece en el directorio de todos."),
    )
    municipios_atendidos = ParentalManyToManyField(
        "base.PortalSettings",
        verbose_name=_("municipios que atiende"),
        blank=True,
        related_name="+",
        help_text=_("Aparece también en el directorio de esos municipios."),
    )
    calle = models.CharField(_("calle"), max_length=120, blank=True)
    numero = models.CharField(_("número"), max_length=20, blank=True)
    entre = models.CharField(_("entre"), max_length=80, blank=True)
    y = models.CharField(_("y"), max_length=80, blank=True)
    reparto = models.CharField(_("reparto o poblado"), max_length=80, blank=True)
    consejo_popular = models.CharField(_("consejo popular"), max_length=80, blank=True)
    referencia = models.CharField(
        _("cómo llegar"),
        max_length=160,
        blank=True,
        help_text=_("Como en «Frente al parque, planta alta»."),
    )
    latitud = models.FloatField(
        _("latitud"), null=True, blank=True, help_text=_("Como en 20.02083; para abrir el mapa.")
    )
    longitud = models.FloatField(
        _("longitud"), null=True, blank=True, help_text=_("Como en -75.82667, con su signo.")
    )
    atiende_feriados = models.BooleanField(
        _("atiende los días feriados"),
        default=False,
        help_text=_("Sin esta marca, los feriados de la lista provincial aparece cerrada."),
    )

    objects = PageManager.from_queryset(EntidadQuerySet)()

    # Fields that a translation cannot change; numbers, hours and dates are synchronised anyway.
    del_original = (
        *_DIRECCION,
        "tipo",
        "depende_de",
        "atiende_a_todos",
        "municipios_atendidos",
        "slug",
    )
    content_panels = [
        InformesPanel(),
        TitleFieldPanel(
            "title",
            placeholder=_("Nombre de la entidad*"),
            help_text=_("Completo y sin siglas: las siglas van más abajo."),
        ),
        MultiFieldPanel(
            [
                FieldRowPanel(
                    [FieldPanel("tipo", widget=forms.Select), FieldPanel("otros_nombres")]
                ),
                FieldPanel("resumen", widget=AdminAutoHeightTextInput),
            ],
            heading=_("Qué es"),
        ),
        InlinePanel("contactos", heading=_("Cómo comunicarse"), label=_("contacto")),
        MultiFieldPanel(
            [
                InlinePanel("horarios", label=_("horario")),
                FieldPanel("atiende_feriados"),
                HelpPanel(_("Días especiales: inventario, fumigación, una semana de vacaciones.")),
                InlinePanel("horarios_especiales", label=_("día especial")),
            ],
            heading=_("Cuándo atiende"),
        ),
        MultiFieldPanel(
            [
                FieldRowPanel([FieldPanel("calle"), FieldPanel("numero")]),
                FieldRowPanel([FieldPanel("entre"), FieldPanel("y")]),
                FieldRowPanel([FieldPanel("reparto"), FieldPanel("consejo_popular")]),
                FieldPanel("referencia"),
                FieldRowPanel([FieldPanel("latitud"), FieldPanel("longitud")]),
            ],
            heading=_("Dónde está"),
        ),
        InlinePanel("servicios", heading=_("Qué ofrece"), label=_("servicio")),
        InlinePanel("autoridades", heading=_("Quién dirige"), label=_("autoridad")),
        FieldPanel("depende_de"),
        FieldPanel("atiende_a_todos"),
        FieldPanel("municipios_atendidos", widget=forms.CheckboxSelectMultiple),
        *BasePage.portada_panels,
        FieldPanel("cuerpo"),
        *BasePage.vigencia_panels,
    ]
    search_fields = [
        *BasePage.search_fields,
        index.SearchField("otros_nombres", boost=2),
        index.SearchField("cuerpo"),
        index.SearchField("direccion"),
        index.SearchField("consejo_popular"),
        index.SearchField("referencia"),
        index.RelatedFields("tipo", [index.SearchField("nombre")]),
        index.RelatedFields(
            "servicios", [index.SearchField("nombre", boost=1.5), index.SearchField("descripcion")]
        ),
        index.RelatedFields(
            "contactos",
            [index.SearchField("texto"), index.SearchField("etiqueta"), index.SearchField("nota")],
        ),
        index.RelatedFields(
            "autoridades", [index.SearchField("nombre"), index.SearchField("cargo")]
        ),
        index.FilterField("tipo"),
    ]

    class Meta:
        verbose_name = _("entidad")
        verbose_name_plural = _("entidades")

    def clean(self):
        super().clean()
        errors = check_coordenadas(self.latitud, self.longitud)
        if self.depende_de_id and (error := why_not_above(self, self.depende_de)):
            errors["depende_de"] = error
        if errors:
            raise ValidationError(errors)

    def words_to_find(self):
        services = [f"{row.nombre} {row.descripcion}" for row in self.servicios.all()]
        return [self.otros_nombres, self.resumen, self.direccion, *services]

    # --- Where and when -------------------------------------------------------------

    @property
    def direccion(self):
        """Address in the Cuban format: «Calle 4 No. 34 e/ A y B, Reparto R»."""
        # Houses without a number have «s/n».
        number = f"No. {self.numero}" if any(map(str.isdecimal, self.numero)) else self.numero
        street = f"{self.calle} {number}".strip()
        if self.entre and self.y:
            street = f"{street} e/ {self.entre} y {self.y}".strip()
        elif between := self.entre or self.y:
            street = f"{street} esq. {between}".strip()
        return ", ".join(part for part in (street, self.reparto) if part)

    @property
    def geo(self):
        """The ``geo:`` URL that opens the map of a phone, or None."""
        if self.latitud is None or self.longitud is None:
            return None
        return f"geo:{self.latitud:.5f},{self.longitud:.5f}"

    @cached_property
    def horarios_de_atencion(self):
        """Opening hours, with the días especiales and días feriados as exceptions."""
        return self.horarios_con(self.horarios.all(), self.horarios_especiales.all())

    def horarios_con(self, horarios, especiales):
        """Return the opening hours from rows that the caller has read."""
        special = {}
        for row in especiales:
            days = special.setdefault((row.desde, row.ultimo), ([], row.motivo))
            if row.atiende:
                days[0].append(row.tramo)
        exceptions = [
            Excepcion(start, end, tuple(tramos), motivo)
            for (start, end), (tramos, motivo) in special.items()
        ]
        # The shortest exception that covers a day is used.
        exceptions.sort(key=lambda item: item.hasta - item.desde)
        if not self.atiende_feriados:
            exceptions += feriados()
        return Horarios(weekly((row.weekdays, row.tramo) for row in horarios), tuple(exceptions))
