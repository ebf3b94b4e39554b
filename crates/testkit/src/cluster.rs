//! A throw-away PostgreSQL cluster: made in a temporary folder, reached through a socket in it, gone when the test
//! program ends, however that happens.

use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};
use std::sync::OnceLock;
use std::sync::atomic::{AtomicU32, Ordering};
use std::thread::sleep;
use std::time::Duration;

/// A running cluster; stopped and removed when it is dropped, or when this process ends.
pub struct Cluster {
    folder: PathBuf,
    programs: PathBuf,
    /// A shell that stops the server and removes the folder when its standard input ends.
    keeper: Child,
}

static NUMBER: AtomicU32 = AtomicU32::new(0);

/// The cluster that tests share; `None` on systems for which the test command does not install one.
pub fn shared() -> Option<&'static Cluster> {
    static SHARED: OnceLock<Option<Cluster>> = OnceLock::new();
    SHARED.get_or_init(|| Cluster::start("")).as_ref()
}

fn programs() -> Option<PathBuf> {
    let mut versions: Vec<PathBuf> = std::fs::read_dir("/usr/lib/postgresql")
        .into_iter()
        .flatten()
        .filter_map(|entry| Some(entry.ok()?.path().join("bin")))
        .filter(|bin| bin.join("initdb").exists())
        .collect();
    versions.sort();
    if let Some(newest) = versions.pop() {
        return Some(newest);
    }
    let path = std::env::var_os("PATH")?;
    std::env::split_paths(&path).find(|folder| folder.join("initdb").is_file())
}

fn is_root() -> bool {
    let told = Command::new("id").arg("-u").output();
    told.is_ok_and(|told| told.stdout.trim_ascii() == b"0")
}

impl Cluster {
    /// Starts a cluster with further lines in its settings; `None` where the test command installs no PostgreSQL.
    ///
    /// # Panics
    /// When PostgreSQL is not there although the test command installs it, or does not start.
    pub fn start(settings: &str) -> Option<Cluster> {
        Cluster::start_after("", settings)
    }

    /// The same, with commands that run in the folder of its data before it starts.
    ///
    /// # Panics
    /// As [`Cluster::start`].
    #[expect(clippy::panic, reason = "a test without its database must not pass")]
    pub fn start_after(prepare: &str, settings: &str) -> Option<Cluster> {
        let Some(programs) = programs() else {
            if cfg!(target_os = "linux") {
                panic!(
                    "PostgreSQL is not installed: run `cargo xtask test --only tools`, or install `postgresql`"
                );
            }
            println!("skipped: PostgreSQL is not installed on this system");
            return None;
        };
        let number = NUMBER.fetch_add(1, Ordering::Relaxed);
        let folder = std::env::temp_dir().join(format!("prongsai-pg-{}-{number}", std::process::id()));
        let (shown, bin) = (folder.display(), programs.display());
        // Nothing of the server may reach the output pipe: whoever reads that would wait for the server's end.
        let script = format!(
            "mkdir -m 700 {shown} || exit 1\n\
             {bin}/initdb -D {shown}/data -U prongsai -A trust -E UTF8 --locale=C.UTF-8 -N > {shown}/initdb.log 2>&1 || exit 1\n\
             printf '%s\\n' \"listen_addresses = ''\" \"unix_socket_directories = '{shown}'\" 'max_connections = 300' \
             {settings} >> {shown}/data/postgresql.conf\n\
             cd {shown}/data || exit 1\n{prepare}\ncd /\n\
             start() {{ {bin}/pg_ctl -D {shown}/data -l {shown}/log -w -t 60 start > /dev/null 2>&1; }}\n\
             start || exit 1\n\
             echo ready > {shown}/ready\n\
             while read word; do case $word in\n\
             crash) {bin}/pg_ctl -D {shown}/data -m immediate stop > /dev/null 2>&1; start; echo up > {shown}/$word.done;;\n\
             esac; done\n\
             {bin}/pg_ctl -D {shown}/data -m immediate stop > /dev/null 2>&1\n\
             rm -rf {shown}\n"
        );
        let mut command = if is_root() {
            let mut command = Command::new("runuser");
            command.args(["-u", "postgres", "--", "sh", "-c", &script]);
            command
        } else {
            let mut command = Command::new("sh");
            command.args(["-c", &script]);
            command
        };
        command.current_dir("/").stdin(Stdio::piped()).stdout(Stdio::null()).stderr(Stdio::null());
        let keeper = command.spawn().expect("a shell");
        let mut cluster = Cluster { folder, programs, keeper };
        cluster.wait_for(&cluster.folder.join("ready"));
        Some(cluster)
    }

    #[expect(clippy::panic, reason = "a test without its database must not pass")]
    fn wait_for(&mut self, file: &Path) {
        for _ in 0..1_200 {
            if file.exists() {
                return;
            }
            let ended = self.keeper.try_wait().expect("asked");
            assert!(ended.is_none(), "PostgreSQL did not start: see the package's own log");
            sleep(Duration::from_millis(50));
        }
        panic!("PostgreSQL did not start within a minute");
    }

    /// Stops the server as a crash would, and starts it again.
    ///
    /// # Panics
    /// When it does not come back.
    #[expect(clippy::panic, reason = "a test without its database must not pass")]
    pub fn crash(&mut self) {
        use std::io::Write as _;
        let done = self.folder.join("crash.done");
        let _ = std::fs::remove_file(&done);
        let stdin = self.keeper.stdin.as_mut().expect("piped");
        stdin.write_all(b"crash\n").expect("written");
        stdin.flush().expect("written");
        for _ in 0..1_200 {
            if done.exists() {
                return;
            }
            sleep(Duration::from_millis(50));
        }
        panic!("PostgreSQL did not come back within a minute");
    }

    /// The folder of the socket, as drivers call the host.
    pub fn socket(&self) -> &Path {
        &self.folder
    }

    /// The address of a database.
    pub fn address(&self, database: &str) -> String {
        let host: String = self.folder.display().to_string().replace('/', "%2F");
        format!("postgres://prongsai@/{database}?host={host}")
    }

    /// Makes a database, and answers its address.
    pub fn database(&self, options: &str) -> String {
        static NUMBER: AtomicU32 = AtomicU32::new(0);
        let name = format!("t{}", NUMBER.fetch_add(1, Ordering::Relaxed));
        self.run("postgres", &format!("CREATE DATABASE {name} {options}"));
        self.address(&name)
    }

    /// Runs a statement as the administrator, and answers the rows as text.
    ///
    /// # Panics
    /// When the server refuses it.
    pub fn run(&self, database: &str, sql: &str) -> String {
        self.psql(&["-d", database], sql)
    }

    /// The same on a cluster with a port of its own, in the database `postgres`.
    pub fn run_at(&self, port: u16, sql: &str) -> String {
        self.psql(&["-d", "postgres", "-p", &port.to_string()], sql)
    }

    fn psql(&self, place: &[&str], sql: &str) -> String {
        let output = Command::new(self.programs.join("psql"))
            .arg("-qtA")
            .args(["-v", "ON_ERROR_STOP=1", "-U", "prongsai", "-c", sql])
            .args(place)
            .arg("-h")
            .arg(&self.folder)
            .output()
            .expect("psql");
        assert!(output.status.success(), "{sql}: {}", String::from_utf8_lossy(&output.stderr));
        String::from_utf8_lossy(&output.stdout).trim().to_owned()
    }
}

impl Drop for Cluster {
    fn drop(&mut self) {
        drop(self.keeper.stdin.take());
        let _ = self.keeper.wait();
    }
}
