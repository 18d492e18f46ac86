//! Notes to the file, on the page of a dossier.

use crate::language::Language;

/// The words around notes to the file.
#[derive(Debug)]
#[expect(missing_docs, reason = "the texts say it")]
pub struct NoteTexts {
    pub title: &'static str,
    pub label: &'static str,
    pub hint: &'static str,
    pub write: &'static str,
    pub written: &'static str,
}

impl Language {
    /// The words around notes to the file.
    pub fn notes(self) -> &'static NoteTexts {
        self.choose(&VI, &EN)
    }
}

/// Vietnamese.
pub static VI: NoteTexts = NoteTexts {
    title: "Ghi chú nội bộ",
    label: "Nội dung ghi chú",
    hint: "Cán bộ của cơ quan đọc được, người nộp thì không. Ghi rồi thì không sửa, không xóa được. Không ghi số định danh cá nhân.",
    write: "Ghi chú vào hồ sơ",
    written: "Đã ghi chú vào hồ sơ.",
};

/// English.
pub static EN: NoteTexts = NoteTexts {
    title: "Notes to the file",
    label: "Note",
    hint: "The officers of this office read it, the applicant does not. Once written it cannot be changed or removed. No personal identification numbers.",
    write: "Write a note to the file",
    written: "The note is in the file.",
};
