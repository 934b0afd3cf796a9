"""Captions of WordPress in the text of an older portal become figures or are removed."""

from collections import Counter

from mudanza.traer.extensiones import without_extensions


def test_a_caption_without_a_picture_leaves_the_next_one_its_own():
    html = without_extensions(
        "[caption]Nada[/caption] [caption id=1]<img src=a.jpg> La plaza [/caption]", Counter()
    )

    assert html == "Nada <figure><img src=a.jpg><figcaption>La plaza</figcaption></figure>"


def test_many_captions_without_an_end_stay_signs_that_are_taken_out():
    lost = Counter()

    assert without_extensions("[caption id=1]<img src=a.jpg>" * 50, lost) == "<img src=a.jpg>" * 50
    assert lost.total() == 50
