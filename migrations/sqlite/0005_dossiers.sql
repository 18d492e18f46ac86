-- Dossiers. `state` is the stage with all it carries, as JSON; `stage`,
-- `number` and `due_on` repeat what queues search for and are checked against it.
-- Personal identification numbers inside `application` are sealed.
create table dossiers (
    id text not null primary key,
    issuer text not null references issuers (code),
    procedure text not null,
    applicant_id text not null references accounts (id),
    application text not null,
    title text not null,
    folded_title text not null,
    stage text not null,
    state text not null,
    number text unique,
    due_on text,
    version integer not null,
    created_at text not null,
    saved_at text not null
) strict;
create index dossiers_applicant on dossiers (applicant_id);
create index dossiers_queue on dossiers (issuer, stage, due_on);

-- What an officer judged of one finding. `subject` is `organisation` or
-- `expert:N`, as in the evaluation.
create table judgements (
    dossier_id text not null references dossiers (id),
    rule text not null,
    subject text not null,
    judgement text not null check (judgement in ('met', 'unmet')),
    note text not null,
    judged_by text not null references accounts (id),
    judged_at text not null,
    primary key (dossier_id, rule, subject)
) strict;

-- What the machine found and officers judged when a decision was proposed or
-- made, as JSON; never changed.
create table evaluations (
    dossier_id text not null references dossiers (id),
    made_at text not null,
    made_by text not null references accounts (id),
    body text not null
) strict;
create index evaluations_dossier on evaluations (dossier_id);

create trigger evaluations_refuse_update before update on evaluations begin
    select raise(abort, 'evaluations is append-only');
end;

create trigger evaluations_refuse_delete before delete on evaluations begin
    select raise(abort, 'evaluations is append-only');
end;
