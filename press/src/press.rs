//! Setting a template with its facts, and writing it as PDF.
//!
//! Templates, fonts and the standard library are read once a process. Facts are
//! one file of the template's small world, so that what does not depend on them
//! stays remembered from paper to paper.

use std::collections::HashMap;
use std::sync::LazyLock;

use consultant_papers::{Date, Job, Output, PaperError, SIGNATURE, Template};
use typst::diag::{FileError, FileResult, SourceDiagnostic};
use typst::foundations::{Bytes, Datetime, Duration, Label, Selector, Smart};
use typst::introspection::{Introspector, Location};
use typst::layout::Abs;
use typst::model::LateLinkResolver;
use typst::syntax::{FileId, RootedPath, Source, VirtualPath, VirtualRoot};
use typst::text::{Font, FontBook};
use typst::utils::{LazyHash, PicoStr};
use typst::{Library, LibraryExt, World, comemo};
use typst_layout::PagedDocument;
use typst_pdf::{PdfOptions, PdfStandard, PdfStandards, Timestamp};
use typst_render::RenderOptions;

use crate::guilloche;

/// Points (PostScript) in an inch.
const POINTS_PER_INCH: f64 = 72.0;

/// How many papers an unused memory of layout outlives. It bounds memory: what
/// is remembered holds names of people.
const REMEMBERED_PAPERS: usize = 12;

static PRESS: LazyLock<Press> = LazyLock::new(Press::new);

/// What a template calls the fields that did not fit.
const TOO_LONG: &str = "too-long";

/// Minutes by which clocks in Viet Nam are ahead of UTC.
const VIET_NAM: i32 = 7 * 60;

/// A job as its template sees it: what it is set from.
struct Sheet {
    main: FileId,
    files: HashMap<FileId, Bytes>,
    ident: String,
    date: Date,
}

/// What every paper is made with.
struct Press {
    library: LazyHash<Library>,
    book: LazyHash<FontBook>,
    fonts: Vec<Font>,
    sources: HashMap<FileId, Source>,
    pictures: HashMap<FileId, Bytes>,
}

/// Sets a paper. It takes tens of milliseconds.
pub(crate) fn set(job: Job) -> Result<Vec<u8>, PaperError> {
    let output = job.output;
    let sheet = Sheet::from(job);
    let set = typst::compile::<PagedDocument>(&sheet).output.map_err(|faults| setting(&faults))?;
    let made = match output {
        Output::Print => sheet.write(&set, &[PdfStandard::A_3a, PdfStandard::Ua_1], true),
        Output::Drawing => sheet.write(&set, &[PdfStandard::A_3b], false),
        Output::Picture(per_inch) => picture(&set, per_inch),
        Output::Rehearsal => match field_too_long(&set) {
            Some(field) => Err(PaperError::TooLong(field)),
            None => sheet.write(&set, &[PdfStandard::A_3a, PdfStandard::Ua_1], true).map(|_| Vec::new()),
        },
    };
    comemo::evict(REMEMBERED_PAPERS);
    made
}

fn picture(set: &PagedDocument, per_inch: f64) -> Result<Vec<u8>, PaperError> {
    let options = RenderOptions { pixel_per_pt: (per_inch / POINTS_PER_INCH).into(), render_bleed: false };
    let png = typst_render::render_merged(set, &options, Abs::mm(4.0), None).encode_png();
    png.map_err(|error| PaperError::Setting(error.to_string()))
}

fn main_file(template: Template) -> &'static str {
    match template {
        Template::Certificate => "certificate.typ",
        Template::Card => "card.typ",
        Template::Sheet => "sheet.typ",
        Template::Letter => "letter.typ",
        Template::Seal => "seal.typ",
    }
}

impl From<Job> for Sheet {
    fn from(job: Job) -> Self {
        let Job { template, ident, date, files, .. } = job;
        let files = files.into_iter().map(|(name, bytes)| (file(&name), Bytes::new(bytes))).collect();
        Self { main: file(main_file(template)), files, ident, date }
    }
}

impl Sheet {
    /// Midnight in Viet Nam: before whatever is done with the paper on its day.
    fn beginning_of_its_day(&self) -> Option<Timestamp> {
        let Date { year, month, day } = self.date;
        Timestamp::new_local(Datetime::from_ymd_hms(year, month, day, 0, 0, 0)?, VIET_NAM)
    }

    fn write(
        self,
        set: &PagedDocument,
        standards: &[PdfStandard],
        tagged: bool,
    ) -> Result<Vec<u8>, PaperError> {
        let timestamp = self.beginning_of_its_day();
        let standards =
            PdfStandards::new(standards).map_err(|fault| PaperError::Setting(fault.message().to_string()))?;
        let options = PdfOptions {
            ident: Smart::Custom(self.ident),
            creator: Smart::Custom(Some("consultant-papers".to_owned())),
            timestamp,
            standards,
            tagged,
            ..PdfOptions::default()
        };
        let places: Vec<_> = room_for_signature(set).map(|at| (at, SIGNATURE.into())).into_iter().collect();
        let links = LateLinkResolver::new(None, set.introspector().as_ref());
        typst_pdf::pdf_in_bundle(set, &options, &places, comemo::Track::track(&links))
            .map_err(|faults| setting(&faults))
    }
}

/// The first field that did not fit.
fn field_too_long(set: &PagedDocument) -> Option<String> {
    let label = Label::new(PicoStr::intern(TOO_LONG))?;
    let found = set.introspector().query_first(&Selector::Label(label))?;
    found.get_by_name("value").ok()?.cast::<String>().ok()
}

/// Where who signs for the issuer signs: of two signatures, the last.
fn room_for_signature(set: &PagedDocument) -> Option<Location> {
    let label = Label::new(PicoStr::intern(SIGNATURE))?;
    set.introspector().query(&Selector::Label(label)).last()?.location()
}

fn setting(faults: &[SourceDiagnostic]) -> PaperError {
    let messages: Vec<&str> = faults.iter().map(|fault| fault.message.as_str()).collect();
    PaperError::Setting(messages.join("; "))
}

impl Press {
    fn new() -> Self {
        let fonts: Vec<Font> = [
            include_bytes!("../fonts/LiberationSerif-Regular.ttf").as_slice(),
            include_bytes!("../fonts/LiberationSerif-Bold.ttf"),
            include_bytes!("../fonts/LiberationSerif-Italic.ttf"),
            include_bytes!("../fonts/LiberationSerif-BoldItalic.ttf"),
            include_bytes!("../fonts/Stacked-Regular.ttf"),
            include_bytes!("../fonts/Stacked-Bold.ttf"),
            include_bytes!("../fonts/Stacked-Italic.ttf"),
            include_bytes!("../fonts/Stacked-BoldItalic.ttf"),
        ]
        .into_iter()
        .flat_map(|bytes| Font::iter(Bytes::new(bytes)))
        .collect();
        let sources = [
            ("frame.typ", include_str!("../../templates/documents/frame.typ")),
            ("certificate.typ", include_str!("../../templates/documents/certificate.typ")),
            ("sides.typ", include_str!("../../templates/documents/sides.typ")),
            ("card.typ", include_str!("../../templates/documents/card.typ")),
            ("sheet.typ", include_str!("../../templates/documents/sheet.typ")),
            ("letter.typ", include_str!("../../templates/documents/letter.typ")),
            ("seal.typ", include_str!("../../templates/documents/seal.typ")),
        ];
        let pictures = [("border.svg", guilloche::border()), ("strip.svg", guilloche::strip())];
        Self {
            library: LazyHash::new(Library::default()),
            book: LazyHash::new(FontBook::from_fonts(&fonts)),
            fonts,
            sources: sources
                .map(|(path, text)| (file(path), Source::new(file(path), text.to_owned())))
                .into(),
            pictures: pictures.map(|(path, svg)| (file(path), Bytes::from_string(svg))).into(),
        }
    }
}

/// A file at the root of the templates' world. Names are few and fixed: each
/// stays interned for the life of the process.
fn file(path: &str) -> FileId {
    let path = VirtualPath::new(path).expect("names of our own files are paths");
    RootedPath::new(VirtualRoot::Project, path).intern()
}

impl World for Sheet {
    fn library(&self) -> &LazyHash<Library> {
        &PRESS.library
    }

    fn book(&self) -> &LazyHash<FontBook> {
        &PRESS.book
    }

    fn main(&self) -> FileId {
        self.main
    }

    fn source(&self, id: FileId) -> FileResult<Source> {
        PRESS.sources.get(&id).cloned().ok_or_else(|| missing(id))
    }

    fn file(&self, id: FileId) -> FileResult<Bytes> {
        self.files.get(&id).or_else(|| PRESS.pictures.get(&id)).cloned().ok_or_else(|| missing(id))
    }

    fn font(&self, index: usize) -> Option<Font> {
        PRESS.fonts.get(index).cloned()
    }

    /// Never today: a paper says only what its facts say.
    fn today(&self, _: Option<Duration>) -> Option<Datetime> {
        None
    }
}

fn missing(id: FileId) -> FileError {
    FileError::NotFound(id.vpath().get_without_slash().into())
}
