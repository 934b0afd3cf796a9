"""The most common tasks of citizens, on a cheap telephone with a bad connection.

The end of the run prints the taps, bytes and seconds of each task. The bytes have a budget; the
seconds depend on the machine and have none.
"""

import re
import time

import pytest
from PIL import Image
from playwright.sync_api import expect

from .carta import answer_case, fill_in, keys, show
from .meter import KB, PHONE, Meter

LATENCY, BYTES_A_SECOND = 400, 50 * KB
SCREEN = {**PHONE, "viewport": {"width": 360, "height": 640}}
# Whether the answer is on the screen without scrolling.
ON_SCREEN = "element => element.getBoundingClientRect().bottom <= innerHeight"


class Task:
    """A telephone without caches on a slow connection, with its taps, meter and clock."""

    def __init__(self, page):
        self.page, self.main = page, page.get_by_role("main")
        self.meter, self.taps = Meter(page), 0
        line = page.context.new_cdp_session(page)
        line.send("Network.enable")
        line.send(
            "Network.emulateNetworkConditions",
            {
                "offline": False,
                "latency": LATENCY,
                "downloadThroughput": BYTES_A_SECOND,
                "uploadThroughput": BYTES_A_SECOND,
            },
        )
        self.begin = time.monotonic()

    def tap(self, target):
        expect(target).to_be_visible()
        target.tap()
        self.taps += 1

    def search(self, words):
        self.page.get_by_role("searchbox").first.fill(words)
        self.tap(self.page.get_by_role("button", name="Buscar").first)


@pytest.fixture
def play(new_context, portales, record_property, request):
    """Begin a task at a page of a municipality; print its cost at the end of the run."""
    played = []

    def begin(path="/"):
        task = Task(new_context(**SCREEN).new_page())
        played.append(task)
        task.page.goto(portales.url("contramaestre", path))
        return task

    def answered(task, answer, most, *, is_on_screen=True):
        expect(answer).to_be_visible()
        seconds = time.monotonic() - task.begin
        if is_on_screen:
            assert answer.evaluate(ON_SCREEN)
        task.page.wait_for_load_state("networkidle")
        # How many pictures have arrived by now depends on the machine.
        own = task.meter.without_images
        record_property(
            "task",
            f"{request.node.name.removeprefix('test_').partition('[')[0]:<62}{task.taps:>3} taps"
            f"{own / KB:>7.1f} KB of {most},{task.meter.total() / KB:>7.1f} with pictures"
            f"{seconds:>6.1f} s",
        )
        assert own <= most * KB, task.meter.received

    begin.answered = answered
    return begin


def test_where_the_carne_is_renewed(play):
    task = play()
    task.tap(task.main.get_by_role("link", name="Carné de identidad").first)
    office = task.page.locator("section[aria-labelledby=donde] article").first
    play.answered(task, office, 30)


def test_whom_to_call_when_no_water_comes(play):
    task = play()
    task.search("no hay agua")
    company = task.main.get_by_role("article").filter(has_text="Aguas Turquino").first
    play.answered(task, company.get_by_role("link").first, 31)
    expect(company.locator("a[href^='tel:']")).to_be_visible()


def test_what_to_do_in_an_alert_that_somebody_sent(play):
    task = play("/avisos/provincia/muestra-de-aviso-se-acerca-un-ciclon-tropical/")
    play.answered(task, task.main.get_by_role("heading", name="Qué hacer"), 20)


def test_who_is_my_delegate_and_when_they_receive(play):
    task = play()
    task.search("mi delegado")
    task.tap(task.main.get_by_role("link", name="Quién es mi delegado").first)
    task.main.get_by_role("searchbox").fill("La Loma")
    task.tap(task.main.get_by_role("button", name="Buscar"))
    found = task.main.locator(".delegado").filter(has_text="Carretera de La Loma")
    expect(found).to_contain_text("Delegada de muestra 4")
    hours = found.get_by_text("Primer miércoles del mes")
    play.answered(task, hours, 37, is_on_screen=False)


def test_a_complaint_with_a_photo_and_its_answer(play, sign_in, tmp_path):
    photo = tmp_path / "calle.jpg"
    Image.effect_noise((320, 240), 60).convert("RGB").save(photo, quality=80)
    task = play()
    page = task.page
    task.tap(task.main.get_by_role("link", name="Quejas y peticiones"))
    task.tap(task.main.get_by_role("link", name=re.compile("^Presentar una queja")))
    # On a slow connection the script comes after the fields; nobody types before it.
    page.wait_for_url("**/queja/**")
    fill_in(page)
    show(page, "#id_archivos").set_input_files(photo)
    show(page, ".carta [type=submit]")
    task.taps += 6  # «Seguir» once per step
    task.tap(page.get_by_role("button", name="Enviar", exact=True))
    numero, _codigo = keys(page)

    answer_case(sign_in("atencion-contramaestre"), numero, "Mañana va una brigada.")

    task.tap(page.get_by_role("link", name="Seguir mi caso").first)
    play.answered(task, page.locator("#respuesta"), 52)


def test_what_happened_last_week(play):
    task = play()
    news = task.main.get_by_role("region", name="Noticias")
    link = news.get_by_role("article").nth(1).get_by_role("link")
    title = link.inner_text().strip()
    task.tap(link)
    play.answered(task, task.page.get_by_role("heading", level=1, name=title, exact=True), 33)


def test_whether_the_plan_of_water_was_met(play):
    task = play("/transparencia/poblacion-con-agua-por-tuberia/")
    play.answered(task, task.page.locator(".cifra-estado"), 22)
