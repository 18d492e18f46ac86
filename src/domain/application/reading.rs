//! Reads `dossier/1`, strictly, from bytes nobody vouches for.
//!
//! The size of the file and the length of every list are bounded, nesting is
//! bounded by the JSON reader, and an object is an object: derived readers
//! would also take a list of the fields in order.

use std::fmt;
use std::marker::PhantomData;

use serde::de::value::MapAccessDeserializer;
use serde::de::{Error, MapAccess, SeqAccess, Visitor};
use serde::{Deserialize, Deserializer};

use crate::dates::Day;

use super::{
    Application, Expert, Fault, Format, Organisation, PriorCertificate, Procedure, RegisterExtract,
    ReissueRequest,
};
use crate::domain::issuer::IssuerCode;

/// The largest file read, in bytes: thousands of rows fit, a flood does not.
pub const MOST_BYTES: usize = 4 * 1024 * 1024;
/// The most experts of one dossier.
pub const MOST_EXPERTS: usize = 1000;
/// The most rows of any list of an organisation or an expert.
pub const MOST_ROWS: usize = 1000;
/// The most rows of either list of the register's extract.
pub const MOST_REGISTER_ROWS: usize = 10_000;

#[derive(Default, Deserialize)]
#[serde(deny_unknown_fields, default)]
struct File {
    format: Option<Format>,
    procedure: Option<Procedure>,
    issuer: Option<IssuerCode>,
    received_on: Option<Day>,
    #[serde(deserialize_with = "object")]
    organisation: Option<Organisation>,
    #[serde(deserialize_with = "list::<MOST_EXPERTS, _, _>")]
    experts: Vec<Expert>,
    #[serde(deserialize_with = "object")]
    certificate: Option<PriorCertificate>,
    #[serde(deserialize_with = "object")]
    reissue: Option<ReissueRequest>,
    #[serde(deserialize_with = "object")]
    register: Option<RegisterExtract>,
}

/// Reads an application from a file, or tells the first fault in it.
pub fn parse(bytes: &[u8]) -> Result<Application, Fault> {
    if bytes.len() > MOST_BYTES {
        return Err(Fault::too_large(MOST_BYTES));
    }
    read(bytes)
}

/// Reads an application of any size: sealed numbers are longer than plain ones.
pub fn read(bytes: &[u8]) -> Result<Application, Fault> {
    let mut reader = serde_json::Deserializer::from_slice(bytes);
    let Object(file): Object<File> = serde_path_to_error::deserialize(&mut reader)
        .map_err(|error| Fault::of_reading(&error.path().to_string(), error.inner()))?;
    reader.end().map_err(|error| Fault::of_reading(".", &error))?;
    let application = file.complete()?;
    application.check()?;
    Ok(application)
}

impl File {
    fn complete(self) -> Result<Application, Fault> {
        Ok(Application {
            format: self.format.ok_or_else(|| Fault::missing("format"))?,
            procedure: self.procedure.ok_or_else(|| Fault::missing("procedure"))?,
            issuer: self.issuer.ok_or_else(|| Fault::missing("issuer"))?,
            received_on: self.received_on.ok_or_else(|| Fault::missing("received_on"))?,
            organisation: self.organisation,
            experts: self.experts,
            certificate: self.certificate,
            reissue: self.reissue,
            register: self.register,
        })
    }
}

/// An object, missing or null.
pub(super) fn object<'de, T, D>(deserializer: D) -> Result<Option<T>, D::Error>
where
    T: Deserialize<'de>,
    D: Deserializer<'de>,
{
    Ok(Option::<Object<T>>::deserialize(deserializer)?.map(|Object(value)| value))
}

/// A list of at most `MOST` objects; missing and null are an empty one.
pub(super) fn list<'de, const MOST: usize, T, D>(deserializer: D) -> Result<Vec<T>, D::Error>
where
    T: Deserialize<'de>,
    D: Deserializer<'de>,
{
    Ok(known_list::<MOST, T, D>(deserializer)?.unwrap_or_default())
}

/// A list of at most `MOST` objects, missing or null.
pub(super) fn known_list<'de, const MOST: usize, T, D>(deserializer: D) -> Result<Option<Vec<T>>, D::Error>
where
    T: Deserialize<'de>,
    D: Deserializer<'de>,
{
    let rows = Option::<List<MOST, Object<T>>>::deserialize(deserializer)?;
    Ok(rows.map(|List(rows)| rows.into_iter().map(|Object(row)| row).collect()))
}

/// A list of at most `MOST` texts; missing and null are an empty one.
pub(super) fn texts<'de, const MOST: usize, D>(deserializer: D) -> Result<Vec<String>, D::Error>
where
    D: Deserializer<'de>,
{
    let rows = Option::<List<MOST, String>>::deserialize(deserializer)?;
    Ok(rows.map(|List(rows)| rows).unwrap_or_default())
}

struct Object<T>(T);

struct ObjectVisitor<T>(PhantomData<T>);

impl<'de, T: Deserialize<'de>> Deserialize<'de> for Object<T> {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        deserializer.deserialize_map(ObjectVisitor(PhantomData)).map(Self)
    }
}

impl<'de, T: Deserialize<'de>> Visitor<'de> for ObjectVisitor<T> {
    type Value = T;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("an object")
    }

    fn visit_map<A: MapAccess<'de>>(self, map: A) -> Result<T, A::Error> {
        T::deserialize(MapAccessDeserializer::new(map))
    }
}

struct List<const MOST: usize, T>(Vec<T>);

struct ListVisitor<const MOST: usize, T>(PhantomData<T>);

impl<'de, const MOST: usize, T: Deserialize<'de>> Deserialize<'de> for List<MOST, T> {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        deserializer.deserialize_seq(ListVisitor::<MOST, T>(PhantomData)).map(Self)
    }
}

impl<'de, const MOST: usize, T: Deserialize<'de>> Visitor<'de> for ListVisitor<MOST, T> {
    type Value = Vec<T>;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("a list")
    }

    fn visit_seq<A: SeqAccess<'de>>(self, mut seq: A) -> Result<Vec<T>, A::Error> {
        let mut rows = Vec::new();
        while let Some(row) = seq.next_element()? {
            if rows.len() == MOST {
                return Err(A::Error::custom(format_args!("more than {MOST} rows")));
            }
            rows.push(row);
        }
        Ok(rows)
    }
}
