"""Which entities belong to the directory of a portal."""

from datetime import timedelta

from django.apps import apps
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from base.fragmentos import fragment
from base.provincia import es_de_la_provincia
from base.publicas import publicas
from base.tenancy.tree import in_one_tree, paths_above

from .horarios import Excepcion

# Longer chains are a circle, or nobody's idea of an administration.
_LEVELS = 12


def _entidades():
    return apps.get_model("directorio", "EntidadPage").objects


def _que_atienden(site):
    """Return {path: language} of the entities of the province that serve ``site``.

    Read apart and kept: they are few, and as a part of other queries a database would look
    for them among the entities of all portals, once for each.
    """
    serving = _entidades().filter(municipios_atendidos__site=site, live=True)
    found = _entidades().filter(translation_key__in=serving.values("translation_key"))
    rows = found.order_by().values_list("path", "locale_id")
    return fragment(f"sirven-{site.pk}", lambda: dict(rows))


def entidades_de(site, home=None):
    """Return the public entities of a portal: its own, and the provincial ones that serve it.

    ``home`` is the front page of the wanted language, the Spanish one if left out. The
    offices below the entities are among them.
    """
    home = home or site.root_page
    others = [path for path, locale in _que_atienden(site).items() if locale == home.locale_id]
    return publicas(_entidades().filter(Q(path__startswith=home.path) | Q(path__in=others)))


def principales(entidades, site, home):
    """Leave out of ``entidades`` the offices that are found on the page of their entity."""
    serving = _que_atienden(site)
    others = [path for path in serving if serving.keys().isdisjoint(paths_above(path))]
    # Home, directory, entity: what is deeper in the own tree is an office.
    own = Q(path__startswith=home.path, depth=home.depth + 2)
    return entidades.filter(own | Q(path__in=others))


def oficinas_de(entidad, site):
    """Return the public offices of an entity that are for the people of the portal ``site``.

    An office of the province that names other municipalities is not.
    """
    offices = publicas(_entidades().child_of(entidad)).select_related("tipo").alphabetical()
    here = Q(municipios_atendidos=None) | Q(municipios_atendidos__site=site)
    is_own = in_one_tree(entidad.path, site.root_page.path)
    return offices if is_own else offices.filter(here).distinct()


def sirve_a(entidad, site):
    """Whether a provincial entity, or one above it, serves the portal of ``site``."""
    return entidad.path.startswith(tuple(_que_atienden(site)))


def feriados():
    """Return the days to come on which offices are closed, as exceptions."""
    since = timezone.localdate() - timedelta(days=2)
    days = apps.get_model("directorio", "DiaFeriado").objects.filter(fecha__gte=since)
    return fragment(
        "feriados", lambda: [Excepcion(day.fecha, day.fecha, (), day.motivo) for day in days]
    )


def why_not_above(entidad, superior):
    """Return why ``entidad`` cannot depend on ``superior``; None when it can."""
    if superior.pk == entidad.pk:
        return _("Una entidad no depende de sí misma.")
    above, levels = superior, 0
    while above.depende_de_id and levels < _LEVELS:
        if above.depende_de_id == entidad.pk and entidad.pk:
            return _("Sería un círculo: «%(entidad)s» ya depende de esta.") % {
                "entidad": superior.title
            }
        above, levels = above.depende_de, levels + 1
    return why_not_in_tree(entidad.path, superior) if entidad.path else None


def why_not_in_tree(path, superior):
    """Return why a page at or below ``path`` cannot depend on ``superior``; None when it can."""
    if in_one_tree(superior.path, path) or es_de_la_provincia(superior.path):
        return None
    return _("Elija una entidad de su portal o de la provincia.")
