"""The manual in the admin: every chapter is found from its contents, with its pictures."""

from django.contrib.staticfiles import finders

from home.manual import CONTENTS, address
from tests.factories import make_user
from tests.reading import soup

CONTENTS_URL = "/admin/manual/"


def of_the_manual(response):
    return soup(response).select_one(".manual")


def test_every_chapter_leads_on_and_shows_its_pictures(as_editor, settings):
    assert address(CONTENTS) == CONTENTS_URL
    todo, seen, pictures = [CONTENTS_URL], set(), set()
    while todo:
        url = todo.pop()
        if url in seen:
            continue
        seen.add(url)
        response = as_editor.get(url)
        assert response.status_code == 200, url
        links = [tag["href"] for tag in of_the_manual(response).select("a[href]")]
        assert not [link for link in links if ".md" in link], url
        todo += [link for link in links if link.startswith(CONTENTS_URL)]
        pictures |= {tag["src"] for tag in of_the_manual(response).select("img")}
    files = set((settings.BASE_DIR / "docs" / "manual").glob("*.md"))
    assert len(seen) == len(files)
    assert len(pictures) > 10
    assert all(finders.find(src.removeprefix(settings.STATIC_URL)) for src in pictures)


def test_tables_are_tables(as_editor):
    assert of_the_manual(as_editor.get("/admin/manual/entrar/")).find("table")


def test_nothing_else_of_the_disk_is_shown(as_editor):
    for name in ("nada", "..", "README.md"):
        assert as_editor.get(f"{CONTENTS_URL}{name}/").status_code == 404


def test_whoever_enters_finds_it_in_the_menu(alfa, as_editor, as_moderator):
    coordinator = alfa.signed_in(make_user("coordinadora", groups=["Coordinador · Alfa"]))
    for browser in (as_editor, as_moderator, coordinator):
        assert CONTENTS_URL in browser.get("/admin/").content.decode()
    assert alfa.get(CONTENTS_URL).status_code == 302
