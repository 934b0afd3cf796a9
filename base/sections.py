"""What each app contributes to the others, declared in one module: ``<app>/section.py``.

That module holds one :class:`Section`, called ``SECTION``. Code that needs something of all apps
(importers, open data, the parts of an entidad's page…) reads it here and names no app. ``manage.py
check --deploy`` prints which app contributes what.
"""

from dataclasses import dataclass, field
from functools import cache
from importlib import import_module

from django.apps import apps
from django.utils.module_loading import module_has_submodule
from django.utils.translation import gettext_lazy as _

SLUG_IS_RESERVED = _("El portal usa esa dirección para otra cosa; elija otra.")


@dataclass(frozen=True, kw_only=True)
class Section:
    """The contributions of one app; a field is empty if the app has none of that kind."""

    # How the pages of its models are shown: subclasses of base.presentation.Presentation.
    presentations: tuple = ()
    # Models that citizens see: saving or deleting a record empties the page caches.
    shown: tuple = ()
    # Models whose changes the bitácora records with their fields.
    logged: tuple = ()
    # Texts of the bitácora: {action: (label, message)}. A message takes the data of the entry, as
    # in ``%(name)s`` (a percent sign is ``%%``), or is a function of the entry.
    log_actions: dict = field(default_factory=dict)
    # Functions that return the parts of an entidad's page (directorio.partes): for entidades with
    # pages below them, and for all entidades.
    entity_parts: tuple = ()
    parts_of_any_entity: tuple = ()
    # Functions that return withdrawn files: {key of a document: base.retirados.Retiro}.
    withdrawn: tuple = ()
    # Where people begin: declared with ``inicios.declaracion``.
    start_pages: tuple = ()
    tasks: tuple = ()
    front_blocks: tuple = ()
    # Open data of every portal, in order: conjuntos.declaracion.Conjunto.
    datasets: tuple = ()
    # Importers of spreadsheets: importacion.importador.Importador.
    importers: tuple = ()
    # Components of the index of presencia: directorio.presencia.registro.Componente.
    measures: tuple = ()
    # What users see in the admin: {model, or tuple of models: a rule of ``aislamiento.rules``, or a
    # function that takes a scope and a query set and returns the part that the scope sees}.
    visible: dict = field(default_factory=dict)
    # What all users may choose beyond that: {model: function that narrows a query set to it}.
    offered: dict = field(default_factory=dict)
    # Checks of a page in the editor: {model: a function that yields pairs: problem, what to do}.
    checks: dict = field(default_factory=dict)
    # Functions that yield gauges for monitoring, made by servidor.metrics.
    gauges: tuple = ()
    # Addresses of the admin without a view set: aislamiento.addresses.describe.
    addresses: dict = field(default_factory=dict)


@cache
def sections():
    """Return {app label: :class:`Section`} of the installed apps, in the order of the settings.

    Call it only after all models are loaded: the declarations refer to them.
    """
    return {
        config.label: import_module(f"{config.name}.section").SECTION
        for config in apps.get_app_configs()
        if module_has_submodule(config.module, "section")
    }


def contributions(kind):
    """Return a list of what all sections declare in the field ``kind``; dicts give pairs."""
    found = []
    for section in sections().values():
        declared = getattr(section, kind)
        found += declared.items() if isinstance(declared, dict) else declared
    return found


@cache
def presentation_of(model):
    """Return the presentation class of ``model``, a subclass of ``BasePage``."""
    declared = {presentation.model: presentation for presentation in contributions("presentations")}
    return next(declared[kind] for kind in model.__mro__ if kind in declared)


def reserves_slug(page, slug):
    """Return whether a page below ``page``, of any class, could not be reached with ``slug``."""
    presentation = getattr(page.specific, "presentation", None)
    return presentation is not None and presentation.reserves_slug(slug)
