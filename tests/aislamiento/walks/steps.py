"""The steps of a walk at an address: name foreign objects, and work on own ones.

The second step reads the addresses of Alfa's own objects and submits their forms.
"""

from collections import defaultdict

from ..arguments import Arguments
from ..forms import comments, empty_streams, injections, post_forms
from ..queries import MOST, PAGE_TYPES, SEARCH, TEXTS, queries, whole_query
from ..walk import XHR, signature

SAMPLE = 3  # how many objects of a kind are tried if all are alike
NOT_ALLOWED = 405


def name_the_stranger(walk, world, addresses):
    """Request the addresses with every object of Beta that they can name.

    The first object of an address is requested with every method and as a script does. Permissions
    are the same for all methods, so only every second of the other objects gets a POST. A walk with
    a peer requests only every third object of its share.
    """
    arguments = Arguments(world)
    for address in addresses:
        cases = [case for case in arguments.cases(address) if case.foreign]
        if walk.peer is not None:
            cases = cases[walk.share][::SAMPLE] or cases[:1]
        for number, case in enumerate(cases):
            url, twin = address.url(case.kwargs), address.url(case.twin)
            walk.compare(address.name, "GET", url, twin)
            if walk.everything or number % 2 == 0:
                walk.compare(address.name, "POST", url, twin)
            if number == 0 and walk.peer is None:
                for method in ("PUT", "PATCH", "DELETE", "HEAD", "OPTIONS"):
                    walk.ask(address.name, method, url)
            if number < (SAMPLE if walk.everything else 1):
                walk.ask(address.name, "GET", url, headers=XHR)


def work_on_ones_own(walk, world, addresses):
    """Read the addresses of Alfa's objects, and submit their forms with objects of Beta."""
    arguments = Arguments(world)
    names = {address.name for address in addresses}
    for address in addresses:
        cases = list(arguments.cases(address))
        sent = defaultdict(dict)
        # The rows of a list have an address of their own, which is requested instead.
        is_shell = f"{address.name}_results" in names
        for number, case in enumerate(sample(address, cases, walk.share, foreign=False)):
            url = address.url(case.kwargs)
            response = walk.ask(address.name, "GET", url)
            posted = walk.ask(address.name, "POST", url)
            if response.status_code != 200 or response.streaming:
                continue
            if number == 0:
                walk.ask(address.name, "GET", url, headers=XHR)
            if address.models or number > 0:
                walk.ask(address.name, "GET", f"{url}?{whole_query(arguments)}")
            elif not is_shell and walk.peer is not None:
                send_most(walk, address.name, url)
                if not walk.sees_what_the_peer_sees(address.name, url, response):
                    for query in TEXTS[walk.share]:
                        walk.ask(address.name, "GET", f"{url}?{query}", note=query)
                    send_queries(walk, address.name, url, response, posted)
            elif not is_shell:
                send_texts(walk, address.name, url, response)
                send_queries(walk, address.name, url, response, posted)
            send_forms(walk, address.name, url, response, sent[kind_of(address, case)])
        for case in sample(address, cases, foreign=True):
            for data in sent[kind_of(address, case)].values():
                url, twin = address.url(case.kwargs), address.url(case.twin)
                walk.compare(address.name, "POST", url, twin, data)


def kind_of(address, case):
    """Return the values of the words that name no object: a kind of page, an action."""
    return tuple(value for word, value in case.kwargs.items() if word not in address.models)


def sample(address, cases, share=slice(None), *, foreign):
    """Return the cases to try: one per kind, or ``SAMPLE`` of them if there is only one kind.

    Return only the ``share`` of these, or the first one if that is empty.
    """
    by_kind = defaultdict(list)
    for case in cases:
        if bool(case.foreign) == foreign:
            by_kind[kind_of(address, case)].append(case)
    if len(by_kind) > 1:
        cases = [alike[0] for alike in by_kind.values()]
    else:
        cases = [case for alike in by_kind.values() for case in alike[:SAMPLE]]
    return cases[share] or cases[:1]


def send_most(walk, name, url):
    """Send the most revealing queries; for a walk whose peer sends the single ones.

    The peer finds out what an address does with each query. Permissions are the same for all
    addresses: if this role sees other content than the peer, it sends its share of the single
    queries too.
    """
    for query in (*MOST, whole_query(Arguments(walk.world))):
        walk.ask(name, "GET", f"{url}?{query}", note=query)


def send_texts(walk, name, url, response):
    """Search, sort and export. If all queries together change nothing, skip the single ones."""
    heard = walk.ask(name, "GET", f"{url}?{'&'.join((*TEXTS, PAGE_TYPES[-1]))}")
    if signature(heard) == signature(response):
        return
    for query in TEXTS:
        walk.ask(name, "GET", f"{url}?{query}", note=query)
    found = walk.ask(name, "GET", f"{url}?{SEARCH}")
    *others, last = PAGE_TYPES
    of_type = walk.ask(name, "GET", f"{url}?{last}", note=last)
    if signature(of_type) != signature(found):
        for query in others:
            walk.ask(name, "GET", f"{url}?{query}", note=query)


def send_queries(walk, name, url, response, posted):
    """Send the queries that name foreign objects; a walk with a peer sends only its share."""
    hears_posts = posted.status_code != NOT_ALLOWED
    if not walk.everything and signature(posted) == signature(response):
        hears_posts = False  # the view answers the same to every method
    for query in queries(response, Arguments(walk.world))[walk.share]:
        walk.ask(name, "GET", f"{url}?{query}", note=query)
        if hears_posts:
            walk.ask(name, "POST", f"{url}?{query}", note=query)


def send_forms(walk, name, url, response, sent):
    """Submit the forms of a page as received, and once for every place of a foreign object.

    A walk with a peer fills only its share of the places: they are the same for all roles.
    """
    world = walk.world
    picks = world.own.pick, world.foreign.pick, world.own.mark
    for action, data in post_forms(response):
        data = data.dict() | empty_streams(response)
        target = action or url
        key = (target if target != url else "", *sorted(data))
        if key in sent or target.startswith("/admin/logout"):
            continue
        sent[key] = data
        walk.ask(name, "POST", target, data)
        changes = list(injections(response, *picks))
        if "comment_notifications" in data or name == "wagtailadmin_pages:edit":
            changes += comments(*picks)
        for field, change in changes[walk.share] or changes[:1]:
            walk.ask(name, "POST", target, data | change, note=field)
