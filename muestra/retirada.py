"""Removes the sample content from a portal, and leaves what people have changed."""

from django.db import transaction
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from wagtail.models import Page, ReferenceIndex

from atencion.models import AtencionPage
from base.models import PortalDocument, PortalImage, PortalSettings
from gobierno.models import PlanteamientosIndexPage
from home.bloques import portada_inicial
from home.models import HomePage

from .atencion import ENTRANCE_PIECE, forget_entrance
from .avisos import forget
from .casos import remove_casos
from .fields import empty
from .marcas import is_touched, marks, unmark
from .palabras import remove_words
from .planteamientos import PLANTEAMIENTOS_PIECE
from .portada import HOME_PIECE
from .publicacion import give_back
from .tramites import withdraw


@transaction.atomic
def remove_sample(portal, report):
    """Remove the sample of ``portal``, and report what stays and why.

    Files are deleted when the transaction is committed. What stays keeps its mark, so the next load
    of the sample does not add it again.
    """
    entries = marks(Page, portal)
    kept = []
    if home_entry := entries.pop(HOME_PIECE, None):
        kept += empty_home(home_entry, portal)
    if entrance_entry := entries.pop(ENTRANCE_PIECE, None):
        kept += empty_entrance(entrance_entry)
    if section_entry := entries.pop(PLANTEAMIENTOS_PIECE, None):
        kept += empty_planteamientos(section_entry)
    kept += empty_settings(portal)
    remove_casos(portal)
    remove_words(portal)
    removed, reasons = remove_pages(entries)
    kept += reasons
    for model in (PortalImage, PortalDocument):
        kept += remove_media(model, portal)
    total = ngettext("%(total)d página", "%(total)d páginas", removed) % {"total": removed}
    report(_("%(portal)s: %(total)s fuera") % {"portal": portal.etiqueta, "total": total})
    for title, reason in kept:
        report(_("  se conserva «%(titulo)s»: %(motivo)s") % {"titulo": title, "motivo": reason})


def empty_home(entry, portal):
    home = HomePage.objects.filter(pk=entry.page_id).first()

    def compose():
        if not home.bloques:
            home.bloques = portada_inicial(es_provincial=portal.es_provincial)

    return empty_page(home, entry, compose)


def empty_entrance(entry):
    page = AtencionPage.objects.filter(pk=entry.page_id).first()
    return empty_page(page, entry, lambda: forget_entrance(page, entry.data.get("oficina")))


def empty_planteamientos(entry):
    """Stop showing planteamientos, as before the sample."""
    page = PlanteamientosIndexPage.objects.filter(pk=entry.page_id).first()
    return empty_page(page, entry, lambda: None)


def empty_page(page, entry, finish):
    """Empty the sample's fields, call ``finish``, publish; return (title, reason) of kept ones."""
    if page is None:
        unmark([entry])
        return []
    if page.has_unpublished_changes:
        return [(page.title, _("tiene cambios sin publicar"))]
    changed = empty(page, entry.data["campos"])
    finish()
    page.save_revision(log_action=False).publish(log_action="wagtail.publish")
    unmark([entry])
    return changed_fields(page, changed)


def empty_settings(portal):
    kept = []
    for entry in marks(PortalSettings, portal).values():
        datos = PortalSettings.objects.filter(pk=entry.object_id).first()
        if datos is not None:
            kept += changed_fields(datos, empty(datos, entry.data["campos"]))
            datos.save()
        unmark([entry])
    return kept


def changed_fields(instance, names):
    return [
        (f"{instance._meta.get_field(name).verbose_name} · {instance}", _("alguien lo cambió"))
        for name in names
    ]


def remove_pages(entries):
    """Remove the unchanged pages, deepest first; return (number, what stays and why)."""
    entries = {entry.page_id: entry for entry in entries.values()}
    unmark(gone(Page, entries))
    removed, kept = 0, []
    ids = Page.objects.filter(pk__in=entries).order_by("-depth", "pk").values_list("pk", flat=True)
    for pk in list(ids):
        page = Page.objects.get(pk=pk)
        if reason := reason_to_keep_page(page, entries[pk]):
            kept.append((page.title, reason))
            continue
        if "antes" in entries[pk].data:
            give_back(page.specific, entries[pk])
        else:
            withdraw(page)
            page.delete()
            forget(page)
        unmark([entries[pk]])
        removed += 1
    return removed, kept


def reason_to_keep_page(page, entry):
    if page.latest_revision_id != entry.revision_id or is_touched(page, entry):
        return _("alguien la cambió")
    if page.get_children().exists():
        return _("tiene dentro páginas que se conservan")
    if page.get_translations().exists():
        return _("tiene traducciones")
    return None


def remove_media(model, portal):
    entries = {int(entry.object_id): entry for entry in marks(model, portal).values()}
    unmark(gone(model, entries))
    kept = []
    for item in model.objects.filter(pk__in=entries):
        entry = entries[item.pk]
        if is_touched(item, entry):
            kept.append((item.title, _("alguien lo cambió")))
        elif ReferenceIndex.get_references_to(item).exists():
            kept.append((item.title, _("está en uso")))
        else:
            item.delete()
            unmark([entry])
    return kept


def gone(model, entries):
    """Return the entries of objects that somebody has deleted."""
    there = set(model.objects.filter(pk__in=entries).values_list("pk", flat=True))
    return [entry for pk, entry in entries.items() if pk not in there]
