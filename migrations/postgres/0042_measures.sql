-- Measures on how a certificate stands (Circular 26/2014/TT-BKHCN, article 23):
-- one of the office proposes, a leader who is another person decides. A
-- suspension that one leader ordered at once stands here too, until a second
-- one confirms it. `measure` is JSON; what was proposed is never changed.
create table measures (
    id text collate "C" not null primary key,
    issuer text collate "C" not null,
    certificate_number text collate "C" not null,
    paper_version bigint not null,
    certificate_version bigint not null,
    dossier_id text collate "C" not null,
    measure text collate "C" not null,
    reasons text collate "C" not null,
    urgency text collate "C",
    proposed_by text collate "C" not null references accounts (id),
    proposer text collate "C" not null,
    proposed_at text collate "C" not null,
    explain_by text collate "C",
    confirm_by text collate "C",
    answer text collate "C",
    answered_at text collate "C",
    outcome text collate "C",
    decided_by text collate "C" references accounts (id),
    decided_at text collate "C",
    decision_reasons text collate "C",
    version bigint not null
);
create index measures_of_certificate on measures (certificate_number, proposed_at);
create index measures_open on measures (issuer, proposed_at) where outcome is null;

-- Where the audit trail was when measures began to take two: what stands there
-- before is as one leader decided it.
create table measures_since (
    record bigint not null primary key
);
insert into measures_since (record) select coalesce(max(seq), 0) from audit;

-- The last day of a suspension that nobody has confirmed, for lists.
alter table certificates add column confirm_by text collate "C"
    generated always as (substring(standing from '"confirm_by" *: *"([0-9-]+)"')) stored;
