"""What Schemathesis cannot know: ids that exist, a file that can be read, and who may not see what."""

import json
import os
from datetime import datetime
from pathlib import Path

import schemathesis
from hypothesis import strategies as st

FACTS = json.loads(os.environ["PRONGSAI_FACTS"])
ROLE = os.environ["PRONGSAI_ROLE"]
EXAMPLE = Path(os.environ["PRONGSAI_EXAMPLE"]).read_bytes()
SEEN = Path(os.environ["PRONGSAI_SEEN"])
#: Real values of the parameters of paths; what is generated is sent as often.
REAL = {
    "agency": [FACTS["agency"], FACTS["agency"], FACTS["other_agency"]],
    "id": [FACTS["assessment"], FACTS["assessment"], FACTS["other_assessment"]],
    "key": [FACTS["code"], FACTS["agency"]],
    "year": [FACTS["year"]],
}
#: A figure of the example; with another one it is another file.
FIGURE = b'"96.77"'


def name_of(operation):
    return operation.definition.raw.get("operationId")


@schemathesis.hook
def after_call(context, case, response):
    """Notes what was asked and answered; requests with other methods than the document's are told apart."""
    is_known = case.method.upper() == case.operation.method.upper()
    with SEEN.open("a", encoding="utf-8") as seen:
        print(name_of(case.operation) if is_known else "-", response.status_code, file=seen)


@schemathesis.hook
def before_generate_path_parameters(context, strategy):
    names = [one.name for one in context.operation.path_parameters]
    if not names:
        return strategy
    real = st.fixed_dictionaries({name: st.sampled_from(REAL[name]) for name in names})
    return st.one_of(real, real, strategy)


@schemathesis.hook
def before_generate_body(context, strategy):
    if name_of(context.operation) != "addAssessment":
        return strategy
    figures = st.tuples(st.integers(10, 99), st.integers(0, 99))
    files = figures.map(lambda pair: EXAMPLE.replace(FIGURE, b'"%d.%02d"' % pair))
    cut = st.tuples(files, st.integers(0, len(EXAMPLE))).map(lambda pair: pair[0][: pair[1]])
    return st.one_of(files, cut, strategy)


@schemathesis.hook
def before_generate_query(context, strategy):
    if name_of(context.operation) != "addAssessment":
        return strategy
    names = st.sampled_from(["result.json", "result.toml", "result.xlsx", "result.csv", "result.tsv"])
    return st.one_of(st.fixed_dictionaries({"name": st.just("result.json")}),
                     st.fixed_dictionaries({"name": names}), strategy)


def moment(text):
    """A moment as it is written in a request; nothing if it cannot be read."""
    try:
        return datetime.fromisoformat(text)
    except (TypeError, ValueError):
        return None


@schemathesis.hook
def filter_query(context, query):
    """That an end is not before its beginning cannot be said in the document; 422 is right then."""
    first, last = (moment((query or {}).get(name)) for name in ("from", "until"))
    if first is None or last is None or (first.tzinfo is None) != (last.tzinfo is None):
        return True
    return first <= last


@schemathesis.check
def nobody_reads_what_is_not_theirs(ctx, response, case):
    """An answer of an agency's desk to nobody, or to somebody of another agency, is a leak."""
    is_given = 200 <= response.status_code < 300
    needs_session = bool(case.operation.definition.raw.get("security"))
    if ROLE == "nobody":
        assert not (is_given and needs_session), f"{case.path} was answered to nobody"
    elif ROLE != "operator":
        assert not (is_given and case.path == "/api/v1/audit"), "the audit log of all was answered to an agency"
        desk = FACTS["other_agency"] in (case.path_parameters or {}).values() and "/desk/" in case.path
        assert not (is_given and desk), f"another agency's desk was answered to {ROLE}"


@schemathesis.check
def an_answer_is_kept_from_caches(ctx, response, case):
    """What a session was needed for must not stay in a cache on the way."""
    if response.status_code < 300 and case.operation.definition.raw.get("security"):
        kept = response.headers.get("cache-control", [""])[0]
        assert "no-store" in kept, f"Cache-Control is `{kept}`"
