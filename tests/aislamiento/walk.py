"""Sends requests to the admin one by one, and checks the response and the changed rows."""

import io
import re
import zipfile
from collections import Counter, defaultdict
from contextlib import contextmanager

from django.contrib.messages import get_messages
from django.core import mail
from django.core.cache import caches
from django.db import connection, transaction
from django.test import TestCase

from .tables import WriteLog

XHR = {"x-requested-with": "XMLHttpRequest", "accept": "application/json, text/html"}
# Parts that differ between two answers with the same content.
_NOISE = re.compile(
    rb"csrf[^<>]*|\"CSRF_TOKEN\": \"\w+|nonce=\"[^\"]*\"|page_type=[\w.]*(?:&(?:amp;)?)?|\d+"
)

READ, WRITE, EXISTS, FAILS = "reads", "writes", "tells existence", "fails"


class Walk:
    """One user in the admin; every request is rolled back.

    ``peer`` is the walk of a user who names every foreign object in every way. The walks that have
    a peer divide that work: each takes the slice ``share`` of every list. Without ``everything``,
    requests that would only repeat a result are left out.
    """

    def __init__(self, world, browser, *, peer=None, share=slice(None), everything=False):
        self.world, self.browser, self.everything = world, browser, everything
        self.peer, self.share = peer, share
        self.browser.raise_request_exception = False
        self.session = dict(self.browser.cookies)
        self.requests = 0
        self.statuses = Counter()
        self.by_name = Counter()
        self.findings = defaultdict(set)
        self.twins = {}

    def ask(self, name, method, url, data=None, *, headers=None, note=""):
        """Send a request, record under ``name`` what it leaked or changed, and roll it back."""
        self.by_name[name] += 1
        with self.sent(method, url, data, headers) as (response, log):
            self._look(name, method, response, note)
            if error := getattr(response, "exc_info", None):
                self.note(FAILS, name, f"{method} {error[0].__name__}", note)
            written = log.tables & self.world.tables.models.keys()
            changes = self.world.tables.changes(sorted(written), own=self.world.own.portal.slug)
            for table, what in changes:
                self.note(WRITE, name, f"{method} {table}: {what}", note, url)
        return response

    @contextmanager
    def sent(self, method, url, data=None, headers=None, **how):
        """Send a request; yield its response and the log of what it wrote, then roll it back."""
        self.requests += 1
        mail.outbox.clear()
        log = WriteLog()
        try:
            with transaction.atomic(), self._as_before():
                with (
                    connection.execute_wrapper(log),
                    TestCase.captureOnCommitCallbacks(execute=True),
                ):
                    send = getattr(self.browser, method.lower())
                    response = send(url, data, headers=headers or {}, **how)
                    response.body = _body(response)
                self.statuses[response.status_code] += 1
                yield response, log
                transaction.set_rollback(True)
        finally:
            if log.tables & self.world.tables.models.keys():
                for cache in caches.all(initialized_only=True):
                    cache.clear()

    def note(self, kind, name, what, note="", url=""):
        self.findings[(name, kind)].add(f"{what}{f' ({note})' if note else ''}")

    @contextmanager
    def _as_before(self):
        try:
            yield
        finally:
            self.browser.cookies.clear()
            self.browser.cookies.update(self.session)

    def _look(self, name, method, response, note):
        for where, text in _texts(response):
            for mark in set(self.world.foreign_marks.findall(text)):
                self.note(READ, name, f"{method} {where}: {mark}", note)

    def compare(self, name, method, url, twin_url, data=None):
        """Request the foreign object and a missing one: the two responses must be the same."""
        response = self.ask(name, method, url, data)
        key = (method, twin_url)
        if key not in self.twins:
            self.twins[key] = signature(self.ask(name, method, twin_url, data))
        if signature(response) != self.twins[key]:
            this, that = response.status_code, self.twins[key][0]
            self.note(EXISTS, name, f"{method} {this}, otherwise {that}")
        return response

    def sees_what_the_peer_sees(self, name, url, response):
        """Whether ``response`` shows the same content as the response to the peer at ``url``."""
        if self.peer is None:
            return False
        hers = self.peer.ask(name, "GET", url)
        return hers.status_code == 200 and content(hers) == content(response)

    def lines(self):
        """Return the findings, one line for each address and kind."""
        return [
            f"{name} {kind}: {'; '.join(sorted(found))}"
            for (name, kind), found in sorted(self.findings.items())
        ]


def _body(response):
    content = response.getvalue() if response.streaming else response.content
    if content.startswith(b"PK"):
        with zipfile.ZipFile(io.BytesIO(content)) as archive:
            content = b"".join(archive.read(name) for name in archive.namelist())
    return content


def _texts(response):
    yield "body", response.body.decode(errors="replace")
    yield "headers", str(response.headers)
    yield "message", " ".join(str(message) for message in _messages(response))
    for letter in mail.outbox:
        yield "mail", f"{letter.subject} {letter.body} {letter.to} {letter.cc} {letter.bcc}"


def _messages(response):
    request = getattr(response, "wsgi_request", None)
    return get_messages(request) if hasattr(request, "_messages") else ()


def signature(response):
    """Return the response without the parts that differ from one request to the next."""
    location = _NOISE.sub(b"", response.headers.get("location", "").encode())
    messages = _NOISE.sub(b"", " ".join(str(m) for m in _messages(response)).encode())
    return response.status_code, location, messages, _NOISE.sub(b"", response.body)


def content(response):
    """Return the page without the menu, which is different for each role."""
    _menu, start, main = response.body.partition(b"<main")
    return _NOISE.sub(b"", main.partition(b"</main>")[0] if start else response.body)
