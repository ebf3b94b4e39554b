//! Who acts for an office, by which order, on which days.

use domain::Text;
use store::acting_orders::{self, ActingOrder, NewActingOrder};
use store::memberships;
use store::{ActingOrderId, AgencyId, OfficeId, PersonId, offices};

use super::fields::Fields;
use super::offices::{Filler, office_of, today};
use crate::access::Action;
use crate::{Caller, Code, Problem, Result, Service};

/// What is typed about an order.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct ActingForm {
    /// The office that is acted for.
    pub office: String,
    /// Who acts: somebody with a role in the agency.
    pub person: String,
    /// Number of the order as printed: `123/2568`.
    pub order_number: String,
    /// Its date.
    pub order_date: String,
    /// The first day on which it holds.
    pub first_day: String,
    /// The last day; empty when it holds until it is revoked.
    pub last_day: String,
}

/// An order, and whether it holds today.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ActingLine {
    /// The order.
    pub order: ActingOrder,
    /// Title of the office that is acted for.
    pub office: String,
    /// Who acts.
    pub person: Filler,
    /// Whether it holds today.
    pub is_in_force: bool,
    /// Whether its first day is still to come.
    pub is_to_come: bool,
}

impl ActingForm {
    fn read(&self, id: ActingOrderId, agency: AgencyId) -> Result<NewActingOrder> {
        let mut fields = Fields::default();
        let office: Option<OfficeId> = self.office.trim().parse().ok();
        if office.is_none() {
            fields.wrong("office", "ให้เลือกตำแหน่งจากรายการ", "choose an office from the list");
        }
        let person: Option<PersonId> = self.person.trim().parse().ok();
        if person.is_none() {
            fields.wrong("person", "ให้เลือกผู้ปฏิบัติหน้าที่แทนจากรายการ", "choose who acts from the list");
        }
        let order_number = fields.needed("order_number", &self.order_number, 60);
        let order_date = fields.needed_day("order_date", &self.order_date);
        let first_day = fields.needed_day("first_day", &self.first_day);
        let last_day = fields.day("last_day", &self.last_day);
        if first_day.zip(last_day).is_some_and(|(first, last)| last < first) {
            fields.wrong(
                "last_day",
                "วันสุดท้ายอยู่ก่อนวันแรก ให้แก้วันใดวันหนึ่ง",
                "the last day is before the first: correct one",
            );
        }
        let read = fields.finish(office.zip(person).zip(order_date.zip(first_day)))?;
        let ((office, person), (order_date, first_day)) = read.ok_or_else(|| Problem::new(Code::Invalid))?;
        Ok(NewActingOrder { id, agency, office, person, order_number, order_date, first_day, last_day })
    }
}

impl Service {
    /// The orders of an agency, the newest first.
    ///
    /// # Errors
    /// [`Code::Forbidden`].
    pub async fn acting_orders(&self, caller: &Caller, agency: &AgencyId) -> Result<Vec<ActingLine>> {
        caller.require(Action::SeeAgency, Some(agency))?;
        let (agency, today) = (*agency, today(self.now()));
        let all = self
            .store()
            .read(move |tx| {
                let orders = acting_orders::of_agency(tx, &agency)?;
                let line = |order: ActingOrder| {
                    let given = &order.given;
                    let has_begun = given.first_day <= today;
                    let is_over = given.last_day.is_some_and(|last| last < today);
                    let is_in_force = order.revoked_at.is_none() && has_begun && !is_over;
                    let office = offices::get(tx, &given.office)?.title;
                    let person = Filler::of(tx, &given.person)?;
                    Ok(ActingLine { order, office, person, is_in_force, is_to_come: !has_begun })
                };
                orders.into_iter().map(line).collect::<store::Result<Vec<_>>>()
            })
            .await?;
        Ok(all)
    }

    /// Records an order by which somebody of the agency acts for an office.
    ///
    /// # Errors
    /// [`Code::Forbidden`]; [`Code::Invalid`] with each field, also when the person has no role in the agency or the
    /// office is closed; [`Code::NotFound`] for another agency's office.
    pub async fn add_acting_order(
        &self,
        caller: &Caller,
        agency: &AgencyId,
        form: &ActingForm,
    ) -> Result<ActingOrderId> {
        let act = self.allow(caller, Action::ChangeAgency, Some(agency))?;
        let (agency, id) = (*agency, self.id(ActingOrderId::new));
        let new = form.read(id, agency)?;
        self.store()
            .write(move |tx| -> Result<()> {
                let office = office_of(tx, &agency, &new.office)?;
                if !office.is_active {
                    let text = Text::new("ตำแหน่งนี้ยกเลิกแล้ว", "this office was closed");
                    return Err(Problem::field("office", text));
                }
                let members = memberships::of_agency(tx, &agency)?;
                let works_here =
                    |one: &memberships::Membership| one.given.person == new.person && one.ended_at.is_none();
                if !members.iter().any(works_here) {
                    let text = Text::new(
                        "ผู้นี้ไม่มีบทบาทในหน่วยงาน ให้เชิญเข้ามาก่อน",
                        "this person has no role in the agency: invite them first",
                    );
                    return Err(Problem::field("person", text));
                }
                Ok(acting_orders::add(tx, &act, &new)?)
            })
            .await?;
        Ok(id)
    }

    /// Revokes an order from now on.
    ///
    /// # Errors
    /// [`Code::Forbidden`]; [`Code::NotFound`], also when it is revoked already or another agency's.
    pub async fn revoke_acting_order(
        &self,
        caller: &Caller,
        agency: &AgencyId,
        id: &ActingOrderId,
    ) -> Result<()> {
        let act = self.allow(caller, Action::ChangeAgency, Some(agency))?;
        let (agency, id) = (*agency, *id);
        self.store()
            .write(move |tx| -> Result<()> {
                if acting_orders::get(tx, &id)?.given.agency != agency {
                    return Err(Problem::new(Code::NotFound));
                }
                Ok(acting_orders::revoke(tx, &act, &id)?)
            })
            .await
    }
}
