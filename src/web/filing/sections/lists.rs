//! Rows to add to a list, several at once: empty ones to type in, and for an
//! expert's engagements the clients that the organisation entered.

use crate::domain::application::{Client, Engagement, Role, given};
use crate::language::filing::questions as q;
use crate::web::filing::sheet::Sheet;

/// Empty rows on a page: more are offered once these are saved.
const EMPTY_ROWS: usize = 3;

/// Clients of the organisation offered on the page of an expert.
const CLIENTS_OFFERED: usize = 60;

/// Empty rows. Those in which something is written are added.
pub(super) fn more<T: Default + PartialEq>(
    sheet: &mut Sheet,
    rows: &mut Vec<T>,
    questions: fn(&mut Sheet, &mut T),
) {
    if sheet.is_to_read() {
        return;
    }
    for number in 1..=EMPTY_ROWS {
        let heading = sheet.language.new_row(number, rows.len());
        sheet.heading(heading);
        let mut value = T::default();
        sheet.under(&format!("new{number}-"), |sheet| questions(sheet, &mut value));
        if sheet.is_reading() && value != T::default() {
            rows.push(value);
        }
    }
}

/// The organisation's clients whom the expert does not name yet: as what the
/// expert took part, and the rest is as the organisation wrote it.
pub(super) fn of_clients(sheet: &mut Sheet, engagements: &mut Vec<Engagement>, clients: &[Client]) {
    if sheet.is_to_read() {
        return;
    }
    let before = engagements.clone();
    let is_named = |client: &Client| before.iter().any(|engagement| is_of(engagement, client));
    let offered = clients.iter().enumerate().filter(|(_, client)| given(client.name.as_ref()).is_some());
    let mut is_first = true;
    for (position, client) in offered.filter(|(_, client)| !is_named(client)).take(CLIENTS_OFFERED) {
        if std::mem::take(&mut is_first) {
            sheet.heading(sheet.language.filing().clients_of_the_organisation);
        }
        let label = sheet.language.client_line(client);
        let choices = q::ROLES
            .iter()
            .map(|(word, vi, en)| ((*word).to_owned(), sheet.language.choose(*vi, *en).to_owned()));
        let choices = choices.collect();
        let role = sheet.select(&format!("client{}", position + 1), label, choices);
        if let Some(role) = role.and_then(|word| word.parse::<Role>().ok()) {
            engagements.push(Engagement {
                client: client.name.clone(),
                tax_code: client.tax_code.clone(),
                period: client.period,
                role: Some(role),
                certificate: client.certificate.clone(),
            });
        }
    }
}

/// Whether the expert names this engagement of the organisation already.
fn is_of(engagement: &Engagement, client: &Client) -> bool {
    engagement.client == client.name
        && engagement.tax_code == client.tax_code
        && engagement.period == client.period
}
