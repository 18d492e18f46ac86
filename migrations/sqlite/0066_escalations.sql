-- Limits of the office that came near or were passed, as each was noted once: of
-- a dossier, a step, and the day it is counted from. The last day may move with
-- the calendar; what was noted stays noted.
create table escalations (
    dossier_id text not null references dossiers (id),
    step text not null,
    counted_from text not null,
    kind text not null check (kind in ('near', 'over')),
    due_on text not null,
    noted_at text not null,
    primary key (dossier_id, step, counted_from, kind)
) strict;

create trigger escalations_refuse_update before update on escalations begin
    select raise(abort, 'escalations is append-only');
end;

create trigger escalations_refuse_delete before delete on escalations begin
    select raise(abort, 'escalations is append-only');
end;
