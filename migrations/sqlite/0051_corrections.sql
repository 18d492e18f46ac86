-- Corrections of what papers say by a slip of the pen: one of the office
-- proposes, a leader who is another person decides. What was proposed is never
-- changed. `wrong` and `right_text` may be a person's name or day of birth: they
-- stand nowhere else, and are for the office and the holder.
create table corrections (
    id text not null primary key,
    issuer text not null,
    certificate_number text not null,
    paper_version integer not null,
    card_number text,
    field text not null,
    wrong text not null,
    right_text text not null,
    evidence text not null,
    proposed_by text not null references accounts (id),
    proposer text not null,
    proposed_at text not null,
    outcome text,
    decided_by text references accounts (id),
    decided_at text,
    decision_reasons text,
    version integer not null
) strict;
create index corrections_of_certificate on corrections (certificate_number, proposed_at);
create unique index corrections_waiting on corrections (certificate_number) where outcome is null;
create index corrections_open on corrections (issuer, proposed_at) where outcome is null;
