"""QR codes as drawings (ISO/IEC 18004), by segno."""

from functools import cache
from io import BytesIO

import segno


@cache
def qr_code(address: str) -> str:
    """The code as SVG without its quiet zone, which the page around it gives.

    Error correction level M: a sheet may get a fold or a coffee ring.
    """
    svg = BytesIO()
    segno.make_qr(address, error="m").save(
        svg, kind="svg", border=0, xmldecl=False, omitsize=True, svgclass=None, lineclass=None
    )
    return svg.getvalue().decode()
