-- Dossiers. `state` is the stage with all it carries, as JSON; `stage`,
-- `number` and `due_on` repeat what queues search for and are checked against it.
-- Personal identification numbers inside `application` are sealed.
create table dossiers (
    id text collate "C" not null primary key,
    issuer text collate "C" not null references issuers (code),
    procedure text collate "C" not null,
    applicant_id text collate "C" not null references accounts (id),
    application text collate "C" not null,
    title text collate "C" not null,
    folded_title text collate "C" not null,
    stage text collate "C" not null,
    state text collate "C" not null,
    number text collate "C" unique,
    due_on text collate "C",
    version bigint not null,
    created_at text collate "C" not null,
    saved_at text collate "C" not null
);
create index dossiers_applicant on dossiers (applicant_id);
create index dossiers_queue on dossiers (issuer, stage, due_on);

-- What an officer judged of one finding. `subject` is `organisation` or
-- `expert:N`, as in the evaluation.
create table judgements (
    dossier_id text collate "C" not null references dossiers (id),
    rule text collate "C" not null,
    subject text collate "C" not null,
    judgement text collate "C" not null check (judgement in ('met', 'unmet')),
    note text collate "C" not null,
    judged_by text collate "C" not null references accounts (id),
    judged_at text collate "C" not null,
    primary key (dossier_id, rule, subject)
);

-- What the machine found and officers judged when a decision was proposed or
-- made, as JSON; never changed.
create table evaluations (
    dossier_id text collate "C" not null references dossiers (id),
    made_at text collate "C" not null,
    made_by text collate "C" not null references accounts (id),
    body text collate "C" not null
);
create index evaluations_dossier on evaluations (dossier_id);

create function evaluations_refuse_change() returns trigger language plpgsql as $$
begin
    raise exception 'evaluations is append-only';
end;
$$;
create trigger evaluations_refuse_change before update or delete or truncate on evaluations
    for each statement execute function evaluations_refuse_change();
