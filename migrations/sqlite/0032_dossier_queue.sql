-- Who appraises a dossier, derived from its stage, so that a list of what waits
-- for somebody is filtered where it is limited; and the order of the lists, so
-- that a page of a long one is read from its place.
alter table dossiers add column appraiser_id text generated always as
    (case when json_valid(state) then
        coalesce(json_extract(state, '$.appraiser'), json_extract(state, '$.proposal.proposed_by'))
    end) virtual;
create index dossiers_order on dossiers (
    issuer,
    coalesce(due_on, '~'),
    (case when stage = 'submitted' then saved_at else '~' end),
    saved_at desc,
    id
);
