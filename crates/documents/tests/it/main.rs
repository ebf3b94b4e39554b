//! Integration tests of the documents.

#[cfg(test)]
mod action_plan;
#[cfg(test)]
mod analysis;
#[cfg(test)]
mod csv;
#[cfg(test)]
mod docx;
#[cfg(test)]
mod docx_hostile;
#[cfg(test)]
mod docx_rendered;
#[cfg(test)]
mod docx_rules;
#[cfg(test)]
mod follow_up;
#[cfg(test)]
mod hostile;
#[cfg(test)]
mod html;
#[cfg(test)]
mod implementation;
#[cfg(test)]
mod json;
#[cfg(test)]
mod layout;
#[cfg(test)]
mod layout_bad;
#[cfg(test)]
mod layout_guide;
#[cfg(test)]
mod layout_invariants;
#[cfg(test)]
mod memo;
#[cfg(test)]
mod plan_rows;
#[cfg(test)]
mod plan_rows_document;
#[cfg(test)]
mod plan_rows_fixture;
#[cfg(test)]
mod same_numbers;
#[cfg(test)]
mod score_sheet;
#[cfg(test)]
mod twins;
#[cfg(test)]
mod xlsx;
