"""Locks for the bulk action «publish»: Wagtail publishes what it read before any lock."""

from django.utils.translation import gettext as _
from wagtail.admin import messages
from wagtail.models import Page

from .versiones import version_of


def leave_out_what_changed(request, action_type, objects, action):
    """Hook ``before_bulk_action``: lock the pages; drop those that changed or are now forbidden.

    The pages that stay in ``objects`` are replaced by the locked ones.
    """
    if action_type != "publish" or not issubclass(action.model, Page):
        return
    # Always in the same order, so that two bulk actions cannot deadlock.
    held = Page.objects.select_for_update().order_by("pk").in_bulk([page.pk for page in objects])
    if action.cleaned_form.cleaned_data["include_descendants"]:
        for page in held.values():
            # Wagtail checks the permission on the descendants again, one by one.
            list(page.get_descendants().not_live().select_for_update().values_list("pk"))
    left_out = [page for page in objects if not _is_as_asked(page, held.get(page.pk), action)]
    objects[:] = [held[page.pk] for page in objects if page not in left_out]
    if left_out:
        text = _("Se quedaron sin publicar, porque cambiaron mientras tanto: %(paginas)s.")
        titles = ", ".join(f"«{page.get_admin_display_title()}»" for page in left_out)
        messages.warning(request, text % {"paginas": titles})


def _is_as_asked(asked, now, action):
    return now is not None and version_of(now) == version_of(asked) and action.check_perm(now)
