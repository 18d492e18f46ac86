//! Reading JSON strictly (DOCUMENT.md, section 4).
//!
//! A usual reader keeps the last of two members of one name, so that two
//! programs can see two documents in one file; here the file is refused. Depth
//! and length are bounded before anything is built.

use std::fmt;

use serde::de::{DeserializeSeed, Deserializer, Error, MapAccess, SeqAccess, Visitor};
use serde_json::{Map, Value};

use crate::credential::refusal::Malformed;

/// Objects and lists within each other; ours have five.
const MAX_DEPTH: u8 = 8;

/// Beyond it numbers lose digits in other readers (RFC 7493, section 2.2).
const MAX_NUMBER: u64 = (1 << 53) - 1;

/// One JSON object of at most `limit` bytes.
pub(in crate::credential) fn parse(text: &str, limit: usize) -> Result<Map<String, Value>, Malformed> {
    parse_nested(text, limit, MAX_DEPTH)
}

/// The same with at most `depth` objects and lists within each other.
pub(crate) fn parse_nested(text: &str, limit: usize, depth: u8) -> Result<Map<String, Value>, Malformed> {
    if text.len() > limit {
        return Err(Malformed::TooLong);
    }
    let mut deserializer = serde_json::Deserializer::from_str(text);
    let value = Strict { depth }.deserialize(&mut deserializer);
    match (value, deserializer.end()) {
        (Ok(Value::Object(object)), Ok(())) => Ok(object),
        _ => Err(Malformed::Json),
    }
}

/// The canonical form (RFC 8785).
pub(crate) fn canonical(object: &Map<String, Value>) -> String {
    serde_json_canonicalizer::to_string(object).expect("texts and whole numbers can be written")
}

/// The members of an object just written with `json!`.
pub(crate) fn members(object: Value) -> Map<String, Value> {
    match object {
        Value::Object(members) => members,
        other => unreachable!("not written as an object: {other}"),
    }
}

struct Strict {
    depth: u8,
}

impl Strict {
    fn inner<E: Error>(&self) -> Result<Self, E> {
        self.depth.checked_sub(1).map(|depth| Self { depth }).ok_or_else(|| E::custom("too deep"))
    }
}

impl<'de> DeserializeSeed<'de> for Strict {
    type Value = Value;

    fn deserialize<D: Deserializer<'de>>(self, deserializer: D) -> Result<Value, D::Error> {
        deserializer.deserialize_any(self)
    }
}

impl<'de> Visitor<'de> for Strict {
    type Value = Value;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("JSON without fractions, repeated members or great depth")
    }

    fn visit_unit<E: Error>(self) -> Result<Value, E> {
        Ok(Value::Null)
    }

    fn visit_bool<E: Error>(self, value: bool) -> Result<Value, E> {
        Ok(Value::Bool(value))
    }

    fn visit_i64<E: Error>(self, value: i64) -> Result<Value, E> {
        if value.unsigned_abs() <= MAX_NUMBER { Ok(value.into()) } else { Err(E::custom("too large")) }
    }

    fn visit_u64<E: Error>(self, value: u64) -> Result<Value, E> {
        if value <= MAX_NUMBER { Ok(value.into()) } else { Err(E::custom("too large")) }
    }

    fn visit_str<E: Error>(self, value: &str) -> Result<Value, E> {
        Ok(value.into())
    }

    fn visit_seq<A: SeqAccess<'de>>(self, mut items: A) -> Result<Value, A::Error> {
        let mut list = Vec::new();
        while let Some(item) = items.next_element_seed(self.inner()?)? {
            list.push(item);
        }
        Ok(Value::Array(list))
    }

    fn visit_map<A: MapAccess<'de>>(self, mut members: A) -> Result<Value, A::Error> {
        let mut object = Map::new();
        while let Some(name) = members.next_key::<String>()? {
            let value = members.next_value_seed(self.inner()?)?;
            if object.insert(name, value).is_some() {
                return Err(A::Error::custom("a member twice"));
            }
        }
        Ok(Value::Object(object))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_two_readers_could_see_differently_is_refused() {
        for wrong in [
            r#"{"a":1,"a":1}"#,
            r#"{"a":{"b":1,"b":2}}"#,
            r#"{"a":1,"\u0061":2}"#,
            r#"{"a":1.0}"#,
            r#"{"a":1e2}"#,
            r#"{"a":-0}"#,
            r#"{"a":9007199254740992}"#,
            r#"{"a":"\ud800"}"#,
            r#"{"a":1} {}"#,
            r#"{"a":1,}"#,
            "\u{feff}{}",
            "[]",
            "\"a\"",
            "",
        ] {
            assert_eq!(parse(wrong, 100), Err(Malformed::Json), "{wrong}");
        }
        let read = parse(" {\"b\": [1, -2, null, true], \"a\": \"Đ\"}\n", 100).expect("an object");
        assert_eq!(canonical(&read), r#"{"a":"Đ","b":[1,-2,null,true]}"#);
    }

    #[test]
    fn depth_and_length_have_a_limit() {
        let nested = |depth: usize| format!("{{\"a\":{}1{}}}", "[".repeat(depth), "]".repeat(depth));
        assert!(parse(&nested(7), 100).is_ok());
        assert_eq!(parse(&nested(8), 100), Err(Malformed::Json));
        assert_eq!(parse(&nested(100_000), 1 << 20), Err(Malformed::Json));
        assert_eq!(parse(&nested(7), 10), Err(Malformed::TooLong));
    }
}
