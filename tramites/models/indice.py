from collections import Counter

from django.conf import settings
from django.db import models
from django.db.models import Case, Count, Exists, OuterRef, Q, Subquery, Value, When
from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy as _
from modelcluster.fields import ParentalKey
from wagtail.admin.panels import FieldPanel, InlinePanel
from wagtail.models import Orderable

from base.idiomas import is_original
from base.models import BasePage, IndexPage
from base.models.fields import reference
from base.provincia import es_de_la_provincia, in_the_province
from base.publicas import publicas
from base.texto import plain
from base.tree import in_tree_of
from servidor.caches.fragments import UNTIL_ANNOUNCED, fragment

from ..palabras import estado_visible
from ..situacion import NORMAL, situacion_de
from .eventos import EventoDeVida
from .local import TramiteLocalPage
from .responden import others_of, que_responden
from .tramite import TramitePage

_OF_STATE = ("pk", "locale_id", "estado", "estado_motivo", "estado_desde", "estado_hasta")


class TramitesIndexPage(IndexPage):
    """Section with the trámites of one portal: those of the province, and its own."""

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
        """Return the public trámites that this section lists, as a query set."""
        return self._listed.all()

    @cached_property
    def _listed(self):
        # Building this query is as slow as running it, and a list needs it several times.
        return TramitePage.objects.of_index(self)

    def local_pages(self):
        """Return the public trámites locales of this portal, with their ``canonico``.

        Both those in the language of this section, which come first, and the Spanish ones,
        because a local difference without a translation applies in every language.
        """
        if self.es_provincial:
            return TramiteLocalPage.objects.none()
        canonicos = TramitePage.objects.canonicos().order_by().values("pk")
        # The whole tree of the portal: trámites locales exist only below sections of trámites.
        here = in_tree_of(self.path) & Q(canonico__in=canonicos)
        languages = Q(locale=self.locale_id) | Q(locale__language_code=settings.LANGUAGE_CODE)
        found = publicas(TramiteLocalPage.objects.filter(here, languages))
        is_own = Case(When(locale_id=self.locale_id, then=0), default=1)
        related = [f"canonico__{name}" for name in TramitePage.SHOWN_OF_OTHERS]
        return found.select_related(*related).order_by(is_own, "path")

    def adaptations(self, tramites, *parts):
        """Return {translation key of a trámite: its trámite local in this portal}.

        ``parts`` are relations of the trámites locales to prefetch.
        """
        keys = [tramite.translation_key for tramite in tramites]
        found = self.local_pages().filter(canonico__translation_key__in=keys)
        pages = list(found.prefetch_related(*parts))
        return {page.canonico.translation_key: page for page in reversed(pages)}

    def untranslated(self):
        """Return how many trámites this portal has in Spanish but not in this language."""
        if is_original():
            return 0
        return fragment(f"sin-traducir-{self.pk}", self._count_untranslated, UNTIL_ANNOUNCED)

    def _count_untranslated(self):
        own = publicas(TramitePage.objects.filter(in_tree_of(self.path)))
        found = own if self.es_provincial else own | TramitePage.objects.canonicos()
        found = found.filter(locale__language_code=settings.LANGUAGE_CODE)
        here = self.tramites().order_by().values("translation_key")
        return found.exclude(translation_key__in=here).count()

    def states(self):
        """Return {page id: state here} of the public trámites whose state is not normal.

        Both trámites and trámites locales, of all portals: any may be linked from this one.
        """

        def compute():
            tramites, locales = self._with_state()
            adapted = dict(locales)
            states = {page.pk: situacion_de(page, adapted.get(key)) for key, page in tramites}
            by_key = {key: states[page.pk] for key, page in tramites}
            states |= {page.pk: by_key[key] for key, page in locales}
            return {pk: state for pk, state in states.items() if state != NORMAL}

        return fragment(f"estados-{self.pk}", compute)

    def _with_state(self):
        """Return trámites and trámites locales as lists of (translation key of the trámite, page).

        The trámites are those limited, suspended or adapted here. One query reads both; the pages
        have only the fields of their state. Those in the language of this section come last.
        """
        locales = self.local_pages().order_by()
        here = Q(translation_key__in=locales.values("canonico__translation_key"))
        found = publicas(TramitePage.objects.filter(~Q(estado=NORMAL) | here)).order_by()
        rows = found.values_list(Value("", models.CharField()), "translation_key", *_OF_STATE)
        of_locales = locales.values_list("ofrece", "canonico__translation_key", *_OF_STATE)
        pages = {TramitePage: [], TramiteLocalPage: []}
        for ofrece, key, *values in rows.union(of_locales, all=True):
            fields = dict(zip(_OF_STATE, values, strict=True))
            page = TramiteLocalPage(ofrece=ofrece, **fields) if ofrece else TramitePage(**fields)
            pages[type(page)].append((key, page))
        for each in pages.values():
            each.sort(key=lambda item: item[1].locale_id == self.locale_id)
        return pages.values()

    def most_used_links(self, request):
        """Return the trámites put first, for the portada: dicts of title, URL and state."""
        url = self.get_url(request)

        def compute():
            states = self.states()
            found = self.put_first().values_list("pk", "title", "slug")
            return [(title, slug, states.get(pk, NORMAL)) for pk, title, slug in found]

        return [
            {"titulo": title, "url": f"{url}{slug}/", "estado": estado_visible(situacion)}
            for title, slug, situacion in fragment(f"primeros-{self.pk}", compute)
        ]

    def put_first(self):
        """Return the trámites that editors put first, by default those chosen by the province."""
        # The rows of a translated section are copies of the Spanish ones and name Spanish pages.
        of_province = in_the_province("page__path") & Q(page__locale_id=self.locale_id)
        own = TramiteDestacado.objects.filter(page=self)
        rows = TramiteDestacado.objects.filter(Q(page=self) | of_province & ~Exists(own))
        found = self.tramites().filter(translation_key__in=rows.values("tramite__translation_key"))
        same = rows.filter(tramite__translation_key=OuterRef("translation_key"))
        first = same.order_by("sort_order", "pk")
        return found.order_by(*(Subquery(first.values(name)[:1]) for name in ("sort_order", "pk")))

    def events(self):
        """Return the eventos de vida with trámites here, as dicts, in the province's order."""

        def compute():
            used = EventoDeVida.objects.filter(tramites__in=self.tramites().order_by().values("pk"))
            counted = used.annotate(traducido=EventoDeVida.translated(), total=Count("tramites"))
            # Django drops the default order of a model in a query with GROUP BY.
            counted = counted.order_by("orden", "nombre", "pk")
            return list(counted.values("traducido", "slug", "total"))

        return fragment(f"eventos-{self.pk}", compute)

    def answering(self, site):
        """Return {id of a trámite here: entidades that answer for it in ``site``}; cached."""

        def compute():
            tramites = list(self.tramites().select_related("clase_de_entidad"))
            return que_responden(tramites, others_of(tramites), site)

        return fragment(f"responden-{self.pk}", compute)

    def entities(self, site):
        """Return [(id, name, number of trámites)] of the entidades that answer here, by name."""
        rows = [each for found in self.answering(site).values() for each in found]
        counted = Counter(each.clave for each in rows)
        names = {each.clave: each.nombre for each in rows}
        found = [(key, names[key], total) for key, total in counted.items()]
        return sorted(found, key=lambda row: plain(row[1]))

    def letters(self):

        def compute():
            first = self.tramites().with_letter().order_by()
            return sorted(first.values_list("letra", flat=True).distinct())

        return fragment(f"letras-{self.pk}", compute)


class TramiteDestacado(Orderable):
    page = ParentalKey(TramitesIndexPage, on_delete=models.CASCADE, related_name="destacados")
    tramite = reference(TramitePage, _("trámite"), blank=False, on_delete=models.CASCADE)

    panels = [FieldPanel("tramite", required_on_save=True)]

    class Meta(Orderable.Meta):
        verbose_name = _("trámite destacado")
        verbose_name_plural = _("trámites destacados")
