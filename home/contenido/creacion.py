"""Gives a portal the pages that it is born with, each once: what people delete stays deleted."""

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
    """Add to every portal what it never had; ``report`` is called with a line for each."""
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
    """Add to the portal of ``record`` what it never had; return how many pages."""
    start = _Start(portal, record)
    add_entidades(start)
    add_tramites(start)
    add_paginas(start)
    return start.made


def born_with(portal):
    """Return {clave: key of the page} of what ``portal`` was born with and still has."""
    found = PaginaInicial.objects.filter(site__portalsettings__slug=portal.slug, page__isnull=False)
    return dict(found.values_list("clave", "page_id"))


class _Start:
    """One portal while it gets its content: what there is of it by ``clave``, and adding to it."""

    def __init__(self, portal, record):
        self.portal, self.record = portal, record
        self.home = HomePage.objects.get(pk=record.site.root_page_id)
        self.known = dict(
            PaginaInicial.objects.filter(site=record.site).values_list("clave", "page_id")
        )
        self.made = 0

    def new(self, entries, kind):
        """Return those of ``entries`` that the portal never had, with their ``clave`` here."""
        found = ((f"{kind}-{entry['clave']}", entry) for entry in entries)
        return [(clave, entry) for clave, entry in found if clave not in self.known]

    def keep(self, clave, page, *, publish):
        """Write down that ``page`` is the one with ``clave``, and let it be public or a draft."""
        revision = page.save_revision(log_action="wagtail.create")
        if publish:
            revision.publish(log_action=False)
        else:
            ReferenceIndex.create_or_update_for_object(page)
        PaginaInicial.objects.create(site=self.record.site, clave=clave, page=page)
        self.known[clave] = page.pk
        self.made += 1
