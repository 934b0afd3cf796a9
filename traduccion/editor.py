"""Views that save the texts of a translation, one by one in the editor or all from a file.

They refuse to change a page that waits for moderation or is locked, so that what is approved is
what was sent. The views of Wagtail Localize would write the texts all the same.
"""

from django.core.exceptions import ObjectDoesNotExist, PermissionDenied, ValidationError
from django.db import transaction
from django.http import Http404, HttpResponse, JsonResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.http import content_disposition_header
from django.utils.text import slugify
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_POST
from rest_framework import status
from rest_framework.authentication import SessionAuthentication
from rest_framework.decorators import api_view, authentication_classes, permission_classes
from rest_framework.permissions import IsAuthenticated
from rest_framework.response import Response
from wagtail.admin import messages
from wagtail.admin.views.pages.utils import get_valid_next_url_from_request
from wagtail_localize.models import (
    OverridableSegment,
    StringTranslation,
    Translation,
    get_edit_url,
)
from wagtail_localize.views import edit_translation

from aislamiento.references import references_of, unseen
from aislamiento.scope import scope_of
from base.texto import xml_text

from . import marcas, po
from .envio import CLOSED, can_edit, is_locked
from .textos import Textos, check_override

_TOO_LARGE = 413
_LOCKED = 423


def _get_translation(request, translation_id):
    translation = get_object_or_404(Translation, pk=translation_id)
    target = translation.source.object.get_instance_or_none(translation.target_locale)
    if target is None:
        raise Http404
    if not can_edit(request.user, target):
        raise PermissionDenied
    return translation


def unless_locked(view):
    """Decorator for a view of the editor: return HTTP 423 if the page is locked."""

    def checked(request, translation_id, *args, **kwargs):
        translation = _get_translation(request, translation_id)
        if is_locked(request.user, translation.get_target_instance()):
            return JsonResponse({"error": str(CLOSED)}, status=_LOCKED)
        return view(request, translation_id, *args, **kwargs)

    return checked


@unless_locked
def edit_string(request, translation_id, string_segment_id):
    """Save one text that the editor sends; the editor shows the error in the response."""
    edit = _put_string if request.method == "PUT" else edit_translation.edit_string_translation
    return edit(request, translation_id, string_segment_id)


@api_view(["PUT"])
@permission_classes([IsAuthenticated])
@authentication_classes([SessionAuthentication])
def _put_string(request, translation_id, string_segment_id):
    textos = Textos(Translation.objects.get(pk=translation_id))
    segment = get_object_or_404(textos.segments, pk=string_segment_id)
    value = request.data.get("value")
    if not isinstance(value, str):
        return Response({"error": _("El texto está vacío.")}, status.HTTP_400_BAD_REQUEST)
    known = StringTranslation.objects.filter(
        translation_of=segment.string,
        context=segment.context,
        locale=textos.translation.target_locale,
    )
    is_new = not known.exists()
    textos.keep({segment: marcas.to_html(xml_text(value), segment.string.data)}, request.user)
    answer = edit_translation.StringTranslationSerializer(
        known.get(), context={"translation_source": textos.source}
    )
    shown = answer.data | {"data": marcas.to_marks(answer.data["data"], segment.string.data)}
    return Response(shown, status.HTTP_201_CREATED if is_new else status.HTTP_200_OK)


@unless_locked
def edit_override(request, translation_id, overridable_segment_id):
    """Use another image, document or page in a translation: one that the user may see."""
    with transaction.atomic():
        try:
            response = edit_translation.edit_override(
                request, translation_id, overridable_segment_id
            )
            if request.method == "PUT" and status.is_success(response.status_code):
                segment = OverridableSegment.objects.get(pk=overridable_segment_id)
                check_override(segment, response.data["data"])
                if _takes_unseen(scope_of(request.user), translation_id):
                    raise Http404
        except (ObjectDoesNotExist, KeyError, ValueError, ValidationError) as error:
            raise Http404 from error  # the same response as for an object that does not exist
    return response


def _takes_unseen(scope, translation_id):
    """Whether the translation would refer to something hidden from the user, and did not before."""
    if scope.is_total:
        return False
    translation = Translation.objects.get(pk=translation_id)
    source = translation.source
    known = references_of(source.as_instance()) | references_of(translation.get_target_instance())
    result = source.get_ephemeral_translated_instance(translation.target_locale, fallback=True)
    return bool(unseen(scope, references_of(result) - known))


@require_POST
def stop_following(request, translation_id):
    """Make a translation a page that is edited like others, unless it is locked.

    Ask for confirmation: for users who can neither publish nor delete, this is the largest button.
    """
    target = _get_translation(request, translation_id).get_target_instance()
    if is_locked(request.user, target):
        messages.error(request, CLOSED)
        return redirect(get_edit_url(target))
    if "confirmado" not in request.POST:
        context = {
            "page_title": _("Dejar de seguir a la página original"),
            "page_subtitle": getattr(target, "draft_title", str(target)),
            "header_icon": "wagtail-localize-language",
            "editar_url": get_edit_url(target),
        }
        return render(request, "base/admin/dejar_de_seguir.html", context)
    return edit_translation.stop_translation(request, translation_id)


def download_po(request, translation_id):
    translation = _get_translation(request, translation_id)
    name = slugify(translation.source.object_repr)[:80] or "pagina"
    code = translation.target_locale.language_code
    return HttpResponse(
        po.write(translation),
        content_type="text/x-gettext-translation; charset=utf-8",
        headers={"Content-Disposition": content_disposition_header(True, f"{name}-{code}.po")},
    )


@require_POST
def upload_po(request, translation_id):
    """Save all texts of a PO file, or none of them and show the errors."""
    translation = _get_translation(request, translation_id)
    target = translation.get_target_instance()
    if is_locked(request.user, target):
        return _refuse(request, target, [CLOSED], _LOCKED)
    file = request.FILES.get("file")
    if file is None:
        return _refuse(request, target, [_("Elija el archivo PO.")])
    if file.size > po.MOST_BYTES:
        return _refuse(request, target, [_("El archivo pesa más de 2 MB.")], _TOO_LARGE)
    try:
        tomado = po.take_over(translation, po.read(file.read()), request.user)
    except po.PoError as error:
        return _refuse(request, target, error.reparos)
    _tell(request, tomado)
    return redirect(get_valid_next_url_from_request(request) or get_edit_url(target))


def _refuse(request, target, reparos, status=400):
    context = {
        "page_title": _("No se tomó el archivo"),
        "page_subtitle": getattr(target, "draft_title", str(target)),
        "header_icon": "wagtail-localize-language",
        "reparos": reparos,
        "editar_url": get_edit_url(target),
    }
    return render(request, "base/admin/po_no_tomado.html", context, status=status)


def _tell(request, tomado):
    said = [
        ngettext("Se tomó %(n)d texto.", "Se tomaron %(n)d textos.", tomado.tomados)
        % {"n": tomado.tomados}
    ]
    if tomado.faltan:
        said.append(
            ngettext("Falta %(n)d texto.", "Faltan %(n)d textos.", tomado.faltan)
            % {"n": tomado.faltan}
        )
    if tomado.dudosos:
        said.append(
            ngettext(
                "%(n)d está marcado como dudoso y no se tomó.",
                "%(n)d están marcados como dudosos y no se tomaron.",
                tomado.dudosos,
            )
            % {"n": tomado.dudosos}
        )
    if tomado.idos:
        said.append(
            _("Ya no están en el original: %(textos)s.")
            % {"textos": ", ".join(f"«{text}»" for text in tomado.idos)}
        )
    tell = messages.warning if len(said) > 1 else messages.success
    tell(request, " ".join(said))
