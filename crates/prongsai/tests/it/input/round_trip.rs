//! What is written into a sheet reads back the same, for every year and in every form.

use domain::agency::{Agency, AgencyKind, Scope};
use domain::framework::{Framework, Granularity, NodeIndex, NodeRef};
use domain::scoring::{Points, Unlisted, Verdict};
use domain::{Assessment, Score};
use prongsai::input::Format;
use prongsai::sheet::{SheetFormat, write_filled, write_template};
use serde_json::{Value, json};

use super::{CATALOGUE, read};

/// Figures that differ from node to node, with every third node left out.
fn filled(framework: &Framework) -> Assessment<'_> {
    let mut assessment = Assessment::new(framework);
    assessment.agency = Agency {
        name: Some("=HYPERLINK(\"x\")".to_owned()),
        kind: Some(AgencyKind::SubdistrictMunicipality),
        province: Some("อุดรธานี".to_owned()),
        district: Some("-".to_owned()),
        ministry: None,
        code: Some("0412345".to_owned()),
        website: Some("+66".to_owned()),
    };
    assessment.scope = Scope::Aggregate;
    assessment.overall = "64.92".parse().ok();
    assessment.level = Some("@ต้อง,ปรับปรุง;\"ด่วน\"".to_owned());
    assessment.evidence.unlisted = Unlisted::Full;
    let skeleton = framework.skeleton();
    for node in skeleton.of(Granularity::Items).start..skeleton.overall() {
        let figure = u16::try_from(node * 7919 % 10_001).unwrap();
        match (node % 3, skeleton.nodes[node].at) {
            (0, _) => {}
            (1, NodeRef::Item(item, _)) if framework.items[item].is_disclosure() => {
                let verdict = if figure % 2 == 0 { Verdict::Pass } else { Verdict::Fail };
                assessment.evidence.verdict(skeleton, node, verdict);
            }
            _ => assessment.evidence.give(node, Score::from_hundredths(figure).unwrap()),
        }
        if let NodeRef::Instrument(instrument) = skeleton.nodes[node].at {
            assessment.evidence.points(instrument, Points(1234 + u32::from(figure) / 10));
        }
    }
    assessment
}

fn as_json(assessment: &Assessment<'_>) -> String {
    let framework = assessment.framework;
    let skeleton = framework.skeleton();
    let evidence = &assessment.evidence;
    let agency = &assessment.agency;
    let mut groups = serde_json::Map::new();
    let mut verdicts = serde_json::Map::new();
    let mut put = |group: &str, node: NodeIndex, figure: String| {
        groups.entry(group).or_insert(json!({}))[framework.path(node)] = Value::String(figure);
    };
    for node in 0..skeleton.overall() {
        let key = framework.key(node);
        if let Some(score) = evidence.given(node) {
            put(key.split('.').nth(1).unwrap(), node, score.to_string());
        }
        if let Some(verdict) = evidence.verdict_of(skeleton, node) {
            verdicts.insert(framework.path(node), json!(verdict == Verdict::Pass));
        }
        if let NodeRef::Instrument(instrument) = skeleton.nodes[node].at
            && let Some(points) = evidence.points_of(instrument)
        {
            put("points", node, points.to_string());
        }
    }
    groups.insert("overall".to_owned(), json!(assessment.overall.unwrap().to_string()));
    groups.insert("level".to_owned(), json!(assessment.level));
    let kind = agency.kind.as_ref().map(AgencyKind::code);
    json!({
        "framework": framework.id().series(), "scope": "aggregate", "unlisted_items": "full",
        "agency": {"name": agency.name, "kind": kind, "province": agency.province, "district": agency.district,
            "code": agency.code, "website": agency.website},
        "published": groups, "verdicts": verdicts,
    })
    .to_string()
}

fn frameworks() -> Vec<&'static Framework> {
    let all: Vec<_> = CATALOGUE.entries().into_iter().map(|entry| entry.framework().unwrap()).collect();
    assert_eq!(all.len(), 8);
    all
}

#[test]
fn every_year_reads_back_from_every_form() {
    for framework in frameworks() {
        let assessment = filled(framework);
        let mut files = vec![(Format::Json, as_json(&assessment).into_bytes())];
        for (format, sheet) in [(Format::Xlsx, SheetFormat::Xlsx), (Format::Csv, SheetFormat::Csv)] {
            let mut bytes = Vec::new();
            write_filled(&assessment, sheet, &mut bytes).unwrap();
            files.push((format, bytes));
        }
        for (format, bytes) in files {
            let back = read(format, bytes).assessment;
            assert_eq!(back.evidence, assessment.evidence, "{} {format:?}", framework.id());
            assert_eq!(back.agency, assessment.agency);
            assert_eq!((back.scope, back.overall), (assessment.scope, assessment.overall));
            assert_eq!(back.level, assessment.level);
            assert_eq!(back.framework.id(), framework.id());
        }
    }
}

#[test]
fn an_empty_template_says_nothing_but_the_framework() {
    for framework in frameworks() {
        for (format, sheet) in [(Format::Xlsx, SheetFormat::Xlsx), (Format::Csv, SheetFormat::Csv)] {
            let mut bytes = Vec::new();
            write_template(framework, sheet, &mut bytes).unwrap();
            let loaded = read(format, bytes);
            assert_eq!(loaded.assessment.framework.id(), framework.id());
            assert_eq!(loaded.assessment.evidence, Assessment::new(framework).evidence);
            assert_eq!(loaded.assessment.agency, Agency::default());
            assert!(loaded.remarks.is_empty());
        }
    }
}

#[test]
fn a_template_names_every_node_once() {
    for framework in frameworks() {
        let mut bytes = Vec::new();
        write_template(framework, SheetFormat::Csv, &mut bytes).unwrap();
        let skeleton = framework.skeleton();
        let nodes = skeleton.nodes.len() - skeleton.of(Granularity::Items).start;
        let lines = String::from_utf8(bytes).unwrap().lines().count();
        // Ten lines of head, the headings, the level, and points of each instrument.
        assert_eq!(lines, nodes + 10 + 1 + 1 + framework.instruments.len());
    }
}

#[test]
fn the_same_content_makes_the_same_bytes() {
    let framework = CATALOGUE.find("nacc/2568").unwrap();
    let write = || {
        let mut bytes = Vec::new();
        write_template(framework, SheetFormat::Xlsx, &mut bytes).unwrap();
        bytes
    };
    assert_eq!(write(), write());
}
