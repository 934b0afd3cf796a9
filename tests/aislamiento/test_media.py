"""Images and documents in the admin of one portal: tags, the API of the admin, uploads."""

import pytest
from django.conf import settings as django_settings
from django.core.files.base import ContentFile
from django.core.files.storage import FileSystemStorage
from django.urls import reverse

from base.models import PortalImage
from tests.factories import image_bytes, make_document, make_image, make_user
from tests.reading import text


@pytest.fixture
def archivos(alfa, beta):
    """An image and a document of each municipality, with a tag."""
    made = {}
    for portal in (alfa, beta):
        image = make_image(f"Foto de {portal.slug}", collection=portal.collection)
        document = make_document(f"Acta de {portal.slug}", collection=portal.collection)
        for file in (image, document):
            file.tags.add(f"fiesta-{portal.slug}")
        made[portal.slug] = (image, document)
    return made


@pytest.mark.parametrize("listing", ["wagtailimages:index", "wagtaildocs:index"])
def test_a_listing_offers_the_tags_of_the_own_files(as_editor, archivos, listing):
    page = text(as_editor.get(reverse(listing)))
    assert "fiesta-alfa" in page
    assert "fiesta-beta" not in page


@pytest.mark.parametrize("listing", ["wagtailimages:index", "wagtaildocs:index"])
def test_a_listing_without_tagged_files_offers_no_tag(as_editor, archivos, alfa, listing):
    for file in archivos["alfa"]:
        file.tags.clear()
    response = as_editor.get(reverse(listing))
    assert 'name="tag"' not in response.content.decode()
    assert "fiesta-beta" not in text(response)


def test_no_tag_is_completed(as_editor, archivos):
    url = reverse("wagtailadmin_tag_autocomplete")
    response = as_editor.get(url, {"term": "fiesta"})
    assert response.status_code == 404
    assert "fiesta-beta" not in response.content.decode()


@pytest.mark.parametrize(
    ("endpoint", "own", "other"),
    [
        ("images", "Foto de alfa", "Foto de beta"),
        ("documents", "Acta de alfa", "Acta de beta"),
    ],
)
def test_the_api_of_the_admin_lists_the_own_files(as_editor, archivos, endpoint, own, other):
    url = reverse(f"wagtailadmin_api:{endpoint}:listing")
    for query in ({}, {"search": "de"}, {"title": other}):
        listed = as_editor.get(url, query).content.decode()
        assert other not in listed
    assert own in as_editor.get(url).content.decode()
    assert own in as_editor.get(url, {"search": own}).content.decode()


def test_the_api_of_the_admin_tells_nothing_of_another_portals_file(as_editor, archivos):
    image, document = archivos["beta"]
    for endpoint, file in (("images", image), ("documents", document)):
        detail = reverse(f"wagtailadmin_api:{endpoint}:detail", args=[file.pk])
        assert as_editor.get(detail).status_code == 404
        find = reverse(f"wagtailadmin_api:{endpoint}:find")
        assert as_editor.get(find, {"id": file.pk}).status_code == 404


@pytest.mark.parametrize(
    ("folder", "status"),
    [
        ("images", 200),
        ("avatar_images", 200),
        ("original_images", 404),
        ("documents", 404),
        ("wagtail_uploads", 404),
    ],
)
def test_only_the_versions_of_pictures_that_pages_show_have_an_address(alfa, folder, status):
    storage = FileSystemStorage(django_settings.MEDIA_ROOT)
    name = storage.save(f"{folder}/prueba.txt", ContentFile(b"Contenido"))
    try:
        assert alfa.get(f"{django_settings.MEDIA_URL}{name}").status_code == status
    finally:
        storage.delete(name)


@pytest.fixture
def upload(alfa):
    """Return a function that sends one picture to the form for several at once."""
    alfa.collection.add_child(name="Carpeta de Alfa")  # with one, the form does not ask for it

    def send(browser, collection):
        file = ContentFile(image_bytes(), "foto.jpg")
        data = {"files[]": file, "title": "Foto", "collection": collection.pk}
        return browser.post(reverse("wagtailimages:add_multiple"), data).json()

    return send


def test_several_pictures_at_once_go_to_an_own_collection(as_editor, alfa, upload):
    assert PortalImage.objects.get(
        pk=upload(as_editor, alfa.collection)["image_id"]
    ).collection == (alfa.collection)


def test_a_picture_for_another_portals_collection_waits_for_an_own_one(
    as_editor, alfa, beta, upload
):
    answer = upload(as_editor, beta.collection)
    assert "Carpeta de Alfa" in answer["form"]
    assert "Beta" not in answer["form"]
    assert not PortalImage.objects.exists()
    waiting = answer["uploaded_file_id"]
    url = reverse("wagtailimages:create_multiple_from_uploaded_image", args=[waiting])
    prefix = f"uploaded-image-{waiting}"
    data = {f"{prefix}-title": "Foto", f"{prefix}-collection": beta.collection.pk}
    other = alfa.signed_in(make_user("colega", groups=[alfa.editores]))
    assert other.post(url, data).status_code == 404
    assert as_editor.post(url, data).json()["success"] is False
    assert not PortalImage.objects.exists()


@pytest.mark.parametrize(
    ("role", "only_chooses"), [("Traductores", True), ("Revisores", True), ("Editores", False)]
)
def test_who_only_chooses_files_is_not_offered_to_edit_them(alfa, role, only_chooses):
    browser = alfa.signed_in(make_user("persona", groups=[f"{role} · Alfa"]))
    # The style sheet of the admin uses this attribute.
    home = browser.get(reverse("wagtailadmin_home")).content.decode()
    assert ("data-solo-elige" in home) == only_chooses
