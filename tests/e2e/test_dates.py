"""Date fields with a calendar do not change what an editor types."""

from playwright.sync_api import expect


def test_what_the_calendar_cannot_read_stays_and_is_refused(sign_in):
    """The calendar must not replace it with today, which nobody would notice."""
    admin = sign_in("editor-contramaestre")
    admin.start_task("Escribir una noticia")
    admin.fill_news(title="Con fecha", summary="De cuándo es.", text="Fue en septiembre.")
    day = admin.page.locator("#id_fecha")
    day.fill("20 de septiembre")
    admin.textbox("Título*").click()
    expect(day).to_have_value("20 de septiembre")
    admin.button("Enviar a moderación").click()
    expect(admin.page.get_by_text("Escriba la fecha así: 28/11/2026.").first).to_be_visible()
    expect(day).to_have_value("20 de septiembre")
    day.fill("2026-09-20")
    admin.submit()


def test_the_calendar_does_not_come_after_whoever_has_gone_on(sign_in):
    """It opens a moment after its field is entered, and would cover the button."""
    admin = sign_in("coordinador-mella")
    admin.open("/admin/datos-de-casos/pedir/")
    for label, day in (("Recibidos desde", "01/01/2020"), ("Hasta", "31/12/2020")):
        field = admin.page.get_by_label(label)
        field.fill(day)
        field.press("Tab")
    admin.page.get_by_label("Para qué").fill("Estudio de las quejas de vivienda.")
    admin.button("Pedir").click()
    expect(admin.messages).to_contain_text("Pedida")


def test_the_calendar_goes_with_whoever_goes_on(sign_in):
    admin = sign_in("editor-contramaestre")
    admin.start_task("Escribir una noticia")
    calendar = admin.page.locator(".xdsoft_datetimepicker:visible")
    for key in ("Tab", "Escape"):
        admin.page.locator("#id_fecha").click()
        expect(calendar).to_have_count(1)
        admin.page.keyboard.press(key)
        expect(calendar).to_have_count(0)
