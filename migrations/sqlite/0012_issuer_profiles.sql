-- Every profile an issuer ever had, in order, never changed: a paper is printed
-- with the profile in force at the instant it was issued. `since` is the first
-- such instant of each; the last version is the one in force now.
create table issuer_profiles (
    issuer text not null references issuers (code),
    version integer not null,
    since text not null,
    profile text not null,
    primary key (issuer, version)
) strict;

insert into issuer_profiles (issuer, version, since, profile)
    select code, version, '1900-01-01T00:00:00Z', profile from issuers;

alter table issuers drop column profile;

create trigger issuer_profiles_refuse_update before update on issuer_profiles begin
    select raise(abort, 'issuer_profiles is append-only');
end;
create trigger issuer_profiles_refuse_delete before delete on issuer_profiles begin
    select raise(abort, 'issuer_profiles is append-only');
end;

-- Pictures an issuer's administrators uploaded for papers; the bytes lie in the
-- file store under their SHA-256, as this program redrew them.
create table issuer_pictures (
    issuer text not null references issuers (code),
    sha256 text not null,
    width integer not null,
    height integer not null,
    primary key (issuer, sha256)
) strict;
