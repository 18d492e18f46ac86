//! What is typed into a field for search.

use super::enterprise_code::EnterpriseCode;
use super::fold::{cut, fold};

/// The most letters of a question that are looked at: a name is shorter, and
/// the work for one visitor has a bound.
pub const MOST_LETTERS: usize = 200;

/// The most words of a question that are looked at.
pub const MOST_WORDS: usize = 8;

/// Words of `Mã số doanh nghiệp`, `Mã số thuế`, `MST`.
const LABELS: [&str; 8] = ["ma", "so", "doanh", "nghiep", "thue", "mst", "msdn", "dn"];

/// Words of organisations' names, folded, that are in no person's.
const ORGANISATIONS: [&str; 8] =
    ["tnhh", "jsc", "ltd", "company", "institute", "center", "centre", "corporation"];

/// Pairs of such words: `Công ty`, `Cổ phần`, `Trung tâm`, `Chi cục`.
const PAIRS: [[&str; 2]; 8] = [
    ["cong", "ty"],
    ["co", "phan"],
    ["trung", "tam"],
    ["chi", "cuc"],
    ["tong", "cuc"],
    ["truong", "dai"],
    ["hiep", "hoi"],
    ["chi", "nhanh"],
];

/// A question as it was typed, and the words it is answered by.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Question {
    typed: String,
    is_cut: bool,
    words: Vec<String>,
}

impl Question {
    /// What was typed; all beyond [`MOST_LETTERS`] is left out.
    pub fn of(typed: &str) -> Self {
        let all = typed.trim();
        let typed: String = all.chars().take(MOST_LETTERS).collect();
        let is_cut = typed.len() < all.len();
        let mut words: Vec<String> = Vec::new();
        for word in fold(&typed).split(' ').filter(|word| !word.is_empty()) {
            let word = cut(word.to_owned());
            if words.len() < MOST_WORDS && !words.contains(&word) {
                words.push(word);
            }
        }
        let mut question = Self { typed: typed.trim_end().to_owned(), is_cut, words };
        if let Some(code) = question.code() {
            question.words = vec![code];
        }
        question
    }

    /// The same question, answered by the words of what it was read as: a
    /// number as it is printed.
    #[must_use]
    pub fn read_as(self, meant: &str) -> Self {
        Self { words: Self::of(meant).words, ..self }
    }

    /// What was typed, as far as it was looked at.
    pub fn typed(&self) -> &str {
        &self.typed
    }

    /// Whether more was typed than is looked at.
    pub fn is_cut(&self) -> bool {
        self.is_cut
    }

    /// Whether nothing is asked: then everything is listed.
    pub fn is_blank(&self) -> bool {
        self.typed.is_empty()
    }

    /// Its folded words, each once, in the order typed. A question of signs
    /// alone has none, and finds nothing.
    pub fn words(&self) -> &[String] {
        &self.words
    }

    /// Whether it may be the name of a person: two words, or one of three
    /// letters.
    pub fn names_someone(&self) -> bool {
        let is_name = |word: &&String| word.chars().any(char::is_alphabetic);
        let words: Vec<&String> = self.words.iter().filter(is_name).collect();
        words.len() >= 2 || words.first().is_some_and(|word| word.chars().count() >= 3)
    }

    /// Whether it can only be the name of an organisation: it has a digit, or
    /// words that no person is called by.
    pub fn names_organisation(&self) -> bool {
        let words = &self.words;
        let has_digit = words.iter().any(|word| word.contains(|letter: char| letter.is_ascii_digit()));
        let is_word = |word: &String| ORGANISATIONS.contains(&word.as_str());
        let is_pair = |pair: &[String]| PAIRS.contains(&[pair[0].as_str(), pair[1].as_str()]);
        has_digit || words.iter().any(is_word) || words.windows(2).any(is_pair)
    }

    /// The enterprise code, when it is ten digits with nothing but its label
    /// before them and signs between them: as people copy it.
    pub fn code(&self) -> Option<String> {
        let folded = fold(&self.typed);
        let digits = folded.split(' ').skip_while(|word| LABELS.contains(word)).collect::<String>();
        digits.parse::<EnterpriseCode>().is_ok().then_some(digits)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_question_is_answered_by_its_folded_words() {
        let question = Question::of(" “Chất-lượng” việt, VIỆT ");
        assert_eq!(question.words(), ["chat", "luong", "viet"]);
        assert_eq!((question.typed(), question.is_cut()), ("“Chất-lượng” việt, VIỆT", false));
        let read = Question::of("Số hồ sơ: BKHCN 261122-0OO1").read_as("BKHCN-261122-0001");
        assert_eq!((read.typed(), read.words()[2].as_str()), ("Số hồ sơ: BKHCN 261122-0OO1", "0001"));
        let signs = Question::of("%_");
        assert!(signs.words().is_empty() && !signs.is_blank());
        assert!(Question::of(" \t").is_blank());
    }

    #[test]
    fn a_question_has_a_bound() {
        let long = Question::of(&"ắ".repeat(60_000));
        assert_eq!((long.typed().chars().count(), long.is_cut()), (MOST_LETTERS, true));
        let many = ('a'..='z').map(String::from).collect::<Vec<_>>().join(" ");
        assert_eq!(Question::of(&many).words().len(), MOST_WORDS);
        assert!(!Question::of(&"a".repeat(MOST_LETTERS)).is_cut());
    }

    #[test]
    fn a_name_has_two_words_or_one_of_three_letters() {
        for name in ["Trần Mai", "tr m", "nguyễn", " Lan "] {
            assert!(Question::of(name).names_someone(), "{name}");
        }
        for other in ["", "%", "a", "ng", "0101234567", "% _"] {
            assert!(!Question::of(other).names_someone(), "{other}");
        }
    }

    #[test]
    fn an_organisation_is_told_from_a_person_where_its_name_says_so() {
        for name in ["QUATEST 3", "Công ty ABC", "Trung tâm Kỹ thuật", "ABC Co., Ltd"] {
            assert!(Question::of(name).names_organisation(), "{name}");
        }
        for other in ["Nguyễn Thành Công", "Bùi Thị Liên", "Trần Trung", "Viện Năng suất"] {
            assert!(!Question::of(other).names_organisation(), "{other}");
        }
    }

    #[test]
    fn a_code_is_asked_for_as_it_is_copied() {
        let asked = Question::of("0101 234.567");
        assert_eq!(
            (asked.code().as_deref(), asked.words()),
            (Some("0101234567"), &["0101234567".to_owned()][..])
        );
        for labelled in ["MST 0101234567", "Mã số thuế: 0101-234-567", "０１０１２３４５６７"]
        {
            assert_eq!(Question::of(labelled).code().as_deref(), Some("0101234567"), "{labelled}");
        }
        for other in ["QUATEST 3", "0101234567 Mẫu", "bkhcn 0101234567"] {
            assert_eq!(Question::of(other).code(), None, "{other}");
        }
    }
}
