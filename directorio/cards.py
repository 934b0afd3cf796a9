"""Cards of entidades for lists: where they are, when they open, and the number to call now."""

from dataclasses import dataclass, field, replace

from django.utils import timezone

from base.frame import Frame
from base.idiomas import ESPANOL
from base.links import Link
from base.nombres import con_idioma
from base.publicas import publicas
from base.tree import in_one_tree

from . import palabras
from .canales import Canal
from .horarios import Horarios
from .models import DirectorioIndexPage, EntidadPage
from .queries import sirve_a, traducidas
from .telefonos import Telefono, telefonos_de, whom_to_call


@dataclass(frozen=True)
class Enlace:
    """A link; ``idioma`` is the language of its target, "" if it is the reader's."""

    texto: str
    url: str
    idioma: str = ""


@dataclass(frozen=True)
class TarjetaDeEntidad:
    """One entidad or office in a list; ``horario`` are the lines of its timetable.

    The last three fields change with the time and are set by ``at``: ``atencion`` says whether
    it is open, ``telefono`` is the number to call, ``estados`` the states behind both.
    """

    titulo: str
    url: str
    resumen: str
    direccion: str
    referencia: str
    telefonos: list[Telefono]
    correo: Enlace | None
    horarios: Horarios
    horario: list = field(default_factory=list)
    de_la_provincia: bool = False
    # Language of the page, "" if it is the reader's.
    idioma: str = ""
    atencion: palabras.Atencion | None = None
    telefono: Telefono | None = None
    estados: list = field(default_factory=list)

    def at(self, now):
        """Return a copy of the card with the state at the moment ``now``."""
        state = self.horarios.estado(now)
        call = whom_to_call(self.telefonos, state, now)
        return replace(
            self,
            atencion=palabras.atencion(state, now, fuera_de_hora=call.fuera_de_hora),
            telefono=call.telefono,
            estados=call.estados,
        )


def tarjetas(entidades, request, *, indice=None, now=None):
    """Return the cards of ``entidades``, read with ``con_atencion``.

    ``indice`` is the directory of this portal, which shows entidades of the province too; by
    default it is looked up.
    """
    now = now or timezone.now()
    indice = indice or indice_de(request)
    return [tarjeta_base(entidad, request, indice).at(now) for entidad in entidades]


def tarjeta_base(entidad, request, indice):
    """Return the card without the fields that depend on the time."""
    idioma = idioma_de(entidad, request)
    return TarjetaDeEntidad(
        titulo=entidad.title,
        url=url_of(entidad, request, indice),
        resumen=entidad.resumen,
        direccion=entidad.direccion,
        referencia=entidad.referencia,
        telefonos=telefonos_de(entidad.contactos.all(), idioma),
        correo=_mail(entidad),
        horarios=entidad.horarios_de_atencion,
        horario=palabras.semana(entidad.horarios_de_atencion),
        de_la_provincia=not is_own(entidad, request),
        idioma=idioma,
    )


def _mail(entidad):
    found = next((row for row in entidad.contactos.all() if row.canal == Canal.CORREO), None)
    return found and Enlace(found.texto, found.enlace)


def is_own(entidad, request):
    """Whether the entidad belongs to the tree of this portal, in any language."""
    return in_one_tree(entidad.path, Frame.for_request(request).inicio.path)


def portal_de(entidad, request):
    """Return the settings of the portal to whose tree the entidad belongs, or None."""
    parts = entidad.get_url_parts(request)
    records = Frame.for_request(request).registros
    return next((item for item in records if parts and item.site_id == parts[0]), None)


def idioma_de(page, request):
    """Return the HTML language code of ``page``, or "" if it is the reader's language."""
    is_readers = page.locale_id == Frame.for_request(request).inicio.locale_id
    return "" if is_readers else ESPANOL


def indice_de(request):
    """Return the directory of this portal in the language of the request, or None."""
    return Frame.for_request(request).seccion(DirectorioIndexPage)


def url_of(entidad, request, indice):
    """Return the address of an entidad: in this portal if the portal shows it, else its own."""
    frame = Frame.for_request(request)
    if is_own(entidad, request) or not sirve_a(entidad, frame.site):
        return entidad.get_url(request)
    if indice is None or indice.locale_id != entidad.locale_id:
        indice = frame.seccion_original(DirectorioIndexPage)
    if indice is None or indice.locale_id != entidad.locale_id:
        return entidad.get_url(request)
    return indice.presentation.get_shared_url(entidad, request)


def entidades_publicas(pks, request):
    """Return {pk: Link} of the public entidades among ``pks``, with at most two queries.

    Each link leads to the page in the language of the reader, if the entidad is translated.
    """
    pks = set(pks) - {None}
    if not pks:
        return {}
    index = indice_de(request)
    found = publicas(EntidadPage.objects.filter(pk__in=pks))
    if (frame := Frame.for_request(request)).is_translated:
        found = traducidas(found, frame.inicio.locale_id)
    return {
        getattr(page, "original", page.pk): Link(
            con_idioma(page.title, idioma_de(page, request)), url_of(page, request, index)
        )
        for page in found.order_by("titulo_llano", "pk")
    }
