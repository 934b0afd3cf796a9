"""The tag ``kept``, which caches parts of templates that are the same on many pages."""

from django import template

from servidor.caches.fragments import UNTIL_ANNOUNCED, fragment

register = template.Library()


@register.tag
def kept(parser, token):
    """Cache the content up to ``endkept`` for a portal; with an empty key it is not cached.

    Use: ``{% kept "pie" frame.clave … %}``: a name, the key of the portal, and all other values on
    which the content depends. The content must not depend on the user, the time or anything else
    but these values and the language.
    """
    _tag, *arguments = token.split_contents()
    name, key, *kinds = map(parser.compile_filter, arguments)
    nodelist = parser.parse(["endkept"])
    parser.delete_first_token()
    return KeptNode(name, key, kinds, nodelist)


class KeptNode(template.Node):
    def __init__(self, name, key, kinds, nodelist):
        self.name, self.key, self.kinds, self.nodelist = name, key, kinds, nodelist

    def render(self, context):
        key = self.key.resolve(context)
        if not key:
            return self.nodelist.render(context)
        parts = (self.name, self.key, *self.kinds)
        name = "-".join(str(part.resolve(context)) for part in parts)
        return fragment(name, lambda: self.nodelist.render(context), UNTIL_ANNOUNCED)
