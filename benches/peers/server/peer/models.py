"""Agencies, their people, results with each figure, units, and a row for every change."""

from django.contrib.auth.models import User
from django.db import models


class Agency(models.Model):
    code = models.CharField(max_length=20, unique=True)
    name = models.CharField(max_length=200)
    district = models.CharField(max_length=100)
    province = models.CharField(max_length=100)


class Officer(models.Model):
    user = models.OneToOneField(User, on_delete=models.CASCADE)
    agency = models.ForeignKey(Agency, on_delete=models.CASCADE)


class Assessment(models.Model):
    agency = models.ForeignKey(Agency, on_delete=models.CASCADE)
    year = models.IntegerField()
    overall = models.DecimalField(max_digits=5, decimal_places=2)
    level = models.CharField(max_length=100)
    framework = models.CharField(max_length=50)
    published_at = models.DateTimeField()

    class Meta:
        unique_together = [("agency", "year")]


class Figure(models.Model):
    assessment = models.ForeignKey(Assessment, on_delete=models.CASCADE, related_name="figures")
    position = models.IntegerField()
    kind = models.CharField(max_length=20)
    path = models.CharField(max_length=50)
    title = models.TextField()
    instrument = models.CharField(max_length=10)
    score = models.DecimalField(max_digits=5, decimal_places=2, null=True)

    @property
    def code(self):
        return self.path.rsplit("/", 1)[-1]


class Unit(models.Model):
    agency = models.ForeignKey(Agency, on_delete=models.CASCADE)
    name = models.CharField(max_length=120)
    position = models.IntegerField()

    class Meta:
        unique_together = [("agency", "name")]


class Audit(models.Model):
    at = models.DateTimeField(auto_now_add=True)
    actor = models.ForeignKey(User, on_delete=models.PROTECT)
    agency = models.ForeignKey(Agency, on_delete=models.PROTECT)
    action = models.CharField(max_length=50)
    detail = models.JSONField()
