"""Check of incomplete pages in the bulk action «publish», which skips the form of the page."""

from django.core.exceptions import NON_FIELD_ERRORS, ValidationError
from django.utils.text import capfirst
from django.utils.translation import gettext as _
from wagtail.admin import messages
from wagtail.blocks import StreamBlockValidationError
from wagtail.fields import StreamField
from wagtail.models import Page

from base.alternativo import refuse_cover


def leave_out_what_lacks_something(request, action_type, objects, action):
    """Hook ``before_bulk_action``: drop from ``objects`` the pages that are not complete.

    A draft may be saved without fields that its form requires to publish.
    """
    if action_type != "publish" or not issubclass(action.model, Page):
        return
    with_those_below = action.cleaned_form.cleaned_data["include_descendants"]
    lacking = {}
    for page in objects:
        below = page.get_descendants().not_live().specific() if with_those_below else ()
        if said := [f"«{each}»: {why}" for each in (page, *below) if (why := _lacks(each))]:
            lacking[page.pk] = " ".join(said)
    if lacking:
        objects[:] = [page for page in objects if page.pk not in lacking]
        said = " ".join(lacking.values())
        text = _("Se quedaron sin publicar, porque les falta algo. %(paginas)s")
        messages.error(request, text % {"paginas": said})


def _lacks(page):
    """Return the errors of the latest revision of ``page`` in words, or ""."""
    draft = page.get_latest_revision_as_object()
    try:
        draft.full_clean()
    except ValidationError as error:
        return name_fields(draft, error)
    cover = getattr(draft, "imagen_portada", None)
    return refuse_cover(cover, getattr(draft, "alt_portada", "")) or _blocks_lacking(draft)


def _blocks_lacking(page):
    """Name the invalid blocks, each type once; the model's ``full_clean`` does not check them."""
    kinds = {}
    for field in page._meta.get_fields():
        if isinstance(field, StreamField):
            stream = getattr(page, field.name)
            try:
                field.stream_block.clean(stream)
            except StreamBlockValidationError as error:
                found = [stream[place] for place in error.block_errors or {}]
                # An empty block does no harm: readers see nothing.
                kinds |= {str(each.block.label): None for each in found if each.value}
    if not kinds:
        return ""
    return _("le falta algo a estos bloques: %(bloques)s.") % {"bloques": ", ".join(kinds)}


def name_fields(page, error):
    """Return the messages of ``error``, each after the name of its field."""
    return " ".join(
        f"«{capfirst(page._meta.get_field(name).verbose_name)}»: {' '.join(said)}"
        if name != NON_FIELD_ERRORS
        else " ".join(said)
        for name, said in error.message_dict.items()
    )
