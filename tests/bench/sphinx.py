"""Settings of Sphinx for our generated pages."""

extensions = ["myst_parser"]
myst_enable_extensions = ["attrs_block", "attrs_inline"]
html_theme = "furo"
html_copy_source = False
project = "Handbook"
exclude_patterns = ["conf.py"]
suppress_warnings = ["myst", "toc"]
