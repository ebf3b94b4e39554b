//! Letters by SMTP, always over TLS unless the mail server is on this machine.

use std::time::Duration;

use mail_send::mail_builder::MessageBuilder;
use mail_send::mail_builder::headers::address::Address;
use mail_send::{Credentials, SmtpClientBuilder};
use service::ports::{Letter, Mail};

use crate::config::{MailServer, Security};

/// A mail server that takes longer is given up; whoever waits gets the link to hand over instead.
const PATIENCE: Duration = Duration::from_secs(20);

/// Who the letters are from, beside the address.
const SENDER: &str = "โปร่งใส";

/// Hands letters to a mail server.
pub struct Smtp {
    server: MailServer,
}

impl Smtp {
    /// No connection yet.
    pub fn new(server: MailServer) -> Smtp {
        Smtp { server }
    }

    /// Connects, signs in where that is set, and goes again.
    ///
    /// # Errors
    /// Why the server cannot be used.
    pub fn try_out(&self) -> Result<(), String> {
        wait_for(self.talk(None))
    }

    async fn talk(&self, letter: Option<MessageBuilder<'_>>) -> Result<(), String> {
        let server = &self.server;
        let told = |error: mail_send::Error| error.to_string();
        let mut client = SmtpClientBuilder::new(server.host.clone(), server.port)?
            .implicit_tls(server.security == Security::Tls)
            .timeout(PATIENCE);
        if !server.user.is_empty() {
            client = client.credentials(Credentials::Plain {
                username: server.user.clone(),
                secret: server.password.0.clone(),
            });
        }
        if server.security == Security::None {
            let mut open = client.connect_plain().await.map_err(told)?;
            if let Some(letter) = letter {
                open.send(letter).await.map_err(told)?;
            }
            // The letter is taken; how the server says goodbye changes nothing.
            let _ = open.quit().await;
        } else {
            let mut open = client.connect().await.map_err(told)?;
            if let Some(letter) = letter {
                open.send(letter).await.map_err(told)?;
            }
            let _ = open.quit().await;
        }
        Ok(())
    }
}

impl Mail for Smtp {
    fn send(&self, letter: &Letter) -> Result<(), String> {
        let message = MessageBuilder::new()
            .from(Address::new_address(Some(SENDER), self.server.from.clone()))
            .to(letter.to.clone())
            .subject(letter.subject.clone())
            .text_body(letter.body.clone());
        let sent = wait_for(self.talk(Some(message)));
        if let Err(error) = &sent {
            // Neither the address nor the link may stand in the log.
            tracing::warn!(%error, "a letter was not taken by the mail server");
        }
        sent
    }
}

/// Runs a conversation on a thread that may wait; the callers are on such threads.
fn wait_for(work: impl Future<Output = Result<(), String>>) -> Result<(), String> {
    let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build();
    let runtime = runtime.map_err(|error| error.to_string())?;
    runtime.block_on(async {
        // Reading after the greeting has no bound of its own.
        tokio::time::timeout(PATIENCE, work).await.unwrap_or_else(|_| Err(String::from("it took too long")))
    })
}
