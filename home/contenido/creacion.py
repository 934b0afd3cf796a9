"""Creates the initial pages of a portal, each only once: deleted pages are not created again."""

from django.db import transaction
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from wagtail.models import ReferenceIndex

from base.models import PortalSettings
from base.portales import portales
from difusion.publicacion import sin_anunciar
from home.models import HomePage, PaginaInicial

from .entidades import add_entidades
from .paginas import add_paginas
from .tramites import add_tramites


def create_contents(report):
    """Add the initial content that each portal never had; call ``report`` with a line for each."""
    records = {r.slug: r for r in PortalSettings.objects.en_pie().select_related("site")}
    for portal in portales():
        if portal.slug in records and (made := create_content(portal, records[portal.slug])):
            total = ngettext("%(total)d página", "%(total)d páginas", made) % {"total": made}
            report(
                _("%(portal)s: %(total)s para empezar")
                % {"portal": portal.etiqueta, "total": total}
            )


@transaction.atomic
@sin_anunciar()
def create_content(portal, record):
    """Add the initial content that the portal of ``record`` never had; return how many pages."""
    start = _Start(portal, record)
    add_entidades(start)
    add_tramites(start)
    add_paginas(start)
    return start.made


def born_with(portal):
    """Return {clave: page key} of the existing initial pages of ``portal``."""
    found = PaginaInicial.objects.filter(site__portalsettings__slug=portal.slug, page__isnull=False)
    return dict(found.values_list("clave", "page_id"))


class _Start:
    """A portal while its initial content is created; ``known`` holds its pages by ``clave``."""

    def __init__(self, portal, record):
        self.portal, self.record = portal, record
        self.home = HomePage.objects.get(pk=record.site.root_page_id)
        self.known = dict(
            PaginaInicial.objects.filter(site=record.site).values_list("clave", "page_id")
        )
        self.made = 0

    def new(self, entries, kind):
        """Return (clave, entry) of those ``entries`` that the portal never had."""
        found = ((f"{kind}-{entry['clave']}", entry) for entry in entries)
        return [(clave, entry) for clave, entry in found if clave not in self.known]

    def keep(self, clave, page, *, publish):
        """Record ``page`` as the initial page with ``clave``, published or left as a draft."""
        revision = page.save_revision(log_action="wagtail.create")
        if publish:
            revision.publish(log_action=False)
        else:
            ReferenceIndex.create_or_update_for_object(page)
        PaginaInicial.objects.create(site=self.record.site, clave=clave, page=page)
        self.known[clave] = page.pk
        self.made += 1
