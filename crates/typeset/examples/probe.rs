//! probe
use documents::model::*;
fn main() {
    let text = std::env::args().nth(1).unwrap();
    let t = typeset::Typesetter::new(typeset::FontSource::Embedded).unwrap();
    let mut d = documents::samples::everything(1);
    d.sections.truncate(1); d.draft=false;
    d.sections[0].blocks = vec![Block::paragraph(ParagraphStyle::Flush, text)];
    let b = t.pdf(&d, &typeset::Options::default()).unwrap();
    std::fs::write("/tmp/ty/probe.pdf", &b).unwrap();
}
