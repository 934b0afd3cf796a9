"""No bulk action, of any package and any model, reaches foreign objects."""

import pytest
from django.urls import reverse
from django.utils.http import urlencode
from wagtail import hooks

from ..arguments import FOREIGN, MISSING, OWN, Arguments
from ..forms import injections, post_forms
from ..walk import XHR

pytestmark = pytest.mark.django_db


def bulk_actions():
    """Yield (model, address) of the bulk actions."""
    for action in hooks.get_hooks("register_bulk_action"):
        for model in action.models:
            names = [model._meta.app_label, model._meta.model_name, action.action_type]
            yield model, reverse("wagtail_bulk_action", args=names)


def test_no_action_on_many_reaches_the_strangers(walk, world):
    arguments = Arguments(world)
    for model, url in bulk_actions():
        own, foreign = (arguments.keys(model, side, few=True) for side in (OWN, FOREIGN))
        name = url.removeprefix("/admin/")
        response = walk.ask(name, "GET", f"{url}?{urlencode({'id': own}, doseq=True)}")
        sent = [data for _action, data in post_forms(response)] if own else []
        data = sent[0].dict() if sent and response.status_code == 200 else {}
        changes = [("", {})]
        if response.status_code == 200:
            picks = world.own.pick, world.foreign.pick, world.own.mark
            changes += list(injections(response, *picks))[walk.share]
        for ids in (foreign, [*own, *foreign], ["all"]):
            parents = [*foreign[:2], *own[:1]] if ids == ["all"] else []
            for extra in ({}, *({"childOf": parent} for parent in parents)):
                target = f"{url}?{urlencode({'id': ids} | extra, doseq=True)}"
                walk.ask(name, "GET", target)
                walk.ask(name, "GET", target, headers=XHR)
                walk.ask(name, "POST", target, data)
        for field, change in changes:
            target = f"{url}?{urlencode({'id': own}, doseq=True)}"
            walk.ask(name, "POST", target, data | change, note=field)
        twin = f"{url}?id={MISSING}"
        for key in foreign:
            walk.compare(name, "GET", f"{url}?id={key}", twin)
            walk.compare(name, "POST", f"{url}?id={key}", twin, data)
    assert walk.lines() == []
