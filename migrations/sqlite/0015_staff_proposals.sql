-- Changes of staff that one administrator (or the operator, by name) proposed
-- and a second confirms. An invitation and a reset are completed by the person
-- themselves, with a link that the proposer was shown and a code that the
-- confirmer was shown: neither of the two can use them alone. Only hashes are
-- kept, of the link and of both together.
create table staff_proposals (
    id text not null primary key,
    issuer text not null references issuers (code),
    act text not null check (act in ('invite', 'grant', 'take', 'enable', 'reset')),
    account_id text references accounts (id),
    email text,
    staff_number text not null,
    roles text not null,
    proposed_by text references accounts (id),
    operator text,
    proposed_at text not null,
    confirmed_by text references accounts (id),
    confirmed_at text,
    withdrawn_at text,
    completed_at text,
    ends_at text not null,
    link_hash blob,
    opening_hash blob,
    check ((proposed_by is null) <> (operator is null)),
    check ((act = 'invite') = (email is not null)),
    check ((act = 'invite') = (account_id is null))
) strict;
create unique index staff_proposals_link on staff_proposals (link_hash);
create index staff_proposals_open on staff_proposals (ends_at) where completed_at is null;
