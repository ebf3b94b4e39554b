//! Layouts and texts that are wrong.

use documents::kinds::samples;
use documents::{ComposeError, Templates, compose};
use thai::DigitStyle;

/// What is said of a layout with these sections, as `line key: sentence`.
fn said(sections: &str, text: &str) -> Vec<String> {
    let head = "name = 'x'\ntitle_th = 'ก'\ntitle_en = 'x'\nfile_stem = 'x'\ndocument_title = 'x'\n";
    let files =
        [("score-sheet/x.toml", format!("{head}{sections}")), ("score-sheet/own.txt", text.to_owned())];
    match Templates::from_files(files.map(|(file, text)| (file.to_owned(), text))) {
        Ok(_) => Vec::new(),
        Err(problems) => {
            assert!(problems.iter().all(|problem| problem.text.th.contains(|c: char| c > '\u{e00}')));
            problems.iter().map(ToString::to_string).collect()
        }
    }
}

#[test]
fn unknown_names_are_told_when_the_layout_is_read() {
    for (section, wanted) in [
        (
            "[[sections]]\nblocks = [{ block = 'tabel' }]",
            "score-sheet/x.toml:7 sections[1].blocks[1].block: there is no block tabel, perhaps table; known: cover",
        ),
        (
            "[[sections]]\nblocks = [{ block = 'table', of = 'indicator', name = 'a', columns = [{ key = 'x' }] }]",
            ":7 sections[1].blocks[1].of: there is no source of rows indicator, perhaps indicators",
        ),
        (
            "[[sections]]\n[[sections.blocks]]\nblock = 'table'\nof = 'indicators'\nname = 'a'\ncolumns = [\n{ key = 'skore' },\n]",
            ":12 sections[1].blocks[1].columns[1].key: there is no column of indicators skore, perhaps score",
        ),
        (
            "[[sections]]\n[[sections.blocks]]\nblock = 'table'\nof = 'indicators'\nname = 'a'\ncolums = []",
            "unknown field `colums`",
        ),
        (
            "[[sections]]\nblocks = [{ block = 'heading', level = 7, text = 'a' }]",
            "level: the level of a heading is 1 to 4",
        ),
        (
            "[[sections]]\nblocks = [{ block = 'heading', level = 1, text = '{{ agensy.name }}' }]",
            "text: there is no value agensy, perhaps agency",
        ),
        (
            "[[sections]]\nblocks = [{ block = 'heading', level = 1, text = '{{ agency.nmae }}' }]",
            "there is no value agency.nmae, perhaps agency.name",
        ),
        (
            "[[sections]]\nblocks = [{ block = 'heading', level = 1, text = '{{ this.name }}' }]",
            "there is no value this;",
        ),
        (
            "[[sections]]\nblocks = [{ block = 'heading', level = 1, text = '{{ overall|skore }}' }]",
            "there is no filter skore, perhaps score",
        ),
        (
            "[[sections]]\nblocks = [{ block = 'heading', level = 1, text = '{{ overall' }]",
            "the template is malformed",
        ),
        (
            "[[sections]]\nblocks = [{ block = 'text', name = 'owm' }]",
            "name: there is no text owm, perhaps own",
        ),
        (
            "[[sections]]\nblocks = [{ block = 'contents', heading = 'a', when = 'nothing > 1' }]",
            "when: there is no value nothing",
        ),
        (
            "[[sections]]\nblocks = [{ block = 'each', of = 'things', blocks = [] }]",
            "unknown variant `things`, expected one of `instruments`",
        ),
        (
            "[[sections]]\nblocks = [{ block = 'each', of = 'parts', order = 'colour', blocks = [] }]",
            "order: there is no key colour",
        ),
        (
            "[[sections]]\nblocks = [{ block = 'list', of = 'items', text = '{{ codes }}' }]",
            "text: there is no value codes, perhaps code",
        ),
        (
            "[[sections]]\nblocks = [{ block = 'list', of = 'items', text = 'a', where = 'skore < 80' }]",
            "where: there is no value skore, perhaps score",
        ),
        (
            "[[sections]]\nblocks = [{ block = 'list', of = 'items', text = 'a', order = '-skore' }]",
            "order: there is no key skore, perhaps score",
        ),
        ("[[sections]]\nblocks = [{ }]", "the block does not say what it is: block = one of cover"),
        (
            "colour = 1\n[[sections]]\nblocks = []",
            "x.toml:6: the layout has a wrong shape (unknown field `colour`",
        ),
        (
            "[thresholds]\nstrength_from = '101'\n[[sections]]\nblocks = []",
            ":7 thresholds.strength_from: a score lies between 0 and 100",
        ),
        ("[page]\nleft = 2100\n[[sections]]\nblocks = []", ":7 page.left: this does not fit a page of A4"),
        ("sections = []", "the layout has no pages"),
        (
            "[[sections]]\nblocks = [{ block = 'table', of = 'levels', name = 'a', columns = [{ key = 'level' }], head = [{ text = 'a', columns = 2 }] }]",
            "head: the groups of the head cover 2 columns of 1",
        ),
        (
            "[[sections]]\nblocks = [{ block = 'table', of = 'levels', name = 'a', columns = [{ key = 'level' }], foot_rows = [{ text = 'a', columns = 2 }] }]",
            "columns: a foot row covers 1 to 1 columns",
        ),
    ] {
        let found = said(section, "ข้อความ");
        assert!(
            found.iter().any(|text| text.contains(wanted)),
            "{section}\nwanted {wanted}\nfound {found:#?}"
        );
    }
}

#[test]
fn a_wrong_text_is_told_with_its_own_file_and_line() {
    let section = "[[sections]]\nblocks = [{ block = 'text', name = 'own' }]";
    assert_eq!(said(section, "หนึ่ง\n\n{{ agency.name }}"), [""; 0]);
    let found = said(section, "หนึ่ง\n{% if level %}\nสอง\n{% endif %}\n{{ agency.nam }}\n{{ x|y }}");
    assert!(found[0].starts_with("score-sheet/own.txt:6: there is no filter y"), "{found:#?}");
    assert!(found.iter().any(|text| text.starts_with("score-sheet/own.txt:5: there is no value agency.nam")));
    assert!(said(section, "{% if level %}")[0].contains("the template is malformed"));
    assert!(said(section, "{% set a = 'x' %}{{ a }}")[0].contains("there is no statement set"));
    assert_eq!(said(section, &"ก".repeat(40_000)), [""; 0], "plain text may be long");
    assert!(said(section, &"{{ level }}".repeat(9_000))[0].contains("longer than 64 KiB"));
}

/// Composes a layout whose one text is this.
fn made(text: &str) -> Result<documents::model::Document, ComposeError> {
    let layout = "name = 'x'\ntitle_th = 'ก'\ntitle_en = 'x'\nfile_stem = 'x'\ndocument_title = 'x'\n[[sections]]\nblocks = [{ block = 'text', name = 'own' }]";
    let files = [("score-sheet/x.toml", layout), ("score-sheet/own.txt", text)];
    let templates = Templates::from_files(files.map(|(file, text)| (file.to_owned(), text.to_owned())));
    let templates = templates.unwrap_or_else(|problems| panic!("{}", problems[0]));
    let sample = samples::nothing();
    compose("score-sheet", Some("x"), &sample.facts(DigitStyle::Thai), &templates)
}

#[test]
fn a_template_can_neither_hang_nor_print_what_is_not_known() {
    let deep = "{% for a in indicators %}".repeat(9) + "x" + &"{% endfor %}".repeat(9);
    for (text, wanted) in [
        (deep.as_str(), "runs too long"),
        ("{{ overall }}", "cannot be printed"),
        ("{{ certain }}", "cannot be printed"),
        ("{{ indicators }}", "cannot be printed"),
        ("{{ lowest.name }}", "not there"),
        ("{{ '2025-13-45'|thai_date }}", "a date stands as 2025-12-27"),
    ] {
        let error = made(text).expect_err(text);
        let english = error.texts()[0].en.clone();
        assert!(english.contains(wanted) && english.contains("own.txt"), "{text}: {english}");
    }
    let long = format!(
        "{{% for a in indicators %}}{{% for b in a.items %}}{}{{% endfor %}}{{% endfor %}}",
        "ก".repeat(15_000)
    );
    assert!(made(&long).is_err());
    assert!(made("{% if overall %}{{ overall }}{% endif %}{{ '2025-12-27'|thai_date }}").is_ok());
}

#[test]
fn unknown_kinds_and_layouts_name_those_that_are_there() {
    let sample = samples::nothing();
    let facts = sample.facts(DigitStyle::Thai);
    let templates = Templates::embedded();
    let kind = compose("score-shet", None, &facts, &templates).expect_err("unknown");
    assert!(
        kind.texts()[0]
            .en
            .starts_with("there is no kind of document score-shet, perhaps score-sheet; known: ")
    );
    let layout = compose("score-sheet", Some("standart"), &facts, &templates).expect_err("unknown");
    assert!(layout.texts()[0].en.contains("perhaps standard"));
    let stray = [("memmo/x.toml".to_owned(), String::new()), ("x.toml".to_owned(), String::new())];
    let strays = Templates::from_files(stray).expect_err("stray");
    assert_eq!(strays.len(), 2);
}

#[test]
fn a_folder_is_read_with_limits() {
    let folder = std::env::temp_dir().join(format!("prongsai-templates-{}", std::process::id()));
    let kind = folder.join("score-sheet");
    std::fs::create_dir_all(&kind).expect("created");
    std::fs::write(kind.join("assumed.txt"), "\u{feff}ถ้อยคำ").expect("written");
    std::fs::write(kind.join("notes.docx"), "passed over").expect("written");
    assert!(Templates::from_folder(&folder).is_ok());
    std::fs::write(kind.join("latin.txt"), [0xff, 0xfe]).expect("written");
    let problem = &Templates::from_folder(&folder).expect_err("not UTF-8")[0];
    assert_eq!(problem.file, "score-sheet/latin.txt");
    std::fs::write(kind.join("latin.txt"), vec![b'x'; 300 * 1024]).expect("written");
    assert!(Templates::from_folder(&folder).expect_err("long")[0].text.en.contains("longer than 256 KiB"));
    std::fs::remove_dir_all(&folder).expect("removed");
    assert!(Templates::from_folder(&folder).is_err());
}
