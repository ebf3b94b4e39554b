//! A plan of a made-up agency with everything that a plan may hold, and the scores that it answers.

use std::sync::LazyLock;

use documents::facts::Facts;
use documents::model::{Cell, Content};
use documents::rows::{Record, source};
use domain::agency::{Agency, AgencyKind};
use domain::analysis::Thresholds;
use domain::approval::Endorsement;
use domain::assessment::Assessment;
use domain::framework::Catalogue;
use domain::measures::Theme;
use domain::plan::{
    Evidence, Outcome, OutcomeFigure, Percent, Plan, PlanIssue, PlanMeasure, PlanPeriod, PlanStep,
    ProgressNote,
};
use domain::scoring::ScoreTree;
use jiff::civil::{Date, date};
use thai::{DigitStyle, FiscalYear};

static CATALOGUE: LazyLock<Catalogue> = LazyLock::new(Catalogue::embedded);

/// What facts borrow from.
pub struct Owner {
    pub assessment: Assessment<'static>,
    pub tree: ScoreTree<'static>,
    pub plan: Plan,
    pub today: Date,
}

impl Owner {
    pub fn facts(&self) -> Facts<'_> {
        Facts {
            assessment: &self.assessment,
            tree: &self.tree,
            previous: None,
            plan: &self.plan,
            plan_is_suggested: false,
            thresholds: Thresholds::default(),
            round: self.plan.round_year,
            round_framework: None,
            rank: None,
            attached: None,
            today: self.today,
            digits: DigitStyle::Thai,
        }
    }

    /// The records of a source.
    pub fn records(&self, name: &str) -> Vec<Record> {
        (source(name).unwrap().records)(&self.facts())
    }

    /// One column of a source, each cell on one line.
    pub fn column(&self, name: &str, key: &str) -> Vec<String> {
        let source = source(name).unwrap();
        let at = source.columns.iter().position(|column| column.key == key).expect(key);
        self.records(name).iter().map(|record| said(&record.cells[at])).collect()
    }
}

/// What a cell says, its lines parted by `|`.
pub fn said(cell: &Cell) -> String {
    match &cell.content {
        Content::Empty => String::new(),
        Content::Text(lines) | Content::Verbatim(lines) => lines.join("|"),
        Content::Steps(lines) => {
            let numbered = lines.iter().enumerate().map(|(at, line)| format!("{}. {line}", at + 1));
            numbered.collect::<Vec<_>>().join("|")
        }
        Content::Points(lines) => lines.iter().map(|line| format!("- {line}")).collect::<Vec<_>>().join("|"),
        Content::Figure(figure) => figure.to_string(),
    }
}

/// A note of progress.
pub fn note(date: Date, text: &str, percent: Option<u8>) -> ProgressNote {
    ProgressNote { date, text: text.into(), percent: percent.and_then(Percent::new) }
}

/// A measure of the round with a title and nothing else.
pub fn measure(title: &str, period: &str) -> PlanMeasure {
    let period = PlanPeriod::read(period, FiscalYear::new(2569).unwrap());
    PlanMeasure {
        title: title.into(), lead_unit: "สำนักปลัด".into(), period, ..PlanMeasure::default()
    }
}

/// An issue of the framework of 2568.
pub fn issue(codes: &[&str], title: &str, measures: Vec<PlanMeasure>) -> PlanIssue {
    PlanIssue {
        framework: "nacc/2568".into(),
        codes: codes.iter().map(|&code| code.to_owned()).collect(),
        title: title.into(),
        score: None,
        cause: None,
        measures,
    }
}

/// An office of the chain.
pub fn office(name: &str) -> Endorsement {
    Endorsement { office: name.into(), ..Endorsement::default() }
}

/// Facts with these issues, on a day.
pub fn owner(issues: Vec<PlanIssue>, today: Date) -> Owner {
    let framework = CATALOGUE.find("nacc/2568").unwrap();
    let mut assessment = Assessment::new(framework);
    assessment.agency = Agency {
        name: Some("องค์การบริหารส่วนตำบลหนองใส".into()),
        kind: Some(AgencyKind::SubdistrictOrganization),
        province: Some("อุดรธานี".into()),
        district: Some("เมืองอุดรธานี".into()),
        ..Agency::default()
    };
    let figures = ["97.18", "95.10", "96.00", "65.13", "85.13", "96.45", "95.84", "82.46", "42.38", "33.34"];
    for (figure, indicator) in figures.iter().zip(1..) {
        assessment.evidence.give(framework.node(&indicator.to_string()).unwrap(), figure.parse().unwrap());
    }
    let tree = assessment.score();
    let plan = Plan {
        score_year: FiscalYear::new(2568).unwrap(),
        round_year: FiscalYear::new(2569).unwrap(),
        framework: "nacc/2568".into(),
        agency: assessment.agency.clone(),
        issues,
        endorsements: Vec::new(),
        memo: None,
    };
    Owner { assessment, tree, plan, today }
}

/// Three issues: one with a measure of which everything is recorded, one with two fresh measures, one without any.
pub fn full() -> Owner {
    let step = |text: &str, proof: &str| PlanStep {
        text: text.into(),
        evidence_expected: Some(proof.to_owned()).filter(|proof| !proof.is_empty()),
    };
    let recorded = PlanMeasure {
        theme: Some(Theme::StateAssets),
        steps: vec![
            step("จัดทำแนวทางการยืมทรัพย์สินของราชการ", "ประกาศแนวทาง"),
            step("ติดประกาศและชี้แจงในที่ประชุมประจำเดือน", "ภาพถ่าย"),
        ],
        supporting_units: vec!["กองคลัง".into(), "กองช่าง".into()],
        checked_by: Some("ปลัด".into()),
        sign: Some("บุคลากรทราบขั้นตอนการยืมร้อยละ ๙๐".into()),
        follow_ups: vec![date(2026, 3, 31), date(2026, 9, 30)],
        progress: vec![
            note(date(2026, 6, 30), "ชี้แจงครบทุกส่วนราชการ", Some(100)),
            note(date(2026, 3, 31), "ประกาศแนวทางแล้ว", Some(50)),
        ],
        result: Some("ประกาศใช้แนวทางและชี้แจงแล้ว 2 ครั้ง".into()),
        outcome: Some(Outcome {
            text: "การยืมมีหลักฐานครบทุกรายการ".into(),
            figure: Some(OutcomeFigure { value: "42".parse().unwrap(), unit: "รายการ".into() }),
        }),
        suggestion: Some("ทำแบบฟอร์มออนไลน์ในรอบถัดไป".into()),
        evidence: vec![Evidence {
            name: "ประกาศแนวทาง 2569.pdf".into(),
            sha256: Some([0xab; 32]),
            link: Some("https://example.go.th/o4?fy=2569".into()),
        }],
        ..measure("กำหนดแนวทางการยืมทรัพย์สิน", "1 ต.ค. 2568 - 30 มิ.ย. 2569")
    };
    let fresh = PlanMeasure {
        theme: Some(Theme::Services),
        steps: vec![step("เปิดรับความเห็นผ่าน QR code", "")],
        follow_ups: vec![date(2025, 12, 31)],
        ..measure("เปิดช่องทางรับความเห็น", "ต.ค. - ธ.ค.")
    };
    let assets = PlanIssue {
        score: "65.13".parse().ok(),
        cause: Some("บุคลากรบางส่วนยังไม่ทราบขั้นตอน".into()),
        ..issue(&["4"], "การใช้ทรัพย์สินของราชการ", vec![recorded])
    };
    let improvement =
        issue(&["survey/E8", "O12"], "การปรับปรุงและการเปิดเผย", vec![fresh, measure("จัดทำคู่มือ", "")]);
    let without = issue(&["10"], "การป้องกันการทุจริต", Vec::new());
    let mut owner = owner(vec![assets, improvement, without], date(2026, 10, 5));
    owner.plan.endorsements = vec![
        Endorsement {
            date: Some(date(2026, 10, 3)), opinion: "เห็นควรอนุมัติ".into(), ..office("ปลัด")
        },
        Endorsement { acting_for: Some("นายก".into()), ..office("รองนายก") },
    ];
    owner
}
