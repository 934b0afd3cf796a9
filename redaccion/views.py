"""Views that a page's form calls to convert a text from another program to blocks.

They do not save the page: the form adds the blocks to its body, where the author sees them, and
saves them like typed text.
"""

from pathlib import PurePath

from django.contrib.contenttypes.models import ContentType
from django.core import signing
from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.http import JsonResponse
from django.shortcuts import get_object_or_404
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_POST
from wagtail.models import Page, ReferenceIndex
from wagtail.permissions import policy_registry

from base.blocks import CuerpoBase
from base.models import PortalImage
from servidor.fotos import OcupadoError

from .textos.bloques import convert
from .textos.docx import IlegibleError, read_docx
from .textos.imagenes import Imagenes

_SALT = "redaccion: imágenes traídas"
_DAY = 24 * 3600  # seconds


@require_POST
def from_docx(request, page_id):
    """Convert an uploaded Word document and save its images; return blocks and messages as JSON."""
    page = _page_to_write_on(request.user, page_id)
    file = request.FILES.get("archivo")
    if file is None:
        return _refusal(_("No llegó ningún archivo. Elíjalo otra vez."))
    images = None
    try:
        read = read_docx(file, file.name)
        name = PurePath(file.name).stem[:200]
        images = Imagenes(read.imagenes, page=page, user=request.user, name=name)
        images.draw()
        with transaction.atomic():
            brought = convert(read.html, images.get)
            if not brought.bloques:
                raise IlegibleError(_("El documento no tiene texto."))
            response = _answer(brought, read.perdido, read.avisos, images, request.user)
    except OcupadoError:
        return _refusal(
            _(
                "En este momento se reducen muchas imágenes a la vez. "
                "Traiga el documento otra vez en un minuto."
            )
        )
    except IlegibleError as error:
        if images:
            images.remove()
        return _refusal(str(error))
    except Exception:
        if images:
            images.remove()
        raise
    return response


@require_POST
def from_pasted(request, page_id):
    """Convert pasted HTML and return its blocks as JSON; its pictures are not imported."""
    _page_to_write_on(request.user, page_id)
    html = request.POST.get("html", "")
    try:
        brought = convert(html)
    except IlegibleError as error:
        return _refusal(str(error))
    if "<img" in html:
        brought.lose(_("imágenes: tráigalas con el archivo de Word o súbalas aparte"))
    return _answer(brought)


@require_POST
def undo(request, page_id):
    """Delete the images that came with a document that the author removed again."""
    page = _page_to_write_on(request.user, page_id)
    try:
        whose, keys = signing.loads(request.POST.get("imagenes", ""), salt=_SALT, max_age=_DAY)
    except signing.BadSignature:
        return _refusal(_("Ya no se pueden quitar sus imágenes: bórrelas en «Imágenes»."))
    if whose != request.user.pk:
        raise PermissionDenied
    policy = policy_registry.get_by_type(PortalImage)
    for image in PortalImage.objects.filter(pk__in=keys, uploaded_by_user=request.user):
        is_used = _uses_beside(page, image).exists()
        if not is_used and policy.user_has_permission_for_instance(request.user, "delete", image):
            image.delete()
    return JsonResponse({})


def _uses_beside(page, image):
    """Return the references to ``image``, except those of ``page`` while it is not public."""
    uses = ReferenceIndex.get_references_to(image)
    if page.live:
        return uses
    kind = ContentType.objects.get_for_model(Page)
    return uses.exclude(base_content_type=kind, object_id=str(page.pk))


def _page_to_write_on(user, key):
    """Return the form's page (a new page's parent); raise ``PermissionDenied`` if not allowed."""
    page = get_object_or_404(Page, pk=key).specific
    may = page.permissions_for_user(user)
    if not (may.can_edit() or may.can_add_subpage()):
        raise PermissionDenied
    return page


def _refusal(message):
    return JsonResponse({"error": message}, status=422)


def _answer(brought, lost=(), warnings=(), images=None, user=None):
    block = CuerpoBase()
    lost = [*lost, *brought.perdido]
    made = list(images.made.values()) if images else []
    for why, count in images.failed.items() if images else ():
        words = ngettext("%(n)d imagen (%(por)s)", "%(n)d imágenes (%(por)s)", count)
        lost.append(words % {"n": count, "por": why})
    without_text = sum(
        not block["value"]["imagen"]["alt_text"]
        for block in brought.bloques
        if block["type"] == "imagen"
    )
    warnings = [*warnings, *brought.avisos]
    if without_text:
        warnings.append(_("Escriba en cada imagen qué se ve en ella."))
    return JsonResponse(
        {
            "bloques": block.get_form_state(block.to_python(brought.bloques)),
            "titulo": brought.con_titulo,
            "resumen": _summary(brought.cuenta),
            "perdido": lost,
            "avisos": warnings,
            "imagenes": signing.dumps([user.pk, [image.pk for image in made]], salt=_SALT)
            if made
            else "",
        }
    )


def _summary(count):
    said = [
        (ngettext("%(n)d encabezado", "%(n)d encabezados", count["encabezado"]), "encabezado"),
        (ngettext("%(n)d párrafo", "%(n)d párrafos", count["parrafos"]), "parrafos"),
        (ngettext("%(n)d lista", "%(n)d listas", count["listas"]), "listas"),
        (ngettext("%(n)d tabla", "%(n)d tablas", count["tabla"]), "tabla"),
        (ngettext("%(n)d imagen", "%(n)d imágenes", count["imagen"]), "imagen"),
    ]
    parts = [words % {"n": count[kind]} for words, kind in said if count[kind]]
    return ", ".join(parts)
