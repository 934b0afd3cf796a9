"""Files can only be uploaded to own folders, by any of the forms."""

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from base.models import PortalDocument, PortalImage
from tests.factories import image_bytes

IMAGE = PortalImage, "plano.jpg", image_bytes((80, 45))
DOCUMENT = PortalDocument, "plano.txt", b"Texto"
FORMS = {
    "wagtailimages:add": (*IMAGE, ""),
    "wagtailimages:add_multiple": (*IMAGE, ""),
    "wagtailimages_chooser:create": (*IMAGE, "image-chooser-upload-"),
    "wagtaildocs:add": (*DOCUMENT, ""),
    "wagtaildocs:add_multiple": (*DOCUMENT, ""),
    "wagtaildocs_chooser:create": (*DOCUMENT, "document-chooser-upload-"),
}


@pytest.mark.parametrize("whose", ["alfa", "beta"])
@pytest.mark.parametrize("address", FORMS)
def test_a_file_lands_only_in_a_folder_of_the_own_portal(address, whose, as_editor, alfa, beta):
    model, name, content, prefix = FORMS[address]
    # With two own folders, the form asks for one of them.
    folders = {portal.slug: portal.collection.add_child(name="Planos") for portal in (alfa, beta)}
    file = "files[]" if address.endswith("multiple") else f"{prefix}file"
    as_editor.post(
        reverse(address),
        {
            file: SimpleUploadedFile(name, content),
            "title": "Plano",
            f"{prefix}title": "Plano",
            f"{prefix}collection": folders[whose].pk,
        },
        headers={"x-requested-with": "XMLHttpRequest"},
    )
    assert model.objects.filter(collection=folders[whose]).exists() == (whose == "alfa")
