//! The stories: people at work on a whole register, on both databases.
//!
//! A story is told with personas ([`harness::Person`]) who read pages, fill in
//! forms and press buttons. `story!` runs it on SQLite and on PostgreSQL.

mod harness;

mod access;
mod appraisal;
mod audit;
mod by_two;
mod concurrency;
mod consents;
mod contact;
mod contacts;
mod corrections;
mod crash;
mod decision;
mod demonstration;
mod desk;
mod door;
mod editions;
mod filing;
mod frame;
mod imports;
mod inspection;
mod jobs;
mod keys;
mod mail;
mod measures;
mod metrics;
mod moving;
mod notes;
mod notices;
mod numbering;
mod office;
mod papers;
mod portraits;
mod printing;
mod private;
mod profile;
mod queue;
mod reading;
mod regimes;
mod registers;
mod rehearsal;
mod reissue;
mod renewal;
mod repeated;
mod rows;
mod schemas;
mod searching;
mod settings;
mod sources;
mod staffing;
mod standing;
mod stress;
mod succession;
mod timeline;
mod tongue;
mod tracking;
mod twice;
mod typing;
mod uploads;
mod verification;
mod years;
