//! Findings as a page that stands alone: no script, no font, no address; readable, printable, everything escaped.

use std::fmt::Write as _;

use domain::Language;
use reader::audit::{Finding, Severity};

use super::page::by_code;
use super::words::{clean, counts, key, kind, severity, told};
use super::{Audited, Unread};
use crate::output::Console;

const STYLE: &str = "\
:root{color-scheme:light dark;--ink:#1b1b1b;--page:#fff;--dim:#555;--line:#c8c8c8;--mark:#ffe08a;--error:#a3121d;--warning:#8a5200;--info:#0b5394;--good:#1a6b3c}\
@media (prefers-color-scheme:dark){:root{--ink:#f2f2f2;--page:#161616;--dim:#bbb;--line:#444;--mark:#6b5200;--error:#ff9a9a;--warning:#ffc46b;--info:#9ecbff;--good:#8fdcae}}\
*{box-sizing:border-box}\
body{margin:0 auto;max-width:60rem;padding:1rem;color:var(--ink);background:var(--page);font:1.05rem/1.7 Sarabun,'TH Sarabun New','Noto Sans Thai',Tahoma,sans-serif}\
h1,h2,h3{line-height:1.4;margin:1.6em 0 .4em}h1{margin-top:.4em}h3{margin:0}\
a{color:var(--info)}.skip{position:absolute;left:-99rem}.skip:focus{position:static}\
table{border-collapse:collapse;width:100%}caption{text-align:start;font-weight:700;padding:.4em 0}\
th,td{border:1px solid var(--line);padding:.25em .6em;text-align:start;vertical-align:top;overflow-wrap:anywhere}td.n,th.n{text-align:end;overflow-wrap:normal}\
article{border:1px solid var(--line);border-inline-start:.4rem solid var(--dim);padding:.7rem 1rem;margin:1rem 0;break-inside:avoid}\
article.error{border-inline-start-color:var(--error)}article.warning{border-inline-start-color:var(--warning)}article.info{border-inline-start-color:var(--info)}\
.error .how{color:var(--error)}.warning .how{color:var(--warning)}.info .how{color:var(--info)}.how,.good{font-weight:700}.good{color:var(--good)}\
.dim,.place{color:var(--dim)}p{margin:.4em 0}blockquote{margin:.5em 0;padding:.3em .8em;border-inline-start:2px solid var(--line);overflow-wrap:anywhere}\
mark{background:var(--mark);color:inherit;padding:0 .1em;text-decoration:underline}\
@media print{body{max-width:none;padding:0;font-size:11pt}.skip,nav{display:none}a{color:inherit;text-decoration:none}article{border-color:#000}mark{print-color-adjust:exact}}";

/// The page for all documents, in the language of the console.
pub(super) fn page(console: &Console, all: &[Audited], unread: &[Unread]) -> String {
    let mut out = String::new();
    let (lang, title) = match console.language {
        Language::Thai => ("th", "ผลการตรวจรายงาน ITA"),
        Language::English => ("en", "Audit of ITA reports"),
    };
    let _ = write!(
        out,
        "<!doctype html>\n<html lang=\"{lang}\">\n<head>\n<meta charset=\"utf-8\">\n\
         <meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n<title>{title}</title>\n\
         <style>{STYLE}</style>\n</head>\n<body>\n<a class=\"skip\" href=\"#main\">{}</a>\n<header>\n<h1>{title}</h1>\n<p>{}</p>\n</header>\n<main id=\"main\">\n",
        console.t("ข้ามไปที่ผลตรวจ", "Skip to the findings"),
        console.t(
            "ข้อค้นพบชี้สิ่งที่ขัดกันในเอกสาร ไม่ตัดสินว่าตัวเลขใดถูก และไม่แก้เอกสาร",
            "Findings show what disagrees within a document. They do not decide which figure is right, and change nothing."
        ),
    );
    let several = 1 < all.len() + unread.len();
    if several {
        summary(&mut out, console, all, unread);
    }
    for (at, one) in all.iter().enumerate() {
        document(&mut out, console, at, one);
    }
    out.push_str("</main>\n</body>\n</html>\n");
    out
}

fn summary(out: &mut String, console: &Console, all: &[Audited], unread: &[Unread]) {
    let cell = |th: &'static str, en: &'static str| console.t(th, en);
    let _ = write!(
        out,
        "<nav aria-label=\"{0}\">\n<table>\n<caption>{0}</caption>\n<thead><tr><th scope=\"col\">{1}</th><th scope=\"col\">{2}</th>\
         <th scope=\"col\" class=\"n\">{3}</th><th scope=\"col\" class=\"n\">{4}</th><th scope=\"col\" class=\"n\">{5}</th></tr></thead>\n<tbody>\n",
        cell("เอกสาร", "Documents"),
        cell("ไฟล์", "File"),
        cell("หน่วยงาน", "Agency"),
        cell("ขัดแย้ง", "Contradictions"),
        cell("น่าจะผิด", "Probable slips"),
        cell("ควรดู", "To look at"),
    );
    for (at, one) in all.iter().enumerate() {
        let _ = writeln!(
            out,
            "<tr><th scope=\"row\"><a href=\"#d{at}\">{}</a></th><td>{}</td><td class=\"n\">{}</td><td class=\"n\">{}</td><td class=\"n\">{}</td></tr>",
            escape(&one.name()),
            escape(one.agency.as_deref().unwrap_or("-")),
            one.count(Severity::Error),
            one.count(Severity::Warning),
            one.count(Severity::Info),
        );
    }
    for one in unread {
        let why =
            one.failure.troubles.first().map(|trouble| console.text(&trouble.message)).unwrap_or_default();
        let _ = writeln!(
            out,
            "<tr><th scope=\"row\">{}</th><td colspan=\"4\">{}</td></tr>",
            escape(&one.path.display().to_string()),
            escape(why)
        );
    }
    let _ = write!(
        out,
        "</tbody>\n</table>\n</nav>\n<table>\n<caption>{}</caption>\n<thead><tr><th scope=\"col\">{}</th><th scope=\"col\" class=\"n\">{}</th>\
         <th scope=\"col\" class=\"n\">{}</th></tr></thead>\n<tbody>\n",
        cell("รวม", "Totals"),
        cell("เรื่อง", "Kind"),
        cell("ข้อค้นพบ", "Findings"),
        cell("เอกสาร", "Documents"),
    );
    for (code, (findings, documents)) in by_code(all) {
        let title = code.title();
        let _ = writeln!(
            out,
            "<tr><th scope=\"row\">{}</th><td class=\"n\">{findings}</td><td class=\"n\">{documents}</td></tr>",
            escape(console.text(&title))
        );
    }
    out.push_str("</tbody>\n</table>\n");
}

fn document(out: &mut String, console: &Console, at: usize, one: &Audited) {
    let agency = one.agency.as_deref().unwrap_or(console.t("ไม่พบชื่อหน่วยงาน", "agency not found"));
    let year = one.score_year.map_or_else(String::new, |year| {
        format!(" · {} {year}", console.t("คะแนนปีงบประมาณ พ.ศ.", "scores of fiscal year"))
    });
    let _ = write!(
        out,
        "<section id=\"d{at}\" aria-labelledby=\"h{at}\">\n<h2 id=\"h{at}\">{}</h2>\n<p class=\"dim\">{}{}<br>{}</p>\n",
        escape(agency),
        escape(&one.name()),
        escape(&year),
        escape(&counts(console, one)),
    );
    if one.findings.is_empty() {
        let class = if one.has_nothing() { "dim" } else { "good" };
        let _ = writeln!(out, "<p class=\"{class}\">{}</p>", escape(clean(console, one)));
    }
    for finding in &one.findings {
        self::finding(out, console, finding);
    }
    let mut notes = one.remarks().peekable();
    if notes.peek().is_some() {
        let _ = writeln!(out, "<h3>{}</h3>\n<ul>", console.t("หมายเหตุ", "Notes"));
        for note in notes {
            let _ = writeln!(out, "<li>{}</li>", escape(console.text(note)));
        }
        out.push_str("</ul>\n");
    }
    out.push_str("</section>\n");
}

fn finding(out: &mut String, console: &Console, finding: &Finding) {
    let title = finding.code.title();
    let _ = write!(
        out,
        "<article class=\"{}\">\n<h3>{}</h3>\n<p class=\"how\">{}</p>\n<p>{}</p>\n",
        finding.severity.as_str(),
        escape(console.text(&title)),
        severity(console, finding.severity),
        escape(console.text(&finding.message)),
    );
    for passage in &finding.passages {
        let (before, mark, behind) = passage.parts();
        let _ = writeln!(
            out,
            "<blockquote lang=\"th\">{}<mark>{}</mark>{}<br><span class=\"place\" lang=\"{}\">{}</span></blockquote>",
            escape(before),
            escape(mark),
            escape(behind),
            console.t("th", "en"),
            escape(&told(console, passage.place)),
        );
    }
    if !finding.candidates.is_empty() {
        let lead = console.t("อาจเป็น (เรียงตามความน่าจะเป็น)", "May be (likeliest first)");
        let _ = writeln!(out, "<p>{lead}</p>\n<ol>");
        for candidate in finding.candidates.iter().take(8) {
            let what = key(console, &candidate.key);
            let _ = writeln!(
                out,
                "<li>{} {} → <strong>{}</strong> <span class=\"dim\">{}</span></li>",
                escape(&what),
                escape(&candidate.from),
                escape(&candidate.to),
                kind(console, candidate.kind),
            );
        }
        out.push_str("</ol>\n");
    }
    out.push_str("</article>\n");
}

/// Text within an element or a quoted attribute.
fn escape(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for c in text.chars() {
        match c {
            '&' => out.push_str("&amp;"),
            '<' => out.push_str("&lt;"),
            '>' => out.push_str("&gt;"),
            '"' => out.push_str("&quot;"),
            '\'' => out.push_str("&#39;"),
            // What no page may hold.
            c if c.is_control() && c != '\n' && c != '\t' => {}
            c => out.push(c),
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn text_cannot_become_markup() {
        assert_eq!(escape("<b>\"'&\u{0}"), "&lt;b&gt;&quot;&#39;&amp;");
    }
}
