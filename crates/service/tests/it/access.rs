//! The whole table of rights, as a snapshot: a change of it shows in the difference.

use service::access::{Action, Place, Standing, may};
use store::memberships::Role;

const MATRIX: &str = include_str!("access.txt");

#[test]
fn the_matrix_is_as_it_was_decided() {
    let mut standings = vec![("visitor", Standing::Visitor), ("signed-in", Standing::SignedIn)];
    standings.extend(Role::ALL.map(|role| (role.code(), Standing::Role(role))));
    let mut text = String::new();
    for &action in Action::ALL {
        for &(name, standing) in &standings {
            let allowed: Vec<&str> = [("own", Place::Own), ("other", Place::Other)]
                .into_iter()
                .filter(|&(_, place)| may(standing, action, place))
                .map(|(place, _)| place)
                .collect();
            let allowed = if allowed.is_empty() { String::from("-") } else { allowed.join(" ") };
            text.push_str(&format!("{:<20} {name:<22} {allowed}\n", action.code()));
        }
    }
    if std::env::var_os("PRONGSAI_WRITE_SNAPSHOTS").is_some() {
        std::fs::write(concat!(env!("CARGO_MANIFEST_DIR"), "/tests/it/access.txt"), &text).unwrap();
        return;
    }
    assert_eq!(text, MATRIX, "run again with PRONGSAI_WRITE_SNAPSHOTS=1 if the change is meant");
}
