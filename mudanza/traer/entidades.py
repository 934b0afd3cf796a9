"""Makes the draft of an entidad from a proposal that a person ticked."""

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _
from wagtail.log_actions import log

from directorio.canales import Canal
from directorio.models import Contacto, DirectorioIndexPage, EntidadPage
from directorio.models.filas import Autoridad

from .paginas import TRAER, free_slug


@transaction.atomic
def make_entidad(propuesta, user):
    """Create and return the draft of an entidad; None if the portal has no directory.

    It has no kind: its form asks for that. Its data are not verified, and its contacts say so.
    """
    site = propuesta.mudanza.site
    section = DirectorioIndexPage.objects.child_of(site.root_page).first()
    if section is None:
        return None
    page = EntidadPage(
        title=propuesta.titulo,
        slug=free_slug(propuesta.titulo, section),
        locale_id=section.locale_id,
        owner=user,
        live=False,
        resumen="",
    )
    section.add_child(instance=page)
    _add_rows(page, propuesta)
    page.save_revision(user=user, clean=False)
    log(page, TRAER, user=user, data={"origen": propuesta.mudanza.origen})
    propuesta.page = page
    propuesta.save(update_fields=["page"])
    return page


def _add_rows(page, propuesta):
    note = _("De %(origen)s: compruébelo") % {"origen": propuesta.mudanza.origen}
    numbers = [(Canal.TELEFONO, value) for value in propuesta.telefonos]
    mails = [(Canal.CORREO, value) for value in propuesta.correos]
    for place, (channel, value) in enumerate([*numbers, *mails]):
        contacto = Contacto(canal=channel, valor=value, nota=note[:160], sort_order=place)
        try:
            contacto.clean()
        except ValidationError:
            continue
        page.contactos.add(contacto)
    for place, persona in enumerate(propuesta.personas):
        page.autoridades.add(
            Autoridad(
                nombre=persona["nombre"][:120], cargo=persona["cargo"][:120], sort_order=place
            )
        )
