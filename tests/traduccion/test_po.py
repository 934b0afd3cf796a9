"""PO files hold all texts when downloaded, and are accepted whole, in part, or not at all."""

import time

import polib
import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse
from wagtail_localize.models import StringTranslation, Translation

from tests.factories import make_page, make_user, publish
from tests.reading import text

from .taller import Taller

BODY = [
    ("encabezado", {"texto": "Dónde estamos", "nivel": "2"}),
    ("texto", '<p>Vea <a href="https://ejemplo.cu">el mapa</a> y más.</p><p>Gracias.</p>'),
]
LINK = 'Vea <a id="a1">el mapa</a> y más.'
WORDS = {
    "Contactos": "Contacts",
    "contactos": "contacts",
    "Resumen de Contactos": "How to reach us",
    "Dónde estamos": "Where we are",
    LINK: 'See <a id="a1">the map</a> and more.',
    "Gracias.": "Thank you.",
}


def address(target, name):
    translation = Translation.objects.get(
        source__object_id=target.translation_key, target_locale=target.locale
    )
    return reverse(f"wagtail_localize:{name}", args=[translation.pk])


def download(taller, target):
    response = taller.browser.get(address(target, "download_pofile"))
    assert response.status_code == 200
    return response


def po_of(taller, target, words=WORDS):
    """Return the file of ``target``, translated with ``words``."""
    po = polib.pofile(download(taller, target).content.decode())
    for entry in po:
        entry.msgstr = words.get(entry.msgid, "")
    return po


def upload(taller, target, content):
    data = content.encode() if isinstance(content, str) else content
    file = SimpleUploadedFile("contactos-en.po", data)
    return taller.browser.post(address(target, "upload_pofile"), {"file": file}, follow=True)


def kept():
    return dict(StringTranslation.objects.values_list("translation_of__data", "data"))


def refused(response, status=400):
    """Return the text of a response that refused a file; no text was saved."""
    assert response.status_code == status
    assert "No se guardó ningún texto" in text(response)
    assert kept() == {}
    return text(response)


def test_a_file_leaves_as_programs_for_translators_expect_it(taller, target):
    response = download(taller, target)
    assert response["Content-Disposition"] == 'attachment; filename="contactos-en.po"'
    assert response["Content-Type"] == "text/x-gettext-translation; charset=utf-8"
    po = polib.pofile(response.content.decode(), check_for_duplicates=True)
    assert po.metadata["Language"] == "en"
    assert "UTF-8" in po.metadata["Content-Type"].upper()
    assert {entry.msgid for entry in po} == set(WORDS)
    places = {entry.msgid: entry.comment for entry in po}
    assert places["Contactos"] == "Título"
    assert places["Dónde estamos"] == "Contenido: Encabezado, Texto"


def test_a_file_that_says_a_text_twice_has_it_once(alfa, taller):
    twice = make_page(alfa, "Dos veces", cuerpo=[("texto", "<p>Cerrado</p><p>Cerrado</p>")])
    content = download(taller, taller.submit(twice)).content.decode()
    assert content.count('msgid "Cerrado"') == 1


def test_a_whole_file_is_taken_and_the_page_can_be_sent(taller, target):
    response = upload(taller, target, str(po_of(taller, target)))
    assert "Se tomaron 6 textos." in text(response)
    assert kept() == WORDS
    assert StringTranslation.objects.first().last_translated_by.username == "traductora"
    assert "se envió a moderación" in text(taller.send(target))


def test_a_part_is_taken_and_what_lacks_is_counted(taller, target):
    part = {source: WORDS[source] for source in ("Contactos", "Gracias.")}
    response = upload(taller, target, str(po_of(taller, target, part)))
    assert "Se tomaron 2 textos. Faltan 4 textos." in text(response)
    assert kept() == part


def test_what_is_marked_as_doubtful_is_not_taken(taller, target):
    po = po_of(taller, target)
    po.find("Gracias.").flags.append("fuzzy")
    response = upload(taller, target, str(po))
    assert "Falta 1 texto. 1 está marcado como dudoso y no se tomó." in text(response)
    assert "Gracias." not in kept()


def test_a_text_that_left_the_original_is_named_and_the_rest_is_taken(pagina, taller, target):
    po = po_of(taller, target)
    pagina.cuerpo.pop(0)
    publish(pagina)
    source = Translation.objects.get().source
    taller.browser.post(reverse("wagtail_localize:update_translations", args=[source.pk]))
    response = upload(taller, target, str(po))
    assert "Se tomaron 5 textos. Ya no están en el original: «Dónde estamos»." in text(response)
    assert "Dónde estamos" not in kept()


def test_what_a_program_has_put_aside_is_let_be(taller, target):
    po = po_of(taller, target)
    po.find("Gracias.").obsolete = True
    assert "Falta 1 texto." in text(upload(taller, target, str(po)))


@pytest.mark.parametrize("change", ["crlf", "wrapped", "marked", "unwrapped"])
def test_a_file_comes_back_from_any_program(change, taller, target):
    po = po_of(taller, target)
    if change in {"wrapped", "unwrapped"}:
        po.wrapwidth = 20 if change == "wrapped" else 10_000
    content = str(po).replace("\n", "\r\n") if change == "crlf" else str(po)
    upload(taller, target, "\ufeff" + content if change == "marked" else content)
    assert kept() == WORDS


def test_the_same_file_again_changes_nothing(alfa, taller, target):
    content = str(po_of(taller, target))
    upload(taller, target, content)
    before = StringTranslation.objects.order_by("pk").values_list("pk", "updated_at")
    before = list(before)
    assert "Se tomaron 0 textos." in text(upload(taller, target, content))
    assert list(StringTranslation.objects.order_by("pk").values_list("pk", "updated_at")) == before


@pytest.mark.parametrize(
    ("source", "words", "said"),
    [
        ("Contactos", "x" * 256, "Título, «Contactos»"),
        ("Resumen de Contactos", "x" * 301, "300"),
        ("Dónde estamos", "x" * 161, "Contenido: Encabezado, Texto, «Dónde estamos»"),
        ("contactos", "Contact us", "letras minúsculas"),
        (LINK, "See the map.", "Contenido: Texto, «Vea el mapa y más.»: Falta un enlace"),
        (LINK, 'See <a id="a9">the map</a>.', "a9"),
        (LINK, 'See <a id="a1">the map', None),
        ("Gracias.", "<script>alert(1)</script>", "script"),
        ("Gracias.", '<a href="https://malo.example">x</a>', "Gracias."),
        ("Gracias.", "<h2>Thanks</h2>", "h2"),
        ("Gracias.", " ", "vacío"),
    ],
)
def test_one_text_that_cannot_be_keeps_all_of_the_file_out(source, words, said, taller, target):
    response = upload(taller, target, str(po_of(taller, target, WORDS | {source: words})))
    if said is None:  # a tag left open is closed at the end, as browsers do
        assert kept()[source] == words
    else:
        assert said in refused(response)


def test_a_text_that_stands_there_twice_with_other_words_is_refused(taller, target):
    po = po_of(taller, target)
    po.append(polib.POEntry(msgctxt=po[0].msgctxt, msgid=po[0].msgid, msgstr="Other"))
    assert "Está dos veces" in refused(upload(taller, target, str(po)))


@pytest.mark.parametrize(
    ("content", "said"),
    [
        (b"", "vac"),
        (b"  \n", "vac"),
        (b"\x00\x01\x02\x03", "dañado"),
        (b"PK\x03\x04\xff\xfe", "UTF-8"),
        (b"/etc/hostname", "dañado"),
        (b"Hola", "dañado"),
        (b'msgid "Contactos"\nmsgstr "Contacts"\n', "no dice de qué página es"),
    ],
)
def test_what_is_no_file_of_the_page_is_refused(content, said, taller, target):
    assert said in refused(upload(taller, target, content))


def test_a_file_in_another_encoding_is_refused(taller, target):
    content = str(po_of(taller, target)).encode("iso-8859-1")
    assert "UTF-8" in refused(upload(taller, target, content))


def test_a_file_in_the_middle_of_which_something_broke_is_refused(taller, target):
    content = str(po_of(taller, target)).replace("msgstr", "msgst", 3)
    assert "dañado" in refused(upload(taller, target, content))


def test_a_file_without_its_header_is_refused(taller, target):
    po = po_of(taller, target)
    po.metadata = {}
    assert "no dice de qué página es" in refused(upload(taller, target, str(po)))


def test_a_file_in_another_language_is_refused(taller, target):
    po = po_of(taller, target)
    po.metadata["Language"] = "fr_FR"
    assert "otro idioma: fr" in refused(upload(taller, target, str(po)))


def test_a_file_that_is_too_large_is_refused(taller, target):
    content = str(po_of(taller, target)) + "# " + "x" * 2 * 1024 * 1024
    assert "2 MB" in refused(upload(taller, target, content), 413)


def test_no_file_at_all_is_refused(taller, target):
    assert "Elija" in refused(taller.browser.post(address(target, "upload_pofile")))


def test_a_file_of_another_page_is_refused(alfa, taller, target):
    other = taller.submit(make_page(alfa, "Otra"))
    content = str(po_of(taller, other, {"Otra": "Other"}))
    assert "es de otra página" in refused(upload(taller, target, content))


def test_the_header_of_the_page_does_not_let_in_the_texts_of_another(alfa, taller, target):
    other = taller.submit(make_page(alfa, "Otra"))
    po = po_of(taller, other, {"Otra": "Other"})
    po.metadata["X-WagtailLocalize-TranslationID"] = str(
        Translation.objects.get(source__object_id=target.translation_key).uuid
    )
    assert "Ninguno de sus textos" in refused(upload(taller, target, str(po)))


def test_a_file_of_another_portal_tells_nothing_of_it(alfa, beta, taller, target):
    beta_s = Taller(beta.signed_in(make_user("beta", groups=["Traductores · Beta"])))
    foreign = beta_s.submit(make_page(beta, "Cosa de Beta"))
    content = str(po_of(beta_s, foreign, {"Cosa de Beta": "Thing"}))
    said = refused(upload(taller, target, content))
    assert "es de otra página" in said
    assert "Beta" not in said
    for name in ("download_pofile", "upload_pofile"):
        assert taller.browser.get(address(foreign, name)).status_code == 404
        assert taller.browser.post(address(foreign, name)).status_code == 404


def test_only_who_translates_the_page_takes_its_file_or_gives_one(alfa, taller, target):
    reader = alfa.signed_in(make_user("coordinadora", groups=["Coordinador · Alfa"]))
    content = str(po_of(taller, target))
    assert reader.get(address(target, "download_pofile")).status_code != 200
    file = SimpleUploadedFile("x.po", content.encode())
    assert reader.post(address(target, "upload_pofile"), {"file": file}).status_code != 200
    assert kept() == {}


def test_while_the_page_waits_a_file_changes_nothing(taller, target):
    content = str(po_of(taller, target))
    upload(taller, target, content)
    taller.send(target)
    other = str(po_of(taller, target, WORDS | {"Gracias.": "Thanks."}))
    response = upload(taller, target, other)
    assert response.status_code == 423
    assert kept() == WORDS


@pytest.mark.parametrize(
    "unit", ["<a ", "<a <a", "</a ", "<!-- ", "<a id='", "<b>", "</b>", "< ", "&", "&#1"]
)
def test_a_text_ten_times_as_long_takes_no_more_than_ten_times_as_long(taller, target, unit):
    """Compared with a short text on this machine: quadratic time would be a hundred times that."""

    def seconds(length):
        words = WORDS | {LINK: f'<a id="a1">{unit * (length // len(unit))}'}
        file = str(po_of(taller, target, words)).encode()
        begin = time.process_time()
        assert upload(taller, target, file).status_code in (200, 400)
        return time.process_time() - begin

    seconds(5_000)  # fills the caches
    assert seconds(50_000) < 20 * seconds(5_000)


def test_a_tag_that_does_not_end_is_refused_and_a_sign_is_not(taller, target):
    broken = po_of(taller, target, WORDS | {"Gracias.": "Thank <b you"})
    assert "no se cierra con «>»" in refused(upload(taller, target, str(broken)))
    taken = po_of(taller, target, WORDS | {"Gracias.": "Thank you, 5 < 6."})
    upload(taller, target, str(taken))
    assert kept()["Gracias."] == "Thank you, 5 < 6."
