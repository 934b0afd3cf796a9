"""The cached icons and menus of the admin are right for each name, title and user.

What is drawn or read only once, and what runs without a script inside the page.
"""

import json

import pytest
from django.db import connection
from django.template import Context, Template
from django.test.signals import template_rendered
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils.safestring import mark_safe
from wagtail.admin.menu import Menu, MenuItem, SubmenuMenuItem, reports_menu, settings_menu
from wagtail.admin.widgets import (
    AdminDateInput,
    AdminDateTimeInput,
    AdminPageChooser,
    AdminTimeInput,
    BaseChooser,
)
from wagtail.admin.widgets.workflows import AdminTaskChooser
from wagtail.blocks import PageChooserBlock
from wagtail.images.widgets import AdminImageChooser

from tableros.templatetags import arranque
from tests.factories import make_noticia
from tests.reading import soup_of

_ICON = Template("{% load wagtailadmin_tags %}{% icon name=name title=title %}")


def test_an_icon_is_drawn_for_each_name_and_title():
    for name, title, told in (
        ("plus", None, None),
        ("plus", "Más & más", "Más &amp; más"),
        ("plus", mark_safe("Más &amp; más"), "Más &amp; más"),
        ("plus", "Más &amp; más", "Más &amp;amp; más"),
        ("minus", "Menos", "Menos"),
    ):
        drawn = _ICON.render(Context({"name": name, "title": title}))
        assert f'href="#icon-{name}"' in drawn
        assert ("w-sr-only" in drawn) == bool(told)
        assert (told or "") in drawn


def test_an_icon_has_a_name():
    with pytest.raises(ValueError, match="icon name"):
        _ICON.render(Context())


@pytest.mark.django_db
@pytest.mark.parametrize("who", ["editora", "moderadora", "administrador"])
@pytest.mark.parametrize("menu", [reports_menu, settings_menu])
def test_a_menu_is_offered_where_something_is_in_it(who, menu, request, rf, portales):
    asked = rf.get("/admin/")
    asked.user = request.getfixturevalue(who)
    entry = SubmenuMenuItem("Menú", menu)
    assert entry.is_shown(asked) == bool(menu.menu_items_for_request(asked))


def test_an_icon_is_drawn_once():
    drawn = []

    def on_rendered(template, **kwargs):
        drawn.append(template.name)

    template_rendered.connect(on_rendered)
    try:
        for _time in range(3):
            _ICON.render(Context({"name": "bars", "title": "Dibujado una vez"}))
    finally:
        template_rendered.disconnect(on_rendered)
    assert drawn.count("wagtailadmin/shared/icon.html") == 1


def test_a_menu_is_looked_at_until_something_is_found(rf):
    asked = []

    class Item(MenuItem):
        def is_shown(self, request):
            asked.append(self.label)
            return True

    menu = Menu(register_hook_name=None, items=[Item("Uno", "/1"), Item("Otro", "/2")])
    assert SubmenuMenuItem("Menú", menu).is_shown(rf.get("/admin/"))
    assert asked == ["Uno"]


def test_a_chosen_page_costs_one_query(alfa, django_assert_num_queries):
    with django_assert_num_queries(1):
        page = AdminPageChooser().get_instance(alfa.noticias.pk)
        assert (page.title, type(page)) == (alfa.noticias.title, type(alfa.noticias))


def test_pages_chosen_in_blocks_have_their_parents_at_hand(alfa, django_assert_num_queries):
    chosen = [alfa.noticias, alfa.agenda, alfa.directorio]
    pages = PageChooserBlock().bulk_to_python([page.pk for page in chosen])
    with django_assert_num_queries(1):
        assert {page.get_parent().pk for page in pages} == {alfa.home.pk}


def test_the_rows_of_the_page_chooser_share_the_query_of_their_parents(as_editor, alfa):
    path = reverse("wagtailadmin_choose_page_child", args=[alfa.noticias.pk])

    def asked():
        as_editor.get(path)
        with CaptureQueriesContext(connection) as found:
            as_editor.get(path)
        return len(found)

    make_noticia(alfa, "Nota")
    with_one_row = asked()
    for number in range(3):
        make_noticia(alfa, f"Nota {number}")
    assert asked() == with_one_row


@pytest.mark.parametrize(
    ("widget", "name"),
    [
        (AdminDateInput, "initDateChooser"),
        (AdminDateTimeInput, "initDateTimeChooser"),
        (AdminTimeInput, "initTimeChooser"),
        (AdminPageChooser, "PageChooser"),
        (AdminImageChooser, "ImageChooser"),
        (AdminTaskChooser, "createTaskChooser"),
    ],
)
def test_a_widget_names_its_script_and_does_not_contain_it(widget, name):
    html = widget().render("campo", None, {"id": "id_campo"})
    assert f'data-arranque-nombre-value="{name}"' in html
    assert html.count("<script") == html.count('<script type="application/json"') == 1


def test_the_call_of_a_chooser_has_its_options_and_cannot_end_its_element():
    chooser = AdminPageChooser(linked_fields={"a": "</script>"})
    html = chooser.render("campo", None, {"id": "id_campo"})
    [element] = soup_of(html).select("script")
    id_, options = json.loads(element.string)
    assert id_ == "id_campo"
    assert options == chooser.get_js_init_options("id_campo", "campo", None)


def test_no_chooser_has_an_inline_script_of_its_own():
    def subclasses(of):
        return {of}.union(*map(subclasses, of.__subclasses__()))

    assert {
        f"{each.__module__}.{each.__qualname__}"
        for each in subclasses(BaseChooser)
        if each.render_js_init.__module__ != arranque.__name__
    } == set(), "write what its script calls in tableros/templatetags/arranque.py"
