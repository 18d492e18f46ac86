-- Corrections of what papers say by a slip of the pen: one of the office
-- proposes, a leader who is another person decides. What was proposed is never
-- changed. `wrong` and `right_text` may be a person's name or day of birth: they
-- stand nowhere else, and are for the office and the holder.
create table corrections (
    id text collate "C" not null primary key,
    issuer text collate "C" not null,
    certificate_number text collate "C" not null,
    paper_version bigint not null,
    card_number text collate "C",
    field text collate "C" not null,
    wrong text collate "C" not null,
    right_text text collate "C" not null,
    evidence text collate "C" not null,
    proposed_by text collate "C" not null references accounts (id),
    proposer text collate "C" not null,
    proposed_at text collate "C" not null,
    outcome text collate "C",
    decided_by text collate "C" references accounts (id),
    decided_at text collate "C",
    decision_reasons text collate "C",
    version bigint not null
);
create index corrections_of_certificate on corrections (certificate_number, proposed_at);
create unique index corrections_waiting on corrections (certificate_number) where outcome is null;
create index corrections_open on corrections (issuer, proposed_at) where outcome is null;
