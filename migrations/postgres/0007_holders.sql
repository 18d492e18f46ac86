-- Organisations that hold or held a certificate.
create table organisations (
    enterprise_code text collate "C" not null primary key,
    name text collate "C" not null,
    address text collate "C" not null,
    phone text collate "C" not null,
    email text collate "C" not null,
    folded_name text collate "C" not null
);
create index organisations_folded_name on organisations (folded_name);

-- Experts that hold or held a card. `serial` is the person's part of the card
-- number, for life. The personal identification number is sealed; its keyed
-- hash finds a person again.
create table persons (
    id text collate "C" not null primary key,
    serial bigint not null unique,
    name text collate "C" not null,
    folded_name text collate "C" not null,
    born_on text collate "C" not null,
    personal_number_sealed text collate "C" not null,
    personal_number_hash bytea not null unique
);
create index persons_folded_name on persons (folded_name);
