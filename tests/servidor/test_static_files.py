"""``collectstatic`` compresses what browsers and nginx ask for, each file once."""

from django.contrib.staticfiles.storage import staticfiles_storage
from django.core.management import call_command

from santiago.settings import files

STYLES = "p { color: #1b663a; margin: 0 }\n" * 50


def test_each_file_is_compressed_under_the_name_by_which_it_is_asked_for(settings, tmp_path):
    source, target = tmp_path / "source", tmp_path / "target"
    for name in ("css/portal.css", "css/otra.css"):
        (source / name).parent.mkdir(parents=True, exist_ok=True)
        (source / name).write_text(STYLES)
    settings.STATICFILES_FINDERS = ["django.contrib.staticfiles.finders.FileSystemFinder"]
    settings.STATICFILES_DIRS, settings.STATIC_ROOT = [source], str(target)
    settings.STORAGES = settings.STORAGES | {"staticfiles": files.STORAGES["staticfiles"]}
    call_command("collectstatic", interactive=False, verbosity=0)
    compressed = {path.relative_to(target).as_posix() for path in target.rglob("*.br")}
    asked_for = {staticfiles_storage.stored_name(f"css/{name}.css") for name in ("portal", "otra")}
    assert compressed == {f"{name}.br" for name in (*asked_for, "css/portal.css")}
