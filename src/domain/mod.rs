//! The law as code: pure, no clock, no database.
