//! `prongsai framework show`

use clap::ValueEnum;
use domain::Framework;
use domain::framework::file::Known;
use serde_json::{Value, json};

use super::App;
use crate::commands::{explain, shared};
use crate::output::json::{self, framework::FrameworkRow};
use crate::output::{Column, Console, Failure, Line, Outcome, Page, Table, Tone};

/// A part of a framework.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub enum Part {
    /// Levels with their gates.
    Levels,
    /// Instruments and weights.
    Instruments,
    /// Indicators and sub-indicators.
    Indicators,
    /// Questions of IIT and EIT.
    Questions,
    /// Items of OIT.
    Items,
    /// Answer scales.
    Scales,
    /// Who answers, and how many.
    Samples,
    /// Phases of the year.
    Calendar,
    /// Figures over all agencies.
    National,
    /// Hypotheses about weights.
    Hypotheses,
    /// Where the facts come from.
    Sources,
}

/// Shows the rules of a year.
///
/// # Errors
/// When it is not there.
pub fn run(app: &App, name: &str, part: Option<Part>) -> Result<Outcome, Failure> {
    let console = &app.console;
    let framework = shared::framework(app, name)?;
    let mut page = Page::new(console);
    let file = framework.file();
    page.wrap(0, 2, Line::toned(Tone::Accent, console.t(&file.name_th, &file.name_en).to_owned()));
    page.provisional(framework);
    let parts = match part {
        Some(part) => vec![part],
        None => vec![Part::Levels, Part::Instruments, Part::Indicators],
    };
    for &part in &parts {
        write(&mut page, console, framework, part);
    }
    if part.is_none() {
        page.blank();
        let names: Vec<String> = Part::value_variants()
            .iter()
            .filter_map(|part| part.to_possible_value().map(|value| value.get_name().to_owned()))
            .collect();
        page.wrap(
            0,
            2,
            Line::toned(Tone::Dim, console.t("ดูส่วนอื่นด้วย ", "see more with "))
                .verbatim(Tone::Dim, format!("--part {}", names.join("|"))),
        );
    }
    page.framework(framework);
    let entry = app.catalogue.entries().into_iter().find(|entry| &entry.id == framework.id());
    let json = json!({
        "about": FrameworkRow::new(framework, entry.is_some_and(|entry| entry.embedded)),
        "provisional": framework.is_provisional(),
        "file": match part {
            Some(part) => part_json(framework, part),
            None => json::value(file),
        },
    });
    Ok(Outcome::new(page.finish(), json))
}

fn part_json(framework: &Framework, part: Part) -> Value {
    let file = framework.file();
    match part {
        Part::Levels => json!({ "levels": json::value(&file.levels) }),
        Part::Instruments => json!({ "instruments": json::value(&file.instruments) }),
        Part::Indicators => {
            json!({ "indicators": json::value(&file.indicators), "sub_indicators": json::value(&file.sub_indicators) })
        }
        Part::Questions => json!({ "questions": json::value(&file.questions) }),
        Part::Items => json!({ "disclosure_items": json::value(&file.disclosure_items) }),
        Part::Scales => json!({ "scales": json::value(&file.scales) }),
        Part::Samples => json!({ "samples": json::value(&file.samples) }),
        Part::Calendar => json!({ "calendar": json::value(&file.calendar) }),
        Part::National => json!({ "national": json::value(&file.national) }),
        Part::Hypotheses => json!({ "weight_hypotheses": json::value(&file.weight_hypotheses) }),
        Part::Sources => json!({ "sources": json::value(&file.sources) }),
    }
}

fn write(page: &mut Page<'_>, console: &Console, framework: &Framework, part: Part) {
    let file = framework.file();
    let known = |confidence| Line::toned(Tone::Dim, explain::confidence(console, confidence));
    let strong = |text: String| Line::toned(Tone::Strong, text);
    let (title, table) = match part {
        Part::Levels => {
            let mut table = Table::new(&[Column::Left, Column::Right, Column::Left, Column::Left]);
            for level in &framework.levels {
                let gate = level.gate.map_or(String::new(), |gate| {
                    format!("{} ≥ {gate}", console.t("ทุกเครื่องมือ", "each instrument"))
                });
                let tone = if level.passes { Tone::Good } else { Tone::Bad };
                table.row([
                    Line::toned(tone, shared::level_name(console, framework, &level.name)),
                    Line::from(format!("{} – {}", level.overall_min, level.overall_max)),
                    Line::from(gate),
                    known(level.confidence),
                ]);
            }
            (console.t("ระดับผล", "Levels"), table)
        }
        Part::Instruments => {
            let mut table =
                Table::new(&[Column::Left, Column::Right, Column::Right, Column::Flex, Column::Left]);
            for entry in &file.instruments {
                let count = entry.item_count.value().map_or("?".to_owned(), ToString::to_string);
                table.row([
                    strong(entry.code.clone()),
                    Line::from(format!("{}%", entry.weight)),
                    Line::from(format!("{count} {}", console.t("ข้อ", "items"))),
                    Line::from(console.t(&entry.name_th, &entry.name_en).to_owned()),
                    known(entry.confidence),
                ]);
            }
            (console.t("เครื่องมือ", "Instruments"), table)
        }
        Part::Indicators => {
            let mut table =
                Table::new(&[Column::Left, Column::Left, Column::Flex, Column::Right, Column::Left]);
            for indicator in &framework.indicators {
                let name = console.t(&indicator.name_th, &indicator.name_en).to_owned();
                let items = format!("{} {}", indicator.items.len(), console.t("ข้อ", "items"));
                table.row([
                    strong(indicator.number.to_string()),
                    Line::from(framework.instruments[indicator.instrument].code.clone()),
                    Line::from(name),
                    Line::from(items),
                    known(indicator.rule.confidence),
                ]);
                for &sub in &indicator.sub_indicators {
                    let sub = &framework.sub_indicators[sub];
                    table.row([
                        Line::from(format!("  {}", sub.code)),
                        Line::new(),
                        Line::from(format!("  {}", console.t(&sub.name_th, &sub.name_en))),
                        Line::from(format!("{} {}", sub.items.len(), console.t("ข้อ", "items"))),
                        known(sub.rule.confidence),
                    ]);
                }
            }
            (console.t("ตัวชี้วัด", "Indicators"), table)
        }
        Part::Questions => {
            let mut table = Table::new(&[Column::Left, Column::Right, Column::Flex, Column::Flex]);
            for question in &file.questions {
                table.row([
                    strong(question.code.clone()),
                    Line::from(question.indicator.to_string()),
                    Line::from(console.t(&question.topic_th, &question.topic_en).to_owned()),
                    Line::toned(Tone::Dim, question.question_th.clone()),
                ]);
            }
            (console.t("ข้อคำถาม (ถ้อยคำของโครงการ)", "Questions (wording of this project)"), table)
        }
        Part::Items => {
            let mut table = Table::new(&[Column::Left, Column::Left, Column::Flex, Column::Left]);
            for item in &file.disclosure_items {
                let place = match (&item.sub_indicator, &item.indicator) {
                    (Known::Value(sub), _) => sub.clone(),
                    (_, Known::Value(indicator)) => indicator.to_string(),
                    _ => "?".to_owned(),
                };
                table.row([
                    strong(item.code.clone()),
                    Line::from(place),
                    Line::from(console.t(&item.title_th, &item.title_en).to_owned()),
                    known(item.confidence),
                ]);
            }
            (console.t("ข้อ OIT", "Items of OIT"), table)
        }
        Part::Scales => {
            let mut table = Table::new(&[Column::Left, Column::Flex, Column::Left]);
            for scale in &file.scales {
                let labels: Vec<_> = scale
                    .labels_th
                    .iter()
                    .zip(&scale.points)
                    .map(|(label, points)| format!("{label} {points}"))
                    .collect();
                table.row([
                    strong(scale.code.clone()),
                    Line::from(labels.join(" · ")),
                    known(scale.confidence),
                ]);
            }
            (console.t("มาตรคำตอบ", "Answer scales"), table)
        }
        Part::Samples => {
            let mut table = Table::new(&[Column::Left, Column::Flex, Column::Left]);
            let minimum = |m: &domain::framework::file::MinimumSample| match console.language {
                domain::Language::Thai => format!("ร้อยละ {} อย่างน้อย {} ไม่เกิน {}", m.percent, m.floor, m.cap),
                domain::Language::English => {
                    format!("{} percent, at least {}, at most {}", m.percent, m.floor, m.cap)
                }
            };
            let samples = &file.samples;
            table.row([
                strong("IIT".to_owned()),
                Line::from(minimum(&samples.iit_minimum)),
                known(samples.iit_minimum.confidence),
            ]);
            table.row([
                strong("EIT".to_owned()),
                Line::from(minimum(&samples.eit_minimum)),
                known(samples.eit_minimum.confidence),
            ]);
            for note in [&samples.iit_population, &samples.penalty].into_iter().chain(&samples.notes) {
                let text = note.text_th.as_deref().filter(|_| console.language == domain::Language::Thai);
                table.row([Line::new(), Line::from(text.unwrap_or(&note.text_en)), known(note.confidence)]);
            }
            (console.t("กลุ่มตัวอย่าง", "Samples"), table)
        }
        Part::Calendar => {
            let mut table = Table::new(&[Column::Left, Column::Flex, Column::Left]);
            for phase in &file.calendar {
                table.row([
                    strong(format!("{} – {}", phase.from, phase.to)),
                    Line::from(console.t(&phase.phase_th, &phase.phase_en).to_owned()),
                    known(phase.confidence),
                ]);
            }
            (console.t("ปฏิทิน", "Calendar"), table)
        }
        Part::National => {
            let mut table = Table::new(&[Column::Left, Column::Flex, Column::Left]);
            for figure in &file.national {
                table.row([
                    strong(figure.key.clone()),
                    Line::from(figure.value.clone()),
                    known(figure.confidence),
                ]);
            }
            (console.t("ตัวเลขระดับประเทศ", "National figures"), table)
        }
        Part::Hypotheses => {
            let mut table = Table::new(&[Column::Left, Column::Flex, Column::Left]);
            for hypothesis in &file.weight_hypotheses {
                table.row([
                    strong(hypothesis.name.clone()),
                    Line::from(console.t(&hypothesis.text_th, &hypothesis.text_en).to_owned()),
                    known(hypothesis.confidence),
                ]);
            }
            (console.t("สมมติฐานน้ำหนัก", "Weight hypotheses"), table)
        }
        Part::Sources => {
            let mut table = Table::new(&[Column::Left, Column::Flex]);
            for source in &file.sources {
                table.row([
                    strong(source.id.clone()),
                    Line::new().verbatim(Tone::Plain, source.citation.clone()),
                ]);
            }
            (console.t("แหล่งที่มา", "Sources"), table)
        }
    };
    page.section(title, "");
    if table.is_empty() {
        page.line(Line::from("  ").add(Tone::Dim, console.t("ไม่มีข้อมูล", "nothing is known")));
    }
    page.table(&table);
}
