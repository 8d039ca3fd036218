"""Files as a ZIP without a date and without a system: the same files give the same bytes, whenever and wherever."""

import io
from collections.abc import Mapping
from zipfile import ZIP_DEFLATED, ZIP_STORED, ZipFile, ZipInfo

NO_DATE = (1980, 1, 1, 0, 0, 0)
"""The first that a ZIP can say."""
_UNIX, _PLAIN_FILE = 3, 0o100644 << 16


def zipped(files: Mapping[str, bytes], *, packed: bool) -> bytes:
    """Files by name, in their order. Packed or only stored, for files that are packed already."""
    out = io.BytesIO()
    with ZipFile(out, "w", ZIP_DEFLATED if packed else ZIP_STORED) as archive:
        for name, data in files.items():
            entry = ZipInfo(name, NO_DATE)
            entry.create_system, entry.external_attr = _UNIX, _PLAIN_FILE
            archive.writestr(entry, data, archive.compression)
    return out.getvalue()


def undated(file: bytes) -> bytes:
    """An office file, which is a ZIP, without the time of its making."""
    with ZipFile(io.BytesIO(file)) as source:
        return zipped({name: source.read(name) for name in source.namelist()}, packed=True)
