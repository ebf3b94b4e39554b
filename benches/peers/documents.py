"""The same documents as PDF by LibreOffice, WeasyPrint and headless Chromium.

    cargo bench --workspace --bench documents   # writes the documents and our own times
    python benches/peers/documents.py          # makes PDF from the same files

The folder holds for each kind of document (`memo`, `report`) some files NAME-N.docx and NAME-N.html, each of another
agency. *Cold* is a new process for one document, the median of some, after one that does not count (it brings the
program from the disk and makes the profile). *Warm* is a document more in a process that is open: WeasyPrint and
Chromium stay open, the median of all; LibreOffice is given all files at once, and the time for one file alone is taken
off. Ours begins with scores and a plan, the others with the finished DOCX or HTML. Wall time, as an officer waits for it.
Programs that are not there are named and left out.
"""

from __future__ import annotations

import argparse
import importlib.util
import json
import os
import re
import shutil
import statistics
import subprocess
import sys
import tempfile
import time
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
CHROMIUM_FLAGS = [
    "--headless",
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]
WEASYPRINT = "import sys; from weasyprint import HTML; HTML(filename=sys.argv[1]).write_pdf(sys.argv[2])"


def timed(work) -> float:
    start = time.perf_counter()
    work()
    return (time.perf_counter() - start) * 1e3


def run(command: list[str]) -> None:
    subprocess.run(command, check=True, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, timeout=600)


def taken(made: Path) -> None:
    """A program that made nothing may still say that all is well."""
    if made.read_bytes()[:5] != b"%PDF-":
        raise SystemExit(f"{made} is no PDF")
    made.unlink()


class LibreOffice:
    name = "LibreOffice, from DOCX"
    source = "docx"

    def __init__(self, scratch: Path) -> None:
        self.scratch = scratch
        self.program = shutil.which("soffice") or shutil.which("libreoffice")

    def missing(self) -> str | None:
        return None if self.program else "package libreoffice-writer-nogui"

    def version(self) -> str:
        text = subprocess.run([self.program, "--version"], capture_output=True, text=True, check=True).stdout
        return text.split()[1]

    def convert(self, files: list[Path]) -> None:
        profile = (self.scratch / "office").as_uri()
        out = ["--convert-to", "pdf", "--outdir", str(self.scratch)]
        run([self.program, f"-env:UserInstallation={profile}", "--headless", *out, *map(str, files)])

    def all(self, files: list[Path]) -> float:
        time = timed(lambda: self.convert(files))
        for file in files:
            taken(self.scratch / f"{file.stem}.pdf")
        return time

    def cold(self, file: Path) -> float:
        return self.all([file])

    def warm(self, files: list[Path]) -> float:
        alone = statistics.median(self.all([file]) for file in files[:3])
        return (self.all(files) - alone) / (len(files) - 1)


class WeasyPrint:
    name = "WeasyPrint, from HTML"
    source = "html"

    def __init__(self, scratch: Path) -> None:
        self.scratch = scratch

    def missing(self) -> str | None:
        if importlib.util.find_spec("weasyprint") is None:
            return "weasyprint from PyPI"
        try:
            import weasyprint  # noqa: F401
        except OSError:
            return "packages libpango-1.0-0 and libpangoft2-1.0-0"
        return None

    def version(self) -> str:
        import weasyprint

        return weasyprint.__version__

    def cold(self, file: Path) -> float:
        out = self.scratch / "weasyprint.pdf"
        time = timed(lambda: run([sys.executable, "-c", WEASYPRINT, str(file), str(out)]))
        taken(out)
        return time

    def warm(self, files: list[Path]) -> float:
        from weasyprint import HTML

        out = self.scratch / "weasyprint.pdf"
        HTML(filename=str(files[0])).write_pdf(str(out))
        each = [timed(lambda f=f: HTML(filename=str(f)).write_pdf(str(out))) for f in files]
        taken(out)
        return statistics.median(each)


class Chromium:
    name = "Chromium, from HTML"
    source = "html"

    def __init__(self, scratch: Path) -> None:
        self.scratch = scratch
        self.program = shutil.which("chromium") or shutil.which("google-chrome")

    def missing(self) -> str | None:
        if not self.program:
            return "package chromium"
        return None if importlib.util.find_spec("playwright") else "playwright from PyPI"

    def version(self) -> str:
        text = subprocess.run([self.program, "--version"], capture_output=True, text=True, check=True).stdout
        return re.search(r"[\d.]+", text)[0].split(".")[0]

    def cold(self, file: Path) -> float:
        profile = f"--user-data-dir={tempfile.mkdtemp(dir=self.scratch)}"
        out = self.scratch / "chromium.pdf"
        print_to = ["--no-pdf-header-footer", f"--print-to-pdf={out}", file.as_uri()]
        time = timed(lambda: run([self.program, *CHROMIUM_FLAGS, profile, *print_to]))
        taken(out)
        return time

    def warm(self, files: list[Path]) -> float:
        from playwright.sync_api import sync_playwright

        with sync_playwright() as playwright:
            browser = playwright.chromium.launch(executable_path=self.program, args=CHROMIUM_FLAGS[1:])
            page = browser.new_page()

            def one(file: Path) -> None:
                page.goto(file.as_uri())
                page.pdf(path=str(self.scratch / "chromium.pdf"), prefer_css_page_size=True, tagged=True)

            one(files[0])
            each = [timed(lambda f=f: one(f)) for f in files]
            browser.close()
        taken(self.scratch / "chromium.pdf")
        return statistics.median(each)


def documents_folder() -> Path:
    folder = ROOT / os.environ.get("CARGO_TARGET_DIR", "target") / "tmp" / "documents"
    if not (folder / "ours.json").is_file():
        subprocess.run(["cargo", "bench", "--workspace", "--bench", "documents", "--", "memo", "report"], cwd=ROOT, check=True)
    return folder


def main() -> int:
    options = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    options.add_argument("--quick", action="store_true", help="few documents")
    options.add_argument("--documents", type=Path, help="folder that the benchmark wrote")
    options, _ = options.parse_known_args()
    folder = (options.documents or documents_folder()).resolve()
    ours = json.loads((folder / "ours.json").read_text(encoding="utf-8"))
    with tempfile.TemporaryDirectory() as scratch:
        peers = [LibreOffice(Path(scratch)), WeasyPrint(Path(scratch)), Chromium(Path(scratch))]
        for kind in (kind for kind in ("memo", "report") if kind in ours):
            print(f"\nPDF of a {kind}, ms per document")
            print(f"{'':26} {'version':>10} {'cold':>10} {'warm':>10} {'warm, ours = 1':>15}")
            mine = ours[kind]
            started = mine["cold_ms"]
            shown = "not built" if started is None else f"{started:.1f}"
            print(f"{'prongsai':26} {'':>10} {shown:>10} {mine['warm_ms']:10.1f} {1:15.1f}")
            fastest = None
            for peer in peers:
                lacks = peer.missing()
                if lacks:
                    print(f"{peer.name:26} not measured: needs {lacks}")
                    continue
                files = sorted(folder.glob(f"{kind}-*.{peer.source}"))[: 3 if options.quick else 10]
                peer.cold(files[0])
                cold = statistics.median(peer.cold(file) for file in files[: 2 if options.quick else 5])
                warm = peer.warm(files)
                print(f"{peer.name:26} {peer.version():>10} {cold:10.1f} {warm:10.1f} {warm / mine['warm_ms']:15.1f}")
                fastest = min(filter(None, [fastest, (warm, peer.name)]))
            if fastest:
                ratio = fastest[0] / mine["warm_ms"]
                print(f"bench: {kind}_peers = {ratio:.1f} times faster than {fastest[1]}, warm")
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
