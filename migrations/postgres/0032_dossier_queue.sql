-- Who appraises a dossier, derived from its stage, so that a list of what waits
-- for somebody is filtered where it is limited; and the order of the lists, so
-- that a page of a long one is read from its place.
alter table dossiers add column appraiser_id text collate "C"
    generated always as (substring(state from '"(?:appraiser|proposed_by)" *: *"([0-9a-f-]+)"')) stored;
create index dossiers_order on dossiers (
    issuer,
    (coalesce(due_on, '~')),
    (case when stage = 'submitted' then saved_at else '~' end),
    saved_at desc,
    id
);
