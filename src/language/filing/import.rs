//! What is told after a dossier file was taken over.

use crate::language::Language;

/// Names told in one sentence: the notice has a bound.
const NAMES: usize = 3;

/// Letters told of one name.
pub(super) const LETTERS: usize = 60;

impl Language {
    /// Whose papers were kept though the personal number differs.
    pub fn people_renumbered(self, names: &[String]) -> String {
        if names.is_empty() {
            return String::new();
        }
        let names = self.few(names);
        self.choose(
            format!(
                "Số định danh trong tệp khác số đã khai của {names}: ảnh và giấy tờ được giữ theo tên, hãy xem lại số."
            ),
            format!("The file has another personal number for {names}: papers were kept by name, check the number."),
        )
    }

    /// Whose papers went.
    pub fn people_left_out(self, names: &[String]) -> String {
        if names.is_empty() {
            return String::new();
        }
        let names = self.few(names);
        self.choose(
            format!("Tệp không có {names}: ảnh và giấy tờ đã tải lên của người này không còn trong hồ sơ."),
            format!("The file does not name {names}: the portrait and papers uploaded for them are gone."),
        )
    }

    pub(in crate::language) fn few(self, names: &[String]) -> String {
        let told = names.iter().take(NAMES).map(|name| match name.trim() {
            "" => self.choose("một chuyên gia chưa ghi tên", "an expert without a name").to_owned(),
            name => name.chars().take(LETTERS).collect(),
        });
        let told = told.collect::<Vec<_>>().join(", ");
        match names.len().saturating_sub(NAMES) {
            0 => told,
            more => self.choose(format!("{told} và {more} người khác"), format!("{told} and {more} more")),
        }
    }
}
