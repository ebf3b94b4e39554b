//! Settings: layers, origins, and everything that may be wrong with them; the store's commands by way of them.

use std::path::PathBuf;

use prongsai::config::{KEYS, Origin, Sources, Values, gather};

use crate::runner::{self, folder};

fn pairs(pairs: &[(&str, &str)]) -> Vec<(String, String)> {
    pairs.iter().map(|&(name, value)| (name.to_owned(), value.to_owned())).collect()
}

fn sources(name: &str, file: &str) -> Sources {
    let folder = folder(&format!("config-{name}"));
    std::fs::write(folder.join("prongsai.toml"), file).unwrap();
    Sources { folder, ..Sources::default() }
}

#[test]
fn later_layers_win_and_each_value_tells_its_origin() {
    let mut sources = sources("layers", "\nlog = \"debug\"\nbackups = \"/b\"\nlisten = \"127.0.0.1:1\"\n");
    sources.variables = pairs(&[("PRONGSAI_LOG", "warn"), ("PRONGSAI_LISTEN", "127.0.0.1:2"), ("HOME", "/")]);
    sources.flags = pairs(&[("listen", "localhost:3")]);
    let settings = gather(&sources).unwrap();
    let origin = |name: &str| settings.found(name).unwrap().origin.clone();
    assert_eq!(origin("database"), Origin::Default);
    assert_eq!(origin("backups"), Origin::File(sources.folder.join("prongsai.toml"), 3));
    assert_eq!(origin("log"), Origin::Variable(String::from("PRONGSAI_LOG")));
    assert_eq!(origin("listen"), Origin::Flag);
    let values = Values::read(&settings).unwrap();
    assert_eq!((values.log.as_str(), values.listen.port()), ("warn", 3));
    assert_eq!(values.backups, PathBuf::from("/b"));
}

#[test]
fn the_defaults_can_be_used_and_names_are_unique() {
    let settings = gather(&Sources { folder: folder("config-none"), ..Sources::default() }).unwrap();
    Values::read(&settings).unwrap();
    let names: std::collections::BTreeSet<&str> = KEYS.iter().map(|key| key.name).collect();
    assert_eq!(names.len(), KEYS.len());
    for key in KEYS {
        assert!(!key.title().th.is_empty() && !key.title().en.is_empty(), "{}", key.name);
    }
}

#[test]
fn everything_unknown_is_told_at_once_with_its_place() {
    let mut sources = sources("unknown", "lissten = \"x\"\n\nlog = [1]\n");
    sources.variables = pairs(&[("PRONGSAI_LOGG", "warn"), ("PRONGSAI_LIMITS", "of another option")]);
    sources.flags = pairs(&[("orgin", "y")]);
    let failure = gather(&sources).unwrap_err();
    assert_eq!(failure.kind.exit(), 5);
    let told: Vec<(&str, Option<usize>)> = failure
        .troubles
        .iter()
        .map(|trouble| (trouble.place.path.as_deref().unwrap(), trouble.place.line))
        .collect();
    assert_eq!(told, [("lissten", Some(1)), ("log", Some(3)), ("PRONGSAI_LOGG", None), ("orgin", None)]);
    assert!(failure.troubles[0].remedy.en.contains("listen"));
    assert!(failure.troubles[2].remedy.en.contains("PRONGSAI_LOG?"));
}

#[test]
fn bad_values_are_refused_with_a_remedy() {
    let bad = [
        ("listen", "8568"),
        ("metrics-listen", "nowhere"),
        ("origin", "https://a/b"),
        ("origin", "ftp://a"),
        ("database", "mysql://root:hunter2@h/d"),
        ("session-idle-minutes", "0"),
        ("session-longest-hours", "สิบ"),
        ("log", "loud"),
        ("log-format", "xml"),
        ("behind-proxy", "maybe"),
        ("oidc-preset", "facebook"),
        ("mail-security", "ssl"),
        ("database-root-certificate", "ca.pem"),
    ];
    for (name, value) in bad {
        let flags = pairs(&[(name, value)]);
        let settings =
            gather(&Sources { folder: folder("config-bad"), flags, ..Sources::default() }).unwrap();
        let failure = Values::read(&settings).unwrap_err();
        assert_eq!(failure.troubles.len(), 1, "{name} = {value}");
        let trouble = &failure.troubles[0];
        assert_eq!(trouble.place.path.as_deref(), Some(name));
        assert!(!trouble.remedy.th.is_empty());
        assert!(!failure.json().to_string().contains("hunter2"));
    }
    let thai = pairs(&[("session-idle-minutes", "๔๕")]);
    let settings =
        gather(&Sources { folder: folder("config-thai"), flags: thai, ..Sources::default() }).unwrap();
    assert_eq!(Values::read(&settings).unwrap().idle.as_mins(), 45);
}

#[test]
fn a_password_within_an_address_is_not_shown() {
    let shown = runner::run(&[
        "config",
        "show",
        "--origin",
        "--set",
        "database=postgres://ita:hunter2@db/ita",
        "--set",
        "oidc-client-secret=hunter2",
    ]);
    assert_eq!(shown.exit, 0, "{}", shown.err);
    assert!(
        shown.out.contains("postgres://ita:••••@db/ita") && !shown.out.contains("hunter2"),
        "{}",
        shown.out
    );
}

#[test]
fn a_store_is_made_backed_up_checked_and_brought_back() {
    let here = folder("config-store");
    let address = |name: &str| format!("sqlite:{}", here.join(name).display());
    let backup = here.join("one.backup").display().to_string();
    let (first, second) = (address("first.db"), address("second.db"));
    let run = |arguments: &[&str]| {
        let answer = runner::run(arguments);
        (answer.exit, answer.out, answer.err)
    };
    assert_eq!(run(&["migrate", "--database", &first]).0, 0);
    assert_eq!(run(&["backup", "--database", &first, "--out", &backup]).0, 0);
    let (code, _, again) = run(&["backup", "--database", &first, "--out", &backup]);
    assert_eq!((code, again.contains("--out")), (1, true), "{again}");
    assert_eq!(run(&["restore", &backup, "--check"]).0, 0);
    assert_eq!(run(&["restore", &backup, "--database", &second]).0, 0);
    let cut = here.join("cut.backup");
    let bytes = std::fs::read(&backup).unwrap();
    std::fs::write(&cut, &bytes[..bytes.len() / 2]).unwrap();
    let (code, out, err) = run(&["restore", &cut.display().to_string(), "--check"]);
    assert!(code != 0 && out.is_empty() && !err.is_empty());
    assert_eq!(run(&["restore", "not-there.backup"]).0, 3);
}

#[test]
fn other_servers_are_set_whole_and_never_without_encryption() {
    let read = |flags: &[(&str, &str)]| {
        let flags = pairs(flags);
        let sources = Sources { folder: folder("config-outside"), flags, ..Sources::default() };
        Values::read(&gather(&sources).unwrap())
    };
    let wrong = |flags: &[(&str, &str)]| -> Vec<String> {
        let failure = read(flags).unwrap_err();
        failure.troubles.into_iter().filter_map(|trouble| trouble.place.path).collect()
    };
    let provider = read(&[
        ("oidc-preset", "thaid"),
        ("oidc-issuer", "https://id.example.go.th"),
        ("oidc-client-id", "ita"),
        ("oidc-scopes", "openid pid"),
        ("oidc-strong-acr", "high"),
    ]);
    let provider = provider.unwrap().provider.unwrap();
    assert_eq!((provider.key.as_str(), provider.title.en.as_str()), ("thaid", "ThaID"));
    assert_eq!((provider.scopes, provider.strong_acr), (vec!["pid".to_owned()], vec!["high".to_owned()]));
    assert!(provider.client_secret.is_none() && read(&[]).unwrap().provider.is_none());
    assert_eq!(wrong(&[("oidc-issuer", "http://id.example.go.th")]), ["oidc-issuer", "oidc-client-id"]);
    // A name that only looks like this machine's.
    assert_eq!(
        wrong(&[("oidc-issuer", "http://localhost:1@id.example.go.th"), ("oidc-client-id", "ita")]),
        ["oidc-issuer"]
    );
    assert!(read(&[("oidc-issuer", "http://127.0.0.1:9000"), ("oidc-client-id", "ita")]).is_ok());

    let from = ("mail-from", "ita@example.go.th");
    let mail = |server: &str, security: &str| {
        read(&[from, ("mail-server", server), ("mail-security", security)]).unwrap().mail.unwrap()
    };
    assert_eq!(mail("mail.example.go.th", "tls").port, 465);
    assert_eq!(mail("mail.example.go.th", "starttls").port, 587);
    assert_eq!(mail("localhost:1025", "none").port, 1025);
    assert_eq!(wrong(&[from, ("mail-server", "mail.go.th"), ("mail-security", "none")]), ["mail-security"]);
    assert_eq!(wrong(&[("mail-server", "mail.go.th:smtp")]), ["mail-server", "mail-from"]);

    let database = |address: &str| {
        read(&[("database", address), ("database-root-certificate", "/etc/ca & co.pem")]).unwrap().database
    };
    assert_eq!(database("postgres://a@db/c"), "postgres://a@db/c?sslrootcert=/etc/ca%20%26%20co.pem");
    assert_eq!(database("postgres://a@db/c?x=1"), "postgres://a@db/c?x=1&sslrootcert=/etc/ca%20%26%20co.pem");
}
