-- When a dossier was received and when it was decided, derived from its stage;
-- and the order of the lists, those of what is open apart from those of what is
-- done: however much an office has decided, a page of what it still has to do
-- costs what that is. `dossiers_work` is what an overview counts from.
alter table dossiers add column received_at text generated always as
    (case when json_valid(state) then json_extract(state, '$.receipt.received_at') end) virtual;
alter table dossiers add column decided_at text generated always as
    (case when stage in ('issued', 'refused') and json_valid(state) then
        json_extract(state, '$.decision.decided_at')
    end) virtual;
drop index dossiers_order;
create index dossiers_open on dossiers (
    issuer,
    (coalesce(due_on, case when stage = 'submitted' then substr(saved_at, 1, 10) else '~' end)),
    (case when stage = 'submitted' then saved_at else '~' end),
    saved_at desc,
    id,
    stage,
    due_on,
    appraiser_id,
    procedure
) where stage not in ('draft', 'issued', 'refused', 'withdrawn', 'cancelled');
create index dossiers_done on dossiers (issuer, saved_at desc, id) where stage in ('issued', 'refused', 'withdrawn', 'cancelled');
create index dossiers_received on dossiers (issuer, received_at, id) where received_at is not null;
create index dossiers_numbered on dossiers (issuer, number, id) where number is not null;
create index dossiers_work on dossiers (issuer, stage, appraiser_id, due_on)
    where stage not in ('draft', 'issued', 'refused', 'withdrawn', 'cancelled');
create index dossiers_decided on dossiers (issuer, decided_at) where decided_at is not null;

-- The certificates of an issuer by their last day.
create index certificates_ending on certificates (issuer, expires_on, number);
