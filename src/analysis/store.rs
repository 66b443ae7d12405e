//! The model file: a magic word, the length of the content, the content compressed with Zstandard. Numbers are little-endian.

use super::AnalysisError;

const MAGIC: &[u8; 8] = b"depeche\x01";
/// Nothing larger is a model; refuses a broken length before memory is asked for.
const LARGEST: usize = 256 << 20;
/// The level that is unpacked fastest: fewer, longer copies, and a tenth less to read.
const LEVEL: i32 = 19;

/// Collects the content of a model file.
#[derive(Default)]
pub(super) struct Writer {
    bytes: Vec<u8>,
}

impl Writer {
    pub fn number(&mut self, number: u32) {
        self.bytes.extend_from_slice(&number.to_le_bytes());
    }

    pub fn bytes(&mut self, bytes: &[u8]) {
        self.number(u32::try_from(bytes.len()).expect("a section of a model is far below 4 GiB"));
        self.bytes.extend_from_slice(bytes);
    }

    pub fn shorts(&mut self, shorts: &[u16]) {
        let bytes: Vec<u8> = shorts.iter().flat_map(|short| short.to_le_bytes()).collect();
        self.bytes(&bytes);
    }

    /// Texts without line breaks.
    pub fn texts<T: AsRef<str>>(&mut self, texts: impl IntoIterator<Item = T>) {
        let texts: Vec<T> = texts.into_iter().collect();
        self.number(u32::try_from(texts.len()).expect("a list in a model is short"));
        let joined = texts.iter().map(AsRef::as_ref).collect::<Vec<&str>>().join("\n");
        self.bytes(joined.as_bytes());
    }

    /// The model file.
    pub fn finish(self) -> std::io::Result<Vec<u8>> {
        let mut file = MAGIC.to_vec();
        file.extend_from_slice(&(self.bytes.len() as u64).to_le_bytes());
        file.extend(zstd::bulk::compress(&self.bytes, LEVEL)?);
        Ok(file)
    }
}

/// The content of a model file.
pub(super) fn unpack(file: &[u8]) -> Result<Vec<u8>, AnalysisError> {
    let content = file.strip_prefix(MAGIC).ok_or(AnalysisError::NotAModel)?;
    let (length, frame) = content.split_first_chunk::<8>().ok_or(AnalysisError::NotAModel)?;
    let length = usize::try_from(u64::from_le_bytes(*length)).ok().filter(|&length| length <= LARGEST).ok_or(AnalysisError::NotAModel)?;
    let content = zstd::bulk::decompress(frame, length).map_err(AnalysisError::Compression)?;
    if content.len() == length { Ok(content) } else { Err(AnalysisError::Corrupt { what: "length" }) }
}

/// Reads what [`Writer`] wrote, in the same order.
pub(super) struct Reader<'a> {
    rest: &'a [u8],
}

impl<'a> Reader<'a> {
    pub const fn new(content: &'a [u8]) -> Self {
        Self { rest: content }
    }

    pub fn number(&mut self) -> Result<u32, AnalysisError> {
        let (number, rest) = self.rest.split_first_chunk::<4>().ok_or(AnalysisError::Corrupt { what: "number" })?;
        self.rest = rest;
        Ok(u32::from_le_bytes(*number))
    }

    pub fn bytes(&mut self) -> Result<&'a [u8], AnalysisError> {
        let length = self.number()? as usize;
        let (bytes, rest) = self.rest.split_at_checked(length).ok_or(AnalysisError::Corrupt { what: "section" })?;
        self.rest = rest;
        Ok(bytes)
    }

    pub fn shorts(&mut self) -> Result<Vec<u16>, AnalysisError> {
        Ok(self.bytes()?.as_chunks::<2>().0.iter().map(|pair| u16::from_le_bytes(*pair)).collect())
    }

    pub fn texts(&mut self) -> Result<Vec<&'a str>, AnalysisError> {
        let count = self.number()? as usize;
        let joined = std::str::from_utf8(self.bytes()?).map_err(|_| AnalysisError::Corrupt { what: "text" })?;
        let texts: Vec<&str> = if count == 0 { Vec::new() } else { joined.split('\n').collect() };
        if texts.len() == count { Ok(texts) } else { Err(AnalysisError::Corrupt { what: "list" }) }
    }
}
