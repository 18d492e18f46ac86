//! The rows of lists: clients of the organisation, posts and engagements of an
//! expert.

use crate::domain::application::{Client, ClientCertificate, Engagement, Period, Post};
use crate::language::filing::questions as q;
use crate::web::filing::sheet::{Sheet, part};

pub(in crate::web::filing) fn client(sheet: &mut Sheet, client: &mut Client) {
    sheet.text(&q::CLIENT, &mut client.name);
    sheet.text(&q::TAX_CODE, &mut client.tax_code);
    period(sheet, &mut client.period);
    certificate(sheet, &mut client.certificate);
}

pub(in crate::web::filing) fn engagement(sheet: &mut Sheet, engagement: &mut Engagement) {
    sheet.known_text(&q::CLIENT, &mut engagement.client);
    sheet.text(&q::TAX_CODE, &mut engagement.tax_code);
    sheet.word(&q::ROLE, q::ROLES, &mut engagement.role);
    period(sheet, &mut engagement.period);
    certificate(sheet, &mut engagement.certificate);
}

pub(in crate::web::filing) fn post(sheet: &mut Sheet, post: &mut Post) {
    sheet.known_text(&q::PLACE, &mut post.place);
    sheet.text(&q::POST, &mut post.post);
    sheet.past(&q::POST_FROM, &mut post.from);
    sheet.last_day(&q::POST_TO, post.from, &mut post.to);
}

fn period(sheet: &mut Sheet, period: &mut Option<Period>) {
    part(sheet, period, |sheet, period| {
        sheet.past(&q::FROM, &mut period.from);
        sheet.last_day(&q::TO, period.from, &mut period.to);
    });
}

fn certificate(sheet: &mut Sheet, certificate: &mut Option<ClientCertificate>) {
    sheet.part_of("Chứng chỉ khách hàng được cấp sau khi tư vấn", "The certificate the client then got");
    part(sheet, certificate, |sheet, certificate| {
        sheet.text(&q::CERTIFICATE_NUMBER, &mut certificate.number);
        sheet.past(&q::CERTIFIED_ON, &mut certificate.certified_on);
        sheet.known_text(&q::BODY, &mut certificate.body);
        sheet.known_text(&q::BODY_REGISTRATION, &mut certificate.body_registration);
    });
}
