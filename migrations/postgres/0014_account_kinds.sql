-- Two kinds of account, for ever: an applicant's made itself and files; one of
-- staff was made by invitation, is of one person, and holds roles.
--
-- An account that holds roles today becomes one of staff, every other an
-- applicant's. One that did both keeps its roles and its dossiers, and files
-- nothing new: taking the roles would empty offices overnight, and who judges
-- must not be among those who ask. The pages gave it no way to its dossiers
-- before either. Its staff number is unknown; the 32 digits of its id stand in
-- for it, so that it remains one person. Roles that exclude each other now are
-- left where they are held, until an administrator takes one.
alter table accounts add column kind text collate "C" not null default 'applicant' check (kind in ('applicant', 'staff'));
alter table accounts add column staff_number text collate "C";
-- Since when the password is one that somebody else gave, to be changed first.
alter table accounts add column password_given_at text collate "C";
alter table accounts add column disabled_reason text collate "C";
alter table accounts add column last_sign_in_at text collate "C";

update accounts
    set kind = 'staff', staff_number = upper(replace(id, '-', ''))
    where id in (select account_id from staff_roles);
-- One person has one account that works.
create unique index accounts_staff_number on accounts (staff_number) where disabled_at is null;

create function accounts_refuse_other_kind() returns trigger language plpgsql as $$
begin
    if new.kind <> old.kind or new.staff_number is distinct from old.staff_number then
        raise exception 'an account is of one kind and of one person';
    end if;
    return new;
end;
$$;
create trigger accounts_refuse_other_kind before update on accounts
    for each row execute function accounts_refuse_other_kind();

create function accounts_refuse_incomplete() returns trigger language plpgsql as $$
begin
    if (new.kind = 'staff') <> (new.staff_number is not null) then
        raise exception 'accounts of staff, and only they, have a staff number';
    end if;
    return new;
end;
$$;
create trigger accounts_refuse_incomplete before insert on accounts
    for each row execute function accounts_refuse_incomplete();

-- Which roles go together is told in the program; here it is held once more.
create function staff_roles_refuse_excluded() returns trigger language plpgsql as $$
begin
    if not exists (select 1 from accounts where id = new.account_id and kind = 'staff') then
        raise exception 'only an account of staff holds roles';
    end if;
    if exists (
        select 1 from staff_roles held
        where held.account_id = new.account_id
            and held.role <> new.role
            and not (held.role in ('intake', 'appraiser') and new.role in ('intake', 'appraiser'))
    ) then
        raise exception 'one person does not hold these roles together';
    end if;
    return new;
end;
$$;
create trigger staff_roles_refuse_excluded before insert on staff_roles
    for each row execute function staff_roles_refuse_excluded();

create function dossiers_refuse_staff() returns trigger language plpgsql as $$
begin
    if exists (select 1 from accounts where id = new.applicant_id and kind = 'staff') then
        raise exception 'an account of staff files no dossier';
    end if;
    return new;
end;
$$;
create trigger dossiers_refuse_staff before insert on dossiers
    for each row execute function dossiers_refuse_staff();
