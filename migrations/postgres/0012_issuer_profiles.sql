-- Every profile an issuer ever had, in order, never changed: a paper is printed
-- with the profile in force at the instant it was issued. `since` is the first
-- such instant of each; the last version is the one in force now.
create table issuer_profiles (
    issuer text collate "C" not null references issuers (code),
    version bigint not null,
    since text collate "C" not null,
    profile text collate "C" not null,
    primary key (issuer, version)
);

insert into issuer_profiles (issuer, version, since, profile)
    select code, version, '1900-01-01T00:00:00Z', profile from issuers;

alter table issuers drop column profile;

create function issuer_profiles_refuse_change() returns trigger language plpgsql as $$
begin
    raise exception 'issuer_profiles is append-only';
end;
$$;
create trigger issuer_profiles_refuse_change before update or delete or truncate on issuer_profiles
    for each statement execute function issuer_profiles_refuse_change();

-- Pictures an issuer's administrators uploaded for papers; the bytes lie in the
-- file store under their SHA-256, as this program redrew them.
create table issuer_pictures (
    issuer text collate "C" not null references issuers (code),
    sha256 text collate "C" not null,
    width bigint not null,
    height bigint not null,
    primary key (issuer, sha256)
);
