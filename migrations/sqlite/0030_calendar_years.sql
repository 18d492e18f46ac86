-- The years of the calendar that somebody has entered. Of any other year only
-- the weekends are known, and a term that reaches into it is provisional.
create table calendar_years (
    year integer not null primary key,
    basis text not null,
    entered_at text not null
) strict;
-- What was built into the program. A later year of which an administrator had
-- added single days is not known as a whole.
insert into calendar_years (year, basis, entered_at)
select cast(substr(day, 1, 4) as integer), 'data/calendar.csv', min(confirmed_at)
from calendar_days
where confirmed_at is not null and day >= '2025-01-01' and day < '2028-01-01'
group by substr(day, 1, 4);
