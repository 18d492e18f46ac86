//! A page as a person reads it: its title, its words, its forms.

use rocket::http::Status;
use scraper::{ElementRef, Html, Selector};

/// An answer of the server.
#[derive(Clone, Debug)]
pub(crate) struct Page {
    /// Where it was found, after every redirection.
    pub(crate) path: String,
    /// Its status.
    pub(crate) status: Status,
    /// Its headers.
    pub(crate) headers: Vec<(String, String)>,
    /// Its body.
    pub(crate) body: String,
    /// The same as it came, for what is no text.
    pub(crate) bytes: Vec<u8>,
}

/// A form of a page with what is in its fields.
#[derive(Clone, Debug)]
pub(crate) struct PageForm {
    /// GET or POST.
    pub(super) method: String,
    /// Where it goes.
    pub(super) action: String,
    /// Whether it carries files.
    pub(super) multipart: bool,
    /// Names and values, in order.
    pub(super) fields: Vec<(String, String)>,
    /// Names of the fields a person can fill in.
    pub(super) names: Vec<String>,
}

impl Page {
    /// The words of the main heading.
    pub(crate) fn heading(&self) -> String {
        self.words_of("h1")
    }

    /// The words of the first element that the selector finds.
    pub(crate) fn words_of(&self, selector: &str) -> String {
        self.all_words_of(selector).into_iter().next().unwrap_or_default()
    }

    /// The words of every element that the selector finds.
    pub(crate) fn all_words_of(&self, selector: &str) -> Vec<String> {
        Html::parse_document(&self.body).select(&css(selector)).map(words).collect()
    }

    /// Whether the page says so, anywhere in its words.
    pub(crate) fn says(&self, sentence: &str) -> bool {
        self.words_of("body").contains(sentence)
    }

    /// An attribute of the first element that the selector finds.
    pub(crate) fn attribute(&self, selector: &str, name: &str) -> Option<String> {
        let html = Html::parse_document(&self.body);
        html.select(&css(selector)).next()?.attr(name).map(str::to_owned)
    }

    /// An attribute of every element that the selector finds and that has it.
    pub(crate) fn all_attributes(&self, selector: &str, name: &str) -> Vec<String> {
        let html = Html::parse_document(&self.body);
        html.select(&css(selector)).filter_map(|found| found.attr(name).map(str::to_owned)).collect()
    }

    /// The labels of the buttons.
    pub(crate) fn buttons(&self) -> Vec<String> {
        self.all_words_of("button")
    }

    /// A header.
    pub(crate) fn header(&self, name: &str) -> Option<&str> {
        let found = self.headers.iter().find(|(known, _)| known.eq_ignore_ascii_case(name));
        found.map(|(_, value)| value.as_str())
    }

    /// The form that the button with this label sends.
    pub(crate) fn form(&self, button: &str) -> PageForm {
        let html = Html::parse_document(&self.body);
        let all = css("form");
        let form =
            html.select(&all).find(|form| form.select(&css("button")).any(|found| words(found) == button));
        let form = form.unwrap_or_else(|| {
            panic!("no button “{button}” on {} ({}): {:?}", self.path, self.status, self.buttons())
        });
        let mut fields = filled(form);
        let pressed = form.select(&css("button")).find(|found| words(*found) == button);
        let named_button = pressed.filter(|found| found.attr("name").is_some());
        fields.extend(named_button.map(|found| (attr(found, "name"), attr(found, "value"))));
        let elsewhere = pressed.and_then(|found| found.attr("formaction"));
        let action = elsewhere.or(form.attr("action")).filter(|action| !action.is_empty());
        let named = css("input[name]:not([type=hidden]), select[name], textarea[name]");
        PageForm {
            method: form.attr("method").unwrap_or("get").to_uppercase(),
            action: action.unwrap_or(&self.path).to_owned(),
            multipart: form.attr("enctype") == Some("multipart/form-data"),
            names: form.select(&named).map(|field| attr(field, "name")).collect(),
            fields,
        }
    }
}

/// What a browser would send of the form as it stands.
fn filled(form: ElementRef<'_>) -> Vec<(String, String)> {
    let mut fields = Vec::new();
    for field in form.select(&css("input[name], select[name], textarea[name]")) {
        let value = match (field.value().name(), field.attr("type").unwrap_or("text")) {
            ("textarea", _) => Some(field.text().collect::<String>().trim_start_matches('\n').to_owned()),
            ("select", _) => {
                let chosen = field.select(&css("option[selected]")).next();
                let chosen = chosen.or_else(|| field.select(&css("option")).next());
                Some(chosen.map(|option| attr(option, "value")).unwrap_or_default())
            }
            ("input", "checkbox" | "radio") if field.attr("checked").is_none() => None,
            ("input", "file" | "submit") => None,
            _ => Some(attr(field, "value")),
        };
        fields.extend(value.map(|value| (attr(field, "name"), value)));
    }
    fields
}

fn words(element: ElementRef<'_>) -> String {
    element.text().collect::<Vec<_>>().join(" ").split_whitespace().collect::<Vec<_>>().join(" ")
}

fn attr(element: ElementRef<'_>, name: &str) -> String {
    element.attr(name).unwrap_or_default().to_owned()
}

fn css(selector: &str) -> Selector {
    Selector::parse(selector).unwrap_or_else(|_| panic!("'{selector}' is not a selector"))
}
