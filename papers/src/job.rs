//! What a press is asked for, and how it is said to one.
//!
//! A job is a template, its facts as JSON and the files beside them, and is
//! complete: a press knows nothing of a register. It travels as the length of a
//! head (32 bits, big endian), the head as JSON, and the files one after the
//! other; the answer the same way.

use std::io::{self, Read, Write};

use serde::{Deserialize, Serialize};

use crate::facts::{Date, Pictures, Signatory};
use crate::presses;

/// A head is a few names and lengths.
const LONGEST_HEAD: u32 = 64 * 1024;

/// All files of a job, and a PDF: ten portraits and pages are a hundredth.
const LONGEST_FILES: u64 = 1 << 30;

/// A paper could not be made.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error, Serialize, Deserialize)]
pub enum PaperError {
    /// A field does not fit, however small: as the templates call it. Only a
    /// rehearsal says so.
    #[error("{0} does not fit")]
    TooLong(String),
    /// A sheet of cards holds one to ten.
    #[error("a sheet of cards holds one to ten, not {0}")]
    CardCount(usize),
    /// The facts cannot be set: a portrait that is no picture, a date that is
    /// no day.
    #[error("the paper cannot be set: {0}")]
    Setting(String),
    /// There is no press, or it ended before the paper was set.
    #[error("the press: {0}")]
    Press(String),
}

/// Which template.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Template {
    /// A certificate with its annex.
    Certificate,
    /// One card.
    Card,
    /// Cards on A4.
    Sheet,
    /// A slip, letter or decision.
    Letter,
    /// How a seal looks.
    Seal,
}

/// What comes of it.
#[derive(Clone, Copy, Debug, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Output {
    /// The file: PDF/A-3a and PDF/UA-1.
    Print,
    /// Whether it can be printed, and everything on it fits: no bytes.
    Rehearsal,
    /// Every page, one under the other, as a PNG of so many pixels to the inch.
    Picture(f64),
    /// A PDF that becomes part of another: without the tags, which are the
    /// other's.
    Drawing,
}

/// One paper to be made.
#[derive(Clone, Debug, PartialEq)]
pub struct Job {
    /// Which template.
    pub template: Template,
    /// What comes of it.
    pub output: Output,
    /// Tells its file from all others.
    pub ident: String,
    /// The day the file says it was made.
    pub date: Date,
    /// By their names in the template's world; `facts.json` among them.
    pub files: Vec<(String, Vec<u8>)>,
}

/// What of a job stands before its files.
#[derive(Serialize, Deserialize)]
struct Head {
    template: Template,
    output: Output,
    ident: String,
    date: Date,
    /// Names and lengths.
    files: Vec<(String, u64)>,
}

impl Job {
    /// A paper from its facts; `ident` tells its file from all others.
    pub(crate) fn new(
        template: Template,
        facts: &impl Serialize,
        ident: String,
        date: Date,
    ) -> Result<Self, PaperError> {
        let facts = serde_json::to_vec(facts).map_err(|error| PaperError::Setting(error.to_string()))?;
        let files = vec![("facts.json".to_owned(), facts)];
        Ok(Self { template, output: Output::Print, ident, date, files })
    }

    fn with(mut self, name: impl Into<String>, file: Option<&[u8]>) -> Self {
        self.files.extend(file.map(|bytes| (name.into(), bytes.to_vec())));
        self
    }

    /// With the signed credential, if there is one.
    pub(crate) fn credential(self, credential: Option<&[u8]>) -> Self {
        self.with("credential.json", credential)
    }

    /// With the portrait of the card at this position, if there is one.
    pub(crate) fn portrait(self, position: usize, portrait: Option<&[u8]>) -> Self {
        self.with(format!("portrait-{position}"), portrait)
    }

    /// With the picture of a seal, if there is one.
    pub(crate) fn stamp(self, png: Option<&[u8]>) -> Self {
        self.with("seal.png", png)
    }

    /// With the pictures of who signs, if there are any.
    pub(crate) fn signed(self, signatory: &Signatory) -> Self {
        let Pictures { signature, seal } = &signatory.pictures;
        self.with("signature.png", signature.as_deref()).with("stamp.png", seal.as_deref())
    }

    /// Every page, one under the other, as a PNG of so many pixels to the inch.
    pub(crate) fn picture(self, per_inch: f64) -> Result<Vec<u8>, PaperError> {
        presses::set(&Self { output: Output::Picture(per_inch), ..self })
    }

    /// The PDF.
    pub(crate) fn print(self) -> Result<Vec<u8>, PaperError> {
        presses::set(&self)
    }

    /// Whether it can be printed, and everything on it fits; nothing is kept.
    pub(crate) fn rehearse(self) -> Result<(), PaperError> {
        presses::set(&Self { output: Output::Rehearsal, ..self }).map(drop)
    }

    /// The PDF of something that becomes part of another.
    pub(crate) fn draw(self) -> Result<Vec<u8>, PaperError> {
        presses::set(&Self { output: Output::Drawing, ..self })
    }

    /// Says the job to a press.
    pub fn write_to(&self, to: &mut impl Write) -> io::Result<()> {
        let files = self.files.iter().map(|(name, bytes)| (name.clone(), bytes.len() as u64)).collect();
        let (template, output) = (self.template, self.output);
        write_head(to, &Head { template, output, ident: self.ident.clone(), date: self.date, files })?;
        for (_, bytes) in &self.files {
            to.write_all(bytes)?;
        }
        to.flush()
    }

    /// The next job of whoever asks; none when they went.
    pub fn read_from(from: &mut impl Read) -> io::Result<Option<Self>> {
        let Some(Head { template, output, ident, date, files }) = read_head(from)? else { return Ok(None) };
        let files = files.into_iter().map(|(name, length)| Ok((name, read_file(from, length)?)));
        Ok(Some(Self { template, output, ident, date, files: files.collect::<io::Result<_>>()? }))
    }
}

/// Says what became of a job.
pub fn write_answer(to: &mut impl Write, answer: &Result<Vec<u8>, PaperError>) -> io::Result<()> {
    write_head(to, &answer.as_ref().map(|bytes| bytes.len() as u64))?;
    to.write_all(answer.as_deref().unwrap_or_default())?;
    to.flush()
}

/// What became of a job; an error when the press ended without a word.
pub(crate) fn read_answer(from: &mut impl Read) -> io::Result<Result<Vec<u8>, PaperError>> {
    match read_head::<Result<u64, PaperError>>(from)? {
        Some(Ok(length)) => Ok(Ok(read_file(from, length)?)),
        Some(Err(error)) => Ok(Err(error)),
        None => Err(io::ErrorKind::UnexpectedEof.into()),
    }
}

fn write_head(to: &mut impl Write, head: &impl Serialize) -> io::Result<()> {
    let head = serde_json::to_vec(head)?;
    let length = u32::try_from(head.len()).ok().filter(|length| *length <= LONGEST_HEAD);
    let length = length.ok_or_else(|| io::Error::other("the head of a job is too long"))?;
    to.write_all(&length.to_be_bytes())?;
    to.write_all(&head)
}

fn read_head<T: for<'de> Deserialize<'de>>(from: &mut impl Read) -> io::Result<Option<T>> {
    let mut length = [0; 4];
    // Nothing at all is the end; a part of a number is a break.
    if from.read(&mut length[..1])? == 0 {
        return Ok(None);
    }
    from.read_exact(&mut length[1..])?;
    let length = u32::from_be_bytes(length);
    if length > LONGEST_HEAD {
        return Err(io::Error::other("the head of a job is too long"));
    }
    Ok(Some(serde_json::from_slice(&read_file(from, length.into())?)?))
}

fn read_file(from: &mut impl Read, length: u64) -> io::Result<Vec<u8>> {
    if length > LONGEST_FILES {
        return Err(io::Error::other("a file is too long"));
    }
    let mut bytes = Vec::new();
    if from.take(length).read_to_end(&mut bytes)? as u64 == length {
        Ok(bytes)
    } else {
        Err(io::ErrorKind::UnexpectedEof.into())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn job() -> Job {
        let date = Date { year: 2026, month: 11, day: 22 };
        let job = Job::new(Template::Card, &["a fact"], "card 1".to_owned(), date).expect("JSON");
        job.portrait(0, Some(&[0, 1, 2])).credential(Some(&[]))
    }

    #[test]
    fn a_job_arrives_as_it_was_said_and_the_next_one_after_it() {
        let (first, mut second) = (job(), job());
        second.output = Output::Picture(110.0);
        let mut said = Vec::new();
        first.write_to(&mut said).expect("memory");
        second.write_to(&mut said).expect("memory");
        let mut heard = said.as_slice();
        assert_eq!(Job::read_from(&mut heard).expect("whole"), Some(first));
        assert_eq!(Job::read_from(&mut heard).expect("whole"), Some(second));
        assert_eq!(Job::read_from(&mut heard).expect("the end"), None);
    }

    #[test]
    fn a_job_that_breaks_off_anywhere_is_no_job() {
        let mut said = Vec::new();
        job().write_to(&mut said).expect("memory");
        for end in 1..said.len() {
            assert!(Job::read_from(&mut &said[..end]).is_err(), "{end} of {}", said.len());
        }
    }

    #[test]
    fn an_answer_arrives_as_it_was_given() {
        for answer in [Ok(b"%PDF-".to_vec()), Ok(vec![]), Err(PaperError::TooLong("name".to_owned()))] {
            let mut said = Vec::new();
            write_answer(&mut said, &answer).expect("memory");
            assert_eq!(read_answer(&mut said.as_slice()).expect("whole"), answer);
        }
        assert!(read_answer(&mut [].as_slice()).is_err(), "a press that ended says nothing");
    }
}
