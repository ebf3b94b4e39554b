//! Letters, taken by a mail server of the test's own.

use std::io::{BufRead as _, BufReader, Write as _};
use std::net::{Ipv4Addr, TcpListener};
use std::thread::{JoinHandle, spawn};

use prongsai::commands::serve::mail::Smtp;
use prongsai::config::{MailServer, Security};
use service::oidc::Secret;
use service::ports::{Letter, Mail as _};

/// Talks to one client, and answers what it said. The answer to `RCPT` is as the test wants it.
fn server(recipient: &'static str) -> (u16, JoinHandle<String>) {
    let listener = TcpListener::bind((Ipv4Addr::LOCALHOST, 0)).unwrap();
    let port = listener.local_addr().unwrap().port();
    let talk = move || {
        let (stream, _) = listener.accept().unwrap();
        let mut out = stream.try_clone().unwrap();
        let mut said = String::new();
        let mut in_letter = false;
        out.write_all(b"220 here\r\n").unwrap();
        for line in BufReader::new(stream).lines() {
            let Ok(line) = line else { break };
            said.push_str(&line);
            said.push('\n');
            let word = line.get(..4).unwrap_or_default();
            let answer = match word {
                _ if in_letter && line != "." => continue,
                _ if in_letter => {
                    in_letter = false;
                    "250 taken\r\n"
                }
                "DATA" => {
                    in_letter = true;
                    "354 go on\r\n"
                }
                "RCPT" => recipient,
                "QUIT" => "221 bye\r\n",
                _ => "250 here\r\n",
            };
            if out.write_all(answer.as_bytes()).is_err() || word == "QUIT" {
                break;
            }
        }
        said
    };
    (port, spawn(talk))
}

fn mail(port: u16, security: Security) -> Smtp {
    Smtp::new(MailServer {
        host: String::from("127.0.0.1"),
        port,
        security,
        user: String::new(),
        password: Secret(String::new()),
        from: String::from("ita@example.go.th"),
    })
}

fn letter() -> Letter {
    Letter {
        to: String::from("officer@example.go.th"),
        subject: String::from("คำเชิญ"),
        body: String::from("open https://ita.example.go.th/join/abc\n"),
    }
}

#[test]
fn a_letter_reaches_the_server() {
    let (port, said) = server("250 yes\r\n");
    let smtp = mail(port, Security::None);
    assert!(smtp.is_set_up());
    smtp.send(&letter()).unwrap();
    let said = said.join().unwrap();
    for part in ["MAIL FROM:<ita@example.go.th>", "RCPT TO:<officer@example.go.th>", "/join/abc", "=?utf-8?"]
    {
        assert!(said.contains(part), "{part} in {said}");
    }
}

#[test]
fn a_refused_letter_is_no_letter() {
    let (port, said) = server("550 nobody here\r\n");
    let error = mail(port, Security::None).send(&letter()).unwrap_err();
    assert!(error.contains("550") || error.contains("nobody"), "{error}");
    drop(said);
}

#[test]
fn a_server_without_encryption_gets_nothing_when_it_is_asked_for() {
    let (port, said) = server("250 yes\r\n");
    assert!(mail(port, Security::StartTls).send(&letter()).is_err());
    let said = said.join().unwrap();
    assert!(!said.contains("RCPT") && !said.contains("/join/"), "{said}");
}
