-- Limits of the office that came near or were passed, as each was noted once: of
-- a dossier, a step, and the day it is counted from. The last day may move with
-- the calendar; what was noted stays noted.
create table escalations (
    dossier_id text collate "C" not null references dossiers (id),
    step text collate "C" not null,
    counted_from text collate "C" not null,
    kind text collate "C" not null check (kind in ('near', 'over')),
    due_on text collate "C" not null,
    noted_at text collate "C" not null,
    primary key (dossier_id, step, counted_from, kind)
);

create function escalations_refuse_change() returns trigger language plpgsql as $$
begin
    raise exception 'escalations is append-only';
end;
$$;
create trigger escalations_refuse_change before update or delete or truncate on escalations
    for each statement execute function escalations_refuse_change();
