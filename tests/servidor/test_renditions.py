"""A page is served without the pictures that cannot be shown; nothing else of it fails."""

import json
import os
import subprocess
from contextlib import contextmanager, suppress
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from django.core.cache import caches
from django.urls import reverse

from base.models import PortalImage, PortalSettings
from base.portales import slug_at
from servidor import renditions as our_renditions
from servidor.breaker import Breaker
from tests.budgets import forget_pages
from tests.factories import make_image, make_noticia
from tests.processes import a_common_user
from tests.reading import filled_form, json_ld, meta, soup, text

PAGES = ["/", "/noticias/", "/noticias/con-fotos/"]


@pytest.fixture(autouse=True)
def _as_a_new_process(monkeypatch):
    monkeypatch.setattr(our_renditions, "_disk", Breaker("The disk of pictures", 60))


@pytest.fixture
def disk(settings):
    """The media folder, on a disk of its own if the system allows to mount one."""
    with TemporaryDirectory(ignore_cleanup_errors=True) as name:
        folder = Path(name)
        mount = ["mount", "-t", "tmpfs", "-o", "size=2m", "tmpfs", folder]
        is_mounted = not subprocess.run(mount, capture_output=True).returncode
        folder.chmod(0o755)
        storage = {"BACKEND": "servidor.storage.WholeFileStorage", "OPTIONS": {"location": folder}}
        settings.STORAGES = {**settings.STORAGES, "default": storage}
        settings.MEDIA_ROOT = folder
        yield folder
        if is_mounted:
            subprocess.run(["umount", folder], check=True)


@contextmanager
def closed(disk):
    """Make the folder read-only."""
    slug_at("")  # a process has read the file of the portals long before
    with a_common_user(disk):
        for folder in [disk, *disk.iterdir()]:
            folder.chmod(0o555)
        yield


@pytest.fixture
def con_fotos(alfa, disk):
    """A page with a cover and a picture in its body, without any rendition yet."""
    imagen = make_image("Parque", description="Un parque", credito="Ana")
    block = {"type": "imagen", "value": {"imagen": imagen.pk, "pie": "El parque en mayo"}}
    return make_noticia(alfa, "Con fotos", imagen_portada=imagen, cuerpo=json.dumps([block]))


@contextmanager
def filled(disk):
    """Fill the disk to the last byte."""
    with suppress(OSError), (disk / "lleno").open("wb", buffering=0) as file:
        while True:
            file.write(bytes(4096))
    yield
    (disk / "lleno").unlink()


def forget():
    for alias in ("default", "pages", "fragments", "renditions"):
        caches[alias].clear()


def read(portal):
    forget()
    pages = [portal.get(path) for path in PAGES]
    assert [page.status_code for page in pages] == [200] * 3
    assert "Con fotos" in text(pages[-1])
    return pages


def pictures(pages):
    return [len(soup(page).select("picture")) for page in pages]


def told(caplog):
    return [line.getMessage() for line in caplog.records if line.name.startswith("servidor.")]


def assert_all_are_there(pages, portal):
    """Each page has its picture, and every address in it can be downloaded."""
    assert all(pictures(pages))
    for page in pages:
        for source in soup(page).select("picture source, picture img"):
            for address in source["srcset"].split(", "):
                response = portal.get(address.split(" ")[0])
                assert response.status_code == 200
                assert b"".join(response.streaming_content)


def assert_without_them(pages):
    assert pictures(pages) == [0, 0, 0]
    assert not soup(pages[-1]).select("figure")
    assert not soup(pages[-1]).select(".con-foto")
    assert meta(pages[-1], "og:image").endswith(".png")  # the generated card
    assert "not-found" not in pages[-1].content.decode()
    assert "image" not in json_ld(pages[-1])["NewsArticle"]


def drawn_from_now(monkeypatch):
    """Return a list to which the specs of the renditions come that are drawn from now on."""
    drawn, draw = [], PortalImage.generate_rendition_file
    monkeypatch.setattr(
        PortalImage,
        "generate_rendition_file",
        lambda image, filter, **more: drawn.append(filter.spec) or draw(image, filter, **more),
    )
    return drawn


def test_a_full_disk_keeps_nobody_from_reading_and_is_told_once(
    alfa, disk, con_fotos, caplog, monkeypatch
):
    if not os.path.ismount(disk):
        pytest.skip("only root may mount a disk")
    before = set(disk.rglob("*"))
    with filled(disk):
        assert_without_them(read(alfa))
        drawn = drawn_from_now(monkeypatch)
        assert_without_them(read(alfa))
        assert not drawn  # none is made only to be thrown away
        assert told(caplog) == [
            "The disk of pictures fails, pages go on without it: No space left on device"
        ]
    assert set(disk.rglob("*")) - before <= {disk / "images"}
    our_renditions._disk.pause = 0
    our_renditions._disk._tried_again = 0
    assert_all_are_there(read(alfa), alfa)
    assert told(caplog)[1:] == ["The disk of pictures works again"]


def test_a_closed_folder_keeps_nobody_from_reading(alfa, disk, con_fotos):
    with closed(disk):
        assert_without_them(read(alfa))


def test_the_screens_of_pictures_show_what_there_is_of_them(alfa, disk, as_editor):
    make_image("Parque", collection=alfa.collection)
    with closed(disk):
        assert as_editor.get("/admin/images/").status_code == 200


@pytest.mark.parametrize("damage", ["lost", "empty"])
def test_a_size_whose_file_is_lost_is_made_again_at_its_address(alfa, disk, con_fotos, damage):
    pages = read(alfa)
    assert_all_are_there(pages, alfa)
    for file in (disk / "images").iterdir():
        if damage == "lost":
            file.unlink()
        else:
            file.write_bytes(b"")
    again = read(alfa)
    assert_all_are_there(again, alfa)
    assert [soup(page).select("picture") for page in again] == [
        soup(page).select("picture") for page in pages
    ]


@pytest.fixture
def con_escudo(alfa, disk, committed):
    datos = PortalSettings.for_site(alfa.site)
    datos.escudo = make_image("Escudo", size=(300, 400))
    with committed():
        datos.save()
    return datos


def lose_sizes(disk):
    for file in (disk / "images").iterdir():
        file.unlink()


def test_an_icon_is_drawn_with_its_shield_although_the_size_of_it_was_lost(alfa, disk, con_escudo):
    [icon] = [link["href"] for link in soup(alfa.get()).select("link[rel=icon]")]
    drawn = b"".join(alfa.get(icon).streaming_content)
    lose_sizes(disk)
    caches["tarjetas"].clear()
    assert b"".join(alfa.get(icon).streaming_content) == drawn


def test_what_lacks_a_picture_for_a_moment_is_kept_by_nobody(alfa, disk, con_escudo, settings):
    """Neither the bar with its shield, nor the icon that browsers keep for a year."""
    [icon] = [link["href"] for link in soup(alfa.get()).select("link[rel=icon]")]
    lose_sizes(disk)
    con_escudo.escudo.renditions.all().delete()
    for alias in ("pages", "fragments", "renditions", "tarjetas"):
        caches[alias].clear()
    settings.PICTURE_SECONDS = 0
    assert not soup(alfa.get("/noticias/")).select(".escudo picture")
    assert alfa.get(icon).headers["Cache-Control"] == "no-store"
    settings.PICTURE_SECONDS = None
    forget_pages()
    assert soup(alfa.get("/noticias/")).select(".escudo picture")
    assert "immutable" in alfa.get(icon).headers["Cache-Control"]


def lost(original):
    original.unlink()


def zeros(original):
    original.write_bytes(bytes(original.stat().st_size))


def half(original):
    content = original.read_bytes()
    original.write_bytes(content[: len(content) // 2])


@pytest.mark.parametrize("damage", [lost, zeros, half], ids=lambda damage: damage.__name__)
def test_a_picture_that_cannot_be_read_is_left_out_and_told_once(
    alfa, disk, con_fotos, caplog, damage
):
    other = make_image("Plaza", description="Una plaza")
    make_noticia(alfa, "Otra con foto", imagen_portada=other)
    imagen = PortalImage.objects.get(title="Parque")
    damage(disk / imagen.file.name)
    pages = read(alfa)
    assert not soup(pages[-1]).select("figure")
    assert "not-found" not in pages[-1].content.decode()
    assert len(soup(alfa.get("/noticias/otra-con-foto/")).select("figure")) == 1
    read(alfa)
    (said,) = told(caplog)
    assert said.startswith(f"The picture {imagen.pk} fails, pages go on without it: ")


def test_what_there_is_of_a_picture_is_shown_although_the_rest_cannot_be_made(
    alfa, disk, con_fotos
):
    read(alfa)
    imagen = PortalImage.objects.get()
    lost(disk / imagen.file.name)
    imagen.renditions.filter(filter_spec__contains="1440").delete()
    pages = read(alfa)
    assert all(pictures(pages))
    assert "1440w" not in pages[-1].content.decode()


def test_a_reader_waits_for_a_few_pictures_and_the_next_ones_for_the_others(
    settings, alfa, con_fotos
):
    """As after the loss of all renditions: each request makes one, and then its time is over."""
    imagen = PortalImage.objects.get()
    settings.PICTURE_SECONDS = 1e-6
    made = []
    for _reader in range(3):
        pages = read(alfa)
        made.append(imagen.renditions.count())
    assert made == [3, 6, 9]  # one for each page that was requested
    assert all(pictures(pages))


def test_a_file_that_the_disk_does_not_take_leaves_nothing(alfa, disk):
    if not os.path.ismount(disk):
        pytest.skip("only root may mount a disk")
    with filled(disk):
        before = set(disk.rglob("*"))
        with pytest.raises(OSError, match="space"):
            make_image("Parque", size=(3000, 2000))
        assert {path for path in disk.rglob("*") if path.is_file()} <= before


def test_a_preview_takes_the_sizes_that_are_there(alfa, as_editor, monkeypatch):
    """A form reads its images at once, with all sizes: to draw one anew takes a second."""
    imagen = make_image("Parque", description="Un parque", collection=alfa.collection)
    block = {"type": "imagen", "value": {"imagen": imagen.pk, "pie": ""}}
    page = make_noticia(alfa, "Con fotos", cuerpo=json.dumps([block]))
    alfa.get("/noticias/con-fotos/")
    form = as_editor.get(reverse("wagtailadmin_pages:edit", args=[page.pk]))
    preview = reverse("wagtailadmin_pages:preview_on_edit", args=[page.pk])
    value = {"imagen": {"image": str(imagen.pk), "alt_text": "El parque"}, "pie": ""}
    sent = as_editor.post(preview, filled_form(form, cuerpo=[("imagen", value)]))
    assert sent.json() == {"is_valid": True, "is_available": True}
    drawn = drawn_from_now(monkeypatch)
    forget()
    shown = soup(as_editor.get(preview))
    assert shown.select_one("main figure img")["alt"] == "El parque"
    assert not drawn
