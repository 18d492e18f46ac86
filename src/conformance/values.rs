//! The values that members may have (VC Data Model 2.0, sections 4.4 to 4.9).

use oxrdf::NamedNode;
use serde_json::{Map, Value};
use time::{OffsetDateTime, format_description::well_known::Rfc3339};

use super::fault::{Fault, Kind};

/// The type in the base context whose members are described here.
type Object = Map<String, Value>;

/// A URL: absolute, one string.
pub(super) fn url<'value>(value: &'value Value, member: &str) -> Result<&'value str, Fault> {
    value
        .as_str()
        .filter(|text| is_url(text))
        .ok_or_else(|| Fault::malformed(format!("`{member}` is not one URL")))
}

/// Whether this is an absolute IRI.
pub(super) fn is_url(text: &str) -> bool {
    NamedNode::new(text).is_ok()
}

/// A URL, or an object whose `id` is one (sections 4.7 and 4.13).
pub(super) fn party<'value>(value: &'value Value, member: &str) -> Result<&'value str, Fault> {
    match value {
        Value::Object(object) => url(object.get("id").unwrap_or(&Value::Null), &format!("{member}.id")),
        other => url(other, member),
    }
}

/// One object or a list of at least one.
pub(super) fn objects<'value>(value: &'value Value, member: &str) -> Result<Vec<&'value Object>, Fault> {
    let objects: Option<Vec<_>> = one_or_more(value).iter().map(Value::as_object).collect();
    objects
        .filter(|objects| !objects.is_empty())
        .ok_or_else(|| Fault::malformed(format!("`{member}` is not one or more objects")))
}

/// What stands alone counts as a list of one, as everywhere in JSON-LD.
pub(super) fn one_or_more(value: &Value) -> &[Value] {
    match value {
        Value::Array(items) => items,
        other => std::slice::from_ref(other),
    }
}

/// The types of an object; none when they are not strings.
pub(super) fn types(object: &Object) -> Option<Vec<&str>> {
    let types: Vec<_> = one_or_more(object.get("type")?).iter().map(Value::as_str).collect::<Option<_>>()?;
    if types.is_empty() { None } else { Some(types) }
}

/// Whether an object says that it has this type.
pub(super) fn is_a(object: &Object, of: &str) -> bool {
    types(object).is_some_and(|types| types.contains(&of))
}

/// A `dateTimeStamp`: a point in time with its offset (section 4.9).
pub(super) fn instant(value: &Value, member: &str) -> Result<OffsetDateTime, Fault> {
    // The parser also takes the small letters and the space of RFC 3339.
    let letters = |byte: u8| byte.is_ascii_digit() || b"-+:.TZ".contains(&byte);
    value
        .as_str()
        .filter(|text| text.bytes().all(letters))
        .and_then(|text| OffsetDateTime::parse(text, &Rfc3339).ok())
        .ok_or_else(|| Fault::malformed(format!("`{member}` is not an XML Schema dateTimeStamp")))
}

/// The first and the last instant of a document, in order if both are there.
pub(super) fn period(
    document: &Object,
    (from, until): (&str, &str),
) -> Result<(Option<OffsetDateTime>, Option<OffsetDateTime>), Fault> {
    let read = |member: &str| document.get(member).map(|value| instant(value, member)).transpose();
    let (first, last) = (read(from)?, read(until)?);
    if let (Some(first), Some(last)) = (first, last)
        && first > last
    {
        return Err(Fault::new(Kind::Range, format!("`{until}` is before `{from}`")));
    }
    Ok((first, last))
}

/// `name` and `description`: strings, or language value objects (section 4.6).
pub(super) fn described(object: &Object) -> Result<(), Fault> {
    for member in ["name", "description"] {
        let Some(value) = object.get(member) else { continue };
        let values = one_or_more(value);
        if values.is_empty() || !values.iter().all(is_language_value) {
            return Err(Fault::malformed(format!(
                "`{member}` is neither a string nor a language value object"
            )));
        }
    }
    Ok(())
}

/// A string, or `@value` with `@language` and `@direction` alone (section 11.1).
fn is_language_value(value: &Value) -> bool {
    match value {
        Value::String(_) => true,
        Value::Object(object) => {
            object.get("@value").is_some_and(Value::is_string)
                && object.iter().all(|(member, value)| match member.as_str() {
                    "@value" | "@language" => value.is_string(),
                    "@direction" => value == "ltr" || value == "rtl",
                    _ => false,
                })
        }
        _ => false,
    }
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    #[test]
    fn a_date_time_stamp_has_its_offset_and_capital_letters() {
        for good in ["2023-02-26T01:02:58.447Z", "2023-02-25T19:10:39-06:00", "4023-02-26T01:02:58Z"] {
            assert!(instant(&json!(good), "validFrom").is_ok(), "{good}");
        }
        for wrong in [
            "2023-02-26T01:02:58",
            "2023-02-26t01:02:58z",
            "2023-02-26 01:02:58Z",
            "2023-02-30T01:02:58Z",
            "2023-02-26",
            "Sat 25 Feb 2023 07:16:31 PM CST",
            "",
        ] {
            assert!(instant(&json!(wrong), "validFrom").is_err(), "{wrong}");
        }
        assert!(instant(&json!(20_230_226), "validFrom").is_err());
    }

    #[test]
    fn an_instant_may_equal_the_last_one_in_another_zone() {
        let members = ("validFrom", "validUntil");
        let document = |from: &str, until: &str| {
            json!({"validFrom": from, "validUntil": until}).as_object().cloned().unwrap_or_default()
        };
        let same = document("2023-02-26T01:00:00Z", "2023-02-25T19:00:00-06:00");
        assert!(period(&same, members).is_ok());
        let earlier = document("2023-02-26T01:00:00Z", "2023-02-25T18:59:59-06:00");
        assert_eq!(period(&earlier, members).map_err(|fault| fault.kind()), Err(Kind::Range));
    }

    #[test]
    fn only_an_absolute_address_is_a_url() {
        for good in ["did:example:subject", "urn:uuid:1", "https://example.org/#A", "data:application/vc,x"] {
            assert!(is_url(good), "{good}");
        }
        for wrong in ["fake-issuer", "https ://not-a-url", "#a", "", "_:b0", "//example.org"] {
            assert!(!is_url(wrong), "{wrong}");
        }
    }
}
