//! Providers as an installation sets them, and presets that say what is known of some.

use domain::Text;

/// A provider that people can sign in by.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Provider {
    /// Its name in addresses and in the store: small letters, digits, hyphens.
    pub key: String,
    /// Its name on the button.
    pub title: Text,
    /// The issuer, whose address below `/.well-known/openid-configuration` tells everything else: `https://…`.
    pub issuer: String,
    /// Id of this installation at the provider.
    pub client_id: String,
    /// The secret that goes with it; none for public clients.
    pub client_secret: Option<Secret>,
    /// What is asked for beside `openid`.
    pub scopes: Vec<String>,
    /// The claim by which the owner knows the identity again in a list: `preferred_username`, `email`. It never
    /// decides who somebody is; that is the subject's alone.
    pub label_claim: String,
    /// Values of `acr` that stand for two factors.
    pub strong_acr: Vec<String>,
    /// Values of `amr` that stand for two factors: `mfa`.
    pub strong_amr: Vec<String>,
}

/// A secret that does not show in logs.
#[derive(Clone, PartialEq, Eq)]
pub struct Secret(pub String);

impl std::fmt::Debug for Secret {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("Secret(…)")
    }
}

/// What is known of a provider beforehand. Addresses are not: an agency gets them, with its id and secret, when the
/// provider registers it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Preset {
    /// Its key.
    pub key: &'static str,
    /// Its name in Thai.
    pub title_th: &'static str,
    /// Its name in English.
    pub title_en: &'static str,
    /// Scopes beside `openid`.
    pub scopes: &'static [&'static str],
    /// The claim for the label.
    pub label_claim: &'static str,
    /// Who gives issuer, id and secret.
    pub note_th: &'static str,
    /// The same in English.
    pub note_en: &'static str,
}

/// Presets to begin with.
pub fn presets() -> &'static [Preset] {
    &[
        Preset {
            key: "thaid",
            title_th: "ThaID",
            title_en: "ThaID",
            scopes: &[],
            label_claim: "name",
            note_th: "ขอผู้ออก (issuer) รหัส และความลับของระบบจากกรมการปกครองเมื่อลงทะเบียน",
            note_en: "issuer, id and secret come from the Department of Provincial Administration at registration",
        },
        Preset {
            key: "agency",
            title_th: "บัญชีของหน่วยงาน",
            title_en: "the agency's account",
            scopes: &["profile"],
            label_claim: "preferred_username",
            note_th: "ขอผู้ออก (issuer) รหัส และความลับจากผู้ดูแลระบบบัญชีของหน่วยงาน",
            note_en: "issuer, id and secret come from whoever runs the agency's accounts",
        },
    ]
}

impl Preset {
    /// A provider of this preset, with what the provider gave at registration.
    pub fn provider(&self, issuer: String, client_id: String, client_secret: Option<Secret>) -> Provider {
        Provider {
            key: self.key.to_owned(),
            title: Text::new(self.title_th, self.title_en),
            issuer,
            client_id,
            client_secret,
            scopes: self.scopes.iter().map(|&scope| scope.to_owned()).collect(),
            label_claim: self.label_claim.to_owned(),
            strong_acr: Vec::new(),
            strong_amr: vec!["mfa".to_owned()],
        }
    }
}
