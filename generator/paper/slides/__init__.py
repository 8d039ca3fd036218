"""Slides: a session as a PowerPoint file that its trainer can edit.

`show` says what stands on each slide and in its notes, `fitting` sees that it fits; both are pure. `master` makes an
empty file in the brand's colours from `overrides/slides/`, `shapes` draws what stands on a slide, and a Projector in
`powerpoint` makes the file. These three are the only modules that know python-pptx.
"""

from .powerpoint import Projector
from .show import SlideShow, slide_show

__all__ = ["Projector", "SlideShow", "slide_show"]
