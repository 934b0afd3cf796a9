"""Resolves the links between pages of an older portal, once all its pages are here."""

from itertools import chain
from urllib.parse import urlsplit

from django.db import transaction
from django.http import QueryDict
from django.utils.translation import gettext as _

from mudanza.conocidos import posibles
from mudanza.formas import read_address
from mudanza.models import Clase

from .cuerpo import to_document, to_page, with_links


class Enlaces:
    """Finds what became of an address of the older portal, published or not."""

    def __init__(self, contexto):
        self.contexto = contexto
        self.site = contexto.site

    def waiting(self):
        """Yield the rows whose pages have unresolved links, in order, one in memory at a time."""
        rows = self.contexto.of_older(Clase.PIEZA).filter(con_enlaces=True, page__isnull=False)
        for key in list(rows.order_by("pk").values_list("pk", flat=True)):
            if found := rows.select_related("page", "revision").filter(pk=key).first():
                yield found

    def lead(self, anterior):
        """Resolve the links of one page; return in words those that lead nowhere."""
        lost = []

        def resolve(path, words):
            found = self.find(path)
            if not found:
                lost.append((_("enlace a %(ruta)s") % {"ruta": path})[:255])
            return found

        with transaction.atomic():
            page = anterior.page.specific.get_latest_revision_as_object()
            raw, _waiting = with_links(list(page.cuerpo.raw_data), resolve)
            page.cuerpo = page._meta.get_field("cuerpo").to_python(raw)
            is_ours = page.latest_revision_id == anterior.revision_id
            self._save(page, anterior, is_ours)
            if is_ours:
                anterior.revision_id = page.latest_revision_id
            anterior.con_enlaces = False
            anterior.save(update_fields=["revision", "con_enlaces"])
        return lost

    def _save(self, page, anterior, is_ours):
        """Overwrite the revision of the same run, unless people changed or published it."""
        user, revision = self.contexto.user, anterior.revision
        is_same = is_ours and revision.user_id == user.pk and page.live_revision_id != revision.pk
        if not page.live:
            page.save()
        page.save_revision(user=user, clean=False, overwrite_revision=revision if is_same else None)

    def find(self, path, *, by_alias=True):
        """Return the attributes of a link to what became of an address, or "" if nothing did.

        ``by_alias`` is certain only once all pages are here: another one may have the same alias.
        """
        parts = urlsplit(path)
        if parts.path in ("", "/", "/index.php") and not parts.query:
            return to_page(self.site.root_page_id)
        pedida = read_address(parts.path, QueryDict(parts.query))
        found = chain.from_iterable(posibles(pedida, self.site, by_alias=by_alias))
        for anterior in found:
            if anterior.page_id:
                return to_page(anterior.page_id)
            if anterior.documento_id:
                return to_document(anterior.documento_id)
        return ""
