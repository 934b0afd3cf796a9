"""A one-page PDF of plain text, for the documents of the sample."""

_MARGIN, _TOP, _LEADING = 64, 760, 20


def _literal(text):
    """Return ``text`` as a PDF string in the encoding of the page's font."""
    data = text.encode("cp1252")
    for special in (b"\\", b"(", b")"):
        data = data.replace(special, b"\\" + special)
    return b"(" + data + b")"


def make_pdf(title, lines):
    """Return the bytes of an A4 page with a title and lines of text."""
    drawing = [
        b"BT /F1 20 Tf %d %d Td %s Tj ET" % (_MARGIN, _TOP, _literal(title)),
        b"BT /F2 12 Tf %d TL %d %d Td" % (_LEADING, _MARGIN, _TOP - 2 * _LEADING),
        *(b"%s Tj T*" % _literal(line) for line in lines),
        b"ET",
    ]
    stream = b"\n".join(drawing)
    font = b"<< /Type /Font /Subtype /Type1 /BaseFont /%s /Encoding /WinAnsiEncoding >>"
    objects = [
        b"<< /Type /Catalog /Pages 2 0 R /Lang (es-CU)"
        b" /ViewerPreferences << /DisplayDocTitle true >> >>",
        b"<< /Type /Pages /Kids [3 0 R] /Count 1 >>",
        b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Contents 4 0 R"
        b" /Resources << /Font << /F1 5 0 R /F2 6 0 R >> >> >>",
        b"<< /Length %d >>\nstream\n%s\nendstream" % (len(stream), stream),
        font % b"Helvetica-Bold",
        font % b"Helvetica",
        b"<< /Title %s >>" % _literal(title),
    ]
    output = b"%PDF-1.4\n%\xe2\xe3\xcf\xd3\n"
    offsets = []
    for number, content in enumerate(objects, start=1):
        offsets.append(len(output))
        output += b"%d 0 obj\n%s\nendobj\n" % (number, content)
    table = b"".join(b"%010d 00000 n \n" % offset for offset in offsets)
    size = len(objects) + 1
    return output + (
        b"xref\n0 %d\n0000000000 65535 f \n%strailer\n<< /Size %d /Root 1 0 R /Info 7 0 R >>\n"
        b"startxref\n%d\n%%%%EOF\n" % (size, table, size, len(output))
    )
