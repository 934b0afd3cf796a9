"""Links between the pages of an older portal, led to what became of them once all are there."""

from itertools import chain
from urllib.parse import urlsplit

from django.db import transaction
from django.http import QueryDict
from django.utils.translation import gettext as _

from mudanza.conocidos import posibles
from mudanza.formas import leer
from mudanza.models import Clase

from .cuerpo import to_document, to_page, with_links


class Enlaces:
    """Finds what became of an address, whether it is published yet or not."""

    def __init__(self, contexto):
        self.contexto = contexto
        self.site = contexto.site

    def waiting(self):
        """Yield the pages whose links are still to be led, in their order; one is in memory."""
        rows = self.contexto.of_older(Clase.PIEZA).filter(con_enlaces=True, page__isnull=False)
        for key in list(rows.order_by("pk").values_list("pk", flat=True)):
            if found := rows.select_related("page", "revision").filter(pk=key).first():
                yield found

    def lead(self, anterior):
        """Lead the links of one page; return what of them leads nowhere."""
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
        """Put it into the version of the same run; one that readers read already stays as it is."""
        user, revision = self.contexto.user, anterior.revision
        is_same = is_ours and revision.user_id == user.pk and page.live_revision_id != revision.pk
        if not page.live:
            page.save()
        page.save_revision(user=user, clean=False, overwrite_revision=revision if is_same else None)

    def find(self, path, *, by_alias=True):
        """Return the attributes of a link to what became of an address, "" where nothing did.

        An alias tells a page only once all are there: another one may have it too.
        """
        parts = urlsplit(path)
        if parts.path in ("", "/", "/index.php") and not parts.query:
            return to_page(self.site.root_page_id)
        pedida = leer(parts.path, QueryDict(parts.query))
        found = chain.from_iterable(posibles(pedida, self.site, by_alias=by_alias))
        for anterior in found:
            if anterior.page_id:
                return to_page(anterior.page_id)
            if anterior.documento_id:
                return to_document(anterior.documento_id)
        return ""
