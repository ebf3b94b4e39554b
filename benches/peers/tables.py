"""The tables of the same PDF by pdfplumber, beside the time in which ours reads and audits the whole report.

    cargo bench --workspace --bench reader -- reader   # writes the PDF and our own time
    python benches/peers/tables.py                     # takes the tables out of the same file

pdfplumber finds the tables and their cells by ruled lines and gives the text of each cell; nothing is understood of what
a table says. Ours reads the same tables and the text around them, finds what they say and audits it. Wall time of a
process that is open: the median of several rounds after one that does not count.
"""

from __future__ import annotations

import argparse
import importlib.util
import json
import os
import statistics
import time
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]


def folder(told: str | None) -> Path:
    target = ROOT / os.environ.get("CARGO_TARGET_DIR", "target")
    return (Path(told) if told else target / "tmp") / "reader"


def tables(path: Path) -> tuple[int, int]:
    import pdfplumber

    with pdfplumber.open(path) as pdf:
        found = [table for page in pdf.pages for table in page.extract_tables()]
    return len(found), sum(len(table) for table in found)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--quick", action="store_true", help="few repetitions")
    parser.add_argument("--write", metavar="DIR", help="where the benchmark wrote its files")
    parser.add_argument("names", nargs="*")
    options = parser.parse_args()
    if options.names and "reader" not in options.names:
        return
    place = folder(options.write)
    if not (place / "long.pdf").is_file():
        print("peer: no report to read; first cargo bench --workspace --bench reader -- reader")
        return
    if importlib.util.find_spec("pdfplumber") is None:
        print("peer: pdfplumber is not there")
        return
    import pdfplumber

    known = json.loads((place / "long.json").read_text(encoding="utf-8"))
    times = []
    for _ in range(1 + (3 if options.quick else 7)):
        start = time.perf_counter()
        count, rows = tables(place / "long.pdf")
        times.append((time.perf_counter() - start) * 1e3)
    median = statistics.median(times[1:])
    print(
        f"peer: pdfplumber {pdfplumber.__version__}: {median:.1f} ms for {known['pages']} pages, "
        f"{count} tables on pages with {rows} rows (the document has {known['tables']} with {known['rows']}); "
        f"ours {known['ours_ms']:.1f} ms with reading, understanding and audit: {median / known['ours_ms']:.1f} times as fast"
    )


if __name__ == "__main__":
    main()
