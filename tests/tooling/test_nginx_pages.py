"""nginx caches public responses only, and only as long as the application allows."""

import ssl
import time
from concurrent.futures import ThreadPoolExecutor
from uuid import uuid4

import pytest
from django.conf import settings

KEPT = {"Cache-Control": settings.PAGE_CACHE_CONTROL, "ETag": 'W/"1"', "Vary": "Accept-Encoding"}
GONE = {"Cache-Control": "public, max-age=0, s-maxage=1"}


def wait_until_old():
    """Wait until nginx asks again for what it has: it counts whole seconds, and keeps for one."""
    time.sleep(2.1 - time.time() % 1)


@pytest.fixture
def path():
    """An address that no test has requested yet."""
    return f"/{uuid4()}/"


def test_many_readers_ask_the_application_once(nginx, path):
    with nginx.application(headers=KEPT, seconds=0.3) as application:
        with ThreadPoolExecutor(12) as readers:
            answers = list(readers.map(nginx.ask, [path] * 12))
        assert {answer.text for answer in answers} == {"from the application"}
        assert application.asked == [f"GET {path}"]


def test_what_was_published_is_read_a_second_after_the_next_reader(nginx, path):
    with nginx.application(headers=KEPT) as application:
        nginx.ask(path)
        wait_until_old()
        assert nginx.ask(path).text == "from the application"
        wait_for(lambda: len(application.asked) == 2)
        # Nothing has changed: the answer has no body.
        assert application.asked[-1] == f"GET {path} 304"
        application.page = lambda sent: "published"
        application.headers["ETag"] = 'W/"2"'
        wait_until_old()
        nginx.ask(path)
        wait_for(lambda: len(application.asked) == 3)
        wait_for(lambda: nginx.ask(path).text == "published")


FAILING = (500, 503)


@pytest.fixture(scope="module")
def outlived(nginx):
    """{status: answers} of a page that was kept: one when nothing listens, then of that failure."""
    paths = {status: f"/{uuid4()}/" for status in FAILING}
    with nginx.application(headers=KEPT):
        for path in paths.values():
            nginx.ask(path)
    wait_until_old()
    # Nothing listens behind nginx now.
    answers = {status: [nginx.ask(path)] for status, path in paths.items()}
    wait_until_old()
    for status, path in paths.items():
        with nginx.application(status=status, page=lambda sent: "broken"):
            answers[status] += [nginx.ask(path) for _reader in range(3)]
    return answers


@pytest.mark.xdist_group("pages that nginx keeps while nothing answers")
@pytest.mark.parametrize("status", FAILING)
def test_a_page_outlives_an_application_that_fails(outlived, status):
    read = [(answer.status, answer.text) for answer in outlived[status]]
    assert read == [(200, "from the application")] * 4


WITHDRAWN = (301, 302, 403, 404, 410)


@pytest.fixture(scope="module")
def withdrawn(nginx):
    """{status: answers} of a page that was kept: the last one, and one with nothing behind."""
    paths = {status: f"/{uuid4()}/" for status in WITHDRAWN}
    with nginx.application(headers=KEPT) as application:
        for path in paths.values():
            nginx.ask(path)
        application.page, application.headers = lambda sent: "nothing is here", GONE
        wait_until_old()
        last = {}
        for status, path in paths.items():
            application.status = status
            nginx.ask(path)
            happens(lambda path=path, status=status: nginx.ask(path).status == status)
            last[status] = [nginx.ask(path)]
    wait_until_old()
    # Nor does the page come back when the application is down.
    return {status: [*last[status], nginx.ask(path)] for status, path in paths.items()}


@pytest.mark.xdist_group("pages that nginx keeps until they are gone")
@pytest.mark.parametrize("status", WITHDRAWN)
def test_a_page_that_was_withdrawn_is_gone(withdrawn, status):
    up, down = withdrawn[status]
    assert up.status == status
    assert down.text == "nothing is here"


@pytest.mark.parametrize("cookie", ["sessionid", "preparacion"])
def test_who_has_a_session_is_not_led_away_as_others_are(nginx, path, cookie):
    session = {"Cookie": f"tema=oscuro; {cookie}=una"}
    led = GONE | {"Location": "/entrar/"}
    with nginx.application(status=302, headers=led) as application:
        assert nginx.ask(path).status == 302
        application.status, application.headers = 200, KEPT
        application.page = lambda sent: "for those who know it"
        assert nginx.ask(path, headers=session).text == "for those who know it"
        assert nginx.ask(path).status == 302


@pytest.mark.parametrize(
    "headers",
    [
        {},
        {"Cache-Control": "private"},
        {"Cache-Control": "private, no-store"},
        {**KEPT, "Set-Cookie": "csrftoken=1"},
    ],
    ids=["nothing said", "private", "not to be stored", "with a cookie"],
)
def test_what_speaks_to_one_reader_is_given_to_no_other(nginx, path, headers):
    with nginx.application(headers=headers) as application:
        for number in range(1, 4):
            application.page = lambda sent, number=number: f"answer {number}"
            assert nginx.ask(path).text == f"answer {number}"


def test_addresses_are_told_apart_as_the_application_tells_them(nginx, path):
    with nginx.application(headers=KEPT) as application:
        for asked in (path, f"/{path}", f"{path}?q=agua", f"{path}?q=luz", f"{path}%2e%2e/"):
            application.page = lambda sent, asked=asked: asked
            assert nginx.ask(asked).text == asked
        assert nginx.ask(path, host="www.guama.gob.cu").text == f"{path}%2e%2e/"


WHOLE = [{}, {"Cookie": "ahorro=no", "Save-Data": "on"}, {"Cookie": "otra=si"}, {"X-Ahorro": "si"}]
LIGHT = [{"Cookie": "ahorro=si"}, {"Save-Data": "on"}, {"Cookie": "ahorro=x", "Save-Data": "ON"}]
# What another program may read as the choice.
STRANGE = ['ahorro="si"', "ahorro=no x", "ahorro=no; ahorro=si", "ahorro=si; ahorro=no", "ahorro"]


def test_who_saves_data_gets_the_other_form_and_nobody_else_does(nginx, path):
    with nginx.application(headers=KEPT) as application:
        application.page = lambda sent: application.saving[-1]
        for form, asked in (("no", WHOLE), ("si", LIGHT)):
            for headers in asked:
                assert nginx.ask(path, headers=headers).text == form
        for cookie in STRANGE:
            for headers in ({"Cookie": cookie}, {"Cookie": cookie, "Save-Data": "on"}):
                assert nginx.ask(path, headers=headers).text in ("si", "no")
        assert (nginx.ask(path).text, nginx.ask(path, headers=LIGHT[0]).text) == ("no", "si")
        assert application.asked == [f"GET {path}"] * 2


@pytest.mark.parametrize(
    "headers", [{"Range": "bytes=0-3"}, {"If-None-Match": 'W/"of another portal"'}], ids=str
)
def test_who_asks_for_a_part_spoils_the_page_for_nobody(nginx, path, headers):
    with nginx.application(headers=KEPT) as application:
        for _made_and_kept in range(2):
            answer = nginx.ask(path, headers=headers)
            # nginx itself may cut what it has whole.
            assert (answer.status, answer.text) in {
                (200, "from the application"),
                (206, "from"),
            }
            assert nginx.ask(path).text == "from the application"
        assert application.asked == [f"GET {path}"]


def test_who_asks_for_the_head_alone_spoils_the_page_for_nobody(nginx, path):
    with nginx.application(headers=KEPT) as application:
        for _made_and_kept in range(2):
            head = nginx.ask(path, method="HEAD")
            assert (head.status, head.text) == (200, "")
            assert nginx.ask(path).text == "from the application"
        assert application.asked == [f"GET {path}"]  # nginx asks for the whole page at once


def test_names_of_nobody_reach_no_portal(nginx, path):
    with nginx.application(headers=KEPT) as application:
        for number in range(20):
            assert nginx.ask_plainly(path, host=f"portal-{number}.example") == 404
            with pytest.raises(ssl.SSLError):  # not even a certificate is shown
                nginx.ask(path, host=f"portal-{number}.example")
        assert application.asked == []


def test_what_networks_add_to_a_shared_link_makes_no_page_of_its_own(nginx, path):
    with nginx.application(headers=KEPT) as application:
        for query in ("", "?fbclid=IwAR1", "?utm_source=fb&utm_medium=social", "?gclid=1&fbclid=2"):
            nginx.ask(path + query)
        nginx.ask(f"{path}?q=agua&fbclid=IwAR2")
        nginx.ask(f"{path}?q=agua")
        assert application.asked == [f"GET {path}", f"GET {path}?q=agua"]


def test_each_compression_is_kept_apart(nginx, path):
    with nginx.application(headers=KEPT) as application:
        for asked in ("", "gzip", "gzip, deflate, br, zstd"):
            application.page = lambda sent, asked=asked: f"for {asked}"
            assert nginx.ask(path, headers={"Accept-Encoding": asked}).text == f"for {asked}"
        # Browsers with another header get what is cached.
        assert nginx.ask(path, headers={"Accept-Encoding": "br, gzip"}).text.endswith("zstd")


def test_who_asks_for_ever_new_addresses_holds_up_nobody_else(nginx):
    with nginx.application(headers={}, seconds=0.05) as application:
        flood, reader = nginx.somebody(), nginx.somebody()
        with ThreadPoolExecutor(32) as hands:
            asked = [
                hands.submit(nginx.ask, f"/buscar/?z={number}", source=flood)
                for number in range(120)
            ]
            time.sleep(0.5)
            begun, started = time.monotonic(), len(application.asked)
            assert nginx.ask("/otra/", source=reader).status == 200
            assert time.monotonic() - begun < 1
            time.sleep(1)
            # On a busy machine the second takes longer.
            assert len(application.asked) - started < 30 * (time.monotonic() - begun)
            assert {job.result().status for job in asked} == {200}


def test_a_reader_does_not_wait_for_an_application_that_hangs(nginx, path):
    with nginx.application(headers=KEPT):
        nginx.ask(path)
    with nginx.application(headers=KEPT, seconds=8):
        begun = time.monotonic()
        assert nginx.ask(f"/{uuid4()}/").status == 503
        assert time.monotonic() - begun < 4
        wait_until_old()
        begun = time.monotonic()
        assert nginx.ask(path).status == 200
        assert time.monotonic() - begun < 1


def wait_for(happened):
    assert happens(happened)


def happens(happened, seconds=10):
    """Return whether ``happened()`` becomes true within ``seconds``."""
    deadline = time.monotonic() + seconds
    while not (now := happened()) and time.monotonic() < deadline:
        time.sleep(0.05)
    return now
