"""The texts in a mail are not escaped as HTML."""

from django.core.management import call_command

from tests.atencion.recepcion import recibir


def test_the_name_of_a_portal_is_no_html(alfa, mailoutbox):
    alfa.site.site_name = "Alfa & «Beta's»"
    alfa.site.save()
    caso = recibir(alfa)
    call_command("avisar_de_casos", verbosity=0)
    [acuse] = mailoutbox
    assert acuse.subject == f"Su caso {caso.numero} en Alfa & «Beta's»"
    assert acuse.body.endswith("Atención a la Población · Alfa & «Beta's»\n")
