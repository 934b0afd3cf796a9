"""The cached icons and menus of the admin are right for each name, title and user."""

import pytest
from django.template import Context, Template
from django.utils.safestring import mark_safe
from wagtail.admin.menu import SubmenuMenuItem, reports_menu, settings_menu

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
