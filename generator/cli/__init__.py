"""The command line: arguments, printing, progress, exit status. Nothing else in the generator prints.

Exit status 0: done. 1: problems in the content. 2: misuse. A fault of ours keeps its traceback.
"""

from .terminal import main

__all__ = ["main"]
