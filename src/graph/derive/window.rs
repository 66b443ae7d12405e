//! Stretches of days, and which of them may mean the same time.

use jiff::{ToSpan, civil::Date};

/// From one day to another, both included.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) struct Window {
    pub(super) end: Date,
    pub(super) start: Date,
}

impl Window {
    /// A stretch with ends that may be open.
    pub(super) fn new(start: Option<Date>, end: Option<Date>) -> Self {
        Self { start: start.unwrap_or(Date::MIN), end: end.unwrap_or(Date::MAX) }
    }

    /// The stretch that reaches so many days further on both sides.
    pub(super) fn widened(self, before: i32, after: i32) -> Self {
        let move_by = |day: Date, days: i32| day.saturating_add(days.days());
        Self { start: move_by(self.start, -before), end: move_by(self.end, after) }
    }

    /// The smallest stretch that holds both.
    pub(super) fn hull(self, other: Self) -> Self {
        Self { start: self.start.min(other.start), end: self.end.max(other.end) }
    }

    /// The days that both have, if any.
    pub(super) fn overlap(self, other: Self) -> Option<Self> {
        let both = Self { start: self.start.max(other.start), end: self.end.min(other.end) };
        (both.start <= both.end).then_some(both)
    }
}

/// Deals stretches to groups so that those of a group have a day in common, in as few groups as can be: each group begins with the
/// stretch that ends first and takes in all that have begun by then. `None` is a time that nothing is known of; it joins the only group
/// there is, and where there are several, or none, such times are a group of their own. Gives the group of each stretch.
pub(super) fn groups(windows: &[Option<Window>]) -> Vec<usize> {
    let mut order: Vec<_> = (0..windows.len()).filter(|index| windows[*index].is_some()).collect();
    order.sort_unstable_by_key(|index| windows[*index]);
    let (mut groups, mut last, mut ends) = (vec![usize::MAX; windows.len()], 0, None::<Date>);
    for index in order {
        let Some(window) = windows[index] else { continue };
        if ends.is_none_or(|end| window.start > end) {
            last += usize::from(ends.is_some());
            ends = Some(window.end);
        }
        groups[index] = last;
    }
    let unknown = if last == 0 { 0 } else { last + 1 };
    groups.iter_mut().filter(|group| **group == usize::MAX).for_each(|group| *group = unknown);
    groups
}

#[cfg(test)]
mod tests {
    use super::*;

    fn window(start: i8, end: i8) -> Option<Window> {
        let day = |day| Date::new(2021, 8, day).unwrap();
        Some(Window { start: day(start), end: day(end) })
    }

    #[test]
    fn a_group_has_a_day_in_common() {
        assert_eq!(groups(&[window(1, 5), window(4, 9), window(6, 20), window(10, 12)]), [0, 0, 1, 1]);
        assert_eq!(groups(&[window(10, 12), window(6, 20), window(4, 9), window(1, 5)]), [1, 1, 0, 0]);
    }

    #[test]
    fn an_unknown_time_joins_the_only_group() {
        assert_eq!(groups(&[None, window(1, 5), None]), [0, 0, 0]);
        assert_eq!(groups(&[None, None]), [0, 0]);
        assert_eq!(groups(&[None, window(1, 2), window(8, 9)]), [2, 0, 1]);
        assert!(groups(&[]).is_empty());
    }

    #[test]
    fn the_calendar_has_ends() {
        assert_eq!(Window::new(None, None).widened(9, 9), Window::new(None, None));
    }
}
