"""Pictures are reduced, turned and cut before the upload; covers need an alternative text."""

import re
from base64 import b64decode
from io import BytesIO
from pathlib import Path

import pytest
from PIL import Image
from playwright.sync_api import expect

TWELVE_MILLION = (4000, 3000)
CHECKS = "Mostrar u ocultar las comprobaciones"
NO_TEXT = "Diga qué se ve en la imagen de portada"


def draw(path, size=TWELVE_MILLION):
    """Write a photo whose left half is red and right half blue, with noise as in photos."""
    noise = Image.effect_noise((size[0] // 4, size[1] // 4), 60).resize(size)
    flat = Image.new("RGB", size, "#c33")
    flat.paste("#33c", (size[0] // 2, 0, *size))
    Image.blend(flat, noise.convert("RGB"), 0.3).save(path, quality=95)
    return path


def colour(picture, x, y):
    """Return the colour, red or blue, at the fractions ``x`` and ``y`` of the sides."""
    width, height = picture.size
    red, _green, blue = picture.convert("RGB").getpixel((int(width * x), int(height * y)))
    return "red" if red > blue else "blue"


class Kept:
    """The pictures that the portals stored since this object was made, oldest first."""

    def __init__(self, portales):
        self.folder = Path(portales.env["VAR_DIR"]) / "media" / "original_images"
        self.before = set(self.folder.iterdir())

    @property
    def files(self):
        new = set(self.folder.iterdir()) - self.before
        return [path.read_bytes() for path in sorted(new, key=lambda path: path.stat().st_mtime)]

    @property
    def pictures(self):
        return [Image.open(BytesIO(content)) for content in self.files]


@pytest.fixture
def kept(portales):
    return Kept(portales)


@pytest.fixture
def editor(sign_in):
    return sign_in("editor-contramaestre")


def upload_tab(admin):
    admin.start_task("Escribir una noticia")
    admin.button("Seleccionar una imagen").click()
    admin.dialog.get_by_role("tab", name="Subir").click()


def choose(admin, path):
    admin.dialog.get_by_label("Archivo").set_input_files(path)


def chosen(admin):
    """Return the bytes of the file in the form."""
    text = admin.dialog.get_by_label("Archivo").evaluate(
        """async (input) => {
            const bytes = new Uint8Array(await input.files[0].arrayBuffer());
            return btoa(Array.from(bytes, (byte) => String.fromCharCode(byte)).join(""));
        }"""
    )
    return b64decode(text)


def sizes(admin):
    return admin.page.locator(".fotos__cuenta")


def described(admin, text="Un cartel de dos colores"):
    admin.dialog.get_by_role("textbox", name="Texto alternativo").fill(text)
    admin.dialog.get_by_role("button", name="Subir", exact=True).click()
    expect(admin.dialog).to_have_count(0)


def test_a_photo_of_a_telephone_travels_small(editor, kept, tmp_path):
    photo = draw(tmp_path / "cartel.jpg")
    upload_tab(editor)
    choose(editor, photo)
    expect(sizes(editor)).to_have_text(
        re.compile(r"^[\d,]+ MB → [\d,]+ (KB|MB) · 2[. ]?400 × 1[. ]?800 píxeles$")
    )
    # The server stores the file as it was sent: it had nothing to reduce.
    travels = chosen(editor)
    described(editor)
    assert kept.files == [travels]
    assert kept.pictures[0].size == (2400, 1800)
    assert len(travels) < photo.stat().st_size / 2


def test_a_photo_is_turned_and_cut_with_the_keys(editor, kept, tmp_path):
    photo = draw(tmp_path / "cartel.jpg", (1600, 1200))
    upload_tab(editor)
    choose(editor, photo)
    expect(sizes(editor)).to_contain_text("1600 × 1200")
    # After the turn, the left side is at the top.
    editor.button("↻ Girar a la derecha").click()
    expect(sizes(editor)).to_contain_text("1200 × 1600")
    editor.button("Recortar").click()
    editor.dialog.get_by_label("Proporción del recorte").select_option("Cuadrada")
    # Move a square from the middle to the top, where everything is red.
    frame = editor.button("Mover el recorte, también con las flechas")
    for _step in range(2):
        frame.press("Shift+ArrowUp")
    editor.button("Aplicar el recorte").click()
    expect(sizes(editor)).to_contain_text("1200 × 1200")
    described(editor)
    [picture] = kept.pictures
    assert picture.size == (1200, 1200)
    assert colour(picture, 0.1, 0.5) == colour(picture, 0.9, 0.5) == "red"
    assert colour(picture, 0.5, 0.95) == "blue"


def test_a_frame_that_was_drawn_counts_without_a_button_more(editor, kept, tmp_path):
    photo = draw(tmp_path / "cartel.jpg", (1600, 1200))
    upload_tab(editor)
    choose(editor, photo)
    expect(sizes(editor)).to_contain_text("1600 × 1200")
    editor.button("Recortar").click()
    handle = editor.button("Esquina inferior derecha del recorte")
    handle.hover()
    corner = handle.bounding_box()
    mouse = editor.page.mouse
    mouse.down()
    mouse.move(corner["x"] - 80, corner["y"] - 60, steps=4)
    mouse.up()
    described(editor)
    [picture] = kept.pictures
    # The initial frame takes four fifths of each side.
    assert picture.width < 1200
    assert picture.height < 900


def test_on_a_slow_line_one_reads_how_much_is_sent(editor, tmp_path):
    upload_tab(editor)
    choose(editor, draw(tmp_path / "cartel.jpg"))
    expect(sizes(editor)).to_contain_text("píxeles")
    line = editor.page.context.new_cdp_session(editor.page)
    slow = {"latency": 0, "downloadThroughput": -1, "uploadThroughput": 100_000}  # bytes a second
    line.send("Network.emulateNetworkConditions", {"offline": False} | slow)
    editor.dialog.get_by_role("textbox", name="Texto alternativo").fill("Un cartel de dos colores")
    editor.dialog.get_by_role("button", name="Subir", exact=True).click()
    expect(editor.dialog.get_by_text(re.compile(r"^Subiendo: [1-9]\d? %$"))).to_be_visible()
    expect(editor.dialog).to_have_count(0, timeout=40_000)


@pytest.mark.parametrize("name", ["acta.jpg", "acta.png"])
def test_what_is_no_picture_does_not_travel(editor, tmp_path, name):
    path = tmp_path / name
    path.write_bytes(b"%PDF-1.4 no es una foto")
    upload_tab(editor)
    editor.dialog.get_by_role("textbox", name="Crédito").fill("Ana")
    choose(editor, path)
    refusal = editor.dialog.get_by_text(f"«{name}» no es una imagen, o está dañada. Elija otra.")
    expect(refusal).to_be_visible()
    # The form keeps its fields, and another file can be chosen.
    expect(editor.dialog.get_by_role("textbox", name="Crédito")).to_have_value("Ana")
    expect(editor.dialog.get_by_role("textbox", name="Título*")).to_have_value("")
    choose(editor, draw(tmp_path / "cartel.jpg", (800, 600)))
    expect(refusal).to_have_count(0)
    expect(sizes(editor)).to_contain_text("800 × 600")


def test_a_photo_stays_chosen_when_its_text_is_refused(editor, tmp_path):
    upload_tab(editor)
    choose(editor, draw(tmp_path / "cartel.jpg", (1600, 1200)))
    expect(sizes(editor)).to_contain_text("1600 × 1200")
    editor.dialog.get_by_role("textbox", name="Texto alternativo").fill("IMG_2041.jpg")
    editor.dialog.get_by_role("button", name="Subir", exact=True).click()
    expect(editor.dialog.get_by_text("parece el nombre de un archivo")).to_be_visible()
    expect(sizes(editor)).to_contain_text("1600 × 1200")
    described(editor)


def test_many_photos_are_seen_before_they_travel(editor, kept, tmp_path):
    photos = [draw(tmp_path / f"acto-{number}.jpg") for number in (1, 2)]
    editor.open("/admin/images/multiple/add/")
    editor.page.locator("#fileupload").set_input_files(photos)
    expect(sizes(editor)).to_contain_text(["píxeles", "píxeles"])
    assert not kept.files
    editor.page.get_by_role("button", name="Girar a la izquierda").first.click()
    expect(sizes(editor).first).to_contain_text(re.compile("1[. ]?800 × 2[. ]?400"))
    editor.button("Subir las 2 imágenes").click()
    expect(editor.page.get_by_role("textbox", name="Texto alternativo")).to_have_count(2)
    assert [picture.size for picture in kept.pictures] == [(1800, 2400), (2400, 1800)]


def test_a_cover_without_a_text_is_told_and_not_sent(editor, sign_in, tmp_path):
    page = editor.page
    # A picture without a text, like older ones.
    editor.open("/admin/images/multiple/add/")
    page.locator("#fileupload").set_input_files(draw(tmp_path / "sin texto.jpg", (800, 600)))
    editor.button("Subir la imagen").click()
    expect(page.get_by_role("textbox", name="Texto alternativo")).to_have_count(1)

    editor.start_task("Escribir una noticia")
    editor.fill_news(title="Con portada muda", summary="Se ve algo.", text="Hay una foto.")
    editor.button("Seleccionar una imagen").click()
    editor.dialog.get_by_role("link", name=re.compile("sin texto")).first.click()
    expect(editor.dialog).to_have_count(0)
    expect(page.get_by_text("Falta describir esta imagen.")).to_be_visible()

    editor.open_panel(CHECKS)
    expect(page.get_by_text("La imagen de portada no tiene texto alternativo")).to_be_visible()
    editor.button(CHECKS).click()

    editor.wait_until_ready()
    editor.button("Enviar a moderación").click()
    expect(page.get_by_text(NO_TEXT)).to_be_visible()
    editor.textbox("Texto alternativo de la portada").fill("Un cartel de dos colores")
    expect(page.get_by_text("Falta describir esta imagen.")).to_have_count(0)
    editor.submit()
