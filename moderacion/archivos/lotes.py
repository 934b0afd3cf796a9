"""Many files at once, which Wagtail changes without their form."""

from django.utils.translation import ngettext
from wagtail.admin import messages

from aislamiento.offered_files import may_show, usos
from base.models import PortalDocument, PortalImage

from .forms import privacy


def leave_out_what_is_seen(request, action_type, objects, action):
    """For the hook before a bulk action: a folder for fewer or more readers is moderation's.

    The action goes on with the ``objects`` that stay in the list.
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
