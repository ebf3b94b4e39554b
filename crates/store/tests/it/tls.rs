//! TLS to a server that takes nothing else, with certificates made here.

use std::net::{Ipv4Addr, TcpListener};

use rcgen::{BasicConstraints, CertificateParams, CertifiedIssuer, IsCa, KeyPair, PKCS_ECDSA_P256_SHA256};
use store::{Link, Store};

use crate::engines::Folder;
use testkit::cluster::Cluster;

struct Authority(CertifiedIssuer<'static, KeyPair>);

impl Authority {
    fn new() -> Authority {
        let mut params = CertificateParams::new(Vec::new()).expect("parameters");
        params.is_ca = IsCa::Ca(BasicConstraints::Unconstrained);
        let key = KeyPair::generate_for(&PKCS_ECDSA_P256_SHA256).expect("a key");
        Authority(CertifiedIssuer::self_signed(params, key).expect("signed"))
    }

    /// Certificate and key for a name.
    fn issue(&self, name: &str) -> (String, String) {
        let key = KeyPair::generate_for(&PKCS_ECDSA_P256_SHA256).expect("a key");
        let params = CertificateParams::new(vec![name.to_owned()]).expect("parameters");
        (params.signed_by(&key, &self.0).expect("signed").pem(), key.serialize_pem())
    }
}

/// A cluster that listens on a port of this machine and refuses whoever comes without TLS.
fn cluster(certificate: &str, key: &str) -> Option<(Cluster, u16)> {
    let free = TcpListener::bind((Ipv4Addr::LOCALHOST, 0)).expect("a port");
    let port = free.local_addr().expect("its address").port();
    drop(free);
    let prepare = format!(
        "umask 077\ncat > server.crt <<'PEM'\n{certificate}PEM\ncat > server.key <<'PEM'\n{key}PEM\n\
         printf '%s\\n' 'local all all trust' 'hostssl all all 127.0.0.1/32 trust' > pg_hba.conf\n"
    );
    let settings = format!("'ssl = on' \"listen_addresses = '127.0.0.1'\" 'port = {port}'");
    Cluster::start_after(&prepare, &settings).map(|cluster| (cluster, port))
}

#[tokio::test]
async fn a_server_is_reached_by_tls_and_nobody_else_is_taken_for_it() {
    let (ours, other) = (Authority::new(), Authority::new());
    let (certificate, key) = ours.issue("localhost");
    let Some((cluster, port)) = cluster(&certificate, &key) else { return };
    let folder = Folder::new();
    let file = |name: &str, pem: String| {
        let path = folder.file(name);
        std::fs::write(&path, pem).expect("written");
        path.display().to_string().replace('/', "%2F")
    };
    let (trusted, stranger) = (file("ours.pem", ours.0.pem()), file("other.pem", other.0.pem()));
    let empty = file("empty.pem", String::from("no certificate\n"));
    let address = |host: &str, more: &str| format!("postgres://prongsai@{host}:{port}/postgres{more}");

    let plain = Store::open(&address("localhost", "")).await.map(drop).expect_err("plain is refused");
    assert!(plain.to_string().contains("no encryption"), "{plain}");

    let by_tls = format!("?sslmode=verify-full&sslrootcert={trusted}");
    let store = Store::open(&address("localhost", &by_tls)).await.expect("by TLS");
    assert_eq!(store.link(), Link::Encrypted);
    // The server's own word for it: every connection of the program's is encrypted.
    let seen = cluster.run_at(
        port,
        "SELECT count(*), count(*) FILTER (WHERE s.ssl) FROM pg_stat_ssl s JOIN pg_stat_activity a USING (pid) \
         WHERE a.application_name = 'prongsai'",
    );
    let (all, encrypted) = seen.split_once('|').expect("two counts");
    assert!(all == encrypted && all != "0", "{seen}");
    crate::samples::agency(&store, "อบต.หนึ่ง").await;
    store.close().await;

    let refused = [
        // Signed by somebody else; by none that browsers trust; for another name; nobody trusted at all.
        (address("localhost", &format!("?sslrootcert={stranger}")), "certificate"),
        (address("localhost", "?sslmode=verify-full"), "certificate"),
        (address("127.0.0.1", &by_tls), "certificate"),
        (address("localhost", &format!("?sslrootcert={empty}")), "no certificate"),
        (address("localhost", "?sslrootcert=%2Fno%2Fsuch.pem"), "such.pem"),
    ];
    for (address, why) in refused {
        let error = Store::open(&address).await.map(drop).expect_err(&address);
        assert!(error.code() == "open" && error.to_string().contains(why), "{address}: {error}");
    }
}
