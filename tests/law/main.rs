//! The law against its worked examples, and rule by rule.

mod cases;
mod certificate_rules;
#[cfg(feature = "server")]
mod commands;
mod counting;
mod dossier;
mod editions;
mod expert_rules;
mod facts;
mod independent_rules;
mod judgements;
mod lunar;
mod numbers;
mod organisation_rules;
mod person_rules;
mod reading;
mod renewal_rules;
mod terms;
mod years;
