//! How the server is reached: its address, and whether the way to it is encrypted.
//!
//! A server on this machine is reached as it is. Any other one only by TLS with a certificate that is checked down
//! to the host's name (what PostgreSQL calls `verify-full`), unless the address says `sslmode=disable`: nothing is
//! ever plain on a network without somebody having written so.

use std::path::{Path, PathBuf};
use std::sync::Arc;

use postgres::Config;
use postgres::config::{Host, SslMode};
use rustls::pki_types::CertificateDer;
use rustls::pki_types::pem::PemObject as _;
use rustls::{ClientConfig, RootCertStore};
use tokio_postgres_rustls::MakeRustlsConnect;

use super::PATIENCE;
use crate::error::{Error, Result};

/// How data travels between the program and the database.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Link {
    /// Not over a network: a file, a socket, or a server on this machine.
    Here,
    /// Over TLS, the certificate checked with the host's name.
    Encrypted,
    /// Over a network for everybody on the way to read, because the address says `sslmode=disable`.
    Plain,
}

/// A server's address, read.
#[derive(Clone)]
pub(crate) struct Server {
    pub config: Config,
    pub tls: Option<MakeRustlsConnect>,
    pub link: Link,
}

impl std::fmt::Debug for Server {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        // The driver's own form leaves the password out.
        f.debug_struct("Server").field("config", &self.config).field("link", &self.link).finish()
    }
}

impl Server {
    /// Reads `postgres://USER@HOST/DATABASE` with `sslmode` and `sslrootcert` as PostgreSQL's own programs take
    /// them. Of the modes there are `verify-full`, which `verify-ca` and `require` stand for as well, and `disable`.
    pub fn read(address: &str) -> Result<Server> {
        let Parts { rest, mode, roots } = Parts::of(address)?;
        let unread = |_| Error::Address("the part after postgres:// cannot be read".into());
        let mut config: Config = rest.parse().map_err(unread)?;
        config.application_name("prongsai");
        if config.get_connect_timeout().is_none() {
            config.connect_timeout(PATIENCE);
        }
        let near = is_near(&config);
        let link = match mode.as_deref() {
            None if near && roots.is_none() => Link::Here,
            None | Some("verify-full" | "verify-ca" | "require") => Link::Encrypted,
            Some("disable") if near => Link::Here,
            Some("disable") => Link::Plain,
            Some(_) => {
                let modes = "sslmode is verify-full, or disable where the network is yours alone";
                return Err(Error::Address(modes.into()));
            }
        };
        let tls = if link == Link::Encrypted { Some(tls(roots.as_deref())?) } else { None };
        config.ssl_mode(if tls.is_some() { SslMode::Require } else { SslMode::Disable });
        Ok(Server { config, tls, link })
    }
}

/// An address without what the driver does not know.
struct Parts {
    rest: String,
    mode: Option<String>,
    roots: Option<PathBuf>,
}

impl Parts {
    fn of(address: &str) -> Result<Parts> {
        let Some((base, query)) = address.split_once('?') else {
            return Ok(Parts { rest: address.to_owned(), mode: None, roots: None });
        };
        let (mut kept, mut mode, mut roots) = (Vec::new(), None, None);
        for pair in query.split('&') {
            match pair.split_once('=') {
                Some(("sslmode", value)) => mode = Some(decoded(value)?),
                Some(("sslrootcert", value)) => roots = Some(PathBuf::from(decoded(value)?)),
                _ => kept.push(pair),
            }
        }
        let rest = if kept.is_empty() { base.to_owned() } else { format!("{base}?{}", kept.join("&")) };
        Ok(Parts { rest, mode, roots })
    }
}

/// A value of an address, in which `%2F` stands for a slash.
fn decoded(value: &str) -> Result<String> {
    let wrong = || Error::Address("a value after ? cannot be read".into());
    let mut bytes = Vec::with_capacity(value.len());
    let mut left = value.bytes();
    while let Some(byte) = left.next() {
        if byte != b'%' {
            bytes.push(byte);
            continue;
        }
        let mut digit = || left.next().and_then(|digit| char::from(digit).to_digit(16)).ok_or_else(wrong);
        let code = digit()? * 16 + digit()?;
        bytes.push(u8::try_from(code).map_err(|_| wrong())?);
    }
    String::from_utf8(bytes).map_err(|_| wrong())
}

/// Whether every place where the server may be is on this machine.
fn is_near(config: &Config) -> bool {
    let is_here = |host: &Host| match host {
        Host::Tcp(name) => {
            name == "localhost" || name.parse::<std::net::IpAddr>().is_ok_and(|address| address.is_loopback())
        }
        #[cfg(unix)]
        Host::Unix(_) => true,
    };
    config.get_hosts().iter().all(is_here) && config.get_hostaddrs().iter().all(std::net::IpAddr::is_loopback)
}

/// TLS with the authorities of a file, or with those that browsers trust.
fn tls(roots: Option<&Path>) -> Result<MakeRustlsConnect> {
    let mut trusted = RootCertStore::empty();
    match roots {
        None => trusted.extend(webpki_roots::TLS_SERVER_ROOTS.iter().cloned()),
        Some(file) => {
            let unread = |why: String| Error::Open(format!("sslrootcert {}: {why}", file.display()));
            let found = CertificateDer::pem_file_iter(file).map_err(|error| unread(error.to_string()))?;
            for one in found {
                let one = one.map_err(|error| unread(error.to_string()))?;
                trusted.add(one).map_err(|error| unread(error.to_string()))?;
            }
            if trusted.is_empty() {
                return Err(unread("it holds no certificate".into()));
            }
        }
    }
    let provider = Arc::new(rustls::crypto::ring::default_provider());
    let versions = ClientConfig::builder_with_provider(provider)
        .with_safe_default_protocol_versions()
        .map_err(|error| Error::Open(error.to_string()))?;
    Ok(MakeRustlsConnect::new(versions.with_root_certificates(trusted).with_no_client_auth()))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn link(address: &str) -> Link {
        Server::read(address).expect(address).link
    }

    #[test]
    fn nothing_is_plain_on_a_network_unless_somebody_says_so() {
        for address in [
            "postgres://ita@db.example.go.th/ita",
            "postgres://ita@10.0.0.5:5433/ita?connect_timeout=3",
            "postgres://ita@db/ita?sslmode=require",
            "postgres://ita@db/ita?sslmode=verify-ca",
            "postgres://ita@localhost,db/ita",
            "postgres://ita@localhost/ita?hostaddr=10.0.0.5",
            "postgres://ita@localhost/ita?sslmode=verify-full",
        ] {
            assert_eq!(link(address), Link::Encrypted, "{address}");
        }
        for address in [
            "postgres://ita@localhost/ita",
            "postgres://ita@127.0.0.9/ita",
            "postgres://ita@[::1]/ita",
            "postgres://ita@localhost/ita?sslmode=disable",
        ] {
            assert_eq!(link(address), Link::Here, "{address}");
        }
        assert_eq!(link("postgres://ita@db/ita?sslmode=disable"), Link::Plain);
        for mode in ["prefer", "allow", "", "full", "%zz"] {
            let refused = Server::read(&format!("postgres://ita@db/ita?sslmode={mode}")).expect_err(mode);
            assert_eq!(refused.code(), "address", "{mode}");
        }
    }

    #[cfg(unix)]
    #[test]
    fn a_socket_is_here() {
        assert_eq!(link("postgres://ita@/ita?host=%2Fvar%2Frun%2Fpostgresql"), Link::Here);
    }

    #[test]
    fn other_options_stay() {
        let server = Server::read("postgres://ita@db/ita?sslmode=disable&connect_timeout=3").expect("read");
        assert_eq!(server.config.get_connect_timeout().map(|time| time.as_secs()), Some(3));
        assert_eq!(decoded("%2Fa%20b").expect("decoded"), "/a b");
    }
}
