"""Bulk actions on files, which Wagtail runs without the form of each file."""

from django.utils.translation import ngettext
from wagtail.admin import messages

from aislamiento.offered_files import may_show, usos
from base.models import PortalDocument, PortalImage

from .forms import privacy


def leave_out_what_is_seen(request, action_type, objects, action):
    """Hook ``before_bulk_action``: drop from ``objects`` the files that the user may not move.

    They are visible to citizens, and the new folder has other view restrictions.
    """
    if action_type != "add_to_collection" or action.model not in (PortalImage, PortalDocument):
        return
    wanted = privacy(action.cleaned_form.cleaned_data["collection"])
    left_out = [
        archivo
        for archivo in objects
        if privacy(archivo.collection) != wanted
        and not may_show(request.user, archivo)
        and usos(archivo)
    ]
    if left_out:
        objects[:] = [archivo for archivo in objects if archivo not in left_out]
        messages.warning(
            request,
            ngettext(
                "%(cuantos)d archivo se quedó donde estaba: los ciudadanos lo ven y en la otra "
                "carpeta lo leerían otras personas. Pídalo a quien modera.",
                "%(cuantos)d archivos se quedaron donde estaban: los ciudadanos los ven y en la "
                "otra carpeta los leerían otras personas. Pídalo a quien modera.",
                len(left_out),
            )
            % {"cuantos": len(left_out)},
        )
