"""Tries the pages with the scanner Wapiti, signed in as an administrator, signed in as the operator, and as nobody.

Run by `cargo xtask deep` with the interpreter that has `requirements-pages.txt`. Ends with 1 when the scanner tells of
anything of medium weight or above, and when it did not see what it should have seen.
"""

import collections
import json
import os
import re
import subprocess
import sys
import tempfile
from pathlib import Path
from urllib.parse import urlsplit

from stage import ROLES, Stage

SCANNER = Path(sys.executable).with_name("wapiti.exe" if os.name == "nt" else "wapiti")
#: The scanner keeps a database that gives up when a busy disk is slow; it need not outlast the run.
MEMORY = "/dev/shm" if os.access("/dev/shm", os.W_OK) else None
#: A scan that takes longer has lost its way. The scanner's own limits of time break its database off in the middle.
PATIENCE = 3600
#: Left out: what looks for other programs than ours (cms, nikto, wapp, …), fails by itself (backup) or asks servers elsewhere (log4shell, ssrf,
#: takeover, xxe); `ssl` and `https_redirect`, since TLS ends before the program; `ldap`, which takes any page that shows
#: again what was typed for a search in a directory, and there is none; `spring4shell`, which
#: takes any form that is refused in another way than an empty one for a fault of a Java framework; `csrf`, which looks for tokens in forms, while
#: requests from other sites are told by `Sec-Fetch-Site` and `Origin` (the tests of `web` try each route).
MODULES = (
    "cookieflags", "crlf", "csp", "exec", "file", "htaccess", "http_headers", "methods", "permanentxss",
    "redirect", "shellshock", "sql", "timesql", "upload", "xss",
)
#: What would end the session that scans, or take the rights of whoever it is of; the same pages in English, and the
#: deeper of the pages that explain figures, which are all alike.
AVOIDED = (
    "/sign-out", "*/account/sessions/*", "*/people/*/leave", "*/people/*/recover", "*/people/*/roles*",
    "*/people/invitations/*", "/operator/people/roles/*", "/operator/agencies/*/close", "*/explain/*/*",
    "/en", "/en?*", "/en/*",
)
#: Parts of pages that only somebody who is signed in is shown; the scanner has to have been there.
SEEN = {
    ROLES[0]: ("/home", "/agency", "/people", "/assessments", "/audit", "/account"),
    "operator": ("/home", "/operator/agencies", "/operator/people", "/operator/state", "/audit", "/account"),
    None: ("/sign-in", "/agencies/76010", "/agencies/76010/2568"),
}
WEIGHTS = ("information", "low", "medium", "high", "critical")
MEDIUM = WEIGHTS.index("medium")


def scan(stage, role, folder):
    """Runs the scanner; answers its report."""
    out = Path(folder) / f"{role or 'nobody'}.json"
    words = [
        str(SCANNER), "--url", f"{stage.address}/", "--scope", "domain",
        "--module", ",".join(MODULES), "--store-session", folder, "--store-config", folder, "--flush-session",
        "--timeout", "30", "--depth", "6", "--max-links-per-page", "60", "--max-files-per-dir", "6", "--tasks", "1",
        "--verbose", "1",
        "--no-bugreport", "--format", "json", "--output", str(out), "--detailed-report", "2",
    ]
    if role:
        cookies = "; ".join(f"{name}={value}" for name, value in stage.sessions[role].items())
        words += ["--cookie-value", cookies]
    if role in ROLES:
        words += ["--start", f"{stage.address}/assessments/{stage.facts['assessment']}"]
    for path in SEEN[role]:
        words += ["--start", f"{stage.address}{path}"]
    for path in AVOIDED:
        words += ["--exclude", f"{stage.address}{path}"]
    run = subprocess.run(words, cwd=folder, capture_output=True, text=True, encoding="utf-8", errors="replace",
                         env={**os.environ, "PYTHONIOENCODING": "utf-8"}, check=False, timeout=PATIENCE)
    if not out.is_file():
        raise SystemExit(f"the scanner wrote no report:\n{run.stdout[-3000:]}\n{run.stderr[-3000:]}")
    return json.loads(out.read_text(encoding="utf-8"))


def paths(report):
    """Paths of the pages that were crawled, by status."""
    found = collections.defaultdict(set)
    for page in report["infos"]["crawled_pages"]:
        request = page["request"]
        found[page["response"]["status_code"]].add(urlsplit(request["url"]).path)
    return found


def judge(stage, role, report):
    """Answers what is wrong, the counts of findings by weight, and how many pages were looked at."""
    wrong, weights = [], collections.Counter()
    for part in ("vulnerabilities", "anomalies"):
        for name, findings in report[part].items():
            for finding in findings:
                weights[finding["level"]] += 1
                line = f"{name} ({WEIGHTS[finding['level']]}): {finding['method']} {finding['path']} {finding['info']}"
                if MEDIUM <= finding["level"]:
                    wrong.append(line)
                else:
                    print(f"{role or 'nobody'}: {line}")
    crawled = paths(report)
    shown = {re.sub(r"^/at/\w+", "", path) for path in crawled[200]}
    wrong += [f"{path} was not looked at" for path in SEEN[role] if path not in shown]
    if role and stage.visitor(role).ask("GET", "/api/v1/me")[0] != 200:
        wrong.append("the session ended during the scan")
    return wrong, weights, len(crawled[200])


def main():
    failed, total, pages = 0, collections.Counter(), 0
    # On plain HTTP, as the scanner comes: with the origin of an installation behind TLS it would follow links there.
    with tempfile.TemporaryDirectory(prefix="prongsai-pages-", dir=MEMORY, ignore_cleanup_errors=True) as folder:
        for role in SEEN:
            # A stage each: what one scan writes into forms is not what the next one has to find its way through.
            with Stage(origin=None) as stage:
                wrong, weights, looked = judge(stage, role, scan(stage, role, folder))
                wrong += stage.faults()
                if stage.end() != 0:
                    wrong.append("the server did not end as it should")
            print(f"{role or 'nobody'}: {looked} pages,", ", ".join(f"{weights[n]} {w}" for n, w in enumerate(WEIGHTS)))
            for one in wrong:
                print(f"{role or 'nobody'}: {one}")
            failed += bool(wrong)
            total += weights
            pages += looked
            print(f"deep: pages scanned as {role or 'nobody'} = {looked}")
    grave = sum(count for weight, count in total.items() if MEDIUM <= weight)
    print(f"deep: findings of medium weight or above on pages = {grave}")
    print(f"deep: findings of lower weight on pages = {sum(total.values()) - grave}")
    return 1 if failed or not pages else 0


if __name__ == "__main__":
    sys.exit(main())
