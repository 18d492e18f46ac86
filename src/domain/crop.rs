//! Which part of a picture a card shows, where the picture is not of the
//! card's form: the parts a person may choose, and those to propose first.

use std::ops::RangeInclusive;

use super::regime::PhotoForm;

/// A part of a picture, in its points from the upper left corner.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Area {
    /// Points left of it.
    pub left: u32,
    /// Points above it.
    pub top: u32,
    /// Its width.
    pub width: u32,
    /// Its height.
    pub height: u32,
}

impl PhotoForm {
    /// Whether a picture of these measures has the ratio, within the tolerance:
    /// |w/h − r| ≤ t % of r, in whole numbers 100·|w·rh − h·rw| ≤ t·h·rw.
    pub fn has_ratio(&self, width: u32, height: u32) -> bool {
        let across = u128::from(width) * u128::from(self.ratio_height);
        let down = u128::from(height) * u128::from(self.ratio_width);
        100 * across.abs_diff(down) <= u128::from(self.tolerance_percent) * down
    }

    /// Whether a picture of these measures has points enough.
    pub fn is_large_enough(&self, width: u32, height: u32) -> bool {
        width >= self.least_width && height >= self.least_height
    }

    /// How wide a part of exactly the ratio may be in a picture of these
    /// measures, in steps of the ratio's width; none when the picture is too
    /// small.
    pub fn widths(&self, width: u32, height: u32) -> Option<RangeInclusive<u32>> {
        let (across, down) = (self.ratio_width.max(1), self.ratio_height.max(1));
        let least = self.least_width.div_ceil(across).max(self.least_height.div_ceil(down));
        let most = (width / across).min(height / down);
        (least <= most && most > 0).then(|| least * across..=most * across)
    }

    /// The part of exactly the ratio that is nearest to this place and width;
    /// none when the picture is too small.
    pub fn area(
        &self,
        (width, height): (u32, u32),
        (left, top): (u32, u32),
        wanted_width: u32,
    ) -> Option<Area> {
        let widths = self.widths(width, height)?;
        let across = self.ratio_width.max(1);
        let area_width = wanted_width.clamp(*widths.start(), *widths.end()) / across * across;
        let area_height = area_width / across * self.ratio_height.max(1);
        let (left, top) = (left.min(width - area_width), top.min(height - area_height));
        Some(Area { left, top, width: area_width, height: area_height })
    }

    /// The parts to propose, the likeliest first: as much as there is, and
    /// closer; where much is left over, also beside or beneath. Heads are in
    /// the middle, and above it.
    pub fn proposals(&self, width: u32, height: u32) -> Vec<Area> {
        let Some(widths) = self.widths(width, height) else { return Vec::new() };
        let whole = *widths.end();
        let (across, down) = (self.ratio_width.max(1), self.ratio_height.max(1));
        let (beside, beneath) = (width - whole, height - whole / across * down);
        let mut places = vec![(whole, 2, 1), (whole * 3 / 4, 2, 1)];
        if 4 * beside > width {
            places.extend([(whole, 1, 1), (whole, 3, 1)]);
        } else if 8 * beneath > height {
            places.extend([(whole, 2, 0), (whole, 2, 2)]);
        }
        let mut proposals: Vec<Area> = Vec::new();
        for (wanted, quarters_across, quarters_down) in places {
            let Some(area) = self.area((width, height), (0, 0), wanted) else { continue };
            let left = (width - area.width) * quarters_across / 4;
            let top = (height - area.height) * quarters_down / 4;
            let area = Area { left, top, ..area };
            if !proposals.contains(&area) {
                proposals.push(area);
            }
        }
        proposals
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    const FORM: PhotoForm = PhotoForm {
        least_width: 236,
        least_height: 354,
        ratio_width: 2,
        ratio_height: 3,
        tolerance_percent: 2,
    };

    #[test]
    fn a_telephones_portrait_is_proposed_from_its_middle() {
        let proposals = FORM.proposals(900, 1_200);
        assert_eq!(proposals[0], Area { left: 50, top: 0, width: 800, height: 1_200 });
        assert_eq!(proposals[1], Area { left: 150, top: 75, width: 600, height: 900 });
        assert_eq!(proposals.len(), 2, "a little at the sides is nobody's place to stand");
    }

    #[test]
    fn heads_are_in_the_upper_half_and_people_stand_beside() {
        let tall = FORM.proposals(1_080, 1_920);
        assert_eq!(tall[0], Area { left: 0, top: 75, width: 1_080, height: 1_620 });
        assert_eq!(tall.iter().map(|area| area.top).collect::<Vec<_>>(), [75, 176, 0, 150]);
        let wide = FORM.proposals(1_350, 1_012);
        assert_eq!(wide.iter().map(|area| area.left).collect::<Vec<_>>(), [338, 423, 169, 507]);
        let square = FORM.proposals(600, 600);
        assert_eq!(square[0], Area { left: 100, top: 0, width: 400, height: 600 });
    }

    #[test]
    fn what_is_too_small_for_a_card_has_no_part_that_is_not() {
        assert_eq!(FORM.widths(235, 2_000), None);
        assert_eq!(FORM.widths(2_000, 353), None);
        assert!(FORM.proposals(0, 0).is_empty());
        assert_eq!(FORM.widths(236, 354), Some(236..=236));
        assert_eq!(
            FORM.proposals(300, 400),
            [
                Area { left: 17, top: 0, width: 266, height: 399 },
                Area { left: 32, top: 11, width: 236, height: 354 }
            ]
        );
    }

    proptest! {
        #[test]
        fn whatever_is_asked_for_is_a_part_of_the_picture_and_fits(
            size in (0_u32..5_000, 0_u32..5_000), place in (any::<u32>(), any::<u32>()), width in any::<u32>(),
        ) {
            let asked = FORM.area(size, place, width);
            prop_assert_eq!(asked.is_some(), FORM.widths(size.0, size.1).is_some());
            for area in asked.into_iter().chain(FORM.proposals(size.0, size.1)) {
                prop_assert!(area.left + area.width <= size.0 && area.top + area.height <= size.1, "{:?}", area);
                prop_assert!(FORM.has_ratio(area.width, area.height), "{:?}", area);
                prop_assert!(FORM.is_large_enough(area.width, area.height), "{:?}", area);
                prop_assert_eq!(area.width * 3, area.height * 2);
            }
        }
    }
}
