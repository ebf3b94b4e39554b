//! The guide to layouts names everything that layouts may name.

use documents::rows::sources;

#[test]
fn the_guide_names_what_there_is() {
    let path = testkit::root().join("docs/guides/add-a-report.md");
    let guide = std::fs::read_to_string(path).expect("the guide");
    for source in sources() {
        let family = source.name.split("_six").next().unwrap_or_default();
        let span = ["_six_months", "_twelve_months", "_quarter"].iter().any(|end| source.name.ends_with(end));
        assert!(span || guide.contains(&format!("`{family}`")), "{} is not in the guide", source.name);
        assert!(!source.describes.is_empty() && !source.columns.is_empty());
        for (at, column) in source.columns.iter().enumerate() {
            assert!(
                source.columns[..at].iter().all(|other| other.key != column.key),
                "{} has {} twice",
                source.name,
                column.key
            );
            assert!(!column.heading.is_empty(), "{} of {} has no heading", column.key, source.name);
        }
    }
    // Words of the language, from the messages that list them.
    let layout = "name = 'x'\ntitle_th = 'ก'\ntitle_en = 'x'\nfile_stem = 'x'\ndocument_title = '{{ a.b }}{{ level|y }}{% if level is z %}{% endif %}'\n[[sections]]\nblocks = [{ block = 'z' }]";
    let problems = documents::Templates::from_files([("score-sheet/x.toml".to_owned(), layout.to_owned())]);
    let problems = problems.expect_err("wrong");
    assert_eq!(problems.len(), 4, "{problems:?}");
    for problem in problems {
        let known = problem.text.en.split_once("known: ").map(|(_, known)| known.to_owned()).expect("a list");
        for name in known.split(", ") {
            assert!(guide.contains(&format!("`{name}`")), "{name} is not in the guide");
        }
    }
}
