#!/usr/bin/env python3
"""A second opinion on every score: the scoring rules once more, with exact fractions.

Nothing here shares code with the program. It reads the same framework files and the same
assessment files, so a difference between the two is a fault in one of them.

    oracle.py score FILE [--from LEVEL]      result of one assessment
    oracle.py batch                          JSON Lines in ({"id","assessment","from"?}), JSON Lines out
    oracle.py generate --count N --seed S    random assessments as JSON Lines, for `batch` and the program
    oracle.py --self-test                    golden/*.json and facts proven from published figures
"""
import argparse
import json
import random
import sys
import tomllib
from collections import defaultdict
from fractions import Fraction
from functools import lru_cache
from itertools import product
from math import floor
from pathlib import Path
from typing import NamedTuple

HERE = Path(__file__).resolve().parent
FRAMEWORKS = HERE.parent / "frameworks"
# A part and a sub-indicator both stand between item and indicator: neither is finer than the
# other. A verdict says the score of an item outright, so only tallies are finer than items.
RANK = {"tallies": 0, "verdicts": 1, "items": 1, "sub_indicators": 2, "parts": 2,
        "indicators": 3, "instruments": 4, "points": 4, "overall": 5}
LEVELS = ("items", "sub_indicators", "parts", "indicators", "instruments")
DOUBTFUL = {"recalled", "assumed", "unknown"}


class Value(NamedTuple):
    """What a node hands to the next level, and whether it rests on anything doubtful."""
    score: Fraction
    certain: bool


def half_up(score, places=2):
    """Half goes up at the given number of decimals: 96.445 -> 96.45. Scores are never negative."""
    return Fraction(floor(score * 10 ** places + Fraction(1, 2)), 10 ** places)


def text(score):
    """Two decimals, by integers only, so that no binary float comes near a score."""
    cents = int(half_up(score) * 100)
    return f"{cents // 100}.{cents % 100:02d}"


@lru_cache(maxsize=1 << 16)
def decimal(written):
    if not isinstance(written, str):
        raise ValueError(f"a score is written as a string, not {written!r}")
    return Fraction(written)


class Framework:
    """A framework file, looked up the way that scoring walks it: from items upwards."""

    def __init__(self, name):
        self.name = name.split("@")[0]
        owner, year = self.name.split("/")
        data = tomllib.loads((FRAMEWORKS / owner / f"fy{year}.toml").read_text(encoding="utf-8"))
        self.scoring, self.levels = data["scoring"], data["levels"]
        rounding = self.scoring["rounding"]
        if rounding["mode"] != "half_up":
            raise ValueError(f"rounding mode {rounding['mode']} has no rule here")
        self.places, self.rounded = rounding["places"], set(rounding["at"])
        self.instruments = {i["code"]: i for i in data["instruments"]}
        self.indicators = {str(i["number"]): i for i in data["indicators"]}
        self.subs = {s["code"]: s for s in data.get("sub_indicators", [])}
        self.hypotheses = {h["name"]: h["weights"] for h in data.get("weight_hypotheses", []) if "weights" in h}
        points = {s["code"]: s["points"] for s in data["scales"]}
        self.items = {}       # key ("I7", "public/E5", "O5") -> its entry
        self.rows = {}        # key of a question -> the points of each choice, row by row
        self.tally_rows = {}  # key of a tally ("I4.2") -> (key of its item, number of the row)
        self.parts = {}       # "public/8" -> number of its indicator
        self.indicator_of = {}
        self.under = defaultdict(list)  # (kind of children, key of their parent) -> keys of the children
        for number, indicator in self.indicators.items():
            self.under["indicators", indicator["instrument"]].append(number)
            for part in self.instruments[indicator["instrument"]].get("parts", []):
                self.parts[f"{part['code']}/{number}"] = number
                self.under["parts", number].append(f"{part['code']}/{number}")
        for code, sub in self.subs.items():
            self.under["sub_indicators", str(sub["indicator"])].append(code)
        for question in data.get("questions", []):
            number = str(question["indicator"])
            rows = [[p if row["polarity"] == "positive" else 100 - p for p in points[row["scale"]]]
                    for row in question["sub_questions"]]
            for part in self.under["parts", number] or [number]:
                key = part.removesuffix(number) + question["code"]
                self.rows[key] = rows
                self.add(key, question, number, part)
                self.tally_rows |= {f"{key}.{row + 1}": (key, row) for row in range(len(rows))}
                if len(rows) == 1:
                    self.tally_rows[key] = (key, 0)
        for item in data.get("disclosure_items", []):
            self.add(item["code"], item, str(item["indicator"]), item["sub_indicator"])
        self.disclosure = [key for key in self.items if key not in self.rows]

    def add(self, key, entry, number, group):
        """Files an item under its indicator and under its part or sub-indicator, as far as they are known."""
        self.items[key] = entry
        for parent in {number, group} - {"unknown"}:
            self.under["items", parent].append(key)
        if number != "unknown":
            self.indicator_of[key] = number


framework = lru_cache(maxsize=None)(Framework)  # each file is read once


def mean(children, weights=None):
    """Mean of all children, or None when one is missing: a mean of some would flatter or punish."""
    if not children or None in children:
        return None
    weights = weights or [1] * len(children)
    total = sum((weight * child.score for weight, child in zip(weights, children)), Fraction(0))
    return Value(total / sum(weights), all(child.certain for child in children))


class Scoring:
    """One assessment on its way from evidence to overall score."""

    def __init__(self, assessment, start=None):
        self.fw = fw = framework(assessment["framework"])
        least = RANK[start] if start else 0
        published = assessment.get("published", {})
        known = {"tallies": fw.tally_rows, "verdicts": set(fw.disclosure), "items": fw.items,
                 "sub_indicators": fw.subs, "parts": fw.parts, "indicators": fw.indicators,
                 "instruments": fw.instruments, "points": fw.instruments}
        self.given = {}
        for kind, names in known.items():
            evidence = (assessment if kind in ("tallies", "verdicts") else published).get(kind) or {}
            if stray := [key for key in evidence if key not in names]:
                raise ValueError(f"{fw.name} has no {kind} {', '.join(stray)}")
            self.given[kind] = evidence if RANK[kind] >= least else {}
        self.given["overall"] = {}  # a published overall is compared with, never computed from
        self.tallies = defaultdict(dict)
        for key, counts in self.given["tallies"].items():
            item, row = fw.tally_rows[key]
            self.tallies[item][row] = counts
        self.named = set(self.tallies) | set(self.given["verdicts"]) | set(self.given["items"])
        # One named item is enough: a report that lists what lost points lists it by indicator.
        full = assessment.get("unlisted_items") == "full"
        self.filled = {fw.indicator_of.get(key) for key in self.named if full} - {None}

    def own(self, kind, key):
        """The score that was published for the node itself, unrounded and beyond doubt."""
        written = self.given[kind].get(key)
        return None if written is None else Value(decimal(written), True)

    def computed(self, kind, value, *confidences):
        """A mean as it leaves its node: rounded where the framework says so."""
        if value is None:
            return None
        score = half_up(value.score, self.fw.places) if kind in self.fw.rounded else value.score
        return Value(score, value.certain and not DOUBTFUL.intersection(confidences))

    def item(self, key):
        if key in self.fw.rows:
            value = self.item_of_tallies(key)
        else:
            verdict = self.given["verdicts"].get(key)
            value = verdict and Value(Fraction({"pass": 100, "fail": 0}[verdict]),
                                      self.fw.scoring["disclosure_item"]["confidence"] not in DOUBTFUL)
        value = value or self.own("items", key)
        if value is None and key not in self.named and self.fw.indicator_of.get(key) in self.filled:
            value = Value(Fraction(100), False)
        return value

    def item_of_tallies(self, key):
        rows, tallies = self.fw.rows[key], self.tallies.get(key, {})
        means = []
        for number, points in enumerate(rows):
            counts = {int(choice): count for choice, count in tallies.get(number, {}).items()}
            if not all(1 <= choice <= len(points) for choice in counts):
                raise ValueError(f"{key}: its scale has {len(points)} choices")
            n = sum(counts.values())
            total = sum(points[choice - 1] * count for choice, count in counts.items())
            means.append(Value(Fraction(total, n), True) if n else None)
        rules = (self.fw.items[key], self.fw.scoring["question"], self.fw.scoring["sub_question"])
        return self.computed("item", mean(means), *(rule["confidence"] for rule in rules))

    def weights(self, rule, kind, keys):
        """What the children weigh: nothing said (None), or one weight each."""
        if rule.get("weights") == "unresolved":
            return [decimal(self.fw.hypotheses[rule["assumed_weights"]][key]) for key in keys]
        entries = {"items": self.fw.items, "sub_indicators": self.fw.subs, "indicators": self.fw.indicators}
        carried = [entries[kind][key].get("weight") for key in keys] if kind in entries else [None]
        return None if None in carried else [decimal(weight) for weight in carried]

    def node(self, kind, key, rule):
        """Finest known level wins, except where the weights are known to be unknown."""
        own = self.own(kind + "s", key)
        below = rule["kind"].removeprefix("mean_of_")
        unresolved = rule.get("weights") == "unresolved"
        if below == "unknown" or unresolved and (own is not None or "assumed_weights" not in rule):
            return own
        keys = self.fw.under[below, key]
        value = mean([self.done[below][child] for child in keys], self.weights(rule, below, keys))
        return self.computed(kind, value, rule["confidence"], "assumed" if unresolved else "seen") or own

    def instrument(self, code):
        points, weight = self.own("points", code), decimal(self.fw.instruments[code]["weight"])
        of_points = points and Value(points.score * 100 / weight, True)
        return self.node("instrument", code, self.fw.scoring["instrument"]) or of_points

    def overall(self, instruments):
        if None in instruments.values():
            return self.own("overall", "overall")
        total = sum(decimal(self.fw.instruments[code]["weight"]) * of.score / 100 for code, of in instruments.items())
        rules = (self.fw.scoring[rule]["confidence"] for rule in ("overall", "instrument", "rounding"))
        return self.computed("overall", Value(total, all(v.certain for v in instruments.values())), *rules)

    def level(self, overall, instruments):
        """First level whose conditions hold; None when unknown instruments could change the answer."""
        if overall is None:
            return None
        possible = []
        for level in self.fw.levels:
            if not decimal(level["overall_min"]) <= overall.score <= decimal(level["overall_max"]):
                continue
            least = decimal(level.get("each_instrument_min", "0"))
            if any(of and half_up(of.score, self.fw.places) < least for of in instruments.values()):
                continue
            possible.append(level["name"])
            if least == 0 or None not in instruments.values():
                break
        return possible[0] if len(set(possible)) == 1 else None

    def result(self):
        fw = self.fw
        # A part has no rule of its own in the file: it is always the mean of its items.
        plain = {"kind": "mean_of_items", "confidence": "seen"}
        self.done = done = {"items": {key: self.item(key) for key in fw.items}}
        done["sub_indicators"] = {key: self.node("sub_indicator", key, sub["rule"]) for key, sub in fw.subs.items()}
        done["parts"] = {key: self.node("part", key, plain) for key in fw.parts}
        done["indicators"] = {key: self.node("indicator", key, of["rule"]) for key, of in fw.indicators.items()}
        done["instruments"] = instruments = {code: self.instrument(code) for code in fw.instruments}
        overall = self.overall(instruments)
        weights = {code: decimal(entry["weight"]) for code, entry in fw.instruments.items()}
        out = {"framework": fw.name, "overall": overall and text(overall.score),
               "level": self.level(overall, instruments),
               "points": {code: v and text(v.score * weights[code] / 100) for code, v in instruments.items()},
               "certain": {"overall": overall and overall.certain}}
        for kind, of in reversed(done.items()):
            out[kind] = {key: value and text(value.score) for key, value in of.items()}
            out["certain"][kind] = {key: value and value.certain for key, value in of.items()}
        return out


def score(assessment, start=None):
    return Scoring(assessment, start).result()


def reverse(name, number, printed):
    """All numbers of missing items per sub-indicator (of equal weight) that give the printed score."""
    fw = framework(name)
    codes = fw.under["sub_indicators", number]
    sizes = [len(fw.under["items", code]) for code in codes]
    means = [[half_up(Fraction(100 * (size - gone), size)) for gone in range(size + 1)] for size in sizes]
    goal = decimal(printed)
    return [dict(zip(codes, missing)) for missing in product(*(range(size + 1) for size in sizes))
            if half_up(sum(of[gone] for of, gone in zip(means, missing)) / len(codes)) == goal]


def random_score(rng, least=0):
    if rng.random() < 0.12:  # the figures at which levels change, and the ends of the scale
        return rng.choice(["0", "100", "100.00", "95", "94.99", "85.0", "84.99", "70", "69.99", "50", "0.01", "99.99"])
    return text(Fraction(rng.randrange(least * 100, 10001), 100))


def random_counts(rng, points, generous):
    """Answers to one row. 32, 160, 800, 4000, 20000 of them give exact halves; big coprime ones big fractions."""
    choices = [str(choice + 1) for choice in range(len(points))]
    if rng.random() < 0.01:
        return {rng.choice(choices): 0}
    n = rng.choice([1, 1, 2, 3, 7, 30, 31, 32, 32, 42, 65, 160, 800, 4000, 20000, 10 ** 8,
                    99_999_989, 99_999_971, 99_999_999, rng.randrange(1, 10 ** 8), rng.randrange(1, 600)])
    counts = defaultdict(int)
    for _ in range(rng.randint(1, 2 * len(choices))):
        take = rng.randint(0, n // 20 if generous else n)
        counts[rng.choice(choices)] += take
        n -= take
    counts[choices[points.index(100)] if generous else rng.choice(choices)] += n
    return {choice: count for choice, count in counts.items() if count or rng.random() < 0.5}


def generate(count, seed):
    rng = random.Random(seed)
    names = sorted(f"{path.parent.name}/{path.stem[2:]}" for path in FRAMEWORKS.glob("*/fy????.toml"))
    for number in range(count):
        fw = framework(rng.choice(names))
        # Each kind of evidence is absent, thin, nearly complete or complete, so that all mixtures
        # occur; and half of the agencies do well, so that every level and gate occurs.
        share = {kind: rng.choice([0, 0, 0.3, 0.9, 0.98, 1, 1]) for kind in RANK}
        least = rng.choice([0, 50, 80, 84, 93, 97])
        fails = rng.choice([0.5, 0.3, 0.1, 0.02])

        def some(kind, keys):
            return [key for key in keys if rng.random() < share[kind]]

        published = {kind: {key: random_score(rng, least) for key in some(kind, keys)} for kind, keys in (
            ("items", fw.items), ("sub_indicators", fw.subs), ("parts", fw.parts),
            ("indicators", fw.indicators), ("instruments", fw.instruments))}
        weight = {code: decimal(entry["weight"]) / 100 for code, entry in fw.instruments.items()}
        published["points"] = {code: text(decimal(random_score(rng, least)) * weight[code])
                               for code in some("points", weight)}
        published["overall"] = random_score(rng, least) if some("overall", [0]) else None
        tallies = {}
        for key in some("tallies", fw.rows):
            for row, points in enumerate(fw.rows[key]):
                if rng.random() < 0.995:
                    plain = len(fw.rows[key]) == 1 and rng.random() < 0.5
                    tallies[key if plain else f"{key}.{row + 1}"] = random_counts(rng, points, least > 50)
        verdicts = {key: "fail" if rng.random() < fails else "pass" for key in some("verdicts", fw.disclosure)}
        unlisted = rng.choice([{}, {"unlisted_items": "unknown"}, {"unlisted_items": "full"}])
        start = {"from": rng.choice(LEVELS)} if rng.random() < 0.25 else {}
        yield {"id": f"r{number}", **start, "assessment": {
            "agency": {"name": f"หน่วยงาน {number}"}, "scope": rng.choice(["agency", "aggregate"]),
            "framework": fw.name, **unlisted, "verdicts": verdicts, "tallies": tallies,
            "published": {kind: given for kind, given in published.items() if given}}}


def differences(expected, result, path=""):
    for key, want in expected.items():
        got = result.get(key) if isinstance(result, dict) else None
        if isinstance(want, dict):
            yield from differences(want, got, f"{path}{key}.")
        elif want != got:
            yield f"{path}{key}: expected {want}, got {got}"


def self_test():
    outcomes = []

    def check(name, *problems):
        outcomes.append(not problems)
        if problems:
            print(f"FAILED {name}: {'; '.join(problems)}")

    for written, want in (("96.445", "96.45"), ("96.4444", "96.44"), ("33.335", "33.34"), ("0.005", "0.01")):
        check(f"rounding {written}", *differences({"": want}, {"": text(half_up(Fraction(written)))}))
    for path in sorted((HERE / "golden").glob("*.json")):
        data = json.loads(path.read_text(encoding="utf-8"))
        if path.name == "reverse.json":
            for case in data:
                found = {"solutions": reverse(case["framework"], case["indicator"], case["score"])}
                check(f"{case['framework']} {case['score']}", *differences({"solutions": case["solutions"]}, found))
        else:
            check(path.name, *differences(data["expected"], score(data["assessment"], data.get("from"))))
    for path in sorted((HERE.parent / "examples").glob("*.json")):
        data = json.loads(path.read_text(encoding="utf-8"))
        if "published" in data:  # a plan beside it carries no score
            check(path.name, *["no level"] * (score(data)["level"] is None))
    print(f"{sum(outcomes)} passed, {len(outcomes) - sum(outcomes)} failed")
    return int(not all(outcomes) or len(outcomes) < 10)  # no cases found is no success


def batch(lines):
    for line in filter(str.strip, lines):
        case = json.loads(line)
        try:
            out = score(case["assessment"], case.get("from"))
        except (ValueError, KeyError, OSError) as problem:  # one bad case must not end the run
            out = {"error": str(problem)}
        print(json.dumps({"id": case.get("id"), **out}, ensure_ascii=False))


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--self-test", action="store_true")
    commands = parser.add_subparsers(dest="command")
    commands.add_parser("batch")
    one = commands.add_parser("score")
    one.add_argument("file", type=Path)
    one.add_argument("--from", dest="start", choices=LEVELS)
    many = commands.add_parser("generate")
    for name, default in (("--count", 100), ("--seed", 1)):
        many.add_argument(name, type=int, default=default)
    options = parser.parse_args()
    if options.self_test:
        return self_test()
    if options.command == "score":
        assessment = json.loads(options.file.read_text(encoding="utf-8"))
        print(json.dumps(score(assessment, options.start), ensure_ascii=False, indent=1))
    elif options.command == "batch":
        batch(sys.stdin)
    elif options.command == "generate":
        for case in generate(options.count, options.seed):
            print(json.dumps(case, ensure_ascii=False))
    else:
        parser.error("say what to do")
    return 0


if __name__ == "__main__":
    sys.exit(main())
