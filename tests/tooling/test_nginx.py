"""nginx answers in words when it refuses or the application is down, and no letter is lost."""

import json
import re
import time
from concurrent.futures import ThreadPoolExecutor

import pytest

from tests.nginx import HOST
from tests.reading import assert_numbers_for_emergencies

PROVINCE = "www.santiago.gob.cu"
LETTER = "/atencion/escribir/queja/"
# Every kind of address that receives what people typed.
LETTERS = [
    LETTER,
    "/en/atencion/escribir/queja/",
    "/ht/atencion/escribir/queja/",
    "/atencion/seguimiento/anadir/",
    "/atencion/seguimiento/inconforme/",
]
FORMS = ["/opinion/", "/consulta/7/", "/atencion/seguimiento/"]
PAGES = ["/", "/en/", "/ht/", "/ht/avisos/", "/buscar/?q=agua", "/documentos/3/ley.pdf", LETTER]


def is_told(response, status, language="es"):
    """Check that ``response`` is an uncached page of ours in ``language``; return its text."""
    assert response.status == status, response.text
    assert response.headers["Content-Type"] == "text/html; charset=utf-8"
    assert f'<html lang="{language}"' in response.text
    assert response.headers["Content-Language"] == language
    assert response.headers["Cache-Control"] == "no-store"
    assert "script-src" not in response.headers["Content-Security-Policy"]
    assert "default-src 'none'" in response.headers["Content-Security-Policy"]
    assert response.headers["Cross-Origin-Opener-Policy"] == "same-origin"
    assert response.headers["Cross-Origin-Resource-Policy"] == "same-origin"
    assert "geolocation=()" in response.headers["Permissions-Policy"]
    assert "nginx" not in response.text
    assert_numbers_for_emergencies(response.text)
    emergencies = {"es": "Emergencias médicas: 104", "en": "Medical emergencies: 104"}
    assert emergencies[language] in response.text
    title, why = re.findall(r"<h1>(.+)</h1>\s*<p[^>]* data-motivo>(.+?)</p>", response.text)[0]
    assert f"<title>{title}</title>" in response.text
    return f"{title}. {why} {response.text}"


def has_the_headers_of_security(response):
    assert response.headers["Strict-Transport-Security"] == (
        "max-age=31536000; includeSubDomains; preload"
    )
    assert response.headers["X-Content-Type-Options"] == "nosniff"
    assert response.headers["Referrer-Policy"] == "strict-origin-when-cross-origin"


# --- The application is down ---


@pytest.mark.parametrize("path", PAGES)
def test_whoever_reads_is_told_that_the_portal_is_away(nginx, path):
    response = nginx.ask(path)
    told = is_told(response, 503, "en" if path.startswith("/en/") else "es")
    assert int(response.headers["Retry-After"]) > 0
    has_the_headers_of_security(response)
    assert "The portal is not available" in told or "El portal no está disponible" in told


@pytest.mark.parametrize("path", LETTERS)
def test_whoever_wrote_is_told_that_it_was_not_received_and_how_to_send_it_again(nginx, path):
    english = path.startswith("/en/")
    response = nginx.ask(path, b"hechos=Hace+un+mes", source=nginx.somebody())
    told = is_told(response, 503, "en" if english else "es")
    assert int(response.headers["Retry-After"]) > 0
    has_the_headers_of_security(response)
    for words in (
        ("It has not been sent yet", "count on", "only once", "reload it")
        if english
        else ("Todavía no se ha enviado", "cuente con que", "una sola", "actualícela")
    ):
        assert words in told


@pytest.mark.parametrize("path", FORMS)
def test_other_forms_say_it_too_and_promise_no_more_than_is_true(nginx, path):
    told = is_told(nginx.ask(path, b"texto=Bien"), 503)
    assert "cuente con que no recibimos lo que envió" in told
    assert "una sola" not in told


def test_editors_are_told_too(nginx):
    for body, words in [(None, "no está disponible"), (b"title=Uno", "no recibimos lo que envió")]:
        response = nginx.ask("/admin/pages/3/edit/", body, host=PROVINCE)
        assert words in is_told(response, 503)
        assert int(response.headers["Retry-After"]) > 0


def test_an_application_that_is_too_slow_is_away_for_whoever_reads_and_whoever_writes(nginx):
    with nginx.application(seconds=6):
        assert "no está disponible" in is_told(nginx.ask("/"), 503)
        sent = nginx.ask(LETTER, b"hechos=Hace", source=nginx.somebody())
        assert "cuente con que no recibimos su escrito" in is_told(sent, 503)


@pytest.mark.parametrize(("path", "body"), [("/", None), (LETTER, b"hechos=Hace")])
def test_what_the_application_says_itself_gets_through(nginx, path, body):
    for status in (200, 404, 429, 500, 503):
        with nginx.application(status=status):
            response = nginx.ask(path, body, source=nginx.somebody())
            assert (response.status, response.text) == (status, "from the application")


# --- Requests that nginx cannot read ---


@pytest.mark.parametrize(
    "asked",
    [
        "GET / HTTP/1.1\r\nHost: {host}\r\nCookie: c=" + 70_000 * "a",
        "GET /" + 70_000 * "a" + " HTTP/1.1\r\nHost: {host}",
        "GET / HTTP/1.1\r\nHost: {host}\r\nHost: {host}",
        "GET /%00 HTTP/1.1\r\nHost: {host}",
        "GET",
    ],
    ids=["cookies", "address", "two hosts", "zero", "one word"],
)
def test_what_nginx_cannot_read_is_told_in_words(nginx, asked):
    response = nginx.say(asked)
    told = is_told(response, 400)
    assert "No pudimos leer lo que pidió su navegador" in told
    assert "borre las cookies" in told
    has_the_headers_of_security(response)


def test_what_it_cannot_read_of_an_english_page_is_told_in_english(nginx):
    asked = f"GET /en/avisos/ HTTP/1.1\r\nHost: {HOST}\r\nCookie: c={70_000 * 'a'}"
    assert "clear the cookies" in is_told(nginx.say(asked), 400, "en")


# --- The access log ---


def test_the_access_log_holds_no_link_to_set_a_password(nginx):
    """Whoever reads the log, or a copy of it, could set somebody's password before they do."""
    path = "/admin/password_reset/confirm/MTIz/c9abcd-0123456789abcdef/"
    with nginx.application():
        for asked in (path, path.replace("/c9", "/%63%39"), path.replace("confirm", "%63onfirm")):
            nginx.ask(asked, host=PROVINCE)
        nginx.ask("/admin/", host=PROVINCE, headers={"Referer": f"https://{PROVINCE}{path}"})
        nginx.ask("/buscar/?q=agua", headers={"Referer": "https://ejemplo.cu/una"})
    nginx.ask_plainly(path)
    log = nginx.log()
    assert "0123456789abcdef" not in log
    assert "MTIz" not in log
    assert log.count("/admin/password_reset/confirm/***") == 5
    lines = map(json.loads, log.splitlines())
    [found] = [line for line in lines if line["desde"] == "https://ejemplo.cu/una"]
    assert (found["metodo"], found["destino"]) == ("GET", "/buscar/?q=agua")
    assert found["estado"] == "200"


def test_a_request_has_one_name_in_both_logs(nginx):
    """The id of a complaint leads to the log of the application, and the reverse."""
    made_up = {"X-Request-ID": "0" * 32}
    with nginx.application() as application:
        nginx.ask("/una-pagina/", headers=made_up)  # a page for readers, which nginx caches
        nginx.ask(LETTER, b"hechos=Hace", headers=made_up)
        nginx.ask("/static/css/portal.css")
    lines = [json.loads(line) for line in nginx.log().splitlines()]
    page, letter, style = lines[-4:-1]
    assert [page["id"], letter["id"]] == application.names
    assert len({page["id"], letter["id"], style["id"], "0" * 32}) == 4
    assert (page["host"], page["cache"]) == (HOST, "MISS")
    assert float(page["aplicacion"]) <= float(page["segundos"])
    assert style["aplicacion"] == ""


def test_the_access_log_holds_no_link_of_a_draft(nginx):
    """Whoever reads the log could read a draft."""
    path = "/_borrador/abcdef0123456789abcdef0123456789/"
    with nginx.application():
        for asked in (path, path.replace("_borr", "%5Fborr")):
            nginx.ask(asked)
        nginx.ask("/noticias/", headers={"Referer": f"https://{HOST}{path}"})
    log = nginx.log()
    assert "0123456789abcdef" not in log
    assert log.count("/_borrador/***") == 3


def test_the_log_of_readings_has_pages_that_were_given_out_and_nobodys_address(nginx):
    source = nginx.somebody()
    with nginx.application():
        nginx.ask(
            "/noticias/una%20feria/?codigo=secreto",
            source=source,
            headers={"User-Agent": 'Un "telefono" é', "Referer": f"https://{HOST}/buscar/?q=feria"},
        )
        nginx.ask("/admin/", host=PROVINCE)
        nginx.ask("/media/images/foto.webp")
        nginx.ask(LETTER, b"hechos=Hace", source=source)
    nginx.ask("/nadie/")  # the application is down
    text = nginx.readings()
    [line] = [json.loads(line) for line in text.splitlines() if "feria" in line]
    assert abs(float(line.pop("hora")) - time.time()) < 60
    assert line == {
        "host": HOST,
        "estado": "200",
        "pagina": "/noticias/una feria/",
        "desde": f"https://{HOST}/buscar/?q=feria",
        "antes": "",
        "programa": 'Un "telefono" \ufffd',
    }
    for kept_out in (source, "secreto", "/admin/", "/media/", LETTER, "/nadie/"):
        assert kept_out not in text


def test_the_log_of_readings_has_what_was_not_found_and_nobody_in_it(nginx):
    by_number = "/index.php?option=com_content&view=article&id=5:una-feria"
    with nginx.application(status=404):
        for path in (
            "/noticias/5-una-feria",
            by_number,
            "/index.php?option=com_users&token=secreto",
            f"{by_number}&id=90010112345",
            "/persona/90010112345/",
            "/correo/ana@ejemplo.cu/",
            "/admin/nada/",
            "/_util/nada/",
        ):
            nginx.ask(path)
    text = nginx.readings()
    said = [line for line in map(json.loads, text.splitlines()) if line["estado"] == "404"]
    missing = [line["pagina"] for line in said]
    assert missing[-4:] == ["/noticias/5-una-feria", by_number, "/index.php", "/index.php"]
    for kept_out in ("secreto", "90010112345", "ana@", "nada"):
        assert kept_out not in text


# --- Too much at once ---


def test_a_letter_with_a_video_is_told_what_to_leave_out(nginx):
    for path, language, words in [
        (LETTER, "es", "los archivos pesan demasiado"),
        (f"/en{LETTER}", "en", "the files are too heavy"),
    ]:
        response = nginx.refuse(path, 413)
        assert words in is_told(response, 413, language)
        has_the_headers_of_security(response)


def test_a_video_below_the_limit_reaches_the_application(nginx):
    with nginx.application() as application:
        body = bytes(30 * 1024 * 1024)
        assert nginx.ask(LETTER, body, source=nginx.somebody()).status == 200
        assert application.asked == [f"POST {LETTER}"]
        refused = nginx.ask("/admin/documents/multiple/add/", body, host=PROVINCE)
    assert "20 MB" in is_told(refused, 413)


def test_a_municipality_behind_one_address_writes_at_once_and_a_flood_does_not_get_through(nginx):
    source = nginx.somebody()
    with nginx.application():
        for _number in range(30):
            assert nginx.ask(LETTER, b"hechos=Hace", source=source).status == 200
        answers = [nginx.ask(LETTER, b"hechos=Hace", source=source) for _number in range(40)]
        # A GET of the form is not limited, and other addresses are not concerned.
        assert nginx.ask(LETTER, source=source).status == 200
        assert nginx.ask(LETTER, b"hechos=Hace", source=nginx.somebody()).status == 200
    refused = [answer for answer in answers if answer.status == 429]
    assert len(refused) > 5
    told = is_told(refused[0], 429)
    assert int(refused[0].headers["Retry-After"]) > 0
    has_the_headers_of_security(refused[0])
    assert "Todavía no se ha enviado" in told
    assert "actualícela" in told


def test_few_bodies_at_once_from_one_address(nginx):
    source = nginx.somebody()
    with nginx.application(seconds=1), ThreadPoolExecutor(30) as people:
        answers = list(
            people.map(lambda _: nginx.ask(LETTER, b"hechos=Hace", source=source), range(30))
        )
    assert [answer.status for answer in answers].count(200) >= 16
    refused = [answer for answer in answers if answer.status == 429]
    assert "Todavía no se ha enviado" in is_told(refused[0], 429)


def test_a_flood_of_attempts_to_sign_in_is_told_so(nginx):
    for path, host, language, words in [
        ("/admin/login/", PROVINCE, "es", "Demasiados intentos desde su red"),
        ("/_util/login/", HOST, "es", "Demasiados intentos desde su red"),
        ("/en/_util/login/", HOST, "en", "Too many attempts from your network"),
        ("/ht/_util/authenticate_with_password/1/2/", HOST, "es", "Demasiados intentos"),
    ]:
        refused = nginx.refuse(path, 429, host=host)
        assert words in is_told(refused, 429, language)
        assert int(refused.headers["Retry-After"]) > 0


# --- What nginx serves from disk ---


@pytest.mark.parametrize("path", ["/static/css/portal.css", "/media/images/foto.webp"])
def test_files_carry_the_headers_of_security(nginx, path):
    response = nginx.ask(path)
    assert response.status == 200
    has_the_headers_of_security(response)
    assert "max-age" in response.headers["Cache-Control"]
    assert response.headers["Cross-Origin-Resource-Policy"] == "cross-origin"


def test_a_portal_to_take_along_is_continued_where_it_broke_off(nginx):
    whole = nginx.ask("/portatil.zip")
    has_the_headers_of_security(whole)
    assert whole.headers["Accept-Ranges"] == "bytes"
    assert whole.headers["ETag"]
    assert f'filename="{HOST}.zip"' in whole.headers["Content-Disposition"]
    rest = nginx.ask("/portatil.zip", headers={"Range": "bytes=6-"})
    assert (rest.status, rest.text) == (206, whole.text[6:])
    is_told(nginx.ask("/portatil.zip", host=PROVINCE), 404)  # none was made yet


@pytest.mark.parametrize(
    ("asked", "copy"),
    [
        ("/avisos/lluvia/", "/_copia/paginas/avisos--lluvia.html"),
        ("/avisos/otro/", "/_copia/index.html"),
        ("/en/", "/_copia/index.html"),
        ("/buscar/?q=agua", "/_copia/index.html"),
        ("/con%20espacio/", "/_copia/index.html"),
    ],
)
def test_while_the_application_is_away_the_copy_of_the_night_is_read(nginx, asked, copy):
    told = is_told(nginx.ask(asked), 503, "en" if asked.startswith("/en/") else "es")
    assert f'href="{copy}"' in told
    response = nginx.ask(copy)
    assert (response.status, response.text) == (200, "served from disk")
    assert response.headers["Content-Type"] == "text/html"
    assert response.headers["X-Robots-Tag"] == "noindex"
    assert "default-src 'self'" in response.headers["Content-Security-Policy"]
    has_the_headers_of_security(response)


def test_a_portal_without_a_copy_offers_none_nor_does_one_to_who_sends_a_form(nginx):
    assert "/_copia/" not in is_told(nginx.ask("/", host=PROVINCE), 503)
    sent = nginx.ask(LETTER, b"hechos=Hace", source=nginx.somebody())
    assert "/_copia/" not in is_told(sent, 503)
    is_told(nginx.ask("/_copia/index.html", host=PROVINCE), 404)
    is_told(nginx.ask("/_copia/paginas/"), 404)
    for outside in (f"/_copia/../{HOST}.zip", f"/_copia/..%2f{HOST}.zip"):
        is_told(nginx.ask(outside), 503)  # an address of the application


@pytest.mark.parametrize(
    "path",
    [
        "/static/css/nada.css",
        "/static/css/",
        "/media/images/nada.webp",
        "/media/original_images/foto.jpg",
        f"/media/images/{'a' * 300}.webp",
        "/admin/",
        "/en/../media/documents/ley.pdf",
    ],
)
def test_what_is_not_there_is_told_in_words(nginx, path):
    response = nginx.ask(path)
    assert "No encontramos esta página" in is_told(response, 404)
    has_the_headers_of_security(response)


def test_the_page_looks_like_the_portal_and_asks_for_nothing_but_its_style(nginx):
    text = nginx.ask("/", host=PROVINCE).text
    assert re.findall(r'(?:href|src)="(?!tel:)([^"#]+)"', text) == ["/static/css/portal.css", "/"]
    assert "style=" not in text
    assert "<script" not in text


def test_what_is_broken_is_told_to_the_machine_itself_alone(nginx):
    with nginx.application(status=200):
        for path in ("/readyz", "/metrics"):
            assert nginx.ask(path, source="127.0.0.1").status == 200
            is_told(nginx.ask(path, source=nginx.somebody()), 404)
