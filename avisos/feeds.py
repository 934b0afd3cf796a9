"""RSS and Atom of the avisos of a portal, its own and those of the province."""

from base.feeds import feed_response, new_feed, se_dice_en
from base.frame import Frame
from base.texto import xml_text


def avisos_feed(request, index_page, formato, cards):
    """Return the feed of ``cards`` in the format ``rss`` or ``atom``."""
    frame = Frame.for_request(request, index_page)
    feed = new_feed(request, index_page, formato, subject=index_page.title)
    for card in cards:
        url = frame.absolute(card.url)
        with se_dice_en(card.lang):
            feed.add_item(
                title=xml_text(f"{card.palabras}: {card.titulo}"),
                link=url,
                description=xml_text(card.resumen),
                author_name=xml_text(card.fuente),
                unique_id=url,
                pubdate=card.desde,
                updateddate=card.actualizado,
                categories=[str(card.tipo.label)],
                idioma=card.lang,
            )
    return feed_response(feed, request)
