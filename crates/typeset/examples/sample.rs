//! Writes the sample document.
fn main() {
    let mut args = std::env::args().skip(1);
    let rows = args.next().and_then(|r| r.parse().ok()).unwrap_or(11);
    let out = args.next().unwrap_or("/tmp/ty/sample.pdf".into());
    let source = args.next().map_or(typeset::FontSource::Embedded, |d| typeset::FontSource::Directory(d.into()));
    let t = typeset::Typesetter::new(source).unwrap();
    eprintln!("{:?}", t.profile());
    for _ in 0..3 {
        let at = std::time::Instant::now();
        let r = t.pdf(&documents::samples::everything(rows), &typeset::Options::default());
        eprintln!("{:?}", at.elapsed());
        match r { Ok(b) => std::fs::write(&out, b).unwrap(), Err(e) => { eprintln!("{e}"); return } }
    }
}
