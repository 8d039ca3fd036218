"""Editing without code: the web editor Decap CMS, served to this machine alone, over the same files.

`forms` turns the models into forms, `merging` puts changed values into a text and leaves the rest of it as it stands,
`saving` decides which file of an organisation an edit belongs to, `server` answers the editor.
"""

from .forms import HOSTS
from .saving import Unsaved
from .server import Desk, hosted_files, serve

__all__ = ["HOSTS", "Desk", "Unsaved", "hosted_files", "serve"]
