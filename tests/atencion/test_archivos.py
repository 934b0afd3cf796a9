"""Files of citizens are accepted and converted, or refused with a message."""

import fcntl
from concurrent.futures import ThreadPoolExecutor
from io import BytesIO

import pytest
from django import forms
from django.conf import settings
from django.core.exceptions import ValidationError
from django.core.files.uploadedfile import SimpleUploadedFile
from django.utils.datastructures import MultiValueDict
from PIL import Image

from atencion.archivos import ArchivosField, check_file, esta_ocupado, prepare


class FotosForm(forms.Form):
    archivos = ArchivosField()


PDF = b"%PDF-1.4\n1 0 obj << >> endobj\ntrailer << >>\n%%EOF\n"


def photo(kind="JPEG", *, size=(40, 20), **options):
    written = BytesIO()
    Image.new("RGB", size, "red").save(written, kind, **options)
    return written.getvalue()


def sent(content, name="foto.jpg"):
    return SimpleUploadedFile(name, content)


def refusal(*args):
    with pytest.raises(ValidationError) as caught:
        check_file(sent(*args))
    return caught.value.messages[0]


def flat(kind, side):
    """Return a photo of one colour: many pixels in few bytes."""
    written = BytesIO()
    Image.new("L" if kind == "PNG" else "RGB", (side, side)).save(written, kind, quality=1)
    return written.getvalue()


@pytest.mark.parametrize("kind", ["JPEG", "PNG", "WEBP", "HEIF"])
def test_a_photo_of_any_phone_is_kept_as_one_that_everybody_can_open(kind):
    archivo = check_file(sent(photo(kind), "Mi foto.bin"))

    assert (archivo.nombre, archivo.tipo) == ("Mi foto.jpg", "image/jpeg")
    assert Image.open(BytesIO(archivo.contenido)).format == "JPEG"


def test_a_photo_does_not_tell_where_it_was_taken():
    exif = Image.Exif()
    exif.get_ifd(0x8825)[1] = "N"
    exif[0x010F] = "SECRET-CAMERA"
    content = photo(exif=exif, comment=b"SECRET-COMMENT", icc_profile=b"SECRET-PROFILE")
    assert b"SECRET-CAMERA" in content

    kept = check_file(sent(content)).contenido

    assert b"SECRET" not in kept
    assert not Image.open(BytesIO(kept)).getexif()


def test_a_photo_taken_with_the_phone_on_its_side_is_kept_upright():
    exif = Image.Exif()
    exif[0x0112] = 6  # rotated by a quarter turn

    kept = check_file(sent(photo(size=(4000, 3000), exif=exif))).contenido

    assert Image.open(BytesIO(kept)).size == (1800, 2400)


def test_what_is_transparent_in_a_drawing_becomes_white():
    written = BytesIO()
    Image.new("RGBA", (10, 10), (0, 0, 0, 0)).save(written, "PNG")

    kept = check_file(sent(written.getvalue(), "plano.png")).contenido

    assert Image.open(BytesIO(kept)).getpixel((5, 5)) == (255, 255, 255)


def test_a_pdf_is_kept_as_it_is():
    archivo = check_file(sent(PDF, "carta.PDF"))

    assert (archivo.nombre, archivo.tipo) == ("carta.pdf", "application/pdf")
    assert archivo.contenido == PDF


def test_a_program_that_calls_itself_a_document_is_refused_by_name():
    message = refusal(b"MZ\x90\x00" * 100, "factura.pdf")

    assert message == (
        "«factura.pdf» no es una foto ni un PDF, aunque su nombre lo diga. Elija otro archivo."
    )


@pytest.mark.parametrize(
    ("content", "name"),
    [(PDF.removesuffix(b"%%EOF\n"), "carta.pdf"), (photo(size=(400, 400))[:-200], "foto.jpg")],
)
def test_a_file_that_was_cut_off_is_refused_as_damaged(content, name):
    assert "incompleto o dañado" in refusal(content, name)


def test_a_video_is_refused_with_what_it_weighs_and_what_it_may(settings):
    settings.ATENCION_ADJUNTO_MAX_BYTES = 1024 * 1024

    with pytest.raises(ValidationError) as caught:
        ArchivosField().clean([sent(b"\x00" * (3 * 1024 * 1024), "video.mp4")])

    message = caught.value.messages[0].replace("\xa0", " ")
    assert message == "«video.mp4» pesa 3,0 MB y el máximo es 1,0 MB: elija otro más pequeño."


@pytest.mark.parametrize("kind", ["PNG", "WEBP", "HEIF"])
def test_a_photo_with_more_dots_than_a_server_can_hold_is_refused(kind, settings):
    settings.ATENCION_FOTO_MAX_PIXELES = 500

    assert "«foto.jpg» es demasiado grande" in refusal(photo(kind))


def test_a_jpeg_may_have_more_dots_for_it_is_made_smaller_while_it_is_read(settings):
    settings.ATENCION_FOTO_MAX_PIXELES = 40 * 20 // 4

    assert check_file(sent(photo()))
    assert "es demasiado grande" in refusal(photo(size=(44, 20)))


@pytest.mark.parametrize(("kind", "side"), [("JPEG", 7000), ("PNG", 7000), ("HEIF", 7000)])
def test_what_the_best_telephones_take_is_kept(kind, side):
    """A photo of 49 million pixels is within the default limits."""
    kept = check_file(sent(flat(kind, side))).contenido

    assert Image.open(BytesIO(kept)).size == (2400, 2400)


def test_a_photo_of_several_frames_is_kept_as_its_first():
    frames = [Image.new("RGB", (40, 20), colour) for colour in ("red", "blue")]
    for kind in ("WEBP", "PNG", "MPO"):
        written = BytesIO()
        frames[0].save(written, kind, save_all=True, append_images=frames[1:])
        with Image.open(BytesIO(check_file(sent(written.getvalue())).contenido)) as kept:
            assert getattr(kept, "n_frames", 1) == 1
            assert kept.getpixel((5, 5))[0] > 200


def fotos(*contents):
    """Return a valid form with these files."""
    form = FotosForm({}, MultiValueDict({"archivos": [sent(content) for content in contents]}))
    assert form.is_valid()
    return form


def test_photos_are_drawn_one_after_the_other_whoever_draws_them(monkeypatch):
    """While another process of this machine decodes a photo, this one waits, but not for long."""
    settings.VAR_DIR.mkdir(exist_ok=True)
    with (
        (settings.VAR_DIR / "fotos.lock").open("w") as lock,
        monkeypatch.context() as impatient,  # other test processes decode photos too
    ):
        impatient.setattr("servidor.fotos._TURN_SECONDS", 0.2)
        fcntl.flock(lock, fcntl.LOCK_EX)
        refused = fotos(photo())
        assert not prepare(refused)
        assert esta_ocupado(refused)
        assert "Espere un minuto" in refused.errors["archivos"][0]
        assert prepare(fotos(PDF))

    assert prepare(fotos(photo()))


def test_of_many_who_wait_some_are_told_to_come_again_and_readers_keep_their_threads():
    forms = [fotos(flat("HEIF", 3000)) for _letter in range(4)]

    with ThreadPoolExecutor(4) as threads:
        prepared = list(threads.map(prepare, forms))

    assert 1 <= prepared.count(True) <= 3
    assert [esta_ocupado(form) for form in forms] == [not is_ready for is_ready in prepared]


@pytest.mark.parametrize(
    ("name", "kept"),
    [
        ("n\u202egpj.foto.jpg", "ngpj.foto.jpg"),
        ("a" * 300 + ".jpg", "a" * 60 + ".jpg"),
        ("  mi \t foto .jpg", "mi foto.jpg"),
        ("\u202e", "archivo.jpg"),
    ],
)
def test_the_name_of_a_file_is_kept_short_and_readable(name, kept):
    assert check_file(sent(photo(), name)).nombre == kept


def test_every_file_that_is_refused_is_told():
    with pytest.raises(ValidationError) as caught:
        ArchivosField().clean([sent(b"", "uno.exe"), sent(photo()), sent(b"", "dos.pdf")])
    form = fotos(b"MZ", photo(), b"MZ")

    assert len(caught.value.messages) == 2
    assert not prepare(form)
    assert len(form.errors["archivos"]) == 2


def test_more_files_than_are_allowed_are_refused(settings):
    settings.ATENCION_ADJUNTOS_MAX = 1

    with pytest.raises(ValidationError, match="hasta 1"):
        ArchivosField().clean([sent(photo()), sent(photo())])
