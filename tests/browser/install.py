"""Makes sure that a Chromium is there for the browser tests. Installs Debian's when run as root; else says how."""

import os
import shutil
import subprocess
import sys

NAMES = ("chromium", "chromium-browser", "google-chrome")
PACKAGES = ("chromium", "poppler-utils")


def main() -> int:
    """Exit status 0 when a browser and a PDF reader are there, 1 with advice when they are not."""
    if browser_path() and shutil.which("pdftoppm"):
        return 0
    if shutil.which("apt-get") and os.geteuid() == 0:
        print("Installing Chromium and Poppler for the tests ...")
        quiet = {"stdout": subprocess.DEVNULL, "env": {**os.environ, "DEBIAN_FRONTEND": "noninteractive"}}
        subprocess.run(["apt-get", "update", "-qq"], check=True, **quiet)
        subprocess.run(["apt-get", "install", "-y", "-qq", "--no-install-recommends", *PACKAGES], check=True, **quiet)
    if browser_path() and shutil.which("pdftoppm"):
        return 0
    print("The tests need Chromium and Poppler. On Debian or Ubuntu: sudo apt-get install chromium poppler-utils")
    return 1


def browser_path() -> str | None:
    """Where the system's Chromium is."""
    return next((path for name in NAMES if (path := shutil.which(name))), None)


if __name__ == "__main__":
    sys.exit(main())
