use proptest::prelude::*;

use super::*;
use crate::dates::Instant;
use crate::domain::application::parse;
use crate::domain::ids::DossierId;

fn application() -> Application {
    parse(include_bytes!("../../../tests/cases/organisation-meets-all.json")).expect("a dossier file")
}

fn basis(papers: &[Evidence]) -> Basis {
    Basis { application: application(), papers: papers.iter().map(PaperMark::of).collect() }
}

fn paper(id: u128, item: Item, expert: Option<usize>) -> Evidence {
    let uploaded_at: Instant = "2026-11-22T03:00:00Z".parse().expect("an instant");
    Evidence {
        id: EvidenceId::new(uuid::Uuid::from_u128(id)),
        dossier: DossierId::new(uuid::Uuid::nil()),
        item,
        expert,
        file_name: "a.pdf".to_owned(),
        media_type: "application/pdf".to_owned(),
        byte_count: 1,
        sha256: String::new(),
        uploaded_at,
    }
}

fn name_of(application: &Application, at: usize) -> Option<String> {
    application.experts[at].name.clone()
}

#[test]
fn nothing_new_is_nothing() {
    let papers = [paper(1, Item::Photo, Some(0)), paper(2, Item::QmsCertificate, None)];
    assert!(Changes::between(&basis(&papers), &application(), &papers).is_empty());
}

#[test]
fn answers_are_counted_part_by_part() {
    let mut after = application();
    let organisation = after.organisation.as_mut().expect("an organisation");
    organisation.address = Some("Số 1, phố Huế".to_owned());
    organisation.clients.remove(0);
    let expert = &mut after.experts[1];
    expert.degree = None;
    expert.civil_servant = Some(true);
    expert.photo = None;
    let changes = Changes::between(&basis(&[]), &after, &[]);
    let told: Vec<_> =
        changes.parts.iter().map(|part| (part.section, part.expert.clone(), part.answers)).collect();
    let second = name_of(&after, 1);
    assert_eq!(told[..2], [(Section::Organisation, None, 1), (Section::Clients, None, 1)]);
    assert_eq!((told[2].0, &told[2].1), (Section::Degree, &second));
    assert_eq!(told[3], (Section::Independence, second, 1));
    assert_eq!(told.len(), 4, "a portrait is told by its paper");
    assert!(told[2].2 >= 3, "each answer of a part that was emptied: {}", told[2].2);
}

#[test]
fn papers_are_added_replaced_or_taken_away() {
    let before = [
        paper(1, Item::Photo, Some(0)),
        paper(2, Item::QmsCertificate, None),
        paper(3, Item::Degree, Some(1)),
    ];
    let after = [
        paper(4, Item::Photo, Some(0)),
        paper(2, Item::QmsCertificate, None),
        paper(5, Item::Degree, Some(0)),
        paper(6, Item::Degree, Some(0)),
    ];
    let changes = Changes::between(&basis(&before), &application(), &after);
    let told: Vec<_> = changes
        .papers
        .iter()
        .map(|it| (it.item, it.expert.clone(), [it.added, it.replaced, it.removed]))
        .collect();
    let (first, second) = (name_of(&application(), 0), name_of(&application(), 1));
    assert_eq!(told.len(), 3);
    assert!(told.contains(&(Item::Photo, first.clone(), [0, 1, 0])), "{told:?}");
    assert!(told.contains(&(Item::Degree, first, [2, 0, 0])), "{told:?}");
    assert!(told.contains(&(Item::Degree, second, [0, 0, 1])), "{told:?}");
}

#[test]
fn an_expert_stays_the_same_person_at_another_place() {
    let before =
        [paper(1, Item::Photo, Some(0)), paper(2, Item::Photo, Some(1)), paper(3, Item::Photo, Some(2))];
    let mut after = application();
    let gone = after.experts.remove(0);
    // Their papers moved up with them; somebody new came.
    let papers =
        [paper(2, Item::Photo, Some(0)), paper(3, Item::Photo, Some(1)), paper(4, Item::Photo, Some(4))];
    let newcomer = Expert {
        name: Some("Người mới".to_owned()),
        personal_number: Some("001085999999".to_owned()),
        ..gone.clone()
    };
    let at = after.experts.len().min(4);
    after.experts.truncate(at);
    after.experts.push(newcomer);
    let changes = Changes::between(&basis(&before), &after, &papers);
    assert_eq!(changes.experts_added, ["Người mới"]);
    assert!(changes.experts_removed.contains(&gone.name.expect("a name")), "{:?}", changes.experts_removed);
    assert!(changes.parts.is_empty(), "{:?}", changes.parts);
    let photos: Vec<_> = changes.papers.iter().map(|it| (it.expert.as_deref(), it.added)).collect();
    assert_eq!(photos, [(Some("Người mới"), 1)]);
}

#[test]
fn a_name_that_is_put_right_is_an_answer_and_no_new_person() {
    let mut after = application();
    after.experts[0].name = Some("Nguyễn Văn Đổi".to_owned());
    let changes = Changes::between(&basis(&[]), &after, &[]);
    let part = PartAnswers { section: Section::Identity, expert: name_of(&after, 0), answers: 1 };
    assert_eq!((changes.parts, changes.experts_added.len()), (vec![part], 0));
}

#[test]
fn what_is_kept_of_it_has_one_form() {
    let changes = Changes {
        experts_added: vec!["An".to_owned()],
        experts_removed: vec![],
        parts: vec![PartAnswers { section: Section::Degree, expert: Some("An".to_owned()), answers: 2 }],
        papers: vec![PaperChange { item: Item::Photo, expert: None, added: 1, replaced: 0, removed: 0 }],
    };
    let kept = serde_json::to_string(&changes).expect("JSON");
    assert_eq!(
        kept,
        r#"{"experts_added":["An"],"experts_removed":[],"parts":[{"section":"degree","expert":"An","answers":2}],"papers":[{"item":"photo","expert":null,"added":1,"replaced":0,"removed":0}]}"#
    );
    assert_eq!(serde_json::from_str::<Changes>(&kept).expect("read again"), changes);
}

proptest! {
    /// Whatever experts come, go and change places: those who stay are never
    /// said to have changed, and who came and went is counted.
    #[test]
    fn who_stays_is_unchanged_wherever_they_stand(order in Just((0..5_usize).collect::<Vec<_>>()).prop_shuffle(), kept in 0..5_usize) {
        let mut after = application();
        let before = basis(&[]);
        let all = after.experts.len();
        let order: Vec<usize> = order.into_iter().filter(|at| *at < all).take(kept).collect();
        after.experts = order.iter().map(|at| before.application.experts[*at].clone()).collect();
        let changes = Changes::between(&before, &after, &[]);
        prop_assert!(changes.parts.is_empty() && changes.experts_added.is_empty());
        prop_assert_eq!(changes.experts_removed.len(), all - order.len());
    }
}
