"""RSS and Atom feeds of the avisos of a portal, its own and those of the province."""

from base.texto import xml_text
from difusion.feeds import feed_response, new_feed, se_dice_en


def avisos_feed(asked, formato, cards):
    """Return the feed of ``cards``, from the list ``asked``; ``formato`` is "rss" or "atom"."""
    feed = new_feed(
        asked.request, asked.page, formato, subject=asked.full_title, query=asked.as_query()
    )
    for card in cards:
        url = asked.frame.absolute(card.url)
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
    return feed_response(feed, asked.request)
