//! The reports that are expected, written by hand.

use serde_json::{Value, json};

use super::HOST;
use crate::credential::document::samples::{IN_USE, key};

/// The members of the verdict, then of a card's code.
pub(super) fn card_report(verdict: Value, checked_on: &str, status: Value) -> Value {
    let mut report = blank(verdict, checked_on, "code");
    report["host"] = json!(HOST);
    report["paper"] = json!({
        "kind": "card", "affiliation": "organisation", "number": "BKHCN-TV-00000017",
        "holder": "Nguyễn Thị Hồng Phương Thảo Vy", "organisation": null, "certificate_number": null,
        "enterprise_code": null, "version": 0, "valid_from": "2026-11-22", "valid_until": "2029-11-22",
        "issuer": "BKHCN", "issuer_name": null, "photo_hash": "f1aec5d5deb99d1ef5f9082211b70022",
    });
    report["signed"] =
        json!({"key_id": key(IN_USE).key_id(), "at": "2026-11-22T03:04:05Z", "key_compromised_at": null});
    report["status"] = status;
    report
}

/// A report that says nothing but the verdict.
pub(super) fn blank(mut verdict: Value, checked_on: &str, form: &str) -> Value {
    verdict["checked_on"] = json!(checked_on);
    verdict["form"] = json!(form);
    for member in ["refused", "host", "paper", "signed", "status", "statement", "clock"] {
        verdict[member] = Value::Null;
    }
    verdict
}

/// The report on a clock that shows an earlier time than the list was signed at.
pub(super) fn behind(mut report: Value, shows: &str) -> Value {
    report["clock"] = json!({"shows": shows, "signed_at": "2026-11-22T03:04:05Z", "signed": "status"});
    report
}

pub(super) fn list_41() -> Value {
    json!({"list": "BKHCN-token-0", "number": 41, "as_of": "2026-11-22T03:04:05Z"})
}

pub(super) fn valid() -> Value {
    json!({"verdict": "valid"})
}

pub(super) fn unable(reason: &str) -> Value {
    json!({"verdict": "could_not_check", "reason": reason})
}

pub(super) fn refused(verdict: Value, form: &str, reason: &str, host: Option<&str>) -> Value {
    let mut report = blank(verdict, "2026-11-22", form);
    report["refused"] = json!(reason);
    report["host"] = json!(host);
    report
}

pub(super) fn altered() -> Value {
    json!({"verdict": "not_valid", "reason": "altered"})
}

pub(super) fn certificate_report(form: &str) -> Value {
    let mut report = card_report(valid(), "2026-11-22", list_41());
    let issuer_name = (form == "document").then_some("Bộ Khoa học và Công nghệ");
    report["form"] = json!(form);
    report["paper"] = json!({
        "kind": "certificate", "affiliation": "organisation", "number": "01/2026/GXN-BKHCN",
        "holder": "Công ty Cổ phần Tư vấn và Chuyển giao Công nghệ Quản lý Ví Dụ", "organisation": null,
        "certificate_number": null, "enterprise_code": "0101234567", "version": 0,
        "valid_from": "2026-11-22", "valid_until": "2029-11-22", "issuer": "BKHCN",
        "issuer_name": issuer_name, "photo_hash": null,
    });
    report
}

/// The report of the statement.
pub(super) fn stated_report() -> Value {
    let mut report = blank(
        json!({"verdict": "not_valid", "reason": "revoked", "on": "2026-11-20"}),
        "2026-11-20",
        "statement",
    );
    report["host"] = json!(HOST);
    report["paper"] = json!({
        "kind": null, "affiliation": null, "number": "01/2026/GXN-BKHCN", "holder": "Công ty Đổi Mới",
        "organisation": null, "certificate_number": null, "enterprise_code": null, "version": null,
        "valid_from": null, "valid_until": null, "issuer": "BKHCN", "issuer_name": null, "photo_hash": null,
    });
    report["signed"] =
        json!({"key_id": key(IN_USE).key_id(), "at": "2026-11-22T03:00:00Z", "key_compromised_at": null});
    report["statement"] =
        json!({"on": "2026-11-20", "asked_at": "2026-11-22T03:00:00Z", "register_position": 17});
    report
}

/// The report of the document of the card, which names more than its code.
pub(super) fn document_report(verdict: Value, status: Value) -> Value {
    let mut report = card_report(verdict, "2026-11-22", status);
    report["form"] = json!("document");
    report["paper"]["organisation"] =
        json!("Công ty Cổ phần Tư vấn và Chuyển giao Công nghệ Quản lý “Ví Dụ” & Đồng sự");
    report["paper"]["certificate_number"] = json!("01/2026/GXN-BKHCN");
    report["paper"]["issuer_name"] = json!("Bộ Khoa học và Công nghệ");
    report
}
