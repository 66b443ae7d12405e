//! Hashing of strings and feature parts. The functions are part of the model format: weights are found by these hashes.

/// FNV-1a over the bytes, finished so that the high bits depend on all of them.
pub(super) fn text(text: &str) -> u64 {
    finish(text.bytes().fold(0xcbf2_9ce4_8422_2325, |hash, byte| (hash ^ u64::from(byte)).wrapping_mul(0x0100_0000_01b3)))
}

/// Adds `part` to `hash`; the order of parts matters.
#[inline(always)]
pub(super) const fn mix(hash: u64, part: u64) -> u64 {
    finish((hash ^ part.wrapping_mul(0x9e37_79b9_7f4a_7c15)).wrapping_mul(0xff51_afd7_ed55_8ccd))
}

#[inline(always)]
const fn finish(hash: u64) -> u64 {
    let hash = hash.wrapping_mul(0xd6e8_feb8_6659_fd93);
    hash ^ (hash >> 32)
}
