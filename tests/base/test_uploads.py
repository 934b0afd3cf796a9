"""What editors may upload, and the messages when a file is refused."""

import json
from io import BytesIO
from zlib import crc32

import pillow_heif
import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse
from PIL import Image as PILImage
from wagtail.users.models import UserProfile

from base.models import PortalDocument, PortalImage
from tests.factories import image_bytes, make_page
from tests.reading import form_data, soup, text


def upload_image(browser, alfa, name, content, content_type="image/png", **extra):
    return browser.post(
        reverse("wagtailimages:add"),
        {
            "title": "Parque",
            "file": SimpleUploadedFile(name, content, content_type),
            "collection": alfa.collection.pk,
            "tags": "",
            "description": "Un parque con árboles",
            **extra,
        },
    )


def test_an_image_is_kept_with_its_credit_in_the_collection_of_the_portal(as_editor, alfa):
    response = upload_image(as_editor, alfa, "parque.png", image_bytes(format="PNG"), credito="Ana")
    assert response.status_code == 302
    image = PortalImage.objects.get()
    assert (image.credito, image.description) == ("Ana", "Un parque con árboles")
    assert image.collection == alfa.collection


def test_the_form_asks_for_credit_and_description(as_editor):
    form = as_editor.get(reverse("wagtailimages:add"))
    assert "Crédito" in text(form)
    assert 'name="credito"' in form.content.decode()
    assert 'name="description"' in form.content.decode()


def test_an_image_may_be_of_any_accepted_kind(as_editor, alfa):
    for kind in ("JPEG", "PNG", "GIF", "WEBP"):
        name = f"parque.{kind.lower()}"
        assert upload_image(as_editor, alfa, name, image_bytes(format=kind)).status_code == 302


def test_text_that_is_named_an_image_is_refused_with_a_reason(as_editor, alfa):
    response = upload_image(as_editor, alfa, "parque.png", b"esto no es una imagen")
    assert response.status_code == 200
    assert "imagen" in text(response)
    assert soup(response).select_one(".error-message").get_text().strip()
    assert not PortalImage.objects.exists()


@pytest.mark.parametrize(("title", "kept"), [("parque", ""), ("Fiesta", "Fiesta")])
def test_a_refused_file_leaves_no_title_to_the_next_one(as_editor, alfa, title, kept):
    for response in (
        upload_image(as_editor, alfa, "parque.png", b"esto no es una imagen", title=title),
        upload_document(as_editor, alfa, "parque.pdf", b"esto no es un PDF", title=title),
    ):
        assert soup(response).select_one("[name=title]").get("value", "") == kept


def test_a_vector_image_with_code_is_refused(as_editor, alfa):
    svg = b'<svg xmlns="http://www.w3.org/2000/svg"><script>alert(1)</script></svg>'
    assert upload_image(as_editor, alfa, "parque.svg", svg, "image/svg+xml").status_code == 200
    assert not PortalImage.objects.exists()


def test_a_truncated_image_is_refused(as_editor, alfa):
    response = upload_image(as_editor, alfa, "parque.png", image_bytes(format="PNG")[:60])
    assert response.status_code == 200
    assert not PortalImage.objects.exists()


def test_an_over_large_image_is_refused_with_the_limit(as_editor, alfa, settings):
    content = image_bytes(format="PNG") + b"\0" * settings.WAGTAILIMAGES_MAX_UPLOAD_SIZE
    response = upload_image(as_editor, alfa, "parque.png", content)
    assert response.status_code == 200
    assert "10" in text(response)
    assert "MB" in text(response)
    assert not PortalImage.objects.exists()


def test_a_picture_of_too_many_pixels_is_refused(as_editor, alfa):
    content = image_bytes((8000, 8000), format="PNG")
    assert upload_image(as_editor, alfa, "parque.png", content).status_code == 200
    assert not PortalImage.objects.exists()


def test_the_many_at_once_form_refuses_the_same(as_editor, alfa):
    response = as_editor.post(
        reverse("wagtailimages:add_multiple"),
        {
            "title": "Parque",
            "files[]": SimpleUploadedFile("parque.png", b"esto no es una imagen", "image/png"),
            "collection": alfa.collection.pk,
        },
    )
    assert response.json()["success"] is False
    assert response.json()["error_message"]
    assert not PortalImage.objects.exists()


def test_each_of_many_images_is_described_without_sending_it_again(as_editor, alfa):
    file = SimpleUploadedFile("parque.png", image_bytes(format="PNG"), "image/png")
    data = {"title": "parque", "files[]": file, "collection": alfa.collection.pk}
    sent = as_editor.post(reverse("wagtailimages:add_multiple"), data).json()
    assert sent["success"] is True
    assert 'type="file"' not in sent["form"]
    url = reverse("wagtailimages:edit_multiple", args=[sent["image_id"]])
    described = {"title": "Parque", "description": "Bancos y árboles"}
    prefix = f"image-{sent['image_id']}"
    answer = as_editor.post(
        url,
        {f"{prefix}-{name}": value for name, value in described.items()}
        | {f"{prefix}-collection": alfa.collection.pk},
    ).json()
    assert answer["success"] is True
    assert PortalImage.objects.get().description == "Bancos y árboles"


@pytest.mark.parametrize(
    ("address", "name", "content", "again", "model"),
    [
        ("wagtailimages", "plano.jpg", image_bytes((80, 45)), "image", PortalImage),
        ("wagtaildocs", "plano.txt", b"Texto", "document", PortalDocument),
    ],
)
def test_one_of_many_whose_folder_is_refused_is_kept_in_another(
    as_editor, alfa, beta, address, name, content, again, model
):
    for portal in (alfa, beta):
        portal.collection.add_child(name="Planos")
    data = {"title": "plano", "files[]": SimpleUploadedFile(name, content)}
    url = reverse(f"{address}:add_multiple")
    sent = as_editor.post(url, data | {"collection": beta.collection.pk}).json()
    number = sent["uploaded_file_id"]
    url = reverse(f"{address}:create_multiple_from_uploaded_{again}", args=[number])
    prefix = f"uploaded-{again}-{number}"
    described = {f"{prefix}-title": "Plano", f"{prefix}-collection": alfa.collection.pk}
    assert as_editor.post(url, described).json()["success"] is True
    assert model.objects.get().collection == alfa.collection


def upload_document(browser, alfa, name, content, **extra):
    return browser.post(
        reverse("wagtaildocs:add"),
        {
            "title": "Acta",
            "file": SimpleUploadedFile(name, content),
            "collection": alfa.collection.pk,
            "tags": "",
            **extra,
        },
    )


def test_a_document_can_be_uploaded_and_downloaded_by_citizens(as_editor, alfa, settings, tmp_path):
    settings.MEDIA_ROOT = tmp_path
    settings.STORAGES = {
        **settings.STORAGES,
        "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    }
    assert upload_document(as_editor, alfa, "acta.txt", b"Texto").status_code == 302
    document = PortalDocument.objects.get()
    block = {"type": "documentos", "value": {"titulo": "Actas", "documentos": [document.pk]}}
    make_page(alfa, "Sesión", cuerpo=json.dumps([block]))
    response = alfa.get(document.url)
    assert response.status_code == 200
    assert b"".join(response.streaming_content) == b"Texto"
    assert "attachment" in response["Content-Disposition"]
    assert "Content-Encoding" not in response
    assert response["Content-Length"] == "5"
    assert response["Cross-Origin-Resource-Policy"] == "cross-origin"


def test_a_document_is_not_made_small_once_more(as_editor, alfa, settings, tmp_path):
    settings.MEDIA_ROOT = tmp_path
    settings.STORAGES = {
        **settings.STORAGES,
        "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    }
    content = b"%PDF-1.7 " + bytes(5000)
    upload_document(as_editor, alfa, "acta.pdf", content)
    document = PortalDocument.objects.get()
    block = {"type": "documentos", "value": {"titulo": "Actas", "documentos": [document.pk]}}
    make_page(alfa, "Sesión", cuerpo=json.dumps([block]))
    response = alfa.get(document.url, **{"accept-encoding": "gzip"})
    assert "Content-Encoding" not in response
    assert response["Content-Length"] == str(len(content))


LONG = "a" * 300


@pytest.mark.parametrize(
    "path",
    [
        f"/media/images/{LONG}.webp",
        f"/media/avatar_images/{LONG}",
        "/media/images/a%00b.webp",
        "/media/images/%FF%FE.webp",
        "/media/images/.",
        "/media/images/..",
        "/media/images/a/b.webp",
        f"/documentos/1/{LONG}.pdf",
        "/documentos/1/a%00b.pdf",
        f"/static/{LONG}.css",
        "/static/a%00b.css",
        "/static/css",
        f"/transparencia/datos/{LONG}.csv",
        f"/tarjeta/1-{LONG}.png",
        f"/{LONG}/",
        "/a%00b/",
    ],
)
def test_a_name_that_no_file_has_is_not_found(alfa, settings, tmp_path, path):
    settings.MEDIA_ROOT = tmp_path
    (tmp_path / "images").mkdir()
    assert alfa.browser().get(path, follow=True).status_code == 404


@pytest.mark.parametrize("name", ["virus.exe", "pagina.html", "dibujo.svg", "guion.js"])
def test_a_document_that_a_browser_would_run_is_refused(as_editor, alfa, name):
    response = upload_document(as_editor, alfa, name, b"<script>alert(1)</script>")
    assert response.status_code == 200
    assert not PortalDocument.objects.exists()


def test_an_over_large_document_is_refused_with_the_limit(as_editor, alfa, settings):
    content = b"x" * (settings.WAGTAILDOCS_MAX_UPLOAD_SIZE + 1)
    response = upload_document(as_editor, alfa, "acta.txt", content)
    assert response.status_code == 200
    assert "20" in text(response)
    assert not PortalDocument.objects.exists()


@pytest.mark.parametrize(
    ("name", "content"),
    [("informe.pdf", b"MZ\x90\x00program"), ("datos.xlsx", b"<html>"), ("acta.txt", b"a\x00b")],
)
def test_a_document_that_is_not_what_its_name_says_is_refused(as_editor, alfa, name, content):
    response = upload_document(as_editor, alfa, name, content)
    assert response.status_code == 200
    assert "aunque su nombre lo diga" in text(response)
    assert not PortalDocument.objects.exists()


@pytest.mark.parametrize("way", ["../", "%2e%2e/", "..%2f"])
def test_no_way_leads_from_the_pictures_to_the_documents(client, alfa, way):
    document = PortalDocument.objects.create(
        title="Acta", file=SimpleUploadedFile("acta.txt", b"reservado"), collection=alfa.collection
    )
    name = document.file.name.removeprefix("documents/")
    response = alfa.get(f"/media/images/{way}documents/{name}")
    assert response.status_code == 404


def kept_of(browser, portal, name, content):
    """Upload a picture; return the stored picture in Pillow, and its file name."""
    assert upload_image(browser, portal, name, content).status_code == 302
    image = PortalImage.objects.get()
    with image.file.open("rb") as file:
        kept = PILImage.open(BytesIO(file.read()))
    assert (image.width, image.height) == kept.size
    return kept, image.filename


def test_a_large_picture_is_kept_small(as_editor, alfa):
    kept, name = kept_of(as_editor, alfa, "Parque.JPG", image_bytes((4000, 3000)))
    assert (kept.format, kept.size, name) == ("JPEG", (2400, 1800), "Parque.jpg")


def test_what_can_be_seen_through_stays_so(as_editor, alfa):
    written = BytesIO()
    PILImage.new("RGBA", (3000, 1000), (255, 0, 0, 0)).save(written, "PNG")
    kept, name = kept_of(as_editor, alfa, "escudo.png", written.getvalue())
    assert (kept.format, kept.size, name) == ("WEBP", (2400, 800), "escudo.webp")
    assert kept.getpixel((5, 5))[3] == 0


@pytest.mark.parametrize("kind", ["JPEG", "PNG", "WEBP"])
def test_a_picture_does_not_tell_where_it_was_taken(as_editor, alfa, kind):
    exif = PILImage.Exif()
    exif[0x010F] = "SECRET-CAMERA"
    exif[0x0112] = 6  # orientation: turn it to the right
    written = BytesIO()
    PILImage.new("RGB", (40, 20), "red").save(written, kind, exif=exif)
    kept, _name = kept_of(as_editor, alfa, f"parque.{kind.lower()}", written.getvalue())
    assert kept.size == (20, 40)
    assert not kept.getexif()
    with PortalImage.objects.get().file.open("rb") as file:
        assert b"SECRET" not in file.read()


@pytest.mark.parametrize("name", [b"eXIf", b"tEXt"])
def test_what_a_file_tells_behind_its_picture_is_not_kept(as_editor, alfa, name):
    exif = PILImage.Exif()
    exif[0x010F] = "SECRET-PLACE"
    said = exif.tobytes().removeprefix(b"Exif\0\0") if name == b"eXIf" else b"Place\0SECRET-PLACE"
    chunk = len(said).to_bytes(4, "big") + name + said + crc32(name + said).to_bytes(4, "big")
    plain = image_bytes((40, 20), format="PNG")
    upload_image(as_editor, alfa, "parque.png", plain[:-12] + chunk + plain[-12:])
    with PortalImage.objects.get().file.open("rb") as file:
        assert b"SECRET" not in file.read()


def test_a_small_picture_is_kept_as_it_came(as_editor, alfa):
    content = image_bytes((800, 600), format="PNG")
    upload_image(as_editor, alfa, "parque.png", content)
    with PortalImage.objects.get().file.open("rb") as file:
        assert file.read() == content


def test_a_picture_that_moves_goes_on_moving(as_editor, alfa):
    frames = [PILImage.new("RGB", (30, 30), colour) for colour in ("red", "blue")]
    written = BytesIO()
    frames[0].save(written, "GIF", save_all=True, append_images=frames[1:])
    kept, _name = kept_of(as_editor, alfa, "bandera.gif", written.getvalue())
    assert kept.n_frames == 2


def test_a_photo_of_an_iphone_is_kept_as_everybody_can_see_it(as_editor, alfa):
    pillow_heif.register_heif_opener()
    written = BytesIO()
    PILImage.new("RGB", (2600, 1300), "red").save(written, "HEIF")
    kept, name = kept_of(as_editor, alfa, "IMG_0001.HEIC", written.getvalue())
    assert (kept.format, kept.size, name) == ("JPEG", (2400, 1200), "IMG_0001.jpg")


def test_a_photo_of_sixty_million_dots_is_made_small(as_editor, alfa):
    # One colour: so many pixels in few bytes.
    content = image_bytes((9_000, 6_700))
    kept, _name = kept_of(as_editor, alfa, "parque.jpg", content)
    assert max(kept.size) == 2400


def test_a_picture_that_cannot_be_made_small_is_refused_in_words(as_editor, alfa):
    content = image_bytes((9_000, 6_700), format="PNG")
    response = upload_image(as_editor, alfa, "parque.png", content)
    assert "no se puede reducir" in text(response)
    assert "Un parque con árboles" in str(soup(response).select_one("#id_description"))
    assert not PortalImage.objects.exists()


@pytest.mark.parametrize(
    ("said", "message"),
    [
        ("", "Diga qué se ve"),
        ("IMG_20240512.jpg", "parece el nombre"),
        ("Foto 1", "parece el nombre"),
    ],
)
def test_an_image_is_not_kept_before_it_is_said_what_is_seen(as_editor, alfa, said, message):
    response = upload_image(
        as_editor, alfa, "parque.png", image_bytes(format="PNG"), description=said
    )
    assert message in text(response)
    assert not PortalImage.objects.exists()


HUGE = (9_000, 9_000)  # 81 million pixels
VECTOR = b'<svg xmlns="http://www.w3.org/2000/svg"><script>alert(1)</script></svg>'
PAGE = b"<!DOCTYPE html><script>alert(1)</script>"


@pytest.fixture(scope="module")
def huge():
    return image_bytes(HUGE, format="PNG")


def account(browser, name, content):
    """Send the form of the own account with a picture; return the response."""
    url = reverse("wagtailadmin_account")
    data = form_data(browser.get(url), "form[enctype]")
    who = {"first_name": "Ana", "last_name": "Muestra", "email": "ana@ejemplo.cu"}
    data |= {f"name_email-{field}": value for field, value in who.items()}
    return browser.post(url, data | {"avatar-avatar": SimpleUploadedFile(name, content)})


REFUSED = [
    ("dibujo.svg", VECTOR),
    ("dibujo.png", VECTOR),
    ("pagina.html", PAGE),
    ("pagina.png", PAGE),
    ("pagina.jpg", PAGE),
]


@pytest.mark.parametrize(("name", "content"), [*REFUSED, ("grande.png", None)])
def test_no_form_for_pictures_takes_a_program_or_a_bomb(as_editor, alfa, huge, name, content):
    content = content or huge
    file = SimpleUploadedFile(name, content)
    many = {"title": "Parque", "files[]": file, "collection": alfa.collection.pk}
    assert upload_image(as_editor, alfa, name, content).status_code == 200
    sent = as_editor.post(reverse("wagtailimages:add_multiple"), many)
    assert sent.json()["success"] is False
    assert not PortalImage.objects.exists()


@pytest.mark.parametrize(("name", "content"), [*REFUSED, ("grande.png", None)])
def test_no_picture_of_oneself_is_a_program_or_a_bomb(as_editor, editora, huge, name, content):
    # 200 is the form again. That the form is valid but for the file, the test below shows.
    assert account(as_editor, name, content or huge).status_code == 200
    assert not UserProfile.objects.filter(user=editora).exclude(avatar="").exists()


def test_a_picture_of_oneself_is_kept(as_editor, editora):
    assert account(as_editor, "yo.png", image_bytes(format="PNG")).status_code == 302
    assert UserProfile.objects.get(user=editora).avatar


@pytest.mark.parametrize("name", ["pagina.html", "dibujo.svg", "grande.png"])
def test_many_documents_at_once_are_looked_at_like_one(as_editor, alfa, name):
    data = {"title": "Acta", "files[]": SimpleUploadedFile(name, PAGE)}
    sent = as_editor.post(
        reverse("wagtaildocs:add_multiple"), data | {"collection": alfa.collection.pk}
    )
    assert sent.json()["success"] is False
    assert not PortalDocument.objects.exists()
