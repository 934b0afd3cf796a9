"""What each app has for the rest of the house, told in one place: ``<app>/section.py``.

That module holds one :class:`Section`, called ``SECTION``. Whoever gathers something from all
apps (the importers, the open data, the parts of an entity's page…) reads it here and knows no app
by name. ``manage.py check --deploy`` prints who contributes what.
"""

from dataclasses import dataclass, field
from functools import cache
from importlib import import_module

from django.apps import apps
from django.utils.module_loading import module_has_submodule


@dataclass(frozen=True, kw_only=True)
class Section:
    """What one app contributes; every field is empty where it has nothing of the kind."""

    # How the pages of its models are shown: subclasses of base.presentation.Presentation.
    presentations: tuple = ()
    # Models whose records citizens see: saved or deleted, the caches of pages are emptied.
    shown: tuple = ()
    # Models whose changes are logged with their fields (bitacora).
    logged: tuple = ()
    # How the log tells what is done: {action: (label, message)}. A message takes what the entry
    # keeps, as in ``%(name)s`` (a percent sign is ``%%``), or is a function of the entry.
    log_actions: dict = field(default_factory=dict)
    # Functions that return what the page of an entity shows (directorio.partes): of entities that
    # have pages below them, and of any.
    entity_parts: tuple = ()
    parts_of_any_entity: tuple = ()
    # Functions that return the files withdrawn: {key of a document: base.documentos.Retiro}.
    withdrawn: tuple = ()
    # Open data that every portal gives away: datos_abiertos.conjuntos.Conjunto, in their order.
    datasets: tuple = ()
    # What is read from spreadsheets: importacion.importador.Importador.
    importers: tuple = ()
    # What counts in the index of presence: directorio.presencia.registro.Componente.
    measures: tuple = ()
    # Who sees what in the admin: {model, or several: a rule of ``aislamiento.rules``, or a function
    # that takes a scope and a queryset and returns the part that the scope sees}.
    visible: dict = field(default_factory=dict)
    # What all may point to, beyond what they see: {model: function that narrows a queryset to it}.
    offered: dict = field(default_factory=dict)
    # What a page lacks while it is written: {model: a function yielding pairs: what, what to do}.
    checks: dict = field(default_factory=dict)
    # Functions that yield what a monitor is told: gauges of servidor.metrics.
    gauges: tuple = ()
    # The addresses of the admin that no view set describes: aislamiento.addresses.describe.
    addresses: dict = field(default_factory=dict)


@cache
def sections():
    """Return {app label: :class:`Section`} of the installed apps, in the order of the settings.

    To be called once all models are there: what sections declare speaks of them.
    """
    return {
        config.label: import_module(f"{config.name}.section").SECTION
        for config in apps.get_app_configs()
        if module_has_submodule(config.module, "section")
    }


def contributions(kind):
    """Return what all sections declare of one kind, a field of :class:`Section`: dicts as pairs."""
    found = []
    for section in sections().values():
        declared = getattr(section, kind)
        found += declared.items() if isinstance(declared, dict) else declared
    return found


@cache
def presentation_of(model):
    """Return the class that presents the pages of ``model``, a kind of ``BasePage``."""
    declared = {presentation.model: presentation for presentation in contributions("presentations")}
    return next(declared[kind] for kind in model.__mro__ if kind in declared)


def reserves_slug(page, slug):
    """Whether a page below ``page``, one of any class, could not be reached under ``slug``."""
    presentation = getattr(page.specific, "presentation", None)
    return presentation is not None and presentation.reserves_slug(slug)
