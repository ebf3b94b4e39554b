//! The list of routes that the browser's tests visit.

use std::fmt::Write as _;

use web::routes::Access;

const FILE: &str = "tests/browser/routes.json";

/// A line of JSON for each route, in the order of the table.
fn list() -> String {
    let routes: Vec<String> = web::routes::all()
        .iter()
        .map(|route| {
            let mut line = String::new();
            let access = match route.access {
                Access::Public => "public",
                Access::Needs(action) => action.code(),
            };
            let _ = write!(
                line,
                "  {{ \"method\": \"{}\", \"path\": \"{}\", \"access\": \"{access}\" }}",
                route.method, route.path
            );
            line
        })
        .collect();
    format!("[\n{}\n]\n", routes.join(",\n"))
}

#[test]
fn the_list_of_routes_is_current() {
    let path = std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("../..").join(FILE);
    if std::env::var_os("PRONGSAI_WRITE_SNAPSHOTS").is_some() {
        std::fs::write(&path, list()).expect("written");
    }
    let kept = std::fs::read_to_string(&path).expect("the list").replace("\r\n", "\n");
    assert_eq!(list(), kept, "run again with PRONGSAI_WRITE_SNAPSHOTS=1 if the change is meant");
}
