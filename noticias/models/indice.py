from django.db.models import OuterRef, Q, Subquery
from django.utils.translation import gettext_lazy as _

from base.models import IndexPage
from base.publicas import publicas

from .noticia import NoticiaPage


class NoticiasIndexPage(IndexPage):
    """Page with the news of one portal: newest first, by month and by category."""

    subpage_types = ["noticias.NoticiaPage"]
    page_description = _("Reúne las noticias del portal. Hay una sola.")

    LATEST = 4

    class Meta:
        verbose_name = _("sección de noticias")
        verbose_name_plural = _("secciones de noticias")

    def noticias(self):
        """Return the published news of this portal, newest first."""
        return publicas(NoticiaPage.objects.child_of(self)).recent()

    def front_news(self, chosen):
        """Return (news with the keys ``chosen``, in that order; the 4 latest) for a front page.

        Only published news of this section, in one query, without prefetched pictures. Chosen news
        are returned in the language of this section.
        """
        pages = NoticiaPage.objects.filter(pk__in=chosen)
        latest = Q(pk__in=self.noticias()[: self.LATEST].values("pk"))
        wanted = latest | Q(translation_key__in=pages.values("translation_key"))
        same = pages.filter(translation_key=OuterRef("translation_key")).order_by("pk")
        named = self.noticias().annotate(elegida=Subquery(same.values("pk")[:1]))
        found = list(named.filter(wanted).prefetch_related(None))
        featured = [noticia for noticia in found if noticia.elegida]
        featured.sort(key=lambda noticia: chosen.index(noticia.elegida))
        return featured, found[: self.LATEST]
