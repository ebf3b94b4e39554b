"""The nation of the benchmarks, scored and ranked by pandas, polars, DuckDB and NumPy.

    cargo bench --workspace --bench scoring -- nation   # writes the tallies and our own times
    python benches/peers/run.py                         # does the same work from the same tallies

Every program starts from tables in memory in the layout that suits it best, may use all cores, and ends with
the overall score, the level, and the ranks in the nation and in the province of every agency. All of them compute in
whole numbers with floor division, which is exact; where a program was faster with binary floats it has a second line,
which says how many agencies came out differently.
"""

from __future__ import annotations

import argparse
import importlib.metadata
import json
import os
import statistics
import subprocess
import sys
import time
from pathlib import Path

import duckdb
import numpy as np
import pandas as pd
import polars as pl

ROOT = Path(__file__).resolve().parents[2]


class Nation:
    """The tallies as written by the benchmark, one column per choice of each row."""

    def __init__(self, folder: Path) -> None:
        self.rules = json.loads((folder / "manifest.json").read_text(encoding="utf-8"))
        agencies = self.rules["agencies"]
        counts = np.fromfile(folder / "counts.u32", dtype="<u4")
        self.counts = counts.reshape(self.rules["columns"], agencies).astype(np.int32)
        self.passed = np.fromfile(folder / "passed.u64", dtype="<u8")
        self.province = np.fromfile(folder / "province.u32", dtype="<u4").astype(np.int32)
        # overall in hundredths, level, rank in the nation, rank in the province
        self.expected = np.fromfile(folder / "expected.u32", dtype="<u4").reshape(agencies, 4).astype(np.int64)

    def items(self):
        """All questions: indicator, part, item, rows."""
        for i, indicator in enumerate(self.rules["indicators"]):
            for p, part in enumerate(indicator["parts"]):
                for q, item in enumerate(part):
                    yield i, p, q, item["rows"]

    def overall_terms(self):
        """Whole coefficients of the indicators and their common divisor."""
        terms, total = {}, 0
        common = int(np.lcm.reduce([len(i["indicators"]) for i in self.rules["instruments"]]))
        for instrument in self.rules["instruments"]:
            members = instrument["indicators"]
            for indicator in members:
                terms[indicator] = instrument["weight"] * common // len(members)
            total += instrument["weight"] * common
        return terms, total


# ---- text of expressions, for the programs that take SQL or column expressions -----------------------------------


def expressions(nation: Nation, points, answers, divide, passed_of):
    """Rounded scores from the items up, as (layer, name, expression) for a program's own building blocks."""
    layers: list[dict] = [{}, {}, {}, {}]
    for i, p, q, rows in nation.items():
        layers[0][f"p{i}_{p}_{q}"] = points(rows)
        layers[0][f"n{i}_{p}_{q}"] = answers(rows[0])
    for i, p, q, rows in nation.items():
        layers[1][f"s{i}_{p}_{q}"] = divide([(f"p{i}_{p}_{q}", 100)], [(f"n{i}_{p}_{q}", len(rows))])
    for i, indicator in enumerate(nation.rules["indicators"]):
        for s, sub in enumerate(indicator["sub_indicators"]):
            layers[1][f"u{i}_{s}"] = passed_of(sub["mask"], sub["items"])
        parts = indicator["parts"]
        terms = [(f"s{i}_{p}_{q}", 1) for p, part in enumerate(parts) for q in range(len(part))]
        terms = terms or [(f"u{i}_{s}", 1) for s in range(len(indicator["sub_indicators"]))]
        layers[2][f"i{i}"] = divide(terms, len(terms))
    terms, total = nation.overall_terms()
    layers[3]["overall"] = divide([(f"i{i}", weight) for i, weight in terms.items()], total)
    return layers


# ---- pandas ------------------------------------------------------------------------------------------------------


class Pandas:
    """A data frame with one column per choice; every step is an expression over whole columns."""

    name = "pandas"

    def __init__(self, nation: Nation) -> None:
        self.nation = nation
        # Columns apart, so that taking one copies nothing.
        columns = {f"c{c}": nation.counts[c] for c in range(len(nation.counts))}
        self.frame = pd.DataFrame({**columns, "passed": nation.passed, "province": nation.province}, copy=False)

    def run(self) -> np.ndarray:
        frame, nation = self.frame, self.nation

        def half_up(total, divisor):
            return (2 * total + divisor) // (2 * divisor)

        def points(rows):
            total = None
            for row in rows:
                for column, value in zip(row["columns"], row["points"]):
                    if value:
                        term = frame[f"c{column}"] * value
                        total = term if total is None else total + term
            return total

        def answers(row):
            first, *rest = row["columns"]
            total = frame[f"c{first}"]
            for column in rest:
                total = total + frame[f"c{column}"]
            return total

        indicators = []
        for indicator in nation.rules["indicators"]:
            scores = []
            for part in indicator["parts"]:
                for item in part:
                    rows = item["rows"]
                    scores.append(half_up(100 * points(rows), len(rows) * answers(rows[0])))
            for sub in indicator["sub_indicators"]:
                passed = np.bitwise_count(frame["passed"] & np.uint64(sub["mask"])).astype(np.int32)
                scores.append(half_up(10_000 * passed, sub["items"]))
            indicators.append(half_up(sum(scores[1:], scores[0]), len(scores)))
        terms, total = nation.overall_terms()
        weighted = sum(indicators[i] * weight for i, weight in terms.items())
        overall = half_up(weighted.astype(np.int64), total)
        minimums = nation.rules["level_minimums"]
        level = np.select([overall >= minimum for minimum in minimums], range(len(minimums)))
        national = overall.rank(method="min", ascending=False)
        provincial = overall.groupby(frame["province"]).rank(method="min", ascending=False)
        return np.column_stack([overall, level, national, provincial])


# ---- polars ------------------------------------------------------------------------------------------------------


class Polars:
    """One lazy query; polars plans it and uses all cores."""

    name = "polars"

    def __init__(self, nation: Nation, floats: bool = False) -> None:
        self.floats = floats
        if floats:
            self.name = "polars, floats"
        columns = {f"c{c}": nation.counts[c] for c in range(len(nation.counts))}
        self.frame = pl.DataFrame({**columns, "passed": nation.passed, "province": nation.province}).rechunk()

        def weighted(terms):
            total = None
            for name, factor in terms:
                term = pl.col(name) if factor == 1 else pl.col(name) * factor
                total = term if total is None else total + term
            return total

        def points(rows):
            pairs = [(f"c{c}", value) for row in rows for c, value in zip(row["columns"], row["points"]) if value]
            return weighted(pairs)

        def answers(row):
            return weighted([(f"c{c}", 1) for c in row["columns"]])

        def divide(terms, divisor):
            divisor = weighted(divisor) if isinstance(divisor, list) else pl.lit(divisor, dtype=pl.Int32)
            total = weighted(terms)
            if floats:
                return (total.cast(pl.Float64) / divisor + 0.5).floor().cast(pl.Int32)
            return (2 * total + divisor) // (2 * divisor)

        def passed_of(mask, items):
            count = (pl.col("passed") & pl.lit(mask, dtype=pl.UInt64)).bitwise_count_ones().cast(pl.Int32)
            return (2 * 10_000 * count + items) // (2 * items)

        query = self.frame.lazy()
        *layers, last = expressions(nation, points, answers, divide, passed_of)
        for layer in layers:
            query = query.with_columns(**layer)
        level = None
        minimums = nation.rules["level_minimums"]
        for at, minimum in enumerate(minimums):
            level = (pl if level is None else level).when(pl.col("overall") >= minimum).then(pl.lit(at))
        self.query = (
            query.select("province", **last)
            .select(
                pl.col("overall"),
                level.alias("level"),
                pl.col("overall").rank("min", descending=True).alias("national"),
                pl.col("overall").rank("min", descending=True).over("province").alias("provincial"),
            )
        )

    def run(self) -> np.ndarray:
        return self.query.collect().to_numpy()


# ---- DuckDB ------------------------------------------------------------------------------------------------------


class DuckDB:
    """One prepared query over a table in memory; DuckDB uses all cores."""

    name = "DuckDB"

    def __init__(self, nation: Nation, floats: bool = False) -> None:
        self.floats = floats
        if floats:
            self.name = "DuckDB, floats"
        self.base = duckdb.connect(":memory:")
        columns = {f"c{c}": nation.counts[c] for c in range(len(nation.counts))}
        agency = np.arange(len(nation.passed), dtype=np.int32)
        own = {"agency": agency, "passed": nation.passed, "province": nation.province}
        self.base.register("frame", pd.DataFrame({**own, **columns}))
        self.base.execute("CREATE TABLE nation AS SELECT * FROM frame ORDER BY agency")
        self.base.unregister("frame")

        def weighted(terms):
            return "(" + " + ".join(name if factor == 1 else f"{name} * {factor}" for name, factor in terms) + ")"

        def points(rows):
            pairs = [(f"c{c}", value) for row in rows for c, value in zip(row["columns"], row["points"]) if value]
            return weighted(pairs)

        def answers(row):
            return weighted([(f"c{c}", 1) for c in row["columns"]])

        def divide(terms, divisor):
            divisor = weighted(divisor) if isinstance(divisor, list) else divisor
            if floats:
                return f"CAST(floor({weighted(terms)}::DOUBLE / {divisor} + 0.5) AS INTEGER)"
            return f"(2 * {weighted(terms)} + {divisor}) // (2 * {divisor})"

        def passed_of(mask, items):
            return f"(20000 * bit_count(passed & {mask}::UBIGINT)::INTEGER + {items}) // {2 * items}"

        layers = expressions(nation, points, answers, divide, passed_of)
        source = "nation"
        for layer in layers:
            keep = "agency, province" if "overall" in layer else "*"
            shown = ", ".join(f"{expression} AS {name}" for name, expression in layer.items())
            source = f"(SELECT {keep}, {shown} FROM {source})"
        minimums = enumerate(nation.rules["level_minimums"])
        level = "CASE " + " ".join(f"WHEN overall >= {minimum} THEN {at}" for at, minimum in minimums) + " END"
        self.query = f"""
            SELECT overall, {level} AS level, rank() OVER (ORDER BY overall DESC) AS national,
                   rank() OVER (PARTITION BY province ORDER BY overall DESC) AS provincial, agency
            FROM {source}"""
        self.base.execute(f"PREPARE scores AS {self.query}")

    def run(self) -> np.ndarray:
        found = self.base.execute("EXECUTE scores").fetchnumpy()
        order = np.argsort(found["agency"])
        return np.column_stack([found[name] for name in ("overall", "level", "national", "provincial")])[order]


# ---- NumPy -------------------------------------------------------------------------------------------------------


class NumPy:
    """Not a table program, but what a careful user of one would write: one array of all counts."""

    name = "NumPy"

    def __init__(self, nation: Nation) -> None:
        self.nation = nation
        self.groups = np.argsort(nation.province, kind="stable")

    def run(self) -> np.ndarray:
        nation, counts = self.nation, self.nation.counts

        def half_up(total, divisor):
            return (2 * total + divisor) // (2 * divisor)

        indicators = {}
        for i, indicator in enumerate(nation.rules["indicators"]):
            total, items = 0, 0
            for part in indicator["parts"]:
                for item in part:
                    points = 0
                    for row in item["rows"]:
                        for column, value in zip(row["columns"], row["points"]):
                            if value:
                                points = points + counts[column] * np.int32(value)
                    first = item["rows"][0]["columns"]
                    answers = counts[first[0] : first[-1] + 1].sum(axis=0, dtype=np.int32)
                    total = total + half_up(points * np.int32(100), answers * np.int32(len(item["rows"])))
                    items += 1
            for sub in indicator["sub_indicators"]:
                passed = np.bitwise_count(nation.passed & np.uint64(sub["mask"])).astype(np.int32)
                total = total + half_up(passed * np.int32(10_000), np.int32(sub["items"]))
                items += 1
            indicators[i] = half_up(total, np.int32(items))
        terms, divisor = nation.overall_terms()
        overall = half_up(sum(indicators[i] * np.int64(weight) for i, weight in terms.items()), np.int64(divisor))
        minimums = np.array(nation.rules["level_minimums"])
        level = len(minimums) - np.searchsorted(minimums[::-1], overall, side="right")

        def ranks(keys):
            """Standard competition ranks of keys that grow as scores fall."""
            ordered = np.sort(keys)
            return np.searchsorted(ordered, keys, side="left")

        national = ranks(-overall) + 1
        keys = nation.province.astype(np.int64) * 20_000 - overall
        ordered = np.sort(keys)
        start = np.searchsorted(ordered, nation.province.astype(np.int64) * 20_000 - 10_000, side="left")
        provincial = np.searchsorted(ordered, keys, side="left") - start + 1
        return np.column_stack([overall, level, national, provincial])


# ---- measuring ---------------------------------------------------------------------------------------------------


def measure(peer, rounds: int) -> tuple[float, float, np.ndarray]:
    """Median wall time, processor time per run over all threads, and the result."""
    for _ in range(3):
        result = peer.run()
    times = []
    before = time.process_time()
    for _ in range(rounds):
        start = time.perf_counter()
        peer.run()
        times.append(time.perf_counter() - start)
    cpu = (time.process_time() - before) / rounds
    return statistics.median(times) * 1e3, cpu * 1e3, result


def tallies_folder() -> Path:
    target = ROOT / os.environ.get("CARGO_TARGET_DIR", "target")
    folder = target / "tmp" / "nation"
    if not (folder / "manifest.json").is_file():
        subprocess.run(["cargo", "bench", "--workspace", "--bench", "scoring", "--", "nation"], cwd=ROOT, check=True)
    return folder


def main() -> int:
    options = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    options.add_argument("--quick", action="store_true", help="few repetitions")
    options.add_argument("--tallies", type=Path, help="folder that the benchmark wrote")
    # Names of our own benchmarks go to both sides and mean nothing here.
    options, _ = options.parse_known_args()
    nation = Nation(options.tallies or tallies_folder())
    ours = nation.rules["ours"]
    rows = [("prongsai, one core", ours["wall_ms"], ours["cpu_ms"], 0, "")]
    makers = [
        lambda: Pandas(nation),
        lambda: Polars(nation),
        lambda: Polars(nation, floats=True),
        lambda: DuckDB(nation),
        lambda: DuckDB(nation, floats=True),
        lambda: NumPy(nation),
    ]
    wrong = False
    for make in makers:
        peer = make()
        wall, cpu, result = measure(peer, 5 if options.quick else 40)
        differing = int((np.asarray(result).astype(np.int64) != nation.expected).any(axis=1).sum())
        wrong |= differing > 0 and "floats" not in peer.name
        package = peer.name.split(",")[0].lower()
        rows.append((peer.name, wall, cpu, differing, importlib.metadata.version(package)))
        del peer
    print(f"\n{nation.rules['agencies']} agencies from tallies in memory to overall score, level and ranks")
    print(f"{'':20} {'version':>8} {'wall ms':>9} {'CPU ms':>9} {'CPU, ours = 1':>14} {'other results':>14}")
    for name, wall, cpu, differing, version in rows:
        print(f"{name:20} {version:>8} {wall:9.2f} {cpu:9.2f} {cpu / ours['cpu_ms']:14.1f} {differing:14}")
    peers = [row for row in rows[1:] if row[0] != "NumPy"]
    fastest = min(peers, key=lambda row: row[2])
    ratio = fastest[2] / ours["cpu_ms"]
    missed = "" if ratio >= 4 else ", MISSED"
    print(f"bench: nation_peers = {ratio:.1f} times less CPU time than {fastest[0]} (goal >= 4{missed})")
    if wrong:
        print("bench: a program that computes in whole numbers has other results than ours", file=sys.stderr)
    return 1 if wrong else 0


if __name__ == "__main__":
    raise SystemExit(main())
