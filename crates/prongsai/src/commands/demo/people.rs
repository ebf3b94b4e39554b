//! The people of the demonstration: each comes in by a link, as people do, and signs in with a random password.

use domain::{Language, Text};
use service::people::{NewInvite, NewPerson, Visit};
use service::ports::Random as _;
use service::{Caller, Problem, Service};
use store::AgencyId;
use store::memberships::Role;

use crate::commands::office::of_problem;
use crate::commands::serve::ports::SystemRandom;
use crate::output::Failure;

/// Somebody who can sign in.
pub(super) struct Person {
    /// As what.
    pub role: Role,
    /// The same for a person.
    pub title: Text,
    /// The name to sign in with.
    pub login: &'static str,
    /// The password; told once.
    pub password: String,
    /// Name of the agency; none for the operator.
    pub agency: Option<String>,
}

/// Role, login, full name, what the role is called.
const PEOPLE: [(Role, &str, &str, &str, &str); 4] = [
    (Role::Operator, "operator", "ดารา ตัวอย่าง", "ผู้ดูแลระบบกลาง", "operator"),
    (Role::AgencyAdministrator, "admin", "อารี ตัวอย่าง", "ผู้ดูแลของหน่วยงาน", "agency administrator"),
    (Role::Officer, "officer", "มานี ตัวอย่าง", "เจ้าหน้าที่", "officer"),
    (Role::Executive, "executive", "ปรีชา ตัวอย่าง", "ผู้บริหาร", "executive"),
];

/// Adds the operator, and the others to an agency, if there is one.
///
/// # Errors
/// What a use case refused.
pub(super) async fn add(service: &Service, home: Option<(AgencyId, String)>) -> Result<Vec<Person>, Failure> {
    let random = SystemRandom::new()?;
    if let Some((agency, _)) = &home {
        let told = |problem: Problem| of_problem(&problem);
        service.add_suggested_units(&Caller::Console, agency).await.map_err(told)?;
        service.add_suggested_offices(&Caller::Console, agency).await.map_err(told)?;
    }
    let mut people = Vec::new();
    for (role, login, name, th, en) in PEOPLE {
        let place = home.clone().filter(|_| role != Role::Operator);
        if place.is_none() && role != Role::Operator {
            continue;
        }
        let password = password(&random);
        let person = NewPerson {
            login: login.to_owned(),
            name: name.to_owned(),
            title: th.to_owned(),
            email: String::new(),
            language: Language::Thai,
            password: password.clone(),
        };
        join(service, role, place.as_ref().map(|(agency, _)| *agency), &person)
            .await
            .map_err(|problem| of_problem(&problem).at(login))?;
        let agency = place.map(|(_, name)| name);
        people.push(Person { role, title: Text::new(th, en), login, password, agency });
    }
    Ok(people)
}

/// Makes a link and opens it.
async fn join(
    service: &Service,
    role: Role,
    agency: Option<AgencyId>,
    person: &NewPerson,
) -> Result<(), Problem> {
    // Of no address, so that no limit of tries counts it.
    let visit = Visit { address: None, device: String::from("prongsai demo") };
    let (console, visitor) = (Caller::Console, Caller::Visitor);
    let signed_in = if role == Role::Operator {
        let link = service.first_link(&console).await?;
        let secret = secret(link.and_then(|link| link.url));
        service.accept_first(&visitor, &visit, &secret, person, None).await?
    } else {
        let invite = NewInvite { agency, unit: None, role, email: None, language: Language::Thai };
        let secret = secret(service.invite(&console, invite).await?.url);
        service.accept(&visitor, &visit, &secret, person).await?
    };
    // Whoever opens a link is signed in by it; nobody sits at that browser.
    service.sign_out(&service.caller(&signed_in.secret).await?).await
}

/// The last part of a link.
fn secret(url: Option<String>) -> String {
    url.as_deref().and_then(|url| url.rsplit('/').next()).unwrap_or_default().to_owned()
}

/// Four groups of four letters and digits that are not taken for each other: 80 bits.
fn password(random: &SystemRandom) -> String {
    const LETTERS: &[u8; 32] = b"abcdefghijkmnpqrstuvwxyz23456789";
    let mut bytes = [0; 16];
    random.fill(&mut bytes);
    let mut password = String::new();
    for (at, byte) in bytes.into_iter().enumerate() {
        if at != 0 && at % 4 == 0 {
            password.push('-');
        }
        password.push(char::from(LETTERS[usize::from(byte & 31)]));
    }
    password
}
