//! The statements of the lists: of each list and order one that reads on from a
//! place, and one that reads back to it. A list of what is open is read from the
//! index of what is open; what is done stands in another, however much it is.

use crate::domain::listing::{List, Order};
use crate::storage::words::named;

/// What is in progress; with it a stage that is none, as what cannot be read.
/// The partial indices are of these very words.
macro_rules! open {
    () => {
        "stage not in ('draft', 'issued', 'refused', 'withdrawn', 'cancelled')"
    };
}

/// What is done.
macro_rules! done {
    () => {
        "stage in ('issued', 'refused', 'withdrawn', 'cancelled')"
    };
}

/// The day a row is listed by: its deadline; that of the filing while nobody
/// has received it, so that it stands above whatever is due later; none at the
/// end.
macro_rules! day {
    () => {
        "coalesce(due_on, case when stage = 'submitted' then substr(saved_at, 1, 10) else '~' end)"
    };
}

/// The instant of the filing while nobody has received it.
macro_rules! filed {
    () => {
        "case when stage = 'submitted' then saved_at else '~' end"
    };
}

/// Those that a filter names. Who appraises is derived by the database from the
/// stage; a stage that is none stands in every list, as what cannot be read.
macro_rules! filtered {
    ($which:expr, $asked:expr) => {
        concat!(
            " from (
                 select dossiers.*,
                     case when stage = 'supplement_requested' and due_on < $10 then 'lapsed' else stage end as name
                 from dossiers where issuer = $9 and ",
            $which,
            "
             ) listed
             where ($16 not like '%,' || stage || ',%'
                 or $11 like '%,' || name || ',%'
                 or ($12 like '%,' || name || ',%' and appraiser_id = $15)
                 or ($13 like '%,' || name || ',%' and coalesce(appraiser_id, '') <> $15)
                 or ($14 like '%,' || name || ',%' and not exists (
                     select 1 from staff_roles join accounts on accounts.id = staff_roles.account_id
                     where staff_roles.account_id = appraiser_id and staff_roles.issuer = $9
                         and staff_roles.role = 'appraiser' and accounts.disabled_at is null)))
             and ($17 = '' or procedure = $17) and ($18 = '' or appraiser_id = $18)
             and ",
            day!(),
            " >= $19 and ",
            day!(),
            " <= $20 and ($21 = '' or due_on is not null)
             and ($21 <> 'office' or stage <> 'supplement_requested')
             and ($22 = '' or (received_at >= $22 and received_at <= $23))
             and saved_at >= $24 and saved_at <= $25 and ($24 = '' or decided_at is not null)
             and ($26 = '' or exists (select 1 from conclusions where dossier_id = listed.id
                 and in_time = case $26 when 'in_time' then 1 else 0 end))",
            $asked,
        )
    };
}

macro_rules! asked {
    () => {
        concat!(" and id in (select holder from (", named!("dossier"), ") as found)")
    };
}

/// A page: which list, by which keys, beyond which place, in which order.
macro_rules! page {
    ($which:expr, [$due:expr, $filed:expr], $asked:expr, $beyond:expr, $order:expr) => {
        concat!(
            "select id, issuer, procedure, title, stage, state, saved_at, ",
            $due,
            " as due, ",
            $filed,
            " as filed",
            filtered!($which, $asked),
            $beyond,
            " order by ",
            $order,
            " limit $31"
        )
    };
}

/// The rows beyond a place in the order of the deadlines: on this side of its
/// day, and of the others.
macro_rules! beyond_due {
    ($on:literal, $past:literal, $saved:literal) => {
        concat!(
            " and ",
            day!(),
            $on,
            " $27 and ((",
            day!(),
            ", ",
            filed!(),
            ")",
            $past,
            " ($27, $28)
                 or (",
            day!(),
            " = $27 and ",
            filed!(),
            " = $28
                     and (saved_at",
            $saved,
            " $29 or (saved_at = $29 and id",
            $past,
            " $30))))"
        )
    };
}

/// The rows beyond a place in the order of one column: the place has it first.
macro_rules! beyond_key {
    ($key:expr, $on:literal, $past:literal) => {
        concat!(
            " and ",
            $key,
            $on,
            " $27 and (",
            $key,
            $past,
            " $27 or id",
            $past,
            " $30) and $28 = '' and $29 = ''"
        )
    };
}

/// The rows beyond a place among what is done, the last first.
macro_rules! beyond_saved {
    ($on:literal, $past:literal, $id:literal) => {
        concat!(
            " and saved_at",
            $on,
            " $29 and (saved_at",
            $past,
            " $29 or id",
            $id,
            " $30) and $27 = '' and $28 = ''"
        )
    };
}

/// The two directions of a list in one order, each for all and for what is asked
/// for by a word: `[onward, onward asked, back, back asked]`.
macro_rules! of_due {
    ($which:expr) => {
        [
            of_due!(@onward $which, ""),
            of_due!(@onward $which, asked!()),
            of_due!(@back $which, ""),
            of_due!(@back $which, asked!()),
        ]
    };
    (@onward $which:expr, $asked:expr) => {
        page!(
            $which,
            [day!(), filed!()],
            $asked,
            beyond_due!(" >=", " >", " <"),
            concat!(day!(), ", ", filed!(), ", saved_at desc, id")
        )
    };
    (@back $which:expr, $asked:expr) => {
        page!(
            $which,
            [day!(), filed!()],
            $asked,
            beyond_due!(" <=", " <", " >"),
            concat!(day!(), " desc, ", filed!(), " desc, saved_at, id desc")
        )
    };
}

macro_rules! of_key {
    ($which:expr, $key:expr) => {
        [
            of_key!(@onward $which, $key, ""),
            of_key!(@onward $which, $key, asked!()),
            of_key!(@back $which, $key, ""),
            of_key!(@back $which, $key, asked!()),
        ]
    };
    (@onward $which:expr, $key:expr, $asked:expr) => {
        page!($which, [$key, "''"], $asked, beyond_key!($key, " >=", " >"), concat!($key, ", id"))
    };
    (@back $which:expr, $key:expr, $asked:expr) => {
        page!($which, [$key, "''"], $asked, beyond_key!($key, " <=", " <"), concat!($key, " desc, id desc"))
    };
}

macro_rules! of_saved {
    ($which:expr) => {
        [
            of_saved!(@onward $which, ""),
            of_saved!(@onward $which, asked!()),
            of_saved!(@back $which, ""),
            of_saved!(@back $which, asked!()),
        ]
    };
    (@onward $which:expr, $asked:expr) => {
        page!($which, ["''", "''"], $asked, beyond_saved!(" <=", " <", " >"), "saved_at desc, id")
    };
    (@back $which:expr, $asked:expr) => {
        page!($which, ["''", "''"], $asked, beyond_saved!(" >=", " >", " <"), "saved_at, id desc")
    };
}

/// The statements of a list in one order.
#[derive(Clone, Copy)]
pub(super) struct Statements {
    pages: &'static [&'static str; 4],
    counts: &'static [&'static str; 2],
    /// Whether the last come first, so that it begins where time ends.
    pub(super) last_first: bool,
}

// Ordered by anything but its own order a list is sorted, and not looked for among
// all that was ever received. So the key is no column there, of which there is an
// index.
const OPEN_BY_DUE: [&str; 4] = of_due!(open!());
const OPEN_BY_RECEIPT: [&str; 4] = of_key!(open!(), "coalesce(received_at, '~')");
const OPEN_BY_NUMBER: [&str; 4] = of_key!(open!(), "coalesce(number, '~')");
const DONE_BY_END: [&str; 4] = of_saved!(done!());
const DONE_BY_RECEIPT: [&str; 4] = of_key!(done!(), "coalesce(received_at, '~')");
const DONE_BY_NUMBER: [&str; 4] = of_key!(done!(), "coalesce(number, '~')");
const RECEIVED_BY_RECEIPT: [&str; 4] = of_key!("received_at is not null", "received_at");
const RECEIVED_BY_NUMBER: [&str; 4] = of_key!("number is not null", "number");

macro_rules! counts {
    ($which:expr) => {
        [
            concat!("select count(*)", filtered!($which, "")),
            concat!("select count(*)", filtered!($which, asked!())),
        ]
    };
}

const OPEN_COUNTS: [&str; 2] = counts!(open!());
const DONE_COUNTS: [&str; 2] = counts!(done!());
const RECEIVED_COUNTS: [&str; 2] = counts!("received_at is not null");

impl Statements {
    /// Those of a list in an order.
    pub(super) fn of(list: List, order: Order) -> Self {
        let (pages, counts) = match (list, order) {
            (List::Received, Order::Due | Order::Received) => (&RECEIVED_BY_RECEIPT, &RECEIVED_COUNTS),
            (List::Received, Order::Number) => (&RECEIVED_BY_NUMBER, &RECEIVED_COUNTS),
            (list, Order::Due) if list.is_done() => (&DONE_BY_END, &DONE_COUNTS),
            (list, Order::Received) if list.is_done() => (&DONE_BY_RECEIPT, &DONE_COUNTS),
            (list, Order::Number) if list.is_done() => (&DONE_BY_NUMBER, &DONE_COUNTS),
            (_, Order::Due) => (&OPEN_BY_DUE, &OPEN_COUNTS),
            (_, Order::Received) => (&OPEN_BY_RECEIPT, &OPEN_COUNTS),
            (_, Order::Number) => (&OPEN_BY_NUMBER, &OPEN_COUNTS),
        };
        Self { pages, counts, last_first: list.is_done() && order == Order::Due }
    }

    /// The one that reads on from a place, or back to it.
    pub(super) fn page(self, is_back: bool, is_asked: bool) -> &'static str {
        self.pages[2 * usize::from(is_back) + usize::from(is_asked)]
    }

    /// The one that counts.
    pub(super) fn count(self, is_asked: bool) -> &'static str {
        self.counts[usize::from(is_asked)]
    }
}

pub(in crate::storage) use open;

#[cfg(test)]
mod tests {
    use crate::domain::dossier::StageName;

    #[test]
    fn what_is_open_and_what_is_done_are_the_stages_that_the_procedure_says() {
        for stage in StageName::ALL.into_iter().filter(|stage| *stage != StageName::Lapsed) {
            let quoted = format!("'{}'", stage.as_str());
            assert_eq!(done!().contains(&quoted), stage.is_final(), "{quoted}");
            assert_eq!(open!().contains(&quoted), stage.is_final() || stage == StageName::Draft, "{quoted}");
        }
    }
}
