"""The objects to put into an address: own ones, foreign ones, and one that does not exist."""

from dataclasses import dataclass, field
from itertools import product

from wagtail.contrib.settings.models import BaseSiteSetting
from wagtail.models import Page, Revision, Site, TaskState, WorkflowState
from wagtail_localize.models import OverridableSegment, StringSegment

from .addresses import WORDS, named_models

OWN, FOREIGN = "own", "foreign"
MISSING = 987654
FEW, MANY = 2, 40
OWN_STATES = ("viva", "en_moderacion", "traducida", "inglesa", "hija", "bloqueada")
MAIN_STATES = ("viva", "en_moderacion")


@dataclass(frozen=True)
class Case:
    """The values of the words of an address; ``foreign`` are the words of foreign objects."""

    kwargs: dict
    foreign: frozenset = field(default_factory=frozenset)

    @property
    def twin(self):
        """The same values, with missing objects instead of foreign ones."""
        return {
            word: MISSING if word in self.foreign else value for word, value in self.kwargs.items()
        }


class Arguments:
    def __init__(self, world):
        self.world = world

    def keys(self, model, side, *, few=False):
        """Return the keys of objects of ``model`` that belong to ``side``."""
        content = self.world.own if side == OWN else self.world.foreign
        if issubclass(model, Page):
            names = content.pages if side == FOREIGN else OWN_STATES
            pages = [content.pages[name] for name in (MAIN_STATES if few else names)]
            portal = content.portal
            frame = [portal.home, portal.home_en, portal.noticias, portal.container]
            return [page.pk for page in pages + (frame[:1] if few else frame)]
        keys = self.world.tables.keys(model, content.portal.slug)
        return keys[-FEW:] if few or side == OWN else keys[:FEW] + keys[FEW:][-FEW:]

    def keys_of_kind(self, model, side):
        """Return the keys of all objects of exactly ``model`` that belong to ``side``."""
        content = self.world.own if side == OWN else self.world.foreign
        return self.world.tables.keys(model, content.portal.slug)

    def cases(self, address):
        """Yield the cases to fill an address with."""
        plain = [word for word in address.words if word in WORDS]
        for model in self._named(address):
            for values in product(*(WORDS[word] for word in plain)):
                fixed = dict(zip(plain, values, strict=True))
                if model is not None:
                    app, name = address.words_of_a_model
                    fixed |= {app: model._meta.app_label, name: model._meta.model_name}
                models = self._models(address, model)
                objects = self._objects(models, few=bool(plain or model)) if models else [Case({})]
                for case in objects:
                    yield Case(fixed | case.kwargs, case.foreign)

    def _named(self, address):
        return named_models() if address.words_of_a_model else [None]

    def _models(self, address, named):
        models = {}
        for word, model in address.models.items():
            if model is None:
                model = Site if issubclass(named, BaseSiteSetting) else named
            models[word] = model
        return models

    def _objects(self, models, *, few):
        words = list(models)
        for sides in product((OWN, FOREIGN), repeat=len(words)):
            foreign = frozenset(
                word for word, side in zip(words, sides, strict=True) if side == FOREIGN
            )
            is_mixed = 0 < len(foreign) < len(words)
            lead = words[0]
            for key in self.keys(models[lead], sides[0], few=few or is_mixed):
                kwargs = {lead: key}
                for word, side in zip(words[1:], sides[1:], strict=True):
                    kwargs[word] = self._partner(models, word, side, lead=(lead, key, sides[0]))
                if None not in kwargs.values():
                    yield Case(kwargs, foreign)

    def _partner(self, models, word, side, *, lead):
        """Return the key of an object for ``word``, if possible one of the lead object."""
        model, (lead_word, key, lead_side) = models[word], lead
        alike = side == lead_side and models[lead_word] is not model
        if alike and (found := _belonging(model, key)):
            return found
        keys = self.keys(model, side, few=True)
        return next((other for other in reversed(keys) if other != key), None)


def _belonging(model, key):
    match model.__name__:
        case Revision.__name__ | WorkflowState.__name__:
            found = model.objects.filter(object_id=str(key))
        case TaskState.__name__:
            found = model.objects.filter(workflow_state__object_id=str(key))
        case StringSegment.__name__ | OverridableSegment.__name__:
            found = model.objects.filter(source__translations=key)
        case _:
            return None
    return found.values_list("pk", flat=True).first()
