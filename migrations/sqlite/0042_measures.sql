-- Measures on how a certificate stands (Circular 26/2014/TT-BKHCN, article 23):
-- one of the office proposes, a leader who is another person decides. A
-- suspension that one leader ordered at once stands here too, until a second
-- one confirms it. `measure` is JSON; what was proposed is never changed.
create table measures (
    id text not null primary key,
    issuer text not null,
    certificate_number text not null,
    paper_version integer not null,
    certificate_version integer not null,
    dossier_id text not null,
    measure text not null,
    reasons text not null,
    urgency text,
    proposed_by text not null references accounts (id),
    proposer text not null,
    proposed_at text not null,
    explain_by text,
    confirm_by text,
    answer text,
    answered_at text,
    outcome text,
    decided_by text references accounts (id),
    decided_at text,
    decision_reasons text,
    version integer not null
) strict;
create index measures_of_certificate on measures (certificate_number, proposed_at);
create index measures_open on measures (issuer, proposed_at) where outcome is null;

-- Where the audit trail was when measures began to take two: what stands there
-- before is as one leader decided it.
create table measures_since (
    record integer not null primary key
) strict;
insert into measures_since (record) select coalesce(max(seq), 0) from audit;

-- The last day of a suspension that nobody has confirmed, for lists.
alter table certificates add column confirm_by text generated always as
    (case when json_valid(standing) then json_extract(standing, '$.confirm_by') end) virtual;
