"""The admin for browser tests: everything is found by the texts on the screen."""

import re
from contextlib import contextmanager
from urllib.parse import urlencode

from playwright.sync_api import expect


class Admin:
    def __init__(self, page, portales):
        self.page = page
        self.portales = portales

    # --- Getting in and around -------------------------------------------------

    def open(self, path="/admin/"):
        self.page.goto(self.portales.url(path=path))

    def open_page(self, title):
        """Open the form of the page with this title through the search, as people do."""
        self.open(f"/admin/pages/search/?{urlencode({'q': title})}")
        self.page.get_by_role("link", name=title, exact=True).first.click()
        self.wait_until_ready()

    def choose(self, name):
        """Choose an entry of the menu beside the title of a page."""
        self.page.get_by_role("button", name="Acciones", exact=True).first.click()
        self.page.get_by_role("link", name=name).first.click()

    def sign_in(self, username):
        self.give_password(username)
        expect(self.page.get_by_role("complementary", name="Barra lateral")).to_be_attached()

    def give_password(self, username):
        self.open("/admin/login/")
        self.page.get_by_label("Nombre de usuario").fill(username)
        self.page.get_by_role("textbox", name="Contraseña").fill(self.portales.password)
        self.page.get_by_role("button", name="Iniciar sesión").click()

    def button(self, name):
        return self.page.get_by_role("button", name=name, exact=True)

    def textbox(self, name):
        return self.page.get_by_role("textbox", name=name, exact=True)

    @property
    def messages(self):
        return self.page.get_by_role("main").get_by_role("status").first

    @property
    def dialog(self):
        return self.page.get_by_role("dialog").filter(visible=True)

    @property
    def actions(self):
        """The bar at the foot of the form, with the entries of its menu."""
        return self.page.get_by_role("navigation", name="Acciones (pie de página)")

    # --- Writing -----------------------------------------------------------------

    def start_task(self, name):
        """Follow one of the tasks on the front page of the admin."""
        self.open()
        self.page.get_by_role("region", name="¿Qué quiere hacer?").get_by_role(
            "link", name=re.compile(f"^{name}")
        ).click()
        self.wait_until_ready()

    def wait_until_ready(self):
        """Wait until the form notices changes, which begins two seconds after it has loaded."""
        self.page.wait_for_load_state("networkidle")
        self.page.wait_for_timeout(2_500)

    def fill_news(self, *, title, summary, text):
        expect(self.paragraph).to_be_editable()
        self.textbox("Título*").fill(title)
        self.textbox("Resumen*").fill(summary)
        with self.saving(text):
            self.paragraph.fill(text)

    @contextmanager
    def saving(self, text):
        """Wait until the form has saved by itself what the block types, ``text`` included.

        «Guardado» alone may still refer to an earlier save.
        """
        with self.page.expect_response(
            lambda response: text.encode() in (response.request.post_data_buffer or b"")
        ):
            yield
        self.wait_until_saved()

    def wait_until_saved(self):
        """Wait until the form has saved by itself: its scripts need a moment."""
        expect(self.page.get_by_text("Guardado", exact=True)).to_be_visible()

    @property
    def paragraph(self):
        """The first block of text of the body."""
        return self.page.get_by_role("region", name="Texto *").first.get_by_role("textbox")

    def upload_cover(self, path, *, title, alt, credit):
        self.button("Seleccionar una imagen").click()
        self.dialog.get_by_role("tab", name="Subir").click()
        # The file comes first: choosing it fills in a title.
        self.dialog.get_by_label("Archivo").set_input_files(path)
        self.dialog.get_by_role("textbox", name="Título*").fill(title)
        self.dialog.get_by_role("textbox", name="Texto alternativo").fill(alt)
        self.dialog.get_by_role("textbox", name="Crédito").fill(credit)
        self.dialog.get_by_role("button", name="Subir", exact=True).click()
        expect(self.dialog).to_have_count(0)

    def save_draft(self):
        self.choose_action("Guardar borrador")
        expect(self.messages).to_contain_text(re.compile("actualizada|creada"))

    def open_actions(self):
        toggle = self.button("Más acciones")
        if toggle.get_attribute("aria-expanded") != "true":
            toggle.click()

    def choose_action(self, name):
        self.open_actions()
        self.actions.get_by_role("button", name=name, exact=True).click()

    def submit(self):
        self.button("Enviar a moderación").click()
        expect(self.messages).to_contain_text("moderación")

    def resubmit(self):
        self.wait_until_saved()
        self.button("Enviar de nuevo a moderación").click()
        expect(self.messages).to_contain_text("moderación")

    # --- Side panels ---------------------------------------------------------------

    def open_panel(self, toggle):
        # A panel that was open the last time opens again by itself.
        self.page.wait_for_load_state("networkidle")
        button = self.button(toggle)
        if button.get_attribute("aria-expanded") != "true":
            button.click()
        expect(button).to_have_attribute("aria-expanded", "true")

    def preview(self):
        """Open the preview beside the form; return its frame."""
        self.open_panel("Alternar vista previa")
        return self.page.frame_locator("iframe:visible")

    def schedule(self, moment):
        """Set the moment of publication."""
        self.open_panel("Alternar estado")
        self.button("Programar").click()
        field = self.dialog.get_by_label("Fecha y hora de publicación")
        field.click()
        calendar = self.page.locator(".xdsoft_datetimepicker").filter(visible=True)
        expect(calendar).to_have_count(1)
        field.fill(moment.strftime("%d/%m/%Y %H:%M"))
        self.dialog.get_by_role("heading").first.click()
        expect(calendar).to_have_count(0)
        self.dialog.get_by_role("button", name="Guardar fecha").click()
        expect(self.messages).to_contain_text(re.compile("actualizada|programada"))

    # --- Moderating ------------------------------------------------------------------

    def waiting(self, title):
        """Return the row of ``title`` in the list of pages that wait for a moderator."""
        self.open()
        return (
            self.page.get_by_role("region", name="Por revisar")
            .get_by_role("listitem")
            .filter(has_text=title)
        )

    def look(self, title):
        """Open a page that waits for a moderator; return the frame that shows how it will look."""
        self.waiting(title).get_by_role("link", name=title).click()
        return self.page.frame_locator("iframe[title='La página tal como quedará']")

    def ask_for_changes(self, comment):
        self.page.get_by_text("Devolver con un comentario", exact=True).click()
        self.page.get_by_label("Qué hay que cambiar").fill(comment)
        self.button("Devolver con este comentario").click()
        expect(self.messages).to_contain_text("devuelta")

    def approve(self, title):
        """Approve a page that waits for a moderator, and check that it no longer waits."""
        self.waiting(title).get_by_role("link", name=title).click()
        self.button("Aprobar y publicar").click()
        expect(self.messages).to_contain_text(f"«{title}»: aprobada")
        expect(self.waiting(title)).to_have_count(0)

    def make_private(self, password):
        """Protect the page of this form with ``password``."""
        self.open_panel("Alternar estado")
        self.button("Cambiar privacidad").click()
        self.dialog.get_by_role("radio", name=re.compile("contraseña")).check()
        self.dialog.get_by_role("textbox", name=re.compile("Contraseña")).fill(password)
        self.dialog.get_by_role("button", name="Guardar").click()
        expect(self.dialog).to_have_count(0)
