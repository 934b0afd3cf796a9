from django.conf import settings
from django.db import models
from django.db.models import Case, Count, Exists, OuterRef, Q, Subquery, When
from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy as _
from modelcluster.fields import ParentalKey
from wagtail.admin.panels import FieldPanel, InlinePanel
from wagtail.models import Orderable

from base.fragmentos import fragment
from base.idiomas import is_original
from base.models import BasePage, IndexPage
from base.nombres import con_nombre, nombre_de
from base.provincia import es_de_la_provincia, in_the_province
from base.publicas import publicas
from base.texto import plain
from base.tree import in_tree_of
from directorio.models import EntidadPage

from .eventos import EventoDeVida
from .local import TramiteLocalPage
from .tramite import TramitePage

# What the page of a procedure shows of others.
_SHOWN = ("entidad", "imagen_portada")


class TramitesIndexPage(IndexPage):
    """The procedures of one portal: those of the province, and its own."""

    subpage_types = ["tramites.TramitePage", "tramites.TramiteLocalPage"]
    page_description = _("Reúne los trámites del portal. Hay una sola.")

    MOST_USED = 8

    del_original = ("destacados",)

    content_panels = [
        *BasePage.content_panels,
        InlinePanel(
            "destacados",
            heading=_("Lo que más se busca"),
            label=_("trámite"),
            max_num=MOST_USED,
            help_text=_("Aparecen primero. Vacío: los que destaca la provincia."),
        ),
        *BasePage.vigencia_panels,
    ]

    class Meta:
        verbose_name = _("sección de trámites")
        verbose_name_plural = _("secciones de trámites")

    @cached_property
    def es_provincial(self):
        return es_de_la_provincia(self.path)

    def tramites(self):
        """The public procedures that this section lists."""
        return TramitePage.objects.of_index(self)

    def local_pages(self):
        """The public pages in which this portal adapts procedures, with these.

        What nobody has translated is there in Spanish, for it holds in every language; the
        pages in the language of this section come first.
        """
        if self.es_provincial:
            return TramiteLocalPage.objects.none()
        canonicos = TramitePage.objects.canonicos().order_by().values("pk")
        # Of this portal in whatever language: local pages stand below such sections only.
        here = in_tree_of(self.path) & Q(canonico__in=canonicos)
        languages = Q(locale=self.locale_id) | Q(locale__language_code=settings.LANGUAGE_CODE)
        found = publicas(TramiteLocalPage.objects.filter(here, languages))
        is_own = Case(When(locale_id=self.locale_id, then=0), default=1)
        related = [f"canonico__{name}" for name in _SHOWN]
        return found.select_related(*related).order_by(is_own, "path")

    def adaptations(self, tramites, *parts):
        """Return {translation key of a procedure: the page in which this portal adapts it}.

        ``parts`` are relations of the pages to fetch with them.
        """
        keys = [tramite.translation_key for tramite in tramites]
        found = self.local_pages().filter(canonico__translation_key__in=keys)
        pages = list(found.prefetch_related(*parts))
        return {page.canonico.translation_key: page for page in reversed(pages)}

    def untranslated(self):
        """Return how many procedures this portal has in Spanish and not in this language."""
        if is_original():
            return 0
        own = publicas(TramitePage.objects.filter(in_tree_of(self.path)))
        found = own if self.es_provincial else own | TramitePage.objects.canonicos()
        found = found.filter(locale__language_code=settings.LANGUAGE_CODE)
        here = self.tramites().order_by().values("translation_key")
        return found.exclude(translation_key__in=here).count()

    def most_used_links(self, request):
        """The titles and addresses of what editors put first, as a front page shows them."""
        url = self.get_url(request)
        rows = fragment(
            f"primeros-{self.pk}", lambda: list(self.put_first().values("title", "slug"))
        )
        return [{"titulo": row["title"], "url": f"{url}{row['slug']}/"} for row in rows]

    def put_first(self):
        """What editors put first; a municipality that chose nothing has what the province did."""
        # A translation of a section has the rows of the Spanish one, which name Spanish pages.
        of_province = in_the_province("page__path") & Q(page__locale_id=self.locale_id)
        own = TramiteDestacado.objects.filter(page=self)
        rows = TramiteDestacado.objects.filter(Q(page=self) | of_province & ~Exists(own))
        found = self.tramites().filter(translation_key__in=rows.values("tramite__translation_key"))
        same = rows.filter(tramite__translation_key=OuterRef("translation_key"))
        first = same.order_by("sort_order", "pk")
        return found.order_by(*(Subquery(first.values(name)[:1]) for name in ("sort_order", "pk")))

    def events(self):
        """The life events that have procedures here, in the province's order."""
        used = EventoDeVida.objects.filter(tramites__in=self.tramites().order_by().values("pk"))
        counted = used.annotate(traducido=EventoDeVida.translated(), total=Count("tramites"))
        # A query that counts forgets the order of its model.
        counted = counted.order_by("orden", "nombre", "pk")
        return fragment(
            f"eventos-{self.pk}", lambda: list(counted.values("traducido", "slug", "total"))
        )

    def entities(self):
        """The entities that answer for procedures here, by name."""
        here = self.tramites().order_by().values("pk")
        answering = publicas(EntidadPage.objects.filter(tramites__in=here))
        counted = con_nombre(answering.annotate(total=Count("tramites")))

        def compute():
            found = [(page.pk, nombre_de(page), page.total) for page in counted]
            return sorted(found, key=lambda row: plain(row[1]))

        return fragment(f"responden-{self.pk}", compute)

    def letters(self):
        first = self.tramites().with_letter()
        return fragment(
            f"letras-{self.pk}",
            lambda: sorted(first.order_by().values_list("letra", flat=True).distinct()),
        )


class TramiteDestacado(Orderable):
    page = ParentalKey(TramitesIndexPage, on_delete=models.CASCADE, related_name="destacados")
    tramite = models.ForeignKey(
        TramitePage,
        verbose_name=_("trámite"),
        null=True,
        on_delete=models.CASCADE,
        related_name="+",
    )

    panels = [FieldPanel("tramite", required_on_save=True)]

    class Meta(Orderable.Meta):
        verbose_name = _("trámite destacado")
        verbose_name_plural = _("trámites destacados")
