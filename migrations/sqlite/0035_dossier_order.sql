-- The order of the lists: what nobody has received yet stands among the
-- deadlines by the day it was filed, so that it never sinks below them.
drop index dossiers_order;
create index dossiers_order on dossiers (
    issuer,
    (coalesce(due_on, case when stage = 'submitted' then substr(saved_at, 1, 10) else '~' end)),
    (case when stage = 'submitted' then saved_at else '~' end),
    saved_at desc,
    id
);
