-- Organisations that hold or held a certificate.
create table organisations (
    enterprise_code text not null primary key,
    name text not null,
    address text not null,
    phone text not null,
    email text not null,
    folded_name text not null
) strict;
create index organisations_folded_name on organisations (folded_name);

-- Experts that hold or held a card. `serial` is the person's part of the card
-- number, for life. The personal identification number is sealed; its keyed
-- hash finds a person again.
create table persons (
    id text not null primary key,
    serial integer not null unique,
    name text not null,
    folded_name text not null,
    born_on text not null,
    personal_number_sealed text not null,
    personal_number_hash blob not null unique
) strict;
create index persons_folded_name on persons (folded_name);
