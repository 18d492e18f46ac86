//! A row of a sheet: a question with its answer, or a heading.

/// A question on the sheet, or a heading between questions.
#[derive(Debug)]
pub(in crate::web::filing) struct Row {
    /// The name of its field in this form.
    pub(in crate::web::filing) name: String,
    pub(in crate::web::filing) label: String,
    pub(in crate::web::filing) hint: &'static str,
    pub(in crate::web::filing) control: Control,
    /// The answer as a person reads it; several lines where it has several.
    pub(in crate::web::filing) answer: Vec<String>,
    /// What to look at again, though it is not refused.
    pub(in crate::web::filing) remark: String,
    /// What can be chosen instead of typing it.
    pub(in crate::web::filing) proposed: Vec<String>,
}

/// How a question is answered.
#[derive(Debug)]
pub(in crate::web::filing) enum Control {
    /// How many others it stands under.
    Heading(u8),
    Line,
    Short,
    Lines,
    Radios(Vec<(String, String)>),
    Ticks(Vec<(String, String)>),
    Select(Vec<(String, String)>),
}

impl Row {
    /// A heading between questions.
    pub(super) fn heading(level: u8, label: impl Into<String>) -> Self {
        Self::unanswered(String::new(), label.into(), Control::Heading(level))
    }

    /// A question whose answer is not kept as it is given.
    pub(super) fn unanswered(name: String, label: String, control: Control) -> Self {
        Self {
            name,
            label,
            hint: "",
            control,
            answer: Vec::new(),
            remark: String::new(),
            proposed: Vec::new(),
        }
    }

    /// Whether it asks nothing.
    pub(in crate::web::filing) fn is_heading(&self) -> bool {
        matches!(self.control, Control::Heading(_))
    }
}
