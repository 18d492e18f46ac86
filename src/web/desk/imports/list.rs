//! One list: how far it is, what was found, its columns, and the buttons.

use std::fmt::Write as _;

use askama::Template;
use rocket::http::Header;
use rocket::{get, post};

use super::{ImportAnswer, class_of, not_done, path, seen};
use crate::acts::imports::{self, ReportLine};
use crate::domain::ids::ImportId;
use crate::domain::import::{Column, ImportStage, may_confirm};
use crate::language::Language;
use crate::language::desk::imports::ImportTexts;
use crate::storage::imports::Import;
use crate::web::desk::people::Names;
use crate::web::desk::{Desk, MenuLink};
use crate::web::file::File;
use crate::web::{Answer, Failure, Fields, Form, Frame, Posted};

/// Seconds after which the page of a list that is worked on reloads itself.
const RELOAD: &str = "3";

/// Rows of which the page tells what is to be said; the report tells of all.
const MOST_TOLD: i64 = 100;

#[derive(Template)]
#[template(path = "desk/import.html")]
struct ListPage {
    frame: Frame,
    menu: Vec<MenuLink>,
    texts: &'static ImportTexts,
    form: Form,
    path: String,
    version: i64,
    files: Vec<(String, String)>,
    brought_in: String,
    stage: &'static str,
    class: &'static str,
    /// How far the work on it is; none where nobody is at it.
    work: Option<WorkView>,
    counts: String,
    sheets: Vec<SheetView>,
    columns: Vec<(&'static str, &'static str)>,
    /// Whether its columns may be said otherwise, or it be taken back.
    is_open: bool,
    lines: Vec<LineView>,
    has_more: bool,
    /// Why the officer does not confirm it; none where they may.
    not_confirmed: Option<&'static str>,
}

/// How far the work on a list is.
struct WorkView {
    done: i64,
    all: i64,
    said: String,
    /// Whether the page reloads itself.
    reloads: bool,
}

/// A sheet with its columns.
struct SheetView {
    called: String,
    is_hidden: bool,
    is_recognised: bool,
    /// The name of the box for names of old fonts, and whether it is ticked.
    fonts: (String, bool),
    has_old_fonts: bool,
    columns: Vec<ColumnView>,
}

struct ColumnView {
    name: String,
    heading: String,
    chosen: &'static str,
}

/// What is said of a row.
struct LineView {
    sheet: String,
    row: i64,
    column: &'static str,
    read: String,
    said: String,
    advice: &'static str,
    is_fault: bool,
}

/// How a list stands. Until it is checked or recorded the page reloads itself,
/// unless it is asked not to.
#[get("/desk/imports/<id>?<still>")]
pub(super) async fn page(id: ImportId, still: Option<&str>, desk: Desk<'_>) -> Result<ImportAnswer, Failure> {
    let (page, reloads) = show(desk, id, (Form::empty(), still.is_some())).await?;
    Ok(if reloads {
        ImportAnswer::Reloading { page, again: Header::new("Refresh", RELOAD) }
    } else {
        ImportAnswer::Still(page)
    })
}

async fn show(desk: Desk<'_>, id: ImportId, (form, stays): (Form, bool)) -> Result<(Answer, bool), Failure> {
    let registry = desk.site.registry;
    let import = imports::find(registry, &desk.officer, id).await?;
    let (lines, next) = imports::page_of(registry, &desk.officer, id, ((-1, 0), MOST_TOLD)).await?;
    let by = uploader(&desk, &import).await?;
    let (language, refused) = (desk.frame.language, form.is_refused());
    let texts = language.imports();
    let stage = import.stage;
    let reloads = stage.is_at_work() && !stays;
    let counts = import.counts;
    let all = match stage {
        ImportStage::Recording => counts.certificates.max(1),
        _ => counts.rows.max(1),
    };
    let is_recorded = stage == ImportStage::Recorded;
    let page = ListPage {
        menu: desk.menu(),
        texts,
        form,
        path: path(id),
        version: import.version,
        files: files(&import),
        brought_in: format!("{by} · {}", language.instant(import.uploaded_at)),
        stage: language.import_stage(stage),
        class: class_of(&import),
        work: stage.is_at_work().then(|| WorkView {
            done: import.done_rows.min(all),
            all,
            said: language.import_progress(import.done_rows.min(all), all),
            reloads,
        }),
        counts: language.import_counts(counts, is_recorded),
        columns: Column::ALL
            .iter()
            .map(|column| (column.as_str(), language.import_column(*column)))
            .collect(),
        sheets: sheets(&import, &lines),
        is_open: matches!(stage, ImportStage::Checked | ImportStage::Failed) && import.confirmed_by.is_none(),
        lines: lines.into_iter().map(|line| LineView::of(language, line)).collect(),
        has_more: next.is_some(),
        not_confirmed: not_confirmed(&desk, texts, &import),
        frame: desk.frame,
    };
    let answer = if refused { Answer::refused(&page)? } else { Answer::page(&page)? };
    Ok((answer, reloads))
}

/// Why the officer does not confirm a list that waits.
fn not_confirmed(desk: &Desk<'_>, texts: &'static ImportTexts, import: &Import) -> Option<&'static str> {
    if !may_confirm(&desk.officer) {
        Some(texts.leaders_only)
    } else if import.is_by(desk.officer.account, &desk.officer.number) {
        Some(texts.own_list)
    } else if import.counts.certificates + import.counts.cards == 0 {
        Some(texts.nothing_new)
    } else {
        None
    }
}

async fn uploader(desk: &Desk<'_>, import: &Import) -> Result<String, Failure> {
    let Some(account) = import.uploaded_by else {
        return Ok(format!("{} ({})", import.uploader, desk.frame.language.imports().by_operator));
    };
    let mut look = crate::acts::look::Look::at(desk.site.registry).await?;
    let mut names = Names::default();
    names.learn(&mut look, vec![account]).await?;
    Ok(names.name(account).to_owned())
}

/// The name of each file, and the beginning of its hash.
fn files(import: &Import) -> Vec<(String, String)> {
    let mut files: Vec<(String, String)> =
        import.sheets.iter().map(|sheet| (sheet.file.clone(), sheet.file_sha256.clone())).collect();
    files.dedup();
    files
}

fn sheets(import: &Import, lines: &[ReportLine]) -> Vec<SheetView> {
    let view = |(place, sheet): (usize, &crate::domain::import::Sheet)| SheetView {
        called: sheet.called(),
        is_hidden: sheet.is_hidden,
        is_recognised: sheet.layout.is_of_use(),
        fonts: (format!("fonts{place}"), sheet.layout.old_fonts),
        has_old_fonts: sheet.layout.old_fonts
            || lines.iter().any(|line| {
                line.sheet == sheet.called() && line.remark.reason == crate::domain::import::Reason::OldFont
            }),
        columns: sheet
            .layout
            .headings
            .iter()
            .enumerate()
            .map(|(nth, heading)| ColumnView {
                name: format!("column{place}-{nth}"),
                heading: heading.text.clone(),
                chosen: heading.column.map_or("", Column::as_str),
            })
            .collect(),
    };
    import.sheets.iter().enumerate().map(view).collect()
}

impl LineView {
    fn of(language: Language, line: ReportLine) -> Self {
        let ReportLine { sheet, row, remark } = line;
        let (said, advice) = language.remark(&remark);
        let is_private = remark.column == Some(Column::PersonalNumber);
        Self {
            sheet,
            row,
            column: remark.column.map_or("", |column| language.import_column(column)),
            read: if is_private {
                crate::domain::personal_number::masked(&remark.read)
            } else {
                remark.read.clone()
            },
            said: if is_private && remark.reason == crate::domain::import::Reason::ZerosAdded {
                said.replace(&remark.meant, &crate::domain::personal_number::masked(&remark.meant))
            } else {
                said
            },
            advice,
            is_fault: remark.reason.is_fault(),
        }
    }
}

/// All that is to be said, row by row.
#[get("/desk/imports/<id>/report.csv")]
pub(super) async fn report(id: ImportId, desk: Desk<'_>) -> Result<File, Failure> {
    let (language, texts) = (desk.frame.language, desk.frame.language.imports());
    let mut text = String::from("\u{feff}");
    let mut write = |cells: [&str; 6]| {
        let cells: Vec<String> = cells.iter().map(|cell| crate::acts::exports::csv_cell(cell)).collect();
        writeln!(text, "{}\r", cells.join(";")).map_err(std::io::Error::other)
    };
    write([texts.place, texts.row, texts.column, texts.read, texts.wrong, texts.advice])
        .map_err(|error| Failure::Broken(error.to_string()))?;
    imports::report(desk.site.registry, &desk.officer, id, |line| {
        let line = LineView::of(language, line);
        write([&line.sheet, &line.row.to_string(), line.column, &line.read, &line.said, line.advice])
    })
    .await?;
    let name = format!("bao-cao-{id}.csv");
    Ok(File::to_keep(name, "text/csv; charset=utf-8", text.into_bytes().into()))
}

/// Says which columns are what, and has the list looked at again.
#[post("/desk/imports/<id>/columns", data = "<posted>")]
pub(super) async fn columns(id: ImportId, desk: Desk<'_>, posted: Posted) -> Result<Answer, Failure> {
    let Posted(fields) = posted;
    let import = imports::find(desk.site.registry, &desk.officer, id).await?;
    let said = said(&import, &fields);
    let done = imports::set_columns(desk.site.registry, &desk.officer, seen(id, &fields), &said).await;
    let texts = desk.frame.language.imports();
    concluded(desk, (id, &fields, "columns"), done, texts.checks_again).await
}

/// The columns of every sheet as the form says them.
fn said(import: &Import, fields: &Fields) -> Vec<(usize, Vec<Option<Column>>, bool)> {
    let sheet = |(place, sheet): (usize, &crate::domain::import::Sheet)| {
        let column = |nth: usize| fields.text(&format!("column{place}-{nth}")).parse().ok();
        let columns = (0..sheet.layout.headings.len()).map(column).collect();
        (place, columns, fields.text(&format!("fonts{place}")) == "yes")
    };
    import.sheets.iter().enumerate().map(sheet).collect()
}

/// Confirms the list.
#[post("/desk/imports/<id>/confirmation", data = "<posted>")]
pub(super) async fn confirm(id: ImportId, desk: Desk<'_>, posted: Posted) -> Result<Answer, Failure> {
    let Posted(fields) = posted;
    let done = imports::confirm(desk.site.registry, &desk.officer, seen(id, &fields)).await;
    let texts = desk.frame.language.imports();
    concluded(desk, (id, &fields, "confirm"), done, texts.confirmed).await
}

/// Takes the list back.
#[post("/desk/imports/<id>/removal", data = "<posted>")]
pub(super) async fn remove(id: ImportId, desk: Desk<'_>, posted: Posted) -> Result<Answer, Failure> {
    let Posted(fields) = posted;
    let done = imports::withdraw(desk.site.registry, &desk.officer, seen(id, &fields)).await;
    let texts = desk.frame.language.imports();
    concluded(desk, (id, &fields, "remove"), done, texts.removed).await
}

async fn concluded(
    desk: Desk<'_>,
    (id, fields, field): (ImportId, &Fields, &str),
    done: Result<(), imports::ImportError>,
    notice: &str,
) -> Result<Answer, Failure> {
    let sentence = match done {
        Ok(()) => {
            desk.site.leave_notice(notice);
            return Ok(Answer::redirect(path(id)));
        }
        Err(error) => not_done(desk.frame.language, error)?,
    };
    let mut form = Form::filled(fields);
    form.refuse(field, sentence);
    Ok(show(desk, id, (form, true)).await?.0)
}
