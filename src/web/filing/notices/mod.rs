//! What the holder of a certificate gives its issuer notice of, from the page of
//! the certificate.

pub(super) mod departure;
pub(super) mod surrender;
