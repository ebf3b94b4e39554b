//! One-time codes from a telephone, and spare codes on paper for the day it is lost.

use domain::Text;
use store::{Digest, PersonId, credentials, people, sessions, spare_codes};
use totp_rs::{Builder, Totp};

use super::{SignedIn, Visit, locked, needs_two_factors, second_factors, seconds};
use crate::{Caller, Code, Problem, Result, Service};

/// How many spare codes are given.
const SPARE_CODES: usize = 10;

/// What is shown once, so that a telephone can be set up.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct TotpStart {
    /// `otpauth://totp/…`, to be shown as a QR code.
    pub url: String,
    /// The same secret, to be typed.
    pub secret: String,
}

/// What is shown once after the first code.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct TotpDone {
    /// The session with its new secret, now with two factors.
    pub session: SignedIn,
    /// Codes to be written down, each of use once.
    pub spare_codes: Vec<String>,
}

fn totp(secret: &[u8], login: &str) -> Result<Totp> {
    let builder = Builder::new().with_secret(secret.to_vec()).with_skew(1).with_issuer(Some("Prongsai"));
    // A colon parts the issuer from the name in the address.
    let built = builder.with_account_name(login.replace(':', ".")).build();
    built.map_err(|error| Problem::new(Code::Internal).with_cause(error.to_string()))
}

fn removal_refused() -> Problem {
    Problem::new(Code::Conflict).with_detail(Text::new(
        "บทบาทของท่านต้องมีการยืนยันขั้นที่สอง ให้เพิ่มวิธีอื่นก่อนแล้วจึงลบวิธีนี้",
        "your role needs a second factor: add another one first, then remove this",
    ))
}

impl Service {
    /// Begins to set up one-time codes; they count after [`Service::totp_confirm`]. One begun earlier is replaced.
    ///
    /// # Errors
    /// [`Code::Exists`] when codes are set up already; [`Code::ProveAgain`].
    pub async fn totp_start(&self, caller: &Caller) -> Result<TotpStart> {
        let (act, person, _) = self.allow_freshly(caller).await?;
        let secret: [u8; 20] = self.random();
        let login = self
            .store()
            .write(move |tx| {
                match credentials::totp(tx, &person)? {
                    Some(totp) if totp.is_confirmed => return Err(Problem::new(Code::Exists)),
                    Some(_) => credentials::remove_totp(tx, &act, &person)?,
                    None => {}
                }
                credentials::add_totp(tx, &act, &person, &secret)?;
                Ok(people::get(tx, &person)?.details.login)
            })
            .await?;
        let totp = totp(&secret, &login)?;
        let url =
            totp.to_url().map_err(|error| Problem::new(Code::Internal).with_cause(error.to_string()))?;
        Ok(TotpStart { url, secret: totp.secret().to_base32() })
    }

    /// Confirms one-time codes with the first. Every other session of the person ends, this one gets a new secret.
    ///
    /// # Errors
    /// [`Code::Invalid`] with the field `code`; [`Code::NotFound`] when none were begun.
    pub async fn totp_confirm(&self, caller: &Caller, visit: &Visit, code: &str) -> Result<TotpDone> {
        let (act, person, session) = self.allow_freshly(caller).await?;
        self.charge_address(super::limits::Of::Address, visit)?;
        self.charge(super::limits::Of::Code, person.as_str())?;
        let (codes, digests) = self.draw_spare_codes();
        let (secret, token) = self.secret();
        let (code, now) = (plain(code), self.now());
        let renewed = self
            .store()
            .write(move |tx| {
                let kept = credentials::totp(tx, &person)?.filter(|totp| !totp.is_confirmed);
                let kept = kept.ok_or_else(|| Problem::new(Code::NotFound))?;
                let Some(step) = step(&kept.secret, &code, now)? else {
                    return Err(Problem::field(
                        "code",
                        Text::new(
                            "รหัสไม่ตรง ให้ตรวจว่าเวลาในโทรศัพท์ถูกต้อง แล้วใส่รหัสล่าสุด",
                            "the code does not match: check the time on the telephone and type the newest code",
                        ),
                    ));
                };
                credentials::use_totp(tx, &act, &person, step)?;
                spare_codes::set(tx, &act, &person, &digests)?;
                sessions::end_of_person(tx, &act, &person, Some(&session), "second-factor-added")?;
                sessions::renew(tx, &act, &session, &token, true)?;
                Ok(sessions::get(tx, &session)?)
            })
            .await?;
        locked(&self.memory().limits).forgive(super::limits::Of::Code, person.as_str());
        Ok(TotpDone { session: Service::renewed(&renewed, secret), spare_codes: codes })
    }

    /// Removes one-time codes, and the spare codes with the last second factor.
    ///
    /// # Errors
    /// [`Code::Conflict`] when a role of the person needs this last second factor; [`Code::NotFound`].
    pub async fn totp_remove(&self, caller: &Caller) -> Result<()> {
        let (act, person, _) = self.allow_freshly(caller).await?;
        self.store()
            .write(move |tx| {
                let is_confirmed = credentials::totp(tx, &person)?.is_some_and(|totp| totp.is_confirmed);
                let passkeys = credentials::passkeys(tx, &person)?.len();
                if is_confirmed && passkeys == 0 {
                    last_factor_goes(tx, &act, &person)?;
                }
                Ok(credentials::remove_totp(tx, &act, &person)?)
            })
            .await
    }

    /// Gives new spare codes in place of all earlier ones.
    ///
    /// # Errors
    /// [`Code::Conflict`] when no second factor is set up; [`Code::ProveAgain`].
    pub async fn new_spare_codes(&self, caller: &Caller) -> Result<Vec<String>> {
        let (act, person, _) = self.allow_freshly(caller).await?;
        let (codes, digests) = self.draw_spare_codes();
        self.store()
            .write(move |tx| {
                if !second_factors(tx, &person)?.is_any() {
                    return Err(Problem::new(Code::Conflict).with_detail(Text::new(
                        "ต้องตั้งการยืนยันขั้นที่สองก่อนจึงจะมีรหัสสำรองได้",
                        "set up a second factor first: spare codes stand in for it",
                    )));
                }
                Ok(spare_codes::set(tx, &act, &person, &digests)?)
            })
            .await?;
        Ok(codes)
    }

    /// Whether a code is right; it is used up by that.
    pub(crate) async fn spend_code(&self, person: PersonId, code: &str) -> Result<bool> {
        let (code, now) = (plain(code), self.now());
        let act = store::Act::new(now, store::Actor::Person(person));
        self.store()
            .write(move |tx| {
                let spent = if code.len() == 6 {
                    let Some(kept) = credentials::totp(tx, &person)?.filter(|totp| totp.is_confirmed) else {
                        return Ok(false);
                    };
                    let Some(step) = step(&kept.secret, &code, now)? else { return Ok(false) };
                    credentials::use_totp(tx, &act, &person, step)
                } else {
                    spare_codes::spend(tx, &act, &person, &Digest::of(code.as_bytes()))
                };
                match spent {
                    Ok(()) => Ok(true),
                    Err(store::Error::NotFound(_)) => Ok(false),
                    Err(other) => Err(other.into()),
                }
            })
            .await
    }

    /// Codes like `abcde-fghij-kmnpq`, 75 bits each, and what is kept of them.
    fn draw_spare_codes(&self) -> (Vec<String>, Vec<Digest>) {
        let draw = |_| {
            let (secret, _) = self.secret();
            let short: String = secret.chars().take(15).collect();
            let digest = Digest::of(short.as_bytes());
            let (first, rest) = short.split_at(5);
            let (second, third) = rest.split_at(5);
            (format!("{first}-{second}-{third}"), digest)
        };
        (0..SPARE_CODES).map(draw).unzip()
    }
}

/// A code as it is compared: without spaces and strokes, in small letters and ASCII digits.
fn plain(code: &str) -> String {
    let kept = thai::digits::to_ascii(code).to_lowercase();
    kept.chars().filter(|c| !c.is_whitespace() && *c != '-').take(64).collect()
}

/// The step whose code this is: now, the one before or the one after.
fn step(secret: &[u8], code: &str, now: jiff::Timestamp) -> Result<Option<i64>> {
    let step = totp(secret, "-")?.check(code, seconds(now));
    Ok(step.and_then(|step| i64::try_from(step).ok()))
}

/// Takes away what goes with the last second factor, unless a role needs it.
pub(super) fn last_factor_goes(tx: &mut store::Write<'_>, act: &store::Act, person: &PersonId) -> Result<()> {
    let roles = store::memberships::of_person(tx, person)?;
    if roles.iter().any(|one| needs_two_factors(one.given.role)) {
        return Err(removal_refused());
    }
    Ok(spare_codes::remove(tx, act, person)?)
}
