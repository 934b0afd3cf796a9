"""The steps of the walk of costs at an address: its parameters and its forms, with hostile values.

What a view reads together is asked together. If that request is refused or shows a fault, its
halves are asked, and so on: a refusal hides what the others do, and a fault wants a name.
"""

from urllib.parse import urlencode

from wagtail.blocks.base import BlockField
from wagtail.models import get_page_models

from aislamiento.addresses import QUERY, get_address

from .. import hostile
from ..addresses import admin_addresses
from ..arguments import OWN, Arguments, Case
from ..costs import bare
from ..forms import context_forms, empty_streams, fields, file_inputs, post_forms
from ..hostile import LONGEST_FORM, LONGEST_URL, MOST_BLOCKS, MOST_FIELDS
from ..streams import as_form, raw_value
from ..walk import XHR, signature
from .steps import kind_of

FAILS_BY_DESIGN = "wagtailadmin_error_test"  # it shows operators what an error looks like
PAGE_NUMBER = "p"  # every other value than a page of the list is refused by all lists
SEARCHES = {"q", "query", "search", "tag", "term"}
KINDS = 2  # of objects that are tried at an address
ADD, EDIT = "wagtailadmin_pages:add", "wagtailadmin_pages:edit"  # all kinds of pages are tried here
ROUNDS = 5  # a view that finds a parameter missing does not read the next one
BODIES = ("null", "list of numbers", "depth 5,000", "a million digits")


def ask_everything(walk, addresses):
    names = {address.name for address in admin_addresses()}
    for address, case in addresses_to_ask(walk.world, addresses):
        if address.name == FAILS_BY_DESIGN:
            continue
        # The rows of a list have an address of their own, which is requested instead.
        is_shell = f"{address.name}_results" in names
        ask_address(walk, address.name, address.url(case.kwargs), is_shell=is_shell)


def addresses_to_ask(world, addresses):
    """Yield (address, case) with an object of Alfa of each kind."""
    arguments = Arguments(world)
    for address in addresses:
        if address.name in (ADD, EDIT):
            cases = _pages_to_write(arguments, address)
        else:
            own = [case for case in arguments.cases(address) if not case.foreign]
            kinds = {kind_of(address, case): case for case in reversed(own)}
            cases = list(kinds.values())[::-1][:KINDS]
        for case in cases:
            yield address, case


def _pages_to_write(arguments, address):
    """Yield a case for each kind of page, to edit it or to add it where it belongs."""
    for model in get_page_models():
        parents = model.allowed_parent_page_models() if address.name == ADD else [model]
        keys = [key for parent in parents for key in arguments.keys_of_kind(parent, OWN)]
        names = model._meta.app_label, model._meta.model_name
        values = (*names, *keys[-1:]) if address.name == ADD else keys[-1:]
        if keys:
            yield Case(dict(zip(address.words, values, strict=True)))


def ask_address(walk, name, url, *, is_shell=False):
    response, names = walk.listen(name, "GET", url)
    ask_bodies(walk, name, url)
    shows = response is not None and response.status_code == 200 and not response.streaming
    if shows and not is_shell and walk.is_new("queries", (name, *sorted(names))):
        ask_queries(walk, name, url, response, names)
    if shows and any(post_forms(response)):
        ask_forms(walk, name, url, response)
    else:
        ask_unseen_form(walk, name, url)


def ask_queries(walk, name, url, response, names):
    """Put hostile values into all parameters that the view read."""
    guarded = {*QUERY, *getattr(get_address(name), "query", ())}
    texts = sorted(names & SEARCHES)
    rest = sorted(names - guarded - {PAGE_NUMBER})
    groups = [[part] for part in (PAGE_NUMBER,) if part in names] + [rest]
    first, *others = hostile.LONG.items()
    hears = False
    for part in texts:
        heard = ask_query(walk, name, url, [part], *first)
        hears |= heard is None or signature(heard) != signature(response)
    for what, value in others:
        for part in texts if hears else ():
            ask_query(walk, name, url, [part], what, value)
    for what, value in hostile.SHORT.items():
        for parts in filter(None, groups):
            ask_query(walk, name, url, parts, what, value)
    for parts in filter(None, groups):
        share = "a" * ((LONGEST_URL - sum(map(len, parts))) // len(parts) - 2)
        ask_query(walk, name, url, parts, "long words", share)
        ask_query(walk, name, url, parts, "repeated", repeated(parts))
    if walk.is_new("guarded", tuple(sorted(guarded))):
        for what, value in hostile.SHORT.items():
            send_query(walk, name, url, guarded, what, value)  # the guard refuses them
        for part in guarded:
            send_query(walk, name, url, [part], "repeated", repeated([part]))


def repeated(parts):
    """Return the value of each of ``parts`` as often as an address can hold them."""
    return ["1"] * (LONGEST_URL // sum(len(f"{part}=1&") for part in parts))


def ask_query(walk, name, url, parts, what, value):
    """Ask ``url`` with ``value`` in all ``parts``, or apart if they are refused together."""

    def ask(some):
        return send_query(walk, name, url, some, what, value)

    return _together_or_apart(walk, parts, ask, ("query", name, what))


def send_query(walk, name, url, parts, what, value):
    query = urlencode(dict.fromkeys(parts, value), doseq=True)
    note = f"{_listed(list(parts))} = {what}"
    return walk.ask(name, "GET", f"{url}?{query}", note=note)


def _together_or_apart(walk, parts, ask, kind):
    """Ask all ``parts`` at once; if that is refused or at fault, ask each half, and so on."""
    before = walk.found()
    response = ask(parts)
    is_refused = response is None or response.status_code in (400, 404)
    if len(parts) == 1:
        if is_refused:
            walk.is_new(kind, bare(parts[0]))  # remembered: it would hide what others do
    elif is_refused or walk.found() > before:
        middle = len(parts) // 2
        for half in (parts[:middle], parts[middle:]):
            _together_or_apart(walk, half, ask, kind)
    return response


def ask_bodies(walk, name, url):
    """Send what is no form, to views that read the body themselves."""
    for what in BODIES if walk.is_new("bodies", name) else ():
        how = {"content_type": "application/json", "headers": XHR}
        body = hostile.JSON[what]
        response = walk.ask(name, "POST", url, body, note=f"body: {what}", **how)
        if response is not None and not is_json(response):
            break  # it reads forms, or nothing


def is_json(response):
    return response.headers.get("content-type", "").startswith("application/json")


def ask_unseen_form(walk, name, url):
    """Fill what a view reads of a form that no page shows, as those which scripts send."""
    data = {}
    for _round in range(ROUNDS):
        response, heard = walk.listen(name, "POST", url, data)
        if response is None or heard <= data.keys() or response.status_code in (403, 404, 405):
            break
        data |= dict.fromkeys(heard - data.keys(), "1")
    if data and walk.is_new("forms", (name, *sorted(data))):
        send_form(walk, name, url, data, dict.fromkeys(data, hostile.JSON))
        send_form(walk, name, url, data, dict.fromkeys(data, hostile.NUMBERS))


def ask_forms(walk, name, url, response):
    """Fill the forms of a page; forms of the same classes with the same fields are sent once."""
    known = dict(fields(response))
    classes = sorted({type(form).__qualname__ for form in context_forms(response)})
    for action, data in post_forms(response):
        target, data = action or url, data.dict()
        data = {part: value for part, value in data.items() if is_filled(part)}
        shape = sorted({bare(part) for part in data})
        if target.startswith("/admin/logout") or not walk.is_new("forms", (*classes, *shape)):
            continue
        streams = empty_streams(response)
        walk.ask(name, "POST", target, data | streams, note="as received")
        send_form(walk, name, target, data | streams, values_for(data, known))
        for part in file_inputs(response):
            for what, file in hostile.files():
                sent = data | streams | {part: file}
                walk.ask(name, "POST", target, sent, note=f"{part} = {what}")
        for part, field in known.items():
            if isinstance(field, BlockField):
                ask_stream(walk, name, target, data | streams, part, field.block)
        ask_long_texts(walk, name, target, data | streams, known)


def is_filled(part):
    """Whether a person fills ``part``; a row whose number is missing is copied for new rows."""
    return part != "csrfmiddlewaretoken" and "__prefix__" not in part


def values_for(data, known=()):
    """Return {parameter: {name: value}} with the hostile values for its kind of field."""
    return {part: _values(part, value, dict(known).get(part)) for part, value in data.items()}


def _values(part, value, field):
    kind = type(field).__name__
    if part.endswith(("TOTAL_FORMS", "-count")):
        return hostile.COUNTS
    if "JSON" in kind or value.startswith(("{", "[")):
        return hostile.JSON
    if "Date" in kind or "Time" in kind:
        return hostile.DATES
    return hostile.NUMBERS


def send_form(walk, name, url, data, values):
    """Send the form with each hostile value in all fields of its kind at once.

    Lists, texts and dates of the same name are the same in all forms, and are filled only once.
    """
    by_value = {}
    for part, choices in values.items():
        is_known = not walk.is_new(("filled", id(choices)), bare(part))
        for what, value in () if is_known and choices is not hostile.NUMBERS else choices.items():
            by_value.setdefault((what, value), []).append(part)
    for (what, value), parts in by_value.items():
        refused = walk.asked["form", what]
        parts = [part for part in parts if bare(part) not in refused]

        def ask(some, what=what, value=value):
            note = f"{_listed(some)} = {what}"
            return walk.ask(name, "POST", url, data | dict.fromkeys(some, value), note=note)

        if parts:
            _together_or_apart(walk, parts, ask, ("form", what))


def _listed(parts):
    return ", ".join(parts) if len(parts) < 4 else f"{parts[0]} and {len(parts) - 1} more"


def ask_long_texts(walk, name, url, data, known):
    """Fill all texts, first as far as their fields allow it, and then without regard for that."""
    texts = {
        part: getattr(known.get(part), "max_length", None)
        for part, value in data.items()
        if _values(part, value, known.get(part)) is hostile.NUMBERS and not value.isdigit()
    }
    texts.pop("next", None)
    if texts:
        share = LONGEST_FORM // len(texts)
        fitting = {part: hostile.words(min(most or 6_000, share)) for part, most in texts.items()}
        walk.ask(name, "POST", url, data | fitting, note="all texts are full")
        endless = {part: hostile.words(share) for part in texts}
        walk.ask(name, "POST", url, data | endless, note="2 MB of words")
        endless = dict.fromkeys(texts, "a" * share)
        walk.ask(name, "POST", url, data | endless, note="2 MB without a space")


def _counted(data):
    """Return how many blocks and items of lists the data of one block has."""
    return sum(int(value) for part, value in data.items() if part.endswith("-count"))


def ask_stream(walk, name, url, data, part, block):
    """Fill a stream with one block of each kind, and with as many as a form can send."""
    if not walk.is_new("streams", tuple(block.child_blocks)):
        return
    own = walk.world.own
    value = raw_value(block, own.pick, own.mark.text)
    full = as_form(block, value, part)
    walk.ask(name, "POST", url, data | full, note=f"{part}: every block")
    send_form(walk, name, url, data | full, values_for(full))
    for item in value:
        one = as_form(block, [item], part)
        count = min(MOST_BLOCKS // _counted(one), MOST_FIELDS // len(one))
        many = as_form(block, [item] * count, part)
        note = f"{part}: {count} blocks {item['type']}"
        walk.ask(name, "POST", url, data | many, note=note)
