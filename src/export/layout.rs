//! Positions for the nodes of a network: forces after Fruchterman and Reingold (1991), far nodes taken together after Barnes and Hut
//! (1986). Only sums, products, quotients and square roots are used, which every machine rounds alike, so the picture is the same everywhere.

/// How far apart joined nodes like to be, in the units of Gephi's plane.
const LENGTH: f64 = 100.0;
/// A cell this much smaller than it is far counts as one node.
const NEAR_ENOUGH: f64 = 1.2;
/// How strongly everything is drawn to the middle, so that parts without a link do not drift away.
const GRAVITY: f64 = 0.3;
/// Points closer than this are pushed apart as if they were this far.
const CLOSEST: f64 = 0.01;
/// Cells are not divided further than this: points that fall together stay in one.
const DEEPEST: usize = 24;
/// Steps times nodes, roughly: large networks get fewer steps.
const EFFORT: usize = 300_000;

type Point = [f64; 2];

/// A position for each of `nodes` nodes, joined by edges with weights.
pub(super) fn positions(nodes: usize, edges: &[(usize, usize, f64)]) -> Vec<Point> {
    let mut points = spiral(nodes);
    let steps = (EFFORT / nodes.max(1)).clamp(40, 250);
    for step in 0..steps {
        // The longest way that a node may go shrinks to nothing.
        let reach = LENGTH * 2.0 * (steps - step) as f64 / steps as f64;
        let forces = forces(&points, edges);
        for (point, force) in points.iter_mut().zip(forces) {
            let length = length(force).max(CLOSEST);
            let scale = length.min(reach) / length;
            *point = [point[0] + force[0] * scale, point[1] + force[1] * scale];
        }
    }
    points
}

/// Points on a sunflower: evenly spread, and no two alike.
fn spiral(nodes: usize) -> Vec<Point> {
    // Cosine and sine of the golden angle.
    let turn: Point = [-0.737_368_878_078_320_2, 0.675_490_294_261_523_6];
    let mut direction = [1.0, 0.0];
    let place = |index| {
        let distance = LENGTH * (index as f64 + 0.5).sqrt();
        let point = [direction[0] * distance, direction[1] * distance];
        direction = [direction[0] * turn[0] - direction[1] * turn[1], direction[0] * turn[1] + direction[1] * turn[0]];
        point
    };
    (0..nodes).map(place).collect()
}

fn length(vector: Point) -> f64 {
    (vector[0] * vector[0] + vector[1] * vector[1]).sqrt()
}

fn forces(points: &[Point], edges: &[(usize, usize, f64)]) -> Vec<Point> {
    let tree = Cell::over(points);
    let mut forces: Vec<Point> = points
        .iter()
        .map(|point| {
            let push = tree.as_ref().map_or([0.0; 2], |tree| tree.push(*point));
            [push[0] - GRAVITY * point[0], push[1] - GRAVITY * point[1]]
        })
        .collect();
    for (from, to, weight) in edges.iter().filter(|(from, to, _)| from != to) {
        let apart = [points[*to][0] - points[*from][0], points[*to][1] - points[*from][1]];
        let pull = length(apart) / LENGTH * weight.sqrt();
        for axis in 0..2 {
            forces[*from][axis] += apart[axis] * pull;
            forces[*to][axis] -= apart[axis] * pull;
        }
    }
    forces
}

/// A square with points in it.
struct Cell {
    middle: Point,
    mass: f64,
    width: f64,
    quarters: Vec<Self>,
}

impl Cell {
    fn over(points: &[Point]) -> Option<Self> {
        let bound = |axis: usize, choose: fn(f64, f64) -> f64| points.iter().map(|point| point[axis]).reduce(choose);
        let low = [bound(0, f64::min)?, bound(1, f64::min)?];
        let width = (bound(0, f64::max)? - low[0]).max(bound(1, f64::max)? - low[1]).max(CLOSEST);
        Some(Self::of(points.to_vec(), low, width, 0))
    }

    fn of(points: Vec<Point>, low: Point, width: f64, depth: usize) -> Self {
        let mass = points.len() as f64;
        let sum = points.iter().fold([0.0; 2], |sum, point| [sum[0] + point[0], sum[1] + point[1]]);
        let middle = [sum[0] / mass, sum[1] / mass];
        let mut quarters = Vec::new();
        if points.len() > 1 && depth < DEEPEST {
            let half = width / 2.0;
            let mut dealt: [Vec<Point>; 4] = Default::default();
            for point in points {
                let [right, up] = [0, 1].map(|axis| usize::from(point[axis] >= low[axis] + half));
                dealt[right + 2 * up].push(point);
            }
            for (place, points) in dealt.into_iter().enumerate().filter(|(_, points)| !points.is_empty()) {
                let corner = [low[0] + half * (place % 2) as f64, low[1] + half * (place / 2) as f64];
                quarters.push(Self::of(points, corner, half, depth + 1));
            }
        }
        Self { middle, mass, width, quarters }
    }

    /// How the points of the cell push a point away.
    fn push(&self, point: Point) -> Point {
        let away = [point[0] - self.middle[0], point[1] - self.middle[1]];
        let distance = length(away);
        if self.quarters.is_empty() || self.width < distance * NEAR_ENOUGH {
            let strength = self.mass * LENGTH * LENGTH / (distance * distance).max(CLOSEST);
            return [away[0] * strength, away[1] * strength];
        }
        self.quarters.iter().fold([0.0; 2], |sum, quarter| {
            let push = quarter.push(point);
            [sum[0] + push[0], sum[1] + push[1]]
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_joined_lies_closer_than_what_is_not() {
        let clique = |first: usize| (0..5).flat_map(move |a| (0..a).map(move |b| (first + a, first + b, 1.0)));
        let edges: Vec<_> = clique(0).chain(clique(5)).chain([(0, 5, 1.0)]).collect();
        let points = positions(10, &edges);
        let apart = |a: usize, b: usize| length([points[a][0] - points[b][0], points[a][1] - points[b][1]]);
        assert!(apart(1, 2) < apart(1, 7) && apart(8, 9) < apart(3, 9), "{points:?}");
        assert!(points.iter().flatten().all(|place| place.is_finite() && place.abs() < 10_000.0));
        assert_eq!(points, positions(10, &edges));
    }

    #[test]
    fn nothing_and_one_are_no_trouble() {
        assert!(positions(0, &[]).is_empty());
        assert!(positions(1, &[(0, 0, 1.0)])[0].iter().all(|place| place.is_finite()));
    }
}
