"""Tries the JSON interface with Schemathesis, as everybody of every role and as nobody.

Run by `cargo xtask test --only security` with the interpreter that has `requirements.txt`. Prints `deep: NAME = VALUE`
lines and ends with 1 when anything is wrong.
"""

import collections
import concurrent.futures
import json
import os
import subprocess
import sys
import tempfile
from pathlib import Path

from stage import EXAMPLE, ROLES, ROOT, Stage

HERE = Path(__file__).resolve().parent
DOCUMENT = ROOT / "schemas/openapi.json"
DEEP = os.environ.get("PRONGSAI_DEEP") == "1"
#: Generated requests for each operation in each phase that generates.
EXAMPLES = 60 if DEEP else 3
SEED = 8568
COOKIE = "__Host-prongsai"
#: Beside those of an agency: above agencies, and without a session.
EVERYBODY = (*ROLES, "operator", "nobody")


def operations():
    """Operations of the document by their ids, with whether they need a session."""
    paths = json.loads(DOCUMENT.read_text(encoding="utf-8"))["paths"]
    every = [one for methods in paths.values() for one in methods.values()]
    return {one["operationId"]: bool(one.get("security")) for one in every}


def attempt(stage, role, folder):
    """Runs Schemathesis; answers its status, what it printed, its report and the counted answers."""
    at = Path(folder) / role
    at.mkdir()
    environment = {
        **os.environ, "NO_COLOR": "1", "PYTHONIOENCODING": "utf-8",
        "SCHEMATHESIS_HOOKS": str(HERE / "hooks.py"), "PRONGSAI_ROLE": role, "PRONGSAI_EXAMPLE": str(EXAMPLE),
        "PRONGSAI_FACTS": json.dumps(stage.facts), "PRONGSAI_SEEN": str(at / "seen"),
        "PRONGSAI_SESSION": stage.sessions.get(role, {}).get(COOKIE, "0" * 52),
    }
    words = [
        sys.executable, "-m", "schemathesis.cli", "--config-file", str(HERE / "schemathesis.toml"), "run", str(DOCUMENT),
        "--url", stage.address, "--seed", str(SEED), "--max-examples", str(EXAMPLES),
        "--report", "json", "--report-json-path", str(at / "report.json"),
    ]
    # It keeps a cache in the folder where it runs.
    run = subprocess.run(words, cwd=at, env=environment, capture_output=True, text=True, encoding="utf-8", check=False)
    report = at / "report.json"
    seen = (at / "seen").read_text(encoding="utf-8").split("\n") if (at / "seen").is_file() else []
    counts = collections.Counter(tuple(line.split()) for line in seen if line)
    told = json.loads(report.read_text(encoding="utf-8")) if report.is_file() else {}
    return run.returncode, run.stdout + run.stderr, told, counts


def judge(role, status, told, counts, needing):
    """What is wrong with one run, in sentences."""
    wrong = []
    if status != 0 or not told.get("complete"):
        wrong.append("Schemathesis reports what is printed above")
    for operation, needs_session in needing.items():
        answers = {code: count for (name, code), count in counts.items() if name == operation}
        if not answers:
            wrong.append(f"{operation} was never asked")
        elif role == "nobody" and needs_session and set(answers) - {"400", "401", "404", "413", "415", "422"}:
            wrong.append(f"{operation} answered nobody with {sorted(answers)}")
    wrong += [f"{count} answers {code} of {name}" for (name, code), count in counts.items() if code.startswith("5")]
    return wrong


def main():
    needing = operations()
    failed, total, given = 0, collections.Counter(), collections.Counter()
    with Stage() as stage, tempfile.TemporaryDirectory(prefix="prongsai-interface-") as folder:
        with concurrent.futures.ThreadPoolExecutor(2) as pool:
            runs = {role: pool.submit(attempt, stage, role, folder) for role in EVERYBODY}
        for role, run in runs.items():
            status, printed, told, counts = run.result()
            wrong = judge(role, status, told, counts, needing)
            if status != 0:
                print(printed)
            codes = collections.Counter()
            for (name, code), count in counts.items():
                codes[code] += count
                total[role] += count
                given[name] += count if code.startswith("2") else 0
            print(f"{role}: {total[role]} requests,", ", ".join(f"{n} × {code}" for code, n in sorted(codes.items())))
            for one in wrong:
                print(f"{role}: {one}")
            failed += bool(wrong)
        # An interface that refuses everything would pass all of the above.
        never = [name for name in needing if not given[name]]
        for name in never:
            print(f"{name} was answered with 2xx to nobody at all: the requests reach nothing real")
        faults = stage.faults()
        print(*faults, sep="\n", end="\n" if faults else "")
        if stage.end() != 0:
            faults.append("the server did not end as it should")
    failed += bool(never) + bool(faults)
    print(f"deep: operations of the JSON interface tried for each of {len(EVERYBODY)} roles = {len(needing)}")
    print(f"deep: requests to the JSON interface = {sum(total.values())}")
    print(f"deep: requests to the JSON interface that were granted = {sum(given.values())}")
    print(f"deep: findings about the JSON interface = {failed}")
    return 1 if failed else 0


if __name__ == "__main__":
    sys.exit(main())
