//! The state of a parse: stack, buffer, and the arcs made so far. Words count from 1; 0 is nothing; `n + 1`, last in the buffer, is the root.

/// What a transition does.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub(in crate::analysis) enum Move {
    /// The first of the buffer goes onto the stack.
    Shift,
    /// The top of the stack becomes a dependent of the first of the buffer.
    Left,
    /// The top of the stack becomes a dependent of the one below it.
    Right,
}

impl Move {
    pub fn from_number(number: u8) -> Option<Self> {
        [Self::Shift, Self::Left, Self::Right].into_iter().find(|kind| *kind as u8 == number)
    }
}

/// What is known of one word.
#[derive(Clone, Copy, Default)]
pub(in crate::analysis) struct Node {
    /// 0 while it has none.
    pub head: u32,
    pub relation: u8,
    /// Outermost dependents on each side and the ones that were outermost before them.
    pub left: [u32; 2],
    pub right: [u32; 2],
    /// Number of dependents on each side.
    pub lefts: u8,
    pub rights: u8,
}

pub(in crate::analysis) struct State {
    count: usize,
    next: usize,
    pub stack: Vec<u32>,
    pub nodes: Vec<Node>,
}

impl State {
    pub fn new(count: usize) -> Self {
        Self { count, next: 1, stack: Vec::with_capacity(32), nodes: vec![Node::default(); count + 2] }
    }

    /// The `index`-th of the buffer, 0 past its end.
    pub const fn buffer(&self, index: usize) -> usize {
        if self.next + index <= self.count + 1 { self.next + index } else { 0 }
    }

    /// The `index`-th from the top of the stack, 0 below its ground.
    pub fn top(&self, index: usize) -> usize {
        self.stack.len().checked_sub(index + 1).map_or(0, |at| self.stack[at] as usize)
    }

    pub const fn root(&self) -> usize {
        self.count + 1
    }

    /// Whether only the root is left in the buffer.
    pub const fn at_end(&self) -> bool {
        self.next > self.count
    }

    pub const fn is_over(&self) -> bool {
        self.at_end() && self.stack.is_empty()
    }

    pub const fn can_shift(&self) -> bool {
        !self.at_end()
    }

    /// The root takes one dependent only: the last on the stack.
    pub const fn can_left(&self) -> bool {
        if self.at_end() { self.stack.len() == 1 } else { !self.stack.is_empty() }
    }

    pub const fn can_right(&self) -> bool {
        self.stack.len() >= 2
    }

    /// Does nothing when the move cannot be made.
    pub fn apply(&mut self, kind: Move, relation: u8) {
        match kind {
            Move::Shift => {
                self.stack.push(self.next as u32);
                self.next += 1;
            }
            Move::Left => self.attach(self.next, relation),
            Move::Right => self.attach(self.top(1), relation),
        }
    }

    fn attach(&mut self, head: usize, relation: u8) {
        let Some(dependent) = self.stack.pop() else { return };
        let node = &mut self.nodes[dependent as usize];
        (node.head, node.relation) = (head as u32, relation);
        let node = &mut self.nodes[head];
        if (dependent as usize) < head {
            node.left = [dependent, node.left[0]];
            node.lefts = node.lefts.saturating_add(1);
        } else {
            node.right = [dependent, node.right[0]];
            node.rights = node.rights.saturating_add(1);
        }
    }

    /// Head and relation of every word, heads counted from 0.
    pub fn arcs(&self) -> Vec<(Option<usize>, u8)> {
        let head = |node: &Node| (node.head as usize).checked_sub(1).filter(|&head| head < self.count);
        self.nodes[1..=self.count].iter().map(|node| (head(node), node.relation)).collect()
    }
}
