"""What a walk does at an address: it names what is the stranger's, and works on its own.

It reads what Alfa's own addresses show, and sends what their forms take.
"""

from collections import defaultdict

from ..arguments import Arguments
from ..forms import comments, empty_streams, injections, post_forms
from ..queries import MOST, PAGE_TYPES, SEARCH, TEXTS, queries, whole_query
from ..walk import XHR, signature

SAMPLE = 3  # how many objects of a kind are tried where all are alike
NOT_ALLOWED = 405


def name_the_stranger(walk, world, addresses):
    """Ask for every object of Beta's that one of the addresses can name.

    By every method for the first, and as a script does. Which objects are seen is the same for all
    methods: of the others every second is written to. Who has a peer, who does all that, asks for
    some of her share.
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
    """Read and send what the addresses show of Alfa's, with everything of Beta's in hand."""
    arguments = Arguments(world)
    names = {address.name for address in addresses}
    for address in addresses:
        cases = list(arguments.cases(address))
        sent = defaultdict(dict)
        # The rows of a list have an address of their own: it is asked there.
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
    """The words of an address that name no object: a kind of page, an action."""
    return tuple(value for word, value in case.kwargs.items() if word not in address.models)


def sample(address, cases, share=slice(None), *, foreign):
    """Return one case for each kind that the address names, and ``SAMPLE`` where all are alike.

    Of these only ``share``, and the first where that has none.
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
    """Ask in short for what the peer asks one by one.

    What an address does with a query she finds out. Which objects a role reaches is the same for
    all addresses: where this role is shown something else, it asks its share one by one too.
    """
    for query in (*MOST, whole_query(Arguments(walk.world))):
        walk.ask(name, "GET", f"{url}?{query}", note=query)


def send_texts(walk, name, url, response):
    """Search, sort and export; an address that hears none of it together hears none alone."""
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
    """Name objects of the stranger; who has a peer, her share of them."""
    hears_posts = posted.status_code != NOT_ALLOWED
    if not walk.everything and signature(posted) == signature(response):
        hears_posts = False  # a view that shows the same by whatever method it is asked
    for query in queries(response, Arguments(walk.world))[walk.share]:
        walk.ask(name, "GET", f"{url}?{query}", note=query)
        if hears_posts:
            walk.ask(name, "POST", f"{url}?{query}", note=query)


def send_forms(walk, name, url, response, sent):
    """Send the forms of a page as they came, and once for every place for a stranger's object.

    Who has a peer sends her share of the places, which are in every form for all roles alike.
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
