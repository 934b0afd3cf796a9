"""A Word document that is dropped into the form of a page becomes blocks of its body."""

import fcntl
import json
import resource
import struct
import zlib
from io import BytesIO

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse
from PIL import Image

from base.models import PortalImage
from noticias.models import NoticiaPage
from tests.bounds import within
from tests.factories import image_bytes, make_noticia, make_user

from .cuerpo import blocks, links
from .documentos import W, docx, link, paragraph, picture, run, table

BOLD = "<w:b/>"
OLD = b"\xd0\xcf\x11\xe0" + b"\0" * 600


@pytest.fixture(scope="module")
def _published(once):
    once(lambda portales: make_noticia(portales.alfa, "Abre la biblioteca"))


@pytest.fixture
def noticia(_published, alfa):
    return NoticiaPage.objects.child_of(alfa.noticias).get(title="Abre la biblioteca")


@pytest.fixture
def send(as_editor, noticia):
    def send(content, name="Nota de prensa.docx", *, browser=as_editor, page=noticia):
        file = SimpleUploadedFile(name, content)
        return browser.post(
            reverse("redaccion_docx", args=[page.pk]),
            {"archivo": file},
            headers={"x-requested-with": "XMLHttpRequest"},
        )

    return send


def test_a_document_becomes_the_blocks_of_a_body(send):
    content = docx(
        paragraph("Biblioteca nueva", style="Ttulo"),
        paragraph("El lunes abre ", run("la biblioteca", properties=BOLD), "."),
        paragraph("Salas", style="Ttulo1"),
        paragraph("De lectura", item=0),
        paragraph("Infantil", item=1),
        paragraph("Horario", style="Ttulo2"),
        paragraph("Tabla 1. Cuándo abre", style="Descripcin"),
        table(["Día", "Hora"], ["Lunes", "8:00"], ["Martes", "9:00"]),
        paragraph("Vea ", link("el sitio", "l0"), " y ", link("otro", "l1"), "."),
        links=["https://www.ejemplo.cu/", "javascript:alert(1)"],
    )
    response = send(content)
    got = blocks(response)
    assert [kind for kind, _value in got] == [
        *("encabezado", "texto", "encabezado", "texto", "encabezado", "tabla", "texto"),
    ]
    headings = [value for kind, value in got if kind == "encabezado"]
    assert headings == [
        {"texto": "Biblioteca nueva", "nivel": "2"},
        {"texto": "Salas", "nivel": "2"},
        {"texto": "Horario", "nivel": "3"},
    ]
    assert got[1][1] == ["El lunes abre la biblioteca."]
    assert got[3][1] == ["De lectura", "Infantil"]
    lines = json.loads(response.json()["bloques"][3]["value"])["blocks"]
    assert [(line["type"], line["depth"]) for line in lines] == [
        ("unordered-list-item", 0),
        ("unordered-list-item", 1),
    ]
    tabla = got[5][1]
    assert tabla["titulo"] == "Tabla 1. Cuándo abre"
    assert [column["heading"] for column in tabla["tabla"]["columns"]] == ["Día", "Hora"]
    assert [row["values"] for row in tabla["tabla"]["rows"]] == [
        ["Lunes", "8:00"],
        ["Martes", "9:00"],
    ]
    assert links(response.json()["bloques"][6]["value"]) == ["https://www.ejemplo.cu/"]
    said = response.json()
    assert said["titulo"] is True
    assert said["resumen"] == "3 encabezados, 2 párrafos, 1 lista, 1 tabla"
    assert said["perdido"] == []


def test_its_pictures_go_into_the_folder_of_the_portal_without_what_the_camera_wrote(
    send, alfa, editora
):
    exif = Image.Exif()
    exif[0x010F] = "SECRET-CAMERA"
    taken = BytesIO()
    Image.new("RGB", (3000, 2000), "teal").save(taken, "JPEG", exif=exif)
    content = docx(
        paragraph(picture("p0", "El parque, de noche")),
        paragraph("Foto 1. El parque", style="Descripcin"),
        paragraph("Otra: ", picture("p1", "C:\\fotos\\img_001.jpg"), picture("p0")),
        pictures=[taken.getvalue(), image_bytes((300, 200))],
    )
    response = send(content)
    got = [value for kind, value in blocks(response) if kind == "imagen"]
    first, second = PortalImage.objects.order_by("pk")
    assert [value["imagen"]["image"]["id"] for value in got] == [first.pk, second.pk, first.pk]
    assert got[0]["pie"] == "Foto 1. El parque"
    assert [value["imagen"]["alt_text"] for value in got] == ["El parque, de noche", "", ""]
    assert (first.title, first.description) == ("El parque, de noche", "El parque, de noche")
    assert (second.title, second.description) == ("Nota de prensa 2", "")
    assert {first.collection, second.collection} == {alfa.collection}
    assert {first.uploaded_by_user, second.uploaded_by_user} == {editora}
    assert (first.width, first.height) == (2400, 1600)
    assert b"SECRET-CAMERA" not in first.file.read()
    assert response.json()["avisos"] == ["Escriba en cada imagen qué se ve en ella."]


HEADER = f'<w:hdr xmlns:w="{W}"><w:p><w:r><w:t>Empresa</w:t></w:r></w:p></w:hdr>'


def test_what_cannot_be_kept_is_named(send):
    content = docx(
        paragraph("Texto", "<w:r><w:commentReference w:id='0'/></w:r>"),
        paragraph("<w:r><w:drawing><wp:inline><c:chart/></wp:inline></w:drawing></w:r>"),
        paragraph(picture("p0"), picture("p1"), picture("lejos", how="link")),
        pictures=[b"\x01\0\0\0 EMF", b"no picture"],
        parts={
            "word/_rels/document.xml.rels": _with_a_picture_elsewhere(),
            "word/header1.xml": HEADER,
        },
    )
    said = send(content).json()
    assert said["perdido"] == [
        "el encabezado y el pie de sus hojas",
        "gráficos",
        "comentarios",
        "2 imágenes (son de una clase que los navegadores no muestran)",
        "1 imagen (no están en el documento)",
    ]
    assert not PortalImage.objects.exists()


def _with_a_picture_elsewhere():
    kind = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/image"
    return (
        '<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">'
        f'<Relationship Id="p0" Type="{kind}" Target="media/p0.jpeg"/>'
        f'<Relationship Id="p1" Type="{kind}" Target="media/p1.jpeg"/>'
        f'<Relationship Id="lejos" Type="{kind}" Target="http://ejemplo.invalid/a.png"'
        ' TargetMode="External"/></Relationships>'
    )


@pytest.mark.parametrize(
    ("name", "content", "words"),
    [
        ("a.docx", b"", "está vacío"),
        ("a.docx", b"Texto cualquiera", "no es un documento de Word"),
        ("a.docx", b"%PDF-1.7 ", "es un PDF"),
        ("a.rtf", b"{\\rtf1 hola}", "RTF"),
        ("a.doc", OLD, "Word antiguo"),
        ("a.docx", OLD + "EncryptedPackage".encode("utf-16-le"), "contraseña"),
        ("a.docm", docx(paragraph("x")), "macros"),
        ("a.docx", docx(paragraph("x"), parts={"word/vbaProject.bin": b"x"}), "macros"),
        ("a.docx", docx(paragraph("x"))[:-40], "dañado"),
        ("a.docx", docx("<w:p>", before="<!-- no end"), "dañado"),
        ("a.docx", docx(before='<!DOCTYPE a [<!ENTITY b "c">]>'), "dañado"),
        ("a.docx", docx("<w:p/>" * 90_000), "demasiado largo"),
        ("a.docx", docx(paragraph("x"), parts={"a.bin": bytes(61 << 20)}), "demasiado largo"),
        ("a.docx", docx(paragraph("palabra " * 40_000)), "demasiado largo"),
        ("a.docx", docx(paragraph("")), "no tiene texto"),
        ("a.docx", bytes([80, 75]) + bytes(20 << 20), "pesa demasiado"),
    ],
    ids=lambda value: value if isinstance(value, str) else "",
)
def test_a_file_that_cannot_be_read_says_why(name, content, words, send):
    response = send(content, name)
    assert response.status_code == 422
    assert words in response.json()["error"]


@pytest.mark.parametrize(
    ("letters", "words"),
    [
        (12_000_000, "El documento es demasiado largo"),  # before it is read
        (900_000, "El texto es demasiado largo"),
    ],
)
def test_a_text_without_end_is_refused_at_once(letters, words, send):
    content = docx(paragraph("a" * letters))
    with within(4):
        response = send(content)
    assert response.status_code == 422
    assert words in response.json()["error"]


@pytest.mark.parametrize("kind", ["BMP", "GIF", "PNG", "TIFF", "WEBP"])
def test_pictures_of_any_kind_become_ones_that_browsers_show(kind, send):
    drawn = BytesIO()
    Image.new("RGB", (60, 40), "teal").save(drawn, kind)
    response = send(docx(paragraph("x", picture("p0")), pictures=[drawn.getvalue()]))
    assert response.json()["perdido"] == []
    with Image.open(PortalImage.objects.get().file) as image:
        assert (image.format, image.size) == ("JPEG", (60, 40))


def test_a_large_picture_is_drawn_in_a_program_of_its_own(send):
    """The process that serves visitors needs no memory for it."""

    def megabytes():
        return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024

    send(docx(paragraph("x", picture("p0")), pictures=[image_bytes()]))
    before = megabytes()
    send(docx(paragraph("x", picture("p0")), pictures=[_white_png(6_300)]))
    assert megabytes() - before < 60
    assert [image.width for image in PortalImage.objects.order_by("pk")][1:] == [2400]


def _white_png(side):
    """Return a picture of so many pixels a side, written row by row to keep this process small."""

    def chunk(kind, content):
        check = zlib.crc32(kind + content)
        return struct.pack(">I", len(content)) + kind + content + struct.pack(">I", check)

    packed = zlib.compressobj()
    rows = b"".join(packed.compress(b"\0" + b"\xff" * 3 * side) for _row in range(side))
    head = struct.pack(">IIBBBBB", side, side, 8, 2, 0, 0, 0)
    return (
        b"\x89PNG\r\n\x1a\n"
        + chunk(b"IHDR", head)
        + chunk(b"IDAT", rows + packed.flush())
        + chunk(b"IEND", b"")
    )


def test_while_others_draw_the_document_is_to_be_sent_again(send, settings, monkeypatch):
    settings.VAR_DIR.mkdir(exist_ok=True)
    content = docx(paragraph("x", picture("p0")), pictures=[image_bytes()])
    with (
        (settings.VAR_DIR / "fotos.lock").open("w") as lock,
        monkeypatch.context() as impatient,  # other test processes decode pictures too
    ):
        impatient.setattr("servidor.fotos._TURN_SECONDS", 0.2)
        fcntl.flock(lock, fcntl.LOCK_EX)
        response = send(content)
        assert response.status_code == 422
        assert "otra vez en un minuto" in response.json()["error"]
        assert blocks(send(docx(paragraph("x")))) == [("texto", ["x"])]
    assert not PortalImage.objects.exists()
    assert [kind for kind, _value in blocks(send(content))] == ["imagen", "texto"]


def test_pictures_of_a_text_that_is_too_long_do_not_stay(send):
    content = docx(
        paragraph(picture("p0")),
        paragraph("palabra " * 40_000),
        pictures=[image_bytes((300, 200))],
    )
    assert send(content).status_code == 422
    assert not PortalImage.objects.exists()


def test_who_may_add_no_images_gets_the_text(send, alfa, noticia):
    alfa.editores.collection_permissions.all().delete()
    said = send(docx(paragraph("Hola", picture("p0")), pictures=[image_bytes()])).json()
    assert [block["type"] for block in said["bloques"]] == ["texto"]
    assert said["perdido"] == ["1 imagen (usted no puede añadir imágenes al portal)"]


def test_only_who_writes_on_the_page_may_send_a_text_for_it(send, noticia, alfa, beta):
    stranger = beta.signed_in(make_user("otra", groups=[beta.editores]))
    assert send(docx(paragraph("x")), browser=stranger).status_code in (403, 404)
    assert send(docx(paragraph("x")), page=noticia.get_parent()).status_code == 200
    # The editor sees this page in the explorer, but may not edit it.
    assert send(docx(paragraph("x")), page=alfa.container).status_code == 403


def test_images_of_what_was_taken_back_are_deleted_where_nothing_uses_them(
    send, as_editor, noticia
):
    content = docx(
        paragraph(picture("p0"), picture("p1")), pictures=[image_bytes(), image_bytes((9, 9))]
    )
    token = send(content).json()["imagenes"]
    used, _unused = PortalImage.objects.order_by("pk")
    noticia.imagen_portada = used
    noticia.save()
    address = reverse("redaccion_deshacer", args=[noticia.pk])
    assert as_editor.post(address, {"imagenes": "otra cosa"}).status_code == 422
    assert as_editor.post(address, {"imagenes": token}).status_code == 200
    assert list(PortalImage.objects.all()) == [used]


def test_an_image_that_only_the_draft_uses_which_gave_it_back_is_deleted(send, as_editor, alfa):
    draft = make_noticia(alfa, "Otra", live=False)
    said = send(docx(paragraph(picture("p0")), pictures=[image_bytes()]), page=draft).json()
    draft.imagen_portada = PortalImage.objects.get()  # as the form does when it saves itself
    draft.save()
    address = reverse("redaccion_deshacer", args=[draft.pk])
    assert as_editor.post(address, {"imagenes": said["imagenes"]}).status_code == 200
    assert not PortalImage.objects.exists()


def test_notes_stand_at_the_end_and_figures_keep_their_height(send):
    note = "<w:r><w:footnoteReference w:id='2'/></w:r>"
    high = run("2", properties="<w:vertAlign w:val='superscript'/>")
    space = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
    response = send(
        docx(
            paragraph("Según la ley", note, ", son 5 m", high, "."),
            parts={
                "word/footnotes.xml": f"<w:footnotes {space}><w:footnote w:id='2'>"
                f"{paragraph('Ley 1 de 2020.')}</w:footnote></w:footnotes>"
            },
        )
    )
    assert blocks(response) == [("texto", ["Según la ley[1], son 5 m².", "Ley 1 de 2020."])]
    assert response.json()["avisos"] == ["Sus notas al pie quedaron al final, en una lista."]
