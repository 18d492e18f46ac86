//! Between the profile and the fields of its form.

use crate::dates::Day;
use crate::domain::bilingual::Bilingual;
use crate::domain::issuer::Profile;
use crate::domain::profile::{Picture, ProfileFault, ProfileField, Symbols};
use crate::domain::signing::{Signatory, Signing};
use crate::domain::typed::line;
use crate::language::Language;
use crate::web::Form;
use crate::web::form::Fields;

/// The value of the field `signatory` for one who is not in the list yet.
const NEW: &str = "new";

/// Whom the form shows.
#[derive(Clone, Copy)]
pub(super) enum Choice<'a> {
    /// Someone of the list.
    Listed(&'a Signatory),
    /// Someone new.
    New,
}

/// The pictures of a form: as they shall be.
#[derive(Clone, Debug, Default)]
pub(super) struct Pictures {
    pub(super) signature: Option<Picture>,
    pub(super) seal: Option<Picture>,
}

/// What was typed.
pub(super) struct ProfileEntry {
    /// The profile as it shall be.
    pub(super) profile: Profile,
    /// The first day of the signatory in the form.
    pub(super) from: Option<Day>,
}

impl<'a> Choice<'a> {
    /// Whoever is asked for, else who signs today, else who is last in the list.
    pub(super) fn of(asked: Option<&str>, stored: &'a Profile, today: Day) -> Self {
        if asked == Some(NEW) {
            return Self::New;
        }
        let asked = asked.and_then(|day| day.parse().ok()).and_then(|from| stored.signatory_from(from));
        let found = asked.or_else(|| stored.signatory_on(today)).or(stored.signatories.last());
        found.map_or(Self::New, Self::Listed)
    }
}

/// The form with what is stored.
pub(super) fn filled(stored: &Profile, chosen: Choice) -> Form {
    let superior = stored.superior.clone().unwrap_or_default();
    let sha256 = |picture: &Option<Picture>| {
        picture.as_ref().map(|picture| picture.sha256.clone()).unwrap_or_default()
    };
    let mut form = Form::empty()
        .with("superior_vi", superior.vi)
        .with("superior_en", superior.en)
        .with("name_vi", &stored.name.vi)
        .with("name_en", &stored.name.en)
        .with("place", &stored.place)
        .with("contact", &stored.contact)
        .with("letter_symbol", &stored.symbols.letter)
        .with("decision_symbol", &stored.symbols.decision)
        .with("seal_kept", sha256(&stored.seal));
    for (field, is_on) in
        [("shows_pictures", stored.shows_pictures), ("birth_date", stored.birth_date_on_cards)]
    {
        form = if is_on { form.with(field, "yes") } else { form };
    }
    form = signed(form, "", &stored.signing);
    match chosen {
        Choice::New => form.with("signatory", NEW),
        Choice::Listed(signatory) => signed(form, "signatory_", &signatory.signing)
            .with("signatory", signatory.from.to_string())
            .with("signatory_name", &signatory.name)
            .with("signatory_from", signatory.from.to_string())
            .with("signatory_until", signatory.until.map(|day| day.to_string()).unwrap_or_default())
            .with("signature_kept", sha256(&signatory.signature)),
    }
}

fn signed(form: Form, prefix: &str, signing: &Signing) -> Form {
    form.with(&format!("{prefix}form"), signing.form.map(|form| form.to_string()).unwrap_or_default())
        .with(&format!("{prefix}principal"), &signing.principal)
        .with(&format!("{prefix}title_vi"), &signing.title.vi)
        .with(&format!("{prefix}title_en"), &signing.title.en)
}

/// The profile that the fields give over the stored one; what is wrong with
/// them is said in the form.
pub(super) fn read(
    fields: &Fields,
    stored: &Profile,
    pictures: Pictures,
    form: &mut Form,
    language: Language,
) -> ProfileEntry {
    let texts = language.profile();
    let bilingual = |name: &str| {
        Bilingual::new(line(fields.text(&format!("{name}_vi"))), line(fields.text(&format!("{name}_en"))))
    };
    let superior = bilingual("superior");
    let mut profile = Profile {
        superior: (superior != Bilingual::default()).then_some(superior),
        name: bilingual("name"),
        place: line(fields.text("place")),
        contact: lines(fields.text("contact")),
        symbols: Symbols::new(&line(fields.text("letter_symbol")), &line(fields.text("decision_symbol"))),
        signing: signing(fields, "", form, texts.bad_form),
        seal: pictures.seal,
        shows_pictures: fields.text("shows_pictures") == "yes",
        birth_date_on_cards: fields.text("birth_date") == "yes",
        ..stored.clone()
    };
    let chosen = fields.text("signatory").to_owned();
    profile.signatories.retain(|signatory| signatory.from.to_string() != chosen);
    let mut from = None;
    if fields.text("signatory_removed") != "yes" && (chosen != NEW || names_someone(fields)) {
        let signatory = signatory(fields, pictures.signature, form, language);
        from = Some(signatory.from);
        profile.signatories.push(signatory);
    }
    profile.signatories.sort_by_key(|signatory| signatory.from);
    refuse(form, language, &profile.faults());
    ProfileEntry { profile, from }
}

/// Says in the form what is wrong with the profile.
pub(super) fn refuse(form: &mut Form, language: Language, faults: &[(ProfileField, ProfileFault)]) {
    for (field, fault) in faults {
        if form.error(field.as_str()).is_none() {
            form.refuse(field.as_str(), language.profile_fault(*field, *fault));
        }
    }
}

fn signatory(fields: &Fields, signature: Option<Picture>, form: &mut Form, language: Language) -> Signatory {
    let texts = language.profile();
    let mut day = |name: &str| {
        let parsed = fields.text(name).parse::<Day>();
        if parsed.is_err() {
            form.refuse(name, texts.bad_day);
        }
        parsed.ok()
    };
    let from = day("signatory_from");
    let until = if fields.text("signatory_until").is_empty() { None } else { day("signatory_until") };
    Signatory {
        name: line(fields.text("signatory_name")),
        signing: signing(fields, "signatory_", form, texts.bad_form),
        // A day that was not understood is refused above; this one is only shown.
        from: from.unwrap_or_else(|| Day::new(1900, 1, 1).expect("a day of the calendar")),
        until,
        signature,
    }
}

fn signing(fields: &Fields, prefix: &str, form: &mut Form, bad: &str) -> Signing {
    let text = |name: &str| fields.text(&format!("{prefix}{name}"));
    let written = text("form");
    let chosen = written.parse().ok();
    if chosen.is_none() && !written.is_empty() {
        form.refuse(&format!("{prefix}form"), bad);
    }
    Signing {
        form: chosen,
        principal: line(text("principal")),
        title: Bilingual::new(line(text("title_vi")), line(text("title_en"))),
    }
}

/// Whether anything was typed about a new signatory.
fn names_someone(fields: &Fields) -> bool {
    let typed = ["name", "from", "until", "form", "principal", "title_vi", "title_en"];
    typed.iter().any(|name| !fields.text(&format!("signatory_{name}")).is_empty())
        || fields.chose_file("signature")
}

/// The lines that say something, without space around them.
fn lines(text: &str) -> String {
    text.lines().map(line).filter(|line| !line.is_empty()).collect::<Vec<_>>().join("\n")
}
