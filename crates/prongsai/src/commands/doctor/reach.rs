//! What only a question to other servers tells: the pages where people reach them, the identity provider, mail.

use std::time::Duration;

use domain::Text;
use service::maintenance::Health;

use super::finding::Finding;
use crate::commands::serve::mail::Smtp;
use crate::config::Values;

/// Nobody waits longer for a doctor.
const PATIENCE: Duration = Duration::from_secs(5);

/// Asks whatever is set.
pub(super) fn look(values: &Values) -> Vec<Finding> {
    let mut found = Vec::new();
    found.extend(values.origin.as_deref().map(pages));
    found.extend(values.provider.as_ref().map(|provider| identity(&provider.issuer)));
    found.extend(values.mail.clone().map(|server| mail(&Smtp::new(server))));
    found
}

fn status(url: &str) -> Result<u16, String> {
    let config = ureq::Agent::config_builder().timeout_global(Some(PATIENCE)).http_status_as_error(false);
    let agent: ureq::Agent = config.build().into();
    agent.get(url).call().map(|answer| answer.status().as_u16()).map_err(|error| error.to_string())
}

fn pages(origin: &str) -> Finding {
    let why = match status(&format!("{origin}/readyz")) {
        Ok(200) => {
            return Finding::good(
                "reach",
                Text::new(format!("เปิดหน้าเว็บที่ {origin} ได้"), format!("the pages answer at {origin}")),
            );
        }
        Ok(status) => status.to_string(),
        Err(why) => why,
    };
    Finding::new(
        "reach",
        Health::Warning,
        Text::new(
            format!("เปิดหน้าเว็บที่ {origin} จากเครื่องนี้ไม่ได้: {why}"),
            format!("the pages do not answer at {origin} from here: {why}"),
        ),
        Text::new(
            "ดูว่า prongsai serve ทำงานอยู่ พร็อกซีส่งต่อมาถูกพอร์ต และใบรับรองยังไม่หมดอายุ",
            "see that `prongsai serve` runs, that the proxy passes on to its port, and that the certificate is valid",
        ),
    )
}

fn identity(issuer: &str) -> Finding {
    let address = format!("{}/.well-known/openid-configuration", issuer.trim_end_matches('/'));
    let why = match status(&address) {
        Ok(200) => {
            return Finding::good(
                "identity-provider",
                Text::new("ติดต่อผู้ให้บริการยืนยันตัวตนได้", "the identity provider answers"),
            );
        }
        Ok(status) => status.to_string(),
        Err(why) => why,
    };
    Finding::new(
        "identity-provider",
        Health::Warning,
        Text::new(
            format!("ผู้ให้บริการยืนยันตัวตนไม่ตอบ: {why}"),
            format!("the identity provider does not answer: {why}"),
        ),
        Text::new(
            "ตรวจ oidc-issuer และไฟร์วอลล์ขาออก ระหว่างนี้เข้าด้วยรหัสผ่านได้",
            "check oidc-issuer and the firewall for what goes out; passwords work meanwhile",
        ),
    )
}

fn mail(server: &Smtp) -> Finding {
    match server.try_out() {
        Ok(()) => Finding::good("mail", Text::new("แม่ข่ายอีเมลรับการเชื่อมต่อ", "the mail server lets us in")),
        Err(why) => Finding::new(
            "mail",
            Health::Warning,
            Text::new(format!("ใช้แม่ข่ายอีเมลไม่ได้: {why}"), format!("the mail server cannot be used: {why}")),
            Text::new(
                "ตรวจ mail-server, mail-security, mail-user ระหว่างนี้ลิงก์จะแสดงให้ส่งมอบเอง",
                "check mail-server, mail-security, mail-user; meanwhile links are shown to be handed over",
            ),
        ),
    }
}
