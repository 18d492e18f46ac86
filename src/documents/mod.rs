//! What is shown or printed from a record: QR codes, papers, letters.

pub mod qr;
