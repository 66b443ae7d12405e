//! A read-only map from strings to numbers in four bytes an entry: 2^16 buckets by hash, 16 more bits of the hash as fingerprint.
//!
//! An absent string is taken for a present one about once in ten thousand look-ups, which features and guesses can bear.

use std::collections::BTreeMap;

use super::{AnalysisError, store};

const BUCKETS: usize = 1 << 16;

/// Strings, known by their 64-bit hash, to numbers below 65,536.
pub(super) struct Table {
    starts: Vec<u32>,
    fingerprints: Vec<u16>,
    values: Vec<u16>,
}

const fn place(hash: u64) -> (usize, u16) {
    ((hash >> 48) as usize, (hash >> 32) as u16)
}

impl Table {
    /// The value of a hashed string.
    #[inline]
    pub fn get(&self, hash: u64) -> Option<u16> {
        let (bucket, fingerprint) = place(hash);
        let range = self.starts[bucket] as usize..self.starts[bucket + 1] as usize;
        let at = self.fingerprints[range.clone()].iter().position(|&known| known == fingerprint)?;
        Some(self.values[range.start + at])
    }

    /// Builds the table; of two hashes that fall together the first in order of hash stays.
    pub fn build(entries: &BTreeMap<u64, u16>) -> Self {
        let mut table = Self { starts: vec![0; BUCKETS + 1], fingerprints: Vec::new(), values: Vec::new() };
        let mut last = None;
        for (&hash, &value) in entries {
            if last.replace(place(hash)) != Some(place(hash)) {
                table.starts[place(hash).0 + 1] += 1;
                table.fingerprints.push(place(hash).1);
                table.values.push(value);
            }
        }
        table.sum_starts();
        table
    }

    fn sum_starts(&mut self) {
        for bucket in 0..BUCKETS {
            self.starts[bucket + 1] += self.starts[bucket];
        }
    }

    pub fn write(&self, out: &mut store::Writer) {
        let counts: Vec<u16> = self.starts.windows(2).map(|pair| (pair[1] - pair[0]) as u16).collect();
        out.shorts(&counts);
        out.shorts(&self.fingerprints);
        out.shorts(&self.values);
    }

    pub fn read(from: &mut store::Reader<'_>) -> Result<Self, AnalysisError> {
        let counts = from.shorts()?;
        let mut table = Self { starts: vec![0; BUCKETS + 1], fingerprints: from.shorts()?, values: from.shorts()? };
        let total: usize = counts.iter().map(|&count| usize::from(count)).sum();
        if counts.len() != BUCKETS || table.fingerprints.len() != total || table.values.len() != total {
            return Err(AnalysisError::Corrupt { what: "table" });
        }
        for (start, &count) in table.starts[1..].iter_mut().zip(&counts) {
            *start = u32::from(count);
        }
        table.sum_starts();
        Ok(table)
    }

    /// How many strings have each value, up to the greatest.
    pub fn counts(&self) -> Vec<usize> {
        let mut counts = vec![0; self.greatest().map_or(0, |greatest| usize::from(greatest) + 1)];
        self.values.iter().for_each(|&value| counts[usize::from(value)] += 1);
        counts
    }

    /// The greatest value, for checks against what the values point into.
    pub fn greatest(&self) -> Option<u16> {
        self.values.iter().copied().max()
    }
}
