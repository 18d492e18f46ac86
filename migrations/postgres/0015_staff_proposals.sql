-- Changes of staff that one administrator (or the operator, by name) proposed
-- and a second confirms. An invitation and a reset are completed by the person
-- themselves, with a link that the proposer was shown and a code that the
-- confirmer was shown: neither of the two can use them alone. Only hashes are
-- kept, of the link and of both together.
create table staff_proposals (
    id text collate "C" not null primary key,
    issuer text collate "C" not null references issuers (code),
    act text collate "C" not null check (act in ('invite', 'grant', 'take', 'enable', 'reset')),
    account_id text collate "C" references accounts (id),
    email text collate "C",
    staff_number text collate "C" not null,
    roles text collate "C" not null,
    proposed_by text collate "C" references accounts (id),
    operator text collate "C",
    proposed_at text collate "C" not null,
    confirmed_by text collate "C" references accounts (id),
    confirmed_at text collate "C",
    withdrawn_at text collate "C",
    completed_at text collate "C",
    ends_at text collate "C" not null,
    link_hash bytea,
    opening_hash bytea,
    check ((proposed_by is null) <> (operator is null)),
    check ((act = 'invite') = (email is not null)),
    check ((act = 'invite') = (account_id is null))
);
create unique index staff_proposals_link on staff_proposals (link_hash);
create index staff_proposals_open on staff_proposals (ends_at) where completed_at is null;
